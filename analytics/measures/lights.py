"""Lights by rule: how far each project falls short by a rule's measure, and on which side of its cuts that is.

Shortfalls, positive is worse, as of a day whose share of the fiscal year that has passed is the line:

    slip_days         days that the completion has moved from the first baseline (analytics.measures.slips)
    plan_points       (line − completed / plan) × 100
    plan_percent      (1 − completed / (plan × line)) × 100
    spending_percent  (1 − paid / (allocated × line)) × 100
    start_months      calendar months since the month in which the start was due, that one included; 0 before
                      that day, and where works have begun or are completed
    report_months     months from the start of works without any progress report, days counted within a month;
                      0 where one was made

Half of the year gone and 30 % done is 20 points and 40 per cent below. A project for which a figure is
missing, which the rule is not for, or which is cancelled has no light, and a reason (codes.LIGHT_REASONS).

Cuts are decided exactly. The shortfall of every project is computed as a float, which is off by a
part in 10^15 at most; where it lies within a part in 10^9 of a cut, whole numbers decide instead.

Source: the rules of analytics/light_rules.toml.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd

from analytics import codes
from analytics.light_rules import LightRule
from analytics.money import exponent
from analytics.thresholds import Thresholds

LIGHTS = tuple(codes.LIGHTS)
REASONS = {reason: number for number, reason in enumerate(("", *codes.LIGHT_REASONS))}
NEAR = 1e-9  # where whole numbers decide, relative to the cut
Ratio = tuple[np.ndarray, np.ndarray]  # objects: Python's whole numbers, which do not overflow; the second above zero


@dataclass(frozen=True, slots=True)
class Day:
    """The day on which lights are asked for, the share of its fiscal year that has passed, and where rates stand."""

    as_of: date
    line: Fraction
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class Shortfalls:
    """`value` is NaN where not known, and `reason` (a number of REASONS) says why; `exact` gives rows as ratios of
    whole numbers."""

    value: np.ndarray
    reason: np.ndarray
    exact: Callable[[np.ndarray], Ratio]

    def fraction(self, row: int) -> Fraction:
        """The shortfall of one project whose shortfall is known."""
        top, bottom = self.exact(np.array([row]))
        return Fraction(top[0], bottom[0])


def lights(projects: pd.DataFrame, rule: LightRule, day: Day) -> pd.DataFrame:
    """`rule_light` (good, watch, late, unknown), `shortfall` (NaN unknown) and `light_reason` (missing with a light).

    `projects` has one row each: `status`, `slip_days`, `start_baseline`, `start_actual`, `progress_as_of`, and of the
    fiscal year of the day `currency`, `plan`, `completed`, `allocated`, `paid` in minor units (Int64, NA unknown).
    """
    found = shortfalls(projects, rule, day)
    late = reached(found, rule.late_from, rule.late_included)
    watch = reached(found, rule.watch_from, rule.watch_included)
    known = ~np.isnan(found.value)
    light = np.select([~known, late, watch], [LIGHTS.index(name) for name in (codes.UNKNOWN, "late", "watch")], 0)
    return pd.DataFrame(
        {
            "rule_light": pd.Categorical.from_codes(light, LIGHTS),
            "shortfall": found.value,
            "light_reason": pd.Categorical.from_codes(found.reason - 1, tuple(codes.LIGHT_REASONS)),
        },
        index=projects.index,
    )


def shortfalls(projects: pd.DataFrame, rule: LightRule, day: Day) -> Shortfalls:
    """How far each project falls short by the rule's measure; not known where the rule is not for it."""
    found = _MEASURES[rule.measure](projects, day)
    reason = found.reason
    if rule.least_plan is not None:
        too_small = _too_small(projects, rule, day)
        reason = np.where(too_small > 0, too_small, reason)
    reason = np.where((projects["status"] == "cancelled").to_numpy(dtype=bool), REASONS["cancelled"], reason)
    return Shortfalls(np.where(reason == 0, found.value, np.nan), reason, found.exact)


def reached(found: Shortfalls, cut: Decimal, included: bool) -> np.ndarray:
    """Which shortfalls lie beyond a cut, or on it where it is included; none that is not known."""
    bound = float(cut)
    beyond = found.value > bound
    near = np.flatnonzero(np.abs(found.value - bound) <= NEAR * max(1.0, abs(bound)))
    top, bottom = found.exact(near)
    numerator, denominator = cut.as_integer_ratio()
    left, right = top * denominator, bottom * numerator
    beyond[near] = left >= right if included else left > right
    return beyond


def _slip_days(projects: pd.DataFrame, day: Day) -> Shortfalls:
    return _whole(projects["slip_days"], np.where(projects["slip_days"].isna(), REASONS["no_slip"], 0))


def _plan_points(projects: pd.DataFrame, day: Day) -> Shortfalls:
    return _money(projects, day, "plan", "completed", of_what_is_due=False)


def _plan_percent(projects: pd.DataFrame, day: Day) -> Shortfalls:
    return _money(projects, day, "plan", "completed", of_what_is_due=True)


def _spending_percent(projects: pd.DataFrame, day: Day) -> Shortfalls:
    return _money(projects, day, "allocated", "paid", of_what_is_due=True)


def _start_months(projects: pd.DataFrame, day: Day) -> Shortfalls:
    due, now = projects["start_baseline"], pd.Timestamp(day.as_of)
    begun = (projects["start_actual"] <= now) | (projects["status"] == "completed")
    months = (now.year - due.dt.year) * 12 + now.month - due.dt.month + 1
    months = months.where(due <= now, 0).where(~begun, 0)
    unknown = due.isna() & ~begun
    return _whole(months.astype("Int64").mask(unknown), np.where(unknown, REASONS["no_start"], 0))


def _report_months(projects: pd.DataFrame, day: Day) -> Shortfalls:
    now = np.datetime64(day.as_of, "D")
    start = projects["start_actual"].to_numpy().astype("datetime64[D]")
    told = projects["progress_as_of"].notna().to_numpy()
    begun = start <= now
    known = begun | told
    months, days, length = _months_between(np.where(begun, start, now), now)
    top, bottom = np.where(told, 0, months * length + days), np.where(told, 1, length)
    waiting = np.where(projects["start_baseline"].notna(), REASONS["not_started"], REASONS["no_start"])
    return Shortfalls(
        np.where(known, top / bottom, np.nan),
        np.where(known, 0, waiting),
        lambda rows: (top[rows].astype(object), bottom[rows].astype(object)),
    )


def _months_between(start: np.ndarray, now: np.datetime64) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Whole months from each day to `now`, the days beyond them, and how long that broken month would be.

    The same day of a later month, or its last day where it is shorter, is a whole number of months away.
    """
    first = start.astype("datetime64[M]")
    offset = start - first.astype("datetime64[D]")

    def later(months: np.ndarray) -> np.ndarray:
        month = first + months
        last = (month + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
        return np.minimum(month.astype("datetime64[D]") + offset, last)

    months = (now.astype("datetime64[M]") - first).astype("int64")
    months -= later(months) > now
    return months, (now - later(months)).astype("int64"), (later(months + 1) - later(months)).astype("int64")


def _money(projects: pd.DataFrame, day: Day, whole: str, part: str, *, of_what_is_due: bool) -> Shortfalls:
    """100 × (line × whole − part) over the whole, or over line × whole, which is what is due."""
    missing = {"plan": "no_plan", "allocated": "no_allocation", "completed": "no_completed", "paid": "no_payment"}
    nothing = ~(projects[whole] > 0).fillna(False).to_numpy(dtype=bool)
    unknown = projects[part].isna().to_numpy()
    reason = np.select([nothing, unknown], [REASONS[missing[whole]], REASONS[missing[part]]], 0)
    total = np.where(nothing, 1, projects[whole].fillna(1).to_numpy(dtype="int64"))
    done = projects[part].fillna(0).to_numpy(dtype="int64")
    up, down = day.line.as_integer_ratio()
    line, share = float(day.line), done / total
    value = 100 * (1 - share / line) if of_what_is_due else 100 * (line - share)

    def exact(rows: np.ndarray) -> Ratio:
        of, did = total[rows].astype(object), done[rows].astype(object)
        return 100 * (up * of - down * did), (up if of_what_is_due else down) * of

    return Shortfalls(np.where(reason == 0, value, np.nan), reason, exact)


def _whole(column: pd.Series, reason: np.ndarray) -> Shortfalls:
    numbers = column.fillna(0).to_numpy(dtype="int64")
    return Shortfalls(
        np.where(reason == 0, numbers.astype("float64"), np.nan),
        reason,
        lambda rows: (numbers[rows].astype(object), np.full(len(rows), 1, dtype=object)),
    )


def _too_small(projects: pd.DataFrame, rule: LightRule, day: Day) -> np.ndarray:
    """Why the rule is not for a project: no plan, a smaller one, or one in a currency without a rate."""
    plan = projects["plan"].fillna(0).to_numpy(dtype="int64")
    reason = np.where(plan > 0, 0, REASONS["no_plan"])
    currency, known = pd.factorize(projects["currency"])  # few
    for number, code in enumerate(known):
        least = least_plan(rule, str(code), day)
        too_small = REASONS["currency"] if least is None else np.where(plan < least, REASONS["below_least"], 0)
        reason = np.where((currency == number) & (reason == 0), too_small, reason)
    return reason


def least_plan(rule: LightRule, currency: str, day: Day) -> int | None:
    """The smallest annual plan, in minor units of a currency, that a rule is for; None where no rate is stated."""
    if rule.least_plan is None or rule.currency is None:
        return None
    rate = day.thresholds.rate(currency, rule.currency, day.as_of)
    if rate is None:
        return None
    return math.ceil(Fraction(rule.least_plan) / Fraction(rate) * 10 ** exponent(currency))


_MEASURES: dict[str, Callable[[pd.DataFrame, Day], Shortfalls]] = {
    "slip_days": _slip_days,
    "plan_points": _plan_points,
    "plan_percent": _plan_percent,
    "spending_percent": _spending_percent,
    "start_months": _start_months,
    "report_months": _report_months,
}
