"""The tiles of the page about plans: every one with what it is a share of, unknown where it is not known."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.language import Language
from analytics.measures import investment, plan_tiles, starts
from tests.tables import draw

YEAR = investment.completion(draw("""
    year|currency|projects|with_plan| plan|with_completed|completed|with_both|plan_with_completed|completed_with_plan
    2025|CNY     |       4|        3|10000|             3|     2600|        2|               8000|               2400
"""), date(2025, 6, 30), 1)  # fmt: skip
EXECUTION = """
    execution       | currency | basis | execution_share | basis_known_share
    allocated_first | CNY      | 100   | 0.6             | 0.5
    allocated       | CNY      | 120   | 0.5             | 0.5
    budget_current  | CNY      | 900   | 0.25            | 1
"""


def of_plan(before: float | None, code: str = "en") -> list[str]:
    year = YEAR.assign(share_year_before=before).iloc[0]
    made = plan_tiles.of_plan(year, YEAR.iloc[:0], None, Language(code))
    return [f"{tile.value} | {tile.note}" for tile in made]


def test_the_completion_rate_says_that_of_the_same_month_last_year_and_the_gap_both_its_names() -> None:
    assert of_plan(0.43) == [
        "30.0 % | CNY 24 of CNY 80; same month last year 43.0 %",
        "−20.0 points | 40.0 % less than at an even pace; the line stands at 50.0 %",
        "CNY 100 | 3 of 4 projects have one",
    ]


@pytest.mark.parametrize(("code", "word"), [("en", "last year not known"), ("zh_CN", "上年同期未知")])
def test_where_nothing_was_known_a_year_ago_the_tile_says_so(code: str, word: str) -> None:
    assert word in of_plan(None, code)[0]


def test_execution_is_said_against_the_revised_and_the_original_figure_with_its_coverage() -> None:
    (tile,) = plan_tiles.of_execution(draw(EXECUTION), Language())
    assert (tile.value, tile.coverage) == ("50.0 %", 0.5)
    assert tile.note == "60.0 % of the funds first allocated; over the life 25.0 % of the budgets"
    assert plan_tiles.of_execution(draw(EXECUTION).head(0), Language()) == []


def test_starts_say_how_many_were_due_and_how_many_are_left_over() -> None:
    counts = dict.fromkeys(starts.COUNTS, 0) | {
        "projects": 200, "with_start_baseline": 150, "starts_planned": 130, "starts_made": 103, "starts_due": 120,
        "starts_carried": 7,
    }  # fmt: skip
    made = plan_tiles.of_starts(starts.total(draw("group\nroads").assign(**counts)), Language())
    assert (made[0].value, made[0].coverage, made[1].value) == ("79.2 %", 0.75, "–")
    assert made[0].note == "103 of 130; 120 due, 7 left over from earlier years"
