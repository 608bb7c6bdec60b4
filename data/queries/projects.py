"""Projects: one row each, as of the scope's date."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, select

from analytics.frames import FRAMES
from analytics.scope import Scope
from data.queries.common import in_scope, read
from data.schema import organisation
from data.schema_derived import project_fact


def projects(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `projects` frame, by code."""
    body = organisation.alias("responsible")
    extra = {"responsible_en": body.c.name_en, "responsible_zh": body.c.name_zh}
    frame = FRAMES["projects"]
    columns = [extra[name].label(name) if name in extra else project_fact.c[name] for name in frame.columns]
    statement = (
        select(*columns)
        .select_from(project_fact.outerjoin(body, body.c.id == project_fact.c.responsible_id))
        .where(*in_scope(scope))
        .order_by(project_fact.c.code)
    )
    return read(connection, statement, frame)
