"""The central catalogue: who belongs in it by the annual plan, and who is reported as being in it."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, Connection, FromClause, and_, case, func, literal, or_, select

from analytics import codes
from analytics.frames import FRAMES
from analytics.measures import catalogue, tier_checks
from analytics.scope import Scope
from analytics.thresholds import Thresholds, fiscal_year
from data import bulk
from data.queries import tiers
from data.queries.common import in_scope, known_at, read, resolve
from data.queries.rules import first_month, thresholds
from data.schema_derived import project_fact, project_year


def year_of(scope: Scope, policy: Thresholds) -> int:
    """The fiscal year of the as-of date."""
    return fiscal_year(scope.as_of or date.max, first_month(policy))


def year(connection: Connection, scope: Scope) -> int:
    """The same, for a page."""
    return year_of(resolve(connection, scope), thresholds(connection))


def year_plan(scope: Scope, policy: Thresholds) -> FromClause:
    """The annual plans of that year as known on the day: project_id, currency, plan."""
    row = project_year.c
    known = [*known_at(project_year, scope.as_of), row.year == year_of(scope, policy), row.plan.is_not(None)]
    return select(row.project_id, row.currency, row.plan).where(*known).subquery("year_plan")


def side(plan: FromClause, policy: Thresholds, on: date) -> ColumnElement[str]:
    """Where the plan stands against the threshold: a key of codes.CATALOGUE_SIDES."""
    line, amount, status = limit(plan, policy, on), plan.c.plan, project_fact.c.status
    return case(
        (or_(status == "cancelled", and_(amount.is_(None), status == "completed")), "closed"),
        (amount.is_(None), "no_plan"),
        (line.is_(None), "currency"),
        (amount > line, "above"),
        (amount == line, "at"),
        else_="below",
    )


def limit(plan: FromClause, policy: Thresholds, on: date) -> ColumnElement[int | None]:
    """The threshold in the currency of the plan, in minor units."""
    lines = {currency: catalogue.annual_limit(currency, on, policy) for currency in tier_checks.judged(policy)}
    known = {currency: literal(line, BigInteger) for currency, line in lines.items() if line is not None}
    return case(known, value=plan.c.currency)


def with_plan(plan: FromClause) -> FromClause:
    """Projects with their plan of the year in their own currency, and their responsible bodies."""
    mine = and_(plan.c.project_id == project_fact.c.project_id, plan.c.currency == project_fact.c.currency)
    return tiers.with_responsible().outerjoin(plan, mine)


def cross(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `catalogue_cross` frame."""
    policy, on = thresholds(connection), scope.as_of or date.max
    plan = year_plan(scope, policy)
    keys = side(plan, policy, on).label("catalogue_side"), reported().label("listed")
    statement = select(*keys, func.count().label("projects")).select_from(with_plan(plan))
    return catalogue.cross(bulk.fetch(connection, statement.where(*in_scope(scope)).group_by(*keys)))


def totals(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `catalogue_totals` frame."""
    fact, plan = project_fact.c, year_plan(scope, thresholds(connection))
    delegated = and_(fact.tier == "C", fact.delegated == 1)
    standing = case((delegated, "delegated"), (fact.in_catalogue == 1, "centralised"))
    keys = standing.label("centralised"), plan.c.currency.label("currency")
    statement = (
        select(
            *keys,
            func.count().label("projects"),
            func.count(plan.c.plan).label("with_plan"),
            func.coalesce(func.sum(plan.c.plan), 0).cast(BigInteger).label("plan"),
        )
        .select_from(with_plan(plan))
        .where(*in_scope(scope), standing.is_not(None))
        .group_by(*keys)
    )
    return catalogue.centralised(bulk.fetch(connection, statement))


def cases(connection: Connection, scope: Scope, reason: str = "", size: int | None = None) -> pd.DataFrame:
    """The `catalogue_cases` frame: the cases of one reason, or of all; the largest annual plan first."""
    scope = resolve(connection, scope)
    policy, on, frame = thresholds(connection), scope.as_of or date.max, FRAMES["catalogue_cases"]
    plan = year_plan(scope, policy)
    found, line, said = side(plan, policy, on), limit(plan, policy, on), reported()
    reasons = {
        "missing": and_(found == "above", said == "no"),
        "unreported": and_(found == "above", said == codes.UNKNOWN),
        "needless": and_(found == "below", said == "yes"),
        "at": found == "at",
    }
    words = {
        "catalogue_reason": case(*((test, name) for name, test in reasons.items())),
        "listed": said,
        "currency": plan.c.currency,
        "plan": plan.c.plan,
        "catalogue_limit": line,
        "plan_distance": plan.c.plan - line,
    }
    rank = case(*((test, n) for n, test in enumerate(reasons.values())))
    statement = (
        tiers.listed(frame.columns, words, with_plan(plan))
        .where(*in_scope(scope), reasons[reason] if reason in reasons else or_(*reasons.values()))
        .order_by(rank, plan.c.currency, plan.c.plan.desc(), project_fact.c.code)
        .limit(size)
    )
    return read(connection, statement, frame)


def reported() -> ColumnElement[str]:
    """Whether the project is reported to be in the catalogue: a key of codes.LISTED."""
    there = project_fact.c.in_catalogue
    return case((there == 1, "yes"), (there == 0, "no"), else_=codes.UNKNOWN)
