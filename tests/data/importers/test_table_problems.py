"""Tables with one kind of dirt each: what is named as a problem, what is kept and flagged."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from analytics.errors import RefusedFile
from data import editions, schema
from data.importers import convert, days, tabular, values
from data.importers.bind import IMPLAUSIBLE
from data.importers.mapping import Column, Mapping
from tests.data.importers.table_files import DAY, SIMPLE, Read, book, text


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


def test_blanks_within_a_code_make_no_other_project(tmp_path: Path) -> None:
    read = Read(text(tmp_path, "id,budget\nP  1,5\nP 1,7\np 1,9\n"))
    assert read.facts("budget_figure", "project") == [("P 1",), ("P 1",), ("p 1",)]
    assert [(flag.rule, flag.found) for flag in read.flags] == [("duplicate_row", "7.00 CNY")]


def test_a_flagged_second_row_does_not_count_until_it_is_accepted(tmp_path: Path, sqlite_engine: Engine) -> None:
    path = text(tmp_path, "id,body,budget\nP1,甲局,5\nP1,乙局,7\n")
    editions.write(sqlite_engine, tabular.parse([path], SIMPLE, DAY))
    fact = schema.metadata.tables["project_fact"]
    with sqlite_engine.connect() as connection:
        assert connection.scalars(select(fact.c.budget_current)).all() == [500]
        assert connection.scalars(select(fact.c.organisations)).all() == [1]
