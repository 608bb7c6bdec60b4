"""What the cells of a table mean, and files read together."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from analytics.errors import BadMapping, PortfolioError, RefusedFile
from data import editions, schema
from data.importers import convert, load, tabular
from data.importers import mapping as mappings
from data.importers.mapping import Column, Mapping
from data.importers.reading import Dialect
from tests.data.importers.table_files import DAY, SIMPLE, Read, book, text
from tests.tables import rows as plain


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


@pytest.mark.parametrize("day", [date.min, date(1949, 12, 31), date(2101, 1, 1), date.max])
def test_the_day_that_the_user_names_must_be_one_of_a_report(tmp_path: Path, day: date) -> None:
    with pytest.raises(PortfolioError, match="a day in the years 1950 to 2100"):
        Read(text(tmp_path, "id,name\nP1,a\n"), as_of=day)


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
    with pytest.raises(RefusedFile, match="more than 1000 columns"):
        Read(text(tmp_path, "id,name\nP1,a\n" + "," * 100_000 + "\n"))


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
