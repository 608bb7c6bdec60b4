"""What moved: completions since an earlier reporting date, and since they were first forecast.

A project may move in several ways at once; it has a row for each. A forecast that was given for the first time is
new, not later; one that is no longer known is lost, not the same. Days are positive towards later.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.measures import slippage
from analytics.measures.slips import days_between

MOVES = (
    "forecast_later", "forecast_earlier", "forecast_new", "forecast_lost", "rebaselined", "baseline_new", "completed",
    "cancelled",
)  # fmt: skip
_DAYS = {"forecast_later": "forecast", "forecast_earlier": "forecast", "rebaselined": "baseline"}
COMPLETIONS = ("later", "same_many", "same_one", "earlier", "unknown")


def moves(states: pd.DataFrame) -> pd.DataFrame:
    """One row per project and move (`slip_move`), in the order of `MOVES`, the longest move first.

    `states` has a row per project with `forecast`, `baseline` (the latest approved), `actual` and `status`, and the
    same as known at the earlier date with the ending `_before`. Adds `moved_days`: how far the forecast or the baseline
    moved, NA for the other moves. The columns of `states` are kept.
    """
    forecast, baseline = (days_between(states[f"{name}_before"], states[name]) for name in ("forecast", "baseline"))
    now, before = (slippage.state(states[f"status{ending}"], states[f"actual{ending}"]) for ending in ("", "_before"))
    known = {name: states[name].notna() for name in ("forecast", "forecast_before", "baseline", "baseline_before")}
    tests = {
        "forecast_later": forecast > 0,
        "forecast_earlier": forecast < 0,
        "forecast_new": known["forecast"] & ~known["forecast_before"],
        "forecast_lost": known["forecast_before"] & ~known["forecast"],
        "rebaselined": baseline != 0,
        "baseline_new": known["baseline"] & ~known["baseline_before"],
        "completed": (now == "finished") & (before != "finished"),
        "cancelled": (now == "cancelled") & (before != "cancelled"),
    }
    days = {"forecast": forecast, "baseline": baseline}
    none = pd.Series(pd.NA, index=states.index, dtype="Int64")
    parts = []
    for name in MOVES:
        moved = days[_DAYS[name]] if name in _DAYS else none
        mine = states.assign(slip_move=name, moved_days=moved)[tests[name].fillna(False).astype(bool)]
        farthest = mine["moved_days"].abs().sort_values(ascending=False, kind="stable")
        parts.append(mine.loc[farthest.index])
    return pd.concat(parts, ignore_index=True)


def counts(moved: pd.DataFrame) -> pd.DataFrame:
    """How many projects moved in each way and how far: `slip_move`, `projects`, `median_moved`, `mean_moved` (days);
    a row each in the order of `MOVES`, also where there are none."""
    return (
        moved.assign(days=moved["moved_days"].astype("Float64"))
        .groupby("slip_move")
        .agg(projects=("slip_move", "size"), median_moved=("days", "median"), mean_moved=("days", "mean"))
        .reindex(list(MOVES))
        .reset_index()
        .pipe(lambda table: table.assign(projects=table["projects"].fillna(0)))
    )


def completions(counted: Mapping[str, int]) -> pd.DataFrame:
    """The last forecast of completion against the first, as counts of `COMPLETIONS` with their share of all projects.

    A project whose forecast was given once says nothing about moving: it is `same_one`, apart from `same_many`, whose
    forecast was given at two or more reporting dates and held.
    """
    projects = pd.array([counted[name] for name in COMPLETIONS], dtype="Int64")
    total = int(np.sum(projects))
    return pd.DataFrame(
        {
            "completion_move": COMPLETIONS,
            "projects": projects,
            "share": projects / total if total else pd.array([None] * len(COMPLETIONS), dtype="Float64"),
        }
    )
