"""How long the stages of a project take: planned, actually, and so far where they are not over.

A stage is named by the milestone that ends it, and begins with the one before it in `CHAIN`: design runs from the
approval to the finished design, and so on. The approval has no milestone before it and is not measured.

    planned    between the first baselines of the two milestones (of one that has none its first known forecast)
    actual     between the two actual dates
    open       from the actual date of the first milestone to the as-of date, where the second is still owed

An unfinished stage is not in the actual durations and is not dropped either: it is counted beside them, with how
long it has lasted, since finished stages alone are the short ones. A stage whose end lies before its beginning
(stages that overlap, or a wrong date) has no duration and is counted as `out_of_order`. Cancelled projects keep the
stages that they finished; what was broken off is not open.
"""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from analytics.measures import distribution
from analytics.measures.slips import days_between

CHAIN = ("approval", "design", "tendering", "start", "construction", "acceptance", "audit")
KINDS = ("planned", "actual", "open")
_NAMES = {
    "known": "stages_known",
    "outliers": "stages_beyond",
    "mean_inside": "mean_days_inside",
    **{name: f"{name}_days" for name in ("quarter", "median", "three_quarter", "low_whisker", "high_whisker", "mean",
                                         "least", "most")},
}  # fmt: skip


def durations(rows: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """`project_id`, `stage_step` (the milestone that ends it), `duration_kind` and `duration_days` (may be negative).

    `rows` has one row per project and milestone: `first_baseline`, `actual` (datetime64) and `is_owed` (1: not done
    and not excused); milestones outside `CHAIN` are left out.
    """
    wide = rows[rows["milestone"].isin(CHAIN)].pivot(index="project_id", columns="milestone")
    wide = wide.reindex(columns=pd.MultiIndex.from_product([["first_baseline", "actual", "is_owed"], CHAIN]))
    planned, actual = (wide[name].astype("datetime64[s]") for name in ("first_baseline", "actual"))
    owed = wide["is_owed"].fillna(0).astype(bool)
    today = pd.Series(on, wide.index)
    found = []
    for before, stage in pairwise(CHAIN):
        ends = {"planned": (planned[before], planned[stage]), "actual": (actual[before], actual[stage]),
                "open": (actual[before].where(owed[stage]), today)}  # fmt: skip
        for kind in KINDS:
            days = days_between(*ends[kind]).dropna()
            found.append(
                pd.DataFrame(
                    {"project_id": days.index, "stage_step": stage, "duration_kind": kind, "duration_days": days.array}
                )
            )
    return pd.concat(found, ignore_index=True)


def spread(durations: pd.DataFrame) -> pd.DataFrame:
    """The distribution of each stage and kind in days, one row each, also where there is none.

    `stages_known`, quartiles, whiskers (1.5 interquartile ranges), `mean_days` beside `median_days`,
    `mean_days_inside` the whiskers, `stages_beyond` them, `least_days`, `most_days`, and `out_of_order`.
    """
    parts = []
    for stage in CHAIN[1:]:
        rows = durations[durations["stage_step"] == stage]
        boxes = distribution.spread(_values(rows, "duration_kind"), KINDS)
        wrong = rows.loc[rows["duration_days"] < 0, "duration_kind"].value_counts()
        parts.append(boxes.assign(stage_step=stage, out_of_order=boxes["kind"].map(wrong).fillna(0)))
    return pd.concat(parts, ignore_index=True).rename(columns={"kind": "duration_kind", **_NAMES})


def outliers(durations: pd.DataFrame, most: int) -> pd.DataFrame:
    """The actual durations beyond the whiskers of their stage, the longest first, at most so many."""
    actual = durations[durations["duration_kind"] == "actual"]
    found = distribution.outliers(_values(actual, "stage_step"), CHAIN[1:])
    found = found.rename(columns={"kind": "stage_step", "value": "duration_days"})
    order = ["duration_days", "project_id"]
    return found.sort_values(order, ascending=[False, True], ignore_index=True).head(most)


def _values(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    return rows[rows["duration_days"] >= 0].rename(columns={kind: "kind", "duration_days": "value"})
