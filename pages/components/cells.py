"""The columns of a named table made ready for a reader: labels, units, words for codes, one shown name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median_low
from typing import Any

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.columns import Column
from analytics.figures.theme import money_unit
from analytics.frames import Frame
from analytics.language import MISSING, Language, is_missing
from analytics.money import exponent, to_major
from data.exporters.spreadsheet import NAMED
from pages.components import filters

RIGHT = {"money", "integer", "days", "share", "number"}
FINE = 3  # decimals from which on a number that is not 0 is not shown as 0
SHORT = 14  # letters of a code's word that never breaks
_PARENTHESIS = re.compile(r"\s*[（(][^（(]*[)）]$")  # "Name (English)" and "Name (Chinese)" are both "Name"


@dataclass(slots=True)
class Shown:
    """One column on the screen: `texts` for HTML, `values` for a grid that sorts."""

    name: str
    head: str
    kind: str
    texts: list[str]
    values: list[Any]
    tones: list[str] = field(default_factory=list)  # the light behind each cell
    meaning: str = ""
    digits: int = 1  # decimals of a number

    @property
    def align(self) -> str:
        if self.kind in RIGHT:
            return "right"
        return "left short" if self.kind == "code" and max(map(len, self.texts), default=0) <= SHORT else "left"

    def share(self, line: int) -> int:
        """The cell as a percentage of the largest in the column, for its bar."""
        known = [abs(value) for value in self.values if not is_missing(value)]
        value = self.values[line]
        return 0 if is_missing(value) or not known or not max(known) else round(100 * abs(value) / max(known))

    def config(self) -> Any:
        """The column for Streamlit's grid."""
        if self.kind == "money":
            return st.column_config.NumberColumn(self.head, help=self.meaning, format="%,.2f")
        if self.kind == "share":
            return st.column_config.NumberColumn(self.head, help=self.meaning, format="%.0f %%")
        if self.kind == "number":
            return st.column_config.NumberColumn(self.head, help=self.meaning, format=f"%,.{self.digits}f")
        if self.kind in RIGHT:
            return st.column_config.NumberColumn(self.head, help=self.meaning, format="localized")
        if self.kind == "date":
            return st.column_config.DateColumn(self.head, help=self.meaning, format="YYYY-MM-DD")
        if self.kind == "year":
            return st.column_config.NumberColumn(self.head, help=self.meaning, format="%d")
        return st.column_config.TextColumn(self.head, help=self.meaning)


def shown_columns(data: pd.DataFrame, frame: Frame, names: Sequence[str], language: Language) -> list[Shown]:
    """The named columns in order; a pair of names in two languages becomes one column."""
    found: list[Shown] = []
    amounts = [name for name in names if name in data and frame.column(name).type == "money"]
    one_currency = "currency" in data and data["currency"].nunique() <= 1 and "money" in _types(frame, names)
    for name in names:
        if name == "currency" and one_currency:
            continue  # the headers of the amounts name it
        base = name.removesuffix("_en").removesuffix("_zh")
        if f"{base}_en" in data and f"{base}_zh" in data:  # a code beside its names gives way to them
            if base not in [column.name for column in found]:
                found.append(_names(data, frame, base, language))
        else:
            found.append(_column(data, frame.column(name), language, () if frame.exact else amounts))
    return found


def _types(frame: Frame, names: Sequence[str]) -> set[str]:
    return {frame.column(name).type for name in names}


def label(column: Column, language: Language) -> str:
    """The head of a column; the two columns of a name in two languages have one."""
    head = language(column.label)
    return _PARENTHESIS.sub("", head) if column.name.endswith(("_en", "_zh")) else head


def _names(data: pd.DataFrame, frame: Frame, base: str, language: Language) -> Shown:
    column = frame.column(f"{base}_en")
    pairs = zip(data[f"{base}_en"], data[f"{base}_zh"], strict=True)
    texts = [language.name(english, chinese) for english, chinese in pairs]
    if base in data:
        texts = [
            str(code) if text == MISSING and not is_missing(code) else text
            for text, code in zip(texts, data[base], strict=True)
        ]
    return Shown(base, label(column, language), "text", texts, [None if text == MISSING else text for text in texts])


def _column(data: pd.DataFrame, column: Column, language: Language, amounts: Sequence[str]) -> Shown:
    missing = data[column.name].isna()
    cells = [None if gone else cell for cell, gone in zip(data[column.name].tolist(), missing.tolist(), strict=True)]
    head, meaning = language(column.label), language(column.meaning)
    if column.type == "money":
        return _money(data, column, cells, head, meaning, language, amounts)
    if column.unit and column.type != "integer":  # the label of a count says what it counts
        head = language("{label} ({unit})", label=head, unit=language(column.unit))
    words = {cell: _text(column, cell, language) for cell in dict.fromkeys(cells)}
    texts = [words[cell] for cell in cells]
    values = cells if column.type in {*RIGHT, "year"} else [_value(text) for text in texts]
    if column.type == "share":
        values = [None if cell is None else 100 * cell for cell in cells]
    if column.type == "date":
        values = [None if cell is None else cell.date() for cell in cells]
    tones = [str(cell or codes.UNKNOWN) for cell in cells] if column.codes == "LIGHTS" else []
    return Shown(column.name, head, column.type, texts, values, tones, meaning, column.digits)


def _money(
    data: pd.DataFrame,
    column: Column,
    cells: list[Any],
    head: str,
    meaning: str,
    language: Language,
    amounts: Sequence[str],
) -> Shown:
    """One unit for all `amounts` of the table, in the header; with several currencies the row's says which.

    Without `amounts` the unit is the currency's own, and every decimal is shown."""
    currencies = sorted({str(code) for code in data["currency"].dropna()})
    if not amounts:
        return _exact(data, column, cells, head, meaning, language, currencies)
    # By the middle amount, so that most rows keep their figures; the largest would leave the small ones at 0.00.
    known = [abs(int(cell)) for name in amounts for cell in data[name].dropna()]
    unit, words = money_unit(language, currencies[0] if currencies else "CNY", [median_low(known)] if known else [])
    if len(currencies) > 1:
        words = language("{unit} of the row’s currency", unit=words.removeprefix(currencies[0]).strip() or "1")
    values = [None if cell is None else float(Decimal(cell) / unit) for cell in cells]
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    digits = 2 if largest < 100 else 1 if largest < 10_000 else 0
    texts = [language.number(value, digits) for value in values]
    head = language("{label} ({unit})", label=head, unit=words) if words else head
    return Shown(column.name, head, "money", texts, values, meaning=meaning)


def _exact(
    data: pd.DataFrame,
    column: Column,
    cells: list[Any],
    head: str,
    meaning: str,
    language: Language,
    currencies: list[str],
) -> Shown:
    units = [None if is_missing(code) else str(code) for code in data["currency"]]
    majors = [
        None if cell is None or unit is None else (to_major(cell, unit), exponent(unit))
        for cell, unit in zip(cells, units, strict=True)
    ]
    texts = [MISSING if major is None else language.number(*major) for major in majors]
    words = language("the row’s currency")
    if len(currencies) == 1:
        words = money_unit(language, currencies[0], [])[1]
    head = language("{label} ({unit})", label=head, unit=words)
    values = [None if major is None else float(major[0]) for major in majors]
    return Shown(column.name, head, "money", texts, values, meaning=meaning)


def _text(column: Column, cell: Any, language: Language) -> str:
    if cell is None:
        return MISSING
    if column.type in ("date", "moment"):
        return language.iso(cell)
    if column.type == "phrase":
        return language(str(cell))
    if column.type == "year":
        return str(cell)
    if column.type == "share":
        return language.percent(cell)
    if column.type == "number":
        return _number(column, float(cell), language)
    if column.type in RIGHT:
        return language.number(cell)
    if column.type == "flag":
        return language("Yes") if cell else language("No")
    if column.codes == "LIGHTS":
        return f"{codes.LIGHT_SHAPES.get(str(cell), '')} {language.label(codes.LIGHTS, cell)}".strip()
    if column.name in NAMED:
        return filters.place(NAMED[column.name], str(cell), language)
    return language.words(getattr(codes, column.codes), cell) if column.codes else str(cell)


def _number(column: Column, value: float, language: Language) -> str:
    """No p-value is 0, and nothing is −0.000."""
    if (column.whole or column.digits == 1) and value.is_integer():
        return language.number(value)
    shown = round(value, column.digits)
    if shown == 0 < value and column.digits >= FINE:
        return language("< {n}", n=language.number(10**-column.digits, column.digits))
    return language.number(shown + 0.0, column.digits)


def _value(text: str) -> str | None:
    return None if text == MISSING else text
