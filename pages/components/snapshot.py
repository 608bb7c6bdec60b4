"""The only door from a page to the database, and the only cache.

Tables and figures are cached on database + version + name + scope and shared by all readers: never
change one. The version is the one that the page began with; if a new edition lands in the middle of
a run, the run starts again, so that no page mixes two editions.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import date
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

import pandas as pd
import streamlit as st

from analytics.figures.drawn import Drawn
from analytics.language import Language, as_date
from analytics.scope import Scope
from data import database, editions, tables
from data.queries import common

if TYPE_CHECKING:  # only data imports sqlalchemy
    from sqlalchemy import Connection, Engine

DATABASES = (database.PORTFOLIO, database.CITY)
CITY_PROJECTS, CITY_SEED = 1200, 1
# What tells two of these apart in a cache's key; without it Streamlit would take every field to pieces each time.
KEYS: dict[str | type[Any], Callable[[Any], Any]] = {
    FunctionType: lambda function: f"{function.__module__}.{function.__qualname__}",
    Scope: repr,
    Language: repr,
}
Kept = TypeVar("Kept")
_URL, _VERSION = "_database", "_version"
SETTLE_AFTER = 32  # tables and figures
_GAINED: list[str] = []  # those that the caches have gained since
_ONLY_MADE: ContextVar[bool] = ContextVar("only_made", default=False)


class Moved(Exception):
    """The database has a newer version than the one that the page began with."""


class _Unmade(Exception):
    """The table would have to be made, and was only asked for if it is there."""


@st.cache_resource(show_spinner=False)
def engine(url: str) -> Engine:
    """The engine of a database, migrated and ready; the invented city is invented where it is missing or outdated."""
    made = database.prepare(url)
    if url == _url(database.CITY):
        from data.sample import embedded  # the generator is not needed by real projects

        embedded.settle(made, CITY_PROJECTS, CITY_SEED, lambda told: print(told, flush=True))
    return made


def use(which: str) -> None:
    """From here on this run reads this one of `DATABASES`, in its newest version."""
    _settle()
    st.session_state[_URL] = _url(which)
    renew()


def _settle() -> None:
    """Take what the caches have gained out of the garbage collection that follows every run: it would go through all
    of it each time. Seldom, since this itself is a collection of everything."""
    if len(_GAINED) >= SETTLE_AFTER:
        _GAINED.clear()
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def renew() -> None:
    """Look at the database anew: at the start of a run, and after a page has written."""
    st.session_state.pop(_VERSION, None)


def url(which: str | None = None) -> str:
    """The address of a database; of the open one by default. Never shown: it may hold a password."""
    return _url(which) if which else st.session_state[_URL]


def newest(which: str) -> tuple[str, str]:
    """The address and the newest version of a database, also where no page runs."""
    with database.reading(engine(_url(which))) as connection:
        return _url(which), editions.version(connection)


def default_database() -> str:
    """The real projects where there are any, else the invented city."""
    with database.reading(engine(url(database.PORTFOLIO))) as connection:
        return database.PORTFOLIO if editions.current(connection) else database.CITY


def version() -> str:
    """The version of the open database, read once a run."""
    if _VERSION not in st.session_state:
        with database.reading(engine(url())) as connection:
            st.session_state[_VERSION] = editions.version(connection)
    return st.session_state[_VERSION]


def edition() -> int:
    """The number of the newest edition, 0 in an empty database."""
    return _edition(url(), version())


def as_of(scope: Scope) -> date | None:
    """The date that the scope means: its own, else the latest reporting date; None in an empty database."""
    return _as_of(url(), version(), scope)


def date_before(scope: Scope) -> date | None:
    """The reporting date before the scope's own, with which a page compares; None where there is none."""
    dates = table("portfolio_trend", scope)["as_of"].tail(2).map(as_date).tolist()
    return dates[0] if len(dates) == 2 else None


def table(name: str, scope: Scope) -> pd.DataFrame:
    """A named table in scope. Shared and immutable: copy before changing."""
    try:
        return _table(url(), version(), name, scope)
    except Moved:
        renew()
        st.rerun()


def is_made(name: str, scope: Scope) -> bool:
    """Whether `table` would answer from the cache. Waits where somebody is making it just now."""
    return holds(url(), version(), name, scope)


def holds(url: str, version: str, name: str, scope: Scope) -> bool:
    """As `is_made`, of a version of a database that is named."""
    token = _ONLY_MADE.set(True)
    try:
        _table(url, version, name, scope)
    except _Unmade:
        return False
    finally:
        _ONLY_MADE.reset(token)
    return True


def later(name: str, scope: Scope) -> Callable[[], pd.DataFrame]:
    """What makes the same table outside this run, for every reader; raises `Moved` where it would be another one."""
    return making(url(), version(), name, scope)


def making(url: str, version: str, name: str, scope: Scope) -> Callable[[], pd.DataFrame]:
    """As `later`, of a version of a database that is named."""
    return lambda: _table(url, version, name, scope)


def figure(
    maker: Callable[..., Drawn], names: Sequence[str], scope: Scope, language: Language, **options: Any
) -> Drawn:
    """A figure drawn from named tables, cached whole."""
    try:
        known = f"{maker.__module__}.{maker.__qualname__}"
        return _figure(url(), version(), known, tuple(names), scope, language, tuple(sorted(options.items())), maker)
    except Moved:
        renew()
        st.rerun()


def labels() -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """(kind, code) -> names in both languages, for the sectors and districts that the data name."""
    return _labels(url(), version())


def ask(query: Callable[..., Any], *arguments: Any) -> Any:
    """The answer of a query of `data.queries` that is not a named table, such as one page of a list."""
    return deferred(query, *arguments)()


def deferred(query: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
    """The same, to be asked later and perhaps outside this run: for downloads."""
    where, when = url(), version()
    return lambda: _answer(where, when, query, arguments)


def kept(maker: Callable[[], Kept], *key: object) -> Kept:
    """What a function makes of the open database for a page, cached on the database's version and this key."""
    return _kept(url(), version(), key, maker)


def writable() -> Engine:
    """The engine of the open database, for the pages that import and decide; they call `renew` afterwards."""
    return engine(url())


def _url(which: str) -> str:
    return database.url(which).render_as_string(hide_password=False)


def _same(connection: Connection, expected: str) -> None:
    if editions.version(connection) != expected:
        raise Moved


@st.cache_resource(show_spinner=False, max_entries=8)
def _edition(url: str, version: str) -> int:
    with database.reading(engine(url)) as connection:
        return editions.current(connection)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs=KEYS)
def _as_of(url: str, version: str, scope: Scope) -> date | None:
    with database.reading(engine(url)) as connection:
        return common.resolve(connection, scope).as_of


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs=KEYS)  # a hundred are warmed, in two databases
def _table(url: str, version: str, name: str, scope: Scope) -> pd.DataFrame:
    if _ONLY_MADE.get():  # there is no other way to ask the cache; what raises is not kept
        raise _Unmade
    _GAINED.append(name)
    with database.reading(engine(url)) as connection:
        _same(connection, version)
        return tables.make(
            connection, name, scope, lambda query, asked: _shared(url, version, query, asked, connection)
        )


@st.cache_resource(show_spinner=False, max_entries=48, hash_funcs=KEYS)
def _shared(url: str, version: str, query: tables.Query, scope: Scope, _connection: Connection) -> Any:
    return query(_connection, scope)


@st.cache_resource(show_spinner=False, max_entries=256, hash_funcs=KEYS)
def _figure(
    url: str,
    version: str,
    known: str,  # the maker by name: a function cannot be part of a cache's key
    names: tuple[str, ...],
    scope: Scope,
    language: Language,
    options: tuple[tuple[str, Any], ...],
    _maker: Callable[..., Drawn],
) -> Drawn:
    _GAINED.append(known)
    return _maker(*(_table(url, version, name, scope) for name in names), **dict(options), language=language)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs=KEYS)
def _answer(url: str, version: str, query: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    with database.reading(engine(url)) as connection:
        return query(connection, *arguments)


@st.cache_resource(show_spinner=False, max_entries=128, hash_funcs=KEYS)
def _kept(url: str, version: str, key: tuple[object, ...], _maker: Callable[[], Any]) -> Any:
    return _maker()


@st.cache_resource(show_spinner=False, max_entries=8)
def _labels(url: str, version: str) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    found = _table(url, version, "code_labels", Scope())
    return dict(
        zip(
            zip(found["choice_kind"], found["choice"], strict=True),
            zip(found["label_en"], found["label_zh"], strict=True),
            strict=True,
        )
    )
