"""From a URL to an engine; the embedded databases that appear by themselves.

`PORTFOLIO_DATABASE_URL` names the database of the real projects (default: SQLite in
`data/store/portfolio.db`). The invented city has a file of its own beside it, `city.db`, and is
never mixed with real projects. `PORTFOLIO_STORE` moves the folder of both.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError

from analytics.errors import Busy, PortfolioError
from analytics.language import N_

PORTFOLIO, CITY = "portfolio", "city"
BUSY_SECONDS = 30
_WRITE_LOCK = 7_216_553  # any number of our own: PostgreSQL's advisory lock for writers


def store() -> Path:
    """The folder of the embedded databases, their copies and the saved mappings."""
    folder = Path(os.environ.get("PORTFOLIO_STORE") or Path(__file__).parent / "store")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def url(which: str = PORTFOLIO) -> URL:
    """The URL of the real portfolio or of the invented city."""
    configured = os.environ.get("PORTFOLIO_DATABASE_URL") if which == PORTFOLIO else None
    return address(configured or f"sqlite:///{store() / f'{which}.db'}")


def address(given: str | URL) -> URL:
    """A URL as given by a user: a path to a SQLite file is accepted too."""
    try:
        made = make_url(given) if isinstance(given, URL) or "://" in given else make_url(f"sqlite:///{given}")
    except Exception as error:
        raise PortfolioError(N_("“{url}” is not a database address."), url=str(given)) from error
    if made.get_backend_name() not in ("sqlite", "postgresql"):
        raise PortfolioError(
            N_("{found} is not supported. Use sqlite:///FILE or postgresql://USER@HOST/NAME."),
            found=made.get_backend_name(),
        )
    return made


def engine(given: str | URL) -> Engine:
    """An engine with the pragmas that make SQLite a good neighbour: WAL, waiting, foreign keys."""
    where = address(given)
    if where.get_backend_name() == "postgresql":
        return create_engine(where, pool_pre_ping=True)
    made = create_engine(where, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(made, "connect")
    def _configure(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: Python's own begins too late for DDL and locks
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "mmap_size=1073741824",
                       "cache_size=-65536", "temp_store=MEMORY"):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("writing") else "BEGIN")

    return made


def prepare(given: str | URL) -> Engine:
    """An engine on a database that is ready: created where there is none, migrated where it is older."""
    from data import migrate  # which itself stands on this module

    made = engine(given)
    migrate.prepare(made)
    return made


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent view: a page sees one edition, whatever is being imported meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, wait_seconds: float = BUSY_SECONDS) -> Iterator[Connection]:
    """The one writer's transaction: whole at the end, or nothing. A second writer waits, then gets `Busy`."""
    with engine.connect() as connection:
        try:
            if engine.dialect.name == "postgresql":
                connection.execute(text(f"SET LOCAL lock_timeout = {int(wait_seconds * 1000)}"))
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITE_LOCK})"))
                connection.execute(text("SET LOCAL lock_timeout = 0"))
            else:
                driver = connection.connection.dbapi_connection
                assert driver is not None
                driver.execute(f"PRAGMA busy_timeout = {int(wait_seconds * 1000)}")
                connection.info["writing"] = True
                connection.begin()
        except OperationalError as error:
            raise Busy(
                N_("Another import is being written to this database. Try again when it has finished.")
            ) from error
        finally:
            connection.info.pop("writing", None)
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()
