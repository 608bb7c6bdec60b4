"""How sound the schedules are: the DCMA 14-point assessment, as far as a portfolio's data go.

    BEI      milestones done / milestones whose latest baseline has come (Baseline Execution Index). Below 1 the
             portfolio does less than it should by now; what is done early counts too.
    missed   of the milestones whose latest baseline has come, those done later than it or not yet.
    CPLI     (critical path length + float) / critical path length of each unfinished project: days from the as-of
             date to its forecast completion, and its latest baseline minus that forecast (Critical Path Length
             Index), so days to the baseline over days to the forecast. Below 1 it must catch up. The chain of stages
             stands in for the critical path. Without a baseline, or without a forecast still to come, it has none.

What has no baseline is in no denominator. The other points need the tasks of each schedule and what they wait for,
which no import carries: they are refused with the reason. Source: the 14-point assessment of the US Defense Contract
Management Agency, as the Schedule Assessment Guide of the GAO (GAO-16-89G) lists it.
"""

from __future__ import annotations

import pandas as pd

from analytics.language import N_
from analytics.measures import milestones, slippage
from analytics.measures.intervals import wilson
from analytics.measures.slips import days_between

# name of a limit -> policy number
LIMITS = {"bei": "health.bei_from", "missed": "health.missed_up_to", "cpli": "health.cpli_from"}
_NO_LINKS = N_("No import says which task waits for which other one.")
_NO_TASKS = N_("Imports carry milestones, not the tasks between them with their lengths and resources.")
REFUSED = {
    "logic": _NO_LINKS,
    "leads": _NO_LINKS,
    "lags": _NO_LINKS,
    "relationships": _NO_LINKS,
    "hard_constraints": _NO_LINKS,
    "high_float": _NO_LINKS,
    "critical_path_test": _NO_LINKS,
    "high_duration": _NO_TASKS,
    "resources": _NO_TASKS,
}
MEANINGS = {
    "bei": N_("Milestones done, over those whose latest baseline has come."),
    "missed": N_("Done after the latest baseline or not yet, of the milestones for which it has come."),
    "cpli": N_("Unfinished projects below the limit of the CPLI, of those that have one; the value is the median."),
    "negative_float": N_("Forecast after the latest baseline, of the unfinished projects with a CPLI."),
    "invalid_dates": N_("Forecasts that lie in the past, of the open milestones that have a forecast."),
    "silent": N_("Forecast, else baseline, has passed and nothing new is said, of the overdue milestones."),
}


def paths(projects: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """The unfinished projects that have a CPLI, with `cpli` (Float64) and `float_days` (negative: after the baseline).

    `projects` has `status`, and `baseline` (latest), `forecast` and `actual` of the completion, datetime64.
    """
    unfinished = projects[slippage.state(projects["status"], projects["actual"]) == "unfinished"]
    left = days_between(pd.Series(on, unfinished.index), unfinished["forecast"])
    allowed = days_between(pd.Series(on, unfinished.index), unfinished["baseline"])
    made = unfinished.assign(cpli=allowed.astype("Float64") / left.where(left > 0), float_days=allowed - left)
    return made[made["cpli"].notna()]


def checks(projects: pd.DataFrame, limits: dict[str, float], on: pd.Timestamp) -> pd.DataFrame:
    """The `schedule_health` frame; `projects` has `milestones.COUNTS` and the columns of `paths`, `limits` the values
    of `LIMITS`.

    `check_value` and `check_limit` are shares or ratios (1 is 100 %), NA where there is nothing to measure or no
    limit; `check_verdict` says which. What cannot be measured stands at the end, `check_meaning` with the reason.
    """
    n = {name: int(projects[name].sum()) for name in milestones.COUNTS}
    found = paths(projects, on)
    below, late = int((found["cpli"] < limits["cpli"]).sum()), int((found["float_days"] < 0).sum())
    rows = [
        _check("bei", n["milestones_done"], n["milestones_come"], limits["bei"]),
        _check("missed", n["milestones_missed"], n["milestones_come"], limits["missed"] / 100, at_least=False),
        _check("cpli", below, len(found), limits["cpli"], value=float(found["cpli"].median()) if len(found) else None),
        _check("negative_float", late, len(found)),
        _check("invalid_dates", n["milestones_forecast_past"], n["milestones_forecast"]),
        _check("silent", n["milestones_silent"], n["milestones_overdue"]),
        *((name, None, None, None, None, "refused", reason) for name, reason in REFUSED.items()),
    ]
    names = ["health_check", "check_part", "check_whole", "check_value", "check_limit", "check_verdict",
             "check_meaning"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


def by(projects: pd.DataFrame, limits: dict[str, float], on: pd.Timestamp) -> pd.DataFrame:
    """What each `group` of projects owes and how sound its schedules are, the most overdue milestones first.

    The sums of `milestones.COUNTS`; `bei`, `missed_share` with Wilson's interval; `cpli_projects` that have a CPLI,
    `cpli_median`, `cpli_below` the limit and their share with its interval. Shares of nothing are NA.
    """
    owed = projects[["group", *milestones.COUNTS]].groupby("group", dropna=False).sum()
    chains = paths(projects, on)
    chains = chains.assign(below=chains["cpli"] < limits["cpli"]).groupby("group", dropna=False)
    chained = chains.agg(cpli_projects=("cpli", "size"), cpli_median=("cpli", "median"), cpli_below=("below", "sum"))
    table = owed.join(chained).reset_index().fillna({"cpli_projects": 0, "cpli_below": 0})
    table["bei"] = _shares(table["milestones_done"], table["milestones_come"])
    for share, part, whole in (
        ("missed", "milestones_missed", "milestones_come"),
        ("cpli_below", "cpli_below", "cpli_projects"),
    ):
        table[f"{share}_share"] = _shares(table[part], table[whole])
        table[f"{share}_low"], table[f"{share}_high"] = wilson(table[part], table[whole])
    order = ["milestones_overdue", "milestones_due_90"]
    return table.sort_values(order, ascending=False, kind="stable", ignore_index=True)


def _check(
    name: str, part: int, whole: int, limit: float | None = None, *, at_least: bool = True, value: float | None = None
) -> tuple[object, ...]:
    """One row: so many of so many, what that gives (their share, else `value`), and whether it keeps to its limit."""
    value = (part / whole if value is None else value) if whole else None
    if value is None:
        verdict = "nothing"
    elif limit is None:
        verdict = "no_limit"
    else:
        verdict = "kept" if (value >= limit if at_least else value <= limit) else "broken"
    return name, part, whole, value, limit, verdict, MEANINGS[name]


def _shares(part: pd.Series, whole: pd.Series) -> pd.Series:
    return part.astype("Float64") / whole.astype("Float64").where(whole > 0)
