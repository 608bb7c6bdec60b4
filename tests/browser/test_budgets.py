"""From the list of projects above their approved budget to one project, by clicks alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.reading import query, question, settle, text, troubles, visit

pytestmark = pytest.mark.browser
LINKS = '[class*="st-key-table-budgets_above"] td a'


def first_linked(page: Page) -> str:
    return page.locator(LINKS).first.inner_text()


def test_the_second_page_by_amount_leads_to_a_project_and_its_steps(page: Page, server: str) -> None:
    visit(page, server, "budgets", db="city", lang="en", tier="B")
    dearest_by_percent = first_linked(page)
    page.get_by_text("By amount", exact=True).click()
    page.wait_for_function(
        "([css, was]) => document.querySelector(css)?.innerText !== was", arg=[LINKS, dearest_by_percent]
    )
    settle(page)
    assert query(page)["order"] == ["money"]
    dearest = first_linked(page)
    page.locator(".st-key-page").get_by_text("2", exact=True).click()
    page.wait_for_function("([css, was]) => document.querySelector(css)?.innerText !== was", arg=[LINKS, dearest])
    settle(page)
    assert troubles(page) == []
    chosen = first_linked(page)
    page.locator(LINKS).first.click()
    page.wait_for_function("name => document.querySelector('h1')?.innerText.trim() === name", arg=chosen)
    settle(page)
    assert question(page) == chosen
    assert query(page)["tier"] == ["B"]
    assert "against the approved budget" in text(page)
    assert troubles(page) == []
