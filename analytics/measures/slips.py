"""Slip of one project: how many days its completion has moved from what was first approved.

Slip = actual, else last known forecast, minus the first baseline; where no baseline was ever given,
minus the first known forecast. Positive is late. Without both dates it is unknown, never zero. A
cancelled project has no light: it will not be completed at all.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.codes import UNKNOWN
from analytics.thresholds import Thresholds


def days_between(start: pd.Series, end: pd.Series) -> pd.Series:
    """end − start in whole days, Int64, NA where either is missing."""
    return ((end - start) // pd.Timedelta(days=1)).astype("Float64").astype("Int64")


def slip(actual: pd.Series, forecast: pd.Series, baseline: pd.Series) -> pd.Series:
    """Days from the baseline to the actual, else forecast, completion (datetime64 columns)."""
    return days_between(baseline, actual.where(actual.notna(), forecast))


def lights(slip_days: pd.Series, status: pd.Series, on: pd.Series, thresholds: Thresholds) -> pd.Series:
    """good, watch, late or unknown by the rule in force on each day (light.watch_from, light.late_from)."""
    watch, late = (_by_day(key, on, thresholds) for key in ("light.watch_from", "light.late_from"))
    days = slip_days.astype("Float64").to_numpy(dtype="float64", na_value=np.nan)
    known = ~np.isnan(days) & (status != "cancelled").to_numpy(dtype=bool)
    codes = np.select([~known, days >= late, days >= watch], [UNKNOWN, "late", "watch"], "good")
    return pd.Series(codes, index=slip_days.index, dtype="str")


def delayed(slip_days: pd.Series, status: pd.Series, on: pd.Series, thresholds: Thresholds) -> pd.Series:
    """Whether the slip is more than the tolerance (delay.tolerance); NA where the slip is not known."""
    tolerance = limit("delay.tolerance", on, thresholds)
    return (slip_days > tolerance).astype("boolean").where(slip_days.notna() & (status != "cancelled"))


def limit(key: str, on: pd.Series, thresholds: Thresholds) -> pd.Series:
    """The policy number in force on each day."""
    return pd.Series(_by_day(key, on, thresholds), index=on.index)


def percent(days: pd.Series, planned_days: pd.Series) -> pd.Series:
    """Days in per cent of the planned duration, Float64; NA where that is unknown or not above zero.

    >>> percent(pd.Series([30, 30, None], dtype="Int64"), pd.Series([300, 0, 300], dtype="Int64")).tolist()
    [10.0, <NA>, <NA>]
    """
    planned = planned_days.astype("Float64")
    return 100 * days.astype("Float64") / planned.where(planned > 0)


def beyond(
    days: pd.Series, percents: pd.Series, days_limit: pd.Series | int, percent_limit: pd.Series | int, late_by: str
) -> pd.Series:
    """Whether a slip is more than the tolerance: in `days`, in `percent` of the planned duration, or more than `both`.

    boolean; NA where it cannot be told. A slip within one of two limits is not beyond both, whatever the other is.

    >>> slip, share = pd.Series([10, 40], dtype="Int64"), pd.Series([None, None], dtype="Float64")
    >>> beyond(slip, share, 30, 10, "both").tolist()
    [False, <NA>]
    """
    by_days = (days > days_limit).astype("boolean")
    by_percent = (percents > percent_limit).astype("boolean")
    return {"days": by_days, "percent": by_percent, "both": by_days & by_percent}[late_by]


def _by_day(key: str, on: pd.Series, thresholds: Thresholds) -> np.ndarray:
    values = {day: float(thresholds.value(key, pd.Timestamp(day).date())) for day in on.unique()}
    return on.map(values).to_numpy(dtype="float64")
