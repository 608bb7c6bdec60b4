"""Lights by rule of the projects in scope, fetched once for all tables of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
from sqlalchemy import Connection, and_, case, func, select

from analytics.light_rules import OWN, LightRule, in_force
from analytics.measures import light_tables
from analytics.measures.investment import pro_rata_line
from analytics.measures.lights import Day
from analytics.scope import Scope
from analytics.thresholds import fiscal_year
from data import bulk
from data.queries.common import in_scope, known_at
from data.queries.rules import first_month, thresholds
from data.schema import light_rule, organisation
from data.schema_derived import project_fact, project_year


def lights_in_scope(connection: Connection, scope: Scope) -> light_tables.Judged:
    """What every rule in force says of every project in scope."""
    projects, day = on_day(connection, scope)
    judged = light_tables.judge(projects, in_force(own(connection), day.as_of, day.thresholds), day)
    fact = project_fact.c
    body = organisation.alias("responsible")
    names = (
        select(
            fact.project_id, fact.code, fact.name_en, fact.name_zh, fact.district,
            body.c.name_en.label("responsible_en"), body.c.name_zh.label("responsible_zh"),
        )
        .select_from(project_fact.outerjoin(body, body.c.id == fact.responsible_id))
        .where(bulk.among(fact.project_id, judged.listed()), *known_at(project_fact, scope.as_of))
    )  # fmt: skip
    return replace(judged, named=bulk.fetch(connection, names).set_index("project_id"))


def on_day(connection: Connection, scope: Scope) -> tuple[pd.DataFrame, Day]:
    """The projects in scope as `light_tables.judge` takes them, and the day on which they are judged."""
    as_of, rules = scope.as_of or date.min, thresholds(connection)
    year = fiscal_year(as_of, first_month(rules))
    line = pro_rata_line(year, as_of, first_month(rules)) or Fraction(0)
    fact, annual = project_fact.c, project_year.c
    this_year = and_(
        annual.project_id == fact.project_id,
        annual.year == year,
        annual.currency == fact.currency,
        *known_at(project_year, scope.as_of),
    )
    dated = ("status", "slip_days", "start_baseline", "start_actual", "progress_as_of", "light_reported", "currency")
    statement = (
        select(
            fact.project_id,
            *(fact[name] for name in dated),
            annual.plan,
            annual.completed,
            annual.allocated,
            # Of a project whose payments are reported, none in the year is nothing paid.
            func.coalesce(annual.paid, case((fact.paid_total.is_not(None), 0))).label("paid"),
        )
        .select_from(project_fact.outerjoin(project_year, this_year))
        .where(*in_scope(scope))
    )
    return bulk.fetch(connection, statement), Day(as_of, line, rules)


def own(connection: Connection) -> list[LightRule]:
    """The user's own rules in the order in which they were entered, without the withdrawn ones."""
    rows = connection.execute(select(light_rule).where(light_rule.c.withdrawn_at.is_(None)).order_by(light_rule.c.id))
    return [from_row(row) for row in rows]


def from_row(row: Any) -> LightRule:
    """A row of the table `light_rule` as a rule."""
    return LightRule(
        key=f"{OWN}{row.name}",
        name=row.name,
        measure=row.measure,
        watch_from=Decimal(row.watch_from),
        watch_included=bool(row.watch_included),
        late_from=Decimal(row.late_from),
        late_included=bool(row.late_included),
        effective_from=row.effective_from,
        source=row.source,
        least_plan=None if row.least_plan is None else Decimal(row.least_plan),
        currency=row.currency,
        own=True,
    )
