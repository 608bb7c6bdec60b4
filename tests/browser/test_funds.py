"""Funds by clicking: fold out a table, go on to the ledger, and find the same sum there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reading import query, question, settle, text, troubles, visit

pytestmark = pytest.mark.browser


def paid(page: Page) -> str:
    """The big number of the tile that says what was paid."""
    label = page.locator(".tile-label").get_by_text("Paid", exact=True)
    return page.locator(".tile").filter(has=label).locator(".tile-value").inner_text()


def test_the_ledger_opens_in_the_same_view_and_has_the_same_total(server: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    visit(page, server, "funds", db="city", lang="en", district="xiating", as_of="2024-12-31")
    assert troubles(page) == []
    total = paid(page)
    page.locator('[data-testid="stExpander"] summary', has_text="Every source’s share, year by year").click()
    page.locator(".st-key-table-fund_share_moves").get_by_text("Change of share").first.wait_for()

    page.locator(".st-key-open-ledger button").click()
    page.wait_for_url("**/ledger?**")
    page.wait_for_function("() => document.querySelector('h1')?.innerText.includes('Which payments')")
    settle(page)
    assert question(page) == "Which payments make up this total?"
    assert query(page)["district"] == ["xiating"]
    assert query(page)["as_of"] == ["2024-12-31"]
    assert paid(page) == total
    assert "difference CNY 0.00" in text(page)
    assert troubles(page) == []
