"""Downloads hold exact figures and run nothing on the reader's machine."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from analytics.frames import FRAMES
from analytics.language import Language
from data.exporters import spreadsheet
from tests.tables import draw

FRAME = FRAMES["projects"]
COLUMNS = ("code", "name_en", "light", "currency", "budget_current", "slip_days", "completion_forecast")
FORMULA = '=HYPERLINK("http://example.com")'


def projects(name: str = FORMULA):  # type: ignore[no-untyped-def]
    return draw(
        f"""
        code | name_en | light | currency | budget_current      | slip_days | completion_forecast
        P1   | {name}  | late  | CNY      | 9007199254740993    | −3        | 2026-11-21
        P2   | School  |       | JPY      | 500                 |           |
        """,
        "projects",
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert spreadsheet.neutral(text) == "'" + text


@pytest.mark.parametrize("text", ["Ring road", "第1号", "a=b", "3-4"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert spreadsheet.neutral(text) == text


def test_csv_begins_with_a_byte_order_mark_and_holds_exact_amounts_in_major_units() -> None:
    lines = spreadsheet.csv(projects(), FRAME, COLUMNS, Language("en")).decode("utf-8").split("\r\n")
    assert lines[0].startswith("\ufeffCode,Name (English),Light (computed)")
    assert "90071992547409.93" in lines[1], "a float would have lost the last fen"
    assert "\"'=HYPERLINK(" in lines[1]
    assert ",-3," in lines[1], "a number is no formula"
    assert lines[2] == "P2,School,,JPY,500,,", "yen have no cents, and what is not known is empty"


def test_xlsx_holds_no_formula_and_no_link_and_a_long_amount_as_exact_text() -> None:
    book = openpyxl.load_workbook(BytesIO(spreadsheet.xlsx(projects(), FRAME, COLUMNS, Language("en"))))
    sheet = book.active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert sheet["B2"].value == "'" + FORMULA
    assert sheet["B2"].hyperlink is None
    assert sheet["E2"].value == "90071992547409.93"
    assert sheet["E3"].value == 500
    assert sheet["E3"].data_type == "n"


def test_the_words_follow_the_language() -> None:
    first, second = spreadsheet.csv(projects(), FRAME, COLUMNS, Language("zh_CN")).decode("utf-8-sig").split("\r\n")[:2]
    assert "当前投资额" in first
    assert "滞后" in second


def test_a_sector_or_district_has_the_name_that_came_with_the_data() -> None:
    table = draw("code | district\nP1 | north\nP2 | south", "projects")
    places = {("district", "north"): ("North", "=北区"), ("sector", "south"): ("South", "南")}
    assert spreadsheet.rows(table, FRAME, ("district",), Language("zh_CN"), places) == [["'=北区"], ["south"]]


def test_of_two_equal_labels_each_names_its_column() -> None:
    heads = spreadsheet.headers(FRAME, ("code", "code"), Language("en"))
    assert heads == ["Code [code]", "Code [code]"]


def test_an_empty_table_is_its_header() -> None:
    assert spreadsheet.csv(FRAME.empty(), FRAME, ("code",), Language("en")) == "\ufeffCode\r\n".encode()
    assert openpyxl.load_workbook(BytesIO(spreadsheet.xlsx(FRAME.empty(), FRAME, ("code",), Language("en"))))
