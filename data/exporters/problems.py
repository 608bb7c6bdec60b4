"""The rows of an import that could not be used, as a spreadsheet to mend them in: the reason beside each row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from analytics.language import N_, Language
from data.exporters.spreadsheet import neutral
from data.importers import reading, sniff
from data.importers.batch import Problem
from data.importers.guard import open_checked
from data.importers.mapping import Mapping

REASON = (N_("File"), N_("Sheet"), N_("Row"), N_("Column"), N_("Found"), N_("Allowed"), N_("Reason"))
_MARKED = 16384  # columns that a sheet can have


def workbook(problems: Sequence[Problem], paths: Sequence[Path], mapping: Mapping | None, language: Language) -> bytes:
    """One sheet for each table that has problems: the reason first, then the row as it stands in the file.

    A row with several problems stands there once for each. Problems of a whole file, and those of JSON
    files, have no row beside them.
    """
    of_table: dict[tuple[str, str | None], list[Problem]] = defaultdict(list)
    for problem in problems:
        of_table[problem.file, problem.sheet].append(problem)
    tables = _tables(paths, mapping)
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        marked = book.add_format({"bg_color": "#F6D9D3"})
        for number, (table, found) in enumerate(of_table.items(), start=1):
            layout = tables.get(table)
            sheet = book.add_worksheet(f"{number}")
            headers = list(layout.headers) if layout else []
            _write(sheet, 0, [*(language(head) for head in REASON), *headers], bold)
            sheet.freeze_panes(1, len(REASON))
            sheet.set_column(0, len(REASON) - 1, 18)
            originals = _originals(layout, found) if layout else {}
            for line, problem in enumerate(sorted(found, key=lambda each: each.row or 0), start=1):
                cells = originals.get(problem.row or 0, [])
                _write(sheet, line, [*_reason(problem, language), *cells])
                if problem.column in headers:
                    at = headers.index(problem.column)
                    sheet.write_string(line, len(REASON) + at, neutral(cells[at]) if at < len(cells) else "", marked)
    return file.getvalue()


def _reason(problem: Problem, language: Language) -> list[str]:
    row = "" if problem.row is None else str(problem.row)
    allowed = language(problem.allowed) if problem.allowed else ""
    return [
        problem.file, problem.sheet or "", row, problem.column or "", problem.found or "", allowed,
        language(problem.message),
    ]  # fmt: skip


def _tables(paths: Sequence[Path], mapping: Mapping | None) -> dict[tuple[str, str | None], sniff.Layout]:
    """The tables of the files by the names that problems call them."""
    if mapping is None:
        return {}
    layouts = [layout for path in paths for layout in sniff.layouts(open_checked(path), mapping)]
    return {(layout.checked.name, layout.sheet): layout for layout in layouts}


def _originals(layout: sniff.Layout, problems: Iterable[Problem]) -> dict[int, list[str]]:
    """The rows that have problems, as they stand in the file."""
    wanted = {problem.row for problem in problems}
    rows = reading.rows(layout.checked, layout.sheet, layout.dialect)
    return {number: cells for number, cells in rows if number in wanted}


def _write(sheet: Worksheet, line: int, cells: Sequence[str], form: object = None) -> None:
    for at, cell in enumerate(cells[:_MARKED]):
        if cell:
            sheet.write_string(line, at, neutral(cell), form)
