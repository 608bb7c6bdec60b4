"""Import per row written, derived tables included, against the bare executemany or COPY of the same rows.

A table of N projects at D reporting dates is written to a CSV file and imported, first with parsing
and validation, which `editions` times apart. Then every row that the import left in the database,
whatever the table, goes into a second database with the same tables, keys and indexes by the
driver's fastest call and nothing else: the bare time. The ratio is of seconds per row.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import Connection, Engine, Table
from sqlalchemy.engine import URL

from data import database, editions, importers, schema_derived
from tests import postgres

CHUNK = 50_000
FIELDS = {
    "code": "code", "as_of": "as_of", "name": "name:en", "sector": "sector", "district": "district",
    "responsible": "role:responsible", "builder": "role:contractor", "budget": "budget:current",
    "completed": "completed_total", "physical": "physical_percent", "baseline": "completion:baseline",
    "forecast": "completion:forecast",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    engine: str
    lines: int
    parse_seconds: float
    write_seconds: float
    rows: int
    bare_seconds: float

    @property
    def ratio(self) -> float:
        """Writing against the bare insert of the same rows."""
        return self.write_seconds / self.bare_seconds


def draw(folder: Path, projects: int, dates: int) -> tuple[Path, Path]:
    """The CSV file and its mapping. Forecasts slip, budgets move now and then, names repeat: as reports do."""
    random = np.random.default_rng(1)
    reports = [date(2023, 3, 31) + timedelta(days=91 * i) for i in range(dates)]
    budget = random.lognormal(17, 1.5, projects).round(2)
    baseline = [date(2024, 1, 1) + timedelta(days=int(days)) for days in random.integers(0, 1500, projects)]
    agency = random.integers(0, 60, (projects, 2))
    table = folder / "benchmark.csv"
    with table.open("w", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(FIELDS)
        slip = np.zeros(projects, dtype=int)
        for number, as_of in enumerate(reports):
            slip += random.integers(0, 3, projects) * 30 * (random.random(projects) < 0.2)
            budget = budget * np.where(random.random(projects) < 0.1, 1.05, 1.0)
            share = (number + 1) / (dates + 1)
            for i in range(projects):
                lines.writerow((
                    f"P{i:06}", as_of, f"Project {i}", f"sector-{i % 12}", f"district-{i % 17}",
                    f"Bureau {agency[i, 0]}", f"Company {agency[i, 1]}", f"{budget[i]:.2f}",
                    f"{budget[i] * share:.2f}", f"{share * 100:.1f}", baseline[i],
                    baseline[i] + timedelta(days=int(slip[i])),
                ))  # fmt: skip
    mapping = folder / "benchmark.toml"
    units = {"budget": "1", "completed": "1", "physical": "%"}
    columns = [
        f'[[column]]\nheader = "{header}"\nfield = "{field}"\nunit = "{units.get(header, "")}"\n'
        for header, field in FIELDS.items()
    ]
    mapping.write_text("\n".join(['title = "Benchmark"', 'currency = "CNY"', *columns]))
    return table, mapping


def measure(projects: int, dates: int, server: URL | None) -> Iterator[Measured]:
    """On SQLite, and on PostgreSQL where there is one."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        table, mapping = draw(folder, projects, dates)
        for backend in ("sqlite", "postgresql"):
            with ExitStack() as stack:
                if backend == "sqlite":
                    urls = [database.address(f"sqlite:///{folder / name}.db") for name in ("imported", "bare")]
                elif server is None:
                    continue
                else:
                    names = ("bench_imported", "bench_bare")
                    urls = [stack.enter_context(postgres.database(server, name)) for name in names]
                imported, bare = (database.prepare(url) for url in urls)
                result = editions.write(imported, importers.load([table], str(mapping), None))
                rows, seconds = _bare(imported, bare)
                imported.dispose()
                bare.dispose()
                yield Measured(
                    backend, result.rows_read, result.parse_seconds, result.write_seconds, rows, seconds
                )  # fmt: skip


def _bare(source: Engine, target: Engine) -> tuple[int, float]:
    """Copy every row by the driver's own call, timing the call alone; rows and seconds."""
    rows, seconds = 0, 0.0
    with source.connect() as reading, database.writing(target) as writing:
        for table in schema_derived.metadata.sorted_tables:
            for chunk in _chunks(reading, table):
                began = time.perf_counter()
                _insert(writing, table, chunk)
                seconds += time.perf_counter() - began
                rows += len(chunk)
        began = time.perf_counter()
        writing.commit()
        seconds += time.perf_counter() - began
    return rows, seconds


def _chunks(connection: Connection, table: Table) -> Iterator[list[tuple[object, ...]]]:
    driver = connection.connection.driver_connection
    assert driver is not None
    # A named cursor of PostgreSQL hands rows over piece by piece; SQLite's always does.
    cursor = driver.cursor("bare") if connection.dialect.name == "postgresql" else driver.cursor()
    cursor.execute(f'SELECT * FROM "{table.name}"')
    while chunk := cursor.fetchmany(CHUNK):
        yield chunk
    cursor.close()


def _insert(connection: Connection, table: Table, rows: list[tuple[object, ...]]) -> None:
    cursor = connection.connection.cursor()
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if connection.dialect.name == "postgresql":
        with cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
    else:
        marks = ", ".join("?" * len(table.columns))
        cursor.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
    cursor.close()
