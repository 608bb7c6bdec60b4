"""A tile: one big number with what it needs to be believed. Texts are in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from analytics.language import Language, is_missing


@dataclass(frozen=True)
class Tile:
    """One of the three to seven numbers at the head of a page.

    `value` is the number with its unit; `note` its denominator; `change` what became of it since the
    last reporting date, direction in words; `trend` the values behind the sparkline, oldest first
    (None where unknown); `coverage` the share of projects for which the number is known; `definition`
    a column of the dictionary or a key of the method notes; `tone` is "", "late", "watch", "good" or
    "unknown".
    """

    label: str
    value: str
    note: str = ""
    change: str = ""
    trend: Sequence[float | None] = ()
    coverage: float | None = None
    definition: str = ""
    tone: str = ""


def change(now: object, before: object, since: date | None, write: Callable[[float], str], language: Language) -> str:
    """What became of a number since the reporting date before, direction in words; "" where one of them is unknown.

    `write` puts the difference, which is never negative, into words with its unit. Without `since` the date
    is not said: it stands elsewhere on the page.
    """
    if is_missing(now) or is_missing(before):
        return ""
    moved, day = float(now) - float(before), language.day(since)  # type: ignore[arg-type]
    n = write(abs(moved))
    if n == write(0):  # nothing, or nothing that the number would show
        return language("unchanged since {day}", day=day) if since else language("unchanged")
    if moved > 0:
        return language("up {n} since {day}", n=n, day=day) if since else language("up {n}", n=n)
    return language("down {n} since {day}", n=n, day=day) if since else language("down {n}", n=n)
