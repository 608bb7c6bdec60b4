"""Plan against completed, by fiscal year and by group, from the rollup or from `project_year`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, String, case, cast, func, select

from analytics.measures import investment
from analytics.scope import Scope
from analytics.thresholds import fiscal_year
from data import bulk
from data.queries import groups
from data.queries.common import in_scope, known_at
from data.queries.rules import first_month, thresholds
from data.schema_derived import investment_rollup, project_fact, project_year


def plan_by_year(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `plan_by_year` frame: every fiscal year with a plan or an investment, newest first, by currency."""
    sums = year_sums(connection, scope, None, None)
    counted = sums.assign(projects=_projects(connection, scope, None)["projects"].sum())
    rows = investment.completion(counted, *line_of(connection, scope))
    rows = investment.with_year_before(rows, _completion_before(connection, scope, None, None))
    return rows.sort_values(["year", "currency"], ascending=[False, True], ignore_index=True)


def plan_by(connection: Connection, scope: Scope, dimension: str) -> pd.DataFrame:
    """The newest fiscal year with a plan by sector, district, tier or responsible organisation: widest gap
    below the line first."""
    as_of, month = line_of(connection, scope)
    year = current_year(connection, scope)
    sums = year_sums(connection, scope, dimension, year)
    counted = sums.merge(_projects(connection, scope, dimension), on="group", how="left")
    rows = investment.completion(counted[counted["with_plan"] > 0], as_of, month)
    rows = investment.with_year_before(rows, _completion_before(connection, scope, dimension, year - 1))
    return investment.by_gap(groups.named(rows, groups.names(connection, dimension)))


def current_year(connection: Connection, scope: Scope) -> int:
    """The newest fiscal year that has begun and has a plan; without any, that of the as-of date."""
    as_of, month = line_of(connection, scope)
    newest = investment.current(investment.completion(year_sums(connection, scope, None, None), as_of, month))["year"]
    return int(newest[0]) if len(newest) else fiscal_year(as_of, month)


def line_of(connection: Connection, scope: Scope) -> tuple[date, int]:
    """The date of the pro-rata line and the month in which the fiscal year begins."""
    as_of = scope.as_of or date.min  # an empty database has no date, and no row to hold against one
    return as_of, first_month(thresholds(connection))


def _completion_before(connection: Connection, scope: Scope, dimension: str | None, year: int | None) -> pd.DataFrame:
    """The rates one year before the as-of date, as they were known then."""
    as_of, month = line_of(connection, scope)
    before = investment.year_before(as_of)
    return investment.completion(year_sums(connection, scope.at(before), dimension, year), before, month)


def year_sums(
    connection: Connection,
    scope: Scope,
    dimension: str | None,
    year: int | None,
    names: Sequence[str] = investment.SUMS,
) -> pd.DataFrame:
    """Counts and sums by `group`, year and currency. The rollup knows sector, district and tier only."""
    by_project = bool(scope.organisations or scope.project or dimension == "responsible")
    source = _from_projects if by_project else _from_rollup
    statement = source(scope, dimension, names)
    if year is not None:
        statement = statement.where((project_year if by_project else investment_rollup).c.year == year)
    rows = bulk.fetch(connection, statement)
    counts = [name for name in names if name.startswith("with_")]
    return rows[(rows[counts] > 0).any(axis=1)].reset_index(drop=True)


def _from_rollup(scope: Scope, dimension: str | None, names: Sequence[str] = investment.SUMS) -> Select:
    rollup = investment_rollup.c
    keys = _keys(rollup[dimension] if dimension else None, rollup.year, rollup.currency)
    sums = [func.sum(rollup[name]).label(name) for name in names]
    conditions = [rollup.as_of <= scope.as_of] if scope.as_of else [rollup.as_of != rollup.as_of]
    for column, wanted in (
        (rollup.sector, scope.sectors),
        (rollup.district, scope.districts),
        (rollup.tier, scope.tiers),
    ):
        if wanted:
            conditions.append(column.in_(wanted))
    return select(*keys, *sums).where(*conditions).group_by(*keys)


def _from_projects(scope: Scope, dimension: str | None, names: Sequence[str] = investment.SUMS) -> Select:
    row = project_year.c
    keys = _keys(group_of(dimension) if dimension else None, row.year, row.currency)
    both = row.plan.is_not(None) & row.completed.is_not(None)
    spent = row.allocated.is_not(None) & row.paid.is_not(None)
    measures = {
        "with_plan": func.count(row.plan),
        "plan": func.sum(row.plan),
        "plan_first": func.sum(row.plan_first),
        "with_completed": func.count(row.completed),
        "completed": func.sum(row.completed),
        "with_both": func.count(case((both, 1))),
        "plan_with_completed": func.sum(case((both, row.plan))),
        "plan_first_with_completed": func.sum(case((both, row.plan_first))),
        "completed_with_plan": func.sum(case((both, row.completed))),
        "with_allocated": func.count(row.allocated),
        "allocated": func.sum(row.allocated),
        "allocated_first": func.sum(row.allocated_first),
        "with_paid": func.count(row.paid),
        "paid": func.sum(row.paid),
        "with_allocated_and_paid": func.count(case((spent, 1))),
        "allocated_with_paid": func.sum(case((spent, row.allocated))),
        "allocated_first_with_paid": func.sum(case((spent, row.allocated_first))),
        "paid_with_allocated": func.sum(case((spent, row.paid))),
    }
    return (
        select(*keys, *(func.coalesce(measures[name], 0).label(name) for name in names))
        .select_from(project_year.join(project_fact, project_fact.c.project_id == row.project_id))
        .where(*known_at(project_year, scope.as_of), *in_scope(scope))
        .group_by(*keys)
    )


def group_of(dimension: str) -> ColumnElement[str]:
    """What a project is grouped by, as text: a code, or the organisation's id; "" where it states none."""
    column = project_fact.c[groups.DIMENSIONS[dimension]]
    return func.coalesce(column if isinstance(column.type, String) else cast(column, String), "")


def _projects(connection: Connection, scope: Scope, dimension: str | None) -> pd.DataFrame:
    """How many projects are in scope, with or without a plan: `group`, `projects`."""
    group = group_of(dimension).label("group") if dimension else None
    keys = [group] if group is not None else []
    statement = select(*keys, func.count().label("projects")).where(*in_scope(scope)).group_by(*keys)
    return bulk.fetch(connection, statement)


def _keys(group: ColumnElement | None, *others: ColumnElement) -> list[ColumnElement]:
    return [*([group.label("group")] if group is not None else []), *others]
