"""Gap, S-curve, execution, starts: each against a loop over the projects of a city, on each engine."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select
from sqlalchemy.engine import URL

from analytics.measures.investment import pro_rata_line
from analytics.scope import Scope
from data import database, editions, schema, tables
from data.queries import plan_gap
from data.sample import city
from data.sample.stories import THREE_YEARS, THREE_YEARS_TOTAL
from data.schema_derived import project_fact, project_organisation, project_year
from tests import postgres
from tests.tables import rows

PROJECTS, SEED = 150, 5
DIMENSIONS = ("sector", "district", "tier", "responsible")
Row = dict[str, Any]
SCOPES = st.builds(
    Scope,
    as_of=st.sampled_from([date(2023, 6, 30), date(2024, 2, 10), date(2025, 6, 30)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    tiers=st.sampled_from([(), ("A",), ("B", "C")]),
    districts=st.sampled_from([(), ("xiating",)]),
    organisations=st.sampled_from([(), (1,), (7,)]),
)
ANY = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def sqlite_reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    yield from _city(f"sqlite:///{tmp_path_factory.mktemp('plans') / 'city.db'}")


@pytest.fixture(scope="module")
def postgresql_reading(postgresql_server: URL) -> Iterator[Connection]:
    with postgres.database(postgresql_server, f"zonglan_plans_{os.getpid()}") as url:
        yield from _city(url)


def _city(url: str | URL) -> Iterator[Connection]:
    engine = database.prepare(url)
    editions.write(engine, city(PROJECTS, SEED), kind="sample")
    with database.reading(engine) as connection:
        yield connection
    engine.dispose()


@pytest.fixture
def small(backend: str, request: pytest.FixtureRequest) -> Connection:
    """A city of 150 projects that no test changes, on each engine."""
    return request.getfixturevalue(f"{backend}_reading")


def facts(connection: Connection, scope: Scope) -> list[Row]:
    """The projects in scope as of its date, by looking at all of them."""
    as_of = scope.as_of
    assert as_of is not None
    bodies = _beneath(connection, scope.organisations)
    part = {
        row.project_id
        for row in connection.execute(select(project_organisation))
        if row.as_of <= as_of < row.valid_to and row.organisation_id in bodies
    }
    return [
        dict(row)
        for row in connection.execute(select(project_fact)).mappings()
        if row["as_of"] <= as_of < row["valid_to"]
        and (not scope.sectors or row["sector"] in scope.sectors)
        and (not scope.tiers or row["tier"] in scope.tiers)
        and (not scope.districts or row["district"] in scope.districts)
        and (not scope.organisations or row["project_id"] in part)
    ]


def _beneath(connection: Connection, bodies: tuple[int, ...]) -> set[int]:
    body = schema.organisation.c
    parents = {row.id: row.parent_id for row in connection.execute(select(body.id, body.parent_id))}
    found = set(bodies)
    while more := {body for body, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def years(connection: Connection, scope: Scope, year: int) -> list[Row]:
    known = {fact["project_id"]: fact for fact in facts(connection, scope)}
    return [
        {**known[row["project_id"]], **row}
        for row in connection.execute(select(project_year).where(project_year.c.year == year)).mappings()
        if row["as_of"] <= scope.as_of < row["valid_to"] and row["project_id"] in known
    ]


# --- the gap --------------------------------------------------------------------------------------


@ANY
@given(scope=SCOPES)
def test_the_projects_that_explain_the_gap_are_the_largest_and_all_rows_add_up(small: Connection, scope: Scope) -> None:
    found = tables.make(small, "gap_by_project", scope)
    if found.empty:
        return
    line = pro_rata_line(int(found["year"][0]), scope.as_of or date.min, 1)
    assert line is not None
    both = [row for row in years(small, scope, int(found["year"][0])) if row["plan"] is not None]
    gaps = {row["code"]: row["completed"] - row["plan"] * line for row in both if row["completed"] is not None}
    below = sorted((gap, code) for code, gap in gaps.items() if gap < 0)[: plan_gap.SHORTFALLS]
    ahead = sorted(((-gap, code) for code, gap in gaps.items() if gap > 0))[: plan_gap.LEADS]
    named = found[found["gap_part"] == "project"]["code"].tolist()
    assert named == [code for _, code in below] + [code for _, code in sorted((-gap, code) for gap, code in ahead)]
    parts, total = found[found["gap_part"] != "total"], found.iloc[-1]
    assert parts["gap_amount"].sum() == total["gap_amount"]
    assert total["projects"] == len(gaps) == parts["projects"].sum()
    assert abs(total["gap_amount"] - sum(gaps.values(), Fraction(0))) <= Fraction(1, 2)
    assert parts["part_points"].sum() == pytest.approx(total["gap_points"])
    others = parts.set_index("gap_part")["projects"]
    assert others.get("others_below", 0) == sum(gap < 0 for gap in gaps.values()) - len(below)


@ANY
@given(scope=SCOPES)
def test_the_gap_of_all_projects_is_that_of_the_year(small: Connection, scope: Scope) -> None:
    year = tables.make(small, "plan_by_year", scope)
    found = tables.make(small, "gap_by_project", scope)
    for total in found[found["gap_part"] == "total"].itertuples():
        (row,) = year[(year["year"] == total.year) & (year["currency"] == total.currency)].itertuples()
        assert total.gap_amount == row.completed_with_plan - row.plan_due
        assert (total.gap_points, total.gap_percent) == (pytest.approx(row.gap_points), pytest.approx(row.gap_percent))


# --- the S-curve ------------------------------------------------------------------------------------


@ANY
@given(scope=SCOPES)
def test_the_curve_adds_up_what_each_project_had_reported_by_each_date(small: Connection, scope: Scope) -> None:
    found = tables.make(small, "s_curve", scope).set_index("day")
    needed = ("currency", "start_baseline", "completion_first_baseline", "budget_current")
    mine = {
        row["project_id"]: row
        for row in facts(small, scope)
        if row["status"] != "cancelled" and all(row[name] is not None for name in needed)
    }
    if not mine:
        assert found.empty
        return
    budgets = sum(row["budget_current"] for row in mine.values())
    assert set(found["curve_budget"]) == {budgets}
    assert set(found["projects"]) == {len(mine)}
    assert found["planned_to_date"].iloc[-1] == budgets
    sums: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    reported = [row for row in small.execute(select(project_fact)).mappings() if row["project_id"] in mine]
    for day in {row["as_of"] for row in reported if row["as_of"] <= scope.as_of}:
        for row in reported:
            if row["as_of"] <= day < row["valid_to"] and row["completed_total"] is not None:
                sums[day][0] += row["completed_total"]
                sums[day][1] += mine[row["project_id"]]["budget_current"]
    for day, (completed, known) in sums.items():
        point = found.loc[pd.Timestamp(day)]
        assert point["actual_to_date"] == completed
        assert point["completed_known_share"] == pytest.approx(known / budgets)
    left = sum(
        max(row["budget_current"] - (row["completed_total"] or 0), 0)
        for row in mine.values()
        if row["status"] == "completed"
        or row["completion_forecast"] is None
        or row["completion_forecast"] <= scope.as_of
    )
    assert found["undated"].iloc[-1] == left


def test_one_project_has_a_curve_of_its_own(small: Connection) -> None:
    found = tables.make(small, "s_curve", Scope(project=THREE_YEARS))
    assert set(found["projects"]) == {1}
    assert found["planned_to_date_share"].iloc[-1] == 1
    assert found["actual_to_date"].dropna().is_monotonic_increasing


# --- starts, completions, execution -----------------------------------------------------------------


@ANY
@given(scope=SCOPES, dimension=st.sampled_from(DIMENSIONS))
def test_starts_and_completions_are_counted_project_by_project(small: Connection, scope: Scope, dimension: str) -> None:
    found = tables.make(small, f"starts_by_{dimension}", scope)
    as_of = scope.as_of
    assert as_of is not None
    column = "responsible_id" if dimension == "responsible" else dimension
    counts: dict[str | None, list[int]] = defaultdict(lambda: [0] * 10)
    for row in facts(small, scope):
        if row["status"] == "cancelled":
            continue
        done = row["status"] == "completed" or (row["completion_actual"] or date.max) <= as_of
        begun = done or (row["start_actual"] or date.max) <= as_of
        key = None if row[column] is None else str(row[column])
        for place, (day, made) in enumerate(((row["start_baseline"], begun), (row["completion_first_baseline"], done))):
            if day is not None:
                due = day.year == as_of.year and day <= as_of
                seen = (day.year == as_of.year, day.year == as_of.year and made, due, due and made,
                        day.year < as_of.year and not made)  # fmt: skip
                for n, yes in enumerate(seen):
                    counts[key][5 * place + n] += yes
            counts[key]  # a group without any planned start has a row as well
    names = [f"{what}_{name}" for what in ("starts", "completions") for name in ("planned", "made", "due", "due_made", "carried")]  # fmt: skip  # noqa: E501
    assert {row[0]: list(row[1:]) for row in rows(found[["group", *names]])} == dict(counts)


@ANY
@given(scope=SCOPES)
def test_execution_is_the_sum_over_the_projects_of_which_both_are_known(small: Connection, scope: Scope) -> None:
    found = tables.make(small, "budget_execution", scope).set_index("execution")
    if found.empty:
        return
    year = found["year"].dropna()
    known = years(small, scope, int(year.iloc[0])) if len(year) else []
    for name, spent in (("plan_first", "completed"), ("plan", "completed"), ("allocated", "paid")):
        both = [row for row in known if row[name] is not None and row[spent] is not None]
        if any(row[name] is not None for row in known):
            row = found.loc[name]
            assert row["basis"] == sum(one[name] for one in known if one[name] is not None)
            assert row["with_basis_spent"] == len(both)
            if both:
                assert row["spent_of_basis"] == sum(one[spent] for one in both)
                assert row["basis_with_spent"] == sum(one[name] for one in both)
    life = [
        row
        for row in facts(small, scope)
        if row["status"] != "cancelled" and row["budget_first"] is not None and row["budget_current"] is not None
    ]
    if life:
        paid = [row for row in life if row["paid_total"] is not None]
        assert found.loc["budget_first", "basis"] == sum(row["budget_first"] for row in life)
        assert found.loc["budget_current", "with_basis_spent"] == len(paid)
        if paid:
            assert found.loc["budget_current", "spent_of_basis"] == sum(row["paid_total"] for row in paid)


@ANY
@given(scope=SCOPES, dimension=st.sampled_from(DIMENSIONS))
def test_groups_of_plans_add_up_to_the_year(small: Connection, scope: Scope, dimension: str) -> None:
    groups = tables.make(small, f"plan_by_{dimension}", scope)
    year = tables.make(small, "plan_by_year", scope)
    sums = ["with_plan", "plan", "with_both", "plan_with_completed", "completed_with_plan"]
    newest = year[(year["with_plan"] > 0) & year["pro_rata_share"].notna()].head(1)
    if newest.empty:
        assert groups.empty
    else:
        assert rows(groups[sums].sum().to_frame().T) == rows(newest[sums].fillna(0))


def test_the_same_month_last_year_is_the_rate_as_it_was_known_then(small: Connection) -> None:
    now = tables.make(small, "plan_by_sector", Scope(as_of=date(2025, 6, 30)))
    then = tables.make(small, "plan_by_sector", Scope(as_of=date(2024, 6, 30))).set_index("group")["completion_share"]
    known = {group: share for group, share in rows(now[["group", "share_year_before"]]) if share is not None}
    assert known == {group: pytest.approx(then[group]) for group in known}
    assert known


def test_the_project_over_three_years_has_a_third_of_its_money_as_plan(small: Connection) -> None:
    found = tables.make(small, "plan_by_year", Scope(project=THREE_YEARS))
    assert set(found["plan"].dropna()) == {THREE_YEARS_TOTAL // 3}
