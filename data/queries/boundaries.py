"""Who stands near a tier threshold, and on which side of it and of the catalogue's."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, Connection, and_, case, func, literal, or_, select

from analytics.frames import FRAMES
from analytics.measures import tier_checks
from analytics.scope import Scope
from data.queries import catalogue, tiers
from data.queries.common import in_scope, read, resolve
from data.queries.rules import thresholds
from data.schema_derived import project_fact


def counts(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `boundary_counts` frame: a row for each threshold and currency, with its value on the as-of date.

    A figure is held against the threshold of the day on which it was registered, so that a threshold
    that was changed since counts the older projects by its older value.
    """
    on, policy, fact = scope.as_of or date.max, thresholds(connection), project_fact.c
    sides = {
        "near_below": lambda near: fact.registered_amount < near.boundary,
        "near_at": lambda near: fact.registered_amount == near.boundary,
        "near_above": lambda near: fact.registered_amount > near.boundary,
    }
    all_ = tier_checks.near(policy, on)
    sums = [
        func.coalesce(func.sum(case((and_(is_near(near), test(near)), 1), else_=0)), 0)
        for near in all_
        for test in sides.values()
    ]
    found = list(connection.execute(select(*sums).where(*in_scope(scope), _any(all_))).one())
    counted = [(near, *found[3 * place : 3 * place + 3]) for place, near in enumerate(all_)]
    return tier_checks.near_counts(counted, on, policy)


def cases(connection: Connection, scope: Scope, size: int | None = None) -> pd.DataFrame:
    """The `boundary_cases` frame: the nearest first, in parts of the threshold."""
    scope = resolve(connection, scope)
    on, policy = scope.as_of or date.max, thresholds(connection)
    fact, frame, all_ = project_fact.c, FRAMES["boundary_cases"], tier_checks.near(policy, on)
    boundary = case(*((is_near(near), literal(near.boundary, BigInteger)) for near in all_))
    distance = fact.registered_amount - boundary
    plan = catalogue.year_plan(scope, policy)
    words = {
        "boundary_kind": case(*((is_near(near), near.boundary_kind) for near in all_)),
        "boundary": boundary,
        "distance": distance,
        "boundary_side": case((distance < 0, "below"), (distance == 0, "at"), else_="above"),
        "plan": case((plan.c.currency == fact.registered_currency, plan.c.plan)),
        "catalogue_side": catalogue.side(plan, policy, on),
    }
    statement = (
        tiers.listed(frame.columns, words, catalogue.with_plan(plan))
        .where(*in_scope(scope), _any(all_))
        .order_by(func.abs(distance) * 1.0 / boundary, fact.code)
        .limit(size)
    )
    return read(connection, statement, frame)


def is_near(near: tier_checks.Near) -> ColumnElement[bool]:
    """Whether a project's figure at registration is near a boundary."""
    fact = project_fact.c
    return and_(
        fact.registered_currency == near.currency,
        fact.registered_on >= near.begin,
        fact.registered_on < near.end,
        fact.registered_amount.between(near.low, near.high),
    )


def _any(all_: list[tier_checks.Near]) -> ColumnElement[bool]:
    return or_(*(is_near(near) for near in all_))
