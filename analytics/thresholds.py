"""Policy numbers: value, unit, effective date and source. Shipped ones stand in thresholds.toml.

A user's own value is a dated row of the database's `rule` table; from its date on it wins over the
shipped one. Nothing in the code repeats a number of this file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Threshold:
    """One policy number. `currency` is set where the unit is money; amounts are in major units."""

    key: str
    value: Decimal
    unit: str
    effective_from: date
    source: str
    meaning: str = ""
    source_zh: str = ""
    meaning_zh: str = ""
    currency: str | None = None
    own: bool = False  # a user's row rather than a shipped value

    @property
    def text(self) -> str:
        """The value as it is shown: exact, thousands separated but in a year."""
        return str(self.value) if self.unit == "year" else f"{self.value:,}"


@cache
def shipped() -> tuple[Threshold, ...]:
    """The values of thresholds.toml, in the order of the file."""
    text = (resources.files("analytics") / "thresholds.toml").read_text("utf-8")
    return tuple(
        Threshold(
            key=f"{group}.{name}",
            value=Decimal(entry["value"]),
            unit=entry["unit"],
            effective_from=entry["effective_from"],
            source=entry["source"],
            meaning=entry["meaning"],
            source_zh=entry["source_zh"],
            meaning_zh=entry["meaning_zh"],
            currency=entry["unit"] if entry["unit"].isupper() else None,
        )
        for group, entries in tomllib.loads(text).items()
        for name, entry in entries.items()
    )


class Thresholds:
    """The shipped values and a user's own rows, asked by key and day.

    >>> Thresholds().value("tier.a_above", date(2025, 1, 1), "CNY")
    Decimal('100000000')
    """

    def __init__(self, own: Iterable[Threshold] = ()) -> None:
        # Sorted so that the last one in force on a day is the one that counts.
        self.all = sorted([*shipped(), *own], key=lambda t: (t.own, t.effective_from))

    def at(self, key: str, on: date, currency: str | None = None) -> Threshold | None:
        """The threshold in force on a day, None where none is set (for this currency).

        Before the first day of all shipped values, those of that day hold.
        """
        found, on = None, max(on, min(threshold.effective_from for threshold in shipped()))
        for threshold in self.all:
            if threshold.key == key and threshold.currency == currency and threshold.effective_from <= on:
                found = threshold
        return found

    def value(self, key: str, on: date, currency: str | None = None) -> Decimal:
        """The value in force; KeyError where none is."""
        threshold = self.at(key, on, currency)
        if threshold is None:
            raise KeyError(f"{key} ({currency}) on {on}")
        return threshold.value

    def rate(self, currency: str, to: str, on: date) -> Decimal | None:
        """Units of `to` for one unit of `currency`, as a user has stated it; 1 for the same currency."""
        if currency == to:
            return Decimal(1)
        threshold = self.at(f"rate.{to}", on, currency)
        return None if threshold is None else threshold.value


def fiscal_year(day: date, first_month: int) -> int:
    """The fiscal year of a day, named by the calendar year in which it begins.

    >>> fiscal_year(date(2025, 3, 31), 4), fiscal_year(date(2025, 4, 1), 4)
    (2024, 2025)
    """
    return day.year if day.month >= first_month else day.year - 1
