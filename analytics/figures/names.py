"""Names of organisations and projects beside marks: told apart, on a few short lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from textwrap import wrap

from analytics.figures import theme

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,3}?[市县区省]|\S+ ")  # how names of one place begin


def apart(names: Sequence[str]) -> list[str]:
    """Names without the place that most of them begin with: it tells nobody apart.

    >>> apart(["Lanjiang Water Bureau", "Lanjiang Road Bureau", "Bird Society"])
    ['Water Bureau', 'Road Bureau', 'Bird Society']
    """
    begins = Counter(match[0] for name in names if (match := _PLACE.match(name)))
    for common, times in begins.most_common(1):
        if 2 * times > len(names):
            return [name.removeprefix(common) for name in names]
    return list(names)


def is_chinese(name: str) -> bool:
    """Whether a name is in Chinese script, which does not break between words."""
    return re.search(r"[\u4e00-\u9fff]", name) is not None


def lines(name: str, letters: int, characters: int) -> str:
    """A name on a few short lines: two of so many `characters` in Chinese, three of so many `letters` in Latin
    script; what does not fit ends in "…".

    >>> lines("Water Affairs Bureau", 16, 8), lines("水务局", 16, 8), lines("其他 1,091 个项目", 16, 8)
    ('Water Affairs<br>Bureau', '水务局', '其他 1,091<br>个项目')
    """
    if is_chinese(name):
        short = theme.short(name, 2 * characters)
        half = len(short) if len(short) <= characters else _middle(short)
        found = [short[:half], short[half:].strip()]
    else:
        found = wrap(name, letters, max_lines=3, placeholder="…")
    return "<br>".join(theme.plain(line) for line in found if line)


def _middle(text: str) -> int:
    """Where a line of Chinese breaks in two: in the middle, or at the space next to it, so that no number breaks."""
    half = -(-len(text) // 2)
    return min((place for place, letter in enumerate(text) if letter == " "), key=lambda n: abs(n - half), default=half)
