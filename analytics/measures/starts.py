"""Starts (开工率) and completions: of the projects whose first plan has them in the fiscal year, how many did.

Planned to start in the year: the first baseline of the start lies in it. Started: an actual start on or
before the as-of date, or the project is finished, which nothing is without having started. Due: planned for a
day up to the as-of date. Carried over: planned for an earlier year and, by the as-of date, still not started.
Completions are the same by the first baseline of completion and the actual one. Cancelled projects are in
no rate; a project without the planned date is in none, and how many have it is stated.

Source: published by cities as 开工率, such as Taicang on 2021-06-29: 103 of 130 projects started, 79.2 %.
"""

from __future__ import annotations

import pandas as pd

COUNTS = (
    "projects", "with_start_baseline", "starts_planned", "starts_made", "starts_due", "starts_due_made",
    "starts_carried", "with_completion_baseline", "completions_planned", "completions_made", "completions_due",
    "completions_due_made", "completions_carried",
)  # fmt: skip


def rates(counts: pd.DataFrame) -> pd.DataFrame:
    """Adds `start_share` and `finish_share` to a table with `group` and `COUNTS`; a rate of none planned is missing.

    Sorted by the planned starts that were not made, most first.
    """
    shares = {
        share: counts[made].astype("Float64") / counts[planned].astype("Float64").where(counts[planned] > 0)
        for share, made, planned in (
            ("start_share", "starts_made", "starts_planned"),
            ("finish_share", "completions_made", "completions_planned"),
        )
    }
    missed = counts["starts_planned"] - counts["starts_made"]
    return (
        counts.assign(**shares, missed=missed)
        .sort_values(["missed", "starts_planned", "group"], ascending=[False, False, True], ignore_index=True)
        .drop(columns="missed")
    )


def total(groups: pd.DataFrame) -> pd.Series:
    """The counts of all groups together, with their rates."""
    return rates(groups[list(COUNTS)].sum().to_frame().T.assign(group="")).iloc[0]
