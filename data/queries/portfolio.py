"""The portfolio as a whole: how many, how much, how late; by rollup where the scope allows it."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    String,
    Table,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
)

from analytics.frames import FRAMES
from analytics.measures import portfolio
from analytics.scope import Scope
from data import bulk, schema
from data.derive import rollups
from data.queries.common import in_scope, projects_of, read, reporting_dates, resolve
from data.queries.rules import thresholds
from data.schema_derived import portfolio_rollup, project_fact, project_organisation

ORGANISATIONS_OFFERED = 400  # a list longer than this is no longer a choice
_KEYS = ("as_of", "status", "light", "light_reported", "currency")


def changes(connection: Connection, scope: Scope, by: tuple[str, ...] = _KEYS) -> pd.DataFrame:
    """`_changes`, with a row of nothing for each reporting date since the first that changed no sum."""
    made = _changes(connection, scope, by)
    if made.empty:
        return made
    days = pd.Series(reporting_dates(connection), dtype="datetime64[s]")
    days = days[days.between(made["as_of"].min(), pd.Timestamp(scope.as_of)) & ~days.isin(made["as_of"])]
    nothing = made.iloc[[0] * len(days)].assign(as_of=days.to_numpy())
    nothing[[name for name in made if name not in by]] = 0
    return pd.concat([made, nothing], ignore_index=True)


def _changes(connection: Connection, scope: Scope, by: tuple[str, ...]) -> pd.DataFrame:
    """What each reporting date up to the scope's changed in the sums of the portfolio: `portfolio_rollup`,
    summed over what the reader did not ask apart. Organisations are not in the rollup: their projects' facts
    are summed here by the same rule."""
    table = portfolio_rollup
    measures = [column.name for column in table.c if not column.primary_key]
    keys = [table.c[name] for name in by]
    if not scope.organisations and scope.project is None:
        sums = [func.sum(table.c[name]).cast(BigInteger).label(name) for name in measures]
        conditions = [table.c.as_of <= scope.as_of, *_chosen(table, scope)]
        return bulk.fetch(connection, select(*keys, *sums).where(*conditions).group_by(*keys))
    fact = project_fact.c
    conditions = [fact.as_of <= scope.as_of, *_chosen(project_fact, scope)]
    if scope.organisations:
        conditions.append(fact.project_id.in_(projects_of(scope)))
    if scope.project is not None:
        conditions.append(fact.code == scope.project)
    facts = bulk.fetch(connection, select(project_fact).where(*conditions))
    added = rollups.changes(table, rollups.portfolio(facts, thresholds(connection)))
    return added[added["as_of"] <= pd.Timestamp(scope.as_of)]


def _chosen(table: Table, scope: Scope) -> list[ColumnElement[bool]]:
    """The scope on the columns that the rollup and the facts share."""
    chosen = {"sector": scope.sectors, "district": scope.districts, "tier": scope.tiers}
    return [table.c[name].in_(values) for name, values in chosen.items() if values]


def slip_bands(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `portfolio_slip_bands` frame: ahead, on plan, watch, and three steps of late; unknown last."""
    policy, on = thresholds(connection), scope.as_of or date.max
    watch, late = (int(policy.value(key, on)) for key in ("light.watch_from", "light.late_from"))
    fact = project_fact.c
    edges = [0, watch, late, 2 * late, 4 * late]
    known = fact.slip_days.is_not(None) & (fact.status != "cancelled")
    band = case(
        (~known, portfolio.UNKNOWN_BAND),
        *((fact.slip_days < edge, n) for n, edge in enumerate(edges)),
        else_=len(edges),
    )
    statement = (
        select(
            band.label("band"),
            fact.currency,
            func.count().label("projects"),
            func.count(fact.budget_current).label("with_budget"),
            func.sum(fact.budget_current).cast(BigInteger).label("budget_current"),
        )
        .where(*in_scope(scope))
        .group_by(band, fact.currency)
    )
    return portfolio.slip_bands(bulk.fetch(connection, statement), edges)


def moves(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `portfolio_moves` frame: this state of each project against its state at the reporting date before.

    Only projects that reported since then can have moved, so only they are compared."""
    now, before = project_fact, project_fact.alias("before")
    since = connection.scalar(select(func.max(project_fact.c.as_of)).where(project_fact.c.as_of < scope.as_of))
    if since is None:
        return FRAMES["portfolio_moves"].empty()
    was = before.c
    tests = {
        "new": was.project_id.is_(None),
        "completed": (now.c.status == "completed") & (was.status != "completed"),
        "cancelled": (now.c.status == "cancelled") & (was.status != "cancelled"),
        "light_worse": _rank(now.c.light) > _rank(was.light),
        "light_better": _rank(now.c.light) < _rank(was.light),
        "forecast_later": now.c.completion_forecast > was.completion_forecast,
        "forecast_earlier": now.c.completion_forecast < was.completion_forecast,
        "rebaselined": now.c.baseline_no > was.baseline_no,
        "budget_up": now.c.budget_current > was.budget_current,
        "budget_down": now.c.budget_current < was.budget_current,
    }
    earlier = and_(was.project_id == now.c.project_id, was.as_of <= since, was.valid_to > since)
    statement = (
        select(*(func.coalesce(func.sum(case((test, 1), else_=0)), 0).label(name) for name, test in tests.items()))
        .select_from(now.outerjoin(before, earlier))
        .where(*in_scope(scope), now.c.as_of > since)
    )
    counts = connection.execute(statement).one()
    return FRAMES["portfolio_moves"].make((name, count, since) for name, count in zip(tests, counts, strict=True))


def _rank(light: ColumnElement[str]) -> ColumnElement[int]:
    """good, watch, late as 0, 1, 2; an unknown light is NULL and compares with nothing."""
    return case({"good": 0, "watch": 1, "late": 2}, value=light)


def count(connection: Connection, scope: Scope) -> int:
    """How many projects are in scope."""
    conditions = in_scope(resolve(connection, scope))
    return connection.scalar(select(func.count()).select_from(project_fact).where(*conditions)) or 0


def scope_choices(connection: Connection, scope: Scope) -> pd.DataFrame:
    """What the shared scope can be set to: every sector, district, tier and reporting date in the database,
    and the organisations that take part in most projects."""
    rollup, body, part = portfolio_rollup.c, schema.organisation.c, project_organisation.c
    lists = [
        select(literal(kind), column, null(), null(), func.sum(rollup.projects))
        .where(column != "")
        .group_by(column)
        .order_by(column)
        for kind, column in (("sector", rollup.sector), ("district", rollup.district), ("tier", rollup.tier))
    ]
    busiest = (
        select(part.organisation_id, func.count(part.project_id.distinct()).label("projects"))
        .group_by(part.organisation_id)
        .order_by(func.count(part.project_id.distinct()).desc(), part.organisation_id)
        .limit(ORGANISATIONS_OFFERED)
        .subquery()
    )
    lists.append(
        select(literal("organisation"), cast(body.id, String), body.name_en, body.name_zh, busiest.c.projects)
        .join_from(schema.organisation, busiest, busiest.c.organisation_id == body.id)
        .order_by(busiest.c.projects.desc(), body.id)
    )
    rows = [tuple(row) for statement in lists for row in connection.execute(statement)]
    rows += [("as_of", day.isoformat(), None, None, None) for day in reversed(reporting_dates(connection))]
    return FRAMES["scope_choices"].make(rows)


def code_labels(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The names of sectors and districts in both languages, as far as the data give them."""
    label = schema.code_label.c
    columns = (label.kind, label.code, label.name_en, label.name_zh)
    return read(connection, select(*columns).order_by(label.kind, label.code), FRAMES["code_labels"])
