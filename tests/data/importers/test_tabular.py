"""Tables with one kind of dirt each: what comes in, what is flagged, and what is named as a problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from sqlalchemy import Engine, func, select

from analytics.errors import BadMapping, RefusedFile
from data import editions, schema
from data.importers import convert, days, load, tabular, values
from data.importers import mapping as mappings
from data.importers.batch import Batch
from data.importers.bind import IMPLAUSIBLE
from data.importers.mapping import Column, Mapping
from data.importers.reading import Dialect
from tests.tables import rows as plain

DAY = date(2023, 6, 30)
SIMPLE = Mapping(
    "simple",
    (
        Column("id", "code"),
        Column("name", "name", optional=True),
        Column("day", "as_of", optional=True),
        Column("body", "role:responsible", optional=True, split=("、",)),
        Column("budget", "budget:current", unit="1", optional=True),
        Column("state", "status", optional=True),
        Column("end", "completion:forecast", optional=True),
        Column("start", "start:forecast", optional=True),
        Column("done", "physical_percent", optional=True),
        Column("rating", "light", optional=True),
        Column("rating (2)", "light", optional=True),
    ),
    null_words=("NULL",),
    codes={"status": {"Open": "active"}, "light": {"Amber/Red": "late", "G": "good"}},
)


class Read:
    """Everything that a set of files becomes."""

    def __init__(self, files: Path | Iterable[Path], mapping: Mapping = SIMPLE, as_of: date | None = DAY) -> None:
        self.parsed = tabular.parse([files] if isinstance(files, Path) else list(files), mapping, as_of)
        self.batches: list[Batch] = list(self.parsed.batches)
        self.problems = [problem for batch in self.batches for problem in batch.problems]
        self.flags = [flag for batch in self.batches for flag in batch.flags]

    def facts(self, name: str, *columns: str) -> list[tuple[Any, ...]]:
        frames = [batch.facts[name] for batch in self.batches if name in batch.facts]
        return plain(pd.concat(frames)[list(columns)]) if frames else []

    @property
    def said(self) -> list[tuple[int | None, str | None, str]]:
        return [(problem.row, problem.column, problem.message) for problem in self.problems]


def text(folder: Path, content: str, name: str = "t.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def book(folder: Path, rows: list[list[Any]], name: str = "t.xlsx", **sheets: list[list[Any]]) -> Path:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for title, more in sheets.items():
        sheet = made.create_sheet(title)
        for row in more:
            sheet.append(row)
    made.save(folder / name)
    return folder / name


# --- finding the table -----------------------------------------------------------------------


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


# --- cells and rows that cannot be used -------------------------------------------------------


def test_all_cells_that_do_not_fit_are_problems_and_their_rows_keep_the_rest(tmp_path: Path) -> None:
    content = "id,name,budget,end\nP1,a,12,2024-01-01\nP2,b,much,2024-01-01\nP3,c,3,soon\nP4,d,4,2024-01-01\n"
    read = Read(text(tmp_path, content))
    assert read.said == [(3, "budget", values.NOT_MONEY.message), (4, "end", days.NOT_A_DAY.message)]
    assert [(problem.found, problem.allowed) for problem in read.problems] == [
        ("much", values.NOT_MONEY.allowed),
        ("soon", days.NOT_A_DAY.allowed),
    ]
    assert read.facts("project_record", "project") == [("P1",), ("P2",), ("P3",), ("P4",)]
    assert read.facts("budget_figure", "project", "amount") == [("P1", 1200), ("P3", 300), ("P4", 400)]


def test_a_row_without_code_or_date_is_not_used(tmp_path: Path) -> None:
    content = "id,day,name\n,2023-01-01,a\nP2,,b\nP3,1066-10-14,c\nP4,2023-01-01,d\nP5,2108-01-01,e\n"
    read = Read(text(tmp_path, content), as_of=None)
    assert read.said == [
        (2, "id", convert.NO_CODE),
        (3, "day", convert.NO_DATE),
        (4, "day", IMPLAUSIBLE.message),
        (6, "day", IMPLAUSIBLE.message),
    ]
    assert read.facts("project_record", "project") == [("P4",)]
    assert [(batch.rows_read, batch.rows_used) for batch in read.batches] == [(5, 1)]


def test_a_row_with_another_number_of_cells_is_not_used(tmp_path: Path) -> None:
    content = "id,name,budget\nP1,Bridge, north,12\nP2,Bridge\nP3,Road,5,,\nP4,Canal,6\n"
    read = Read(text(tmp_path, content))
    assert read.said == [(2, None, convert.WIDTH), (3, None, convert.WIDTH)]
    assert read.problems[0].found == "P1 | Bridge | north | 12"
    assert read.facts("project_record", "project") == [("P3",), ("P4",)]


def test_a_shifted_row_with_the_right_number_of_cells_is_noticed_by_its_types(tmp_path: Path) -> None:
    good = "".join(f"P{number},Road,Open,2024-01-01,5\n" for number in range(9))
    read = Read(text(tmp_path, "id,name,state,end,budget\n" + good + "P10,Bridge, north,Open,2024-01-01\n"))
    assert read.said == [(11, None, convert.SHIFTED)]
    assert len(read.facts("project_record", "project")) == 9


def test_a_column_in_which_nothing_fits_is_a_wrong_mapping_and_no_shifted_row(tmp_path: Path) -> None:
    read = Read(text(tmp_path, "id,end,start,budget\nP1,1/2/24,1/1/24,5\nP2,3/2/24,1/1/24,6\n"))
    assert {message for _, _, message in read.said} == {days.NOT_A_DAY.message}
    assert len(read.said) == 4
    assert read.facts("budget_figure", "amount") == [(500,), (600,)]


def test_sums_repeated_headers_and_blank_rows_are_no_projects(tmp_path: Path) -> None:
    content = "id,name,budget\nP1,a,1\n,,\nid,name,budget\nP2,b,2\n合 计,,3\n,Total,3\n"
    read = Read(text(tmp_path, content))
    assert read.said == [(4, None, convert.REPEATED), (6, None, convert.TOTAL), (7, None, convert.TOTAL)]
    assert read.facts("project_record", "project") == [("P1",), ("P2",)]


def test_a_formula_in_a_workbook_is_a_problem_and_its_saved_value_is_not_trusted(tmp_path: Path) -> None:
    read = Read(book(tmp_path, [["id", "budget"], ["P1", "=1+1"], ["P2", 7]]))
    assert read.said == [(2, "budget", values.FORMULA.message)]
    assert read.problems[0].found == "=1+1"
    assert read.facts("budget_figure", "project") == [("P2",)]


def test_a_quotation_mark_that_is_never_closed_is_named_and_not_swallowed(tmp_path: Path) -> None:
    read = Read(text(tmp_path, 'id,name,budget\nP1,a,1\nP2,"b,2\nP3,c,3\n'))
    assert read.said == [(3, None, convert.WIDTH)]
    big = text(tmp_path, 'id,name\nP1,"' + "x\n" * 200_000, name="big.csv")
    with pytest.raises(RefusedFile, match="from line 2 on"):
        Read(big)


def test_a_contract_without_a_number_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    mapping = Mapping(
        "m",
        (
            Column("id", "code"),
            Column("no", "contract:identifier"),
            Column("sum", "contract:amount", unit="万元"),
            Column("firm", "contract:supplier"),
        ),
    )
    read = Read(text(tmp_path, "id,no,sum,firm\nP1,C1,5,甲公司\nP1,C2,6,乙公司\nP1,,7,乙公司\n"), mapping)
    assert read.said == [(4, "no", convert.NOT_STORED["contract"])]
    assert read.flags == []
    assert read.facts("contract", "identifier", "amount", "supplier") == [
        ("C1", 5_000_000, "甲公司"),
        ("C2", 6_000_000, "乙公司"),
    ]


# --- suspicious values -------------------------------------------------------------------------


def test_suspicious_values_are_kept_and_flagged(tmp_path: Path) -> None:
    content = "id,budget,start,end,done\nP1,-5,2024-01-01,2023-01-01,-100\nP2,5,2024-01-01,2108-06-30,101\n"
    read = Read(text(tmp_path, content))
    assert read.problems == []
    assert {(flag.subject, flag.field, flag.rule, flag.found) for flag in read.flags} == {
        ("budget_figure", "amount", "negative_amount", "-5.00 CNY"),
        ("milestone_snapshot", "forecast", "end_before_start", "2023-01-01"),
        ("milestone_snapshot", "forecast", "far_date", "2108-06-30"),
        ("progress_report", "physical_percent", "percent_out_of_range", "-100.0"),
        ("progress_report", "physical_percent", "percent_out_of_range", "101.0"),
    }
    refs = {
        (name, ref)
        for name in ("budget_figure", "milestone_snapshot", "progress_report")
        for (ref,) in read.facts(name, "ref")
    }
    assert {(flag.subject, flag.ref) for flag in read.flags} <= refs
    assert read.facts("budget_figure", "amount") == [(-500,), (500,)]


def test_of_two_rows_for_one_project_and_date_the_second_is_flagged_also_across_files(tmp_path: Path) -> None:
    one = text(tmp_path, "id,name,budget\nP1,a,5\nP2,b,6\nP1,a,7\n", "one.csv")
    two = text(tmp_path, "id,name,budget\nP2,b,6\n", "two.csv")
    read = Read([one, two])
    assert [(flag.subject, flag.field, flag.found) for flag in read.flags] == [
        ("project_record", "name_en", "a"),
        ("budget_figure", "amount", "7.00 CNY"),
        ("project_record", "name_en", "b"),  # word for word the same: one flag says so
    ]
    assert {flag.rule for flag in read.flags} == {"duplicate_row"}
    assert len(read.facts("budget_figure", "amount")) == 4


def test_a_flagged_second_row_does_not_count_until_it_is_accepted(tmp_path: Path, sqlite_engine: Engine) -> None:
    path = text(tmp_path, "id,body,budget\nP1,甲局,5\nP1,乙局,7\n")
    editions.write(sqlite_engine, tabular.parse([path], SIMPLE, DAY))
    fact = schema.metadata.tables["project_fact"]
    with sqlite_engine.connect() as connection:
        assert connection.scalars(select(fact.c.budget_current)).all() == [500]
        assert connection.scalars(select(fact.c.organisations)).all() == [1]


# --- meaning ------------------------------------------------------------------------------------


def test_a_blank_cell_is_unknown_at_that_date_and_never_zero(tmp_path: Path) -> None:
    read = Read(text(tmp_path, "id,day,budget,body\nP1,2023-01-01,5,甲局\nP1,2023-02-01,NULL,\n"))
    assert read.facts("project_record", "project", "as_of") == [("P1", date(2023, 1, 1)), ("P1", date(2023, 2, 1))]
    assert read.facts("budget_figure", "as_of", "amount") == [(date(2023, 1, 1), 500)]
    assert read.facts("participation", "as_of", "organisation") == [(date(2023, 1, 1), "甲局")]


def test_lists_of_bodies_are_cut_and_an_identifier_names_a_body_that_stands_alone(tmp_path: Path) -> None:
    mapping = Mapping(
        "m",
        (Column("id", "code"), Column("body", "role:client", split=("、",)), Column("credit", "identifier:client")),
    )
    read = Read(text(tmp_path, "id,body,credit\nP1,甲公司,9137X\nP2,乙局、甲公司,9137X\n"), mapping)
    assert read.facts("participation", "project", "organisation") == [("P1", "9137X"), ("P2", "乙局"), ("P2", "甲公司")]
    bodies = read.batches[0].organisations
    assert bodies is not None
    assert plain(bodies[["key", "identifier", "name_en", "name_zh"]]) == [
        ("9137X", "9137X", None, "甲公司"),
        ("乙局", None, None, "乙局"),
        ("甲公司", None, None, "甲公司"),
    ]


def test_the_reporting_date_must_come_from_somewhere(tmp_path: Path) -> None:
    with pytest.raises(BadMapping, match=r"reporting date of “t\.csv” is not known"):
        Read(text(tmp_path, "id,name\nP1,a\n"), as_of=None)


def test_all_columns_that_the_file_lacks_are_named_at_once(tmp_path: Path) -> None:
    mapping = Mapping("m", (Column("id", "code"), Column("cost", "budget:current", unit="1"), Column("x", "sector")))
    with pytest.raises(BadMapping) as caught:
        Read(text(tmp_path, "id,name\nP1,a\n"), mapping)
    assert "no column “cost”" in str(caught.value)
    assert "no column “x”" in str(caught.value)


def test_the_ledger_of_a_city_reads_with_its_own_header(tmp_path: Path) -> None:
    content = (
        "单位：万元\n"
        "年度,序号,政府投资计划编号,项目名称,建设规模,建设起止年限,总投资,截至上一年底累计完成投资,当年投资计划,当年用地量\n"
        "2023,1,ZJ-001,城东快速路,全长5公里,2021-2024,120000,45000.5,30000,12\n"
        "2023,,,合计,,,120000,45000.5,30000,12\n"
    )
    read = Read(text(tmp_path, content, encoding="gb18030"), mappings.load("chinese-ledger"), as_of=None)
    assert read.said == [(4, None, convert.TOTAL)]
    assert read.facts("project_record", "project", "as_of", "name_zh", "description") == [
        ("ZJ-001", date(2023, 1, 1), "城东快速路", "全长5公里")
    ]
    assert read.facts("milestone_snapshot", "milestone", "forecast") == [
        ("start", date(2021, 1, 1)),
        ("completion", date(2024, 12, 31)),
    ]
    assert read.facts("budget_figure", "amount", "currency") == [(120_000_000_000, "CNY")]
    assert read.facts("progress_report", "completed_total") == [(45_000_500_000,)]
    assert read.facts("annual_plan", "year", "amount") == [(2023, 30_000_000_000)]
    assert read.parsed.not_stored == ["序号", "当年用地量"]


def test_a_project_ledger_mixes_units_and_reads_its_status_codes(tmp_path: Path) -> None:
    header = "项目代码 项目名称 责任单位 建设单位 总投资（亿元） 年度计划投资（万元） 年度累计完成投资（万元）"
    header += " 年度投资完成率 实际开工时间 形象进度 统一社会信用代码 是否省/市级重点项目 进展状态"
    day = datetime(2022, 3, 1)
    one = ["2023-01", "医院", "市卫健委", "甲公司", 5, 5000, 2500, 0.5, day, "主体施工", "9137X", "是", "3滞后"]
    two = ["2023-02", "学校", "市教育局、市住建局", "乙公司", "0.5", "/", "", "", "2023年2月", "45%", "9138X", "否", 2]
    path = book(tmp_path, [["2023年重点项目进展表"], ["填报日期：2023年6月30日"], header.split(), one, two])
    read = Read(path, mappings.load("chinese-ledger"), as_of=None)
    assert read.problems == []
    assert read.facts("project_record", "project", "as_of", "is_key") == [("2023-01", DAY, 1), ("2023-02", DAY, 0)]
    assert read.facts("budget_figure", "amount") == [(50_000_000_000,), (5_000_000_000,)]
    assert read.facts("annual_plan", "project", "amount") == [("2023-01", 5_000_000_000)]
    assert read.facts("progress_report", "completed_year", "physical_percent", "light", "light_reported") == [
        (2_500_000_000, None, "late", "3滞后"),
        (None, 45.0, "good", "2"),
    ]
    assert read.facts("milestone_snapshot", "actual") == [(date(2022, 3, 1),), (date(2023, 2, 1),)]
    assert read.facts("participation", "project", "role", "organisation") == [
        ("2023-01", "responsible", "市卫健委"),
        ("2023-02", "responsible", "市教育局"),
        ("2023-02", "responsible", "市住建局"),
        ("2023-01", "client", "9137X"),
        ("2023-02", "client", "9138X"),
    ]
    assert read.parsed.not_stored == ["年度投资完成率"]


# --- one call, many files -----------------------------------------------------------------------


def test_load_picks_the_importer_by_what_the_files_hold(tmp_path: Path) -> None:
    table = text(tmp_path, "项目代码,项目名称\nP1,a\n")
    package = text(tmp_path, '{"version": "0.9", "projects": []}', "p.json")
    assert load([table], "chinese-ledger", DAY).mapping == "chinese-ledger"
    assert list(load([package], None, DAY).batches) is not None
    with pytest.raises(BadMapping, match="one after the other"):
        load([table, package], "chinese-ledger", DAY)
    with pytest.raises(BadMapping, match="needs a mapping"):
        load([table], None, DAY)


def test_the_same_parsed_files_can_be_gone_through_twice(tmp_path: Path, sqlite_engine: Engine) -> None:
    parsed = tabular.parse([text(tmp_path, "id,budget\nP1,5\nP1,6\nP2,x\n")], SIMPLE, DAY)
    dry = editions.check(sqlite_engine, parsed)
    done = editions.write(sqlite_engine, parsed)
    assert (
        (dry.rows_used, len(dry.flags), len(dry.problems))
        == (done.rows_used, len(done.flags), len(done.problems))
        == (3, 1, 1)
    )
    assert editions.write(sqlite_engine, parsed).unchanged
    with sqlite_engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.budget_figure)) == 2


def test_a_file_of_problems_is_refused_before_they_fill_the_memory(tmp_path: Path) -> None:
    path = text(tmp_path, "id,budget\n" + "P,much\n" * (tabular.PROBLEMS + 1))
    with pytest.raises(RefusedFile, match="more than 100000 cells or rows cannot be used"):
        Read(path)


def test_a_table_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="more than 1000 columns"):
        Read(text(tmp_path, "id," + "x," * 1000 + "\n"))


def test_a_long_file_comes_in_bounded_batches(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("id,name,budget,end\n")
        file.writelines(f"P{number},Project {number},{number}.5,2024-01-01\n" for number in range(120_000))
    sizes = [batch.rows_used for batch in tabular.parse([path], SIMPLE, DAY).batches]
    assert sizes == [tabular.BATCH_ROWS, tabular.BATCH_ROWS, 20_000]


def test_a_dialect_is_described_for_the_reader(tmp_path: Path) -> None:
    found = tabular.inspect(text(tmp_path, "id;name\nP1;a â€™ b\n")).layout
    assert found.dialect == Dialect("utf-8", ";", '"')
    assert found.described()["garbled"] == {"rows_looked_at": 1, "cells": 1, "first_row": 2}
