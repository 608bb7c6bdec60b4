"""Text from the database is shown as that text: it runs nothing, loads nothing, formats nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from data import database, editions
from data.importers.batch import Batch, Parsed, SourceFile
from pages.components.contents import PAGES
from tests.browser.reading import settle, text, troubles, visit
from tests.browser.serving import serve
from tests.tables import draw

pytestmark = pytest.mark.browser

IMAGE = "![x](http://example.com/x.png)"
SCRIPT = "<script>window.broken = true</script>"
HANDLER = '<img src="http://example.com/y.png" onerror="window.broken = true">'
LOUD = ":red[**bold**] $E = mc^2$ `code` [link](http://example.com/) & < >"
NAMES = {"P1": IMAGE, "P2": SCRIPT, "P3": HANDLER, "P4": LOUD}


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of four real projects whose names, sectors, districts and bodies are hostile."""
    store = tmp_path_factory.mktemp("hostile")
    engine = database.prepare(f"sqlite:///{store / 'portfolio.db'}")
    records = draw(
        """
        project | as_of      | status
        P1      | 2024-12-31 | active
        P2      | 2024-12-31 | active
        P3      | 2024-12-31 | active
        P4      | 2024-12-31 | active
        """
    )
    records = records.assign(name_en=records["project"].map(NAMES))
    records = records.assign(name_zh=records["name_en"], sector=records["name_en"], district=records["name_en"])
    milestones = draw(
        """
        project | as_of      | milestone  | baseline   | forecast
        P1      | 2024-12-31 | completion | 2024-06-30 | 2025-12-31
        P2      | 2024-12-31 | completion | 2024-06-30 | 2025-11-30
        P3      | 2024-12-31 | completion | 2024-06-30 | 2025-10-31
        P4      | 2024-12-31 | completion | 2024-06-30 | 2025-09-30
        """
    )
    bodies = draw("key | kind | level\nB1 | government | city\nB2 | company | city")
    bodies = bodies.assign(name_en=[IMAGE, SCRIPT], name_zh=[IMAGE, SCRIPT])
    parts = draw(
        """
        project | as_of      | organisation | role
        P1      | 2024-12-31 | B1           | responsible
        P1      | 2024-12-31 | B2           | contractor
        """
    )
    facts = {"project_record": records, "milestone_snapshot": milestones, "participation": parts}
    rows = len(records)
    batch = Batch(facts=facts, organisations=bodies, rows_read=rows, rows_used=rows)
    editions.write(engine, Parsed(files=[SourceFile(f"{IMAGE}.csv", "0" * 64, 1)], batches=[batch]))
    engine.dispose()
    with serve(store) as url:
        yield url


@pytest.mark.parametrize("key", PAGES)
def test_hostile_names_run_and_load_nothing_on_any_page(hostile: str, page: Page, key: str) -> None:
    # A request that leaves the machine fails the test in the fixture `page`.
    visit(page, hostile, key, db="portfolio", lang="en", project="P3", sector=IMAGE)
    assert page.evaluate("() => window.broken") is None
    assert troubles(page) == []


@pytest.mark.parametrize("code", NAMES)
def test_a_hostile_name_is_the_title_of_its_page_letter_by_letter(
    hostile: str, new_page: Callable[..., Page], code: str
) -> None:
    page = new_page()
    visit(page, hostile, "project", db="portfolio", lang="en", project=code)
    assert NAMES[code] in text(page)
    page.reload()
    settle(page)
    assert page.evaluate("() => window.broken") is None
