"""A policy number changed in the browser: seen, saved, in force everywhere, withdrawn, and all as before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.reading import PATIENCE, settle, text, troubles, visit
from tests.browser.serving import data, serve

pytestmark = pytest.mark.browser


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").click()
    settle(page)


def write(page: Page, key: str, words: str) -> None:
    box = page.locator(f".st-key-{key} input").first
    box.fill(words)
    box.press("Enter")
    settle(page)


def tiers(store: Path) -> dict[str, int]:
    file = str(store / "city.db")
    return json.loads(data(store, "summary", "--json", "--database", file))["tiers"]


def test_a_threshold_is_changed_after_its_moves_were_seen_and_withdrawn_again(
    city: Path, page: Page, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(city, tmp_path / "store"))
    before = tiers(store)
    with serve(store) as server:
        visit(page, server, "rules", db="city", lang="en")
        write(page, "rule-value", "60,000,000")
        write(page, "rule-from", "1900-01-01")
        write(page, "rule-source", "circular 7")
        press(page, "rule-ask")
        page.locator(".st-key-table-rule_moves").wait_for(timeout=PATIENCE)
        settle(page)
        assert "would move, as of" in text(page)
        assert troubles(page) == []
        assert tiers(store) == before

        press(page, "rule-save")
        page.locator(".st-key-own-rule-1").wait_for(timeout=PATIENCE)
        assert "Saved: tier.a_above = 60,000,000 CNY" in text(page)
        after = tiers(store)
        assert after["A"] > before["A"]
        assert sum(after.values()) == sum(before.values())

        press(page, "rule-withdraw-1")
        page.locator(".st-key-rule-withdraw-save").wait_for(timeout=PATIENCE)
        press(page, "rule-withdraw-save")
        page.locator(".st-key-own-rule-1").wait_for(state="detached", timeout=PATIENCE)
        assert "All are as shipped." in text(page)
    assert tiers(store) == before
