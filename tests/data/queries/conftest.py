"""An invented city that no test changes, for all tests of queries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from data import database, editions
from data.sample import city


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A connection to a city of 300 projects."""
    engine = database.prepare(f"sqlite:///{tmp_path_factory.mktemp('city') / 'city.db'}")
    editions.write(engine, city(300, 5), kind="sample")
    with database.reading(engine) as connection:
        yield connection
    engine.dispose()
