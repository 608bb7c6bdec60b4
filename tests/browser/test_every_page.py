"""Every page of the menu, in both languages, on a phone and on a desk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from analytics.language import Language
from pages.components.contents import PAGES
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.reading import question, settle, text, troubles, visit

pytestmark = pytest.mark.browser

# Four English words in a row are a sentence that was not translated; Streamlit brings this one for screen readers.
STREAMLITS = "Skip to main content"
ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?: [a-z]{2,}){3,}")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("key", PAGES)
def test_a_page_shows_its_question_and_fits_phone_and_desk(
    server: str, new_page: Callable[..., Page], key: str, language: str
) -> None:
    page = new_page(viewport=PHONE)
    visit(page, server, key, db="city", lang=Language(language).tag)
    if key != "project":  # its title is the name of the project
        assert question(page) == Language(language)(PAGES[key].question)
    assert troubles(page) == []

    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    settle(page)
    assert troubles(page) == []
    if language == "zh_CN":
        assert ENGLISH.findall(text(page).replace(STREAMLITS, "")) == []


@pytest.mark.parametrize("key", PAGES)
def test_a_page_of_an_empty_database_says_what_it_would_show(server: str, page: Page, key: str) -> None:
    visit(page, server, key, db="portfolio", lang="en")
    assert troubles(page) == []


@pytest.mark.parametrize(
    ("locale", "expected"), [("zh-CN", "zh_CN"), ("zh-TW", "zh_CN"), ("en-US", "en"), ("fr-FR", "en")]
)
def test_the_language_follows_the_browser(
    server: str, new_page: Callable[..., Page], locale: str, expected: str
) -> None:
    page = new_page(locale=locale)
    visit(page, server, "overview", db="city")
    assert question(page) == Language(expected)(PAGES["overview"].question)
