"""Small tables written as files, and everything that the importer makes of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from data.importers import tabular
from data.importers.batch import Batch
from data.importers.mapping import Column, Mapping
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
