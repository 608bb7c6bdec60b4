"""Earned value and earned schedule: what was done against what was to be done by now, in money and in days.

    CV = EV − AC   SV = EV − PV   CPI = EV / AC   SPI = EV / PV   VAC = BAC − EAC
    EAC = BAC / CPI (the rest at the cost so far), or AC + BAC − EV (the rest at the cost planned)
    TCPI = (BAC − EV) / (BAC − AC)
    ES = t_C + (EV − PV_C) / (PV_C+1 − PV_C) × (t_C+1 − t_C), C the last point of the plan with PV_C ≤ EV
    SV(t) = ES − AT   SPI(t) = ES / AT   IEAC(t) = PD / SPI(t)   TSPI = (PD − ES) / (PD − AT)

SV and SPI end at 0 and 1 however late a project is; SV(t) and SPI(t) do not, which is why they exist. A plan begins
at day 0 with nothing and ends at the baseline completion with the whole budget; it is not prolonged after that, or ES
would run past it. On a level stretch ES is its far end (Lipke's counting), so that it jumps there.

Money is in minor units, time in days from the start, fractions kept. `points` of a plan: `project` (a label of the
index of the projects), `day` and `value`, rising within each project.

Sources: PMI, EIA-748; W. Lipke, Schedule is Different, The Measurable News, 2003; GAO-20-195G.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

# A pace measured on less than this per cent of the work says nothing about its end; this software's own policy.
EARLIEST = 20

AMOUNTS = (
    "budget", "planned_value", "earned_value", "actual_cost", "cost_variance", "schedule_variance", "estimate",
    "estimate_as_planned", "variance_at_completion",
)  # fmt: skip
INDICES = ("cost_index", "schedule_index", "to_complete_index")
TIMES = ("planned_days", "elapsed_days", "earned_days", "time_variance", "expected_days")
TIME_INDICES = ("time_index", "to_complete_time_index")


def measures(projects: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """All figures of projects with a plan, with the index of `projects`; missing where a divisor is zero or unknown.

    `projects`: `budget` (BAC), `physical_percent` (0 to 100), `completed_total` (AC, NA unknown), `planned_days` (PD)
    and `elapsed_days` (AT). Out: AMOUNTS, INDICES, TIMES and TIME_INDICES, all float. `expected_days` (IEAC(t)) is
    missing while nothing is earned; `to_complete_time_index` once the planned time is over: no pace would reach it.
    """
    budget, percent, cost, planned, elapsed = (
        projects[name].to_numpy("float64", na_value=np.nan)
        for name in ("budget", "physical_percent", "completed_total", "planned_days", "elapsed_days")
    )
    which, day, value = points["project"], points["day"].to_numpy("float64"), points["value"].to_numpy("float64")
    place = projects.index.get_indexer(which)
    everyone = np.arange(len(projects))
    earned = budget * percent / 100
    planned_value = _read_off(place, day, value, everyone, elapsed)
    earned_days = _read_off(place, value, day, everyone, earned)
    estimate = _over(budget * cost, earned)
    return pd.DataFrame(
        {
            "budget": budget,
            "planned_value": planned_value,
            "earned_value": earned,
            "actual_cost": cost,
            "cost_variance": earned - cost,
            "schedule_variance": earned - planned_value,
            "estimate": estimate,
            "estimate_as_planned": cost + budget - earned,
            "variance_at_completion": budget - estimate,
            "cost_index": _over(earned, cost),
            "schedule_index": _over(earned, planned_value),
            "to_complete_index": _over(budget - earned, budget - cost),
            "planned_days": planned,
            "elapsed_days": elapsed,
            "earned_days": earned_days,
            "time_variance": earned_days - elapsed,
            "expected_days": _over(planned * elapsed, earned_days),
            "time_index": _over(earned_days, elapsed),
            "to_complete_time_index": _over(planned - earned_days, planned - elapsed),
        },
        index=projects.index,
    )


def predict(targets: pd.DataFrame) -> pd.Series:
    """IEAC(t) / PD: the total duration of unfinished projects as a multiple of what was planned, at an even plan.

    `targets`: `ratio` (AT / PD) and `physical_percent` (0 to 100). Under an even plan ES / PD is the physical
    progress, so SPI(t) is progress over ratio. Missing where one is not known or less than EARLIEST per cent is done.

    >>> predict(pd.DataFrame({"ratio": [0.5, 0.5], "physical_percent": [40, 19]})).tolist()
    [1.25, nan]
    """
    ratio, percent = (targets[name].to_numpy("float64", na_value=np.nan) for name in ("ratio", "physical_percent"))
    return pd.Series(_over(ratio, percent / 100), index=targets.index).where(percent >= EARLIEST)


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """A quotient, NaN where the divisor is not above zero."""
    return part / np.where(whole > 0, whole, np.nan)


def _read_off(group: np.ndarray, x: np.ndarray, y: np.ndarray, mine: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """y at `wanted` on the broken lines of the groups, from the last point with x ≤ wanted on; past the end the last y.

    All lines are searched at once: x is replaced by its rank among all, so that (group, rank) is one whole number.
    """
    if not len(x):
        return np.full(len(mine), np.nan)
    x, wanted = np.round(x, 6), np.round(wanted, 6)  # 0.3 and 0.1 + 0.2 of a budget are one amount
    steps = np.unique(x)
    width = len(steps) + 1
    ranked = group * width + np.searchsorted(steps, x)
    at = np.maximum(np.searchsorted(ranked, mine * width + np.searchsorted(steps, wanted, "right")) - 1, 0)
    following = np.minimum(at + 1, len(x) - 1)
    on = group[following] == mine
    run = np.where(on, x[following] - x[at], 1.0)
    part = np.where(on, (wanted - x[at]) / np.where(run > 0, run, 1.0), 0.0)
    found = y[at] + part * np.where(on, y[following] - y[at], 0.0)
    return np.where((group[at] == mine) & ~np.isnan(wanted), found, np.nan)
