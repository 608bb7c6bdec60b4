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
from data.queries import fiscal_pace
from data.queries.common import in_scope, known_at, resolve
from data.queries.rules import first_month, thresholds
from data.schema_derived import project_fact, project_year

FACTS = (
    "code", "name_en", "name_zh", "currency", "budget_current", "as_of", "status", "slip_days", "registered_amount",
    "registered_currency", "registered_on", "figure_current", "figure_currency", "idle", "idle_since",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """The frames `rule_moves`, `rule_moved_projects` and `rule_pace` of one change."""

    moves: pd.DataFrame
    projects: pd.DataFrame
    pace: pd.DataFrame


def asked(connection: Connection, scope: Scope, before: Thresholds, after: Thresholds) -> Answer:
    """What moves from the one set of policy numbers to the other, in scope and as of its date.

    Where the fiscal year begins in another month, the year is put together anew from the reports.
    """
    scope = resolve(connection, scope)
    as_of = scope.as_of
    if as_of is None:
        return Answer(*(FRAMES[name].empty() for name in ("rule_moves", "rule_moved_projects", "rule_pace")))
    months = first_month(before), first_month(after)
    projects = [_projects(connection, scope, fiscal_year(as_of, month)) for month in months]
    was, would = (what_if.judged(rows, rules, as_of) for rows, rules in zip(projects, (before, after), strict=True))
    moved = what_if.moved(projects[0], was, would)
    if months[0] == months[1]:
        pace = FRAMES["rule_pace"].empty()
    else:
        found = [fiscal_pace.pace(connection, scope, month) for month in months]
        pace = pd.concat([rows.assign(moment=when) for rows, when in zip(found, ("before", "after"), strict=True)])
    return Answer(
        FRAMES["rule_moves"].cast(what_if.summary(moved)),
        FRAMES["rule_moved_projects"].cast(what_if.named(moved)),
        FRAMES["rule_pace"].cast(pace),
    )


def own_against_shipped(connection: Connection, scope: Scope) -> Answer:
    """The same for the policy numbers in force against the shipped ones."""
    return asked(connection, scope, Thresholds(), thresholds(connection))


def _projects(connection: Connection, scope: Scope, year: int) -> pd.DataFrame:
    """The projects as `what_if.judged` needs them, by id, with their plan of a fiscal year."""
    fact, row = project_fact.c, project_year.c
    plan_of = and_(
        row.project_id == fact.project_id, row.currency == fact.currency, row.year == year,
        *known_at(project_year, scope.as_of),
    )  # fmt: skip
    statement = (
        select(
            *(fact[name] for name in FACTS),
            case((fact.tier_reason == "override", fact.tier)).label("tier_decided"),
            row.plan,
            row.currency.label("plan_currency"),
        )
        .select_from(project_fact.outerjoin(project_year, plan_of))
        .where(*in_scope(scope))
        .order_by(fact.project_id)
    )
    return bulk.fetch(connection, statement)
