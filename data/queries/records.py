"""What came in and when: the editions, and the problems of their rows."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, func, select

from analytics.frames import FRAMES
from analytics.scope import Scope
from data.queries.common import read
from data.schema import edition, problem, source_file


def editions(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `editions` frame, newest first. An edition brings rows of any date and project: no scope narrows it."""
    files = (
        select(source_file.c.edition_id, func.aggregate_strings(source_file.c.name, "; ").label("files"))
        .group_by(source_file.c.edition_id)
        .subquery()
    )
    words = {
        "edition": edition.c.id,
        "edition_kind": edition.c.kind,
        "edition_status": edition.c.status,
        "as_of_given": edition.c.as_of,
        "files": files.c.files,
    }
    frame = FRAMES["editions"]
    statement = (
        select(*(words[name].label(name) if name in words else edition.c[name] for name in frame.columns))
        .select_from(edition.outerjoin(files, files.c.edition_id == edition.c.id))
        .order_by(edition.c.id.desc())
    )
    return read(connection, statement, frame)


def problems(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `problems` frame: newest edition first, then in the order of the files."""
    frame = FRAMES["problems"]
    columns = [problem.c.edition_id if name == "edition" else problem.c[name] for name in frame.columns]
    return read(connection, select(*columns).order_by(problem.c.edition_id.desc(), problem.c.id), frame)
