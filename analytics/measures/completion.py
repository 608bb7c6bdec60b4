"""When unfinished projects will really be done: the agency's own forecast beside what three methods say.

    reference class     comparable finished projects that took longer than this one has already
    survival curve      the same with the unfinished and the cancelled kept
    earned schedule     at the pace of progress so far, from the start to the day of the last known progress

Time is counted from the planned start in multiples of the planned duration (`durations`); a multiple becomes a day by
`began` + multiple × planned days, rounded up. What an unfinished project has used up is counted to the as-of date,
also where its last report is older: it is taken for unfinished until a report says otherwise. Comparable projects
come from the whole portfolio, whatever the reader has filtered: a filter must not thin out the experience.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.measures import comparables, distribution, durations, reference_class, survival_dates
from analytics.measures.reference_class import column
from analytics.measures.slips import days_between

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.8, 0.9)
SURVIVAL_QUANTILES = (0.5, 0.8)
CLASS_QUANTILES = {"class_p20": 0.2, "class_p50": 0.5, "class_p80": 0.8}
_CLASS_COLUMNS = [
    "class_level", "sector", "tier", "size_band", "currency", "class_finished", "class_mean", "unfinished",
    *CLASS_QUANTILES,
]  # fmt: skip
_OUR_WORDS = {"forecast": "completion_forecast", "actual": "completion_actual"}


def clocked(histories: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """The projects with `days`, `ratio`, `outcome`, `estimated`, `why_not` (`durations.outcomes`), `planned_days` (NA
    where `why_not` says why) and the columns of the classes that they belong to (`comparables.classified`). `forecast`
    and `actual` are called `completion_forecast` and `completion_actual` from here on."""
    clock = durations.outcomes(histories, on)
    planned = days_between(histories["began"], histories["planned_end"]).where(clock["why_not"].isna())
    known = comparables.classified(histories).assign(**{name: clock[name] for name in clock}, planned_days=planned)
    return known.rename(columns=_OUR_WORDS)


def dates(
    projects: pd.DataFrame, chosen: pd.Series, earned: pd.DataFrame, on: pd.Timestamp, keys: Sequence[str]
) -> pd.DataFrame:
    """One row per unfinished project among the `chosen`, the farthest from what its class suggests first.

    `projects` is `clocked`, `chosen` marks those in scope, `earned` has `earned_on` and `earned_why` by the same index.
    Out beside the columns of `projects`: `elapsed_ratio`; `forecast_age` and `overdue_days` (since the forecast day, NA
    where it has not passed); `class_level`, `class_n` and the days `reference_p10` to `reference_p90`;
    `survival_level`, `survival_n`, `survival_p50`, `survival_p80`; `earned_on`; `forecast_gap` (days from the agency's
    forecast to the median of the class); and why a method says nothing: `reference_why`, `survival_why`, `earned_why`.
    """
    asked = projects[chosen & (projects["outcome"] == "open")]
    used = (on - asked["began"]).dt.days.clip(lower=0).astype("Float64") / asked["planned_days"].astype("Float64")
    targets = asked.assign(ratio=used)
    pace = earned.reindex(asked.index)
    reference = reference_class.predict(projects, targets, keys, QUANTILES)
    curve = survival_dates.predict(projects, targets, keys, SURVIVAL_QUANTILES)
    overdue = (on - asked["completion_forecast"]).dt.days.astype("Int64")
    median = _day(asked, reference["q50"])
    table = asked.assign(
        elapsed_ratio=used,
        forecast_age=(on - asked["forecast_as_of"]).dt.days.astype("Int64"),
        overdue_days=overdue.where(overdue > 0),
        class_level=reference["class_level"],
        class_n=reference["class_n"],
        **{f"reference_p{round(share * 100)}": _day(asked, reference[column(share)]) for share in QUANTILES},
        survival_level=curve["class_level"],
        survival_n=curve["class_n"],
        **{f"survival_p{round(share * 100)}": _day(asked, curve[column(share)]) for share in SURVIVAL_QUANTILES},
        earned_on=pace["earned_on"],
        forecast_gap=days_between(asked["completion_forecast"], median),
        reference_why=_why(asked, reference["class_level"].isna()),
        survival_why=_why(asked, curve["class_level"].isna())
        .mask(curve["class_level"].notna() & curve["q80"].isna(), "beyond_p80")
        .mask(curve["class_level"].notna() & curve["q50"].isna(), "beyond_p50"),
        earned_why=pace["earned_why"],
    )
    return table.sort_values(["forecast_gap", "code"], ascending=[False, True], na_position="last", ignore_index=True)


def _day(projects: pd.DataFrame, ratio: pd.Series) -> pd.Series:
    """The day on which a multiple of the planned duration is over. A day is not begun for a rounding error."""
    days = np.ceil((ratio * projects["planned_days"].astype("float64")).round(6))
    return projects["began"] + pd.to_timedelta(days, unit="D")


def _why(projects: pd.DataFrame, refused: pd.Series) -> pd.Series:
    few = pd.Series("few", projects.index, dtype="object").where(refused, None)
    return projects["why_not"].astype("object").where(projects["why_not"].notna(), few)


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """One row about `dates`: how many there are, what is known of them, and how their own forecasts compare.

    `with_both_dates` have an agency forecast and a median of their class; of these `before_p50` and `before_p80` are
    forecast earlier than the median, and than the day by which four in five comparable projects were done.
    `forecast_passed`: the forecast day is over and the project is not finished. `median_gap` and `mean_gap` in days.
    """
    forecast, median = table["completion_forecast"], table["reference_p50"]
    gap = table["forecast_gap"].astype("Float64")
    counts = {
        "unfinished": len(table),
        "with_forecast": forecast.notna().sum(),
        "forecast_passed": table["overdue_days"].notna().sum(),
        "with_reference": median.notna().sum(),
        "with_survival": table["survival_p50"].notna().sum(),
        "with_earned": table["earned_on"].notna().sum(),
        "with_both_dates": gap.notna().sum(),
        "before_p50": (forecast < median).sum(),
        "before_p80": (forecast < table["reference_p80"]).sum(),
    }
    return pd.DataFrame([{**counts, "median_gap": gap.median(), "mean_gap": gap.mean()}])


def classes(projects: pd.DataFrame, table: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Every class that a row of `dates` was compared with, the one behind most projects first.

    `class_level`, the keys that it asks for (`sector`, `tier`, `size_band` with `currency`; the others missing),
    `class_finished` (how many it has), `class_p20`, `class_p50`, `class_p80`, `class_mean` (shares of the planned
    duration, of all in the class, however long a project has taken already) and `unfinished` (compared with it).
    """
    finished = projects[(projects["outcome"] == "finished") & projects["ratio"].notna()]
    finished = finished.assign(overrun=finished["ratio"].astype("float64") - 1, all=0)  # all agree in `all`
    made = []
    for level, asked in comparables.levels(keys).items():
        by = asked or [comparables.ALL]
        sized = ["size_band", "currency"] if "size" in asked else []
        users = table[table["class_level"] == level].assign(all=0)
        used = users.groupby(by).agg(unfinished=("code", "size"), **{name: (name, "first") for name in sized})
        overrun = finished.groupby(by)["overrun"]
        found = {"class_finished": overrun.size(), "class_mean": overrun.mean()}
        found |= {name: overrun.quantile(share) for name, share in CLASS_QUANTILES.items()}
        made.append(used.join(pd.DataFrame(found)).reset_index().assign(class_level=level))
    together = pd.concat(made, ignore_index=True).reindex(columns=_CLASS_COLUMNS)
    return together.sort_values("unfinished", ascending=False, kind="stable", ignore_index=True)


def like(projects: pd.DataFrame, project: pd.Series, keys: Sequence[str]) -> pd.Series:
    """Which projects are in the class that a row of `dates` was compared with; all where there is none."""
    level = project["class_level"]
    asked = comparables.levels(keys).get(level, []) if isinstance(level, str) else []
    matching = [projects[key] == project[key] for key in asked]
    return pd.Series(np.logical_and.reduce([np.ones(len(projects), dtype=bool), *matching]), projects.index)


def overruns(finished: pd.DataFrame) -> pd.DataFrame:
    """The distribution of `ratio` − 1 of finished projects: 101 rows, one for each hundredth of them.

    `within_share` (how many of them ran over by no more), `duration_overrun` and `class_finished` (how many there are).
    No rows where none has a ratio.
    """
    known = finished["ratio"].dropna().to_numpy("float64")
    shares = np.linspace(0, 1, 101) if len(known) else np.empty(0)
    values = np.quantile(known, shares) - 1 if len(known) else shares
    return pd.DataFrame({"within_share": shares, "duration_overrun": values, "class_finished": len(known)})


def outliers(finished: pd.DataFrame, most: int = 20) -> pd.DataFrame:
    """The finished projects whose overrun lies beyond the whiskers, farthest from the median first."""
    known = finished[finished["ratio"].notna()]
    values = known.assign(kind="finished", value=(known["ratio"].astype("float64") * 1000).round())
    found = distribution.outliers(values, ["finished"]).head(most)
    return found.assign(duration_overrun=found["ratio"].astype("float64") - 1).reset_index(drop=True)
