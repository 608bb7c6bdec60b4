"""`make bench`: how fast, as ratios, and on which machine.

make bench                        pages and the back-test at 5,000 and 100,000 projects x 12 dates, imports at
                                  5,000, the ledger over 1,000,000 payments, networks at three sizes, and the
                                  network page in a browser at 5,000
make bench ARGS=--small           everything at 300 projects, a few minutes
make bench ARGS="pages --projects 5000"
make bench ARGS="ledger --payments 10000000"
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy.engine import URL

from tests import postgres
from tests.benchmarks import back_test, imports, ledger, machine, network_page, networks, pages
from tests.browser.serving import data

SMALL = 300
PAGES_SIZES, IMPORT_SIZES, PAYMENTS = (5_000, 100_000), (5_000,), 1_000_000
AIM_WARM, AIM_IMPORT = 3, 4
WHICH = ["pages", "imports", "ledger", "back_test", "networks", "network_page"]


def main() -> None:
    made = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.add_argument("which", nargs="*", choices=WHICH, default=WHICH)
    made.add_argument(
        "--projects", type=int, nargs="+", metavar="N", help="how many projects (several: one after the other)"
    )
    made.add_argument("--dates", type=int, default=12, metavar="D", help="reporting dates (default: 12)")
    made.add_argument("--payments", type=int, metavar="N", help=f"of the ledger (default: {PAYMENTS:,})")
    made.add_argument("--small", action="store_true", help=f"{SMALL} projects")
    given = made.parse_args()
    print(machine.described())
    sizes = [SMALL] if given.small else given.projects
    if "pages" in given.which:
        for projects in sizes or PAGES_SIZES:
            _pages(projects, given.dates)
    if "imports" in given.which:
        for projects in sizes or IMPORT_SIZES:
            _imports(projects, given.dates)
    if "ledger" in given.which:
        _ledger(given.payments or (SMALL * ledger.PER_PROJECT if given.small else PAYMENTS))
    if "back_test" in given.which:
        _back_test(sizes or PAGES_SIZES, given.dates)
    if "networks" in given.which:
        for organisations, projects in (
            (networks.SMALL,) if given.small else (networks.SMALL, networks.LARGE, networks.HUGE)
        ):
            _networks(organisations, projects)
    if "network_page" in given.which:
        for projects in sizes or IMPORT_SIZES:
            _network_page(projects, given.dates)


def _pages(projects: int, dates: int) -> None:
    print(f"\nPages, {projects:,} projects x {dates} dates (ms; aim: warm within {AIM_WARM} x of the empty page)")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        began = time.perf_counter()
        data(store, "sample", "--projects", str(projects), "--dates", str(dates), "--seed", "1")
        print(f"(invented city made in {time.perf_counter() - began:.0f} s)")
        city = ("--database", str(store / "city.db"))
        project = json.loads(data(store, "table", "attention", "--json", *city))[0]["code"]
        _row("page", "first", "filtered", "warm", "empty", "warm / empty")
        for found in pages.measure(store, project):
            times = [f"{seconds * 1000:.1f}" for seconds in (found.first, found.filtered, found.warm, found.empty)]
            _row(found.page, *times, f"{found.ratio:.1f}")


def _imports(projects: int, dates: int) -> None:
    print(f"\nImport, {projects:,} projects x {dates} dates (aim: writing within {AIM_IMPORT} x of the bare insert)")
    _row("engine", "lines", "rows", "parse s", "write s", "bare s", "write / bare")
    with ExitStack() as stack:
        for found in imports.measure(projects, dates, _server(stack)):
            seconds = [f"{value:.2f}" for value in (found.parse_seconds, found.write_seconds, found.bare_seconds)]
            _row(found.engine, f"{found.lines:,}", f"{found.rows:,}", *seconds, f"{found.ratio:.1f}")


def _ledger(payments: int) -> None:
    print(f"\nLedger, {payments:,} payments (ms; a level never scans them, the bare query does)")
    with ExitStack() as stack:
        for found in ledger.measure(payments, _server(stack)):
            if isinstance(found, ledger.Filled):
                print(
                    f"{found.engine}: {found.payments:,} payments of {found.projects:,} projects filled in "
                    f"{found.fill_seconds:.0f} s, {found.ways:,} rows derived in {found.derive_seconds:.0f} s"
                )
                _row("level", "first", "warm", "bare", "bare / warm", "", wide=24)
            else:
                times = [f"{seconds * 1000:.1f}" for seconds in (found.first, found.warm, found.scan)]
                _row(found.level, *times, f"{found.ratio:.1f}", "SCANS" if found.reads_all else "", wide=24)


def _back_test(sizes: Sequence[int], dates: int) -> None:
    print(f"\nBack-test at {dates} dates, all methods (against loops over dates and projects, where they can bear it)")
    _row("projects", "states", "forecasts", "forecast s", "score s", "loops s", "loops / here")
    for found in back_test.measure(sizes, dates):
        loops = (f"{found.loop_seconds:.1f}", f"{found.ratio:.0f}") if found.loop_seconds else ("–", "–")
        seconds = (f"{found.forecast_seconds:.2f}", f"{found.score_seconds:.2f}")
        _row(f"{found.projects:,}", f"{found.states:,}", f"{found.pairs:,}", *seconds, *loops)


def _networks(organisations: int, projects: int) -> None:
    print(f"\nNetworks, {organisations:,} organisations on {projects:,} projects (ms)")
    _row("task", "here", "against", "", "ratio", wide=18)
    for found in networks.measure(organisations, projects):
        other = "–" if found.other_seconds is None else f"{found.other_seconds * 1000:.1f}"
        ratio = "–" if found.ratio is None else f"{found.ratio:.1f}"
        _row(found.task, f"{found.seconds * 1000:.1f}", found.against, other, ratio, wide=18)
    print(f"(peak memory of all tasks together: {networks.peak_memory(organisations, projects) / 1e6:,.0f} MB)")


def _network_page(projects: int, dates: int) -> None:
    aim = network_page.AIM_SECONDS
    print(f"\nNetwork page in a browser, {projects:,} projects (ms; aim: first within {aim} s of the empty page)")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder)
        data(store, "sample", "--projects", str(projects), "--dates", str(dates), "--seed", "1")
        _row("view", "how", "first", "again", "empty", "first - empty", "slice")
        for found in network_page.measure(store):
            times = [f"{seconds * 1000:.0f}" for seconds in (found.first, found.again, found.empty, found.beyond)]
            _row(found.view, found.how, *times, f"  {found.slice}")


def _server(stack: ExitStack) -> URL | None:
    """A PostgreSQL, or the reason why there is none, printed."""
    try:
        return stack.enter_context(postgres.server())
    except postgres.Unavailable as reason:
        print(reason)
        return None


def _row(*cells: str, wide: int = 12) -> None:
    first, *rest = cells
    print(f"{first:{wide}}" + "".join(f"{cell:>14}" for cell in rest), flush=True)


if __name__ == "__main__":
    main()
