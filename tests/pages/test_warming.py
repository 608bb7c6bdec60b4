"""Warming: the usual tables are made while readers already read, one by one, and none holds the others up."""

from __future__ import annotations

import gc
import threading
import time

import pytest
from sqlalchemy import Engine

from analytics import progress
from analytics.scope import Scope
from pages.components import contents, jobs, snapshot, warming

WARMED = {name for page in contents.PAGES.values() for name in page.tables}
MANY_MINUTES = 600.0  # s


def test_begun_it_makes_every_usual_table_of_every_database_while_others_go_on(own_city: Engine) -> None:
    versions = [snapshot.newest(which) for which in snapshot.DATABASES]
    assert not any(snapshot.holds(*version, name, Scope()) for version in versions for name in WARMED)
    warming.DONE.clear()
    try:
        began = time.monotonic()
        warming.begin()
        returned = time.monotonic() - began
        assert warming.DONE.wait(MANY_MINUTES)
        assert returned < time.monotonic() - began
        for version in versions:
            assert [name for name in sorted(WARMED) if not snapshot.holds(*version, name, Scope())] == []
    finally:
        gc.unfreeze()


def test_a_table_that_takes_longer_than_its_patience_is_left_to_those_who_ask_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(warming, "PATIENCE", 0.05)
    stopped = threading.Event()

    def endless() -> None:
        try:
            while True:
                progress.tick(0, 1)
                time.sleep(0.01)
        except progress.Cancelled:
            stopped.set()
            raise

    monkeypatch.setattr(snapshot, "making", lambda *key: endless)
    key = ("database", "version", "an endless table", Scope())
    warming._make(key)
    assert stopped.is_set()
    assert jobs.board().find(key) is None


def test_a_table_that_cannot_be_made_is_told_in_the_log_and_keeps_no_other_from_being_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("nobody is in it")

    monkeypatch.setattr(snapshot, "making", lambda *key: broken)
    key = ("database", "version", "a broken table", Scope())
    warming._make(key)
    assert "nobody is in it" in capsys.readouterr().err
    assert jobs.board().find(key) is None  # a page that asks for it makes it anew, and tells its reader
