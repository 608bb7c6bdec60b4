"""The ledger by clicking: from all payments to those of one contract, and the copied link opens the same level."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reading import query, settle, text, troubles, visit

pytestmark = pytest.mark.browser


def click_first_row(page: Page) -> None:
    """Follow the link of the largest row."""
    before = page.url
    page.locator('[class*="st-key-table-ledger"] tbody a').first.click()
    page.wait_for_url(lambda url: url != before)
    settle(page)


def test_from_the_total_to_the_payments_and_the_copied_link_opens_the_same_level(
    server: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    visit(page, server, "ledger", db="city", lang="en")
    for parameter in ("fund_source", "payer", "project", "contract"):
        click_first_row(page)
        assert parameter in query(page)
        assert "difference CNY 0.00" in text(page)
        assert troubles(page) == []
    assert "Paid on" in text(page)

    copied = new_page()
    copied.goto(page.url)
    settle(copied)
    assert copied.locator(".finding").inner_text() == page.locator(".finding").inner_text()
    assert copied.locator("table.table").inner_text() == page.locator("table.table").inner_text()

    copied.locator('[class*="st-key-trail-source"] button').first.click()
    copied.wait_for_function("() => !location.search.includes('fund_source')")
    settle(copied)
    assert {"payer", "project", "contract"} <= set(query(copied))
    assert "difference CNY 0.00" in text(copied)
