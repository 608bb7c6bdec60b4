"""The network over time in the browser: a reform is entered and compared, and the network is taken away as a file."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import networkx as nx
import pytest
from playwright.sync_api import Page

from tests.browser.reading import PATIENCE, settle, troubles, visit
from tests.browser.serving import data, serve
from tests.browser.test_downloads import downloaded

pytestmark = pytest.mark.browser


def fill(page: Page, key: str, words: str) -> None:
    box = page.locator(f".st-key-{key} input").first
    box.fill(words)
    box.press("Enter")
    settle(page)


def test_a_reform_is_entered_and_its_years_are_compared(city: Path, page: Page, tmp_path: Path) -> None:
    store = Path(shutil.copytree(city, tmp_path / "store"))
    with serve(store) as server:
        visit(page, server, "over_time", db="city", lang="en")
        page.locator(".st-key-chart-network_time-measures").wait_for(timeout=PATIENCE)
        page.get_by_text("Enter a reform").click()
        fill(page, "reform-en", "Merger of 2024")
        fill(page, "reform-day", "2024-01-01")
        fill(page, "reform-source", "circular 7")
        page.locator(".st-key-reform-save button").click()
        page.get_by_text("Saved: “Merger of 2024”").wait_for(timeout=PATIENCE)
        # every year is measured anew in the background
        page.get_by_text("After “Merger of 2024” (1 Jan 2024) a year has").wait_for(timeout=PATIENCE)
        page.locator(".st-key-chart-network_reform-after").wait_for(timeout=PATIENCE)
        settle(page)
        assert troubles(page) == []


def test_the_network_is_taken_away_as_the_command_line_writes_it(server: str, city: Path, page: Page) -> None:
    visit(page, server, "network", db="city", lang="en", backbone="minimum", least="3")
    page.get_by_text("Take it away").click()
    name, content = downloaded(page, page.locator(".st-key-take-graphml button").first)
    assert name == "network-2025-06-30.graphml"
    same = city / "same.graphml"
    asked = ("--option", "backbone=minimum", "--option", "least=3", "--database", str(city / "city.db"))
    data(city, "network", "--format", "graphml", "--to", str(same), *asked)
    assert content == same.read_bytes()
    graph = nx.read_graphml(BytesIO(content))
    assert graph.size() > 0
    assert all(tie["weight"] >= 3 for _, _, tie in graph.edges(data=True))


def test_the_panel_comes_as_a_zip_with_its_readme(server: str, page: Page) -> None:
    visit(page, server, "over_time", db="city", lang="zh-CN")
    page.locator(".st-key-chart-network_time-measures").wait_for(timeout=PATIENCE)
    page.locator(".st-key-take-panel").wait_for(state="attached", timeout=PATIENCE)
    page.locator("summary", has=page.locator("text=/panel|面板/")).first.click()
    name, content = downloaded(page, page.locator(".st-key-take-panel button").first)
    assert name == "network-2025-06-30.panel.zip"
    with ZipFile(BytesIO(content)) as archive:
        assert {"README.txt", "wave_1.txt", "wave_2.txt", "composition.txt"} <= set(archive.namelist())
