"""An import makes an edition whole or leaves nothing; the newest can be taken back.

One transaction holds everything: the rows, their sources, flags and problems, and the derived
tables. A reader sees the edition before it until it is complete; a process that is killed leaves
the database as it was.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, func, insert, select, text, union, update

from analytics.errors import NotFound, PortfolioError
from analytics.language import N_
from data import derive, schema
from data.database import BUSY_SECONDS, writing
from data.importers.batch import FACTS, Batch, Flag, Parsed, Problem
from data.writer import Writer

Tick = Callable[[str, int], None]  # (what is being done, how much of it is done)


@dataclass(slots=True)
class Result:
    """What an import did, or in a dry run would do. `edition` is None where nothing was written."""

    edition: int | None = None
    unchanged: bool = False  # the same files with the same mapping are an edition already
    rows_read: int = 0
    rows_used: int = 0
    projects: int = 0
    new_projects: int = 0
    rows_written: int = 0  # derived rows included
    problems: list[Problem] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    not_stored: list[str] = field(default_factory=list)
    parse_seconds: float = 0.0
    write_seconds: float = 0.0


def _quiet(_what: str, _done: int) -> None:
    return None


def write(
    engine: Engine,
    parsed: Parsed,
    *,
    kind: str = "import",
    note: str | None = None,
    tick: Tick = _quiet,
    wait_seconds: float = BUSY_SECONDS,
) -> Result:
    """Write all batches as one edition. Files that are an edition already change nothing, and so does
    a set of files of which no row can be used: its problems are in the result."""
    result = Result(not_stored=parsed.not_stored)
    content = _content_hash(parsed)
    with writing(engine, wait_seconds) as connection:
        began = time.perf_counter()
        known = _edition_with(connection, content)
        if known is not None:
            result.edition, result.unchanged = known, True
            return result
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        _keep_apart(connection, kind)
        number = (connection.scalar(select(func.max(schema.edition.c.id))) or 0) + 1
        files = _open_edition(connection, number, parsed, kind, note, content)
        writer = Writer(connection, number, files)
        for batch in _timed(parsed.batches, result):
            _count(result, batch)
            writer.write(batch)
            tick("rows", result.rows_used)
        if not result.rows_used:
            connection.rollback()
            return result
        others = (writer.touched | derive.recount(connection)) - writer.new_projects
        for projects, fresh in ((writer.new_projects, True), (others, False)):
            writer.written += derive.refresh(connection, projects, lambda done: tick("projects", done), fresh=fresh)
        connection.execute(
            update(schema.edition)
            .where(schema.edition.c.id == number)
            .values(
                rows_read=result.rows_read,
                rows_used=result.rows_used,
                problems=len(result.problems),
                flags=writer.flags,
            )
        )
        result.edition, result.rows_written = number, writer.written
        result.projects, result.new_projects = len(writer.touched), len(writer.new_projects)
        result.write_seconds = time.perf_counter() - began - result.parse_seconds
    return result


def check(engine: Engine, parsed: Parsed, tick: Tick = _quiet) -> Result:
    """The same without writing: what would come in, every problem and every flag."""
    result = Result(not_stored=parsed.not_stored)
    codes: set[str] = set()
    for batch in _timed(parsed.batches, result):
        _count(result, batch)
        codes.update(code for frame in batch.facts.values() if len(frame) for code in frame["project"].unique())
        tick("rows", result.rows_used)
    with engine.connect() as connection:
        known = _edition_with(connection, _content_hash(parsed))
        result.unchanged, result.edition = known is not None, known
        writer = Writer(connection, 0, [])
        writer.look_up(schema.project, "code", codes, writer.project_ids)
    result.projects, result.new_projects = len(codes), len(codes) - len(writer.project_ids)
    return result


def take_back(engine: Engine, *, wait_seconds: float = BUSY_SECONDS) -> int:
    """Withdraw the newest edition: the database is as before it, and the list still names it and its files.

    Returns its number; NotFound where there is none to take back.
    """
    with writing(engine, wait_seconds) as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        edition = schema.edition.c
        number = connection.scalar(select(func.max(edition.id)).where(edition.status == "complete"))
        if number is None:
            raise NotFound(N_("There is no edition to take back."))
        facts = [schema.metadata.tables[name] for name in FACTS]
        named = union(*(select(table.c.project_id).where(table.c.edition_id == number) for table in facts))
        touched = list(connection.scalars(named))
        for table in reversed(schema.metadata.sorted_tables):
            if "edition_id" in table.c and table is not schema.source_file:
                connection.execute(delete(table).where(table.c.edition_id == number))
        derive.refresh(connection, derive.recount(connection).union(touched))
        connection.execute(
            update(schema.edition)
            .where(edition.id == number)
            .values(status="withdrawn", withdrawn_at=datetime.now(UTC).replace(tzinfo=None))
        )
    return number


def decide(engine: Engine, flag_id: int, *, accepted: bool, wait_seconds: float = BUSY_SECONDS) -> None:
    """Accept a flagged value, so that it counts as known, or reject it; either can be changed again."""
    with writing(engine, wait_seconds) as connection:
        project = connection.scalar(select(schema.flag.c.project_id).where(schema.flag.c.id == flag_id))
        if project is None:
            raise NotFound(N_("There is no flag {number}."), number=flag_id)
        connection.execute(
            update(schema.flag)
            .where(schema.flag.c.id == flag_id)
            .values(state="accepted" if accepted else "rejected", decided_at=datetime.now(UTC).replace(tzinfo=None))
        )
        derive.refresh(connection, [project])


def version(connection: Connection) -> str:
    """A text that changes with whatever changes the figures: the key of every cache."""
    edition, flag = schema.edition.c, schema.flag.c
    parts = [
        select(func.max(edition.id)),
        select(func.max(edition.withdrawn_at)),
        select(func.max(flag.decided_at)).where(flag.state.in_(("accepted", "rejected"))),
    ]
    decided = (schema.rule, schema.light_rule, schema.tier_override, schema.reform_event, schema.organisation_merge)
    for table in decided:  # what persons enter and withdraw
        parts += [select(func.max(table.c.id)), select(func.max(table.c.withdrawn_at))]
    row = connection.execute(select(*(part.scalar_subquery() for part in parts))).one()
    return "/".join("" if part is None else str(part) for part in row)


def current(connection: Connection) -> int:
    """The number of the newest complete edition, 0 in an empty database."""
    edition = schema.edition.c
    return connection.scalar(select(func.max(edition.id)).where(edition.status == "complete")) or 0


def _timed(batches: Iterable[Batch], result: Result) -> Iterator[Batch]:
    """The batches, with the time that reading and checking them takes put on the result."""
    iterator = iter(batches)
    while True:
        began = time.perf_counter()
        batch = next(iterator, None)
        result.parse_seconds += time.perf_counter() - began
        if batch is None:
            return
        yield batch


def _count(result: Result, batch: Batch) -> None:
    result.rows_read += batch.rows_read
    result.rows_used += batch.rows_used
    result.problems.extend(batch.problems)
    result.flags.extend(batch.flags)


def _content_hash(parsed: Parsed) -> str:
    told = [sorted(file.sha256 for file in parsed.files), parsed.mapping, parsed.fingerprint, str(parsed.as_of)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _edition_with(connection: Connection, content: str) -> int | None:
    edition = schema.edition.c
    same = select(edition.id).where(edition.content_hash == content, edition.status == "complete")
    return connection.scalar(same)


def _keep_apart(connection: Connection, kind: str) -> None:
    """Real projects and the invented city never share a database, nor do two cities."""
    edition = schema.edition.c
    kinds = set(connection.scalars(select(edition.kind).where(edition.status == "complete").distinct()))
    if kind == "sample" and kinds:
        raise PortfolioError(
            N_("An invented city needs an empty database, and this one holds projects. Name another one.")
        )
    if kind != "sample" and "sample" in kinds:
        raise PortfolioError(
            N_("This database holds the invented city. Real projects go into a database of their own.")
        )


def _open_edition(
    connection: Connection, number: int, parsed: Parsed, kind: str, note: str | None, content: str
) -> list[int]:
    """The edition's own row and its files; returns the ids of the files."""
    connection.execute(
        insert(schema.edition).values(
            id=number,
            created_at=datetime.now(UTC).replace(tzinfo=None),
            kind=kind,
            status="complete",
            mapping=parsed.mapping,
            content_hash=content,
            as_of=parsed.as_of,
            note=note,
            rows_read=0,
            rows_used=0,
            problems=0,
            flags=0,
        )
    )
    first = (connection.scalar(select(func.max(schema.source_file.c.id))) or 0) + 1
    ids = list(range(first, first + len(parsed.files)))
    for identity, file in zip(ids, parsed.files, strict=True):
        connection.execute(
            insert(schema.source_file).values(
                id=identity,
                edition_id=number,
                name=file.name,
                sha256=file.sha256,
                size=file.size,
                described=json.dumps(file.described, ensure_ascii=False, default=str),
            )
        )
    return ids
