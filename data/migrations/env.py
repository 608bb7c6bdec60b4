"""Alembic's entry: runs the migrations on the connection that `data.migrate` holds.

From the command line (`alembic revision --autogenerate --rev-id 0002 -m "..."`, `alembic check`) there
is no such connection, and the configured database of the real projects is opened instead.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from data import database, schema_derived


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=schema_derived.metadata,
        compare_type=True,
        render_as_batch=True,  # SQLite alters a table by writing it anew
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    with database.writing(database.engine(database.url())) as opened:
        _migrate(opened)
