"""Gap, starts and execution of drawn editions on each engine: fiscal years, the largest amounts, nothing at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from data import database, schema
from data.queries import groups
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status    | sector
        P1      | 2025-03-31 | active    | roads
        P2      | 2025-03-31 | planned   | roads
        P3      | 2025-03-31 | cancelled | roads
    """,
    "annual_plan": """
        project | as_of      | year | amount | currency
        P1      | 2025-03-31 | 2025 | 1201   | CNY
        P2      | 2025-03-31 | 2024 | 700    | CNY
        P2      | 2025-03-31 | 2025 | 500    | CNY
    """,
    "progress_report": """
        project | as_of      | completed_year | currency
        P1      | 2025-03-31 | 100            | CNY
        P2      | 2025-03-31 | 400            | CNY
    """,
    "milestone_snapshot": """
        project | as_of      | milestone | baseline_no | baseline   | actual
        P1      | 2025-03-31 | start     | 1           | 2025-03-01 | 2025-03-20
        P2      | 2025-03-31 | start     | 1           | 2025-04-01 |
        P3      | 2025-03-31 | start     | 1           | 2025-03-01 |
    """,
}
APRIL = {
    "id": 1,
    "key": "fiscal.first_month",
    "value": "4",
    "unit": "month",
    "effective_from": date(1900, 1, 1),
    "source": "test",
}


def test_with_a_fiscal_year_from_april_lines_and_starts_are_of_the_year_that_began_in_april(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.execute(schema.rule.insert().values(**APRIL, created_at=pd.Timestamp("2025-01-01").to_pydatetime()))
    write(engine, **EDITION)
    gap = table(engine, "gap_by_project")  # on 31 March 2025 the fiscal year 2024 is over: all of its plan is due
    assert rows(gap[["year", "gap_part", "code", "plan_due", "gap_amount"]]) == [
        (2024, "project", "P2", 700, -300),
        (2024, "total", None, 700, -300),
    ]
    starts = table(engine, "starts_by_sector")
    assert rows(starts[["year", "starts_planned", "starts_made"]]) == [(2024, 1, 1)]
    assert set(table(engine, "budget_execution")["year"]) == {2024}


def test_with_a_calendar_year_a_quarter_of_the_plan_is_due_at_the_end_of_march(engine: Engine) -> None:
    write(engine, **EDITION)
    gap = table(engine, "gap_by_project")
    assert rows(gap[["code", "plan_due", "gap_amount", "gap_before"]]) == [
        ("P1", 300, -200, 0),
        ("P2", 125, 275, -200),
        (None, 425, 75, 0),
    ]
    assert rows(table(engine, "starts_by_sector")[["year", "starts_planned", "starts_made", "starts_due"]]) == [
        (2025, 2, 1, 1)
    ]


def test_amounts_near_the_largest_that_fit_are_ranked_without_overflow(engine: Engine) -> None:
    large = 4 * 10**18
    write(engine, **EDITION | {
        "annual_plan": f"project | as_of | year | amount | currency\nP1 | 2025-03-31 | 2025 | {large} | CNY",
        "progress_report": f"project|as_of|completed_year|currency\nP1|2025-03-31|{large // 4}|CNY",
    })  # fmt: skip
    assert rows(table(engine, "gap_by_project")[["gap_amount", "gap_points"]]) == [(0, 0), (0, 0)]


def test_an_empty_database_has_none_of_these(engine: Engine) -> None:
    for name in ("gap_by_project", "s_curve", "budget_execution", *(f"starts_by_{name}" for name in groups.DIMENSIONS)):
        assert table(engine, name).empty, name
