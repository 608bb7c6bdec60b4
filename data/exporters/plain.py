"""A named table for another program: the declared column names, codes as they are, exact figures."""

from __future__ import annotations

import pandas as pd

from analytics.frames import Frame
from analytics.language import as_date, is_missing
from analytics.money import to_major

Cell = str | int | float | bool | None


def records(table: pd.DataFrame, frame: Frame) -> list[dict[str, Cell]]:
    """One dictionary a row: money as decimal text in major units of the row's currency, days as
    2025-06-30, missing as None."""
    currencies = table["currency"].tolist() if "currency" in table else [None] * len(table)
    columns = [
        [
            _cell(frame.column(name).type, value, currency)
            for value, currency in zip(table[name], currencies, strict=True)
        ]
        for name in frame.columns
    ]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def _cell(kind: str, value: object, currency: object) -> Cell:
    if is_missing(value) or (kind == "money" and is_missing(currency)):
        return None
    if kind == "money":
        return f"{to_major(int(value), str(currency)):f}"  # type: ignore[call-overload]
    if kind == "date":
        return as_date(value).isoformat()
    if kind == "moment":
        return pd.Timestamp(value).isoformat()
    if kind in ("integer", "days"):
        return int(value)  # type: ignore[call-overload]
    if kind in ("share", "number"):
        return float(value)  # type: ignore[arg-type]
    return bool(value) if kind == "flag" else str(value)
