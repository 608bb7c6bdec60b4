"""What a change of the policy numbers would move, asked of the projects as known on a day; nothing is written."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, and_, case, select

from analytics.frames import FRAMES
from analytics.measures import what_if
from analytics.scope import Scope
from analytics.thresholds import Thresholds, fiscal_year
from data import bulk
from data.queries import fiscal_pace, idle
from data.queries.common import in_scope, known_at, resolve
from data.queries.rules import first_month, thresholds
from data.schema_derived import project_fact, project_year

FACTS = (
    "code", "name_en", "name_zh", "currency", "budget_current", "as_of", "status", "slip_days", "registered_amount",
    "registered_currency", "registered_on", "figure_current", "figure_currency",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moves:
    """The frames `rule_moves` and `rule_moved_projects` of one change."""

    summary: pd.DataFrame
    projects: pd.DataFrame


def moves(connection: Connection, scope: Scope, before: Thresholds, after: Thresholds) -> Moves:
    """What moves from the one set of policy numbers to the other, in scope and as of its date."""
    scope = resolve(connection, scope)
    as_of = scope.as_of
    if as_of is None or before.all == after.all:
        return Moves(FRAMES["rule_moves"].empty(), FRAMES["rule_moved_projects"].empty())
    years = [fiscal_year(as_of, first_month(rules)) for rules in (before, after)]
    projects = {year: _projects(connection, scope, year) for year in set(years)}
    was, would = (
        what_if.judged(projects[year], rules, as_of) for year, rules in zip(years, (before, after), strict=True)
    )
    moved = what_if.moved(projects[years[0]], was, would)
    return Moves(
        FRAMES["rule_moves"].cast(what_if.summary(moved)), FRAMES["rule_moved_projects"].cast(what_if.named(moved))
    )


def pace(connection: Connection, scope: Scope, before: Thresholds, after: Thresholds) -> pd.DataFrame:
    """The `rule_pace` frame: the year put together from the reports anew, where it begins in another month."""
    scope = resolve(connection, scope)
    months = first_month(before), first_month(after)
    if scope.as_of is None or months[0] == months[1]:
        return FRAMES["rule_pace"].empty()
    found = [fiscal_pace.pace(connection, scope, month) for month in months]
    told = [rows.assign(moment=moment) for rows, moment in zip(found, ("before", "after"), strict=True)]
    return FRAMES["rule_pace"].cast(pd.concat(told))


def own_moves(connection: Connection, scope: Scope) -> Moves:
    """What the policy numbers in force move against the shipped ones."""
    return moves(connection, scope, Thresholds(), thresholds(connection))


def own_pace(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The fiscal year under the shipped first month and under the one in force."""
    return pace(connection, scope, Thresholds(), thresholds(connection))


def _projects(connection: Connection, scope: Scope, year: int) -> pd.DataFrame:
    """The projects as `what_if.judged` needs them, by id, with their plan of a fiscal year."""
    planned = project_year.alias("planned")
    fact, row = project_fact.c, planned.c
    plan_of = and_(
        row.project_id == fact.project_id, row.currency == fact.currency, row.year == year,
        *known_at(planned, scope.as_of),
    )  # fmt: skip
    source, money = idle.standing(connection, scope)
    statement = (
        select(
            *(fact[name] for name in FACTS),
            case((fact.tier_reason == "override", fact.tier)).label("tier_decided"),
            *(money[name].label(name) for name in ("idle", "idle_since")),
            row.plan,
            row.currency.label("plan_currency"),
        )
        .select_from(source.outerjoin(planned, plan_of))
        .where(*in_scope(scope))
        .order_by(fact.project_id)
    )
    return bulk.fetch(connection, statement)
