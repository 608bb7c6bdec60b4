"""Slippage: who is delayed, by how much, and how sure that is.

Slip = actual, else last forecast completion, minus the first baseline (where none was given: the first
known forecast), in days, positive is behind; `analytics.measures.slips` computes it row by row. A project
is delayed where it slips by more than the tolerance ("late" is the light, whose limit is another). Three
delay rates, each with its own denominator:

    finished     delayed among the finished of which the slip is known
    unfinished   forecast delayed among the unfinished that have a forecast
    all          both together

A project without a date is not on time: it is left out of the denominator, and counted beside it.
Cancelled projects will not be completed at all; they are in no rate. Shares carry Wilson's 95 %
interval, and groups are ranked by its lower end, so that 2 delayed of 2 do not stand above 40 delayed of 50.

Sources: NYS Office of the State Comptroller, April 2024 (delay rates); GAO-13-276SP (median beside
mean, and the outliers named: one satellite doubled NASA's mean delay).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures import distribution
from analytics.measures.intervals import wilson

STATES = ("finished", "unfinished")
_NICE_DAYS = (1, 2, 5, 7, 10, 14, 30, 60, 90, 180, 365, 730)
# the words of `distribution` -> ours
_VALUES = {"kind": "progress_state", "value": "slip_days"}
_SPREAD = {
    "kind": "progress_state",
    "known": "with_slip",
    "mean_inside": "mean_without_outliers",
    **{name: f"{name}_slip" for name in ("quarter", "median", "three_quarter", "mean", "least", "most")},
}


def state(status: pd.Series, actual: pd.Series) -> pd.Series:
    """finished, unfinished or cancelled: an actual completion date or the status says so."""
    finished = actual.notna() | (status == "completed")
    return pd.Series(
        np.select([status == "cancelled", finished], ["cancelled", "finished"], "unfinished"),
        index=status.index,
        dtype="str",
    )


def rates(slips: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Delay rates of a table of projects, for each value of the column `by` (missing is a group too).

    `slips` has `progress_state`, `slip_days` (days, NA unknown), `is_delayed` (NA unknown), `has_forecast` and `by`.
    Columns out: `by`, `projects` (without the cancelled), `with_slip`, `median_slip`, `mean_slip`, `delayed`,
    `delayed_share`, `delayed_low`, `delayed_high`, `without_forecast` (unfinished, and no forecast was ever given)
    and `without_forecast_share` (of the unfinished). Sorted by `delayed_low`, groups without any known slip last.
    """
    kept = slips[slips["progress_state"] != "cancelled"]
    unfinished = kept["progress_state"] == "unfinished"
    counted = pd.DataFrame(
        {
            "group": kept[by] if by else "all",
            "slip": kept["slip_days"].astype("Float64"),
            "delayed": kept["is_delayed"].astype("Float64"),
            "unfinished": unfinished,
            "silent": unfinished & ~kept["has_forecast"].astype(bool),
        }
    )
    groups = counted.groupby("group", dropna=False, sort=True)
    table = groups.agg(
        projects=("unfinished", "size"),
        with_slip=("slip", "count"),
        median_slip=("slip", "median"),
        mean_slip=("slip", "mean"),
        delayed=("delayed", "sum"),
        unfinished=("unfinished", "sum"),
        without_forecast=("silent", "sum"),
    ).reset_index(names=by or "group")
    table["delayed_share"] = table["delayed"] / table["with_slip"].astype("Float64").where(table["with_slip"] > 0)
    table["delayed_low"], table["delayed_high"] = wilson(table["delayed"], table["with_slip"])
    of = table["unfinished"].astype("Float64").where(table["unfinished"] > 0)
    table["without_forecast_share"] = table["without_forecast"] / of
    order = ["delayed_low", "with_slip"]
    return table.sort_values(order, ascending=False, na_position="last", kind="stable", ignore_index=True)


def delay_rates(slips: pd.DataFrame, tolerance_days: int) -> pd.DataFrame:
    """`rates` of the finished, of the unfinished and of both, in this order; a row also where there are none.

    `tolerance_days` is the tolerance by which `is_delayed` was decided; it is carried along.
    """
    parts = [rates(slips, "progress_state"), rates(slips).rename(columns={"group": "progress_state"})]
    return (
        pd.concat(parts)
        .set_index("progress_state")
        .reindex([*STATES, "all"])
        .reset_index()
        .pipe(_counts_are_zero)
        .assign(tolerance_days=tolerance_days)
    )


def _counts_are_zero(table: pd.DataFrame) -> pd.DataFrame:
    counts = ["projects", "with_slip", "delayed", "unfinished", "without_forecast"]
    return table.assign(**{name: table[name].fillna(0) for name in counts})


def spread(slips: pd.DataFrame) -> pd.DataFrame:
    """The distribution of the slip of the finished and of the unfinished, in days; one row a state.

    `quarter_slip`, `median_slip`, `three_quarter_slip`; `low_whisker` and `high_whisker` are the last
    values within 1.5 interquartile ranges of the box; `outliers` lie beyond them; `mean_slip` with them and
    `mean_without_outliers`; `least_slip` and `most_slip`.
    """
    return distribution.spread(_known(slips), STATES).rename(columns=_SPREAD)


def outliers(slips: pd.DataFrame, most: int = 20) -> pd.DataFrame:
    """The rows of `slips` beyond the whiskers of their state, farthest from its median first."""
    found = distribution.outliers(_known(slips), STATES).head(most)
    return found.rename(columns=_VALUES).reset_index(drop=True)


def dots(slips: pd.DataFrame) -> pd.DataFrame:
    """The distribution as columns of dots; `slip_days` is the middle of a column."""
    return distribution.dots(_known(slips), _NICE_DAYS).rename(columns=_VALUES)


def _known(slips: pd.DataFrame) -> pd.DataFrame:
    known = slips[slips["slip_days"].notna() & (slips["progress_state"] != "cancelled")]
    return known.rename(columns={name: plain for plain, name in _VALUES.items()})
