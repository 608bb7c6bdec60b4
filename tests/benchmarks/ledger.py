"""Each level of the ledger against bare SQL that scans the payments for the same answer.

A synthetic portfolio goes straight into the database: projects of 12 sectors in 17 districts, agencies of a
district that pay for its projects, sources, payees, three contracts a project, payments spread over the reporting
dates; a few are in doubt. What is derived from them is derived as an import would. The bare query knows
no scope, no names and no second sum to check itself by.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Engine, Table, insert, select, text
from sqlalchemy.engine import URL

from analytics.scope import Scope
from data import bulk, database, derive, schema
from data.queries import ledger
from data.queries.ledger_sums import PAYMENT, Trail
from tests import postgres
from tests.plans import plans, scans

PER_PROJECT = 100  # payments
PAYERS, PAYEES, SOURCES, SECTORS, DISTRICTS, CONTRACTS, DATES = 80, 3_000, 6, 12, 17, 3, 12
ONE_IN = 10_000  # payments are in doubt
CHUNK = 500_000
RUNS = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """A database that is ready to be asked."""

    engine: str
    projects: int
    payments: int
    ways: int  # rows of project_payment
    fill_seconds: float
    derive_seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    level: str
    first: float
    warm: float
    scan: float
    reads_all: bool  # whether the plan of the level scans the payments

    @property
    def ratio(self) -> float:
        """The bare scan against the warm level."""
        return self.scan / self.warm


def measure(payments: int, server: URL | None) -> Iterator[Filled | Measured]:
    """On SQLite, and on PostgreSQL where there is one: what was filled, then each level."""
    with tempfile.TemporaryDirectory() as folder:
        for backend in ("sqlite", "postgresql"):
            with ExitStack() as stack:
                if backend == "sqlite":
                    url = database.address(f"sqlite:///{Path(folder) / 'ledger.db'}")
                elif server is None:
                    continue
                else:
                    url = stack.enter_context(postgres.database(server, "bench_ledger"))
                engine = database.prepare(url)
                stack.callback(engine.dispose)
                yield fill(engine, payments)
                engine.dispose()  # the first reader comes with nothing at hand
                yield from levels(engine)


def fill(engine: Engine, payments: int) -> Filled:
    """The portfolio, and what is derived from it."""
    projects = max(PAYERS, payments // PER_PROJECT)
    began = time.perf_counter()
    with database.writing(engine) as connection:
        _portfolio(connection, projects, payments)
    filled = time.perf_counter()
    with database.writing(engine) as connection:
        derive.rebuild(connection)
    derived = time.perf_counter()
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":  # as its own housekeeping does a minute later
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))
        ways = connection.execute(text("SELECT count(*) FROM project_payment")).scalar_one()
    return Filled(engine.dialect.name, projects, payments, ways, filled - began, derived - filled)


def levels(engine: Engine) -> Iterator[Measured]:
    """The usual way down, the way from a payee, and the two groupings that no rollup and no index help."""
    ways: list[tuple[str, Trail, str]] = []
    with database.reading(engine) as connection:
        trail: Trail = ()
        for by in ("source", "payer", "project", "contract"):
            ways.append(("all" if not trail else trail[-1][0], trail, by))
            largest = ledger.rows(connection, Scope(), "CNY", trail, by, 0, 1)
            trail = (*trail, (by, str(largest["group"].iloc[0])))
        ways.append(("contract", trail, PAYMENT))
        payee = (("payee", str(ledger.rows(connection, Scope(), "CNY", (), "payee", 0, 1)["group"].iloc[0])),)
        ways += [
            ("all", (), "payee"),
            ("payee", payee, "project"),
            ("all", (), "project"),
            ("source", trail[:1], "payee"),
        ]
    for name, along, by in ways:
        yield _one(engine, f"{name} by {by}", along, by)


def _one(engine: Engine, name: str, trail: Trail, by: str) -> Measured:
    engine.dispose()
    with database.reading(engine) as connection:

        def ask() -> object:
            return ledger.level(connection, Scope(), "CNY", trail, by)

        first = _seconds(ask)
        warm = median(_seconds(ask) for _ in range(RUNS))
        scan = _seconds(lambda: connection.execute(text(_bare(trail, by))).all())
        return Measured(name, first, warm, scan, bool(scans(plans(connection, ask), "payment")))


def _seconds(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


def _bare(trail: Trail, by: str) -> str:
    """The largest 25 groups out of the payments themselves."""
    columns = {"source": "source", "payer": "payer_id", "payee": "payee_id", "contract": "contract"}
    project = "project_id = (SELECT id FROM project WHERE code = '{}')"
    conditions = ["currency = 'CNY'", f"as_of <= '{_dates()[-1]}'"]
    conditions += [project.format(key) if d == "project" else f"{columns[d]} = '{key}'" for d, key in trail]
    where = " AND ".join(conditions)
    if by == PAYMENT:
        return f"SELECT * FROM payment WHERE {where} ORDER BY paid_on DESC LIMIT 25"
    key = columns.get(by, "project_id")
    sums = "count(*), sum(amount)"
    return f"SELECT {key}, {sums} FROM payment WHERE {where} GROUP BY {key} ORDER BY 3 DESC LIMIT 25"


def _dates() -> list[date]:
    return [date(2022, 9, 30) + timedelta(days=91 * number) for number in range(DATES)]


def _portfolio(connection: Connection, projects: int, payments: int) -> None:
    """Everything that is not derived."""
    random = np.random.default_rng(1)
    moment, dates = datetime.now(UTC).replace(tzinfo=None), np.array(_dates(), dtype="datetime64[s]")
    edition = {"id": 1, "created_at": moment, "kind": "sample", "status": "complete", "content_hash": "0" * 64}
    counts = dict.fromkeys(("rows_read", "rows_used", "problems", "flags"), 0)
    connection.execute(insert(schema.edition), [{**edition, **counts}])
    bodies = np.arange(1, PAYERS + PAYEES + 1)
    _write(connection, schema.organisation, id=bodies, key=_names("B", bodies), name_en=_names("Body ", bodies),
           kind="company", level="city", edition_id=1)  # fmt: skip
    ids = np.arange(1, projects + 1)
    district, sector = random.integers(0, DISTRICTS, projects), random.integers(0, SECTORS, projects)
    codes = _names("P", ids)
    _write(connection, schema.project, id=ids, code=codes, edition_id=1)
    _write(connection, schema.project_record, id=ids, project_id=ids, as_of=dates[0], edition_id=1, status="active",
           name_en=_names("Project ", ids), sector=_names("s", sector), district=_names("d", district))  # fmt: skip
    _write(connection, schema.budget_figure, id=ids, project_id=ids, as_of=dates[0], edition_id=1, kind="current",
           currency="CNY", amount=random.lognormal(21, 1.5, projects).astype("int64"))  # fmt: skip
    # An agency of its district pays for a project out of two sources, to the payee of each contract.
    payer = 1 + (district + DISTRICTS * random.integers(0, PAYERS // DISTRICTS, projects))
    source = random.integers(0, SOURCES, (projects, 2))
    payee = PAYERS + random.integers(1, PAYEES + 1, (projects, CONTRACTS))
    for start in range(0, payments, CHUNK):
        size = min(CHUNK, payments - start)
        row, number = np.sort(random.integers(0, projects, size)), random.integers(0, CONTRACTS, size)
        at = random.integers(0, DATES, size)
        _write(
            connection, schema.payment, id=np.arange(start + 1, start + size + 1), project_id=ids[row],
            as_of=dates[at], paid_on=dates[at] - random.integers(0, 90, size).astype("timedelta64[D]"),
            amount=random.integers(10_000, 1_000_000_000, size), currency="CNY",
            source=_names("source-", source[row, random.integers(0, 2, size)]), payer_id=payer[row],
            payee_id=payee[row, number], contract=codes[row] + "-" + number.astype(str).astype(object), edition_id=1,
        )  # fmt: skip
    table = schema.payment.c
    doubted = bulk.fetch(connection, select(table.id, table.project_id).where(table.id % ONE_IN == 0))
    if len(doubted):
        _write(connection, schema.flag, id=np.arange(1, len(doubted) + 1), edition_id=1, subject="payment",
               project_id=doubted["project_id"], subject_id=doubted["id"], field="amount", rule="far_date",
               found="2108-01-01", state="open")  # fmt: skip


def _names(before: str, numbers: np.ndarray) -> np.ndarray:
    return (before + numbers.astype(str).astype(object)).astype(object)


def _write(connection: Connection, table: Table, **columns: object) -> None:
    bulk.insert(connection, table, pd.DataFrame(columns))
