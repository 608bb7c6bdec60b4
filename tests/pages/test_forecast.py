"""The page about completion in both languages: whom to believe, the class that the reader chose, and its refusals."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import codes
from analytics.language import Language
from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, column, drawn, finding, opened, pictures
from tests.pages.ended import ended

PAGE = PAGES["forecast"].path
CHINESE = re.compile("[一-鿿]")
HOSTILE = "<b>ours</b> ![x](http://example.com/x.png)"  # pictures shorten what is long


def levels(app: AppTest) -> set[str]:
    """What the comparable projects of the listed ones agree in, where there are enough of them."""
    return set(column(app, "Comparable by")) - {"–"}


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_page_says_when_and_whom_to_believe_and_draws_five_pictures_in_the_colours_of_the_theme(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag)
    assert bool(CHINESE.search(finding(app))) == language.is_chinese
    assert pictures(app) == ["forecasts_by_project", "overrun_curve", "misses", "calibration", "over_time"]
    for chart in app.get("plotly_chart"):  # only colours that the theme replaces
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)
    seen = bodies(app)
    assert seen.count('class="tile ') == 6
    for part in ("What each method says, project by project", "Which forecast to believe", "Forecast before P50"):
        assert language(part) in seen
    if code == "en":
        assert re.search("Believe .* first: ", finding(app))


@pytest.mark.usefixtures("_city")
def test_what_the_comparable_projects_agree_in_is_chosen_and_stands_in_the_address() -> None:
    app = opened(PAGE, db="city", lang="en", class_by="sector")
    chosen = app.selectbox(key="choice-class_by")
    assert chosen.value == "sector"
    assert "sector" in levels(app) <= {"sector", "all projects"}
    chosen.set_value("all").run()
    assert not app.exception
    assert "all" in app.query_params["class_by"]
    assert levels(app) == {"all projects"}
    app.selectbox(key="choice-class_by").set_value("sector-tier-size").run()
    assert "class_by" not in app.query_params
    assert not levels(app) <= {"sector", "all projects"}


@pytest.mark.usefixtures("_city")
def test_an_address_that_says_nonsense_gives_the_usual_page() -> None:
    plain, nonsense = opened(PAGE, db="city", lang="en"), opened(PAGE, db="city", lang="en", class_by="<b>colour")
    assert finding(nonsense) == finding(plain)
    assert nonsense.selectbox(key="choice-class_by").value == "sector-tier-size"


@pytest.mark.usefixtures("_city")
def test_a_project_of_the_list_is_a_click_away_in_the_same_view() -> None:
    seen = bodies(opened(PAGE, db="city", lang="en", as_of="2024-12-31"))
    listed = seen.split("What each method says, project by project")[1].split("</table>")[0]
    links = re.findall('data-label="Name"><a href="(project[?].*?)"', listed)
    assert len(links) == 10
    assert all("as_of=2024-12-31" in link and "&amp;project=" in link for link in links)


@pytest.mark.usefixtures("_city")
def test_filters_that_leave_nothing_can_be_undone() -> None:
    app = opened(PAGE, db="city", lang="en", sector="no such sector")
    assert not app.get("plotly_chart")
    assert any("no such sector" in button.label for button in app.button)


@pytest.mark.parametrize("tag", ["en", "zh-CN"])
def test_an_empty_database_says_what_would_be_here(tag: str) -> None:
    app = opened(PAGE, db="portfolio", lang=tag)
    assert not app.get("plotly_chart")
    assert len(app.button) >= 1


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_with_too_few_finished_projects_every_method_is_refused_with_its_reason(code: str) -> None:
    language = Language(code)
    write(database.prepare(database.url(database.PORTFOLIO)), **ended(finished=16, unfinished=2, cancelled=1))
    app = opened(PAGE, db="portfolio", lang=language.tag)
    assert finding(app).startswith(
        language("No forecast here can be held against comparable projects: too few are finished.")
    )
    reason = language.label(codes.TEST_REFUSALS, "few_pairs")
    assert language("Which forecast to believe cannot be said yet: {reason}.", reason=reason) in finding(app)
    assert pictures(app) == ["overrun_curve"]
    few = language.label(codes.METHOD_REFUSALS, "few")
    assert column(app, language("No date by comparable projects")) == [few] * 2
    assert column(app, language("No date by the curve")) == [few] * 2
    assert (
        column(app, language("No date by earned schedule")) == [language.label(codes.METHOD_REFUSALS, "no_budget")] * 2
    )


@pytest.mark.usefixtures("_city")
def test_where_no_two_ways_can_be_compared_no_empty_picture_is_drawn() -> None:
    app = opened(PAGE, db="city", lang="en", sector="parks", district="xiating")
    assert "Which forecast to believe cannot be said yet" in finding(app)
    assert not {"misses", "calibration", "over_time"} & set(pictures(app))


def test_with_twenty_finished_projects_they_are_held_against_comparable_ones() -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **ended(finished=20, unfinished=2, cancelled=1))
    app = opened(PAGE, db="portfolio", lang="en")
    assert column(app, "Comparable projects") == ["20", "20"]
    assert pictures(app) == ["forecasts_by_project", "overrun_curve"]


@pytest.mark.parametrize(("facts", "left"), [(ended(finished=25), ["overrun_curve"]), (ended(cancelled=25), [])])
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_where_nothing_is_under_way_nothing_is_forecast(facts: dict[str, Any], left: list[str], code: str) -> None:
    language = Language(code)
    write(database.prepare(database.url(database.PORTFOLIO)), **facts)
    app = opened(PAGE, db="portfolio", lang=language.tag)
    assert finding(app).startswith(language("No project in scope is unfinished."))
    assert pictures(app) == left
    assert language("What each method says, project by project") not in bodies(app)
    assert "0 %" not in "".join(re.findall('class="tile .*?</p>', bodies(app), re.DOTALL))  # nothing due is "–"


def test_a_project_without_any_date_is_told_so_in_the_list() -> None:
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record="project | as_of | status | name_en\nP1 | 2025-06-30 | active | Dam",
    )
    app = opened(PAGE, db="portfolio", lang="en")
    assert column(app, "No date by comparable projects") == ["no planned start is known"]
    assert column(app, "No date by the curve") == ["no planned start is known"]
    assert pictures(app) == []


def test_a_hostile_name_is_shown_as_it_is_in_pictures_finding_and_tables() -> None:
    facts = ended(finished=40, unfinished=6, name=HOSTILE, sectors=["<i>roads</i>", "<i>water</i>"])
    write(database.prepare(database.url(database.PORTFOLIO)), **facts)
    app = opened(PAGE, db="portfolio", lang="en")
    seen, shown = bodies(app), drawn(app)
    assert "&lt;b&gt;ours" in shown
    assert html.escape(HOSTILE) in seen
    assert "<b>ours" not in seen + shown
    assert "<i>" not in seen + shown
    assert not [element for element in app.markdown if "example.com" in element.value]
