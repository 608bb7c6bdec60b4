"""A named table as CSV or XLSX: exact figures in major units, headers in the reader's language.

A cell that a spreadsheet program would take for a formula (it begins with = + - @, a tab or a
carriage return) gets an apostrophe before it: text from a stranger's file never runs on the reader's
machine. Numbers stay numbers.
"""

from __future__ import annotations

import csv as csv_
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO, StringIO

import pandas as pd
import xlsxwriter

from analytics import codes
from analytics.frames import Frame
from analytics.language import Language, as_date, is_missing
from analytics.money import to_major

EXACT_DIGITS = 15  # what a spreadsheet's numbers hold; a longer one is written as text
Cell = str | int | float | Decimal | None
Places = Mapping[tuple[str, str], tuple[str | None, str | None]]  # (kind, code) -> names
NOWHERE: Places = {}
# The columns whose codes the data may name in both languages, and the kind of those names.
NAMED = {"sector": "sector", "district": "district", "funding_source": "source"}


def neutral(text: str) -> str:
    """Text that no spreadsheet program takes for a formula.

    >>> neutral("=1+1"), neutral("Ring road")
    ("'=1+1", 'Ring road')
    """
    return "'" + text if text.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def headers(frame: Frame, columns: Sequence[str], language: Language) -> list[str]:
    """The labels of the columns, with the unit where there is one; of two equal labels each gets its column's name."""
    labels = []
    for name in columns:
        column = frame.column(name)
        label = language(column.label)
        if column.unit not in ("", "currency"):
            label = language("{label} ({unit})", label=label, unit=language(column.unit))
        labels.append(label)
    return [
        f"{label} [{name}]" if labels.count(label) > 1 else label for label, name in zip(labels, columns, strict=True)
    ]


def rows(
    table: pd.DataFrame, frame: Frame, columns: Sequence[str], language: Language, places: Places = NOWHERE
) -> list[list[Cell]]:
    """The cells of a table: money in major units of the row's currency, codes as words, missing as None.

    `places` names the sectors and districts whose names came with the data.
    """
    return [list(row) for row in zip(*_columns(table, frame, columns, language, places), strict=True)]


def csv(
    table: pd.DataFrame, frame: Frame, columns: Sequence[str], language: Language, places: Places = NOWHERE
) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheet programs read Chinese without being told."""
    text = StringIO()
    writer = csv_.writer(text)
    writer.writerow(headers(frame, columns, language))
    writer.writerows(rows(table, frame, columns, language, places))
    return text.getvalue().encode("utf-8-sig")


def xlsx(
    table: pd.DataFrame, frame: Frame, columns: Sequence[str], language: Language, places: Places = NOWHERE
) -> bytes:
    """One sheet with a fixed header row and a filter; nothing in it is a formula or a link."""
    file = BytesIO()
    # Row by row into a temporary file: a hundred thousand rows would fill the memory.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        amount = book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, max(len(columns) - 1, 0), 18)
        for place, head in enumerate(headers(frame, columns, language)):
            sheet.write_string(0, place, head, bold)
        text, number = sheet.write_string, sheet.write_number
        for line, cells in enumerate(zip(*_columns(table, frame, columns, language, places), strict=True), start=1):
            for place, cell in enumerate(cells):
                if cell is None:
                    continue
                if isinstance(cell, str):
                    text(line, place, cell)
                elif not isinstance(cell, Decimal):
                    number(line, place, cell)
                elif len(cell.as_tuple().digits) <= EXACT_DIGITS:
                    number(line, place, float(cell), amount)
                else:
                    text(line, place, str(cell))
        if len(columns):
            sheet.autofilter(0, 0, len(table), len(columns) - 1)
    return file.getvalue()


def _columns(
    table: pd.DataFrame, frame: Frame, columns: Sequence[str], language: Language, places: Places
) -> list[list[Cell]]:
    currencies = table["currency"].tolist() if "currency" in table else [None] * len(table)
    return [_cells(table[name], frame, name, currencies, language, places) for name in columns]


def _cells(
    cells: pd.Series,
    frame: Frame,
    name: str,
    currencies: Sequence[str | None],
    language: Language,
    places: Places,
) -> list[Cell]:
    column = frame.column(name)
    values = cells.astype(object).where(cells.notna(), None).tolist()
    if column.type == "money":
        return [
            None if value is None or is_missing(currency) else to_major(value, str(currency))
            for value, currency in zip(values, currencies, strict=True)
        ]
    if column.type in ("date", "moment"):
        return [None if value is None else as_date(value).isoformat() for value in values]
    if column.type == "flag":
        return [None if value is None else language("Yes") if value else language("No") for value in values]
    if column.type == "phrase":
        return [None if value is None else language(value) for value in values]
    if column.type in ("text", "code"):
        if named := {code: language.name(*names) for (kind, code), names in places.items() if kind == NAMED.get(name)}:
            values = [named.get(str(value), value) for value in values]
        words = getattr(codes, column.codes, {}) if column.codes else {}
        return [
            None if value is None else neutral(language.words(words, value) if words else str(value))
            for value in values
        ]
    return values
