"""From asking for the network to its drawn picture, in a browser, against an empty page of the same server.

Clicked: the reader is on the page and chooses another view; the empty page has a button and nothing else. Opened: the
address is opened anew, program and all. First: what nobody has asked for since the server got warm; again: the median
of further times, with the empty page in between.
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
from tests.browser.reading import WATCH
from tests.browser.serving import serve

RUNS = 5
AIM_SECONDS = 1.5  # beyond the empty page
VIEWS = {
    "picture": "Picture", "explore": "Explore", "matrix": "Matrix", "years": "Year by year", "arcs": "Levels",
    "two_mode": "Projects and organisations",
}  # fmt: skip
SLICES: dict[str, dict[str, str]] = {
    "the usual one": {},
    "a backbone": {"backbone": "sdsm"},
    "a year, by betweenness and community": {"window": "year", "size": "betweenness", "colour": "community"},
}
_DRAWN = """view => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"]')
    && (view === 'empty' || document.querySelector(
        view === 'explore' ? '.st-key-explore-network canvas' : '.stPlotlyChart .main-svg'))"""
_PATIENCE = 120_000  # ms


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds. `how` is clicked or opened."""

    how: str
    view: str
    slice: str
    first: float
    again: float
    empty: float

    @property
    def beyond(self) -> float:
        """The first time, less the empty page."""
        return self.first - self.empty


def measure(store: Path, runs: int = RUNS) -> Iterator[Measured]:
    """Every view of the usual slice by a click, then by its address, and the picture of two slices more; on the
    invented city in `store`."""
    with serve(store, PROGRAM) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        page, nothing = (browser.new_page(viewport={"width": 1440, "height": 900}) for _ in range(2))
        _open(nothing, f"{server}/?warm=1", "empty")
        _open(nothing, f"{server}/?empty=1", "empty")
        _open(page, _address(server, {}), "matrix")
        for view in [view for view in VIEWS if view != "matrix"]:
            first = _click(page, view)
            times = []
            for _ in range(runs):
                _click(page, "matrix")
                times.append((_click(page, view), _again(nothing)))
            yield _measured("clicked", view, "the usual one", first, times)
        asked = [(view, "the usual one") for view in VIEWS] + [("picture", name) for name in SLICES if SLICES[name]]
        for view, name in asked:
            address = _address(server, {"view": view} | SLICES[name])
            first = _open(page, address, view)
            times = [(_open(page, address, view), _open(nothing, f"{server}/?empty=1", "empty")) for _ in range(runs)]
            yield _measured("opened", view, name, first, times)
        browser.close()


def _measured(how: str, view: str, name: str, first: float, times: list[tuple[float, float]]) -> Measured:
    again, empty = (median(column) for column in zip(*times, strict=True))
    return Measured(how, view, name, first, again, empty)


def _address(server: str, options: dict[str, str]) -> str:
    return f"{server}/network?" + urlencode({"db": "city", "lang": "en"} | options)


def _open(page: Page, address: str, view: str) -> float:
    began = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(_DRAWN, arg=view, timeout=_PATIENCE)
    return time.perf_counter() - began


def _click(page: Page, view: str) -> float:
    page.evaluate(WATCH)
    began = time.perf_counter()
    page.get_by_role("radio", name=VIEWS[view], exact=True).click()
    page.wait_for_function("() => window.changes > 0", timeout=_PATIENCE)  # the picture before is still there
    page.wait_for_function(_DRAWN, arg=view, timeout=_PATIENCE)
    return time.perf_counter() - began


def _again(nothing: Page) -> float:
    number = int(nothing.get_by_text("Run ").inner_text().split()[1])
    began = time.perf_counter()
    nothing.get_by_role("button").click()
    nothing.get_by_text(f"Run {number + 1}", exact=True).wait_for(timeout=_PATIENCE)
    return time.perf_counter() - began
