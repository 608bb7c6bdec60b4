"""The S-curve on drawn projects, and against the slow way: project by project, day by day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.frames import series
from analytics.measures import s_curve
from tests.tables import draw, rows

AS_OF = date(2025, 2, 28)
# P1 is under way, P2 is finished below its budget, the forecast of P3 has passed and what it completed is unknown.
PROJECTS = """
    start_baseline | completion_first_baseline | completion_forecast | is_finished | budget_current | completed_total
    2024-12-31     | 2025-04-10                | 2025-04-30          | 0           | 1000           | 390
    2024-12-31     | 2025-01-31                | 2025-06-30          | 1           | 500            | 480
    2025-02-28     | 2025-02-28                | 2025-02-28          | 0           | 100            |
"""
HISTORY = """
    as_of      | valid_to   | completed_total | completed_budget | physical_money | physical_budget
    2025-01-31 | 2025-02-28 | 600             | 1500             | 75000          | 1500
    2025-02-28 | 9999-12-31 | 870             | 1500             | 30000          | 1000
"""


def curve(projects: str = PROJECTS, history: str = HISTORY) -> pd.DataFrame:
    return s_curve.curve(draw(projects), draw(history), AS_OF)


def test_planned_money_flows_evenly_between_the_first_baselines() -> None:
    found = curve().set_index("day")["planned_to_date"]
    assert found.index.date.tolist() == [
        date(2024, 12, 31), date(2025, 1, 31), date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30)
    ]  # fmt: skip
    assert found.tolist() == [0, 310 + 500, 590 + 500 + 100, 900 + 600, 1600]


def test_actual_stands_at_the_reporting_dates_only_with_the_share_for_which_it_is_known() -> None:
    found = curve()[["actual_to_date", "completed_known_share", "physical_share", "physical_known_share"]]
    assert rows(found) == [
        (None, None, None, None),
        (600, 1500 / 1600, 750 / 1600, 1500 / 1600),
        (870, 1500 / 1600, 300 / 1600, 1000 / 1600),
        (None, None, None, None),
        (None, None, None, None),
    ]


def test_money_left_without_a_date_to_come_is_in_no_forecast() -> None:
    found = curve()
    # 610 of P1 in 61 days; 20 of the finished P2 and 100 of P3, whose forecast has passed, have no date.
    assert rows(found[["forecast_to_date"]]) == [(None,), (None,), (870,), (870 + 310,), (870 + 610,)]
    assert set(found["undated"]) == {120}
    assert found["forecast_to_date_share"].iloc[-1] + found["undated_share"].iloc[-1] == pytest.approx(1)


def test_more_completed_than_the_budget_leaves_nothing_and_ends_above_100_per_cent() -> None:
    header = PROJECTS.strip().splitlines()[0]
    found = curve(header + "\n2025-01-01 | 2025-01-31 | 2025-03-31 | 0 | 100 | 130", """
        as_of      | valid_to   | completed_total | completed_budget | physical_money | physical_budget
        2025-02-28 | 9999-12-31 | 130             | 100              | 0              | 0
    """)  # fmt: skip
    assert found["forecast_to_date_share"].iloc[-1] == pytest.approx(1.3)
    assert found["undated"].iloc[-1] == 0
    assert found["physical_share"].isna().all()


def test_without_projects_there_is_no_curve_and_without_reports_only_the_plan_and_the_forecast() -> None:
    assert s_curve.curve(draw(PROJECTS).iloc[:0], draw(HISTORY).iloc[:0], AS_OF).empty
    found = s_curve.curve(draw(PROJECTS).assign(completed_total=pd.NA), draw(HISTORY).iloc[:0], AS_OF)
    assert found["actual_to_date"].isna().all()
    assert found["forecast_to_date"].dropna().tolist()[0] == 0


@pytest.mark.parametrize(
    ("last", "expected"),
    [(date(2027, 6, 15), "2027-06-30"), (date(2027, 7, 15), "2027-09-30"), (date(2055, 2, 1), "2055-12-31")],
)
def test_a_longer_curve_has_a_point_a_quarter_and_a_very_long_one_a_point_a_year(last: date, expected: str) -> None:
    found = s_curve.points(date(2025, 1, 15), last, date(2025, 1, 20))
    assert str(found[-1]) == expected
    assert len(found) <= 121


# --- the slow way ---------------------------------------------------------------------------------

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
PROJECT = st.fixed_dictionaries(
    {
        "start_baseline": DAYS,
        "completion_first_baseline": DAYS,
        "completion_forecast": st.none() | DAYS,
        "is_finished": st.integers(0, 1),
        "budget_current": st.integers(1, 10**13),
        "completed_total": st.none() | st.integers(0, 10**13),
    }
)


def flowed(money: int, start: date, end: date, day: date) -> Fraction:
    if day >= end:
        return Fraction(money)
    return Fraction(max(money * (day - start).days, 0), (end - start).days) if end > start else Fraction(0)


@settings(deadline=None, max_examples=60)
@given(projects=st.lists(PROJECT, min_size=1, max_size=8), as_of=DAYS)
def test_all_projects_at_once_give_what_one_after_the_other_does(projects: list[dict[str, Any]], as_of: date) -> None:
    kinds = {"is_finished": "integer", "budget_current": "money", "completed_total": "money"}
    table = pd.DataFrame(
        {name: series(kinds.get(name, "date"), [project[name] for project in projects]) for name in projects[0]}
    )
    nothing = draw(HISTORY).iloc[:0]
    found = s_curve.curve(table, nothing, as_of)
    for row in found.itertuples():
        day = row.day.date()
        planned = sum(
            flowed(p["budget_current"], p["start_baseline"], p["completion_first_baseline"], day) for p in projects
        )
        assert row.planned_to_date == pytest.approx(float(planned), abs=1)
        forecast, undated = Fraction(0), 0
        for p in projects:
            done = p["completed_total"] or 0
            left, end = max(p["budget_current"] - done, 0), p["completion_forecast"]
            forecast += done
            if p["is_finished"] or end is None or end <= as_of:
                undated += left
            else:
                forecast += flowed(left, as_of, end, day)
        assert row.undated == undated
        if day >= as_of:
            assert row.forecast_to_date == pytest.approx(float(forecast), abs=1)
        else:
            assert pd.isna(row.forecast_to_date)
    whole = sum(p["budget_current"] for p in projects)
    assert found["planned_to_date"].iloc[-1] == whole == found["curve_budget"].iloc[-1]
    assert found["planned_to_date"].is_monotonic_increasing


def test_the_plan_of_a_hundred_thousand_projects_ends_exactly_at_their_budgets() -> None:
    count, dice = 100_000, np.random.default_rng(1)
    start = np.datetime64("2019-01-01") + dice.integers(0, 2000, count)
    table = pd.DataFrame(
        {
            "start_baseline": start.astype("datetime64[s]"),
            "completion_first_baseline": (start + dice.integers(1, 900, count)).astype("datetime64[s]"),
            "completion_forecast": (start + dice.integers(1, 1200, count)).astype("datetime64[s]"),
            "is_finished": pd.array(dice.integers(0, 2, count), dtype="Int64"),
            "budget_current": pd.array(dice.integers(1, 10**12, count), dtype="Int64"),
            "completed_total": pd.array(dice.integers(0, 10**11, count), dtype="Int64"),
        }
    )
    found = s_curve.curve(table, draw(HISTORY), AS_OF)
    assert found["planned_to_date"].iloc[-1] == table["budget_current"].sum()
    assert found["day"].iloc[-1].date() >= AS_OF + timedelta(days=1)
