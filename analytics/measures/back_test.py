"""Back-test: what each way of forecasting would have said at every past reporting date, and what came of it.

Rolling origin: at each origin (a past reporting date) only the states count that were known then, the projects that
had been reported finished or cancelled by then included. Every project that was unfinished at the origin and had a
clock (a planned start and a planned duration) is forecast once by each method; such a project at such an origin is a
pair. What came of it is what is known at the as-of date:

    scored      finished, with an actual completion date
    undated     reported finished, without a date: nothing to hold a forecast against
    open        not finished at its last report: censored there, and weighed for in `back_test_scores`, never dropped
    cancelled   will never be completed: counted beside, never scored

Methods: the responsible body's own last forecast, the first baseline, comparable finished projects
(`reference_class`), comparable projects with the unfinished counted (`survival`), and the pace so far against an even
plan (`earned_schedule`). The first two and the last give one date, the others P10 to P90.

Source: L. J. Tashman, International Journal of Forecasting 16 (2000) 437-450 (rolling origin).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd

from analytics.measures import comparables, durations, earned_schedule, reference_class, survival_dates

METHODS = ("agency", "baseline", "reference_class", "survival", "earned_schedule")
WITH_RANGE = ("reference_class", "survival")  # the others give one date
QUANTILES = (0.10, 0.25, 0.50, 0.75, 0.80, 0.90)
MOST_ORIGINS = 24  # the newest; an older one had other people, rules and few finished projects
RESULTS = ("scored", "undated", "open", "cancelled")

# What was known at an origin of all projects, and of those to forecast -> quantiles of the total duration ratio.
Method = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]


def methods(keys: Sequence[str]) -> dict[str, Method]:
    """The five methods, with the classes of comparable projects by `keys` (the last is given up first)."""
    return {
        "agency": lambda _, targets: _point(_days(targets["forecast"], targets["began"]) / _planned(targets)),
        "baseline": lambda _, targets: _point(pd.Series(1.0, targets.index)),
        "reference_class": partial(reference_class.predict, keys=keys, quantiles=QUANTILES),
        "survival": partial(survival_dates.predict, keys=keys, quantiles=QUANTILES),
        "earned_schedule": lambda _, targets: _point(
            earned_schedule.predict(targets.assign(ratio=targets["reported_ratio"]))
        ),
    }


def pairs(
    states: pd.DataFrame, on: pd.Timestamp, origins: Sequence[pd.Timestamp], forecasting: Mapping[str, Method]
) -> pd.DataFrame:
    """One row per origin and project that was unfinished then: what each method said, and what came of it by `on`.

    `states`: every state of every project, by `project_id` and `as_of`, with `valid_to` (until before it), `status`,
    `began`, `planned_end`, `forecast`, `actual`, `physical_percent`, `sector`, `tier`, `currency`, `budget` (minor
    units) and `chosen`, whether to forecast the project; the others are only learnt from. Out: `project_id`,
    `forecast_on` (the origin), `result` (of RESULTS), `remaining_days` (from the origin to the completion, the
    cancellation or the last report; may be negative where a report came late), `lead_days` (from the origin to the
    responsible body's forecast then, NaN where it gave none) and each method's `{method}_q50`, of those with a range
    also `_q10` to `_q90`: days from the origin, NaN where it said nothing.
    """
    states = _prepared(states)
    came = _outcome(_known(states, on))
    made = [_forecasts(_known(states, origin), origin, forecasting) for origin in origins]
    if not made:
        return _forecasts(_known(states, on).iloc[:0], on, forecasting).assign(result="", remaining_days=0.0)
    table = pd.concat(made, ignore_index=True)
    found = came.reindex(table["project_id"]).reset_index(drop=True)
    return table.assign(result=found["result"], remaining_days=_days(found["until"], table["forecast_on"]))


def _prepared(states: pd.DataFrame) -> pd.DataFrame:
    """The states with `finished_on` and `cancelled_on`, each as known in that state, and the columns of the classes."""
    project, status = states["project_id"], states["status"]
    turned = (project != project.shift()) | (status != status.shift())
    since = states["as_of"].where(turned).ffill()  # the report that first said what this state still says
    known = comparables.classified(states).assign(
        finished_on=states["actual"].where(states["actual"].notna(), since.where(status == "completed")),
        cancelled_on=since.where(status == "cancelled"),
    )
    # As categories the classes are numbered once, not at each origin; what nobody reads is not taken along to each.
    unread = ["status", "currency", "budget", "size_band"]
    return known.drop(columns=unread).astype(dict.fromkeys(("sector", "tier", "size"), "category"))


def _known(states: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The state of each project as of a day, with its duration and outcome then."""
    now = states[(states["as_of"] <= day) & (states["valid_to"] > day)]
    return pd.concat([now, durations.outcomes(now, day)], axis=1)


def _outcome(known: pd.DataFrame) -> pd.DataFrame:
    """What became of each project, and until when it was followed; by project."""
    cancelled, finished = known["outcome"] == "cancelled", known["outcome"] == "finished"
    result = known["outcome"].mask(finished, "scored").mask(finished & known["actual"].isna(), "undated")
    until = known["as_of"].mask(finished, known["finished_on"]).mask(cancelled, known["cancelled_on"])
    return pd.DataFrame({"result": result, "until": until}).set_index(known["project_id"].astype("int64"))


def _forecasts(known: pd.DataFrame, origin: pd.Timestamp, forecasting: Mapping[str, Method]) -> pd.DataFrame:
    """What each method says at an origin, in days from it."""
    targets = known[known["chosen"] & (known["outcome"] == "open") & known["why_not"].isna()]
    start, planned = _days(targets["began"], origin), _planned(targets)
    # Time runs on while a project is silent; its progress is of its last report.
    used = (-start / planned).clip(lower=0)
    targets = targets.assign(ratio=used, reported_ratio=targets["ratio"])
    said = {
        f"{name}_{quantile}": start + ratio.astype("float64") * planned
        for name, method in forecasting.items()
        for quantile, ratio in method(known, targets).filter(regex=r"^q\d+$").items()
    }
    facts = {"project_id": targets["project_id"].astype("int64"), "forecast_on": origin.as_unit("s")}
    return pd.DataFrame({**facts, "lead_days": _days(targets["forecast"], origin), **said}, index=targets.index)


def _point(ratio: pd.Series) -> pd.DataFrame:
    return ratio.astype("float64").to_frame("q50")


def _planned(targets: pd.DataFrame) -> pd.Series:
    return _days(targets["planned_end"], targets["began"])


def _days(end: pd.Series, start: pd.Series | pd.Timestamp) -> pd.Series:
    return (end - start) / pd.Timedelta(days=1)
