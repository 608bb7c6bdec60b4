"""Collects rows of fact tables out of columns of values, with a flag on every value that is suspicious."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics import money
from analytics.measures.quality import is_far, is_out_of_range
from data.importers.batch import Flag
from data.importers.bind import Bound

Target = tuple[str, int | None, str, str]  # mapping.Column.target
# Columns that say which value a row holds rather than being one: never flagged.
_KEYS = (
    "project", "as_of", "kind", "currency", "year", "role", "post", "milestone", "baseline_no", "source", "identifier",
    "meeting",
)  # fmt: skip
_BODIES = {"organisation": "organisation_id", "supplier": "supplier_id", "payer": "payer_id", "payee": "payee_id"}
_DAYS = ("as_of", "baseline", "forecast", "actual", "start_date", "end_date", "paid_on", "held_on")
_MONEY = ("amount", "completed_total", "completed_year")


@dataclass(slots=True)
class Rows:
    """The usable rows of one table: lists of equal length, one entry a row."""

    file: int
    sheet: str | None
    numbers: list[int]
    codes: list[str]
    dates: list[date]
    values: dict[Target, tuple[Bound, list[Any]]]
    repeated: dict[int, str]  # position -> "same" or "other" content as the first row of that project and date

    def read(self, key: str) -> list[Any]:
        """A field's values, all None where no column is mapped to it."""
        found = self.values.get((key, None, "", ""))
        return found[1] if found else [None] * len(self.numbers)

    def all_of(self, key: str) -> list[tuple[Target, Bound, list[Any]]]:
        """Every target of a field: plans of several years, funds from several sources."""
        return [(target, bound, read) for target, (bound, read) in self.values.items() if target[0] == key]

    def has(self, prefix: str) -> bool:
        return any(target[0].startswith(prefix) for target in self.values)


@dataclass(slots=True)
class Maker:
    """Collects the frames of one batch."""

    rows: Rows
    flags: list[Flag] = field(default_factory=list)
    pieces: dict[str, list[pd.DataFrame]] = field(default_factory=dict)
    names: dict[str, list[str | None]] = field(init=False)

    def __post_init__(self) -> None:
        self.names = _names(self.rows)

    def add(self, frame: str, keep: Sequence[int], columns: dict[str, Any], late: dict[int, str] | None = None) -> None:
        """Facts of the rows at the positions `keep`. A column is a list along `keep` or one value for all.

        `late` names the column of a position that lies before its start.
        """
        if not keep:
            return
        rows = self.rows
        refs: dict[int, str] = {}
        for name, values in columns.items():
            if not isinstance(values, list) or name in _KEYS:
                continue
            for place, rule in self._suspicious(frame, name, keep, values, late or {}):
                ref = refs.setdefault(
                    place, f"{rows.file}/{rows.sheet or ''}/{rows.numbers[keep[place]]}/{self._next(frame)}/{place}"
                )
                found = _shown(name, values[place], columns.get("currency"))
                self.flags.append(Flag(frame, ref, _BODIES.get(name, name), rule, found))
        made = {"project": [rows.codes[at] for at in keep], "as_of": [rows.dates[at] for at in keep], **columns}
        made |= {"file": rows.file, "sheet": rows.sheet, "row": [rows.numbers[at] for at in keep]}
        made["ref"] = [refs.get(place) for place in range(len(keep))]
        typed = {name: _typed(name, values, len(keep)) for name, values in made.items()}
        self.pieces.setdefault(frame, []).append(pd.DataFrame(typed))

    def _next(self, frame: str) -> int:
        return len(self.pieces.get(frame, ()))

    def _suspicious(
        self, frame: str, name: str, keep: Sequence[int], values: list[Any], late: dict[int, str]
    ) -> list[tuple[int, str]]:
        found = []
        rule = _RULES.get(name)
        if rule:
            found = [(place, rule[0]) for place, value in enumerate(values) if value is not None and rule[1](value)]
        found += [(place, "end_before_start") for place, at in enumerate(keep) if late.get(at) == name]
        if self.rows.repeated:
            found += [
                (place, "duplicate_row")
                for place, at in enumerate(keep)
                if values[place] is not None
                and (again := self.rows.repeated.get(at))
                and (again == "other" or (frame, name) == ("project_record", self._first_said(at)))
            ]
        return found

    def _first_said(self, at: int) -> str:
        """The one value that carries the flag of a row that repeats another one word for word."""
        return next((name for name, read in self.names.items() if read[at] is not None), "")


def _negative(value: int) -> bool:
    return value < 0


_RULES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    **dict.fromkeys(_MONEY, ("negative_amount", _negative)),
    **{name: ("far_date", is_far) for name in _DAYS if name != "as_of"},
    "physical_percent": ("percent_out_of_range", is_out_of_range),
}


def _names(rows: Rows) -> dict[str, list[str | None]]:
    """A name lands in the language that it is written in, unless the mapping says which it is."""
    either = rows.read("name")
    english = [name if name and not is_chinese(name) else None for name in either]
    chinese = [name if name and is_chinese(name) else None for name in either]
    return {
        "name_en": [a or b for a, b in zip(rows.read("name:en"), english, strict=True)],
        "name_zh": [a or b for a, b in zip(rows.read("name:zh"), chinese, strict=True)],
    }


def is_chinese(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return any("㐀" <= letter <= "鿿" or "豈" <= letter <= "﫿" for letter in text)


def _shown(name: str, value: Any, currency: Any) -> str:
    if name in _MONEY and isinstance(currency, str):
        return f"{money.to_major(value, currency)} {currency}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _typed(name: str, values: Any, length: int) -> Any:
    listed = values if isinstance(values, list) else [values] * length
    if name in _DAYS:
        return np.array(listed, dtype="datetime64[s]")
    if name in (*_MONEY, "year", "is_key", "in_catalogue", "baseline_no", "file", "row"):
        return pd.array(listed, dtype="Int64")
    if name == "physical_percent":
        return np.array([np.nan if value is None else value for value in listed], dtype=float)
    return np.array(listed, dtype=object)
