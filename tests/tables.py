"""Tables drawn in the tests, with |, so that a reader sees the rows and can add them up.

    code | slip_days | as_of
    P1   | 30        | 2025-06-30
    P2   |           | 2025-06-30

An empty cell is missing. With the name of a declared frame, or with columns that the dictionary
declares, cells have the declared types; other columns hold integers, numbers, dates or text,
whichever all their cells can be read as.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.columns import COLUMNS
from analytics.frames import FRAMES, series

READ: dict[str, Callable[[str], Any]] = {
    "date": date.fromisoformat,
    "moment": pd.Timestamp,
    "money": int,
    "integer": int,
    "days": int,
    "share": float,
    "number": float,
    "flag": lambda cell: {"yes": True, "no": False}[cell],
}


def draw(drawing: str, frame: str | None = None) -> pd.DataFrame:
    """A drawn table as a DataFrame; with `frame`, columns that are not drawn are missing throughout."""
    header, *rows = [line.split("|") for line in drawing.strip().splitlines() if line.strip(" |-+")]
    names = [name.strip() for name in header]
    cells = [[cell.strip().replace("−", "-") or None for cell in row] for row in rows]
    if wrong := [row for row in cells if len(row) != len(names)]:
        raise ValueError(f"{len(names)} columns, but this row has {len(wrong[0])} cells: {wrong[0]}")
    columns = {name: _column(name, [row[i] for row in cells]) for i, name in enumerate(names)}
    if frame is None:
        return pd.DataFrame(columns)
    declared = FRAMES[frame].columns
    if unknown := set(names) - set(declared):
        raise ValueError(f"The frame {frame} has no column {', '.join(sorted(unknown))}.")
    blank = [None] * len(cells)
    return pd.DataFrame({name: columns[name] if name in columns else _column(name, blank) for name in declared})


def _column(name: str, cells: Sequence[str | None]) -> pd.Series:
    if name in COLUMNS:
        kind = COLUMNS[name].type
        return series(kind, [None if cell is None else READ.get(kind, str)(cell) for cell in cells])
    for kind in ("integer", "number", "date"):
        try:
            return series(kind, [None if cell is None else READ[kind](cell) for cell in cells])
        except ValueError:
            continue
    return series("text", cells)


def rows(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    """The rows as tuples of plain Python values, None for every missing cell: to compare and to print."""
    return [
        tuple(None if pd.isna(cell) else cell.date() if isinstance(cell, pd.Timestamp) else cell for cell in row)
        for row in table.itertuples(index=False, name=None)
    ]
