"""What a reader takes home: pictures, tables, and the facts about a number."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page

from tests.browser.reading import settle, visit

pytestmark = pytest.mark.browser


@pytest.fixture
def overview(server: str, page: Page) -> Page:
    visit(page, server, "overview", db="city", lang="en")
    return page


def downloaded(page: Page, button: Locator) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        button.click()
    download: Download = waiting.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def test_a_picture_downloads_as_svg(overview: Page) -> None:
    chart = overview.locator(".st-key-chart-portfolio-slip_bands")
    chart.hover()
    name, content = downloaded(overview, chart.locator(".modebar-btn"))
    assert name == "portfolio-slip_bands.svg"
    assert content.startswith(b"<svg")
    assert "360 days and more" in content.decode()


def test_a_table_downloads_as_csv_and_xlsx_with_all_its_columns(overview: Page) -> None:
    table = overview.locator(".st-key-table-portfolio_moves")
    name, content = downloaded(overview, table.get_by_role("button", name="Download CSV"))
    assert name.startswith("portfolio_moves-")
    assert name.endswith(".csv")
    lines = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert lines[0] == ["Change", "Projects (projects)", "Since"]
    name, content = downloaded(overview, table.get_by_role("button", name="Download XLSX"))
    assert name.endswith(".xlsx")
    sheet = load_workbook(BytesIO(content)).active
    assert [[str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == lines


@pytest.mark.parametrize("of", ["tile-3", "portfolio-slip_bands", "table-attention"])
def test_about_this_number_opens_with_the_keyboard_and_says_where_it_comes_from(overview: Page, of: str) -> None:
    opener = overview.locator(f".st-key-about-{of}").get_by_role("button", name="About this number")
    opener.focus()
    overview.keyboard.press("Enter")
    facts = overview.locator("dl.about")
    facts.wait_for()
    settle(overview)
    terms = facts.locator("dt").all_inner_texts()
    assert [terms[0], terms[1], *terms[-2:]] == ["Definition", "Filter", "Edition", "As of"]
    assert all(facts.locator("dd").all_inner_texts())


def test_the_reports_of_a_project_unfold_on_a_click(server: str, page: Page) -> None:
    visit(page, server, "project", db="city", lang="en", project="LJ0000001")
    assert page.locator(".st-key-table-project_milestones").count() == 0
    page.get_by_text("Milestones, report by report (").click()
    page.locator(".st-key-table-project_milestones table").wait_for()
