"""Money that was allocated and not yet paid, project by project, and what a page says of all funds together."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, and_, case, func, select

from analytics.measures import idle
from analytics.scope import Scope
from data import bulk
from data.queries import funds, groups
from data.queries.common import in_scope, known_at
from data.queries.rules import thresholds
from data.schema_derived import project_fact, project_year

DIMENSIONS = ("sector", "district", "tier")


@dataclass(frozen=True, slots=True)
class Idle:
    """What every table of idle money is made from: a row per project that has some, the most first."""

    rows: pd.DataFrame
    names: dict[str, groups.Names]  # by dimension
    recent: int  # days
    old: int


def idle_in_scope(connection: Connection, scope: Scope) -> Idle:
    """The projects in scope with idle money."""
    fact, rules = project_fact.c, thresholds(connection)
    recent, old = (int(rules.value(f"idle.{key}", funds.as_of(scope))) for key in ("recent_up_to", "old_above"))
    source, carried = _carried(connection, scope)
    names = (
        "code",
        "name_en",
        "name_zh",
        *DIMENSIONS,
        "currency",
        "allocated_total",
        "paid_total",
        "idle",
        "idle_since",
    )
    statement = select(*(fact[name] for name in names), carried.label("carry_over"))
    rows = bulk.fetch(connection, statement.select_from(source).where(*in_scope(scope), fact.idle > 0))
    return Idle(
        idle.aged(rows, funds.as_of(scope), recent, old),
        {dimension: groups.names(connection, dimension) for dimension in DIMENSIONS},
        recent,
        old,
    )


def by(found: Idle, dimension: str) -> pd.DataFrame:
    """Idle money by sector, district or tier, the most first."""
    grouped = found.rows.assign(group=found.rows[dimension])
    return groups.named(idle.by(grouped, ["currency", "group"]), found.names[dimension])


def totals(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `fund_totals` frame: allocated, paid and idle money of all projects in scope, one row a currency, the one
    with the most allocations first."""
    fact = project_fact.c
    source, carried = _carried(connection, scope)
    statement = (
        select(
            fact.currency,
            func.count().label("projects"),
            func.count(fact.allocated_total).label("with_allocated"),
            func.count(case((fact.idle > 0, 1))).label("idle_projects"),
            func.sum(fact.idle).label("idle"),
            func.sum(carried).label("carry_over"),
        )
        .select_from(source)
        .where(*in_scope(scope), fact.currency.is_not(None))
        .group_by(fact.currency)
    )
    rows = funds.mix_by_currency(connection, scope)
    rows = rows.merge(funds.paid(connection, scope), on="currency", how="outer")
    rows = rows.merge(bulk.fetch(connection, statement), on="currency", how="left")
    order = ["with_allocated", "payments", "currency"]
    return rows.sort_values(order, ascending=[False, False, True], na_position="last", ignore_index=True)


def _carried(connection: Connection, scope: Scope) -> tuple[FromClause, ColumnElement[int]]:
    """`project_fact` joined with what was allocated for the fiscal year of the as-of date, and what of the idle
    money is older than that. A project last reported in an earlier year has no money of this one in it."""
    fact, year, now = project_fact.c, project_year.c, funds.fiscal(connection, scope)
    same = [year.project_id == fact.project_id, year.currency == fact.currency, year.year == now.year]
    reported = fact.as_of >= now.first_day
    source = project_fact.outerjoin(project_year, and_(*same, reported, *known_at(project_year, funds.as_of(scope))))
    earlier = fact.idle - func.coalesce(year.allocated, 0)
    return source, case((earlier > 0, earlier), (fact.idle.is_not(None), 0))
