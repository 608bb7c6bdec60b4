"""The portfolio as a whole: how many, how much, how late; by rollup where the scope allows it."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, String, cast, func, literal, null, select

from analytics.frames import FRAMES
from analytics.scope import Scope
from data import schema
from data.queries.common import in_scope, read, reporting_dates, resolve
from data.schema_derived import portfolio_rollup, project_fact, project_organisation

ORGANISATIONS_OFFERED = 400  # a list longer than this is no longer a choice


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
