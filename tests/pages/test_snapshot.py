"""The cache of the pages: what it holds is kept out of the garbage collection that follows every run."""

import gc

import pytest

from pages.components import snapshot


def test_what_the_caches_gained_is_frozen_once_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    gc.unfreeze()
    try:
        monkeypatch.setattr(snapshot, "_GAINED", ["a table"] * (snapshot.SETTLE_AFTER - 1))
        snapshot._settle()
        assert gc.get_freeze_count() == 0
        snapshot._GAINED.append("one more")
        snapshot._settle()
        assert gc.get_freeze_count() > 0
        assert snapshot._GAINED == []
    finally:
        gc.unfreeze()
