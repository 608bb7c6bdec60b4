"""A page as a reader sees it: visit an address, wait until it is drawn, ask what is on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Page, TimeoutError

from pages.components.contents import PAGES

FIRST = next(iter(PAGES))
MISSING_WORDS = re.compile(r"\b(nan|NaN|NaT|None|null|undefined)\b|<NA>")
WIDER = """() => [document.documentElement, ...document.querySelectorAll('[data-testid="stMain"], .stMain')]
    .map(element => element.scrollWidth - element.clientWidth).reduce((a, b) => Math.max(a, b), 0)"""
# counts, from now on, how often the script has begun or ended
WATCH = """() => { window.changes = 0; window.watching?.disconnect();
    window.watching = new MutationObserver(seen => { window.changes += seen.length; });
    window.watching.observe(document.querySelector('[data-testid="stApp"]'),
        {attributes: true, attributeFilter: ['data-test-script-state']}); }"""
PATIENCE = 60_000  # ms; a page of a shared machine's cold server


def address(key: str, **parameters: str | list[str]) -> str:
    """The path and query of a page; the first page answers at /, as Streamlit has it."""
    query = urlencode(parameters, doseq=True)
    return "/" + ("" if key == FIRST else key) + (f"?{query}" if query else "")


def visit(page: Page, server: str, key: str, **parameters: str | list[str]) -> None:
    page.goto(server + address(key, **parameters), wait_until="domcontentloaded")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the script has run and what it sent is drawn."""
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"] h1', timeout=PATIENCE)
    page.wait_for_function(
        """() => document.querySelector('[data-testid="stApp"]').dataset.testScriptState === 'notRunning'
            && !document.querySelector('[data-testid="stSkeleton"]')
            && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
                .every(chart => chart.querySelector('.main-svg'))""",
        timeout=PATIENCE,
    )


@contextmanager
def rerun(page: Page) -> Iterator[None]:
    """What is done within makes the script run: wait until it has begun, however late, and is drawn."""
    page.evaluate(WATCH)
    yield
    page.wait_for_function("() => window.changes > 0", timeout=PATIENCE)
    settle(page)


def text(page: Page) -> str:
    """What the page says, the menu included."""
    return page.locator('[data-testid="stApp"]').inner_text()


def question(page: Page) -> str:
    return page.locator("h1").first.inner_text().strip()


def query(page: Page) -> dict[str, list[str]]:
    """The parameters in the address bar."""
    return parse_qs(urlsplit(page.url).query)


def click_in_menu(page: Page, key: str) -> None:
    """Choose another page in the menu."""
    before = question(page)
    page.locator(f'[data-testid="stSidebarNavLink"][href*="/{"" if key == FIRST else key}"]').first.click()
    page.wait_for_function("before => document.querySelector('h1')?.innerText.trim() !== before", arg=before)
    settle(page)


def troubles(page: Page) -> list[str]:
    """What no reader should ever see: an error, a missing value in programmers' words, a page wider than the screen."""
    found = [f"an exception: {box.inner_text()[:600]}" for box in page.locator('[data-testid="stException"]').all()]
    found += [f"“{match.group()}” in “{line.strip()[:100]}”"
              for line in text(page).splitlines() for match in [MISSING_WORDS.search(line)] if match]  # fmt: skip
    with suppress(TimeoutError):  # a grid fits itself to a new size a moment later
        page.wait_for_function(f"({WIDER})() <= 1", timeout=10_000)
    wider = page.evaluate(WIDER)
    if wider > 1:
        found.append(f"{wider} px wider than the screen of {page.viewport_size}")
    return found
