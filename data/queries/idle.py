"""Money that was allocated and not yet paid, project by project, and what a page says of all funds together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, Subquery, and_, case, func, select

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
    rules = thresholds(connection)
    recent, old = (int(rules.value(f"idle.{key}", funds.as_of(scope))) for key in ("recent_up_to", "old_above"))
    source, money = standing(connection, scope)
    names = ("code", "name_en", "name_zh", *DIMENSIONS, "currency", "paid_total")
    statement = select(*(project_fact.c[name] for name in names), *(money[name].label(name) for name in money))
    rows = bulk.fetch(connection, statement.select_from(source).where(*in_scope(scope), money["idle"] > 0))
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
    source, money = standing(connection, scope)
    statement = (
        select(
            fact.currency,
            func.count().label("projects"),
            func.count(money["allocated_total"]).label("with_allocated"),
            func.count(case((money["idle"] > 0, 1))).label("idle_projects"),
            func.sum(money["idle"]).label("idle"),
            func.sum(money["carry_over"]).label("carry_over"),
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


def standing(connection: Connection, scope: Scope) -> tuple[FromClause, dict[str, ColumnElement]]:
    """What each project was allocated, what of it is idle and since when, and what of that is of earlier fiscal
    years: columns by name, and what they are selected from.

    `project_fact` counts the fiscal years begun at a project's last report. Those that have begun since, and for
    which that report or an earlier one gave funds, come from `project_year`.
    """
    fact, year = project_fact.c, project_year.c
    now, known = funds.fiscal(connection, scope), known_at(project_year, funds.as_of(scope))
    later = _begun_since(now.year, known, scope)
    same = [year.project_id == fact.project_id, year.currency == fact.currency, year.year == now.year]
    source = project_fact.outerjoin(project_year, and_(*same, *known)).outerjoin(
        later, later.c.project_id == fact.project_id
    )
    allocated = case(
        (later.c.allocated.is_not(None), func.coalesce(fact.allocated_total, 0) + later.c.allocated),
        else_=fact.allocated_total,
    )
    unpaid = allocated - func.coalesce(fact.paid_total, 0)
    idle_now = case((unpaid > 0, unpaid), (allocated.is_not(None), 0))
    earlier = idle_now - func.coalesce(year.allocated, 0)
    return source, {
        "allocated_total": allocated,
        "idle": idle_now,
        "idle_since": case((fact.idle > 0, fact.idle_since), else_=later.c.idle_since),
        "carry_over": case((earlier > 0, earlier), (idle_now.is_not(None), 0)),
    }


def _begun_since(this_year: int, known: Sequence[ColumnElement[bool]], scope: Scope) -> Subquery:
    """Per project the funds of fiscal years that have begun since its last report, and the first day of the oldest
    of them that its payments do not use up."""
    fact, year = project_fact.c, project_year.c
    so_far = func.sum(year.allocated).over(partition_by=year.project_id, order_by=year.year)
    lines = (
        select(
            year.project_id,
            year.allocated,
            year.allocated_on,
            (func.coalesce(fact.allocated_total, 0) + so_far - func.coalesce(fact.paid_total, 0)).label("unpaid"),
        )
        .select_from(
            project_year.join(project_fact, and_(fact.project_id == year.project_id, fact.currency == year.currency))
        )
        .where(*known, *in_scope(scope), year.allocated.is_not(None))
        .where(year.year <= this_year, year.allocated_on > fact.as_of)
        .subquery()
    )
    row = lines.c
    return (
        select(
            row.project_id,
            func.sum(row.allocated).label("allocated"),
            func.min(case((row.unpaid > 0, row.allocated_on))).label("idle_since"),
        )
        .group_by(row.project_id)
        .subquery()
    )
