"""Values by column become the frames of a batch: what each field says of a project goes to its table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics import codes
from data.importers.batch import FACTS, Batch
from data.importers.bind import Bound
from data.importers.fields import DAYS, FIELDS
from data.importers.maker import Maker, Rows, is_chinese

# Without these there is no row.
NEEDED = {
    "contract": ("identifier",),
    "payment": ("paid_on", "amount"),
    "attendance": ("meeting", "organisation"),
}


def facts(rows: Rows, batch: Batch) -> None:
    """Put all facts, flags and organisations of the rows into the batch."""
    if not rows.numbers:
        return
    maker = Maker(rows)
    _records(maker)
    _participations(maker)
    _attendances(maker)
    _organisations(maker, batch)
    _appointments(maker)
    _figures(maker)
    _progress(maker)
    _milestones(maker)
    _contracts(maker)
    batch.facts = {
        name: pd.concat(pieces, ignore_index=True) if len(pieces) > 1 else pieces[0]
        for name, pieces in maker.pieces.items()
    }
    batch.flags = maker.flags


def _records(maker: Maker) -> None:
    # Every usable row is a record, even one that says nothing: that the project was still reported is a fact.
    names = ("description", "sector", "district", "nature", "complexity", "is_key", "in_catalogue", "status", "stage")
    columns = {**maker.names, **{name: maker.rows.read(name) for name in names}}
    maker.add("project_record", range(len(maker.rows.numbers)), columns)


def _participations(maker: Maker) -> None:
    stages = maker.rows.read("participation:stage")
    for role in codes.ROLES:
        identifiers = maker.rows.read(f"identifier:{role}")
        keep, bodies = [], []
        for at, listed in enumerate(maker.rows.read(f"role:{role}")):
            keep += [at] * len(listed or ())
            bodies += [_key(name, listed, identifiers[at]) for name in listed or ()]
        maker.add("participation", keep, {"organisation": bodies, "role": role, "stage": [stages[at] for at in keep]})


def _attendances(maker: Maker) -> None:
    meetings, listed = maker.rows.read("meeting:identifier"), maker.rows.read("meeting:bodies")
    keep = [at for at, bodies in enumerate(listed) if meetings[at] is not None for _ in bodies or ()]
    columns: dict[str, Any] = {"meeting": meetings}
    columns |= {name: maker.rows.read(f"meeting:{name}") for name in ("held_on", "kind")}
    shown = {name: [values[at] for at in keep] for name, values in columns.items()}
    shown["organisation"] = [
        name for at, bodies in enumerate(listed) if meetings[at] is not None for name in bodies or ()
    ]
    maker.add("attendance", keep, shown)


def _key(name: str, listed: tuple[str, ...], identifier: str | None) -> str:
    """An identifier belongs to one body: beside a list it cannot be told whose it is."""
    return identifier if identifier and len(listed) == 1 else name


def _organisations(maker: Maker, batch: Batch) -> None:
    """Every body that the rows name, with its identifier where that is known."""
    keys: dict[str, str | None] = {}  # organisation -> identifier
    names: dict[str, str] = {}
    for role in codes.ROLES:
        identifiers = maker.rows.read(f"identifier:{role}")
        for at, listed in enumerate(maker.rows.read(f"role:{role}")):
            for name in listed or ():
                key = _key(name, listed, identifiers[at])
                keys[key] = key if key == identifiers[at] else None
                names.setdefault(key, name)
    for key in ("contract:supplier", "payment:payer", "payment:payee", "meeting:bodies"):
        for listed in maker.rows.read(key):
            for name in (listed or ()) if FIELDS[key].is_list else (listed or ())[:1]:
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


def _appointments(maker: Maker) -> None:
    for post in codes.POSTS:
        holders = maker.rows.read(f"post:{post}")
        keep = [at for at, holder in enumerate(holders) if holder is not None]
        maker.add("appointment", keep, {"post": post, "holder": [holders[at] for at in keep]})


def _figures(maker: Maker) -> None:
    rows = maker.rows
    years = [stated or day.year for stated, day in zip(rows.read("year"), rows.dates, strict=True)]

    def add(frame: str, bound: Bound, read: list[Any], year: int | None = None, **words: str | list[Any]) -> None:
        keep = [at for at, amount in enumerate(read) if amount is not None]
        columns: dict[str, Any] = {
            name: [word[at] for at in keep] if isinstance(word, list) else word for name, word in words.items()
        }
        columns |= {"amount": [read[at] for at in keep], "currency": bound.currency}
        if frame != "budget_figure":
            columns["year"] = [year or years[at] for at in keep]
        maker.add(frame, keep, columns)

    for kind in codes.BUDGET_KINDS:
        for _, bound, read in rows.all_of(f"budget:{kind}"):
            add("budget_figure", bound, read, kind=kind)
    for (_, year, _, _), bound, read in rows.all_of("plan"):
        add("annual_plan", bound, read, year)
    said = {word: rows.read(f"funding:{word}") for word in ("source", "nature", "capital")}
    for (_, year, source, nature), bound, read in rows.all_of("funding"):
        fixed = {"source": source, "nature": nature or None, "capital": bound.column.capital or None}
        words = {name: [each or fixed[name] for each in column] for name, column in said.items()}
        add("funding", bound, read, year, **words)


def _progress(maker: Maker) -> None:
    rows = maker.rows
    columns = {name: rows.read(name) for name in ("completed_total", "completed_year", "physical_percent", "light")}
    keep = [at for at, values in enumerate(zip(*columns.values(), strict=True)) if any(v is not None for v in values)]
    currency = [bound.currency for name in columns for _, bound, _ in rows.all_of(name) if bound.field.type == "money"]
    shown = {name: [values[at] for at in keep] for name, values in columns.items()}
    shown["light"] = [light and light.code for light in shown["light"]]
    shown["light_reported"] = [columns["light"][at] and columns["light"][at].word for at in keep]
    maker.add("progress_report", keep, {**shown, "currency": currency[0] if currency else None})


def _milestones(maker: Maker) -> None:
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


def _contracts(maker: Maker) -> None:
    for frame in ("contract", "payment"):
        needed = NEEDED[frame]
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
