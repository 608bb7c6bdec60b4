"""Choosing the picture by hand: the address follows, and a project of the list opens."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.reading import query, settle, troubles, visit

pytestmark = pytest.mark.browser


def test_the_forty_projects_take_the_place_of_the_lanes_and_a_reload_keeps_them(page: Page, server: str) -> None:
    visit(page, server, "milestones", db="city", lang="en")
    page.locator(".st-key-choice-show").get_by_text("The 40 projects that need attention first", exact=True).click()
    expect(page.locator(".st-key-chart-gantt-gantt h2")).to_contain_text("Farthest behind of 40 projects")
    settle(page)
    assert query(page)["show"] == ["projects"]
    assert troubles(page) == []
    page.reload()
    settle(page)
    expect(page.locator(".st-key-chart-gantt-gantt h2")).to_contain_text("Farthest behind of 40 projects")


def test_the_pictures_stay_within_a_telephone_s_screen(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, server, "milestones", db="city", lang="en", show="projects")
    assert troubles(page) == []
