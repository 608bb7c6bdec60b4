"""A mapping laid on a table that was found in a file: which cell goes where, and how it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String

from analytics import codes
from analytics.errors import BadMapping, PortfolioError
from analytics.language import N_
from analytics.measures.quality import YEARS
from data import schema
from data.importers import days, values
from data.importers.fields import FIELDS, Field
from data.importers.mapping import Column, Mapping
from data.importers.mapping_check import unit_size
from data.importers.sniff import Layout
from data.importers.values import Bad, Reader

NO_REPORTING_DATE = N_(
    "The reporting date of “{name}” is not known: map a column to it, give a pattern for the lines above the"
    " header, or name the day yourself (--as-of)."
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A column of the mapping that the table has: `index` is the cell's place in a row."""

    index: int
    header: str
    column: Column
    field: Field
    read: Reader
    currency: str

    @property
    def is_typed(self) -> bool:
        """Whether a cell in the wrong column would be noticed."""
        return self.field.type not in ("text", "bodies")


@dataclass(frozen=True, slots=True)
class Binding:
    """All bound columns of one table, and its reporting date where no column says it."""

    layout: Layout
    mapping: Mapping
    columns: tuple[Bound, ...]
    as_of: date | None
    not_stored: tuple[str, ...]  # headers that nothing is mapped to


def bind(layout: Layout, mapping: Mapping, as_of: date | None = None) -> Binding:
    """Lay a mapping on a table. The reporting date is a column's, else the banner's, else `as_of`.

    A project's code comes from the first of its columns that the table has, so that a blank code is
    a problem and never another kind of code. BadMapping says all that does not fit.
    """
    wrong: list[PortfolioError] = []
    bound: list[Bound] = []
    for column in mapping.columns:
        at = layout.place(column.header, column.unit)
        if column.field == "code" and any(each.field.key == "code" for each in bound):
            continue
        if at is None:
            if not column.optional:
                wrong.append(_missing(layout, column.header))
            continue
        made = _bound(at, column, layout, mapping)
        if isinstance(made, PortfolioError):
            wrong.append(made)
        else:
            bound.append(made)
    mapped = {each.field.key for each in bound}
    if "code" not in mapped and not wrong:
        wrong += [_missing(layout, each.header) for each in mapping.columns if each.field == "code"]
    if "as_of" not in mapped:
        found = banner_date(layout, mapping) or as_of
        if found is None:
            wrong.append(PortfolioError(NO_REPORTING_DATE, name=layout.checked.name))
        as_of = found
    if (
        len({each.currency for each in bound if each.field.frame == "progress_report" and each.field.type == "money"})
        > 1
    ):
        wrong.append(PortfolioError(N_("Completed investment must be in one currency.")))
    if wrong:
        raise BadMapping.of(wrong)
    used = {each.index for each in bound}
    not_stored = tuple(header for at, header in enumerate(layout.headers) if at not in used)
    return Binding(layout, mapping, tuple(bound), None if "as_of" in mapped else as_of, not_stored)


def _missing(layout: Layout, header: str) -> PortfolioError:
    return PortfolioError(
        N_("“{name}” has no column “{header}”. Its columns are: {headers}"),
        name=layout.checked.name,
        header=header,
        headers=", ".join(layout.headers),
    )


def banner_date(layout: Layout, mapping: Mapping) -> date | None:
    """The reporting date that the lines above the header, or the sheet's name, say; None where they do not."""
    if not mapping.as_of_pattern:
        return None
    found = re.search(mapping.as_of_pattern, "\n".join((*layout.banner, layout.sheet or "")))
    if not found or not found[1]:
        return None
    day = days.day_reader(mapping.date_formats, ends=True, year_day=mapping.as_of_day)(found[1].strip())
    return None if isinstance(day, Bad) or not YEARS[0] <= day.year <= YEARS[1] else day


def _bound(at: int, column: Column, layout: Layout, mapping: Mapping) -> Bound | PortfolioError:
    field = FIELDS[column.field]
    header = layout.headers[at]
    currency = column.currency or mapping.currency
    unit = column.unit or (layout.unit(header) if field.type == "money" else "")
    if field.type == "money" and not unit:
        return PortfolioError(
            N_("The unit of the column “{header}” is not known: name it in the mapping (1, 万元, 亿元, million ...)."),
            header=header,
        )
    read = _reader(field, column, mapping, unit, currency)
    nulls = (*mapping.null_words, *column.null_words), (*mapping.null_patterns, *column.null_patterns)
    return Bound(at, header, column, field, values.cell_reader(read, *nulls), currency)


def _reader(field: Field, column: Column, mapping: Mapping, unit: str, currency: str) -> Reader:
    words = mapping.codes.get(column.codes or field.key, {})
    formats = column.date_formats or mapping.date_formats
    if field.type == "money":
        size = unit_size(unit)
        assert size is not None
        return values.money_reader(size, currency, mapping.decimal, column.zero_is_unknown)
    if field.type == "day":
        ends = not (field.key.startswith("start:") or field.key.endswith("start_date"))
        read = days.day_reader(formats, ends=ends, year_day=mapping.as_of_day if field.key == "as_of" else "")
        return _plausible(read) if field.key == "as_of" else read
    if field.type == "code":
        own = [code for code in getattr(codes, field.codes) if code != codes.UNKNOWN]
        return (values.light_reader if field.key == "light" else values.code_reader)(words, own)
    readers: dict[str, Any] = {
        "range": days.range_reader,
        "year": lambda: values.integer_reader(*YEARS, values.NOT_A_YEAR),
        "integer": lambda: values.integer_reader(0, 10_000, values.NOT_WHOLE),
        "percent": lambda: values.percent_reader(column.unit or "%"),
        "yes_no": lambda: values.yes_no_reader(words),
        "bodies": lambda: values.bodies_reader(column.split),
        "text": lambda: values.text_reader(_longest(field)),
    }
    return readers[field.type]()


def _plausible(read: Reader) -> Reader:
    """A reporting date outside the plausible years would outlive all others, so it is no date at all."""

    def cell(text: str) -> date | Bad:
        day = read(text)
        return day if isinstance(day, Bad) or YEARS[0] <= day.year <= YEARS[1] else IMPLAUSIBLE

    return cell


IMPLAUSIBLE = Bad(N_("A report cannot be of this day."), N_("a day in the years 1950 to 2100"))


def _longest(field: Field) -> int | None:
    column = schema.metadata.tables[field.frame].c.get("name_en" if field.column == "name" else field.column)
    return column.type.length if column is not None and isinstance(column.type, String) else None
