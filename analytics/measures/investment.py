"""Investment plans: what was completed of what was planned, held against the time that has passed.

Completion rate = completed / plan, over the projects of which both the annual plan and the completed
investment are known: a plan whose progress nobody reported is neither done nor undone. The plan of
the others is shown as coverage, never counted as zero. Nothing planned is "–", not 0 %.

Pro-rata line (序时进度): the share of the fiscal year that has passed on the as-of date, months / 12;
within a month the days count, so the end of June is 6/12 and 15 June is 5.5/12. A year that is over
stands at 100 %, a year that has not begun has no line. The gap to it has two readings, and rules use
either: 30 % done at 50 % of the year is 20 percentage points below and 40 per cent below.

Source: 财预〔2020〕10号 (budget execution); Yinchuan 2025 and Tianjin 2022 use points and per cent.
"""

from __future__ import annotations

import calendar
from datetime import date
from fractions import Fraction

import pandas as pd

from analytics.language import is_missing
from analytics.thresholds import fiscal_year

SUMS = ("with_plan", "plan", "with_completed", "completed", "with_both", "plan_with_completed", "completed_with_plan")

# A sum over no project is not known, rather than zero: the count that says so -> its sums.
OVER = {
    "with_plan": ("plan",),
    "with_completed": ("completed",),
    "with_both": ("plan_with_completed", "completed_with_plan"),
}


def pro_rata_share(year: int, as_of: date, first_month: int) -> float | None:
    """The share of a fiscal year that has passed by the end of a day; None before it begins.

    >>> pro_rata_share(2025, date(2025, 6, 30), 1), pro_rata_share(2025, date(2025, 6, 15), 1)
    (0.5, 0.4583333333333333)
    >>> pro_rata_share(2024, date(2025, 6, 30), 1), pro_rata_share(2026, date(2025, 6, 30), 1)
    (1.0, None)
    >>> pro_rata_share(2025, date(2026, 3, 31), 4)
    1.0
    """
    line = pro_rata_line(year, as_of, first_month)
    return None if line is None else float(line)


def pro_rata_line(year: int, as_of: date, first_month: int) -> Fraction | None:
    """The same, exactly: where a boundary is decided, no rounding may decide it.

    >>> pro_rata_line(2025, date(2025, 1, 10), 1)
    Fraction(5, 186)
    """
    current = fiscal_year(as_of, first_month)
    if year != current:
        return Fraction(1) if year < current else None
    days_in_month = calendar.monthrange(as_of.year, as_of.month)[1]
    months_done = (as_of.month - first_month) % 12
    return (months_done + Fraction(as_of.day, days_in_month)) / 12


def completion(sums: pd.DataFrame, as_of: date, first_month: int) -> pd.DataFrame:
    """Adds the rate, the pro-rata line and the two gaps to a table of sums.

    `sums` has `year` and the columns `SUMS` (counts of projects; money in minor units of the row's
    currency). `with_both`, `plan_with_completed` and `completed_with_plan` are of the projects whose plan
    and completed investment are both known; only they are in the rate. Added: `completion_share` and
    `pro_rata_share` (0 to 1; the first may exceed 1), `gap_points` (percentage points, negative is below the
    line), `gap_percent` (per cent of the line), `plan_due` (what an even pace would have completed by now), and
    `plan_share_known`, the part of the plan that is in the rate.
    """
    known = sums.assign(
        **{money: sums[money].where(sums[count] > 0) for count, moneys in OVER.items() for money in moneys}
    )
    planned = known["plan_with_completed"].astype("Float64")
    share = known["completed_with_plan"].astype("Float64") / planned.where(planned > 0)
    line = pd.Series(
        [pro_rata_share(int(year), as_of, first_month) for year in sums["year"]], index=sums.index, dtype="Float64"
    )
    return known.assign(
        completion_share=share,
        pro_rata_share=line,
        gap_points=(share - line) * 100,
        gap_percent=(share / line - 1) * 100,
        plan_due=_due(known, as_of, first_month),
        plan_share_known=planned.fillna(0) / known["plan"].astype("Float64").where(sums["plan"] > 0),
    )


def _due(sums: pd.DataFrame, as_of: date, first_month: int) -> pd.Series:
    """The plan times the pro-rata line, exact but for the rounding to whole minor units (half to even)."""
    lines = [pro_rata_line(int(year), as_of, first_month) for year in sums["year"]]
    due = [
        None if line is None or is_missing(plan) else round(int(plan) * line)
        for plan, line in zip(sums["plan_with_completed"], lines, strict=True)
    ]
    return pd.Series(pd.array(due, dtype="Int64"), index=sums.index)


def year_before(day: date) -> date:
    """The same day one year before; the last day of a month stays the last.

    >>> year_before(date(2024, 2, 29)), year_before(date(2025, 2, 28))
    (datetime.date(2023, 2, 28), datetime.date(2024, 2, 29))
    """
    if day == date.min:
        return day
    last, then = (calendar.monthrange(year, day.month)[1] for year in (day.year, day.year - 1))
    return date(day.year - 1, day.month, then if day.day == last else day.day)


def with_year_before(rows: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Adds `share_year_before`: the completion rate that the row's fiscal year's predecessor had one year before.

    `before` is the same table as of that day; where it has no rate, there is none.
    """
    keys = [name for name in ("group", "year", "currency") if name in rows]
    was = before.assign(year=before["year"] + 1)[[*keys, "completion_share"]]
    return rows.merge(was.rename(columns={"completion_share": "share_year_before"}), on=keys, how="left")


def by_gap(groups: pd.DataFrame) -> pd.DataFrame:
    """Groups with the widest gap below the line first, those without a rate last; within one currency."""
    order = ["currency", "gap_points", "plan"]
    return groups.sort_values(order, ascending=[True, True, False], na_position="last", ignore_index=True)


def current(by_year: pd.DataFrame) -> pd.DataFrame:
    """The rows of `plan_by_year` (one a currency, most projects first) of the newest fiscal year that has
    begun and has a plan; no rows where there is none."""
    planned = by_year[(by_year["with_plan"] > 0) & by_year["pro_rata_share"].notna()]
    newest = planned[planned["year"] == planned["year"].max()] if len(planned) else planned
    return newest.sort_values(["with_plan", "currency"], ascending=[False, True], ignore_index=True)
