"""What the tiers ask for, and who stands near the line between two of them.

Rules: tier A has two leaders, tier B answers to a government department, tier C may be executed
by a body that is authorised on record. Cancelled projects are asked for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd
from scipy.stats import binomtest

from analytics import codes
from analytics.measures.tiers import HOME, boundaries
from analytics.thresholds import Thresholds

BOUNDARIES = ("tier.b_from", "tier.a_above")


@dataclass(frozen=True, slots=True)
class Near:
    """Amounts near a boundary, for figures registered from `begin` to before `end`; minor units of `currency`."""

    boundary_kind: str
    currency: str
    begin: date
    end: date
    boundary: int
    low: int  # the smallest and the largest amount that count as near
    high: int


def judged(thresholds: Thresholds) -> list[str]:
    """The currencies whose amounts can be held against a threshold: yuan, and those with a rate or limits of their
    own."""
    stated = {
        threshold.currency
        for threshold in thresholds.all
        if threshold.currency and threshold.key in (*BOUNDARIES, f"rate.{HOME}", "catalogue.annual_above")
    }
    return sorted({HOME, *stated})


def near(thresholds: Thresholds, on: date) -> list[Near]:
    """Where the boundaries lie, by currency and by the period in which they hold, and how near is near on a day.

    The distance is the policy number tier.near, in per cent of the boundary, both ends included.
    """
    part = Fraction(thresholds.value("tier.near", on)) / 100
    found = []
    for currency in judged(thresholds):
        for begin, end in _periods(thresholds):
            limits = boundaries(currency, begin, thresholds)
            for kind, boundary in zip(BOUNDARIES, limits or (), strict=False):
                distance = int(boundary * part)
                found.append(Near(kind, currency, begin, end, boundary, boundary - distance, boundary + distance))
    return found


def _periods(thresholds: Thresholds) -> Iterator[tuple[date, date]]:
    """(from, to before) of the times in which no threshold or rate changes."""
    rules = (*BOUNDARIES, f"rate.{HOME}")
    changes = sorted({t.effective_from for t in thresholds.all if t.key in rules and t.own} | {date.min})
    yield from zip(changes, [*changes[1:], date.max], strict=True)


def near_counts(counted: Iterable[Sequence[Any]], on: date, thresholds: Thresholds) -> pd.DataFrame:
    """A row for each boundary and currency: `counted`: Near, below, at and above.

    `boundary` is its value on a day. A currency that has no boundary on that day and nobody near has no row.
    """
    found: dict[tuple[str, str], list[int | None]] = {}
    for near_, *numbers in counted:
        row = found.setdefault((near_.boundary_kind, near_.currency), [None, 0, 0, 0])
        row[1:] = [int(old or 0) + new for old, new in zip(row[1:], numbers, strict=True)]
        if near_.begin <= on < near_.end:
            row[0] = near_.boundary
    part = float(thresholds.value("tier.near", on))
    rows = [(*key, part, *row) for key, row in found.items() if row[0] is not None or any(row[1:])]
    columns = ["boundary_kind", "currency", "near_percent", "boundary", "near_below", "near_at", "near_above"]
    return bunching(pd.DataFrame(rows, columns=columns))


def bunching(counted: pd.DataFrame) -> pd.DataFrame:
    """Adds to counts just below, at and above a boundary how many fall under each rule, and how odd that is.

    At 5 million the stricter rule begins with the amount itself, at 100 million only above it. `lighter`
    are the projects that have just escaped the stricter rule. `p_value` is that of the exact two-sided
    binomial test of an even split; missing where no project is near. It is an indicator: large budgets
    are rarer than small ones, so a few more below than above are to be expected.
    """
    at_is_heavier = counted["boundary_kind"] == "tier.b_from"
    below, at, above = (counted[name].astype("Int64") for name in ("near_below", "near_at", "near_above"))
    lighter = below + at.where(~at_is_heavier, 0)
    heavier = above + at.where(at_is_heavier, 0)
    tests = [
        binomtest(int(few), int(few + many)).pvalue if few + many else None
        for few, many in zip(lighter, heavier, strict=True)
    ]
    return counted.assign(near_lighter=lighter, near_heavier=heavier, p_value=pd.array(tests, dtype="Float64"))


def matrix(counted: pd.DataFrame) -> pd.DataFrame:
    """All sixteen pairs of frozen and current tier, with `share` of all projects."""
    keys = ["tier_rule", "tier_current"]
    pairs = pd.MultiIndex.from_product([list(codes.TIERS)] * 2, names=keys)
    table = counted.groupby(keys)["projects"].sum().reindex(pairs, fill_value=0).astype("Int64").reset_index()
    total = int(table["projects"].sum())
    share = table["projects"].astype("Float64")
    return table.assign(share=share / total if total else share * pd.NA)


def kept(counted: pd.DataFrame) -> pd.DataFrame:
    """How many projects of each tier keep its rule, break it, or cannot be judged.

    `counted`: tier, `gaps` (see `codes.TIER_GAPS`, "" for none, "unclear" where the responsible body or its
    kind is not known), projects; without cancelled ones. `broken_share` is of those that can be judged.
    """
    made = []
    for tier in ("A", "B", "C"):
        mine = counted[counted["tier"] == tier]
        projects = int(mine["projects"].sum())
        unclear = int(mine.loc[mine["gaps"] == "unclear", "projects"].sum())
        broken = projects - unclear - int(mine.loc[mine["gaps"] == "", "projects"].sum())
        judged_ = projects - unclear
        made.append((tier, tier, projects, judged_ - broken, broken, unclear, broken / judged_ if judged_ else None))
    columns = ["tier", "tier_asks", "projects", "rule_kept", "rule_broken", "rule_unclear", "broken_share"]
    return pd.DataFrame(made, columns=columns)
