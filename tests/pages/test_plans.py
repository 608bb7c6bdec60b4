"""Plans in both languages: by every group, the worst project a click away, and for what the data do not have."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, drawn, finding, opened

PAGE = PAGES["plans"].path
LANGUAGES = ("en", "zh-CN")
CHINESE = re.compile("[一-鿿]")


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_its_finding_and_draws_five_pictures_in_the_colours_of_the_theme(language: str) -> None:
    app = opened(PAGE, db="city", lang=language)
    assert bool(CHINESE.search(finding(app))) == (language == "zh-CN")
    charts = app.get("plotly_chart")
    assert len(charts) == 5
    for chart in charts:
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_database_says_what_would_be_here_and_offers_the_way_there(language: str) -> None:
    app = opened(PAGE, db="portfolio", lang=language)
    assert not app.get("plotly_chart")
    assert app.button


@pytest.mark.usefixtures("_city")
def test_filters_that_leave_nothing_can_be_undone() -> None:
    app = opened(PAGE, db="city", lang="en", sector="no such sector")
    assert not app.get("plotly_chart")
    assert any("no such sector" in button.label for button in app.button)


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize(("language", "group"), [("en", "responsible"), ("zh-CN", "responsible"), ("en", "tier")])
def test_the_page_groups_by_what_the_reader_chose(language: str, group: str) -> None:
    app = opened(PAGE, db="city", lang=language, by=group)
    seen = html.unescape(bodies(app))
    assert "Not translated" not in seen
    assert ("by responsible organisation" in seen) == (language == "en" and group == "responsible")
    assert ("按责任单位" in seen) == (language == "zh-CN")


@pytest.mark.usefixtures("_city")
def test_the_project_furthest_behind_is_named_in_the_finding_and_links_to_its_page() -> None:
    app = opened(PAGE, db="city", lang="en")
    said = html.unescape(finding(app))
    assert "Furthest behind of all projects is " in said
    name = said.split("Furthest behind of all projects is ")[1].split(":")[0]
    seen = html.unescape(bodies(app))
    links = [part for part in seen.split("<a ")[1:] if f">{name}</a>" in part]
    assert links
    assert 'href="project?' in links[0]
    assert "code=None" not in seen
    assert "project=nan" not in seen


def _write(**facts: Any) -> None:
    engine = database.prepare(database.url(database.PORTFOLIO))
    write(engine, **facts)
    engine.dispose()


RECORD = "project | as_of | status | name_en\nP1 | 2025-06-30 | active | Bridge"


def test_a_plan_without_dates_or_funds_has_no_curve_and_no_tile_of_execution() -> None:
    _write(
        project_record=RECORD,
        annual_plan="project | as_of | year | amount | currency\nP1 | 2025-06-30 | 2025 | 1000 | CNY",
        progress_report="project | as_of | completed_year | currency\nP1 | 2025-06-30 | 300 | CNY",
    )
    app = opened(PAGE, db="portfolio", lang="en")
    assert "Furthest behind of all projects is Bridge: CNY 2 less than due" in html.unescape(finding(app))
    seen = html.unescape(bodies(app))
    assert "Paid of this year" not in seen
    assert "same month last year not known" in seen
    assert len(app.get("plotly_chart")) == 4


def test_a_plan_of_which_nothing_completed_is_known_says_so_and_explains_no_gap() -> None:
    _write(
        project_record=RECORD,
        annual_plan="project | as_of | year | amount | currency\nP1 | 2025-06-30 | 2025 | 1000 | CNY",
    )
    app = opened(PAGE, db="portfolio", lang="en")
    assert "how much of it was completed is not known" in finding(app)
    assert "Furthest behind an even pace" not in bodies(app)


def test_projects_without_any_plan_are_said_to_have_none() -> None:
    _write(project_record=RECORD)
    assert finding(opened(PAGE, db="portfolio", lang="en")).startswith("No annual plan is known for these projects")


@pytest.mark.parametrize("group", ["sector", "responsible"])
def test_a_hostile_name_is_shown_as_it_is_in_every_picture(group: str) -> None:
    _write(
        organisations="key | name_en | kind | level\nA | <i>ours</i> ![x](http://a.test/x) | department | city",
        project_record="project | as_of | name_en | status | sector\nP1 | 2025-06-30 | Bridge | active | <i>roads</i>",
        annual_plan="project | as_of | year | amount | currency\nP1 | 2025-06-30 | 2025 | 1000 | CNY",
        progress_report="project | as_of | completed_year | currency\nP1 | 2025-06-30 | 300 | CNY",
        participation="project | as_of | organisation | role\nP1 | 2025-06-30 | A | responsible",
    )
    app = opened(PAGE, db="portfolio", lang="en", by=group)
    assert {"sector": "&lt;i&gt;roads", "responsible": "&lt;i&gt;ours"}[group] in drawn(app)
    assert "<i>" not in drawn(app) + bodies(app)
    assert not [element for element in app.markdown if "a.test" in element.value]
