"""The invented city of the embedded database: made where there is none, and anew where another version made it."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlalchemy import Connection, Engine, select

from data import database, editions, schema
from data.sample import VERSION, city

Tell = Callable[[str], None]


def settle(engine: Engine, projects: int, seed: int, tell: Tell) -> None:
    """Have a city of this version in the database, which holds an invented city or nothing.

    A city that another version of the generator made lacks what this program shows: it is taken back
    and invented anew with its own size, seed and dates. A database with real projects stays as it is.
    """
    with database.reading(engine) as connection:
        number, kind, described = _newest(connection)
    if number and (kind != "sample" or described.get("version") == VERSION):
        return
    wanted = {"projects": projects, "seed": seed} | {
        word: described[word] for word in ("projects", "seed", "dates") if word in described
    }
    tell("Inventing a city of projects; this takes a few seconds, once.")
    parsed = city(**wanted)
    if number:
        editions.take_back(engine)
    editions.write(engine, parsed, kind="sample")


def _newest(connection: Connection) -> tuple[int, str, dict[str, int]]:
    """Number, kind and description of the newest complete edition; 0 in an empty database."""
    edition, file = schema.edition.c, schema.source_file.c
    number = editions.current(connection)
    found = select(edition.kind, file.described).join(schema.source_file, file.edition_id == edition.id)
    row = connection.execute(found.where(edition.id == number).limit(1)).first()
    return (number, row.kind, json.loads(row.described or "{}")) if row else (number, "", {})
