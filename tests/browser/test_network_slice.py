"""The slice by hand: what cannot be is not offered, and a refused link says why until something is changed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import query, settle, troubles, visit

pytestmark = pytest.mark.browser


def test_a_link_that_cannot_be_says_why_and_the_backbones_that_cannot_be_are_not_offered(
    page: Page, server: str
) -> None:
    visit(page, server, "structure", db="city", lang="en", tie="leads", backbone="sdsm")
    reason = page.locator("[role=alert]", has_text="Left out: Backbone, Beyond chance (SDSM).")
    expect(reason).to_be_visible()
    assert "backbone" not in query(page)
    page.get_by_role("button", name="Backbone").click()
    page.locator(".st-key-slice-backbone input").click()
    expect(page.get_by_role("option", name="Disparity filter")).to_be_visible()
    expect(page.get_by_role("option", name="Beyond chance (SDSM)")).to_have_count(0)
    expect(page.get_by_text("Not offered here: Beyond chance (SDSM)")).to_be_visible()
    expect(reason).to_be_visible()  # to look changes nothing
    page.get_by_role("option", name="Disparity filter").click()
    expect(reason).to_have_count(0)
    settle(page)
    assert query(page)["backbone"] == ["disparity"]
    assert troubles(page) == []
