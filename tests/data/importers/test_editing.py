"""A mapping as a table that a person corrects, and back again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analytics.errors import BadMapping
from data.importers import editing, sniff
from data.importers.batch import Problem
from data.importers.guard import open_checked
from data.importers.mapping import Column, Mapping
from data.importers.sniff import Layout

FILE = "id,title,status,budget,agency\nP1,Bridge,Running,12,Roads\nP2,School,active,,Schools\n"
MAPPING = Mapping(
    "m",
    (
        Column("id", "code"),
        Column("title", "name:en"),
        Column("status", "status"),
        Column("elsewhere", "district", optional=True),
    ),
)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    file = tmp_path / "a.csv"
    file.write_text(FILE, encoding="utf-8")
    return sniff.layouts(open_checked(file))[0]


def test_every_column_of_the_file_has_a_row_with_its_field_and_first_values(layout: Layout) -> None:
    rows = editing.rows([layout], MAPPING)
    assert [(row.header, row.field) for row in rows] == [
        ("id", "code"), ("title", "name:en"), ("status", "status"), ("budget", ""), ("agency", ""),
    ]  # fmt: skip
    assert rows[1].sample == ("Bridge", "School")


def test_an_untouched_table_leaves_the_mapping_as_it_is(layout: Layout) -> None:
    rows = editing.rows([layout], MAPPING)
    assert editing.edited(MAPPING, rows, rows) == MAPPING


def test_a_column_can_be_added_changed_and_left_out_and_others_stay(layout: Layout) -> None:
    before = editing.rows([layout], MAPPING)
    after = list(before)
    after[1] = replace(before[1], field="")
    after[2] = replace(before[2], field="stage")
    after[3] = replace(before[3], field="budget:current", unit="million", zero_is_unknown=True)
    after[4] = replace(before[4], field="role:responsible")
    made = editing.edited(MAPPING, before, after)
    assert [(column.header, column.field) for column in made.columns] == [
        ("id", "code"),
        ("status", "stage"),
        ("elsewhere", "district"),
        ("budget", "budget:current"),
        ("agency", "role:responsible"),
    ]
    assert (made.columns[3].unit, made.columns[3].zero_is_unknown) == ("million", True)
    assert editing.checked(made) == made


def test_a_column_that_the_mapping_uses_twice_has_two_rows(layout: Layout) -> None:
    twice = replace(MAPPING, columns=(Column("id", "code"), Column("id", "name:en")))
    rows = editing.rows([layout], twice)
    assert [row.field for row in rows if row.header == "id"] == ["code", "name:en"]
    corrected = [replace(row, field="") if row.field == "name:en" else row for row in rows]
    assert editing.edited(twice, rows, corrected).columns == (Column("id", "code"),)


def test_a_unit_that_does_not_fit_is_refused(layout: Layout) -> None:
    before = editing.rows([layout], MAPPING)
    after = [replace(before[0], unit="million"), *before[1:]]
    with pytest.raises(BadMapping, match="million"):
        editing.checked(editing.edited(MAPPING, before, after))


def test_words_of_the_file_are_asked_for_our_own_are_known_and_decided_ones_stay(layout: Layout) -> None:
    assert editing.words([layout], MAPPING) == {"status": {"Running": None, "active": "active"}}
    decided = replace(MAPPING, codes={"status": {"Running": "", "Stopped": "suspended"}})
    assert editing.words([layout], decided) == {"status": {"Running": "", "Stopped": "suspended", "active": "active"}}


def test_a_word_that_only_the_check_has_met_is_asked_for_too(layout: Layout) -> None:
    problem = Problem("a.csv", "This word is not in the mapping's code list.", 900, "status", "Halted", "active, ...")
    assert editing.words([layout], MAPPING, [problem])["status"]["Halted"] is None


def test_the_ready_mapping_that_fits_is_found_and_none_where_none_does(layout: Layout, tmp_path: Path) -> None:
    assert editing.fitting([layout]) is None
    file = tmp_path / "台账.csv"
    file.write_text("项目代码,项目名称,责任单位,总投资（亿元）\nZ1,桥,交通局,1.5\n", encoding="utf-8")
    assert editing.fitting(sniff.layouts(open_checked(file))) == "chinese-ledger"
