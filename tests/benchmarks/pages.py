"""Each page's first and warm run against an empty page in the same server.

A run is what a reader waits for without the drawing: from asking over the websocket to the end of
the page's script. First: the first reader once the server has warmed its caches.
Filtered: the first run with a filter that nobody has asked for yet. Warm: the median of repeated
runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from pages.components.contents import PAGES
from tests.benchmarks.driving import Reader
from tests.browser.reading import FIRST
from tests.browser.serving import serve

PROGRAM = ("-m", "pages.components.server", str(Path(__file__).with_name("app.py")))
RUNS = 20


@dataclass(frozen=True, slots=True)
class Measured:
    page: str
    first: float
    filtered: float
    warm: float
    empty: float

    @property
    def ratio(self) -> float:
        """Warm against the empty page."""
        return self.warm / self.empty


def measure(store: Path, project: str, runs: int = RUNS) -> Iterator[Measured]:
    """All pages, on the invented city in `store`; `project` is the code that the page of one project shows."""
    shown = {"db": "city", "lang": "en", "project": project}
    with serve(store, PROGRAM) as server, Reader(server) as nobody:
        nobody.run("", "warm=1")
        for key in PAGES:
            page = "" if key == FIRST else key
            with Reader(server) as reader:
                first = reader.run(page, urlencode(shown))
                filtered = reader.run(page, urlencode(shown | {"tier": "B", "sector": "roads"}))
                warm = median(reader.run(page, urlencode(shown)) for _ in range(runs))
            empty = median(nobody.run("", "empty=1") for _ in range(runs))
            yield Measured(key, first, filtered, warm, empty)
