"""What all page tests share: a store that is ready, an invented city to look at, and one to change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.components.v2 import manifest_scanner

from data import database, editions
from pages.components import jobs


@pytest.fixture(scope="session", autouse=True)
def _scanned_once() -> Iterator[None]:
    """Every AppTest looks through all installed packages for components, and finds the same: once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def _ready(_own_store: None, sqlite_template: Path) -> None:
    """No project is in the test's own store yet; to make its database takes longer than to draw many a page."""
    shutil.copy(sqlite_template, database.store() / "portfolio.db")


@pytest.fixture(autouse=True)
def _fresh_caches(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test reads what another one has cached, but of the city that nobody changes."""
    yield
    if "_city_store" not in request.fixturenames:
        st.cache_resource.clear()


@pytest.fixture
def _waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page waits for what is made in the background, however slow the machine."""
    monkeypatch.setattr(jobs, "SOON", 300.0)


@pytest.fixture(scope="session")
def _city_store(city_file: Path, sqlite_template: Path) -> Path:
    """The store with the invented city and no real project."""
    shutil.copy(sqlite_template, city_file.with_name("portfolio.db"))
    return city_file.parent


@pytest.fixture
def _city(_ready: None, _city_store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pages show a city of 300 projects, from the caches where another test has seen the same; only to look at."""
    monkeypatch.setenv("PORTFOLIO_STORE", str(_city_store))
    before = _versions()
    yield
    assert _versions() == before, "a test that changes the city takes `own_city`"


def _versions() -> list[str]:
    found = []
    for which in (database.PORTFOLIO, database.CITY):
        engine = database.engine(database.url(which))
        with database.reading(engine) as connection:
            found.append(editions.version(connection))
        engine.dispose()
    return found


@pytest.fixture
def own_city(city_file: Path, _ready: None) -> Iterator[Engine]:
    """The same city in the test's own store, not yet in any cache: to be changed."""
    shutil.copy(city_file, database.store() / "city.db")
    engine = database.engine(database.url(database.CITY))
    yield engine
    engine.dispose()
