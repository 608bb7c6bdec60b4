"""Freshness: how long ago the unfinished projects last reported, and who has not reported."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analytics.codes import AGE_BANDS
from analytics.language import Language

# The last day of each band; a month has at most 31 days, a quarter 92, half a year 184, a year 366.
BAND_ENDS = (31, 92, 184, 366)


def _aged(reports: pd.DataFrame, today: date | None) -> pd.DataFrame:
    """The counts of last reports with the age of each in days."""
    when = pd.to_datetime(reports["as_of"])
    return reports.assign(age=(pd.Timestamp(today) - when).dt.days if len(reports) else pd.Series(dtype="int64"))


def bands(reports: pd.DataFrame, today: date | None) -> pd.DataFrame:
    """Unfinished projects by the age of their last report: age_band, projects, share.

    `reports` counts projects by as_of (and body). Where all are finished there are no rows.
    """
    aged = _aged(reports, today)
    if aged.empty:
        return pd.DataFrame({"age_band": [], "projects": [], "share": []})
    band = np.searchsorted(BAND_ENDS, aged["age"])
    counts = aged["projects"].astype("int64").groupby(band).sum().reindex(range(len(AGE_BANDS)), fill_value=0)
    return pd.DataFrame(
        {"age_band": list(AGE_BANDS), "projects": counts.to_numpy(), "share": (counts / counts.sum()).to_numpy()}
    )


def by_responsible(reports: pd.DataFrame, today: date | None, stale_after: int) -> pd.DataFrame:
    """Per responsible body: unfinished projects, how many are stale, and the oldest last report; stalest first.

    Stale is a last report of more than `stale_after` days ago; projects without a responsible body
    stand together in one row without a name.
    """
    columns = ["responsible_en", "responsible_zh", "projects", "stale", "stale_share", "oldest_report", "oldest_age"]
    aged = _aged(reports, today)
    if aged.empty:
        return pd.DataFrame({name: [] for name in columns})
    aged["stale"] = aged["projects"].where(aged["age"] > stale_after, 0)
    found = aged.groupby("responsible_id", dropna=False, as_index=False).agg(
        responsible_en=("responsible_en", "first"),
        responsible_zh=("responsible_zh", "first"),
        projects=("projects", "sum"),
        stale=("stale", "sum"),
        oldest_report=("as_of", "min"),
        oldest_age=("age", "max"),
    )
    found["stale_share"] = found["stale"] / found["projects"]
    return found.sort_values(["stale", "oldest_age", "responsible_id"], ascending=[False, False, True])[columns]


def finding(table: pd.DataFrame, language: Language) -> str:
    """How many unfinished projects are stale, and the body with most of them, from `by_responsible`."""
    total, stale = int(table["projects"].sum()), int(table["stale"].sum())
    if not total:
        return language("No project in scope is unfinished, so none owes a report.")
    said = language.plural(
        "Of {n} unfinished project, {stale} ({share}) has not reported for longer than a report may take.",
        "Of {n} unfinished projects, {stale} ({share}) have not reported for longer than a report may take.",
        total,
        stale=language.number(stale),
        share=language.percent(stale / total),
    )
    worst = table.iloc[0]
    if stale and len(table) > 1:
        said += " " + language(
            "Most of them answer to {body} ({n}).",
            body=language.name(worst["responsible_en"], worst["responsible_zh"]),
            n=language.number(worst["stale"]),
        )
    return said
