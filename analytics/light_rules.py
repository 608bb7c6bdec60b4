"""Rules for lights as data: two cuts through a shortfall. Published ones stand in light_rules.toml.

A rule measures how far a project falls short (`measure`, a key of `codes.LIGHT_MEASURES`, which brings
the unit; positive is worse) and cuts that number twice: below the first cut is good, beyond the second
is late, and each cut belongs to the worse side where it is included. `least_plan` leaves out projects
with a smaller annual plan. A user's own rules are dated rows of the database's `light_rule` table: of
those with one name the newest in force counts. The cuts of the rule `BASIC` are policy numbers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from analytics.thresholds import Thresholds

BASIC = "us_it"  # the rule behind the computed light of all pages
OWN = "own:"  # a user's rule is known by this and its name


@dataclass(frozen=True, slots=True)
class LightRule:
    """One rule. Cuts are in the unit of the measure; `least_plan` is in major units of `currency`."""

    key: str
    name: str
    measure: str
    watch_from: Decimal
    watch_included: bool
    late_from: Decimal
    late_included: bool
    effective_from: date
    source: str
    name_zh: str = ""
    source_zh: str = ""
    note: str = ""
    note_zh: str = ""
    least_plan: Decimal | None = None
    currency: str | None = None
    own: bool = False


def in_force(own: Iterable[LightRule], on: date, thresholds: Thresholds) -> tuple[LightRule, ...]:
    """The rules that hold on a day: the shipped ones in the order of the file, then the user's by name.

    `own` is in the order in which the rules were entered: of two with one name and day the later one counts.

    >>> [rule.key for rule in in_force((), date(2025, 6, 30), Thresholds())][:2]
    ['us_it', 'yinchuan_progress']
    """
    newest: dict[str, LightRule] = {}
    for rule in sorted(own, key=lambda rule: rule.effective_from):
        if rule.effective_from <= on:
            newest[rule.key] = rule
    published = tuple(_shipped(key, entry, on, thresholds) for key, entry in _file().items())
    return published + tuple(newest[key] for key in sorted(newest))


@cache
def _file() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.files("analytics") / "light_rules.toml").read_text("utf-8"))


def _shipped(key: str, entry: dict[str, Any], on: date, thresholds: Thresholds) -> LightRule:
    def cut(name: str) -> Decimal:
        value = entry[name]
        return thresholds.value(value["policy"], on) if isinstance(value, dict) else Decimal(value)

    values = entry | {"watch_from": cut("watch_from"), "late_from": cut("late_from")}
    if "least_plan" in entry:
        values["least_plan"] = Decimal(entry["least_plan"])
    return LightRule(key=key, **values)
