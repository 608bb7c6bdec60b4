"""Two names are found to be one body in a browser: foreseen, decided, seen in the network's figures, withdrawn."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from data import database
from tests.browser.reading import PATIENCE, settle, text, troubles, visit
from tests.browser.serving import serve
from tests.editions import write
from tests.pages.test_register import EDITION, PAIR

pytestmark = pytest.mark.browser


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()
    settle(page)


def fill(page: Page, key: str, words: str) -> None:
    box = page.locator(f".st-key-{key} input").first
    box.fill(words)
    box.press("Enter")
    settle(page)


def pairs(page: Page, server: str) -> str:
    """The sentence of the network page that counts its pairs."""
    visit(page, server, "network", db="portfolio", lang="en")
    return page.locator(".finding").inner_text()


def test_a_pair_is_decided_the_network_follows_and_it_is_withdrawn(
    page: Page, tmp_path: Path, sqlite_template: Path
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    engine = database.engine(f"sqlite:///{shutil.copy(sqlite_template, store / 'portfolio.db')}")
    write(engine, **EDITION)
    engine.dispose()
    with serve(store) as server:
        assert "4 pairs" in pairs(page, server)
        visit(page, server, "register", db="portfolio", lang="en")
        page.locator(f".st-key-decide-{PAIR} label").first.click()
        page.locator(f".st-key-ask-{PAIR}").wait_for(timeout=PATIENCE)
        settle(page)
        fill(page, f"reason-{PAIR}", "its initials")
        fill(page, f"by-{PAIR}", "Li")
        press(page, f"ask-{PAIR}")
        page.locator(f".st-key-save-{PAIR}").wait_for(timeout=PATIENCE)
        assert "Pairs that work together: 4 become 3" in text(page)
        assert troubles(page) == []
        press(page, f"save-{PAIR}")
        page.locator(".st-key-decision-1").wait_for(timeout=PATIENCE)
        assert troubles(page) == []
        assert "3 pairs" in pairs(page, server)

        visit(page, server, "register", db="portfolio", lang="en")
        press(page, "name-withdraw-1")
        page.locator(".st-key-name-withdraw-save").wait_for(timeout=PATIENCE)
        fill(page, "name-withdrawn-reason", "two after all")
        fill(page, "name-withdrawn-by", "Wang")
        press(page, "name-withdraw-save")
        page.locator(".st-key-decision-1").wait_for(state="detached", timeout=PATIENCE)
        assert "4 pairs" in pairs(page, server)
