"""A checked file as numbered rows of text: CSV by its encoding and separator, XLSX by its sheets.

A cell is its text as the user sees it, "" where it is empty: dates are ISO 8601, numbers have all
their decimals and no exponent, a percentage cell is "85%". Two kinds of cells are marked as what
they are and never read as a value: `Formula` and `ErrorValue`.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import charset_normalizer

from analytics.errors import RefusedFile
from analytics.language import N_
from data.importers import spreadsheet
from data.importers.guard import Checked

SAMPLE_BYTES = 256 << 10
_PIECE = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Tried in this order where the statistics cannot tell. cp1252 takes nearly any bytes, so it comes last.
_LEGACY = ("gb18030", "big5", "cp1252")
_MESSY = 0.2  # charset-normalizer's chaos above which a decoding is noise rather than text
TOO_WIDE = N_("“{name}” has more than {limit} columns, so it is not a table of projects.")


class Formula(str):
    """A cell that holds a formula: not evaluated, and the value saved beside it is not trusted."""


class ErrorValue(str):
    """A cell that holds a spreadsheet error such as #REF!."""


Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is cut into cells."""

    encoding: str
    separator: str
    quote: str = '"'


def detect_encoding(checked: Checked) -> str:
    """By byte order mark, else UTF-8 if the whole file is that, else the likeliest legacy encoding that fits it all."""
    with checked.path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return check_encoding(checked, name)
    if _fits(checked, "utf-8"):
        return "utf-8"
    sample = sample[: sample.rfind(b"\n") + 1] or sample  # not in the middle of a character
    matches = charset_normalizer.from_bytes(sample, cp_isolation=list(_LEGACY))
    likely = [match.encoding for match in matches if match.chaos <= _MESSY]
    for name in dict.fromkeys((*likely, *(_LEGACY if not likely else ()))):
        if _fits(checked, name):
            return name
    raise RefusedFile(
        N_("“{name}” is text in an unknown encoding. Save it again as UTF-8, or name its encoding in the mapping."),
        name=checked.name,
    )


def check_encoding(checked: Checked, encoding: str) -> str:
    """The encoding itself, if the whole file is text in it; else RefusedFile."""
    if not _fits(checked, encoding):
        raise RefusedFile(
            N_("“{name}” is not text in {encoding}. Save it again as UTF-8."), name=checked.name, encoding=encoding
        )
    return encoding


def _fits(checked: Checked, encoding: str) -> bool:
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
        with checked.path.open("rb") as file:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def csv_rows(checked: Checked, dialect: Dialect) -> Iterator[Row]:
    """Rows of a text file with the number of the line on which each begins."""
    with checked.path.open(encoding=dialect.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=dialect.separator, quotechar=dialect.quote, skipinitialspace=False)
        begins = 1
        try:
            for cells in reader:
                if len(cells) > spreadsheet.COLUMNS:
                    raise RefusedFile(TOO_WIDE, name=checked.name, limit=spreadsheet.COLUMNS)
                if cells:  # a blank line is no row
                    yield begins, [cell.strip() for cell in cells]
                begins = reader.line_num + 1
        except csv.Error as error:
            raise RefusedFile(
                N_("“{name}” cannot be cut into cells from line {line} on: a quotation mark may not be closed."),
                name=checked.name,
                line=begins,
            ) from error


def sheet_names(checked: Checked, *, hidden: bool = False) -> list[str]:
    """The sheets of a workbook that hold cells; the hidden ones only where they are asked for."""
    with closing(spreadsheet.workbook(checked.path)) as book:
        return [sheet.title for sheet in book.worksheets if hidden or sheet.sheet_state == "visible"]


def xlsx_rows(checked: Checked, sheet: str) -> Iterator[Row]:
    """Rows of a sheet with their numbers; a row without cells is an empty list."""
    with closing(spreadsheet.workbook(checked.path, formulas=True)) as book:
        for number, cells in enumerate(spreadsheet.cells(checked.path, book[sheet]), start=1):
            row = [_text(cell) for cell in cells]
            while row and not row[-1]:
                row.pop()
            yield number, row


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Formula(getattr(value, "text", None) or str(value))
    if cell.data_type == "e":
        return ErrorValue(value)
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, "%" in (cell.number_format or ""))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else str(value).strip()


def _number(value: float, percent: bool) -> str:
    number = Decimal(repr(value))
    if not number.is_finite():
        return ErrorValue(value)
    if percent:
        number *= 100
    # 15 significant digits are what a spreadsheet shows and keeps.
    number = number if len(number.as_tuple().digits) <= 15 else Decimal(f"{number:.15g}")
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if percent else text


def rows(checked: Checked, sheet: str | None, dialect: Dialect | None) -> Iterator[Row]:
    """The rows of a text file (`dialect`) or of a workbook's sheet."""
    if dialect:
        return csv_rows(checked, dialect)
    return xlsx_rows(checked, str(sheet))
