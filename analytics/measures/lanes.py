"""Lanes: completions by group and period, where one bar a project would be too many.

A completion is done (at its actual date), due (its forecast, else latest baseline, is still to come) or overdue (that
day has passed and nothing new is said: it stands where it was due). Cancelled projects have no mark; a finished
project without an actual date, or an open one without any date, has no place in time and is counted as undated.

The periods are months where all marks lie within eight months of the as-of date, else quarters within eight
quarters; what lies farther out is counted by lane as `earlier` and `later`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures import milestones, slippage

MOST = 15  # lanes; all other groups share one more
REACH = 8  # periods before and after the as-of date
_OUTSIDE = ("earlier", "later", "undated")


def marks(projects: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """One row per lane, mark and period, lanes with most completions first.

    `projects` has `group`, `status`, and `baseline`, `forecast`, `actual` of the completion. Columns: `group` (NA: not
    stated), `lane` (0 is the first; `MOST` are all others together, whose group is None and `lane_groups` their
    number), `lane_mark` (done, due, overdue, or earlier, later, undated: then without a period), `period_from`,
    `period_middle`, `lane_period` (month or quarter), `completions`, and `lane_completions`, those of
    the lane with this mark together.
    """
    state = slippage.state(projects["status"], projects["actual"])
    due = milestones.due_on(projects)
    finished = state == "finished"
    day = projects["actual"].where(finished, due)
    mark = pd.Series("due", projects.index).mask(day < on, "overdue").mask(finished, "done")
    table = pd.DataFrame({"group": projects["group"], "lane_mark": mark, "day": day})[state != "cancelled"]
    period = "M" if _near(table["day"], on, "M").all() else "Q"
    shown = _near(table["day"], on, period)
    outside = pd.Series("earlier", table.index).mask(table["day"] > on, "later").mask(table["day"].isna(), "undated")
    table["lane_mark"] = table["lane_mark"].where(shown & table["day"].notna(), outside)
    span = table["day"].dt.to_period(period)
    table["period_from"] = span.dt.start_time.where(~table["lane_mark"].isin(_OUTSIDE)).astype("datetime64[s]")
    table["lane"], table["lane_groups"] = _lanes(table["group"])
    shared = (table["lane"] == MOST) & (table["lane_groups"] > 1)
    table["group"] = table["group"].mask(shared, None)
    keys = ["lane", "lane_groups", "group", "lane_mark", "period_from"]
    made = table.groupby(keys, dropna=False, sort=True).size().reset_index(name="completions")
    half = (made["period_from"].dt.to_period(period).dt.end_time - made["period_from"]) / 2
    middle = (made["period_from"] + half).dt.floor("D").astype("datetime64[s]")
    together = made.groupby(["lane", "lane_mark"])["completions"].transform("sum")
    return made.assign(
        period_middle=middle, lane_period={"M": "month", "Q": "quarter"}[period], lane_completions=together
    )


def _near(day: pd.Series, on: pd.Timestamp, period: str) -> pd.Series:
    """Whether a day lies within the reach of the picture; an unknown one does not keep others out of it."""
    months = (day.dt.year - on.year) * 12 + day.dt.month - on.month
    reach = REACH if period == "M" else 3 * REACH
    return months.abs().le(reach) | day.isna()


def _lanes(group: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """The lane of each row, by how many completions its group has, and how many groups share that lane."""
    codes, groups = pd.factorize(group, sort=True, use_na_sentinel=False)
    rank = np.empty(len(groups), dtype="int64")
    rank[np.argsort(-np.bincount(codes, minlength=len(groups)), kind="stable")] = np.arange(len(groups))
    lane = np.minimum(rank, MOST)[codes]
    return lane, np.where(lane == MOST, len(groups) - MOST, 1)
