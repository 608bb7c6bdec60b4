"""Which projects explain the gap to the pro-rata line: the largest by name, the others as two sums."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, case, func, or_, select

from analytics.measures import plan_gap
from analytics.measures.investment import pro_rata_line
from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope, known_at
from data.queries.investment import current_year, line_of
from data.schema_derived import project_fact, project_year

SHORTFALLS, LEADS = 6, 3  # how many projects are named on either side
_MONEY = ("plan_with_completed", "completed_with_plan")


def gap_by_project(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `gap_by_project` frame of the newest fiscal year with a plan, in each currency."""
    year = current_year(connection, scope)
    line = pro_rata_line(year, *line_of(connection, scope)) or Fraction(1)
    gaps = _gaps(scope, year, line).subquery("gaps")
    sums = [func.coalesce(func.sum(gaps.c[name]), 0).label(name) for name in _MONEY]
    parts = select(gaps.c.currency, gaps.c.gap_part, func.count().label("projects"), *sums)
    summed = bulk.fetch(connection, parts.group_by(gaps.c.currency, gaps.c.gap_part))
    return plan_gap.decomposed(bulk.fetch(connection, _named(gaps)), summed, year, line)


def _gaps(scope: Scope, year: int, line: Fraction) -> Select:
    """One row for each project of which plan and completed are known, with its gap = `over` - `rest` / q.

    The line is p/q. Whole numbers throughout: the sign and the order of the gaps are decided exactly, and
    plan times p, which may not fit in 64 bits, is never formed.
    """
    row, fact = project_year.c, project_fact.c
    p, q = line.numerator, line.denominator
    beyond = (row.plan % q) * p
    over = row.completed - (row.plan // q) * p - beyond // q
    rest = beyond % q
    return (
        select(
            row.currency,
            fact.code,
            fact.name_en,
            fact.name_zh,
            row.plan.label("plan_with_completed"),
            row.completed.label("completed_with_plan"),
            over.label("over"),
            rest.label("rest"),
            case((or_(over < 0, and_(over == 0, rest > 0)), plan_gap.BELOW), else_=plan_gap.AHEAD).label("gap_part"),
        )
        .select_from(project_year.join(project_fact, fact.project_id == row.project_id))
        .where(*known_at(project_year, scope.as_of), *in_scope(scope))
        .where(row.year == year, row.plan.is_not(None), row.completed.is_not(None))
    )


def _named(gaps: Subquery) -> Select:
    """The largest shortfalls and the largest leads in each currency; of equal ones the first by code."""
    g = gaps.c

    def rank(*order: ColumnElement) -> ColumnElement[int]:
        return func.row_number().over(partition_by=g.currency, order_by=[*order, g.code])

    kept = ("currency", "gap_part", "code", "name_en", "name_zh", *_MONEY)
    low, high = rank(g.over, g.rest.desc()).label("low"), rank(g.over.desc(), g.rest).label("high")
    ranked = select(*(g[name] for name in (*kept, "over", "rest")), low, high).subquery("ranked")
    r = ranked.c
    behind = and_(r.low <= SHORTFALLS, r.gap_part == plan_gap.BELOW)
    ahead = and_(r.high <= LEADS, or_(r.over > 0, r.rest < 0))
    return select(*(r[name] for name in kept)).where(or_(behind, ahead))
