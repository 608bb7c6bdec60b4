"""A browser, an invented city and a server for the tests that look at pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tests.browser import chromium
from tests.browser.reading import PATIENCE
from tests.browser.serving import data, serve

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.skip("No browser here; `make test` tries to install one.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with an invented city of 300 projects and no real project."""
    store = tmp_path_factory.mktemp("city")
    data(store, "sample", "--projects", "300", "--seed", "7")
    return store


@pytest.fixture(scope="session")
def server(browser: Browser, city: Path) -> Iterator[str]:
    """The address of a server of the invented city, as `make run` starts it; only tests that do not write use it."""
    with serve(city) as url:
        yield url


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages in a fresh browser each; no request may leave this machine, whatever the test is about."""
    contexts: list[BrowserContext] = []
    left: list[str] = []

    def watch(route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", None):
            route.continue_()
        else:
            left.append(route.request.url)
            route.abort()

    def open_page(locale: str = "en-GB", viewport: dict[str, int] = DESKTOP, **options: object) -> Page:
        context = browser.new_context(locale=locale, viewport=viewport, **options)  # type: ignore[arg-type]
        context.route("**/*", watch)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert left == [], "requests that leave this machine"


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()
