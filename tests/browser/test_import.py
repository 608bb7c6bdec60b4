"""A spreadsheet dropped on the page becomes projects, and its doubtful row is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.reading import PATIENCE, query, settle, text, troubles, visit
from tests.browser.serving import data, serve

pytestmark = pytest.mark.browser

LEDGER = """\
截至2025年6月30日
项目代码,项目名称,责任单位,总投资（亿元）,计划竣工时间,实际竣工时间
K-01,滨江学校,教育局,1.25,2025-12-31,
K-02,东湖泵站,水务局,0.48,2024-12-31,2025-03-31
K-03,北环快速路,交通局,三亿,2026-06-30,
"""


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").click()
    settle(page)


def test_a_ledger_is_dropped_checked_imported_and_its_projects_are_seen(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "台账.csv"
    file.write_text(LEDGER, encoding="gb18030")
    store = tmp_path / "store"
    store.mkdir()
    with serve(store) as server:
        visit(page, server, "imports", db="portfolio", lang="en")
        page.locator('input[type="file"]').set_input_files(file)
        page.locator(".st-key-check button").wait_for(timeout=PATIENCE)
        settle(page)
        assert page.get_by_role("combobox", name="Mapping").first.input_value().startswith("chinese-ledger")

        press(page, "check")
        page.locator(".st-key-confirm button").wait_for(timeout=PATIENCE)
        assert "1 problem" in text(page)
        assert troubles(page) == []
        assert not (store / "portfolio.db").exists() or json.loads(data(store, "table", "projects", "--json")) == []

        press(page, "confirm")
        page.locator(".st-key-import-result").wait_for(timeout=PATIENCE)
        page.locator(".st-key-import-result button").first.click()
        page.wait_for_url("**/projects?*", timeout=PATIENCE)
        settle(page)
        assert query(page)["db"] == ["portfolio"]
        assert "3 projects" in text(page)

        visit(page, server, "project", db="portfolio", lang="zh-CN", project="K-02")
        assert "东湖泵站" in text(page)
        assert "4,800万元" in text(page)
        assert "台账.csv" in text(page)

    seen = {row["code"]: row for row in json.loads(data(store, "table", "projects", "--json"))}
    assert {code: row["budget_current"] for code, row in seen.items()} == {
        "K-01": "125000000.00",
        "K-02": "48000000.00",
        "K-03": None,
    }
    assert seen["K-02"]["slip_days"] == 90
