"""Milestones: what falls due, what is overdue, and whose forecast has fallen silent.

A milestone is the start, the completion, or the end of a stage. It is due on its last known forecast, else on its
latest baseline. It is overdue while it is not done and one of the two has passed: a new forecast does not make up for
the approved day. It is silent where its due day itself has passed: nobody says any more when it will be done.

A cancelled project owes nothing. A finished one owes only its final audit, which follows the completion; what else of
it has no actual date has happened on an unknown day, and is neither owed nor on time.
"""

from __future__ import annotations

import pandas as pd

from analytics.measures.slips import days_between

HORIZONS = (30, 60, 90)  # days ahead
COUNTS = (
    "milestones_dated", "milestones_open", *(f"milestones_due_{days}" for days in HORIZONS), "milestones_overdue",
    "milestones_silent", "milestones_done", "milestones_come", "milestones_missed", "milestones_undated",
    "milestones_forecast", "milestones_forecast_past", "starts_overdue",
)  # fmt: skip


def due_on(rows: pd.DataFrame) -> pd.Series:
    """The last known forecast, else the latest baseline; NaT where neither is known."""
    return rows["forecast"].where(rows["forecast"].notna(), rows["baseline"])


def marks(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Which of `COUNTS` each milestone is in as of a day: booleans.

    `rows` has `milestone`, `progress_state` of the project (finished, unfinished, cancelled), and `baseline`,
    `forecast`, `actual` (datetime64, NaT unknown). What is done early counts as done; `milestones_come` are those
    whose latest baseline has come, that day included, `milestones_undated` those that are left out of them.
    """
    baseline, due = rows["baseline"], due_on(rows)
    is_start = rows["milestone"] == "start"
    counted = rows["progress_state"] != "cancelled"
    done = rows["actual"].notna() & counted
    excused = (rows["progress_state"] == "finished") & (rows["milestone"] != "audit")
    owed = rows["actual"].isna() & counted & ~excused
    come = baseline <= on
    ahead = owed & (due >= on)
    overdue = owed & ((baseline < on) | (due < on))
    left = {f"milestones_due_{days}": ahead & (due <= on + pd.Timedelta(days=days)) for days in HORIZONS}
    return pd.DataFrame(
        {
            "milestones_dated": counted & (due.notna() | done),
            "milestones_open": owed,
            **left,
            "milestones_overdue": overdue,
            "milestones_silent": owed & (due < on),
            "milestones_done": done & baseline.notna(),
            "milestones_come": come & (done | owed),
            "milestones_missed": come & (owed | (done & (rows["actual"] > baseline))),
            "milestones_undated": come & counted & ~done & ~owed,
            "milestones_forecast": owed & rows["forecast"].notna(),
            "milestones_forecast_past": owed & (rows["forecast"] < on),
            "starts_overdue": overdue & is_start,
        }
    )


def per_project(project: pd.Series, marked: pd.DataFrame) -> pd.DataFrame:
    """`COUNTS` by project, from `marks`."""
    return marked.groupby(project.astype("int64").array, sort=False).sum()


def totals(projects: pd.DataFrame) -> pd.DataFrame:
    """One row: `COUNTS` of all, `projects`, and `projects_due_30`, those with a milestone due within 30 days."""
    sums = projects[list(COUNTS)].sum().to_frame().T
    return sums.assign(projects=len(projects), projects_due_30=(projects["milestones_due_30"] > 0).sum())


def due(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Milestones to come, the first first, with `days_left` and `due_band` (30, 60 or 90: up to that many days).

    `rows` has `project_id` and `due_on`, from `on` to 90 days later.

    >>> days = pd.DataFrame({"project_id": 1, "due_on": pd.to_datetime(["2025-07-31", "2025-07-30"])})
    >>> due(days, pd.Timestamp("2025-06-30"))[["days_left", "due_band"]].to_numpy().tolist()
    [[30, '30'], [31, '60']]
    """
    left = days_between(pd.Series(on, rows.index), rows["due_on"])
    band = pd.cut(left.astype("int64"), [-1, *HORIZONS], labels=[str(days) for days in HORIZONS])
    made = rows.assign(days_left=left, due_band=band.astype("str"))
    return made.sort_values(["due_on", "project_id"], kind="stable", ignore_index=True)


def overdue(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """Milestones that should be done, the longest overdue first, with `overdue_since` (the earlier of baseline and due
    day), `days_overdue`, and `is_silent` (the due day has passed too).

    `rows` has `project_id`, `baseline`, `due_on`.
    """
    since = rows["due_on"].where(~(rows["baseline"] < rows["due_on"]), rows["baseline"])
    days = days_between(since, pd.Series(on, rows.index))
    made = rows.assign(overdue_since=since, days_overdue=days, is_silent=rows["due_on"] < on)
    return made.sort_values(["overdue_since", "project_id"], kind="stable", ignore_index=True)


def age(forecast_as_of: pd.Series, on: pd.Timestamp) -> pd.Series:
    """Days since the report that last gave a forecast; NA where none ever did."""
    return days_between(forecast_as_of.astype("datetime64[s]"), pd.Series(on, forecast_as_of.index))
