"""Scope and language live in the address: a copied link opens the same view, and clicking keeps it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from analytics.language import Language
from pages.components.contents import PAGES
from tests.browser.reading import click_in_menu, query, question, settle, visit
from tests.browser.serving import PLAIN, TUNED, serve

pytestmark = pytest.mark.browser
CHINESE = Language("zh_CN")
LINK = {"db": "city", "lang": "zh-CN", "tier": "A"}


def assert_kept(page: Page, key: str) -> None:
    assert question(page) == CHINESE(PAGES[key].question)
    assert {name: values for name, values in query(page).items() if name in LINK} == {n: [v] for n, v in LINK.items()}
    assert page.locator('[class*="st-key-chip-tier-A"]').count() == 1


def follow(page: Page, server: str) -> None:
    """Deep link -> click -> click -> the link copied from there."""
    visit(page, server, "slippage", **LINK)
    page.keyboard.press("Escape")  # see below
    assert_kept(page, "slippage")
    click_in_menu(page, "projects")
    assert_kept(page, "projects")
    click_in_menu(page, "overview")
    assert_kept(page, "overview")


# `streamlit run` looks for pages in pages/ once, before app.py has told it which there are, and lays a box
# "Page not found" over the right page; the first visitor closes it. `make run` tells it in time.
@pytest.mark.parametrize("program", [TUNED, PLAIN], ids=["make run", "streamlit run"])
def test_a_deep_link_into_a_cold_server_keeps_scope_and_language_over_two_clicks(
    city: Path, page: Page, program: tuple[str, ...]
) -> None:
    with serve(city, program) as cold:
        follow(page, cold)


def test_a_deep_link_into_a_cold_server_opens_without_a_word_about_missing_pages(city: Path, page: Page) -> None:
    with serve(city, TUNED) as cold:
        visit(page, cold, "slippage", **LINK)
        assert page.get_by_role("dialog").count() == 0


def test_a_deep_link_into_a_warm_server_keeps_scope_and_language_over_two_clicks(
    server: str, new_page: Callable[..., Page]
) -> None:
    visit(new_page(), server, "overview", db="city", lang="en")
    page = new_page()
    follow(page, server)

    copied = new_page()
    copied.goto(page.url)
    settle(copied)
    assert_kept(copied, "overview")
