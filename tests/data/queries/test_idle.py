"""Idle money across a fiscal year's end and across currencies: drawn editions on each engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from analytics.scope import Scope
from tests.editions import table, write
from tests.tables import rows

# P1 last reported in 2024, when it named the funds of three years; P2 has paid more than 2024 gave;
# P3 names only funds of a year to come. P4 only carries the reporting dates on.
NEXT_YEAR: dict[str, Any] = {
    "project_record": """
        project | as_of      | status
        P4      | 2026-06-30 | active
    """,
    "funding": """
        project | as_of      | year | source | amount | currency
        P1      | 2024-11-30 | 2023 | city   | 100    | CNY
        P1      | 2024-11-30 | 2025 | city   | 300    | CNY
        P1      | 2024-11-30 | 2026 | city   | 50     | CNY
        P2      | 2024-11-30 | 2024 | city   | 100    | CNY
        P2      | 2024-11-30 | 2025 | city   | 20     | CNY
        P2      | 2024-11-30 | 2026 | city   | 200    | CNY
        P3      | 2024-11-30 | 2025 | city   | 7      | CNY
    """,
    "payment": """
        project | as_of      | paid_on    | amount | currency
        P1      | 2024-11-30 | 2024-05-05 | 99     | CNY
        P2      | 2024-11-30 | 2024-05-05 | 150    | CNY
    """,
}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-12-31", [("P1", 100, 1, date(2024, 11, 30), 1)]),
        (
            "2025-01-01",
            [("P1", 400, 301, date(2024, 11, 30), 1), ("P3", 7, 7, date(2025, 1, 1), 0)],
        ),
        (
            "2026-06-30",
            [
                ("P1", 450, 351, date(2024, 11, 30), 301),
                ("P2", 320, 170, date(2026, 1, 1), 0),
                ("P3", 7, 7, date(2025, 1, 1), 7),
            ],
        ),
    ],
)
def test_funds_of_a_year_that_began_after_the_last_report_are_idle_from_its_first_day(
    engine: Engine, as_of: str, expected: list[tuple]
) -> None:
    write(engine, **NEXT_YEAR)
    scope = Scope(as_of=date.fromisoformat(as_of))
    found = table(engine, "idle_projects", scope)[["code", "allocated_total", "idle", "idle_since", "carry_over"]]
    total = table(engine, "fund_totals", scope)[["idle_projects", "idle", "carry_over"]]
    assert sorted(rows(found)) == expected
    assert rows(total) == [(len(expected), sum(row[2] for row in expected), sum(row[4] for row in expected))]


def test_a_later_payment_in_another_currency_leaves_what_was_paid_before_it_paid(engine: Engine) -> None:
    write(
        engine,
        budget_figure="""
            project | as_of      | kind    | amount | currency
            P1      | 2025-03-31 | current | 500    | CNY
        """,
        funding="""
            project | as_of      | year | source | amount | currency
            P1      | 2025-03-31 | 2025 | city   | 100    | CNY
        """,
        payment="""
            project | as_of      | paid_on    | amount | currency
            P1      | 2025-03-31 | 2025-03-01 | 40     | CNY
            P1      | 2025-06-30 | 2025-06-01 | 5      | USD
        """,
    )
    assert rows(table(engine, "idle_projects")[["paid_total", "idle"]]) == [(40, 60)]
