"""The page about milestones in both languages: with a city, with few projects, with little known, and empty."""

from __future__ import annotations

import re

import pytest

from analytics.language import Language
from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, finding, opened, pictures

PAGE = PAGES["milestones"].path
CHINESE = re.compile("[一-鿿]")


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_page_says_what_is_due_and_draws_three_pictures_in_the_reader_s_language(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag)
    assert bool(CHINESE.search(finding(app))) == language.is_chinese
    assert len(app.get("plotly_chart")) == 3
    told = bodies(app)
    assert language("Who owes how many") in [box.label for box in app.expander]
    assert language("Cannot be measured") in told
    assert told.count('class="tile ') == 6


@pytest.mark.usefixtures("_city")
def test_lanes_give_way_to_the_forty_projects_and_the_choice_stands_in_the_address() -> None:
    app = opened(PAGE, db="city", lang="en")
    assert "Completions by sector" in bodies(app)
    app.segmented_control(key="choice-by").set_value("district").run()
    assert "Completions by district" in bodies(app)
    app.segmented_control(key="choice-show").set_value("projects").run()
    assert not app.exception
    assert "projects" in app.query_params["show"]
    assert "Farthest behind of 40 projects: " in bodies(app)
    app.segmented_control(key="choice-trend").set_value("slip").run()
    assert "slip" in app.query_params["trend"]
    assert "Largest slip: " in bodies(app)


@pytest.mark.usefixtures("_city")
def test_a_few_projects_are_drawn_one_by_one_without_a_choice() -> None:
    app = opened(PAGE, db="city", lang="en", sector="parks")
    assert "choice-show" in [control.key for control in app.segmented_control]
    app = opened(PAGE, db="city", lang="en", sector="parks", district="xiating")
    assert "choice-show" not in [control.key for control in app.segmented_control]
    assert len(app.get("plotly_chart")) == 3


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


@pytest.mark.parametrize("tag", ["en", "zh-CN"])
@pytest.mark.parametrize("known", ["nothing", "completions", "cancelled"])
def test_projects_without_milestones_or_baselines_or_cancelled_are_told_so(known: str, tag: str) -> None:
    engine = database.prepare(database.url())
    status = "cancelled" if known == "cancelled" else "active"
    write(engine, project_record=f"project | as_of | status\nP1 | 2025-06-30 | {status}")
    if known != "nothing":
        write(engine, name="dates.csv", milestone_snapshot="""
            project | as_of      | milestone  | forecast
            P1      | 2025-06-30 | completion | 2025-08-31
        """)  # fmt: skip
    app = opened(PAGE, db="portfolio", lang=tag)
    language = Language("zh_CN" if tag == "zh-CN" else "en")
    expected = {
        "nothing": language("No milestone of these projects has a date: neither a baseline nor a forecast is known."),
        "completions": language("No milestone falls due in the next {days}.", days=language.days(30)),
        "cancelled": language("No milestone of these projects has a date: neither a baseline nor a forecast is known."),
    }
    assert expected[known] in finding(app)
    assert language("Nothing to measure") in bodies(app)
    assert language("How long stages take is not known: no stage has both of its dates.") in bodies(app)
    assert "stage_boxes" not in pictures(app)
