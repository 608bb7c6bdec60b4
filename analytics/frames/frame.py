"""Every table that crosses a layer: its columns with type, unit and meaning.

One word and one unit per column: the same word in database, table, chart, test and on the
dictionary page, which is made from this list. `Frame.make` turns fetched rows into a DataFrame with
the declared types, so that a whole number of fen stays whole however many values are missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from analytics.columns import COLUMNS, Column
from analytics.language import N_

# type -> pandas dtype. Money is minor units of the row's `currency`; a share is 0 to 1.
DTYPES = {
    "text": "str",
    "phrase": "str",  # a catalogue entry
    "code": "str",
    "date": "datetime64[s]",
    "moment": "datetime64[s]",
    "money": "Int64",
    "integer": "Int64",
    "days": "Int64",
    "year": "Int64",
    "share": "Float64",
    "number": "Float64",
    "flag": "boolean",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A declared table: name, one sentence, and its columns in order.

    `heads` are labels of its own: in a table by sector the column `group_en` is headed "Sector". The
    amounts of an `exact` table are shown to the last fen rather than in one large unit.
    """

    name: str
    sentence: str
    columns: tuple[str, ...]
    heads: Mapping[str, str] = field(default_factory=dict)
    exact: bool = False

    def column(self, name: str) -> Column:
        return replace(COLUMNS[name], label=self.heads[name]) if name in self.heads else COLUMNS[name]

    def make(self, rows: Iterable[Sequence[object]]) -> pd.DataFrame:
        """Rows (in the order of the columns) as a DataFrame of the declared types."""
        values = list(zip(*rows, strict=True)) or [()] * len(self.columns)
        return pd.DataFrame(
            {name: series(COLUMNS[name].type, cells) for name, cells in zip(self.columns, values, strict=True)}
        )

    def cast(self, table: pd.DataFrame) -> pd.DataFrame:
        """A computed table with exactly the declared columns, order and types; KeyError where one is missing."""
        return pd.DataFrame(
            {name: _cast(COLUMNS[name].type, table[name]) for name in self.columns}, index=table.index
        ).reset_index(drop=True)

    def empty(self) -> pd.DataFrame:
        return self.make([])


def series(kind: str, cells: Sequence[Any]) -> pd.Series:
    """Python values as a column of a declared type; None is missing."""
    if kind in ("date", "moment"):
        return pd.Series(np.array(cells, dtype="datetime64[s]"))
    if kind in ("money", "integer", "days", "year"):
        return pd.Series(integers(cells))
    return pd.Series(cells, dtype=DTYPES[kind])


def integers(cells: Sequence[Any]) -> pd.api.extensions.ExtensionArray:
    """Python's whole numbers (or a database's Decimals) as Int64; None is missing."""
    try:
        return pd.array(np.array(cells, dtype="int64"), dtype="Int64")
    except TypeError:  # there is a None among them
        missing = np.array([cell is None for cell in cells])
        values = np.array([0 if cell is None else int(cell) for cell in cells], dtype="int64")
        return pd.arrays.IntegerArray(values, missing)


def _cast(kind: str, column: pd.Series) -> pd.Series:
    if kind in ("text", "phrase", "code"):
        return column.astype("object").where(column.notna(), None).astype("str")
    return column.astype(DTYPES[kind])


# What the groups of a table by some dimension are headed.
GROUPS = {
    dimension: dict.fromkeys(("group_en", "group_zh"), head)
    for dimension, head in (
        ("sector", N_("Sector")), ("district", N_("District")), ("tier", N_("Tier")),
        ("responsible", N_("Responsible organisation")),
    )
}  # fmt: skip
