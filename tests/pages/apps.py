"""The app under Streamlit's AppTest: opened at a page, and read."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from pages.components.contents import PAGES

ROOT = Path(__file__).parents[2]
FIRST = PAGES["overview"].path
PATIENCE = 300  # s; for a machine that does much else


def start(page: str = FIRST, /, **query: Any) -> AppTest:
    """A page by its path, as a link with an address like `db="city", lang="en"` opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for key, value in query.items():
        app.query_params[key] = value
    if page != FIRST:
        app.switch_page(page)
    return app.run()


def opened(page: str, /, **query: Any) -> AppTest:
    """The same, without an exception."""
    app = start(page, **query)
    assert not app.exception, app.exception
    return app


def bodies(app: AppTest) -> str:
    """All HTML that the page writes."""
    return "\n".join(element.proto.body for element in app.get("html"))


def column(app: AppTest, head: str) -> list[str]:
    """The cells below a head, in the first table of the page that has it; none where no table has it."""
    cell = re.compile(f'data-label="{re.escape(html.escape(head))}">(.*?)</td>')
    found = next((cells for table in bodies(app).split("</table>") if (cells := cell.findall(table))), [])
    return [html.unescape(re.sub("<[^>]+>", "", text)) for text in found]


def pictures(app: AppTest) -> list[str]:
    """The functions of `analytics.figures` that drew the pictures of the page, from top to bottom."""
    return [chart.proto.id.rpartition("-")[2] for chart in app.get("plotly_chart")]


def drawn(app: AppTest) -> str:
    """All that the pictures hold, with every letter as a reader sees it: the JSON on its way hides < behind a code."""
    return "\n".join(json.dumps(json.loads(chart.proto.spec), ensure_ascii=False) for chart in app.get("plotly_chart"))


def finding(app: AppTest) -> str:
    """The finding's own words."""
    found = re.search('class="finding"[^>]*>(.*?)</p>', bodies(app), re.DOTALL)
    assert found is not None, "the page has no finding"
    return found.group(1)
