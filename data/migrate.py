"""Bringing a database to the schema of this code: create what is missing, upgrade what is older.

Every change of `data/schema.py` or `data/schema_derived.py` comes with one numbered file in
`data/migrations/versions`; to write it:

    alembic revision --autogenerate --rev-id 0002 -m "what changes"
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, event, inspect, text
from sqlalchemy.exc import DatabaseError

from analytics.errors import PortfolioError
from analytics.language import N_
from data import database

MIGRATIONS = Path(__file__).parent / "migrations"
EMPTY = "base"  # Alembic's name for a database without any revision


def revisions() -> list[str]:
    """The revisions that this code knows, oldest first: the numbers that the files begin with."""
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def revision(connection: Connection) -> str:
    """The revision of a database."""
    if not inspect(connection).has_table("alembic_version"):
        return EMPTY
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or EMPTY


def prepare(engine: Engine) -> None:
    """Make the database ready: created where there is none, upgraded where it is older.

    An older SQLite database is first copied to `NAME.before-REVISION.db` beside it. A database
    that a newer Zonglan has written is refused. Where nothing is to be done this costs two small
    queries, and Alembic is not even imported.
    """
    if file := _file(engine):
        file.parent.mkdir(parents=True, exist_ok=True)
    head = revisions()[-1]
    try:
        with database.reading(engine) as connection:
            found = revision(connection)
    except DatabaseError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        where = engine.url.render_as_string()  # the password is masked
        raise PortfolioError(N_("The database {url} cannot be opened: {reason}"), url=where, reason=reason) from error
    if found != head:
        move(engine, head)


def move(engine: Engine, target: str) -> None:
    """Upgrade or downgrade to a revision, whole or not at all. Two processes at once: one does it, one waits."""
    known = [EMPTY, *revisions()]
    with _without_foreign_keys(engine) as own, database.writing(own) as connection:
        found = revision(connection)
        if found not in known:
            raise PortfolioError(
                N_("This database is newer than this program: it has revision {found}, {known} is the latest known. "
                   "Update the program, or open a copy made before the upgrade."),
                found=found, known=known[-1],
            )  # fmt: skip
        if found == target:  # another process was quicker
            return
        file = _file(engine)
        if file and found != EMPTY:
            _copy(file, file.with_name(f"{file.stem}.before-{target}{file.suffix}"))
        _run(connection, target, up=known.index(target) > known.index(found))
        if target == known[-1] and found != EMPTY:
            _derive(connection)


def _derive(connection: Connection) -> None:
    """Derived tables may have new columns, and an upgrade may have emptied them."""
    from data import derive  # which a database that is up to date does not need

    derive.rebuild(connection)


def _run(connection: Connection, target: str, up: bool) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    (command.upgrade if up else command.downgrade)(config, target)


def _file(engine: Engine) -> Path | None:
    name = engine.url.database
    is_file = engine.dialect.name == "sqlite" and name and name != ":memory:"
    return Path(name) if is_file and name else None


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Engine]:
    """SQLite alters a table by dropping and refilling it, which foreign keys would take for deletions."""
    if not _file(engine):
        yield engine
        return
    own = database.engine(engine.url)
    event.listen(own, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=OFF"))
    try:
        yield own
    finally:
        own.dispose()


def _copy(source: Path, target: Path) -> None:
    """SQLite's own backup: whole even while others read, and what stands in the -wal file is in it."""
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    try:
        old.backup(new)
    finally:
        old.close()
        new.close()
