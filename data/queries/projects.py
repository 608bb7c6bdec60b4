"""Projects: one row each, as of the scope's date; all of them, or one page of a searched and sorted list."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from analytics.frames import FRAMES
from analytics.scope import Scope
from data.queries.common import in_scope, read, resolve
from data.schema import organisation
from data.schema_derived import project_fact

# What a list may be sorted by; the largest first where a reader looks for the largest.
LARGEST_FIRST = ("budget_current", "completed_total", "slip_days", "organisations", "physical_percent")
SORTS = ("code", "name_en", "name_zh", "completion_forecast", *LARGEST_FIRST)


def projects(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `projects` frame, by code."""
    return read(connection, _statement(scope).order_by(project_fact.c.code), FRAMES["projects"])


def matching(connection: Connection, scope: Scope, search: str) -> int:
    """How many projects of the scope a search finds."""
    found = select(func.count()).select_from(project_fact)
    return connection.scalar(found.where(*in_scope(resolve(connection, scope)), *_found(search))) or 0


def page(
    connection: Connection, scope: Scope, search: str, sort: str, first: int = 0, size: int | None = None
) -> pd.DataFrame:
    """`size` rows of the `projects` frame from number `first` on, or all: searched, sorted by one of SORTS."""
    key = project_fact.c[sort if sort in SORTS else "code"]
    order = key.desc() if sort in LARGEST_FIRST else key
    statement = _statement(resolve(connection, scope)).where(*_found(search))
    statement = statement.order_by(order.nulls_last(), project_fact.c.code).offset(first).limit(size)
    return read(connection, statement, FRAMES["projects"])


def _statement(scope: Scope) -> Select:
    body = organisation.alias("responsible")
    extra = {"responsible_en": body.c.name_en, "responsible_zh": body.c.name_zh}
    names = FRAMES["projects"].columns
    columns = [extra[name].label(name) if name in extra else project_fact.c[name] for name in names]
    table = project_fact.outerjoin(body, body.c.id == project_fact.c.responsible_id)
    return select(*columns).select_from(table).where(*in_scope(scope))


def _found(search: str) -> list[ColumnElement[bool]]:
    """Every word of the search stands somewhere in the code or in a name, upper or lower case."""
    texts = (project_fact.c.code, project_fact.c.name_en, project_fact.c.name_zh)
    return [
        or_(*(text.icontains(word, autoescape=True) for text in texts)) for word in search.replace("\0", " ").split()
    ]
