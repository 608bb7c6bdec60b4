"""What every query shares: the scope as conditions, and rows as a declared frame."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, FromClause, Select, func, or_, select

from analytics.frames import Frame
from analytics.scope import Scope
from data import schema
from data.queries.merged import counted
from data.schema_derived import project_fact, project_organisation


def read(connection: Connection, statement: Select, frame: Frame) -> pd.DataFrame:
    """Run a select whose columns stand in the order of the frame."""
    return frame.make(tuple(row) for row in connection.execute(statement))


def reporting_dates(connection: Connection) -> list[date]:
    """All reporting dates in the database, oldest first: each is looked up after the one before, since
    neither engine takes the few distinct dates of a million rows from the index by itself."""
    as_of = project_fact.c.as_of
    dates = select(func.min(as_of).label("day")).cte("dates", recursive=True)
    following = select(func.min(as_of)).where(as_of > dates.c.day).correlate(dates).scalar_subquery()
    dates = dates.union_all(select(following).where(dates.c.day.is_not(None)))
    return list(connection.scalars(select(dates.c.day).where(dates.c.day.is_not(None)).order_by(dates.c.day)))


def latest_as_of(connection: Connection) -> date | None:
    """The newest reporting date, None in an empty database."""
    return connection.scalar(select(func.max(project_fact.c.as_of)))


def resolve(connection: Connection, scope: Scope) -> Scope:
    """The scope with its date filled in; an empty database keeps None."""
    if scope.as_of is not None:
        return scope
    latest = latest_as_of(connection)
    return scope if latest is None else scope.at(latest)


def known_at(table: FromClause, as_of: date | None) -> list[ColumnElement[bool]]:
    """The state of each project as of a date, in a derived table with an interval."""
    if as_of is None:  # an empty database: nothing is known
        return [table.c.as_of != table.c.as_of]
    return [table.c.as_of <= as_of, table.c.valid_to > as_of]


def in_scope(scope: Scope) -> list[ColumnElement[bool]]:
    """Conditions on `project_fact` that leave the projects in scope, each in its state as of the scope's date."""
    fact = project_fact.c
    conditions = known_at(project_fact, scope.as_of)
    if scope.sectors:
        conditions.append(fact.sector.in_(scope.sectors))
    if scope.districts:
        conditions.append(fact.district.in_(scope.districts))
    if scope.tiers:
        conditions.append(fact.tier.in_(scope.tiers))
    if scope.project is not None:
        project = schema.project.c
        conditions.append(fact.project_id == select(project.id).where(project.code == scope.project).scalar_subquery())
    if scope.organisations:
        conditions.append(fact.project_id.in_(projects_of(scope)))
    return conditions


def projects_of(scope: Scope) -> Select:
    """The ids of the projects in which one of the scope's organisations, or a body beneath it, takes part. A name that
    counts as another body is that body too."""
    part = project_organisation.c
    body, named = schema.organisation.c, schema.organisation.alias("named")
    stands = select(counted(named.c.id, scope.as_of)).where(named.c.id.in_(scope.organisations))
    bodies = (
        select(body.id)
        .where(or_(body.id.in_(scope.organisations), body.id.in_(stands)))
        .cte(recursive=True)  # without a name: a statement may ask for two scopes
    )
    below = schema.organisation.alias("below")
    bodies = bodies.union(select(below.c.id).where(counted(below.c.parent_id, scope.as_of) == bodies.c.id))
    return (
        select(part.project_id)
        .where(part.organisation_id.in_(select(bodies.c.id)), *known_at(project_organisation, scope.as_of))
        .distinct()
    )
