"""The page about the network over time: years, a reform entered and withdrawn, the panel, in both languages."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.language import Language
from data import database
from pages.components.contents import PAGES
from tests.data.queries.test_network_time import THREE_YEARS
from tests.editions import write
from tests.pages.apps import bodies, column, drawn, finding, opened, pictures

pytestmark = pytest.mark.usefixtures("_waiting")
PAGE = PAGES["over_time"].path
CHINESE = re.compile("[一-鿿]")
HOSTILE = "<b>ours</b> ![x](http://example.com/x.png)"


def ready(**query: Any) -> AppTest:
    """The page once its years are measured."""
    return measured(opened(PAGE, **query))


def measured(app: AppTest) -> AppTest:
    """The same page once the years of the database as it is now are measured."""
    for _ in range(60):
        assert not app.exception, app.exception
        if app.get("plotly_chart"):
            return app
        app.run()
    raise AssertionError("the years were never measured")


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_page_draws_every_year_with_the_reform_and_both_sides_of_it(code: str) -> None:
    language = Language(code)
    app = ready(db="city", lang=language.tag)
    assert bool(CHINESE.search(finding(app))) == language.is_chinese
    assert pictures(app) == ["measures", "turnover", "before", "after"]
    for chart in app.get("plotly_chart"):  # only colours that the theme replaces
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)
    seen = bodies(app)
    assert seen.count('class="tile ') == 5
    assert html.escape(language("Before and after is no proof that the reform was the cause.")) in seen
    assert not app.exception


@pytest.mark.usefixtures("_city")
def test_the_reform_that_is_compared_and_the_year_of_the_list_stand_in_the_address() -> None:
    app = ready(db="city", lang="en")
    chosen, listed = app.selectbox(key="choice-reform"), app.selectbox(key="choice-changed_year")
    chosen.select(next(name for name in chosen.options if "2021" in name)).run()
    assert "reform" in app.query_params
    assert "cannot be compared: no year lies whole before it" in finding(app)
    assert pictures(app) == ["measures", "turnover"]
    assert listed.value == "2024"
    app.selectbox(key="choice-changed_year").select("2023").run()
    assert "2023" in app.query_params["changed_year"]
    assert not app.exception


@pytest.mark.usefixtures("_city")
def test_a_year_in_the_address_leaves_all_years_and_a_cumulative_window_says_why_nothing_comes_after() -> None:
    plain = ready(db="city", lang="en")
    assert finding(ready(db="city", lang="en", window="year", year="2023")) == finding(plain)
    cumulative = ready(db="city", lang="en", window="cumulative")
    assert "no year lies whole after it" in finding(cumulative)
    assert pictures(cumulative) == ["measures", "turnover"]


@pytest.mark.parametrize("tag", ["en", "zh-CN"])
def test_an_empty_database_says_what_would_be_here(tag: str) -> None:
    app = opened(PAGE, db="portfolio", lang=tag)
    assert not app.get("plotly_chart")
    assert len(app.button) >= 1


@pytest.mark.usefixtures("_city")
def test_filters_that_leave_nothing_can_be_undone() -> None:
    app = opened(PAGE, db="city", lang="en", sector="no such sector")
    for _ in range(30):
        if any("no such sector" in button.label for button in app.button):
            break
        app.run()
    assert not app.get("plotly_chart")
    assert any("no such sector" in button.label for button in app.button)


def test_a_reform_is_entered_compared_and_withdrawn_and_what_is_wrong_with_it_is_said_at_once() -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **THREE_YEARS)
    app = ready(db="portfolio", lang="en")
    assert "proof" not in finding(app)
    app.button(key="reform-save").click().run()
    assert [error.value.replace("\\", "") for error in app.error] == [
        "Give the reform a name, in English or in Chinese.",
        "Give the day on which the reform took effect, between 1950 and 2100.",
        "Name the document or decision that says so.",
    ]
    app.text_input(key="reform-en").set_value(HOSTILE)
    app.text_input(key="reform-source").set_value("Circular 3")
    app.date_input(key="reform-day").set_value(date(2023, 1, 1))
    measured(app.button(key="reform-save").click().run())
    assert html.escape(HOSTILE) in finding(app)
    assert "a year has 1 ties on average (2023), before it 2 (2021–2022)" in finding(app)
    assert pictures(app) == ["measures", "turnover", "before", "after"]
    seen = bodies(app) + drawn(app)
    assert "<b>ours" not in seen
    assert not [element for element in app.markdown if "example.com" in element.value and "![" in element.value]
    measured(app.button(key="reform-withdraw-save").click().run())
    assert "proof" not in finding(app)
    assert pictures(app) == ["measures", "turnover"]
    assert column(app, "Withdrawn at")[0] != "–"


def test_years_covered_in_part_are_told_apart_and_one_year_cannot_say_whether_anything_changed() -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **THREE_YEARS)
    app = ready(db="portfolio", lang="en", as_of="2021-12-31")
    assert "The reports cover 1 year whole: too few to say whether cooperation has changed." in finding(app)
    assert "turnover" not in pictures(app)
    assert "A panel needs two whole years" in bodies(app)
    early = ready(db="portfolio", lang="en", as_of="2022-06-30")
    assert "Hollow: the reports do not cover the whole year." in bodies(early)
    assert column(early, "Reports") == ["Whole year", "Not over at the as-of date"]
