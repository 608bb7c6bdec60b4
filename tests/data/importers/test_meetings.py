"""Tables that say who met when, and who answers for which stage of a project."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data import editions, schema
from data.importers import convert, tabular, values
from data.importers import mapping as mappings
from data.importers.mapping import Column, Mapping
from tests.data.importers.table_files import DAY, Read, text

LEDGER = mappings.load("chinese-ledger")
MEETINGS = Mapping(
    "meetings",
    (
        Column("id", "code"),
        Column("meeting", "meeting:identifier", optional=True),
        Column("day", "meeting:held_on", optional=True),
        Column("kind", "meeting:kind", optional=True),
        Column("bodies", "meeting:bodies", optional=True, split=(";",)),
        Column("more", "meeting:bodies", optional=True, split=(";",)),
    ),
)
HEADER = "id,meeting,day,kind,bodies,more\n"
WHO = ("project", "meeting", "held_on", "kind", "organisation")


def test_a_chinese_list_of_meetings_names_who_sat_in_each(tmp_path: Path) -> None:
    content = (
        "项目代码,会议编号,召开日期,会议类型,参会单位\n"
        "P1,联席〔2023〕1号,2023-03-09,联席会议,发改委、水务局；财政局\nP1,调度〔2023〕4号,2023年4月25日,调度会,水务局\n"
    )
    read = Read(text(tmp_path, content), LEDGER)
    first, second = date(2023, 3, 9), date(2023, 4, 25)
    assert read.facts("attendance", *WHO) == [
        ("P1", "联席〔2023〕1号", first, "joint", "发改委"),
        ("P1", "联席〔2023〕1号", first, "joint", "水务局"),
        ("P1", "联席〔2023〕1号", first, "joint", "财政局"),
        ("P1", "调度〔2023〕4号", second, "dispatch", "水务局"),
    ]
    assert read.problems == []
    assert read.flags == []  # two meetings of one project are two rows by right


def test_bodies_may_stand_in_one_cell_in_several_columns_and_in_several_rows(tmp_path: Path) -> None:
    content = (
        "id,meeting,day,kind,bodies,more\nP1,1,2023-01-05,review,Roads;Water,Finance;Roads\nP1,1,2023-01-05,,Parks,\n"
    )
    read = Read(text(tmp_path, content), MEETINGS)
    assert [row[-1] for row in read.facts("attendance", *WHO)] == ["Roads", "Water", "Finance", "Parks"]
    assert read.flags == []


@pytest.mark.parametrize(
    ("row", "column", "message", "stored"),
    [
        ("P1,,2023-01-05,joint,Roads,", "meeting", convert.NOT_STORED["attendance"], 0),
        ("P1,7,2023-01-05,joint,,", "bodies", convert.NOT_STORED["attendance"], 0),
        ("P1,7,soon,joint,Roads,", "day", None, 1),
        ("P1,7,2023-01-05,party,Roads,", "kind", values.UNKNOWN_CODE, 1),
        (f"P1,{'7' * 301},2023-01-05,joint,Roads,", "meeting", values.TOO_LONG, 0),
    ],
)
def test_what_a_meeting_lacks_is_named_and_the_rest_comes_in(
    tmp_path: Path, row: str, column: str, message: str | None, stored: int
) -> None:
    read = Read(text(tmp_path, f"{HEADER}{row}\nP2,8,2023-01-05,joint,Water,\n"), MEETINGS)
    found = [(problem.row, problem.column) for problem in read.problems]
    assert (2, column) in found
    assert message is None or message in {problem.message for problem in read.problems}
    assert len(read.facts("attendance", *WHO)) == stored + 1


def test_a_row_that_says_nothing_of_a_meeting_is_no_problem(tmp_path: Path) -> None:
    read = Read(text(tmp_path, HEADER + "P1,,,,,\n"), MEETINGS)
    assert read.problems == []
    assert read.facts("attendance", *WHO) == []


def test_a_meeting_in_the_year_2108_and_one_told_twice_are_flagged(tmp_path: Path) -> None:
    content = (
        "id,meeting,day,kind,bodies,more\nP1,1,2108-01-05,,Roads,\nP2,2,2023-01-05,,Roads,\nP2,2,2023-01-05,,Roads,\n"
    )
    read = Read(text(tmp_path, content), MEETINGS)
    said = {(flag.subject, flag.field, flag.rule, flag.found) for flag in read.flags}
    assert ("attendance", "held_on", "far_date", "2108-01-05") in said
    assert not [flag for flag in read.flags if flag.field == "meeting"]


def test_meetings_reach_the_database_once_however_often_they_are_imported(tmp_path: Path, engine: Engine) -> None:
    content = HEADER + "P1,1,2023-01-05,joint,Roads;Water,\n"
    for turn in ("one", "two"):
        editions.write(engine, tabular.parse([text(tmp_path, content, f"{turn}.csv")], MEETINGS, DAY))
        content += "P1,2,2023-02-05,joint,Roads,\n"
    row, body = schema.attendance.c, schema.organisation.c
    with engine.connect() as connection:
        wanted = select(row.meeting, row.held_on, row.kind, body.name_en).join(
            schema.organisation, body.id == row.organisation_id
        )
        found = connection.execute(wanted.order_by(row.id)).all()
    assert found == [
        ("1", date(2023, 1, 5), "joint", "Roads"),
        ("1", date(2023, 1, 5), "joint", "Water"),
        ("2", date(2023, 2, 5), "joint", "Roads"),
    ]


def test_a_row_per_stage_says_who_answers_for_it(tmp_path: Path) -> None:
    content = "P1,立项,发改委,\nP1,施工,住建局、水务局,甲公司\nP1,,财政局,\nP1,移交,乙,\n"
    read = Read(text(tmp_path, "项目代码,参与阶段,责任单位,施工单位\n" + content), LEDGER)
    assert read.facts("participation", "role", "stage", "organisation") == [
        ("responsible", "approval", "发改委"),
        ("responsible", "construction", "住建局"),
        ("responsible", "construction", "水务局"),
        ("responsible", None, "财政局"),
        ("responsible", None, "乙"),
        ("contractor", "construction", "甲公司"),
    ]
    assert [(problem.row, problem.column) for problem in read.problems] == [(5, "参与阶段")]
    assert read.flags == []


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("会议编号", "meeting:identifier"),
        ("Meeting", "meeting:identifier"),
        ("Meeting no.", "meeting:identifier"),
        ("召开日期", "meeting:held_on"),
        ("Meeting date", "meeting:held_on"),
        ("Held on", "meeting:held_on"),
        ("会议类型", "meeting:kind"),
        ("Kind of meeting", "meeting:kind"),
        ("参会单位", "meeting:bodies"),
        ("Attended by", "meeting:bodies"),
        ("Attending organisations", "meeting:bodies"),
        ("责任阶段", "participation:stage"),
        ("Stage of participation", "participation:stage"),
    ],
)
def test_headers_about_meetings_and_stages_are_understood(tmp_path: Path, header: str, field: str) -> None:
    path = text(tmp_path, f"项目代码,{header}\nP1,\n")
    found = {column.header: column for column in tabular.inspect(path).proposal.mapping.columns}
    assert {name: column.field for name, column in found.items()} == {"项目代码": "code", header: field}
    assert bool(found[header].split) == (field == "meeting:bodies")  # a cell may name several bodies
