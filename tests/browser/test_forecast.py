"""Choosing comparable projects by hand: the address follows, a project of the list opens, and a telephone shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import query, question, settle, troubles, visit

pytestmark = pytest.mark.browser


def test_another_class_is_a_click_away_and_a_project_of_the_list_opens(page: Page, server: str) -> None:
    visit(page, server, "forecast", db="city", lang="en")
    asked = question(page)
    page.locator(".st-key-choice-class_by").get_by_role("combobox").click()
    page.get_by_role("option", name="all projects", exact=True).click()
    listed = page.locator(".st-key-table-completion_dates")
    expect(listed.locator('td[data-label="Comparable by"]').first).to_have_text("all projects")
    settle(page)
    assert query(page)["class_by"] == ["all"]
    assert troubles(page) == []
    link = listed.locator("a").first
    name = link.inner_text()
    link.click()
    page.wait_for_url("**/project?*")
    settle(page)
    assert question(page) != asked
    expect(page.locator("h1")).to_contain_text(name)
    assert troubles(page) == []


@pytest.mark.parametrize("key", ["forecast", "durations"])
def test_the_pictures_and_open_tables_stay_within_a_telephone_s_screen(page: Page, server: str, key: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, server, key, db="city", lang="zh-CN", by="sector", clock="days", class_by="sector")
    for box in page.locator('[data-testid="stExpander"] summary').all():
        box.click()
    settle(page)
    assert troubles(page) == []
