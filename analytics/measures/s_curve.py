"""S-curve: cumulative planned, actual and forecast money of the same projects on one per-cent axis.

100 % is the sum of the projects' current budgets. Planned money flows evenly: each budget from the
project's first baseline start to its first baseline completion. Actual is what the projects reported
as completed; the money that is left flows evenly from the as-of date to each forecast completion.
Where the project is finished, or its forecast completion is unknown or has passed, the money left has
no date to come: it is in no forecast, which then ends below 100 %, and its share is stated.

By the end of its first day nothing has flowed, by the end of its last day all has; a project planned
to complete on its first day, or before it, is planned whole on its completion. An even spread is an
assumption, not a report; what it gives is rounded to whole minor units.
Source: GAO-20-195G (cost estimating) and GAO-16-89G (schedule assessment).
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics.language import as_date

MONTHS_SHOWN = 30  # a longer curve has a point a quarter
QUARTERS_SHOWN = 100  # and one longer than this, a point a year
_AT_ONCE = 1e-9  # days: less than any two dates are apart

COLUMNS = (
    "day", "projects", "curve_budget", "planned_to_date", "planned_to_date_share", "actual_to_date",
    "actual_to_date_share", "completed_known_share", "physical_share", "physical_known_share", "forecast_to_date",
    "forecast_to_date_share", "undated", "undated_share",
)  # fmt: skip


def points(first: date, last: date, as_of: date) -> np.ndarray:
    """The days of the curve: ends of months, quarters or years from that of `first` to that of `last`, and `as_of`.

    >>> points(date(2025, 1, 15), date(2025, 3, 1), date(2025, 2, 10)).astype(str).tolist()
    ['2025-01-31', '2025-02-10', '2025-02-28', '2025-03-31']
    """
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = 1 if months <= MONTHS_SHOWN else 3 if months <= 3 * QUARTERS_SHOWN else 12
    start, end = (np.datetime64(day, "M").astype("int64") // step * step for day in (first, last))
    following = np.arange(start, end + step, step) + step
    ends = following.astype("datetime64[M]").astype("datetime64[D]") - 1
    return np.union1d(ends, np.array([as_of], dtype="datetime64[D]"))


def curve(projects: pd.DataFrame, history: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The points of the curve of projects in one currency; no rows without projects.

    `projects`: `start_baseline`, `completion_first_baseline` (never missing), `completion_forecast`, `is_finished`,
    `budget_current` (above zero) and `completed_total` (missing where unknown: nothing is counted as done).
    `history`: sums over those projects for each interval `as_of` to `valid_to` in which something was known:
    `completed_total`, `completed_budget` (the current budgets behind it), `physical_money` (budget times physical
    per cent) and `physical_budget` (the budgets behind that); reports after `as_of` are not in it.
    Out, by `day`: `planned_to_date`; at the reporting dates `actual_to_date` and `physical_share`, with the shares of
    the budgets for which they are known; from `as_of` on `forecast_to_date`; amounts in minor units, and as `_share`
    of `curve_budget`. The same in every row: `projects`, `curve_budget`, `undated` (left, without a date to come).
    """
    if projects.empty:
        return pd.DataFrame(columns=COLUMNS)
    budget = projects["budget_current"].to_numpy(dtype="int64")
    done = projects["completed_total"].fillna(0).to_numpy(dtype="int64")
    start, end, forecast = (
        _days(projects[name]) for name in ("start_baseline", "completion_first_baseline", "completion_forecast")
    )
    now = np.datetime64(as_of, "D")
    left = np.maximum(budget - done, 0)
    dated = ~projects["is_finished"].to_numpy(dtype=bool) & (forecast > now)  # an unknown date is not later
    last = max([end.max(), now, *forecast[dated]])
    reports = np.unique(_days(history["as_of"]))
    days = np.union1d(points(as_date(min(start.min(), end.min())), as_date(last), as_of), reports)
    told = np.isin(days, [*reports, now])
    whole = int(projects["budget_current"].sum())
    known = _known(history, days)
    made = pd.DataFrame(
        {
            "day": days.astype("datetime64[s]"),
            "projects": len(projects),
            "curve_budget": whole,
            "planned_to_date": _flowed(budget, start, end, days),
            "actual_to_date": known["completed_total"].where(told & (known["completed_budget"] > 0)),
            "completed_known_share": (known["completed_budget"] / whole).where(told),
            "physical_share": (known["physical_money"] / 100 / whole).where(told & (known["physical_budget"] > 0)),
            "physical_known_share": (known["physical_budget"] / whole).where(told),
            "forecast_to_date": done.sum() + _flowed(left[dated], now, forecast[dated], days),
            "undated": int(left[~dated].sum()),
        }
    )
    made["forecast_to_date"] = made["forecast_to_date"].where(days >= now)
    for name in ("planned_to_date", "actual_to_date", "forecast_to_date", "undated"):
        made[f"{name}_share"] = made[name].astype("Float64") / whole
    return made


def _days(column: pd.Series) -> np.ndarray:
    return column.to_numpy().astype("datetime64[D]")


def _flowed(money: np.ndarray, start: np.ndarray | np.datetime64, end: np.ndarray, days: np.ndarray) -> pd.Series:
    """How much of the money has flowed by the end of each day, each amount evenly from `start` to `end`.

    What is still to come is taken from the whole, so that the end is the whole exactly.
    """
    last = end.astype("int64")
    length = np.maximum(last - start.astype("int64"), _AT_ONCE)
    amounts = money.astype("float64")
    to_come = [round(amounts @ np.clip((last - day) / length, 0.0, 1.0)) for day in days.astype("int64")]
    return int(money.sum()) - pd.Series(to_come, dtype="Int64")


def _known(history: pd.DataFrame, days: np.ndarray) -> pd.DataFrame:
    """The sums of the intervals that hold on each day."""
    holds = (_days(history["as_of"]) <= days[:, None]) & (days[:, None] < _days(history["valid_to"]))
    sums = {}
    for name in ("completed_total", "completed_budget", "physical_money", "physical_budget"):
        kind = "float64" if name == "physical_money" else "int64"
        sums[name] = pd.array(holds.astype(kind) @ history[name].fillna(0).to_numpy(dtype=kind), dtype=kind.title())
    return pd.DataFrame(sums)
