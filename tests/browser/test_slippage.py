"""Choosing baseline and tolerance by hand: the address and the finding follow, and the lists unfold."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import query, settle, troubles, visit

pytestmark = pytest.mark.browser


def test_another_baseline_and_tolerance_are_a_click_away_and_stay_in_the_address(page: Page, server: str) -> None:
    visit(page, server, "slippage", db="city", lang="en")
    page.locator(".st-key-choice-baseline").get_by_text("Latest baseline", exact=True).click()
    expect(page.locator(".finding")).to_contain_text("That is against the latest baseline")
    page.get_by_role("button", name="Tolerance").click()
    days = page.locator(".st-key-choice-tolerance input")
    days.fill("90")
    days.press("Enter")
    expect(page.locator(".finding")).to_contain_text("by more than 90 days")
    settle(page)
    assert query(page)["baseline"] == ["latest"]
    assert query(page)["tolerance"] == ["90"]
    page.keyboard.press("Escape")
    page.get_by_text("Every re-baseline: who, when, how far", exact=True).click()
    expect(page.locator(".st-key-table-rebaselines")).to_be_visible()
    assert troubles(page) == []
