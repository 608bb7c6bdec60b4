"""Pictures of every page, for people to look at: each size, language and theme, full and empty database.

    python -m tests.browser.screenshots [--pages overview slippage] [--sizes phone] [--out FOLDER] [--server URL]

Without --server it starts one of its own with an invented city of 300 projects.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pages.components.contents import PAGES
from tests.browser import chromium
from tests.browser.reading import troubles, visit
from tests.browser.serving import data, serve

SIZES = {"phone": (390, 844), "desk": (1440, 900), "wall": (1920, 1080)}
LANGUAGES = ("en", "zh-CN")
THEMES = ("light", "dark")
DATABASES = ("city", "portfolio")


def main() -> None:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--pages", nargs="+", choices=list(PAGES), default=list(PAGES))
    made.add_argument("--sizes", nargs="+", choices=list(SIZES), default=list(SIZES))
    made.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    made.add_argument("--themes", nargs="+", choices=THEMES, default=THEMES)
    made.add_argument("--databases", nargs="+", choices=DATABASES, default=["city"])
    made.add_argument("--project", metavar="CODE", help="the project that the page of one project shows")
    made.add_argument("--out", type=Path, default=Path(__file__).parent / "screenshots")
    made.add_argument("--server", metavar="URL")
    given = made.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        if not given.server:
            store = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            data(store, "sample", "--projects", "300", "--seed", "7")
            given.server = stack.enter_context(serve(store))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS)
        stack.callback(browser.close)
        for views in product(given.pages, given.databases, given.sizes, given.languages, given.themes):
            take(browser, given.server, given.out, given.project, *views)


def take(
    browser: Browser, server: str, out: Path, project: str | None, key: str, database: str, size: str, language: str,
    theme: str,
) -> None:  # fmt: skip
    width, height = SIZES[size]
    page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme="dark" if theme == "dark" else "light"
    )
    visit(page, server, key, db=database, lang=language, **({"project": project} if project else {}))
    file = out / f"{key}-{database}-{size}-{language}-{theme}.png"
    # The page scrolls inside Streamlit's own box: a window as tall as the content shows all of it.
    tall = page.evaluate("() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    page.screenshot(path=file.with_stem(file.stem + "-first-screen"))
    page.set_viewport_size({"width": width, "height": max(height, min(int(tall), 12_000))})
    page.wait_for_timeout(500)
    page.screenshot(path=file)
    print(file.name, *troubles(page), sep="\n    ", flush=True)
    page.close()


if __name__ == "__main__":
    main()
