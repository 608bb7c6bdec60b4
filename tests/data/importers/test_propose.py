"""A mapping proposed from headers: what they say is taken, what they leave open is a doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.importers import mapping as mappings
from data.importers import tabular
from data.importers.mapping import Mapping
from data.importers.propose import Proposal

CITY = (
    "年度,序号,政府投资计划编号,项目名称,建设规模,建设起止年限,总投资,截至上一年底累计完成投资,当年投资计划,当年用地量"
)
LEDGER = (
    "项目名称,项目代码,责任单位,建设单位,建设性质,总投资（亿元）,年度计划投资（万元）,年度累计完成投资（万元）,"
    "年度投资完成率,实际开工时间,实际竣工时间,形象进度,统一社会信用代码,是否省/市级重点项目"
)


def proposed(folder: Path, *lines: str) -> Proposal:
    path = folder / "t.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tabular.inspect(path).proposal


def fields(mapping: Mapping) -> dict[str, tuple[str, str]]:
    return {column.header: (column.field, column.unit) for column in mapping.columns}


def doubts(proposal: Proposal) -> str:
    return "\n".join(map(str, proposal.doubts))


def test_a_city_s_own_header_is_understood_and_its_missing_units_are_asked_for(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, CITY, "2023,1,ZJ-1,城东快速路,5公里,2021-2024,120000,45000,30000,12")
    assert fields(proposal.mapping) == {
        "年度": ("as_of", ""),
        "政府投资计划编号": ("code", ""),
        "项目名称": ("name", ""),
        "建设规模": ("description", ""),
        "建设起止年限": ("period:forecast", ""),
        "总投资": ("budget:current", ""),
        "截至上一年底累计完成投资": ("completed_total", ""),
        "当年投资计划": ("plan", ""),
    }
    assert [f"“{header}”" in doubts(proposal) for header in ("总投资", "当年投资计划", "建设规模")] == [
        True,
        True,
        False,
    ]
    assert proposal.mapping.currency == "CNY"
    assert proposal.mapping.as_of_day == "01-01"
    assert "A bare year in “年度” is taken to mean its day 01-01" in doubts(proposal)


def test_the_units_of_a_ledger_are_taken_from_its_headers(tmp_path: Path) -> None:
    row = "医院,2023-1,卫健委,甲公司,新建,5,5000,2500,50%,2022-03-01,,主体施工,9137X,是"
    proposal = proposed(tmp_path, LEDGER, row)
    found = fields(proposal.mapping)
    assert found["总投资（亿元）"] == ("budget:current", "亿元")
    assert found["年度计划投资（万元）"] == ("plan", "万元")
    assert found["年度累计完成投资（万元）"] == ("completed_year", "万元")
    assert found["实际开工时间"] == ("start:actual", "")
    assert found["实际竣工时间"] == ("completion:actual", "")
    assert found["责任单位"] == ("role:responsible", "")
    assert found["是否省/市级重点项目"] == ("is_key", "")
    assert "形象进度" not in found  # told in words here
    assert "建设性质" not in found
    assert "年度投资完成率" not in found
    assert "name the reporting date" in doubts(proposal)


def test_a_unit_above_the_table_holds_for_all_amounts(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "2023年政府投资计划", "单位：万元", CITY, "2023,1,ZJ-1,路,5,2021-2024,1,2,3,4")
    assert fields(proposal.mapping)["总投资"] == ("budget:current", "万元")
    assert "unit" not in doubts(proposal)


def test_english_headers_are_understood(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path,
        "Project ID;Project Name;Department;Status;Start Date;End Date;Total Cost (£m);Region",
        "A1;Bridge;DfT;Open;13/01/2020;31/12/2024;12.5;North",
    )
    assert fields(proposal.mapping) == {
        "Project ID": ("code", ""),
        "Project Name": ("name", ""),
        "Department": ("role:responsible", ""),
        "Status": ("status", ""),
        "Start Date": ("start:forecast", ""),
        "End Date": ("completion:forecast", ""),
        "Region": ("district", ""),
        "Total Cost (£m)": ("budget:current", "million"),
    }
    assert proposal.mapping.date_formats == ("%d/%m/%Y",)
    assert "“Status” need our codes beside them: Open" in doubts(proposal)


@pytest.mark.parametrize(
    ("day", "formats", "is_doubted"),
    [("03/04/2023", ("%m/%d/%Y",), True), ("03/14/2023", ("%m/%d/%Y",), False), ("2023年5月", ("%Y年%m月",), False)],
)
def test_dates_that_can_be_read_two_ways_are_a_doubt(
    tmp_path: Path, day: str, formats: tuple[str, ...], is_doubted: bool
) -> None:
    proposal = proposed(tmp_path, "id,name,end date", f"P1,a,{day}")
    assert proposal.mapping.date_formats == formats
    assert ("day first or month first" in doubts(proposal)) == is_doubted


def test_without_a_code_the_name_stands_for_it_and_that_is_said(tmp_path: Path) -> None:
    proposal = proposed(tmp_path, "项目名称,总投资（亿元）", "路,1")
    assert [(column.header, column.field) for column in proposal.mapping.columns[:2]] == [
        ("项目名称", "code"),
        ("项目名称", "name"),
    ]
    assert "the name stands for it" in doubts(proposal)


def test_plans_of_named_years_and_sources_of_funds_are_told_apart(tmp_path: Path) -> None:
    proposal = proposed(
        tmp_path, "项目代码,2023年计划投资（万元）,2024年计划投资（万元）,市级财政资金（万元）", "P1,1,2,3"
    )
    assert [(c.field, c.year, c.source) for c in proposal.mapping.columns] == [
        ("code", None, ""),
        ("plan", 2023, ""),
        ("plan", 2024, ""),
        ("funding", None, "市级财政资金"),
    ]


def test_what_is_proposed_can_be_saved_and_used(tmp_path: Path) -> None:
    mapping = proposed(
        tmp_path, LEDGER, "医院,2023-1,卫健委,甲公司,新建,5,5000,2500,50%,2022-03-01,,45%,9137X,是"
    ).mapping
    mappings.save(mapping)
    assert mappings.load(mapping.name) == mapping
