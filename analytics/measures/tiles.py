"""A tile: one big number with what it needs to be believed. Texts are in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


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
