"""Where the table is in a file: encoding, separator, header, units, sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from analytics.errors import BadMapping, RefusedFile
from data.importers import tabular
from data.importers.mapping import Column, Mapping
from tests.data.importers.table_files import SIMPLE, Read, book, text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_text_is_read_in_its_own_encoding(tmp_path: Path, encoding: str) -> None:
    read = Read(text(tmp_path, "id,name\nP1,雨花区道路改造工程\nP2,污水处理厂扩建工程\n", encoding=encoding))
    assert read.facts("project_record", "project", "name_zh") == [
        ("P1", "雨花区道路改造工程"),
        ("P2", "污水处理厂扩建工程"),
    ]


def test_western_text_that_is_not_utf_8_is_read_as_windows_1252(tmp_path: Path) -> None:
    read = Read(text(tmp_path, "id,name\nP1,Café “Señor” £5\n", encoding="cp1252"))
    assert read.facts("project_record", "name_en") == [("Café “Señor” £5",)]


def test_the_mapping_may_name_the_encoding_and_is_held_to_it(tmp_path: Path) -> None:
    path = text(tmp_path, "id,name\nP1,Привет\n", encoding="koi8-r")
    assert Read(path, replace(SIMPLE, encoding="koi8-r")).facts("project_record", "name_en") == [("Привет",)]
    with pytest.raises(RefusedFile, match="not text in utf-8"):
        Read(path, replace(SIMPLE, encoding="utf-8"))


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_though_cells_hold_the_others(tmp_path: Path, separator: str) -> None:
    others = "".join({",", ";", "|"} - {separator})
    content = f"id{separator}name\nP1{separator}a{others}b\nP2{separator}c{others}{others}d\n"
    read = Read(text(tmp_path, content))
    assert read.facts("project_record", "name_en") == [(f"a{others}b",), (f"c{others}{others}d",)]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_quoted_cells_hold_separators_and_line_breaks_and_rows_keep_the_number_of_their_first_line(
    tmp_path: Path, quote: str
) -> None:
    content = f"id,name\nP1,{quote}a, b{quote}\nP2,{quote}c,\nd{quote}\nP3,e\n"
    read = Read(text(tmp_path, content))
    assert read.facts("project_record", "project", "name_en", "row") == [
        ("P1", "a, b", 2),
        ("P2", "c,\nd", 3),
        ("P3", "e", 5),
    ]


def test_lines_above_the_header_are_passed_over_and_may_say_the_reporting_date(tmp_path: Path) -> None:
    path = text(tmp_path, "重点项目表\n截至2023年5月\n\nid,name\nP1,x\n")
    mapping = replace(SIMPLE, as_of_pattern=r"截至(\d+年\d+月)", date_formats=("%Y年%m月",))
    read = Read(path, mapping, as_of=None)
    assert read.facts("project_record", "project", "as_of", "row") == [("P1", date(2023, 5, 31), 5)]
    assert read.parsed.files[0].described["tables"][0]["banner"] == ["重点项目表", "截至2023年5月"]  # type: ignore[index]


def test_two_columns_of_one_name_are_told_apart_and_the_first_that_is_filled_in_counts(tmp_path: Path) -> None:
    read = Read(text(tmp_path, "id,rating,rating\nP1,,Amber/red\nP2,G,Amber/Red\nP3,,\n"))
    assert read.facts("progress_report", "project", "light", "light_reported") == [
        ("P1", "late", "Amber/red"),
        ("P2", "good", "G"),
    ]


def test_headers_match_whatever_their_width_case_and_spaces(tmp_path: Path) -> None:
    mapping = Mapping("m", (Column("项目代码", "code"), Column("总投资（亿元）", "budget:current", unit="亿元")))
    read = Read(text(tmp_path, '项目 代码,"总投资\n(亿元)"\nP1,1.5\n'), mapping)
    assert read.facts("budget_figure", "amount") == [(15_000_000_000,)]


def test_the_unit_comes_from_the_header_else_from_the_line_above_else_it_must_be_named(tmp_path: Path) -> None:
    mapping = Mapping("m", (Column("代码", "code"), Column("总投资", "budget:current"), Column("年度计划投资", "plan")))
    read = Read(text(tmp_path, "单位：万元\n代码,总投资（亿元）,年度计划投资\nP1,1.5,200\n"), mapping)
    assert read.facts("budget_figure", "amount") == [(15_000_000_000,)]
    assert read.facts("annual_plan", "amount", "year") == [(200_000_000, 2023)]
    with pytest.raises(BadMapping, match="unit of the column “总投资”"):
        Read(text(tmp_path, "代码,总投资,年度计划投资（万元）\nP1,1.5,200\n"), mapping)


def test_a_header_of_two_rows_is_read_as_one(tmp_path: Path) -> None:
    upper = ["项目代码", "项目名称", "2023年投资（万元）", None, "起止", None, "备注"]
    path = book(
        tmp_path, [upper, [None, None, "计划", "完成", "开工", "竣工"], ["P1", "路", 5, 3, "2021-01-01", "2024-01-01"]]
    )
    layout = tabular.inspect(path).layout
    assert layout.header_row == 2
    assert layout.headers == (
        "项目代码", "项目名称", "2023年投资（万元） 计划", "2023年投资（万元） 完成", "起止 开工", "起止 竣工", "备注",
    )  # fmt: skip
    mapping = Mapping("m", (Column("项目代码", "code"), Column("2023年投资 完成", "completed_year")))
    assert Read(path, mapping).facts("progress_report", "project", "completed_year") == [("P1", 3_000_000)]


def test_a_row_of_words_below_a_header_with_a_blank_cell_is_data(tmp_path: Path) -> None:
    read = Read(text(tmp_path, "id,name,,\nP1,a,b,c\nP2,d,e,f\n"))
    assert read.facts("project_record", "project") == [("P1",), ("P2",)]


@pytest.mark.parametrize("header", ["总投资（亿元）", "总投资(单位：亿元，含税)", "总投资/亿元", "总投资【亿】"])
def test_a_unit_is_read_however_the_header_states_it(tmp_path: Path, header: str) -> None:
    mapping = Mapping("m", (Column("代码", "code"), Column("总投资", "budget:current")))
    assert Read(text(tmp_path, f"代码|{header}\nP1|1.5\n"), mapping).facts("budget_figure", "amount") == [
        (15_000_000_000,)
    ]


def test_a_workbook_gives_dates_numbers_and_per_cents_as_they_are_shown(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        [["id", "end", "budget", "done"], [101, datetime(2024, 5, 1), 1234567.1, 0.855], ["P2", 45107, 0.1, 85.5]],
    )
    made = openpyxl.load_workbook(path)
    made.active["D2"].number_format = "0.0%"
    made.save(path)
    read = Read(path, replace(SIMPLE, date_formats=("excel",)))
    assert read.problems == []
    assert read.facts("budget_figure", "project", "amount") == [("101", 123_456_710), ("P2", 10)]
    assert read.facts("milestone_snapshot", "forecast") == [(date(2024, 5, 1),), (date(2023, 6, 30),)]
    assert read.facts("progress_report", "physical_percent") == [(85.5,), (85.5,)]


def test_every_sheet_that_fits_is_read_and_the_others_are_listed(tmp_path: Path) -> None:
    path = book(
        tmp_path, [["id", "name"], ["P1", "a"]], June=[["t"], ["id", "name"], ["P2", "b"]], Notes=[["x", "y"], [1, 2]]
    )
    read = Read(path)
    assert read.facts("project_record", "project", "sheet", "row") == [("P1", "Sheet", 2), ("P2", "June", 3)]
    assert read.parsed.not_stored == ["Notes"]
    made = openpyxl.load_workbook(path)
    made["June"].sheet_state = "hidden"
    made.save(path)
    assert Read(path).parsed.not_stored == ["June", "Notes"]
    made["June"].sheet_state = "visible"
    made.save(path)
    assert Read(path, replace(SIMPLE, sheets=("June",))).facts("project_record", "project") == [("P2",)]
    with pytest.raises(RefusedFile, match="no sheet “July”"):
        Read(path, replace(SIMPLE, sheets=("July",)))
