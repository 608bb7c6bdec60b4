"""Re-baselines of drawn projects, and the law that they take no slip away."""

from __future__ import annotations

from datetime import date

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import rebaselines, slips
from tests.tables import draw, rows

BASELINES = """
    project_id | baseline_no | baseline   | set_on     | slip_days | slip_latest_days | group
    1          | 1           | 2024-01-01 | 2023-01-31 | 100       | 10               | A
    1          | 2           | 2024-03-01 | 2023-07-31 | 100       | 10               | A
    1          | 4           | 2024-03-31 | 2024-01-31 | 100       | 10               | B
    2          | 2           | 2024-06-01 | 2024-02-29 | 0         | 31               | A
    2          | 1           | 2024-07-02 | 2023-01-31 | 0         | 31               | A
    3          | 1           | 2025-01-01 | 2023-01-31 | 5         | 5                | A
"""


def test_every_later_baseline_is_a_re_baseline_and_the_newest_comes_first() -> None:
    found = rebaselines.steps(draw(BASELINES))
    assert rows(found[["project_id", "baseline_no", "baseline_before", "moved_days", "moved_from_first"]]) == [
        (2, 2, date(2024, 7, 2), -31, -31),
        (1, 4, date(2024, 3, 1), 30, 90),
        (1, 2, date(2024, 1, 1), 60, 60),
    ]


def test_a_body_is_shown_with_the_slip_that_its_re_baselines_took_out_of_sight() -> None:
    steps = rebaselines.steps(draw(BASELINES))
    names = ["group", "rebaselines", "projects", "median_moved", "median_first", "median_latest", "median_absorbed"]
    assert rows(rebaselines.by_body(steps)[names]) == [
        ("A", 2, 2, 14.5, 50.0, 20.5, 29.5),
        ("B", 1, 1, 30.0, 100.0, 10.0, 90.0),
    ]
    assert rows(rebaselines.summary(steps)[names[1:3]]) == [(3, 2)]


def test_without_any_re_baseline_there_is_no_summary() -> None:
    once = rebaselines.steps(draw(BASELINES).query("project_id == 3"))
    assert once.empty
    assert rebaselines.summary(once).empty


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=6), DAYS)
def test_slip_is_additive_over_re_baselines(baselines: list[date], end: date) -> None:
    """Sum of the moves + slip against the latest = slip against the first: no re-baseline hides a day."""
    table = pd.DataFrame({
        "project_id": 1, "baseline_no": range(1, len(baselines) + 1),
        "baseline": pd.array(baselines, dtype="datetime64[s]"),
        "set_on": pd.date_range(date(2020, 1, 1), periods=len(baselines), unit="s"),
    })  # fmt: skip
    done = pd.Series([end] * len(baselines), dtype="datetime64[s]")
    unknown = pd.Series([None] * len(baselines), dtype="datetime64[s]")
    slip = slips.slip(done, unknown, table["baseline"]).tolist()
    moved = rebaselines.steps(table)
    assert moved["moved_days"].sum() + slip[-1] == slip[0]
    assert (moved["moved_from_first"].tolist() or [0])[0] + slip[-1] == slip[0]
