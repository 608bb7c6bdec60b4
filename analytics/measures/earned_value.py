"""Earned value of real projects: who can be measured, against which plan, up to which day.

An unfinished project is measured on the day of its last known progress. A finished one is measured on the day on
which it was finished, and all of its budget is earned. Where something is missing `earned_why` says what.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.language import is_missing
from analytics.measures import earned_schedule, spending_plan

WHY_NOT = ("no_budget", "no_progress", "not_begun")
COLUMNS = (*earned_schedule.AMOUNTS, *earned_schedule.INDICES, *earned_schedule.TIMES, *earned_schedule.TIME_INDICES)


def by_project(projects: pd.DataFrame, years: pd.DataFrame, first_month: int) -> pd.DataFrame:
    """The figures of `earned_schedule.measures` of each project, with its index.

    `projects`: `began`, `planned_days` (NA without a clock), `why_not` of that, `outcome`, `finished_on`, `budget`,
    `completed_total` (minor units of one currency), `physical_percent` and `progress_as_of`; cancelled ones are not
    measured and say nothing. `years` as `spending_plan.points`. Out also `measured_on`, `plan_basis`, `earned_on`
    (the day that follows from IEAC(t), rounded up; not while less than `earned_schedule.EARLIEST` per cent is done) and
    `earned_why`: what is missing (None: nothing).
    """
    finished = projects["outcome"] == "finished"
    measured_on = projects["progress_as_of"].mask(finished, projects["finished_on"])
    ready = projects.assign(
        physical_percent=projects["physical_percent"].mask(finished, 100.0),
        elapsed_days=(measured_on - projects["began"]).dt.days.astype("Float64"),
    )
    why = _why_not(ready)
    able = ready[why.isna() & (ready["outcome"] != "cancelled")]
    points, basis = spending_plan.points(able, years, first_month)
    made = earned_schedule.measures(able, points).reindex(projects.index)
    early = (ready["physical_percent"] < earned_schedule.EARLIEST).fillna(False) & made["budget"].notna()
    expected = pd.to_timedelta(np.ceil(made["expected_days"].round(6)), unit="D").where(~early)
    return made.assign(
        measured_on=measured_on.where(made["budget"].notna()),
        plan_basis=basis.reindex(projects.index),
        earned_on=projects["began"] + expected,
        earned_why=why.mask(early, "too_early"),
    )


def _why_not(projects: pd.DataFrame) -> pd.Series:
    """What is missing first; None where the project can be measured."""
    missing = [
        ~(projects["budget"] > 0).fillna(False).astype(bool),
        projects["physical_percent"].isna(),
        ~(projects["elapsed_days"] > 0).fillna(False).astype(bool),
    ]
    later = pd.Series(np.select(missing, WHY_NOT, ""), projects.index, dtype="object").replace("", None)
    return projects["why_not"].astype("object").where(projects["why_not"].notna(), later)


def history(project: pd.Series, reports: pd.DataFrame, years: pd.DataFrame, first_month: int) -> pd.DataFrame:
    """One project over time: its figures at each report of progress, between the points of its plan, by `day`.

    `project` is a row as in `by_project`; `reports` has `progress_as_of`, `physical_percent` and `completed_total`,
    oldest first; the last of a day counts; `years` are its own annual plans. The budget is that of `project`
    throughout, so that the curves are comparable. At the points of the plan that no report falls on only
    `planned_value` is given. Shares are of the budget. No rows where the project has no clock or no budget.
    """
    if not is_missing(project["why_not"]) or is_missing(project["budget"]) or project["budget"] <= 0:
        return pd.DataFrame(columns=["day", "plan_basis", "planned_share", "earned_share", "cost_share", *COLUMNS])
    same = {name: project[name] for name in ("began", "planned_days", "budget")}
    points, basis = spending_plan.points(pd.DataFrame([same]), years.assign(project=0), first_month)
    told = reports[reports["progress_as_of"].notna()].drop_duplicates("progress_as_of", keep="last")
    told = told.set_index("progress_as_of")[["physical_percent", "completed_total"]]
    days = project["began"] + pd.to_timedelta(points["day"].drop_duplicates(), unit="D")
    rows = told.reindex(told.index.union(pd.DatetimeIndex(days).astype(told.index.dtype))).reset_index(names="day")
    rows = rows.assign(**same, elapsed_days=(rows["day"] - project["began"]).dt.days)
    rows = rows[rows["elapsed_days"] >= 0].reset_index(drop=True)
    each = rows[["elapsed_days"]].merge(points[["day", "value"]], how="cross")
    each["project"] = np.repeat(rows.index, len(points))
    made = earned_schedule.measures(rows, each)
    return made.assign(
        day=rows["day"],
        plan_basis=basis.iloc[0],
        planned_share=made["planned_value"] / made["budget"],
        earned_share=made["earned_value"] / made["budget"],
        cost_share=made["actual_cost"] / made["budget"],
    )
