"""Values by column become the frames of a batch, with a flag on every value that is suspicious."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics import codes, money
from analytics.measures.quality import is_far, is_out_of_range
from data.importers.batch import FACTS, Batch, Flag
from data.importers.bind import Bound
from data.importers.fields import DAYS

Target = tuple[str, int | None, str, str]  # mapping.Column.target
# Columns that say which value a row holds rather than being one: never flagged.
_KEYS = ("project", "as_of", "kind", "currency", "year", "role", "milestone", "baseline_no", "source", "identifier")
_BODIES = {"organisation": "organisation_id", "supplier": "supplier_id", "payer": "payer_id", "payee": "payee_id"}
_DAYS = ("as_of", "baseline", "forecast", "actual", "start_date", "end_date", "paid_on")
NEEDED = {"contract": ("identifier",), "payment": ("paid_on", "amount")}  # without these there is no row
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
class _Maker:
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


def facts(rows: Rows, batch: Batch) -> None:
    """Put all facts, flags and organisations of the rows into the batch."""
    if not rows.numbers:
        return
    maker = _Maker(rows)
    _records(maker)
    _participations(maker, batch)
    _figures(maker)
    _progress(maker)
    _milestones(maker)
    _contracts(maker)
    batch.facts = {
        name: pd.concat(pieces, ignore_index=True) if len(pieces) > 1 else pieces[0]
        for name, pieces in maker.pieces.items()
    }
    batch.flags = maker.flags


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


def _records(maker: _Maker) -> None:
    # Every usable row is a record, even one that says nothing: that the project was still reported is a fact.
    names = ("description", "sector", "district", "nature", "complexity", "is_key", "status", "stage")
    columns = {**maker.names, **{name: maker.rows.read(name) for name in names}}
    maker.add("project_record", range(len(maker.rows.numbers)), columns)


def _participations(maker: _Maker, batch: Batch) -> None:
    keys: dict[str, str | None] = {}  # organisation -> identifier
    names: dict[str, str] = {}
    for role in codes.ROLES:
        identifiers = maker.rows.read(f"identifier:{role}")
        keep, bodies = [], []
        for at, listed in enumerate(maker.rows.read(f"role:{role}")):
            for name in listed or ():
                # An identifier belongs to one body: beside a list it cannot be told whose it is.
                identifier = identifiers[at] if len(listed) == 1 else None
                key = identifier or name
                keys[key] = identifier
                names.setdefault(key, name)
                keep.append(at)
                bodies.append(key)
        maker.add("participation", keep, {"organisation": bodies, "role": role})
    for key in ("contract:supplier", "payment:payer", "payment:payee"):
        for listed in maker.rows.read(key):
            for name in (listed or ())[:1]:
                keys.setdefault(name, None)
                names.setdefault(name, name)
    if keys:
        batch.organisations = pd.DataFrame(
            {
                "key": list(keys),
                "identifier": list(keys.values()),
                "name_en": [None if is_chinese(names[key]) else names[key] for key in keys],
                "name_zh": [names[key] if is_chinese(names[key]) else None for key in keys],
                "kind": codes.UNKNOWN,
                "level": codes.UNKNOWN,
                "parent": None,
            },
            dtype=object,
        )


def _figures(maker: _Maker) -> None:
    rows = maker.rows
    years = [stated or day.year for stated, day in zip(rows.read("year"), rows.dates, strict=True)]

    def add(frame: str, bound: Bound, read: list[Any], year: int | None = None, **fixed: str | None) -> None:
        keep = [at for at, amount in enumerate(read) if amount is not None]
        columns: dict[str, Any] = {**fixed, "amount": [read[at] for at in keep], "currency": bound.currency}
        if frame != "budget_figure":
            columns["year"] = [year or years[at] for at in keep]
        maker.add(frame, keep, columns)

    for kind in codes.BUDGET_KINDS:
        for _, bound, read in rows.all_of(f"budget:{kind}"):
            add("budget_figure", bound, read, kind=kind)
    for (_, year, _, _), bound, read in rows.all_of("plan"):
        add("annual_plan", bound, read, year)
    for (_, year, source, nature), bound, read in rows.all_of("funding"):
        add("funding", bound, read, year, source=source, nature=nature or None)


def _progress(maker: _Maker) -> None:
    rows = maker.rows
    columns = {name: rows.read(name) for name in ("completed_total", "completed_year", "physical_percent", "light")}
    keep = [at for at, values in enumerate(zip(*columns.values(), strict=True)) if any(v is not None for v in values)]
    currency = [bound.currency for name in columns for _, bound, _ in rows.all_of(name) if bound.field.type == "money"]
    shown = {name: [values[at] for at in keep] for name, values in columns.items()}
    shown["light"] = [light and light.code for light in shown["light"]]
    shown["light_reported"] = [columns["light"][at] and columns["light"][at].word for at in keep]
    maker.add("progress_report", keep, {**shown, "currency": currency[0] if currency else None})


def _milestones(maker: _Maker) -> None:
    rows = maker.rows
    if not any(bound.field.frame == "milestone_snapshot" for bound, _ in rows.values.values()):
        return
    days = {(m, what): list(rows.read(f"{m}:{what}")) for m in codes.MILESTONES for what in DAYS}
    for what in DAYS:
        for at, pair in enumerate(rows.read(f"period:{what}")):
            for milestone, day in zip(("start", "completion"), pair or (), strict=False):
                days[milestone, what][at] = days[milestone, what][at] or day
    late: dict[int, str] = {}
    for what in DAYS:
        for at, (first, last) in enumerate(zip(days["start", what], days["completion", what], strict=True)):
            if first and last and last < first:
                late[at] = what
    numbers = rows.read("baseline_no")
    for milestone in codes.MILESTONES:
        three = {what: days[milestone, what] for what in DAYS}
        if not (rows.has(f"{milestone}:") or rows.has("period:")):
            continue
        keep = [at for at, values in enumerate(zip(*three.values(), strict=True)) if any(values)]
        shown: dict[str, Any] = {what: [values[at] for at in keep] for what, values in three.items()}
        shown |= {"milestone": milestone}
        shown["baseline_no"] = [numbers[at] if three["baseline"][at] else None for at in keep]
        maker.add("milestone_snapshot", keep, shown, late if milestone == "completion" else None)


def _contracts(maker: _Maker) -> None:
    for frame, needed in NEEDED.items():
        if not maker.rows.has(f"{frame}:"):
            continue
        columns = {name: maker.rows.read(f"{frame}:{name}") for name in FACTS[frame][2:] if name != "currency"}
        keep = [at for at in range(len(maker.rows.numbers)) if all(columns[name][at] is not None for name in needed)]
        shown: dict[str, Any] = {name: [values[at] for at in keep] for name, values in columns.items()}
        for name in ("supplier", "payer", "payee"):
            if name in shown:
                shown[name] = [listed[0] if listed else None for listed in shown[name]]
        currency = [bound.currency for _, bound, _ in maker.rows.all_of(f"{frame}:amount")]
        shown["currency"] = currency[0] if currency else None
        late = {}
        if frame == "contract":
            late = {
                at: "end_date"
                for at in keep
                if (first := columns["start_date"][at]) and (last := columns["end_date"][at]) and last < first
            }
        maker.add(frame, keep, shown, late)


def _shown(name: str, value: Any, currency: Any) -> str:
    if name in _MONEY and isinstance(currency, str):
        return f"{money.to_major(value, currency)} {currency}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _typed(name: str, values: Any, length: int) -> Any:
    listed = values if isinstance(values, list) else [values] * length
    if name in _DAYS:
        return np.array(listed, dtype="datetime64[s]")
    if name in (*_MONEY, "year", "is_key", "baseline_no", "file", "row"):
        return pd.array(listed, dtype="Int64")
    if name == "physical_percent":
        return np.array([np.nan if value is None else value for value in listed], dtype=float)
    return np.array(listed, dtype=object)
