"""Chinese ledgers as offices keep them: a title, a header of two rows, a sum and remarks below, months as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from analytics.errors import RefusedFile
from data.importers import convert, editing, sniff, values
from data.importers import mapping as mappings
from data.importers.guard import open_checked
from data.importers.propose import propose
from tests.data.importers.table_files import Read, text

UPPER = "序号,项目名称,项目代码,建设单位,,投资情况,,建设工期,,形象进度,进度状态"
LOWER = ",,,单位名称,统一社会信用代码,年度计划投资,年度累计完成投资,实际开工时间,实际竣工时间,,"
ROWS = (
    "1,东湖大道改造,Z-1,市城投集团有限公司,9144X,３０００,750.5,2023年2月,,４５％,２正常",
    "2,保障房,Z-2,市安居集团有限公司,9145X,12000,3000,2023.5.1,,主体施工至3层,3滞后",
)
LEDGER = mappings.load("chinese-ledger")


def ledger(folder: Path, *more: str, banner: str = "截至2023年5月,单位：万元") -> Path:
    """A ledger of two projects in GB18030, with more rows below."""
    lines = ["某市重点项目投资进度台账", banner, UPPER, LOWER, *ROWS, *more]
    return text(folder, "\n".join(lines) + "\n", encoding="gb18030")


def test_a_column_below_a_heading_of_several_is_known_by_its_own_name(tmp_path: Path) -> None:
    read = Read(ledger(tmp_path), LEDGER, as_of=None)
    assert read.problems == []
    assert read.facts("annual_plan", "project", "amount") == [("Z-1", 3_000_000_000), ("Z-2", 12_000_000_000)]
    assert read.facts("progress_report", "completed_year", "physical_percent", "light") == [
        (750_500_000, 45.0, "good"),
        (3_000_000_000, None, "late"),
    ]
    assert read.facts("milestone_snapshot", "project", "milestone", "actual") == [
        ("Z-1", "start", date(2023, 2, 1)),
        ("Z-2", "start", date(2023, 5, 1)),
    ]
    assert read.facts("participation", "project", "role", "organisation") == [
        ("Z-1", "client", "9144X"),
        ("Z-2", "client", "9145X"),
    ]
    assert read.parsed.not_stored == ["序号"]


def test_the_same_name_below_two_headings_means_neither(tmp_path: Path) -> None:
    content = "截至2023年5月,,,,单位：万元\n项目代码,上年,,本年,\n,年度计划投资,完成,年度计划投资,完成\nZ-1,1,2,3,4\n"
    read = Read(text(tmp_path, content), LEDGER, as_of=None)
    assert read.facts("annual_plan", "amount") == []
    assert read.parsed.not_stored == ["上年 年度计划投资", "上年 完成", "本年 年度计划投资", "本年 完成"]


def test_the_imports_page_shows_what_the_import_reads_below_a_heading(tmp_path: Path) -> None:
    layouts = sniff.layouts(open_checked(ledger(tmp_path)))
    shown = {row.header: (row.field, row.unit) for row in editing.rows(layouts, LEDGER)}
    assert shown["建设单位 单位名称"] == ("role:client", "")
    assert shown["投资情况 年度累计完成投资"] == ("completed_year", "万元")
    assert "２正常" in editing.words(layouts, LEDGER)["light"]
    proposed = {column.header: column.field for column in propose(layouts[0], "mine").mapping.columns}
    assert proposed["建设单位 单位名称"] == "role:client"
    assert proposed["投资情况 年度计划投资"] == "plan"
    assert proposed["建设工期 实际开工时间"] == "start:actual"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("注：1.投资额以批复为准。,,,,,,,,,,", convert.REMARK),
        (",2.形象进度由建设单位填报。,,,,,,,,,,", convert.REMARK),
        ("注：表格由发改委编制", convert.REMARK),
        ("填表人：张三,,审核人：李四,,,,,,,,", convert.REMARK),
        ("一、交通类项目,,,,,,,,,,", convert.REMARK),
        ("合计,,,,,15000,3750.5,,,,", convert.TOTAL),
        ("合 计（2个）：,,,,,15000,3750.5,,,,", convert.TOTAL),
        ("3,无代码项目,,,,1,1,,,,", convert.NO_CODE),
    ],
)
def test_what_is_no_project_is_named_as_what_it_is(tmp_path: Path, row: str, reason: str) -> None:
    read = Read(ledger(tmp_path, row), LEDGER, as_of=None)
    assert [(row, message) for row, _, message in read.said] == [(7, reason)]
    assert read.problems[0].found in (None, "", " | ".join(cell for cell in row.split(",") if cell))
    assert len(read.facts("project_record", "project")) == 2


def test_words_that_state_a_per_cent_are_a_problem_and_other_words_are_not(tmp_path: Path) -> None:
    read = Read(ledger(tmp_path, "3,桥,Z-3,,,1,1,,,约30%,/", "4,路,Z-4,,,1,1,,,完成5号楼封顶,／"), LEDGER, as_of=None)
    assert read.said == [(7, "形象进度", values.NOT_PERCENT.message)]


@pytest.mark.parametrize(
    "banner",
    ["截止日期：2023年5月31日", "填报时间:2023.5.31", "截至2023/5/31", "统计截止时间：2023年5月", "截至２０２３年５月"],
)
def test_the_reporting_date_is_found_as_offices_write_it(tmp_path: Path, banner: str) -> None:
    read = Read(ledger(tmp_path, banner=f"{banner},单位：万元"), LEDGER, as_of=None)
    assert {day for (day,) in read.facts("project_record", "as_of")} == {date(2023, 5, 31)}


def test_a_mapping_for_quite_another_table_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="none of the columns of the mapping “nyc-capital-projects”: Date Reported"):
        Read(ledger(tmp_path), mappings.load("nyc-capital-projects"))


def test_merged_cells_of_a_workbook_read_like_the_text_file(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ("某市重点项目投资进度台账", "截至2023年5月,单位：万元", UPPER, LOWER, *ROWS, "注：以批复为准。"):
        sheet.append([cell or None for cell in line.split(",")])
    for area in ("A1:K1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3", "A7:K7"):
        sheet.merge_cells(area)
    book.save(tmp_path / "t.xlsx")
    read, same = Read(tmp_path / "t.xlsx", LEDGER, None), Read(ledger(tmp_path), LEDGER, None)
    assert read.said == [(7, None, convert.REMARK)]
    for name in ("annual_plan", "progress_report", "participation"):
        assert read.facts(name, "project", "as_of", "row") == same.facts(name, "project", "as_of", "row")
