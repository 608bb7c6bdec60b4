"""What all tests share: a fresh migrated database on each engine, and skips that are counted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine
from sqlalchemy.engine import URL

from data import database, editions, migrate
from data.sample import city
from tests import postgres

NEEDS = ("browser", "postgresql", "real_data")
_numbers = count(1)
# Beside other tests an example may take any time.
settings.register_profile("unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _own_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the databases of the person who runs it."""
    monkeypatch.setenv("PORTFOLIO_STORE", str(tmp_path_factory.mktemp("store")))
    monkeypatch.delenv("PORTFOLIO_DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[URL]:
    """A running PostgreSQL; skips where none can be had."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(postgres.server())
        except postgres.Unavailable as reason:
            pytest.skip(str(reason))
        yield url


@pytest.fixture(scope="session")
def _postgresql_template(postgresql_server: URL) -> Iterator[str]:
    name = f"zonglan_template_{os.getpid()}"
    with postgres.database(postgresql_server, name) as url:
        engine = database.engine(url)
        migrate.prepare(engine)
        engine.dispose()  # a database is copied only while nobody is connected to it
        yield name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "portfolio.db"
    engine = database.engine(f"sqlite:///{file}")
    migrate.prepare(engine)
    engine.dispose()  # the last connection takes the -wal file into the database
    return file


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(params=BOTH)
def backend(request: pytest.FixtureRequest) -> str:
    """Each engine in turn: sqlite, postgresql."""
    return request.param


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """The URL of a database without any table, on each engine."""
    if backend == "sqlite":
        yield database.address(f"sqlite:///{tmp_path / 'empty.db'}")
        return
    server = request.getfixturevalue("postgresql_server")
    with postgres.database(server, f"zonglan_empty_{os.getpid()}_{next(_numbers)}") as url:
        yield url


@pytest.fixture
def sqlite_engine(tmp_path: Path, sqlite_template: Path) -> Iterator[Engine]:
    """A fresh migrated SQLite database, for tests in which the engine makes no difference."""
    file = shutil.copy(sqlite_template, tmp_path / "portfolio.db")
    engine = database.engine(f"sqlite:///{file}")
    yield engine
    engine.dispose()


@pytest.fixture
def engine(backend: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A fresh migrated database, on each engine."""
    if backend == "sqlite":
        yield request.getfixturevalue("sqlite_engine")
        return
    server = request.getfixturevalue("postgresql_server")
    template = request.getfixturevalue("_postgresql_template")
    with postgres.database(server, f"zonglan_{os.getpid()}_{next(_numbers)}", template) as url:
        engine = database.engine(url)
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of an invented city of 300 projects, in a folder of its own. No test changes it."""
    file = tmp_path_factory.mktemp("city") / "city.db"
    engine = database.prepare(f"sqlite:///{file}")
    editions.write(engine, city(300, 5), kind="sample")
    engine.dispose()
    return file


STRICT = "Skipped where nothing may be skipped"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under ZONGLAN_NO_SKIPS a test that needs a browser, PostgreSQL or the real files fails rather than skips."""
    report = yield
    marked = [name for name in NEEDS if item.get_closest_marker(name)]
    if os.environ.get("ZONGLAN_NO_SKIPS") and marked and report.skipped:
        reason = call.excinfo.value if call.excinfo else "skipped"
        report.outcome = "failed"
        report.longrepr = f"{STRICT} ({', '.join(marked)}): {reason}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that is skipped whole."""
    report = yield
    if os.environ.get("ZONGLAN_NO_SKIPS") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{STRICT}: {collector.nodeid}"
    return report
