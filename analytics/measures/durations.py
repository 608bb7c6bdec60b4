"""How long projects took, take, or took until they were cancelled: what every forecast and survival measure rests on.

The clock starts at the planned start (`began`) and is read in days and as a multiple of the project's own planned
duration (`ratio`: 1.0 is the day of the first baseline completion). A project is in one of three outcomes:

    finished    at its actual completion; where only the status says so, at the report that first said it (an upper
                bound, marked `estimated`)
    cancelled   at the report that first said it: a competing event, never censoring
    open        censored at its last report: a project that has fallen silent is not known to be unfinished later

A project without a start or a planned duration has no clock: it is counted in `why_not`, never taken for punctual.
Source: J. D. Kalbfleisch and R. L. Prentice, The Statistical Analysis of Failure Time Data, 2nd ed. 2002, chs. 1, 8.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

OUTCOMES = ("finished", "cancelled", "open")
WHY_NOT = ("no_start", "no_plan", "ends_before_start")


def outcomes(histories: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """`days`, `ratio`, `outcome`, `estimated` and `why_not` of each project as of a day, with the index of `histories`.

    `histories` has `began`, `planned_end`, `actual`, `finished_on` (the actual, else the report that first said
    finished), `cancelled_on` (the report that first said so) and `as_of` (the last report), all datetime64, NaT where
    unknown. `days` is Int64 (0 where a project was cancelled or last seen before its planned start), `ratio` Float64;
    both are NA where `why_not` says why: no_start, no_plan (the planned end is unknown or not after the start),
    ends_before_start (an actual completion before the planned start). An event after `on` has not happened yet.
    """
    began, planned_end = histories["began"], histories["planned_end"]
    cancelled = histories["cancelled_on"] <= on
    finished = (histories["finished_on"] <= on) & ~cancelled
    outcome = pd.Series(
        np.select([cancelled, finished], ["cancelled", "finished"], "open"), histories.index, dtype="str"
    )
    last_seen = histories["as_of"].where(histories["as_of"] <= on, on)
    end = last_seen.mask(cancelled, histories["cancelled_on"]).mask(finished, histories["finished_on"])
    days, planned = (end - began).dt.days, (planned_end - began).dt.days
    early = finished & (days < 0)
    missing = pd.Series(
        np.select([began.isna(), ~(planned > 0), early], list(WHY_NOT), ""), histories.index, dtype="str"
    ).replace("", None)
    counted = missing.isna()
    days = days.clip(lower=0).where(counted).astype("Float64")
    return pd.DataFrame(
        {
            "days": days.astype("Int64"),
            "ratio": days / planned.where(counted).astype("Float64"),
            "outcome": outcome,
            "estimated": finished & histories["actual"].isna(),
            "why_not": missing,
        }
    )
