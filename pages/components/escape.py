"""Text from the database on the screen: whatever it contains, it shows as that text.

Streamlit's labels and markdown would fetch the image of a project called `![x](http://...)`.
"""

from __future__ import annotations

import html as _html
import re

from analytics.language import MISSING, is_missing

# Whatever markdown, its directives (:red[...]), emoji codes, formulas and links are made of.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=\"'@^/])")
_SPACE = re.compile(r"\s+")


def markdown(text: object) -> str:
    """One line of plain text for a markdown label.

    >>> print(markdown("![x](http://a)"))
    \\!\\[x\\]\\(http\\:\\/\\/a\\)
    """
    return _SPECIAL.sub(r"\\\1", _one_line(text))


def html(text: object) -> str:
    """Plain text for an element or an attribute of HTML.

    >>> html('<script>"')
    '&lt;script&gt;&quot;'
    """
    return _html.escape(_one_line(text), quote=True)


def _one_line(text: object) -> str:
    return MISSING if is_missing(text) else _SPACE.sub(" ", str(text)).strip()
