"""Slippage: who is delayed, by how much, and how sure that is.

Slip = actual, else last forecast completion, minus the baseline that the reader chose: the first (where none was
given the first known forecast), the latest, or one by its number. Positive is behind. It is read in days and in per
cent of the planned duration (`analytics.measures.slips`). A project is delayed where it slips by more than the
tolerance ("late" is the light, whose limit is another). Three shares, each with its own denominator:

    finished     delayed among the finished of which the slip is known
    unfinished   forecast delayed among the unfinished that have a forecast
    all          both together

A project without a date, or without the chosen baseline, is not on time: it is left out of the denominator, and
counted beside it. Cancelled projects will not be completed at all; they are in no rate. Shares carry Wilson's 95 %
interval, medians one by order statistics, and groups are ranked by the lower end of the share, so that 2 delayed of
2 do not stand above 40 delayed of 50.

Sources: NYS Office of the State Comptroller, April 2024 (delay rates); GAO-13-276SP (median beside
mean, and the outliers named: one satellite doubled NASA's mean delay).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures import distribution, medians
from analytics.measures.intervals import wilson

STATES = ("finished", "unfinished")
VALUES = {"days": "slip_chosen_days", "percent": "slip_percent"}  # unit -> the column of the slips
_WIDTHS = {  # of a column of dots
    "days": (1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365, 730),
    "percent": (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
}
# the words of `distribution` -> ours
_SPREAD = {
    "kind": "progress_state",
    "known": "with_slip",
    "median": "middle_slip",
    "mean": "average_slip",
    "mean_inside": "mean_without_outliers",
    **{name: f"{name}_slip" for name in ("quarter", "three_quarter", "least", "most")},
}


def state(status: pd.Series, actual: pd.Series) -> pd.Series:
    """finished, unfinished or cancelled: an actual completion date or the status says so."""
    finished = actual.notna() | (status == "completed")
    return pd.Series(
        np.select([status == "cancelled", finished], ["cancelled", "finished"], "unfinished"),
        index=status.index,
        dtype="str",
    )


def started(status: pd.Series, progress_state: pd.Series, start_actual: pd.Series) -> pd.Series:
    """Whether work on a project has begun: it is finished, active or suspended, or its actual start is known."""
    return (progress_state == "finished") | status.isin(["active", "suspended"]) | start_actual.notna()


def rates(slips: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Delay rates of a table of projects, for each value of the column `by` (missing is a group too).

    `slips` has `progress_state`, `slip_chosen_days` (days, NA unknown), `slip_percent` (of the planned duration, NA
    unknown), `is_delayed` (NA unknown), `has_forecast` and `by`. Columns out: `by`, `projects` (without the
    cancelled), `with_slip`, `median_slip` with `median_low` and `median_high` (days; NA ends for five projects or
    fewer), `mean_slip`, `median_slip_percent`, `judged` (it is known whether they are delayed), `delayed`,
    `delayed_share`, `delayed_low`, `delayed_high`, `without_forecast` (unfinished, and no forecast was ever given) and
    `without_forecast_share` (of the unfinished). Sorted by `delayed_low`, groups without any known slip last.
    """
    kept = slips[slips["progress_state"] != "cancelled"]
    unfinished = kept["progress_state"] == "unfinished"
    counted = pd.DataFrame(
        {
            "group": kept[by] if by else "all",
            "slip": kept["slip_chosen_days"].astype("Float64"),
            "percent": kept["slip_percent"].astype("Float64"),
            "delayed": kept["is_delayed"].astype("Float64"),
            "unfinished": unfinished,
            "silent": unfinished & ~kept["has_forecast"].astype(bool),
        }
    )
    table = counted.groupby("group", dropna=False, sort=True).agg(
        projects=("unfinished", "size"),
        with_slip=("slip", "count"),
        mean_slip=("slip", "mean"),
        median_slip_percent=("percent", "median"),
        judged=("delayed", "count"),
        delayed=("delayed", "sum"),
        unfinished=("unfinished", "sum"),
        without_forecast=("silent", "sum"),
    )
    middle = medians.intervals(counted["slip"], counted["group"]).rename(columns={"median": "median_slip"})
    table = table.join(middle).reset_index(names=by or "group")
    table["delayed_share"] = share(table["delayed"], table["judged"])
    table["delayed_low"], table["delayed_high"] = wilson(table["delayed"], table["judged"])
    table["without_forecast_share"] = share(table["without_forecast"], table["unfinished"])
    order = ["delayed_low", "judged"]
    return table.sort_values(order, ascending=False, na_position="last", kind="stable", ignore_index=True)


def share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """part / whole, Float64; NA where the whole is nothing."""
    return part / whole.astype("Float64").where(whole > 0)


def delay_rates(slips: pd.DataFrame, tolerance_days: int, tolerance_percent: float, late_by: str) -> pd.DataFrame:
    """`rates` of the finished, of the unfinished and of both, in this order; a row also where there are none.

    The tolerance by which `is_delayed` was decided is carried along.
    """
    parts = [rates(slips, "progress_state"), rates(slips).rename(columns={"group": "progress_state"})]
    return (
        pd.concat(parts)
        .set_index("progress_state")
        .reindex([*STATES, "all"])
        .reset_index()
        .pipe(_counts_are_zero)
        .assign(tolerance_days=tolerance_days, tolerance_percent=tolerance_percent, late_by=late_by)
    )


def _counts_are_zero(table: pd.DataFrame) -> pd.DataFrame:
    counts = ["projects", "with_slip", "judged", "delayed", "unfinished", "without_forecast"]
    return table.assign(**{name: table[name].fillna(0) for name in counts})


def spread(slips: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The distribution of the slip of the finished and of the unfinished, in `days` or in `percent`; one row a state.

    `quarter_slip`, `middle_slip` (the median), `three_quarter_slip`; `low_whisker` and `high_whisker` are the last
    values within 1.5 interquartile ranges of the box; `outliers` lie beyond them; `average_slip` with them and
    `mean_without_outliers`; `least_slip` and `most_slip`.
    """
    return distribution.spread(_known(slips, unit), STATES).rename(columns=_SPREAD).assign(slip_unit=unit)


def outliers(slips: pd.DataFrame, unit: str, most: int = 20) -> pd.DataFrame:
    """The rows of `slips` beyond the whiskers of their state, farthest from its median first, with `slip_value`."""
    found = distribution.outliers(_known(slips, unit), STATES).head(most)
    return found.rename(columns={"kind": "progress_state", "value": "slip_value"}).assign(slip_unit=unit)


def dots(slips: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The distribution as columns of dots; `slip_value` is the middle of a column."""
    known = _known(slips, unit)
    whole = known.assign(value=known["value"].astype("Float64").round().astype("Int64"))
    drawn = distribution.dots(whole, _WIDTHS[unit])
    return drawn.rename(columns={"kind": "progress_state", "value": "slip_value"}).assign(slip_unit=unit)


def _known(slips: pd.DataFrame, unit: str) -> pd.DataFrame:
    value = slips[VALUES[unit]]
    known = value.notna() & (slips["progress_state"] != "cancelled")
    return slips[known].rename(columns={"progress_state": "kind"}).assign(value=value[known])
