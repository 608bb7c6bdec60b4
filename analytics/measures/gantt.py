"""Bars and diamonds of a Gantt chart, and milestone trends: what a figure needs, worked out."""

from __future__ import annotations

import pandas as pd

from analytics.measures.slips import days_between

_WHO = ["place", "code", "name_en", "name_zh", "slip_days", "status"]


def bars(projects: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """The pieces of each project's bars: `bar_part`, `from_date`, `to_date`, beside what the project is.

    baseline    from the planned start (`start_baseline`) to `completion_first_baseline`, where both are known
    actual      from `start_actual` to `completion_actual`, of an unfinished project to `on`
    forecast    from there (of one that has not begun from the forecast, else planned start, not before `on`) to
                `completion_forecast`; none where that has passed

    What lies beyond the first baseline completion is a piece of its own, `actual_late` or `forecast_late`. A project
    without any piece still has one row, with no part, so that it keeps its place.
    """
    finished = projects["completion_actual"].notna() | (projects["status"] == "completed")
    end = projects["completion_actual"].where(finished, on)
    begun = projects["start_actual"]
    expected = _first(projects["start_forecast"], projects["start_baseline"])
    ahead = expected.where(expected > on, on).where(begun.isna() & expected.notna(), on)
    planned = projects["completion_first_baseline"]
    pieces = {
        "baseline": (projects["start_baseline"], planned),
        "actual": (begun, _earlier(end, planned)),
        "actual_late": (_later(begun, planned), end),
        "forecast": (ahead.mask(finished), _earlier(projects["completion_forecast"], planned)),
        "forecast_late": (_later(ahead, planned).mask(finished), projects["completion_forecast"]),
    }
    made = [
        projects[_WHO].assign(bar_part=part, from_date=left, to_date=right)[left < right]
        for part, (left, right) in pieces.items()
    ]
    drawn = pd.concat(made)
    bare = projects.loc[~projects["place"].isin(drawn["place"]), _WHO]
    return pd.concat([drawn, bare]).sort_values("place", kind="stable", ignore_index=True)


def diamonds(milestones: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """A mark for each milestone with a date: `lane_mark` done (at its actual date), due, or overdue, and `day`.

    `milestones` has `actual`, `due_on` and `is_owed`; what is neither done nor owed has no mark.
    """
    done = milestones["actual"].notna()
    mark = pd.Series("due", milestones.index).mask(milestones["due_on"] < on, "overdue").mask(done, "done")
    made = milestones.assign(lane_mark=mark, day=milestones["actual"].where(done, milestones["due_on"]))
    made = made[(done | milestones["is_owed"]) & made["day"].notna()]
    return made.sort_values(["place", "day"], kind="stable", ignore_index=True)


def farthest(projects: pd.DataFrame, by: str, most: int) -> pd.DataFrame:
    """The projects whose forecast moved farthest either way (`by` moved) or that slip most, with `moved_days` and
    `place`. `projects` has `forecast`, `forecast_before` and `slip_days`; ties go by `code`."""
    moved = days_between(projects["forecast_before"], projects["forecast"])
    far = moved.abs() if by == "moved" else projects["slip_days"]
    ranked = projects.assign(moved_days=moved, far=far).sort_values(["far", "code"], ascending=[False, True])
    ranked = ranked.drop(columns="far").head(most).reset_index(drop=True)
    return ranked.assign(place=ranked.index)


def trends(projects: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """Every report of the projects, in their order: what `history` has (`project_id`, `as_of` and dates) and who."""
    who = projects[["project_id", "place", "code", "name_en", "name_zh", "slip_days", "moved_days"]]
    return history.merge(who, on="project_id").sort_values(["place", "as_of"], kind="stable", ignore_index=True)


def _first(one: pd.Series, other: pd.Series) -> pd.Series:
    return one.where(one.notna(), other)


def _earlier(day: pd.Series, limit: pd.Series) -> pd.Series:
    """The day, or the limit where that is earlier; NaT only where the day is unknown."""
    return day.mask(limit < day, limit)


def _later(day: pd.Series, limit: pd.Series) -> pd.Series:
    """The later of the two; NaT where either is unknown, since nothing is late without a baseline."""
    return day.where(day > limit, limit).where(day.notna())
