"""Plans out of annual plans or at an even pace, and which projects can be measured against them."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures import earned_value, spending_plan
from tests.tables import draw

PROJECTS = """
    code | began      | planned_days | why_not | outcome   | finished_on | budget | completed_total | physical_percent | progress_as_of
    A    | 2024-07-01 | 548          |         | open      |             | 1000   | 300             | 40               | 2024-12-31
    B    | 2024-01-01 | 366          |         | open      |             | 1000   |                 | 50               | 2024-07-02
    C    | 2024-01-01 | 100          |         | finished  | 2024-07-19  | 1000   | 900             |                  |
    D    | 2024-01-01 | 100          |         | cancelled |             | 1000   | 100             | 30               | 2024-03-31
    E    |            |              | no_start | open     |             | 1000   | 100             | 30               | 2024-03-31
    F    | 2024-01-01 | 100          |         | open      |             |        | 100             | 30               | 2024-03-31
    G    | 2024-01-01 | 100          |         | open      |             | 1000   | 100             |                  |
    H    | 2024-06-01 | 100          |         | open      |             | 1000   | 100             | 30               | 2024-03-31
    I    | 2024-01-01 | 100          |         | open      |             | 1000   | 100             | 19               | 2024-03-31
"""  # noqa: E501
YEARS = """
    project | year | plan_first
    A       | 2024 | 250
    A       | 2025 | 700
    A       | 2026 |
    B       | 2024 | 940
"""


def projects() -> pd.DataFrame:
    table = draw(PROJECTS)
    dated = {name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in ("finished_on", "progress_as_of")}
    return table.assign(**dated).set_index("code", drop=False)


def plan(code: str, first_month: int = 1) -> tuple[list[tuple[float, float]], str]:
    able = projects().loc[[code]]
    points, basis = spending_plan.points(able, draw(YEARS), first_month)
    return list(zip(points["day"], points["value"].round(3), strict=True)), str(basis[code])


def test_annual_plans_that_cover_95_per_cent_of_the_budget_make_the_plan_and_are_stretched_to_it() -> None:
    # 250 of 950 by the end of 2024, which is day 183; the rest by the baseline completion.
    assert plan("A") == ([(0, 0), (183, 263.158), (548, 1000)], "annual_plans")


def test_a_fiscal_year_that_begins_in_april_ends_on_the_last_of_march() -> None:
    assert plan("A", 4)[0] == [(0, 0), (273, 263.158), (548, 1000)]


def test_plans_for_94_per_cent_leave_the_assumption_of_an_even_pace() -> None:
    assert plan("B") == ([(0, 0), (366, 1000)], "even_pace")


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return earned_value.by_project(projects(), draw(YEARS), 1)


def test_an_unfinished_project_is_measured_on_the_day_of_its_last_progress(found: pd.DataFrame) -> None:
    half = found.loc["B"]
    assert half["measured_on"] == pd.Timestamp("2024-07-02")
    assert half[["elapsed_days", "earned_days", "time_index", "planned_value", "earned_value"]].tolist() == [
        183, 183, 1, 500, 500,
    ]  # fmt: skip
    assert half["earned_on"] == pd.Timestamp("2025-01-01")
    assert pd.isna(half["cost_index"])  # its cost is not known, and is not zero


def test_a_finished_project_has_earned_its_budget_on_the_day_on_which_it_was_finished(found: pd.DataFrame) -> None:
    done = found.loc["C"]
    assert done[["elapsed_days", "earned_days", "time_index"]].tolist() == [200, 100, 0.5]
    assert done["earned_on"] == pd.Timestamp("2024-07-19")
    assert done["cost_variance"] == 100


def test_a_cancelled_project_is_not_measured_and_each_other_says_what_is_missing(found: pd.DataFrame) -> None:
    assert found["budget"].isna()["D"]
    assert found["earned_why"].fillna("").to_dict() == {
        "A": "", "B": "", "C": "", "D": "", "E": "no_start", "F": "no_budget", "G": "no_progress", "H": "not_begun",
        "I": "too_early",
    }  # fmt: skip
    assert found.loc["I", "time_index"] > 0
    assert pd.isna(found.loc["I", "earned_on"])


def test_the_history_of_a_project_stands_between_the_points_of_its_plan() -> None:
    reports = draw(
        """
        progress_as_of | physical_percent | completed_total
        2024-03-31     | 10               | 50
        2024-09-30     | 20               | 100
        2024-09-30     | 25               | 110
        2025-06-30     | 50               |
        """
    )
    own = draw(YEARS).query("project == 'A'")
    found = earned_value.history(projects().loc["A"], reports, own, 1)
    assert [day.date().isoformat() for day in found["day"]] == [
        "2024-07-01", "2024-09-30", "2024-12-31", "2025-06-30", "2025-12-31",
    ]  # fmt: skip
    assert found["earned_share"].fillna(-1).tolist() == [-1, 0.25, -1, 0.5, -1]
    assert found["planned_share"].round(3).tolist() == [0, 0.131, 0.263, 0.629, 1]
    assert found["cost_share"].fillna(-1).tolist() == [-1, 0.11, -1, -1, -1]


@pytest.mark.parametrize("code", ["E", "F"])
def test_a_project_without_clock_or_budget_has_no_history(code: str) -> None:
    reports = draw("progress_as_of | physical_percent | completed_total\n2024-03-31 | 10 | 50")
    assert earned_value.history(projects().loc[code], reports, draw(YEARS), 1).empty


def test_a_portfolio_in_which_nothing_can_be_measured_still_says_why() -> None:
    found = earned_value.by_project(projects().loc[["E"]], draw(YEARS), 1)
    assert found["earned_why"].tolist() == ["no_start"]
    assert found["expected_days"].isna().all()
