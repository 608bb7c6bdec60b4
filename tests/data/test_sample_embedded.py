"""The embedded city is invented where it is missing and replaced where another version made it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Engine, select, update

from data import editions, schema
from data.sample import VERSION, city, embedded
from tests.editions import write


def told(engine: Engine) -> list[str]:
    """What the program says while it has the city ready."""
    said: list[str] = []
    embedded.settle(engine, 47, 1, said.append)
    return said


def described(engine: Engine) -> list[tuple[int, str, dict[str, int]]]:
    """Number, status and description of every edition."""
    edition, file = schema.edition.c, schema.source_file.c
    query = select(edition.id, edition.status, file.described).join(schema.source_file, file.edition_id == edition.id)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(edition.id)).all()
    return [(row.id, row.status, json.loads(row.described)) for row in rows]


def codes(engine: Engine) -> int:
    with engine.connect() as connection:
        return len(connection.execute(select(schema.project.c.code)).all())


def test_an_empty_database_gets_a_city_of_this_version_once(engine: Engine) -> None:
    assert told(engine)
    assert described(engine) == [(1, "complete", {"projects": 47, "seed": 1, "dates": 12, "version": VERSION})]
    assert not told(engine)
    assert len(described(engine)) == 1


@pytest.mark.parametrize("older", [{}, {"version": VERSION - 1}, {"version": VERSION + 1}])
def test_a_city_of_another_version_is_replaced_by_one_of_its_own_size_and_seed(
    engine: Engine, older: dict[str, int]
) -> None:
    own = {"projects": 50, "seed": 3, "dates": 4}
    editions.write(engine, city(**own), kind="sample")
    with engine.begin() as connection:
        # As the release before wrote it: its description had no version, its edition another hash.
        connection.execute(update(schema.source_file).values(described=json.dumps(own | older)))
        connection.execute(update(schema.edition).values(content_hash="older"))
    assert told(engine)
    assert [(number, status) for number, status, _ in described(engine)] == [(1, "withdrawn"), (2, "complete")]
    assert described(engine)[-1][2] == own | {"version": VERSION}
    assert codes(engine) == 50
    assert not told(engine)


def test_real_projects_are_never_replaced_by_a_city(engine: Engine) -> None:
    write(engine, project_record="project | as_of | name_en\nP1 | 2025-03-31 | A road")
    assert not told(engine)
    assert codes(engine) == 1
    with engine.connect() as connection:
        assert editions.current(connection) == 1
