"""A tier is set by hand in a browser: found, foreseen, entered with a reason, seen in the log, withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.reading import PATIENCE, rerun, text, troubles, visit
from tests.browser.serving import data, serve

pytestmark = pytest.mark.browser


def tier(store: Path) -> str:
    listed = json.loads(data(store, "table", "class_projects", "--database", str(store / "city.db"), "--json"))
    return next(row["tier"] for row in listed if row["code"] == "LJ0000007")


def fill(page: Page, key: str, words: str) -> None:
    page.locator(f".st-key-{key} input, .st-key-{key} textarea").first.fill(words)
    with rerun(page):
        page.keyboard.press("Tab")


def press(page: Page, key: str) -> None:
    with rerun(page):
        page.locator(f".st-key-{key} button").first.click()


def test_a_tier_is_found_foreseen_set_and_withdrawn(page: Page, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    data(store, "sample", "--projects", "60", "--seed", "7")
    with serve(store) as server:
        visit(page, server, "tiers", db="city", lang="en")
        page.get_by_text("Set a tier by hand").click()
        fill(page, "override-search", "LJ0000007")
        page.locator(".st-key-override-code input").click()
        with rerun(page):
            page.get_by_role("option").first.click()
        assert "By rule Tier B, on CNY 12,000,000.00" in text(page)

        with rerun(page):
            page.locator(".st-key-override-tier").get_by_role("radio", name="Tier A").click()
        page.locator(".st-key-override-effect").wait_for(timeout=PATIENCE)
        assert "Tier B would become Tier A" in text(page)
        fill(page, "override-by", "Li")
        fill(page, "override-reason", "Crosses the river")
        press(page, "override-save")
        page.get_by_text("entry 1 of the log").wait_for(timeout=PATIENCE)
        assert troubles(page) == []
        assert tier(store) == "A"

        page.get_by_text("Withdraw an entry").click()
        fill(page, "withdraw-by", "Wang")
        fill(page, "withdraw-reason", "Mistaken")
        press(page, "withdraw-save")
        page.get_by_text("Entry 1 is withdrawn").wait_for(timeout=PATIENCE)
        assert tier(store) == "B"
