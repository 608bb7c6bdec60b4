"""Re-baselines: when the approved completion was moved, how far, and how much slip that took out of sight.

Slip against the first baseline = all moves of the baseline + slip against the latest one. So a re-baseline never makes
a project less late; it moves days from the one term to the other. `absorbed` is what was moved: slip against the first
minus slip against the latest.
"""

from __future__ import annotations

import pandas as pd

from analytics.measures.slips import days_between


def steps(baselines: pd.DataFrame) -> pd.DataFrame:
    """Every re-baseline, newest first: the rows of `baselines` that have an earlier one of the same project.

    `baselines` has `project_id`, `baseline_no`, `baseline` and `set_on` (the report that first gave the number). Adds
    `baseline_before`, `moved_days` from it and `moved_from_first` (days, positive is later), by number.
    """
    rows = baselines.sort_values(["project_id", "baseline_no"], kind="stable")
    line = rows.groupby("project_id")["baseline"]
    rows = rows.assign(
        baseline_before=line.shift(),
        moved_days=days_between(line.shift(), rows["baseline"]),
        moved_from_first=days_between(line.transform("first"), rows["baseline"]),
    )
    again = rows[line.cumcount() > 0]
    return again.sort_values(["set_on", "moved_days"], ascending=False, kind="stable", ignore_index=True)


def by_body(rebaselines: pd.DataFrame) -> pd.DataFrame:
    """What each responsible body re-baselined, most re-baselines first; missing is a group too.

    `rebaselines` is `steps` with `group` (who answered for the project then), `slip_days` (against the first) and
    `slip_latest_days`. Columns out: `group`, `rebaselines`, `projects`, `median_moved` (days a re-baseline), and of the
    projects, each counted once: `median_first` and `median_latest`, the median slip against the first and against the
    latest baseline, and `median_absorbed`.
    """
    groups = rebaselines.groupby("group", dropna=False, sort=True)
    table = groups.agg(rebaselines=("project_id", "size"), projects=("project_id", "nunique"))
    table["median_moved"] = (
        rebaselines["moved_days"].astype("Float64").groupby(rebaselines["group"], dropna=False).median()
    )
    projects = rebaselines.drop_duplicates(["group", "project_id"])
    slip, latest = (projects[name].astype("Float64") for name in ("slip_days", "slip_latest_days"))
    for name, days in (("median_first", slip), ("median_latest", latest), ("median_absorbed", slip - latest)):
        table[name] = days.groupby(projects["group"], dropna=False).median()
    return table.reset_index().sort_values("rebaselines", ascending=False, kind="stable", ignore_index=True)


def summary(rebaselines: pd.DataFrame) -> pd.DataFrame:
    """The same of all re-baselines together, without `group`; no row where there are none."""
    return by_body(rebaselines.assign(group="all")).drop(columns="group")
