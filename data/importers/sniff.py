"""Where the table is in a file: separator and quoting, the lines above the header, the header, the sheets."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice

from analytics.errors import RefusedFile
from analytics.language import N_
from data.importers import reading
from data.importers.guard import Checked
from data.importers.mapping import Mapping
from data.importers.reading import Dialect, Row

SEPARATORS = (",", "\t", ";", "|")
LOOKED_AT = 60  # rows in which the header is looked for, and that are shown as a sample
_NAMED = 8  # columns of a mapping that a refusal names
_QUOTED = {quote: re.compile(rf"(?:^|[,;|\t]){quote}[^{quote}\n]*{quote}(?=[,;|\t\r\n])", re.M) for quote in "\"'"}
_UNITS = "亿元|千万元|百万元|万元|千元|元|亿|万"
_UNIT = re.compile(  # 总投资（亿元）, 总投资（单位：万元，含税）, 总投资/万元
    rf"[(（\[【]\s*(?:单位[:：]?)?\s*({_UNITS})(?:[\s,，、;；/][^)）\]】]*)?[)）\]】]|[/／:：]\s*({_UNITS})$"
)
_BANNER_UNIT = re.compile(r"单\s*位\s*[:：]\s*(?:人民币)?\s*(亿元|千万元|百万元|万元|千元|元)")
_MERE_NAMES = ("名称", "单位名称", "单位", "name")
_FIGURES = re.compile(r"[\d\s.,:/%£$€¥￥-]+")  # a number or a date rather than a header
# UTF-8 that was read as another encoding and saved so: â€™, Ã©, Â£. Kept as it is, but mentioned.
GARBLED = re.compile("â[\x80-\x9f€]|Ã[\x80-\xbf]|Â[\xa0-\xbf]|ï¿½|\ufffd|锟斤拷")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table found in a file: one text file, or one sheet of a workbook."""

    checked: Checked
    sheet: str | None
    dialect: Dialect | None  # of a text file
    header_row: int  # line or row number as the user sees it
    headers: tuple[str, ...]  # made different: a second "rating" is "rating (2)", an empty one is "column 7"
    banner: tuple[str, ...] = ()  # the texts above the header
    sample: tuple[Row, ...] = field(default=(), repr=False)
    lower: tuple[str, ...] = ()  # of a header of two rows: the cell below, "" where a column has one row only

    def names(self, at: int) -> list[str]:
        """What a column may be called: its header, that without the unit; below 建设情况, 开工时间 alone will do.

        投资 above 计划 is "投资 计划" or "计划"; 建设单位 above 名称 is 建设单位 too.
        """
        header, below = self.headers[at], self.lower[at] if at < len(self.lower) else ""
        made = [header, without_unit(header)]
        if below:
            made += [below, without_unit(below)]
            if normal(below) in _MERE_NAMES:
                made.append(header.removesuffix(below).strip())
        return made

    def place(self, header: str, unit: str = "") -> int | None:
        """The column that a mapping's header means, None where there is none, or where several could be meant.

        A mapping that states a unit of its own means the whole header: 总投资 is not 总投资（亿元） then.
        """
        wanted = normal(header)
        whole = [at for at, each in enumerate(self.headers) if normal(each) == wanted]
        bare = [at for at, each in enumerate(self.headers) if not unit and normal(without_unit(each)) == wanted]
        if whole or bare:
            return (whole or bare)[0]
        below = [at for at in range(len(self.lower)) if wanted in map(normal, self.names(at)[2:])]
        return below[0] if len(below) == 1 else None

    def unit(self, header: str) -> str:
        """The unit that the header's brackets or the banner (单位：万元) state; "" where neither does."""
        found = _UNIT.search(header)
        if found:
            unit = found[1] or found[2]
            return {"亿": "亿元", "万": "万元"}.get(unit, unit)
        above = _BANNER_UNIT.search(" ".join(self.banner))
        return above[1] if above else ""

    def described(self) -> dict[str, object]:
        """What the imports page shows of it."""
        said: dict[str, object] = {"header_row": self.header_row, "banner": list(self.banner)}
        if self.sheet:
            said["sheet"] = self.sheet
        if self.dialect:
            said |= {"encoding": self.dialect.encoding, "separator": self.dialect.separator}
            said["quote"] = self.dialect.quote
        garbled = [(row, cell) for row, cells in self.sample for cell in cells if GARBLED.search(cell)]
        if garbled:
            said["garbled"] = {"rows_looked_at": len(self.sample), "cells": len(garbled), "first_row": garbled[0][0]}
        return said


def normal(header: str) -> str:
    """A header for comparison: full width, case, line breaks and spaces do not matter."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", header)).casefold()


def without_unit(header: str) -> str:
    """总投资（亿元） -> 总投资"""
    return _UNIT.sub("", header).strip()


def layouts(checked: Checked, mapping: Mapping | None = None) -> list[Layout]:
    """The tables in a file. With a mapping, the header is the row that has most of its columns.

    A workbook's sheets without any of the mapping's columns (or without a table at all) are left
    out. RefusedFile where nothing is left.
    """
    found = []
    if checked.kind == "xlsx":
        for sheet in (mapping and mapping.sheets) or reading.sheet_names(checked):
            if sheet not in reading.sheet_names(checked):
                raise RefusedFile(N_("“{name}” has no sheet “{sheet}”."), name=checked.name, sheet=sheet)
            top = list(islice(reading.xlsx_rows(checked, sheet), LOOKED_AT))
            found += _layout(checked, sheet, None, top, mapping)
    else:
        dialect = detect_dialect(checked, mapping)
        top = list(islice(reading.csv_rows(checked, dialect), LOOKED_AT))
        found += _layout(checked, None, dialect, top, mapping)
    if not found and mapping:
        listed = ", ".join(column.header for column in mapping.columns[:_NAMED])
        raise RefusedFile(
            N_("“{name}” has none of the columns of the mapping “{mapping}”: {headers} …"),
            name=checked.name,
            mapping=mapping.name,
            headers=listed,
        )
    if not found:
        raise RefusedFile(N_("“{name}” holds no table: no row looks like a header."), name=checked.name)
    return found


def detect_dialect(checked: Checked, mapping: Mapping | None = None) -> Dialect:
    """Encoding, separator and quotation mark of a text file; a mapping may name the first two."""
    if mapping and mapping.encoding:
        encoding = reading.check_encoding(checked, mapping.encoding)
    else:
        encoding = reading.detect_encoding(checked)
    with checked.path.open(encoding=encoding, newline="") as file:
        sample = file.read(reading.SAMPLE_BYTES)
    quote = "'" if _QUOTED["'"].search(sample) and not _QUOTED['"'].search(sample) else '"'
    separator = (mapping and mapping.separator) or max(SEPARATORS, key=lambda each: _evenness(sample, each, quote))
    return Dialect(encoding, separator, quote)


def _evenness(sample: str, separator: str, quote: str) -> tuple[float, int]:
    """How many of the first records have the commonest number of cells, and that number (1 is no table)."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator, quotechar=quote)
    counts: Counter[int] = Counter()
    with suppress(csv.Error):  # what is wrong from there on is said when the rows are read
        counts.update(len(cells) for cells in islice(reader, 200) if any(cell.strip() for cell in cells))
    if not counts:
        return (0.0, 0)
    width, rows = max(counts.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    return (0.0, 1) if width == 1 else (round(rows / counts.total(), 1), width)


def _layout(
    checked: Checked, sheet: str | None, dialect: Dialect | None, top: list[Row], mapping: Mapping | None
) -> list[Layout]:
    at = _mapped_header(top, mapping) if mapping else _likely_header(top)
    if at is None:
        return []
    cells, lower, last = _header(top, at)
    if not dialect:  # a sheet may hold remarks in columns without a header
        cells += [""] * (max(len(row) for _, row in top[at:]) - len(cells))
    banner = tuple(cell for _, row in top[:at] for cell in row if cell)
    sample = tuple((row, cells) for row, cells in top[last + 1 :] if any(cells))
    return [Layout(checked, sheet, dialect, top[last][0], distinct(cells), banner, sample, tuple(lower))]


def _header(top: list[Row], at: int) -> tuple[list[str], list[str], int]:
    """The header's cells, those of its lower row, and the place of its last row.

    投资 above 计划 and 完成 is "投资 计划" and "投资 完成".

    A second row belongs to the header where all its cells are words below a cell that spans several
    columns. A row of data does not: it fills columns that already have a header of their own.
    """
    cells = top[at][1]
    below = top[at + 1][1] if at + 1 < len(top) else []
    width = max(len(cells), len(below))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (cells, below))
    parents, parent = [], ""
    for place, cell in enumerate(upper):
        spans = cell and lower[place] and place + 1 < width and not upper[place + 1] and lower[place + 1]
        parent = cell if spans else "" if cell or not lower[place] else parent
        parents.append(parent)
    filled = [place for place, cell in enumerate(lower) if cell]
    is_title = sum(map(bool, upper)) == 1  # over the whole table, not over some columns
    if (
        is_title
        or len(filled) < 2
        or not all(parents[place] and not _FIGURES.fullmatch(lower[place]) for place in filled)
    ):
        return list(cells), [], at
    joined = (f"{a} {b}" if b else c for a, b, c in zip(parents, lower, upper, strict=True))
    return list(joined), list(lower), at + 1


def distinct(cells: Sequence[str]) -> tuple[str, ...]:
    """Headers that differ: the second "rating" becomes "rating (2)", an empty one "column 7".

    >>> distinct(["a", "", "a"])
    ('a', 'column 2', 'a (2)')
    """
    seen: set[str] = set()
    made = []
    for number, cell in enumerate(cells, start=1):
        header = name = re.sub(r"\s+", " ", cell).strip() or f"column {number}"
        again = 1
        while header in seen:
            again += 1
            header = f"{name} ({again})"
        seen.add(header)
        made.append(header)
    return tuple(made)


def _mapped_header(top: list[Row], mapping: Mapping) -> int | None:
    wanted = {normal(column.header) for column in mapping.columns}
    scores = []
    for at in range(len(top)):
        cells, lower, _ = _header(top, at)
        called = {normal(name) for cell in (*distinct(cells), *lower) for name in (cell, without_unit(cell))}
        scores.append(len(called & wanted))
    best = max(scores, default=0)
    return scores.index(best) if best else None


def _likely_header(top: list[Row]) -> int | None:
    """The first row that is nearly as wide as the table and holds short, different words."""
    widths = sorted(sum(map(bool, cells)) for _, cells in top if any(cells))
    if not widths:
        return None
    wide = max(2, round(0.6 * widths[len(widths) // 2]))
    for at, (_, cells) in enumerate(top):
        filled = [cell for cell in cells if cell]
        words = [cell for cell in filled if len(cell) <= 80 and not _FIGURES.fullmatch(cell)]
        if len(filled) >= wide and len(words) >= 0.8 * len(filled) and len(set(words)) >= 0.7 * len(words):
            return at
    return None
