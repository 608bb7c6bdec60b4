"""The page about slippage in both languages: finding and pictures follow the chosen baseline, unit and tolerance."""

from __future__ import annotations

import html
import json
import re

import pytest

from analytics.language import Language
from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, drawn, finding, opened

PAGE = PAGES["slippage"].path
CHINESE = re.compile("[一-鿿]")


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_page_says_who_is_delayed_and_draws_six_pictures_in_the_colours_of_the_theme(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag)
    assert bool(CHINESE.search(finding(app))) == language.is_chinese
    drawn = app.get("plotly_chart")
    assert len(drawn) == 6
    for chart in drawn:
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)
    seen = html.unescape(bodies(app))
    assert language("What moved") in seen
    assert language("Re-baselines ({n})", n=44) in seen


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("tag", ["en", "zh-CN"])
def test_baseline_unit_and_tolerance_stand_in_the_address_and_in_what_the_page_says(tag: str) -> None:
    app = opened(
        PAGE, db="city", lang=tag, baseline="latest", unit="percent", late_by="both", tolerance="45",
        tolerance_percent="20",
    )  # fmt: skip
    assert app.number_input(key="choice-tolerance").value == 45
    assert app.number_input(key="choice-tolerance_percent").value == 20
    if tag == "en":
        assert "by more than 45 days and 20 % of the planned duration" in finding(app)
        assert "That is against the latest baseline" in finding(app)
    app.number_input(key="choice-tolerance").set_value(60).run()
    app.segmented_control(key="choice-baseline").set_value("first").run()
    assert not app.exception
    assert "60" in app.query_params["tolerance"]
    assert "baseline" not in app.query_params
    assert "60" in finding(app)


@pytest.mark.usefixtures("_city")
def test_fewer_are_delayed_the_longer_the_tolerance() -> None:
    counted = [re.search(r"([\d,]+) (?:is|are) delayed", finding(opened(PAGE, db="city", lang="en", tolerance=days)))
               for days in ("0", "30", "365")]  # fmt: skip
    delayed = [int(found.group(1)) for found in counted if found]
    assert len(delayed) == 3
    assert delayed == sorted(delayed, reverse=True)
    assert delayed[0] > delayed[2]


@pytest.mark.usefixtures("_city")
def test_an_address_that_says_nonsense_gives_the_usual_page() -> None:
    plain = finding(opened(PAGE, db="city", lang="en"))
    nonsense = {"baseline": "77", "unit": "weeks", "tolerance": "9" * 5000, "late_by": "x", "since": "1999-01-01"}
    assert finding(opened(PAGE, db="city", lang="en", **nonsense)) == plain


@pytest.mark.usefixtures("_city")
def test_the_reader_chooses_the_earlier_date_and_contractors_as_groups() -> None:
    app = opened(PAGE, db="city", lang="en", since="2024-06-30", by="contractor")
    seen = html.unescape(bodies(app))
    assert "Since 30 Jun 2024: Forecast moved later" in seen
    assert "Share delayed by contractor" in seen


@pytest.mark.usefixtures("_city")
def test_another_grouping_changes_the_picture_and_stands_in_the_address() -> None:
    app = opened(PAGE, db="city", lang="en", by="responsible")
    assert "by responsible organisation" in bodies(app)
    app.segmented_control(key="choice-by").set_value("tier").run()
    assert not app.exception
    assert "tier" in app.query_params["by"]
    assert "by responsible organisation" not in bodies(app)


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


@pytest.mark.parametrize("baseline", ["first", "latest"])
def test_forecasts_without_any_baseline_are_measured_against_the_first_forecast_only(baseline: str) -> None:
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record="project | as_of | status | name_en\nP1 | 2025-06-30 | active | <b>Bridge",
        milestone_snapshot="""
            project | as_of      | milestone  | forecast
            P1      | 2025-03-31 | completion | 2025-09-30
            P1      | 2025-06-30 | completion | 2026-09-30
        """,
    )
    app = opened(PAGE, db="portfolio", lang="en", baseline=baseline)
    first = "Of 1 unfinished project with a forecast, 1 is delayed by more than 30 days; too few to speak of a share."
    assert finding(app).startswith(f"{first} No baseline is reported here: slip counts from each project’s first")
    assert not [control for control in app.segmented_control if control.key == "choice-baseline"]  # nothing to choose
    assert "right of 0 is later than the first forecast" in drawn(app)
    assert "against the first forecast" in bodies(app)
    assert "the first baseline" not in drawn(app)
    assert "Re-baselines (0)" in bodies(app)
    assert "No project here has a baseline, so none was moved." in bodies(app)
    assert "<b>Bridge" not in bodies(app)


def test_only_cancelled_projects_are_said_to_be_in_no_rate() -> None:
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record="project | as_of | status | name_en\nP1 | 2025-06-30 | cancelled | Dam",
    )
    app = opened(PAGE, db="portfolio", lang="en")
    assert finding(app) == "All of these projects are cancelled: they will not be completed, and are in no rate."
