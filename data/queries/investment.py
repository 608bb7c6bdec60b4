"""Plan against completed, by fiscal year and by group, from the rollup or from `project_year`."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, case, func, select

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
    sums = _sums(connection, scope, None, None)
    counted = sums.assign(projects=_projects(connection, scope, None)["projects"].sum())
    rows = investment.completion(counted, *_line(connection, scope))
    return rows.sort_values(["year", "currency"], ascending=[False, True], ignore_index=True)


def plan_by(connection: Connection, scope: Scope, dimension: str) -> pd.DataFrame:
    """The newest fiscal year with a plan by sector, district or tier: widest gap below the line first."""
    newest = investment.current(plan_by_year(connection, scope))["year"]
    as_of, month = _line(connection, scope)
    year = int(newest[0]) if len(newest) else fiscal_year(as_of, month)
    sums = _sums(connection, scope, dimension, year)
    counted = sums.merge(_projects(connection, scope, dimension), on="group", how="left")
    rows = investment.completion(counted[counted["with_plan"] > 0], as_of, month)
    return investment.by_gap(groups.named(rows, groups.names(connection, dimension)))


def _line(connection: Connection, scope: Scope) -> tuple[date, int]:
    """The date of the pro-rata line and the month in which the fiscal year begins."""
    as_of = scope.as_of or date.min  # an empty database has no date, and no row to hold against one
    return as_of, first_month(thresholds(connection))


def _sums(connection: Connection, scope: Scope, dimension: str | None, year: int | None) -> pd.DataFrame:
    """Counts and sums by `group`, year and currency. The rollup knows sector, district and tier only."""
    by_project = bool(scope.organisations or scope.project)
    statement = _from_projects(scope, dimension) if by_project else _from_rollup(scope, dimension)
    source = project_year if by_project else investment_rollup
    if year is not None:
        statement = statement.where(source.c.year == year)
    rows = bulk.fetch(connection, statement)
    return rows[(rows["with_plan"] > 0) | (rows["with_completed"] > 0)].reset_index(drop=True)


def _from_rollup(scope: Scope, dimension: str | None) -> Select:
    rollup = investment_rollup.c
    keys = _keys(rollup[dimension] if dimension else None, rollup.year, rollup.currency)
    sums = [func.sum(rollup[name]).label(name) for name in investment.SUMS]
    conditions = [rollup.as_of <= scope.as_of] if scope.as_of else [rollup.as_of != rollup.as_of]
    for column, wanted in (
        (rollup.sector, scope.sectors),
        (rollup.district, scope.districts),
        (rollup.tier, scope.tiers),
    ):
        if wanted:
            conditions.append(column.in_(wanted))
    return select(*keys, *sums).where(*conditions).group_by(*keys)


def _from_projects(scope: Scope, dimension: str | None) -> Select:
    row, fact = project_year.c, project_fact.c
    keys = _keys(func.coalesce(fact[dimension], "") if dimension else None, row.year, row.currency)
    both = row.plan.is_not(None) & row.completed.is_not(None)
    measures = {
        "with_plan": func.count(row.plan),
        "plan": func.sum(row.plan),
        "with_completed": func.count(row.completed),
        "completed": func.sum(row.completed),
        "with_both": func.count(case((both, 1))),
        "plan_with_completed": func.sum(case((both, row.plan))),
        "completed_with_plan": func.sum(case((both, row.completed))),
    }
    return (
        select(*keys, *(func.coalesce(measures[name], 0).label(name) for name in investment.SUMS))
        .select_from(project_year.join(project_fact, fact.project_id == row.project_id))
        .where(*known_at(project_year, scope.as_of), *in_scope(scope))
        .group_by(*keys)
    )


def _projects(connection: Connection, scope: Scope, dimension: str | None) -> pd.DataFrame:
    """How many projects are in scope, with or without a plan: `group`, `projects`."""
    fact = project_fact.c
    group = func.coalesce(fact[dimension], "").label("group") if dimension else None
    keys = [group] if group is not None else []
    statement = select(*keys, func.count().label("projects")).where(*in_scope(scope)).group_by(*keys)
    return bulk.fetch(connection, statement)


def _keys(group: ColumnElement | None, *others: ColumnElement) -> list[ColumnElement]:
    return [*([group.label("group")] if group is not None else []), *others]
