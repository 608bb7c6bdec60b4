"""The spreadsheet of problems: each reason stands beside the row as it is in the file."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl

from analytics.language import Language
from data.exporters.problems import workbook
from data.importers import tabular
from data.importers.batch import Problem
from data.importers.mapping import Column, Mapping

MAPPING = Mapping("m", (Column("id", "code"), Column("budget", "budget:current", unit="1")))


def sheets(book: bytes) -> list[list[list[object]]]:
    loaded = openpyxl.load_workbook(BytesIO(book))
    return [[[cell.value for cell in row] for row in sheet] for sheet in loaded.worksheets]


def test_the_reason_stands_beside_the_row_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("id,budget,note\nP1,12,fine\nP2,soon,=1+1\n", encoding="utf-8")
    problems = [
        problem for batch in tabular.parse([file], MAPPING, date(2025, 6, 30)).batches for problem in batch.problems
    ]
    ((head, row),) = sheets(workbook(problems, [file], MAPPING, Language("en")))
    assert head == ["File", "Sheet", "Row", "Column", "Found", "Allowed", "Reason", "id", "budget", "note"]
    assert row[:5] == ["a.csv", None, "3", "budget", "soon"]
    assert row[7:] == ["P2", "soon", "'=1+1"], "nothing from a file becomes a formula"


def test_the_reasons_are_in_the_readers_language() -> None:
    problems = [Problem("a.json", "The project code is missing, so the row cannot be used.")]
    ((head, row),) = sheets(workbook(problems, [], None, Language("zh_CN")))
    assert head[-1] == "原因"
    assert row[-1] == "缺少项目代码，该行无法使用。"


def test_each_table_with_problems_has_its_own_sheet(tmp_path: Path) -> None:
    problems = [Problem("a.csv", "No.", row=2), Problem("b.csv", "No.", row=2), Problem("a.csv", "No.", row=1)]
    first, second = sheets(workbook(problems, [], None, Language("en")))
    assert [row[2] for row in first[1:]] == ["1", "2"]
    assert [row[0] for row in second[1:]] == ["b.csv"]
