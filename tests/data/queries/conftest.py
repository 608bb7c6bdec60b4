"""An invented city that no test changes, for all tests of queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from data import database


@pytest.fixture(scope="session")
def reading(city_file: Path) -> Iterator[Connection]:
    """A connection to a city of 300 projects."""
    engine = database.engine(f"sqlite:///{city_file}")
    with database.reading(engine) as connection:
        yield connection
    engine.dispose()
