"""The controls of the slice: what cannot be is not offered, and what was refused says so until something changes."""

from __future__ import annotations

import html
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from analytics import network_slice as options
from analytics.language import Language
from analytics.scope import Scope
from pages.components import network_slice
from pages.components.contents import PAGES
from tests.pages.apps import bodies, opened

PAGE = PAGES["structure"].path
UNDIRECTED = (
    "These backbones test how often two bodies meet; ties with a direction need another: the disparity filter or a "
    "minimum weight."
)


def controls(app: AppTest, group: str) -> AppTest:
    """The page with the popover of a group of controls open."""
    app.session_state[f"popover-{group.lower()}"] = True
    return app.run()


def offered(app: AppTest, option: str) -> list[str]:
    return list(app.selectbox(key=f"slice-{option}").options)


def captions(app: AppTest) -> str:
    return " ".join(caption.value.replace("\\", "") for caption in app.caption)


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_refused_address_says_why_until_something_is_changed(code: str) -> None:
    language = Language(code)
    app = opened(PAGE, db="city", lang=language.tag, tie="leads", backbone="sdsm")
    reason = html.escape(language(UNDIRECTED))
    assert reason in bodies(app)
    assert html.escape(language(options.BACKBONES["sdsm"])) in bodies(app)
    assert reason in bodies(controls(app, "Backbone"))  # the address no longer says it, and to look changes nothing
    app.selectbox(key="slice-backbone").set_value("disparity").run()
    assert not app.exception
    assert app.query_params["backbone"] in ("disparity", ["disparity"])
    assert reason not in bodies(app)
    app.selectbox(key="slice-backbone").set_value("none").run()
    assert reason not in bodies(app)  # the slice of before, but nobody asked again


@pytest.mark.usefixtures("_city")
def test_a_filter_that_is_changed_takes_the_reason_away() -> None:
    app = opened(PAGE, db="city", lang="en", tie="leads", backbone="sdsm", tier="A")
    assert html.escape(UNDIRECTED) in bodies(app)
    app.button(key="chip-tier-A").click().run()
    assert html.escape(UNDIRECTED) not in bodies(app)


@pytest.mark.usefixtures("_city")
def test_what_is_refused_is_named_and_what_goes_together_stays() -> None:
    app = opened(PAGE, db="city", lang="en", tie="meets", weight="investment", backbone="sdsm")
    assert "Left out: Weight of a tie, Shared investment. A meeting has no investment to share" in bodies(app)
    assert app.query_params["backbone"] in ("sdsm", ["sdsm"])  # meetings have no direction


@pytest.mark.usefixtures("_city")
@pytest.mark.parametrize(
    ("chosen", "group", "option", "absent", "reason"),
    [
        ({"tie": "funds"}, "Backbone", "backbone", ["sdsm", "fixed_row"], UNDIRECTED),
        ({"backbone": "fixed_row"}, "Slice", "tie", ["leads", "funds"], UNDIRECTED),
        ({"tie": "meets"}, "Slice", "weight", ["investment"], "A meeting has no investment to share"),
        ({"weight": "investment"}, "Slice", "tie", ["meets"], "A meeting has no investment to share"),
    ],
)
def test_what_does_not_go_with_the_rest_of_the_slice_is_not_offered_and_says_why(
    chosen: dict[str, str], group: str, option: str, absent: list[str], reason: str
) -> None:
    words = {"tie": options.TIES, "weight": options.WEIGHTS, "backbone": options.BACKBONES}[option]
    app = controls(opened(PAGE, db="city", lang="en", **chosen), group)
    assert offered(app, option) == [word for code, word in words.items() if code not in absent]
    assert f"Not offered here: {'; '.join(words[code] for code in absent)}. {reason}" in captions(app)


@pytest.mark.usefixtures("_city")
def test_where_everything_goes_together_everything_is_offered_without_a_word() -> None:
    app = controls(opened(PAGE, db="city", lang="en"), "Slice")
    assert offered(app, "tie") == list(options.TIES.values())
    assert "Not offered" not in captions(app)


def test_from_every_slice_there_is_a_way_back_to_what_is_usual() -> None:
    for tie, weight, backbone in product(options.TIES, options.WEIGHTS, options.BACKBONES):
        chosen = Scope().choosing(tie=tie, weight=weight, backbone=backbone)
        assert options.impossible(chosen, "tie", ["works"]) == {}
        without = chosen.choosing(weight="count")
        assert options.impossible(without, "backbone", ["none"]) == {}


def test_the_controls_know_a_word_for_every_option_with_a_list_of_values() -> None:
    listed = {name for names in network_slice.GROUPS.values() for name in names}
    assert listed == set(options.OPTIONS)
