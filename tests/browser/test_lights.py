"""Choosing a rule by hand: the address, the lists and the way to a project follow."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import query, question, settle, text, troubles, visit

pytestmark = pytest.mark.browser


def test_a_rule_is_chosen_by_a_click_and_a_project_of_its_list_says_why_it_is_red(page: Page, server: str) -> None:
    visit(page, server, "lights", db="city", lang="en")
    page.locator(".st-key-choice-rule").get_by_text("Yinchuan, progress", exact=True).click()
    expect(page.locator(".finding")).to_contain_text("By the rule “Yinchuan, progress”")
    settle(page)
    assert query(page)["rule"] == ["yinchuan_progress"]
    assert troubles(page) == []
    page.locator(".st-key-table-light_hidden a").first.click()
    page.wait_for_url("**/project?*")
    settle(page)
    assert question(page) != "Which projects are red, and by which rule?"
    assert "Yinchuan, progress: red above 30 points." in text(page)
