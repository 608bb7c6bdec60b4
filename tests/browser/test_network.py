"""The network by hand: a slice that follows from page to page, a click that opens what is around an organisation."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.reading import click_in_menu, query, settle, troubles, visit

pytestmark = pytest.mark.browser


def test_a_backbone_is_chosen_said_kept_over_a_page_switch_and_taken_back(page: Page, server: str) -> None:
    visit(page, server, "network", db="city", lang="en")
    page.get_by_role("button", name="Backbone").click()
    page.locator(".st-key-slice-backbone input").click()
    page.get_by_role("option", name="Disparity filter").click()
    expect(page.locator(".st-key-chip-backbone-disparity")).to_contain_text("Disparity filter, α = 0.05")
    settle(page)
    assert query(page)["backbone"] == ["disparity"]
    page.keyboard.press("Escape")
    click_in_menu(page, "organisations")
    expect(page.locator(".st-key-chip-backbone-disparity")).to_be_visible()
    assert query(page)["backbone"] == ["disparity"]
    click_in_menu(page, "slippage")
    assert "backbone" not in query(page)
    click_in_menu(page, "network")
    expect(page.locator(".st-key-chip-backbone-disparity")).to_be_visible()
    page.locator(".st-key-chip-backbone-disparity button").first.click()
    expect(page.locator(".st-key-chip-backbone-disparity")).to_have_count(0)
    settle(page)
    assert "backbone" not in query(page)
    assert troubles(page) == []


def test_a_click_on_an_organisation_shows_those_around_it_and_leads_to_its_page(page: Page, server: str) -> None:
    visit(page, server, "network", db="city", lang="en", view="explore")
    chart = page.locator(".st-key-explore-network canvas").first
    expect(chart).to_be_visible()
    page.wait_for_timeout(1000)
    box = chart.bounding_box()
    assert box is not None
    for across, down in ((0.5, 0.5), (0.55, 0.5), (0.5, 0.45), (0.6, 0.5), (0.58, 0.55), (0.45, 0.5), (0.62, 0.45)):
        for shift in range(-24, 25, 12):  # somewhere in the middle there is an organisation
            page.mouse.click(box["x"] + across * box["width"] + shift, box["y"] + down * box["height"])
            page.wait_for_timeout(400)
            if "organisation_id" in query(page):
                break
        else:
            continue
        break
    expect(page.locator(".st-key-chart-network-ego h2")).to_contain_text("and those around it")
    settle(page)
    chosen = query(page)["organisation_id"]
    page.get_by_role("link", name="Open its page").click()
    expect(page).to_have_url(re.compile("/organisation[?]"))
    settle(page)
    assert query(page)["organisation_id"] == chosen
    assert troubles(page) == []


@pytest.mark.parametrize("shown", ["picture", "explore", "matrix", "years", "arcs", "two_mode"])
def test_every_view_fits_a_phone(new_page: Callable[..., Page], server: str, shown: str) -> None:
    page = new_page(viewport=PHONE)
    visit(page, server, "network", db="city", lang="zh-CN", view=shown)
    assert troubles(page) == []


def test_the_years_play_and_a_year_can_be_chosen(page: Page, server: str) -> None:
    visit(page, server, "network", db="city", lang="en", view="years")
    now = page.locator(".slider-label").first
    last = now.text_content() or ""
    page.locator(".updatemenu-button", has_text="Play").click()
    expect(now).not_to_have_text(last)
    expect(now).to_have_text(last)  # it ends where it began
    assert troubles(page) == []
