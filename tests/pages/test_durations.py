"""The page about durations in both languages: who is counted, the clock and the groups chosen, and its refusals."""

from __future__ import annotations

import html
import json
import re

import pytest

from analytics import codes
from analytics.language import Language
from data import database
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, column, drawn, finding, opened, pictures
from tests.pages.ended import ended

PAGE = PAGES["durations"].path
CHINESE = re.compile("[一-鿿]")
OUTCOMES = ("Finished projects", "Cancelled projects", "Still unfinished")
HOSTILE = "![x](http://example.com/x.png) <b>ours</b>"


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_page_says_how_long_projects_take_and_draws_three_pictures_in_the_colours_of_the_theme(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag)
    assert bool(CHINESE.search(finding(app))) == language.is_chinese
    assert pictures(app) == ["not_finished", "incidence", "hazards"]
    for chart in app.get("plotly_chart"):  # only colours that the theme replaces
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)
    seen = bodies(app)
    assert language("Who finishes faster, all else equal") in seen
    assert (
        language("A hazard ratio below 1 means slower to finish, above 1 faster, all else equal; it is no cause.")
        in seen
    )
    assert '<p class="note"></p>' not in seen


@pytest.mark.usefixtures("_city")
def test_each_project_with_a_duration_is_finished_unfinished_or_cancelled_by_sector_too() -> None:
    app = opened(PAGE, db="city", lang="en", by="sector")
    outcomes = list(zip(*(map(int, column(app, head)) for head in OUTCOMES), strict=True))
    assert len(outcomes) > 1
    assert [sum(group) for group in outcomes] == list(map(int, column(app, "Duration known")))


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_clock_and_groups_are_chosen_and_stand_in_the_address(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag, clock="days", by="tier")
    whole = finding(app)
    assert language("Days since the planned start") in drawn(app)
    assert "χ²" in next(note for note in re.findall('<p class="note">(.*?)</p>', bodies(app)))  # tiers are compared
    app.segmented_control(key="choice-by").set_value("none").run()
    assert not app.exception
    assert "by" not in app.query_params
    assert "days" in app.query_params["clock"]
    assert finding(app) == whole  # groups tell apart, they do not leave out
    app.segmented_control(key="choice-clock").set_value("ratio").run()
    assert "clock" not in app.query_params
    assert finding(app) != whole
    app.segmented_control(key="choice-by").set_value("sector").run()
    assert not app.exception
    assert "sector" in app.query_params["by"]


@pytest.mark.usefixtures("_city")
def test_an_address_that_says_nonsense_gives_the_usual_page() -> None:
    plain = opened(PAGE, db="city", lang="en")
    assert finding(opened(PAGE, db="city", lang="en", clock="weeks", by="<b>colour")) == finding(plain)


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
def test_with_few_finished_projects_median_comparison_and_regression_are_refused_with_their_reasons(code: str) -> None:
    language = Language(code)
    facts = ended(finished=3, unfinished=3, cancelled=1, sectors=["roads", "water"])
    write(database.prepare(database.url(database.PORTFOLIO)), **facts)
    app = opened(PAGE, db="portfolio", lang=language.tag, by="sector")
    few = language.plural(
        "Only {n} project can be counted: too few to say how long they take.",
        "Only {n} projects can be counted: too few to say how long they take.",
        7,
    )
    assert finding(app).startswith(few)
    reasons = {why: language.label(codes.SURVIVAL_REFUSALS, why) for why in ("few_groups", "few_finished")}
    assert language("The groups cannot be compared: {reason}.", reason=reasons["few_groups"]) in bodies(app)
    assert language("The regression is refused: {reason}.", reason=reasons["few_finished"]) in bodies(app)
    assert "hazards" not in pictures(app)


@pytest.mark.parametrize(("clock", "half"), [("ratio", "1.04 times the planned duration"), ("days", "1,140 days")])
def test_where_all_are_finished_the_curve_says_what_the_finished_say(clock: str, half: str) -> None:
    write(database.prepare(database.url(database.PORTFOLIO)), **ended(finished=25))
    app = opened(PAGE, db="portfolio", lang="en", clock=clock)
    said = finding(app)
    assert f"Of 25 projects half are finished after {half}" in said  # the thirteenth: 900 + 12 x 20 of 1,095 days
    assert "The finished alone say the same." in said


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_cancelled_alone_are_counted_and_never_called_finished(code: str) -> None:
    language = Language(code)
    write(database.prepare(database.url(database.PORTFOLIO)), **ended(cancelled=25))
    app = opened(PAGE, db="portfolio", lang=language.tag)
    assert language("Not one of {n} projects is finished yet.", n=25) in finding(app)
    assert [column(app, language(head)) for head in OUTCOMES] == [["0"], ["25"], ["0"]]
    assert "not_finished" not in pictures(app)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_projects_without_dates_have_no_duration(code: str) -> None:
    language = Language(code)
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        project_record="project | as_of | status | name_en\nP1 | 2025-06-30 | active | Dam",
    )
    app = opened(PAGE, db="portfolio", lang=language.tag)
    assert finding(app) == language(
        "How long these projects take is not known: a start or a planned completion is missing."
    )
    assert pictures(app) == []


@pytest.mark.parametrize("by", ["none", "sector"])
def test_a_hostile_name_is_shown_as_it_is_in_pictures_and_tables(by: str) -> None:
    write(
        database.prepare(database.url(database.PORTFOLIO)),
        **ended(finished=40, unfinished=6, name=HOSTILE, sectors=[HOSTILE, "<i>water</i>"]),
    )
    app = opened(PAGE, db="portfolio", lang="en", by=by)
    seen, shown = bodies(app), drawn(app)
    assert pictures(app) == ["not_finished", "incidence", "hazards"]
    assert "&lt;i&gt;" in shown
    assert html.escape(HOSTILE) in seen
    assert "<b>ours" not in seen + shown
    assert "<i>" not in seen + shown
    assert not [element for element in app.markdown if "example.com" in element.value]
