"""Durations: finished, cancelled and open projects on one clock, and who has none."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures.durations import outcomes
from tests.tables import draw, rows

ON = pd.Timestamp("2025-06-30")
DATES = ("began", "planned_end", "actual", "finished_on", "cancelled_on", "as_of")
DRAWN = """
    project   | began      | planned_end | actual     | finished_on | cancelled_on | as_of
    in_time   | 2024-01-01 | 2024-12-31  | 2024-12-31 | 2024-12-31  |              | 2025-06-30
    late      | 2024-01-01 | 2024-04-10  | 2024-07-19 | 2024-07-19  |              | 2025-06-30
    said_done | 2024-01-01 | 2024-12-31  |            | 2025-03-31  |              | 2025-03-31
    given_up  | 2024-01-01 | 2024-12-31  |            |             | 2024-07-02   | 2024-07-02
    never     | 2025-01-01 | 2025-12-31  |            |             | 2024-07-02   | 2024-07-02
    silent    | 2024-01-01 | 2024-12-31  |            |             |              | 2024-12-30
    to_come   | 2025-09-01 | 2026-09-01  |            |             |              | 2025-06-30
    no_start  |            | 2024-12-31  | 2024-12-31 | 2024-12-31  |              | 2025-06-30
    no_plan   | 2024-01-01 |             | 2024-12-31 | 2024-12-31  |              | 2025-06-30
    no_length | 2024-01-01 | 2024-01-01  | 2024-12-31 | 2024-12-31  |              | 2025-06-30
    backwards | 2024-06-01 | 2024-12-31  | 2024-01-01 | 2024-01-01  |              | 2025-06-30
"""


def drawn() -> pd.DataFrame:
    table = draw(DRAWN).set_index("project")
    return table.assign(**{name: pd.to_datetime(table[name]).astype("datetime64[s]") for name in DATES})


def test_each_project_has_one_outcome_and_a_clock_or_the_reason_for_having_none() -> None:
    found = outcomes(drawn(), ON)
    assert rows(found.reset_index()[["project", "days", "outcome", "why_not"]]) == [
        ("in_time", 365, "finished", None),
        ("late", 200, "finished", None),
        ("said_done", 455, "finished", None),
        ("given_up", 183, "cancelled", None),
        ("never", 0, "cancelled", None),
        ("silent", 364, "open", None),
        ("to_come", 0, "open", None),
        ("no_start", None, "finished", "no_start"),
        ("no_plan", None, "finished", "no_plan"),
        ("no_length", None, "finished", "no_plan"),
        ("backwards", None, "finished", "ends_before_start"),
    ]
    assert found["ratio"].tolist()[:7] == pytest.approx([1, 2, 455 / 365, 183 / 365, 0, 364 / 365, 0])
    assert found["ratio"].isna().tolist() == [False] * 7 + [True] * 4
    assert found.index[found["estimated"]].tolist() == ["said_done"]


def test_what_happened_later_has_not_happened_yet() -> None:
    found = outcomes(drawn(), pd.Timestamp("2024-07-01"))
    assert found.loc["late", "outcome"] == "open"
    assert found.loc["late", "days"] == 182  # seen until that day, not until its later report
    assert found.loc["given_up", "outcome"] == "open"
