"""A mapping as a table that a person corrects: one row a column of the files, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analytics import codes
from analytics.errors import BadMapping
from data.importers import mapping as mappings
from data.importers.batch import Problem
from data.importers.bind import bind
from data.importers.fields import FIELDS
from data.importers.mapping import Column, Mapping, from_toml, to_toml
from data.importers.propose import LIST_SEPARATORS
from data.importers.sniff import Layout, without_unit

SAMPLES = 3
_ANY_DAY = date(2000, 1, 1)  # whether a mapping fits does not hang on the reporting date


@dataclass(frozen=True, slots=True)
class Row:
    """One column of the files: what it is mapped to ("" is nothing), and some of its values."""

    header: str
    field: str = ""
    unit: str = ""
    zero_is_unknown: bool = False
    sample: tuple[str, ...] = ()
    place: int | None = None  # of the mapping's column that it shows


def rows(layouts: Sequence[Layout], mapping: Mapping) -> list[Row]:
    """The columns of the files in their order; one that the mapping uses twice has two rows."""
    made: dict[str, list[Row]] = {}
    for layout in layouts:
        for at, header in enumerate(layout.headers):
            if header in made:
                continue
            cells = dict.fromkeys(row[at] for _, row in layout.sample if at < len(row) and row[at])
            blank = Row(header, sample=tuple(cells)[:SAMPLES])
            used = [
                replace(
                    blank,
                    field=column.field,
                    unit=column.unit or layout.unit(header) * (FIELDS[column.field].type == "money"),
                    zero_is_unknown=column.zero_is_unknown,
                    place=place,
                )
                for place, column in enumerate(mapping.columns)
                if layout.place(column.header, column.unit) == at
            ]
            made[header] = used or [blank]
    return [row for found in made.values() for row in found]


def edited(mapping: Mapping, before: Sequence[Row], after: Sequence[Row]) -> Mapping:
    """The mapping with the corrections: a row whose field changed becomes a new column, an empty field none.

    Columns of the mapping that the files do not have stay as they are. BadMapping says all mistakes.
    """
    columns: list[Column | None] = list(mapping.columns)
    by_row = any(row.field == "funding:source" for row in after)
    for old, new in zip(before, after, strict=True):
        if (old.field, old.unit, old.zero_is_unknown) == (new.field, new.unit, new.zero_is_unknown):
            continue
        made = None
        if new.field:
            kept = columns[new.place] if new.place is not None and old.field == new.field else None
            made = replace(kept or _column(new, by_row), unit=new.unit, zero_is_unknown=new.zero_is_unknown)
        if new.place is None:
            columns.append(made)
        else:
            columns[new.place] = made
    return replace(mapping, columns=tuple(column for column in columns if column is not None))


def checked(mapping: Mapping) -> Mapping:
    """The same mapping; BadMapping says everything that is wrong with it."""
    return from_toml(to_toml(mapping), mapping.name)


def fitting(layouts: Sequence[Layout]) -> str | None:
    """The ready or saved mapping that fits all these tables and uses most of their columns; None where none does."""
    best: tuple[int, str] = (0, "")
    for name in mappings.names():
        try:
            bound = [bind(layout, mappings.load(name), _ANY_DAY) for layout in layouts]
        except BadMapping:
            continue
        best = max(best, (sum(len(each.columns) for each in bound), name))
    return best[1] or None


def words(
    layouts: Sequence[Layout], mapping: Mapping, problems: Iterable[Problem] = ()
) -> dict[str, dict[str, str | None]]:
    """For each code list that mapped columns need: the words of the files, and the code beside each.

    The code "" says "not known", None that nobody has decided. The words are those of the mapping, of
    the first rows, and of cells that a check found no code for.
    """
    found: dict[str, dict[str, str | None]] = {}
    doubtful = [(problem.column, problem.found) for problem in problems if problem.found]
    for column in mapping.columns:
        field = FIELDS[column.field]
        if field.type != "code":
            continue
        name = column.codes or column.field
        listed = found.setdefault(name, dict(mapping.codes.get(name, {})))
        own = {code.casefold(): code for code in getattr(codes, field.codes) if code != codes.UNKNOWN}
        places = [(layout, at) for layout in layouts if (at := layout.place(column.header)) is not None]
        headers = {layout.headers[at] for layout, at in places}
        seen = [row[at] for layout, at in places for _, row in layout.sample if at < len(row) and row[at]]
        for word in [*seen, *(word for header, word in doubtful if header in headers)]:
            listed.setdefault(word, own.get(word.casefold()))
    return found


def _column(row: Row, by_row: bool) -> Column:
    """A new column; funds are named by their header unless another column names the source of each row."""
    bodies = FIELDS[row.field].type == "bodies"
    return Column(
        row.header,
        row.field,
        optional=row.field != "code",
        split=LIST_SEPARATORS if bodies else (),
        source=without_unit(row.header) if row.field == "funding" and not by_row else "",
    )
