"""Plan against completed: drawn editions on each engine, and a whole city against the slow recomputation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from analytics.measures import investment as measures
from analytics.scope import Scope
from data import bulk, tables
from data.queries import investment
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status | sector | district | name_en
        P1      | 2025-03-31 | active | roads  | east     | Bridge
        P2      | 2025-03-31 | active | roads  | west     | Tunnel
        P3      | 2025-03-31 | active | water  |          | Sewer
        P4      | 2025-03-31 | active |        | east     | Other
    """,
    "annual_plan": """
        project | as_of      | year | amount | currency
        P1      | 2025-03-31 | 2025 | 1000   | CNY
        P2      | 2025-03-31 | 2025 | 500    | CNY
        P3      | 2025-03-31 | 2025 | 700    | USD
        P1      | 2025-03-31 | 2026 | 9000   | CNY
    """,
    "progress_report": """
        project | as_of      | completed_year | currency
        P1      | 2025-03-31 | 100            | CNY
        P1      | 2025-06-30 | 300            | CNY
        P3      | 2025-06-30 | 700            | USD
        P4      | 2025-06-30 | 50             | CNY
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-03-31 | A            | responsible
        P4      | 2025-03-31 | A            | responsible
    """,
    "labels": """
        kind     | code | name_en | name_zh
        district | east | East    | 东区
    """,
}
COUNTED = ("year", "currency", "projects", "with_plan", "plan", "with_completed", "completed", "with_both")


def test_each_currency_has_a_row_of_its_own_and_a_plan_without_progress_is_in_no_rate(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "plan_by_year")
    assert rows(found[list(COUNTED)]) == [
        (2026, "CNY", 4, 1, 9000, 0, None, 0),
        (2025, "CNY", 4, 2, 1500, 2, 350, 1),
        (2025, "USD", 4, 1, 700, 1, 700, 1),
    ]
    assert rows(found[["completion_share", "pro_rata_share"]])[1:] == [(0.3, 0.5), (1.0, 0.5)]


def test_as_of_an_earlier_date_the_earlier_progress_stands(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "plan_by_year", Scope(as_of=date(2025, 3, 31), sectors=("roads",)))
    assert rows(found[["year", "completion_share", "pro_rata_share"]])[1] == (2025, 0.1, 0.25)


def test_an_organisation_narrows_the_sums_to_its_projects(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "plan_by_year", Scope(organisations=(1,)))
    assert rows(found[list(COUNTED)])[1] == (2025, "CNY", 2, 1, 1000, 2, 350, 1)


def test_groups_have_names_in_both_languages_and_projects_without_a_district_are_not_stated(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "plan_by_district")
    assert rows(found[["group", "group_en", "group_zh", "currency", "gap_points"]]) == [
        ("east", "East", "东区", "CNY", pytest.approx(-20)),
        ("west", "west", "west", "CNY", None),
        (None, "Not stated", "未注明", "USD", pytest.approx(50)),
    ]


def test_an_empty_database_has_no_years_and_no_groups(engine: Engine) -> None:
    assert table(engine, "plan_by_year").empty
    assert table(engine, "plan_by_tier").empty


# --- a whole city under any filter --------------------------------------------------------------


SCOPES = st.builds(
    Scope,
    as_of=st.sampled_from([date(2023, 6, 30), date(2024, 2, 10), date(2025, 6, 30)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    tiers=st.sampled_from([(), ("A",), ("B", "C")]),
    districts=st.sampled_from([(), ("xiating",)]),
)


@settings(deadline=None, max_examples=40)
@given(scope=SCOPES, dimension=st.sampled_from([None, "sector", "district", "tier"]))
def test_the_rollup_says_what_the_projects_add_up_to(reading: Connection, scope: Scope, dimension: str | None) -> None:
    keys = [*(["group"] if dimension else []), "year", "currency"]
    fast, slow = (
        bulk.fetch(reading, source(scope, dimension)).sort_values(keys, ignore_index=True)
        for source in (investment._from_rollup, investment._from_projects)
    )
    fast, slow = (t[(t["with_plan"] > 0) | (t["with_completed"] > 0)].reset_index(drop=True) for t in (fast, slow))
    assert len(slow) or scope.districts
    assert rows(fast) == rows(slow[fast.columns.tolist()])


@settings(deadline=None, max_examples=40)
@given(scope=SCOPES, dimension=st.sampled_from(["sector", "district", "tier"]), whose=st.sampled_from([(), (1,), (7,)]))
def test_groups_add_up_to_the_year_under_any_filter(
    reading: Connection, scope: Scope, dimension: str, whose: tuple[int, ...]
) -> None:
    scope = Scope(scope.as_of, scope.sectors, scope.tiers, scope.districts, whose)
    year = measures.current(tables.make(reading, "plan_by_year", scope))
    groups = tables.make(reading, f"plan_by_{dimension}", scope)
    sums = ["with_plan", "plan", "with_both", "plan_with_completed", "completed_with_plan"]
    assert rows(groups.groupby("currency")[sums].sum()) == rows(year.set_index("currency").sort_index()[sums].fillna(0))
