"""`project_year`: what a project planned, completed and paid in each fiscal year, as known at each date."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures.tiers import HOME
from data.derive.carry import Timeline, key, take
from data.derive.read import keys

COLUMNS = [
    "project_id",
    "as_of",
    "valid_to",
    "year",
    "currency",
    "sector",
    "district",
    "tier",
    "plan",
    "completed",
    "paid",
]


def fiscal_years(days: pd.Series, first_month: int) -> np.ndarray:
    """`analytics.thresholds.fiscal_year` for a column of dates."""
    return (days.dt.year - (days.dt.month < first_month)).to_numpy(dtype="int64")


def build(
    facts: pd.DataFrame, plans: pd.DataFrame, progress: pd.DataFrame, payments: pd.DataFrame, first_month: int
) -> pd.DataFrame:
    """The rows of `project_year`; `facts` gives the scope columns, which start a new row where they change.

    Completed in a year is the year's own figure as last reported in that year; where a report gives
    only the total since the project began, the total less the last total reported before the year.
    A total of the first day of a year (截至上一年底, dated 1 January) closes the year before: nothing
    has been done yet in its own.
    Paid is the sum of the payments made in the year and reported by the date.
    """
    completed = _completed(progress, first_month)
    parts = [
        plans[["project_id", "as_of", "year", "currency", "amount"]].assign(what="plan"),
        completed.assign(what="completed"),
        payments[["project_id", "as_of", "currency", "amount"]].assign(
            year=fiscal_years(payments["paid_on"], first_month), what="paid"
        ),
    ]
    rows = pd.concat([part for part in parts if len(part)] or [parts[0]], ignore_index=True)
    rows = rows[rows["amount"].notna()]
    rows = rows.assign(year=rows["year"].astype("int64"))
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    # A group is one project, year and currency, in a number of its own.
    groups = rows[["project_id", "year", "currency"]].drop_duplicates().sort_values(["project_id", "year", "currency"])
    groups = groups.reset_index(drop=True).rename_axis("group").reset_index()
    rows = rows.merge(groups, on=["project_id", "year", "currency"], sort=False)
    moved = _scope_changes(facts).merge(groups[["project_id", "group"]], on="project_id")
    began = rows.groupby("group")["as_of"].min()
    moved = moved[moved["as_of"].to_numpy() > began.reindex(moved["group"]).to_numpy()]
    both = pd.concat([rows[["group", "as_of"]], moved[["group", "as_of"]]])
    line = Timeline(both["group"].to_numpy(dtype="int64"), both["as_of"].to_numpy(dtype="datetime64[s]"))
    made = groups.loc[line.group, ["project_id", "year", "currency"]].reset_index(drop=True)
    made = made.assign(as_of=line.as_of, valid_to=line.valid_to)
    at = Timeline(*keys(facts)).at(made["project_id"].to_numpy(dtype="int64"), line.as_of)
    for name in ("sector", "district", "tier"):
        made[name] = take(facts[name], at)
    for what in ("plan", "completed", "paid"):
        part = rows[rows["what"] == what].sort_values(["group", "as_of"], kind="stable").reset_index(drop=True)
        group, as_of = part["group"].to_numpy(dtype="int64"), part["as_of"].to_numpy(dtype="datetime64[s]")
        amount = part["amount"].astype("Int64")
        if what == "paid":
            amount = amount.groupby(group).cumsum()
        made[what] = take(amount, line.last(group, as_of, np.ones(len(part), dtype=bool)))
    return made[COLUMNS]


def _completed(progress: pd.DataFrame, first_month: int) -> pd.DataFrame:
    """Completed in the fiscal year of each report that says so, or lets it be worked out."""
    rows = progress.assign(
        year=fiscal_years(progress["as_of"], first_month), currency=progress["currency"].fillna(HOME)
    )
    opening = rows[rows["completed_total"].notna()]
    line = Timeline(*keys(opening))
    last = line.last(*keys(opening), np.ones(len(opening), dtype=bool))
    closes = (rows["as_of"] == _first_days(rows["year"], first_month)) & rows["completed_year"].isna()
    rows["year"] -= closes.astype("int64")
    opens = _first_days(rows["year"], first_month).to_numpy().astype("datetime64[s]")
    at = line.at(rows["project_id"].to_numpy(dtype="int64"), opens)
    before = take(opening["completed_total"], np.where(at >= 0, last[at], -1) if len(line) else at)
    before.index = rows.index
    worked_out = rows["completed_total"] - before
    amount = rows["completed_year"].where(rows["completed_year"].notna(), worked_out)
    return rows[["project_id", "as_of", "year", "currency"]].assign(amount=amount)


def _first_days(years: pd.Series, first_month: int) -> pd.Series:
    return pd.to_datetime({"year": years, "month": first_month, "day": 1})


def _scope_changes(facts: pd.DataFrame) -> pd.DataFrame:
    """The dates on which a project's sector, district or tier differ from the date before."""
    same = facts["project_id"].to_numpy()[1:] == facts["project_id"].to_numpy()[:-1]
    differs = np.zeros(len(facts), dtype=bool)
    for name in ("sector", "district", "tier"):
        values = facts[name].fillna("").to_numpy()
        differs[1:] |= same & (values[1:] != values[:-1])
    return facts.loc[differs, ["project_id", "as_of"]]


def at_facts(facts: pd.DataFrame, years: pd.DataFrame, first_month: int) -> pd.DataFrame:
    """`plan_year` and `completed_year` of each fact row: the fiscal year of its date, in its currency."""
    if years.empty:
        missing = pd.array([None] * len(facts), dtype="Int64")
        return pd.DataFrame({"plan_year": missing, "completed_year": missing})
    unique = years[["project_id", "year", "currency"]].drop_duplicates().reset_index(drop=True)
    unique = unique.rename_axis("group").reset_index()
    rows = years.merge(unique, on=["project_id", "year", "currency"], sort=False)
    rows = rows.iloc[np.argsort(key(rows["group"].to_numpy(), rows["as_of"].to_numpy()), kind="stable")]
    line = Timeline(rows["group"].to_numpy(dtype="int64"), rows["as_of"].to_numpy(dtype="datetime64[s]"))
    wanted = facts[["project_id", "currency", "as_of"]].assign(year=fiscal_years(facts["as_of"], first_month))
    group = wanted.merge(unique, on=["project_id", "year", "currency"], how="left")["group"].fillna(-1)
    at = line.at(group.to_numpy(dtype="int64"), facts["as_of"].to_numpy(dtype="datetime64[s]"))
    return pd.DataFrame({"plan_year": take(rows["plan"], at), "completed_year": take(rows["completed"], at)})
