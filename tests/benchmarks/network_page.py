"""From asking for the network page to its drawn picture, in a browser, against an empty page of the same server.

A visit is a whole one: the address is opened and the picture is waited for. First: a slice that nobody has asked for
since the server started. Again: the median of visits to the same one. The empty page is visited as often in between.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.pages import PROGRAM
from tests.browser import chromium
from tests.browser.serving import serve

RUNS = 5
AIM_SECONDS = 1.5  # beyond the empty page
VIEWS = ("picture", "explore", "matrix", "years", "arcs", "two_mode")
SLICES = {
    "usual": {},
    "a backbone": {"backbone": "sdsm"},
    "a year, by betweenness and community": {"window": "year", "size": "betweenness", "colour": "community"},
}
_DRAWN = """() => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"]')
    && (location.search.includes('empty=1')
        || document.querySelector('.stPlotlyChart .main-svg, .st-key-explore-network canvas'))"""
_PATIENCE = 120_000  # ms


@dataclass(frozen=True, slots=True)
class Measured:
    view: str
    slice: str
    first: float
    again: float
    empty: float

    @property
    def beyond(self) -> float:
        """The first visit, less the empty page: what a click waits for."""
        return self.first - self.empty


def measure(store: Path, runs: int = RUNS) -> Iterator[Measured]:
    """Every view of the usual slice, and the picture of two more, on the invented city in `store`."""
    asked = [(view, "usual") for view in VIEWS] + [("picture", name) for name in SLICES if name != "usual"]
    with serve(store, PROGRAM) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        _visit(page, f"{server}/?warm=1&empty=1")  # the browser has the program and the server its usual tables
        _visit(page, f"{server}/network?db=city&lang=en&tier=A")
        for view, name in asked:
            address = f"{server}/network?" + urlencode({"db": "city", "lang": "en", "view": view} | SLICES[name])
            first = _visit(page, address)
            pairs = [(_visit(page, f"{server}/?empty=1"), _visit(page, address)) for _ in range(runs)]
            yield Measured(view, name, first, median(warm for _, warm in pairs), median(empty for empty, _ in pairs))
        browser.close()


def _visit(page: Page, address: str) -> float:
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(_DRAWN, timeout=_PATIENCE)
    return time.perf_counter() - began
