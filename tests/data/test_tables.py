"""Every named table, whatever it is about: of an empty database, of a filled one, and alike on both engines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.engine import URL

from analytics.errors import NotFound
from analytics.frames import FRAMES
from analytics.scope import Scope
from data import database, editions, schema, tables
from data.sample import city
from tests import postgres
from tests.tables import rows

PROJECTS, DATES = 80, 6


@pytest.fixture(scope="module")
def sqlite_city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = database.prepare(f"sqlite:///{tmp_path_factory.mktemp('tables') / 'city.db'}")
    editions.write(engine, city(PROJECTS, 5, DATES), kind="sample")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def postgresql_city(postgresql_server: URL) -> Iterator[Engine]:
    with postgres.database(postgresql_server, f"zonglan_tables_{os.getpid()}") as url:
        engine = database.prepare(url)
        editions.write(engine, city(PROJECTS, 5, DATES), kind="sample")
        yield engine
        engine.dispose()


@pytest.fixture(scope="module")
def narrow(sqlite_city: Engine) -> Scope:
    """A scope with every filter set, that leaves something."""
    with database.reading(sqlite_city) as connection:
        known = tables.make(connection, "projects", Scope())
        one = known[known["sector"].notna() & known["district"].notna() & (known["tier"] != "unknown")].iloc[0]
        bodies = select(schema.participation.c.organisation_id).join(schema.project)
        body = connection.scalars(bodies.where(schema.project.c.code == one["code"])).first()
        assert body is not None
    return Scope(
        sectors=(one["sector"],), districts=(one["district"],), tiers=(one["tier"],), organisations=(body,),
        project=one["code"],
    )  # fmt: skip


def made(engine: Engine, name: str, scope: Scope = Scope()) -> pd.DataFrame:  # noqa: B008
    with database.reading(engine) as connection:
        return tables.make(connection, name, scope)


def test_every_table_has_a_declared_frame() -> None:
    assert set(tables.TABLES) <= set(FRAMES)


def test_a_name_that_is_no_table_is_refused_with_the_names_that_are(sqlite_engine: Engine) -> None:
    with pytest.raises(NotFound, match=r"no table “budgets”.*projects"):
        made(sqlite_engine, "budgets")


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_of_an_empty_database_has_its_columns(sqlite_engine: Engine, name: str) -> None:
    assert tuple(made(sqlite_engine, name).columns) == FRAMES[name].columns


@pytest.mark.parametrize("name", tables.TABLES)
def test_a_table_answers_with_every_filter_set(sqlite_city: Engine, narrow: Scope, name: str) -> None:
    assert tuple(made(sqlite_city, name, narrow).columns) == FRAMES[name].columns


@pytest.mark.postgresql
@pytest.mark.parametrize("name", tables.TABLES)
def test_both_engines_give_the_same_table(
    sqlite_city: Engine, postgresql_city: Engine, narrow: Scope, name: str
) -> None:
    for scope in (Scope(), narrow):
        assert plain(made(sqlite_city, name, scope)) == plain(made(postgresql_city, name, scope))


def plain(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows in order; moments are when the edition was written, and floats may differ in the last digit."""
    told = table.drop(columns=[name for name in ("created_at",) if name in table])
    return [tuple(round(cell, 9) if isinstance(cell, float) else cell for cell in row) for row in rows(told)]
