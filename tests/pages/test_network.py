"""The network page in both languages: its slice in the address, its pictures, one organisation looked at."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics.language import Language
from analytics.scope import Scope
from data import database
from pages.components import network_slice, snapshot
from pages.components.contents import PAGES
from tests.editions import write
from tests.pages.apps import bodies, drawn, finding, opened, pictures

PAGE = PAGES["network"].path
CHINESE = re.compile("[一-鿿]")
HOSTILE = "<b>ours</b> ![x](http://example.com/x.png)"
VIEWS = {
    "picture": ["network"], "explore": [], "matrix": ["matrix"], "years": ["years"], "arcs": ["arcs"],
    "two_mode": ["two_mode"],
}  # fmt: skip
FEW = """
    project | as_of      | organisation | role
    P1      | 2025-06-30 | A            | responsible
    P1      | 2025-06-30 | B            | contractor
    P2      | 2025-06-30 | C            | responsible
"""
RECORDS = "project | as_of | status\nP1 | 2025-06-30 | active\nP2 | 2025-06-30 | active"


def options(app: AppTest) -> dict[str, str]:
    """What the address says of the slice."""
    said = {name: value for name, value in app.query_params.items() if name in network_slice.OPTIONS}
    return {name: value[0] if isinstance(value, list) else value for name, value in said.items()}


def chips(app: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button if str(button.key).startswith("chip-")]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("shown", list(VIEWS))
def test_every_view_draws_in_the_colours_of_the_theme(shown: str, code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag, view=shown)
    assert pictures(app) == VIEWS[shown]
    assert bool(app.get("echarts_chart")) == (shown == "explore")
    assert bool(CHINESE.search(finding(app))) == language.is_chinese
    for chart in app.get("plotly_chart"):  # only colours that the theme replaces
        hexes = re.findall("#[0-9A-Fa-f]{6}", json.dumps(json.loads(chart.proto.spec)["data"]))
        assert all(colour.startswith("#0000") for colour in hexes)


@pytest.mark.usefixtures("_city")
def test_above_twenty_organisations_a_matrix_comes_first() -> None:
    assert pictures(opened(PAGE, db="city", lang="en")) == ["matrix"]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("colour", ["level", "district", "community", "core", "class"])
def test_size_and_colour_are_chosen_and_stand_in_the_address(colour: str) -> None:
    app = opened(PAGE, db="city", lang="en", view="picture", size="betweenness", colour=colour)
    assert "Betweenness: the highest is" in bodies(app)
    app.selectbox(key="choice-label").set_value("closeness").run()
    assert "closeness" in app.query_params["label"]
    assert "Beside the name: closeness." in bodies(app)
    app.selectbox(key="choice-size").set_value("strength").run()
    assert "size" not in app.query_params
    assert colour in app.query_params["colour"]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("shown", ["matrix", "years", "arcs", "two_mode"])
def test_size_colour_and_label_are_asked_only_where_there_are_marks_and_kept_meanwhile(shown: str) -> None:
    app = opened(PAGE, db="city", lang="en", view=shown, size="betweenness", label="closeness")
    assert not [box for box in app.selectbox if str(box.key).startswith("choice-")]
    app.button_group(key="choice-view").set_value("picture").run()
    assert app.selectbox(key="choice-size").value == "betweenness"
    assert app.selectbox(key="choice-label").value == "closeness"


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize(("tie", "unit"), [("works", "projects"), ("contract", "contracts"), ("meets", "meetings")])
def test_what_organisations_share_has_its_own_word_and_can_be_that_of_one(tie: str, unit: str) -> None:
    app = opened(PAGE, db="city", lang="en", view="two_mode", tie=tie)
    assert re.search(rf"of the \d+ most (shared|attended) {unit}", bodies(app))
    app.selectbox(key="choose-organisation").select_index(0).run()
    app.button_group(key="choice-which").set_value("one").run()
    assert not app.exception
    assert re.search(rf"The \d+ most (shared|attended) {unit} of ", html.unescape(bodies(app)))
    assert "one" in app.query_params["which"]


@pytest.mark.usefixtures("_city")
def test_the_slice_is_said_in_chips_that_each_take_one_thing_back() -> None:
    asked = {"window": "year", "year": "2024", "kinds": "company,department", "backbone": "disparity", "level": "100"}
    app = opened(PAGE, db="city", lang="en", **asked)
    assert chips(app) == ["Year 2024", "Company", "Government department", "Disparity filter, α = 0.1"]
    assert re.search(r"The backbone \(Disparity filter, α = 0.1\) keeps [\d,]+ of [\d,]+ ties", bodies(app))
    app.button(key="chip-kinds-company").click().run()
    assert options(app) == {"window": "year", "year": "2024", "kinds": "department", "backbone": "disparity",
                            "level": "100"}  # fmt: skip
    app.button(key="chip-backbone-disparity").click().run()  # and with it its level
    app.button(key="chip-window-year").click().run()
    assert options(app) == {"kinds": "department"}


@pytest.mark.usefixtures("_city")
def test_what_is_usual_or_cannot_be_is_not_in_the_address() -> None:
    app = opened(PAGE, db="city", lang="en", window="now", year="2024", stage="dreaming", weight="count", level="7")
    assert options(app) == {}
    assert chips(app) == []


@pytest.mark.usefixtures("_city")
def test_a_window_without_a_year_is_the_last_one() -> None:
    app = opened(PAGE, db="city", lang="en", window="range")
    said = options(app)
    assert int(said["from_year"]) < int(said["year"])
    assert chips(app) == [f"{said['from_year']} to {said['year']}"]


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_backbone_that_needs_ties_without_direction_is_refused_with_its_reason(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag, tie="leads", backbone="sdsm")
    reason = language("These backbones test how often two bodies meet; ties with a direction need another: the "
                      "disparity filter or a minimum weight.")  # fmt: skip
    assert html.escape(reason) in bodies(app)
    assert options(app) == {"tie": "leads"}
    assert app.get("plotly_chart")


@pytest.mark.usefixtures("_city")
def test_the_slice_follows_to_the_pages_about_collaboration_and_no_further() -> None:
    app = opened(PAGE, db="city", lang="en", backbone="minimum", least="3")
    app.query_params.clear()  # as the menu does
    app.switch_page(PAGES["organisations"].path).run()
    assert options(app) == {"backbone": "minimum", "least": "3"}
    app.query_params.clear()
    app.switch_page(PAGES["overview"].path).run()
    assert options(app) == {}
    app.query_params.clear()
    app.switch_page(PAGE).run()
    assert options(app) == {"backbone": "minimum", "least": "3"}
    assert not app.exception


@pytest.mark.usefixtures("_city")
def test_a_whole_link_is_the_whole_slice() -> None:
    app = opened(PAGE, db="city", lang="en", backbone="minimum")
    del app.query_params["backbone"]
    app.run()
    assert options(app) == {}


@pytest.mark.usefixtures("_city")
def test_an_organisation_that_is_searched_for_is_drawn_with_those_around_it_and_its_page_is_a_click_away() -> None:
    app = opened(PAGE, db="city", lang="en", view="picture")
    box = app.selectbox(key="choose-organisation")
    number = box.options[0]
    box.select_index(0).run()
    assert not app.exception
    assert pictures(app) == ["network", "ego"]
    assert f"{number} and those around it" in html.unescape(bodies(app))
    assert app.query_params["organisation_id"]
    app.button(key="ego-close").click().run()
    assert pictures(app) == ["network"]


@pytest.mark.usefixtures("_city")
def test_the_slice_in_words_says_nothing_of_weights_and_backbones() -> None:
    scope = Scope(sectors=("roads",)).choosing(levels="vertical", weight="newman", backbone="disparity")
    opened(PAGE, db="city", lang="en")
    snapshot.use(database.CITY)
    said = network_slice.words(scope, Language())
    assert "Across levels only" in said
    assert "Newman" not in said
    assert "Disparity" not in said


def few(app_options: dict[str, Any]) -> AppTest:
    write(database.prepare(database.url(database.PORTFOLIO)), project_record=RECORDS, participation=FEW)
    return opened(PAGE, db="portfolio", lang="en", **app_options)


def test_a_few_organisations_are_drawn_as_a_picture_and_those_without_a_partner_faintly() -> None:
    app = few({})
    assert pictures(app) == ["network"]
    assert "1 faint mark is an organisation without a partner here." in bodies(app)
    assert app.selectbox(key="choice-colour").value == "community"  # no kind is known
    assert "colour" not in app.query_params


@pytest.mark.parametrize("shown", list(VIEWS))
def test_where_a_backbone_leaves_nothing_the_page_says_so(shown: str) -> None:
    app = few({"backbone": "minimum", "least": "5", "view": shown})
    assert "no tie is left in this slice" in finding(app)
    assert pictures(app) == []


@pytest.mark.parametrize("tag", ["en", "zh-CN"])
def test_an_empty_database_says_what_would_be_here(tag: str) -> None:
    app = opened(PAGE, db="portfolio", lang=tag)
    assert not app.get("plotly_chart")
    assert len(app.button) >= 1


@pytest.mark.usefixtures("_city")
def test_filters_that_leave_nothing_can_be_undone() -> None:
    app = opened(PAGE, db="city", lang="en", sector="no such sector")
    assert not app.get("plotly_chart")
    assert any("no such sector" in button.label for button in app.button)


@pytest.mark.parametrize("shown", list(VIEWS))
def test_a_hostile_name_is_shown_as_it_is(shown: str) -> None:
    names = FEW.replace("| A ", f"| {HOSTILE} ")
    write(database.prepare(database.url(database.PORTFOLIO)), project_record=RECORDS, participation=names)
    app = opened(PAGE, db="portfolio", lang="en", view=shown)
    seen = bodies(app) + drawn(app)
    assert html.escape("<b>ours") in seen
    assert "<b>ours" not in seen
    assert not [element for element in app.markdown if "example.com" in element.value]
