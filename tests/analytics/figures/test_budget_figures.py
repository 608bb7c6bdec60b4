"""Pictures of budgets: only the theme's colours, words in both languages, no markup, the changes where they belong."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from analytics.figures import budgets as figures
from analytics.figures.drawn import Drawn
from analytics.frames import FRAMES
from analytics.language import Language
from analytics.measures import budgets
from tests.tables import draw

NAME = "<b>Bridge</b>"
PROJECTS = budgets.with_latest(
    pd.DataFrame(
        {
            "code": [f"P{n}" for n in range(12)],
            "name_en": NAME,
            "name_zh": "大桥",
            "currency": "CNY",
            "budget_estimate": 3_900_000_000,
            "budget_approved": 4_000_000_000,
            "budget_contract": 3_600_000_000,
            "budget_final": [4_000_000_000, *[4_000_000_000 + n * 10_000_000 for n in range(1, 11)], 9_000_000_000],
            "budget_current": 4_000_000_000,
            "budget_first": 4_000_000_000,
        }
    )
)
GROUPS = draw(
    """
    group | group_en | group_zh | projects | with_figures | above | above_share | above_low | above_high | median_overrun
    roads | Roads    | 道路     | 12       | 12           | 11    | 0.92        | 0.65      | 0.99       | 1.4
    water | Water    | 供水     | 3        | 0            | 0     |             |           |            |
    """,  # noqa: E501
    "budgets_by_sector",
)


def distribution(language: Language) -> Drawn:
    named = FRAMES["overrun_outliers"].cast(budgets.outliers(PROJECTS))
    return figures.overruns(budgets.dots(PROJECTS), budgets.steps(PROJECTS), named, language)


def drawn(language: Language) -> list[Drawn]:
    return [
        distribution(language),
        figures.above_by_group(GROUPS, language, "sector"),
        figures.portfolio_waterfall(budgets.waterfall(PROJECTS), language, "CNY"),
        figures.project_waterfall(budgets.of_one(PROJECTS.iloc[11]), language),
    ]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_colour_is_one_that_the_theme_replaces_and_no_name_is_markup(code: str) -> None:
    for one in drawn(Language(code)):
        spec = one.figure.to_json()
        data = json.dumps(json.loads(spec)["data"])
        assert all(colour.startswith("#0000") for colour in re.findall(r"#[0-9A-Fa-f]{6}", data)), one.title
        assert NAME not in spec


def test_the_words_of_a_picture_are_in_the_reader_s_language() -> None:
    for english, chinese in zip(drawn(Language("en")), drawn(Language("zh_CN")), strict=True):
        for name in ("title", "subtitle", "alt"):
            assert getattr(english, name) != getattr(chinese, name)
            assert re.search("[一-鿿]", getattr(chinese, name))
            assert not re.search("[a-z]{5}", re.sub("<b>Bridge</b>", "", getattr(chinese, name)))


def test_the_band_of_a_step_says_median_mean_and_the_mean_without_its_named_outlier() -> None:
    notes = [note.text for note in distribution(Language("en")).figure.layout.annotations]
    final = next(text for text in notes if "final account" in text)
    assert "n = 12, 1 unchanged" in final
    assert "median +1.4 %, mean +11.6 % (+1.2 % without 1 outlier)" in final
    assert "Farthest out: &lt;b&gt;Bridge&lt;/b&gt; +125.0 %" in final


def test_a_change_begins_where_the_bar_above_ends_and_costs_more_in_the_colour_of_over() -> None:
    made = figures.portfolio_waterfall(budgets.waterfall(PROJECTS), Language("en"), "CNY").figure
    totals, changes = made.data
    assert list(changes.base)[1:] == list(totals.x)[:-1]
    assert [base + change for base, change in zip(changes.base, changes.x, strict=True)][1:] == list(totals.x)[1:]
    assert changes.marker.color[3] == "#000025"
    assert changes.marker.color[2] == "#000027"


def test_one_project_s_picture_says_how_far_it_is_from_what_was_approved() -> None:
    made = figures.project_waterfall(budgets.of_one(PROJECTS.iloc[11]), Language("en"))
    assert made.title == "Final account: +125.0 % against the approved budget"
    assert "Contract CNY 36 million, −10.0 %" in made.alt


def test_a_picture_of_nothing_says_that_nothing_is_known() -> None:
    nothing = PROJECTS.iloc[:0]
    empty = figures.overruns(
        budgets.dots(nothing), budgets.steps(nothing), FRAMES["overrun_outliers"].empty(), Language("en")
    )
    assert empty.title == "No overrun is known"
    assert figures.above_by_group(GROUPS.iloc[1:], Language("en"), "sector").title == "No overrun is known"
