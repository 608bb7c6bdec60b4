"""Time against money: how often projects cost more, by whether they started late, took longer, both or neither.

    started late    actual, else forecast, start minus the first baseline start: more than the tolerance
    took longer     actual, else forecast, duration minus the planned duration: more than the tolerance
    over budget     the final account, else the current budget, above the approved budget, else the first known current
                    one, by the smallest unit of the currency

A start or an end that is not known is not on time: the outcome is unknown and counted. Cancelled projects are left out.

Source: New York City Comptroller's four-way table (over budget 16.0 % on time, 31.6 % delayed start, 49.3 % longer,
63.3 % both).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures.intervals import wilson
from analytics.measures.slippage import share

OUTCOMES = ("on_time", "started_late", "took_longer", "late_and_longer", "unknown")


def longer(taken_days: pd.Series, planned_days: pd.Series) -> pd.Series:
    """Days by which the actual, else forecast, duration is longer than planned, Int64; NA where it is not known or
    where an end lies before its start: that is no duration."""
    return (taken_days - planned_days).where((planned_days > 0) & (taken_days >= 0))


def outcome(started_late: pd.Series, took_longer: pd.Series) -> pd.Series:
    """One of `OUTCOMES`, from two boolean columns with NA where it is not known."""
    late, longer = (answers.fillna(False).astype(bool) for answers in (started_late, took_longer))
    tests = {
        "unknown": started_late.isna() | took_longer.isna(),
        "late_and_longer": late & longer,
        "took_longer": longer,
        "started_late": late,
    }
    found = np.select(list(tests.values()), list(tests), "on_time")
    return pd.Series(found, index=started_late.index, dtype="str")


def growth(first: pd.Series, latest: pd.Series) -> pd.Series:
    """Latest over first figure, minus 1, in per cent; NA where one is missing or the first is not above zero."""
    base = first.astype("Float64").where(first > 0)
    return 100 * (latest.astype("Float64") - base) / base


def four_way(projects: pd.DataFrame) -> pd.DataFrame:
    """How many of each outcome cost more: `schedule_outcome`, `projects`, `cost_known`, `over_budget`, `over_share`,
    `over_low`, `over_high`, `median_growth` (%); a row each in the order of `OUTCOMES`, also where there are none.

    `projects` has `schedule_outcome`, `cost_growth` (%, NA unknown) and `is_over` (NA unknown), without the cancelled.
    """
    counted = projects.assign(is_over=projects["is_over"].astype("Float64"))
    table = (
        counted.groupby("schedule_outcome")
        .agg(
            projects=("is_over", "size"),
            cost_known=("is_over", "count"),
            over_budget=("is_over", "sum"),
            median_growth=("cost_growth", "median"),
        )
        .reindex(list(OUTCOMES))
        .reset_index()
    )
    counts = ["projects", "cost_known", "over_budget"]
    table[counts] = table[counts].fillna(0)
    table["over_share"] = share(table["over_budget"], table["cost_known"])
    table["over_low"], table["over_high"] = wilson(table["over_budget"], table["cost_known"])
    return table
