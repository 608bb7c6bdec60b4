"""The one list of pages names what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.tables import TABLES
from pages.components.contents import PAGES, Page

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.key)
def test_a_page_in_the_list_has_its_file_and_warms_tables_that_exist(page: Page) -> None:
    assert (ROOT / page.path).is_file()
    assert Path(page.path).stem == page.key
    assert set(page.tables) <= set(TABLES)


def test_every_page_file_is_in_the_list() -> None:
    files = {file.relative_to(ROOT).as_posix() for file in (ROOT / "pages").glob("*/*.py")}
    files = {file for file in files if not file.startswith("pages/components/") and not file.endswith("__init__.py")}
    assert files == {page.path for page in PAGES.values()}
