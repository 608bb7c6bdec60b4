"""Plans, slippage and network in both languages: on the invented city, on an empty database, without a plan."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import database
from tests.editions import write
from tests.pages.apps import opened

PAGES = ("pages/investment/plans.py", "pages/schedule/slippage.py", "pages/collaboration/network.py")
LANGUAGES = ("en", "zh-CN")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def said(app: AppTest) -> str:
    """The finding."""
    bodies = [element.proto.body for element in app.get("html")]
    return html.unescape(next(re.sub("<[^>]+>", "", body) for body in bodies if 'class="finding"' in body))


def specs(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(element.proto.spec) for element in app.get("plotly_chart")]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_its_finding_and_draws_its_pictures_in_the_reader_s_language(page: str, language: str) -> None:
    app = opened(page, db="city", lang=language)
    assert bool(CHINESE.search(said(app))) == (language == "zh-CN")
    drawn = specs(app)
    assert len(drawn) == (2 if page == PAGES[2] else 5)
    # Only colours that the theme replaces: one cached figure serves light and dark.
    hexes = {colour for spec in drawn for colour in re.findall(r"#[0-9A-Fa-f]{6}", json.dumps(spec["data"]))}
    assert all(colour.startswith("#0000") for colour in hexes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_database_says_what_would_be_here_and_offers_the_way_there(page: str, language: str) -> None:
    app = opened(page, db="portfolio", lang=language)
    assert not app.get("plotly_chart")
    assert len(app.button) >= 1


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("page", PAGES)
def test_filters_that_leave_nothing_can_be_undone(page: str) -> None:
    app = opened(page, db="city", lang="en", sector="no such sector")
    assert not app.get("plotly_chart")
    assert any("no such sector" in button.label for button in app.button)


@pytest.mark.usefixtures("_city")
def test_another_grouping_changes_the_picture_and_stands_in_the_address() -> None:
    app = opened(PAGES[1], db="city", lang="en", by="responsible")
    assert "by responsible organisation" in str([element.proto.body for element in app.get("html")])
    app.segmented_control(key="choice-by").set_value("tier").run()
    assert not app.exception
    assert "tier" in app.query_params["by"]


def test_projects_without_any_plan_are_said_to_have_none() -> None:
    write(
        database.prepare(database.url()),
        project_record="""
            project | as_of      | name_en | status
            P1      | 2025-06-30 | Bridge  | active
        """,
    )
    app = opened(PAGES[0], db="portfolio", lang="en")
    assert said(app).startswith("No annual plan is known for these projects")


def test_a_hostile_name_is_shown_as_it_is_in_every_picture() -> None:
    name = "<b>![x](http://a.test/x)</b>"
    write(
        database.prepare(database.url()),
        organisations=f"""
            key | name_en | kind       | level
            A   | {name}  | department | city
            B   | {name}  | company    | city
        """,
        project_record="""
            project | as_of      | name_en | status | sector
            P1      | 2025-06-30 | Bridge  | active | <i>roads</i>
            P2      | 2025-06-30 | Tunnel  | active | water
        """,
        annual_plan="""
            project | as_of      | year | amount | currency
            P1      | 2025-06-30 | 2025 | 100    | CNY
        """,
        participation="""
            project | as_of      | organisation | role
            P1      | 2025-06-30 | A            | responsible
            P1      | 2025-06-30 | B            | contractor
        """,
    )
    for page in PAGES:
        app = opened(page, db="portfolio", lang="en")
        for spec in specs(app):
            assert name not in json.dumps(spec, ensure_ascii=False)
            assert "<i>" not in json.dumps(spec, ensure_ascii=False)
        assert not [element for element in app.markdown if name in element.value]
