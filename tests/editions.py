"""A small real database out of drawn rows, by the same door that every import takes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import pandas as pd
from sqlalchemy import Engine

from analytics.scope import Scope
from data import database, editions, tables
from data.importers.batch import Batch, Flag, Parsed, Problem, SourceFile
from tests.tables import draw


def write(
    engine: Engine,
    *,
    organisations: str = "",
    flags: Sequence[Flag] = (),
    problems: Sequence[Problem] = (),
    labels: str = "",
    name: str = "report.csv",
    mapping: str | None = None,
    as_of: date | None = None,
    **facts: str,
) -> editions.Result:
    """Write one edition; each keyword is a table of `batch.FACTS`, drawn with |, in the words of a batch.

    Organisations that are not drawn themselves are taken from the participations, with their key as name.
    """
    frames = {table: draw(drawing) for table, drawing in facts.items()}
    bodies = draw(organisations) if organisations else _bodies(frames)
    used = sum(len(frame) for frame in frames.values())
    content = repr((sorted(facts.items()), organisations, flags, problems, name)).encode()
    batch = Batch(
        facts=frames,
        organisations=bodies,
        labels=draw(labels) if labels else None,
        flags=list(flags),
        problems=list(problems),
        rows_read=used + len(problems),
        rows_used=used,
    )
    files = [SourceFile(name, hashlib.sha256(content).hexdigest(), len(content))]
    return editions.write(engine, Parsed(files, [batch], mapping=mapping, as_of=as_of))


def _bodies(frames: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    if "participation" not in frames:
        return None
    keys = frames["participation"]["organisation"].drop_duplicates()
    return pd.DataFrame({"key": keys, "name_en": keys, "kind": "unknown", "level": "unknown"})


def table(engine: Engine, name: str, scope: Scope | None = None) -> pd.DataFrame:
    """A named table, as a page and the command line get it."""
    with database.reading(engine) as connection:
        return tables.make(connection, name, scope or Scope())
