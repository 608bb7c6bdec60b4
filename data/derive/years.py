"""`project_year`: what a project planned, completed and paid in each fiscal year, as known at each date."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures.tiers import HOME
from data.derive import funds
from data.derive.carry import Timeline, key, take
from data.derive.lines import SCOPE, Lines
from data.derive.read import keys

COLUMNS = [
    "project_id", "as_of", "valid_to", "year", "currency", *SCOPE, "plan_first", "plan", "completed", "paid",
    "allocated_first", "allocated", "allocated_on",
]  # fmt: skip


def fiscal_years(days: pd.Series, first_month: int) -> np.ndarray:
    """`analytics.thresholds.fiscal_year` for a column of dates."""
    return (days.dt.year - (days.dt.month < first_month)).to_numpy(dtype="int64")


def build(facts: pd.DataFrame, tables: dict[str, pd.DataFrame], first_month: int) -> pd.DataFrame:
    """The rows of `project_year`; `facts` gives the scope columns, which start a new row where they change.

    Completed in a year is the year's own figure as last reported in that year; where a report gives
    only the total since the project began, the total less the last total reported before the year.
    A total of the first day of a year (截至上一年底, dated 1 January) closes the year before: nothing
    has been done yet in its own.
    Paid is the sum of the payments made in the year and reported by the date. Allocated is the sum of the
    last reports of the sources of its funds, `allocated_first` that of the first ones (the original budget); it
    is available from the first day of the year, or from the report that first gives it.
    """
    payments, allocated = tables["payment"], _funding(tables["funding"])
    parts = [
        tables["annual_plan"][["project_id", "as_of", "year", "currency", "amount"]].assign(what="plan"),
        _completed(tables["progress_report"], first_month).assign(what="completed"),
        payments[["project_id", "as_of", "currency", "amount"]].assign(
            year=fiscal_years(payments["paid_on"], first_month), what="paid"
        ),
        allocated.assign(what="allocated"),
    ]
    rows = pd.concat([part for part in parts if len(part)] or [parts[0]], ignore_index=True)
    rows = rows[rows["amount"].notna()]
    rows = rows.assign(year=rows["year"].astype("int64"))
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    lines = Lines(facts, rows, ("year", "currency"))
    made = lines.made
    for what in ("plan", "completed", "paid", "allocated"):
        part = lines.rows[lines.rows["what"] == what]
        part = part.sort_values(["group", "as_of"], kind="stable").reset_index(drop=True)
        amount = part["amount"].astype("Int64")
        if what in ("paid", "allocated"):
            amount = amount.groupby(part["group"]).cumsum()
        made[what] = lines.last(part, amount)
        if what == "plan":
            made["plan_first"] = lines.first(part, amount)
        if what == "allocated":
            first = part["first"].astype("Int64").groupby(part["group"]).cumsum() if len(part) else amount
            made["allocated_first"] = lines.last(part, first)
            reported = lines.first(part, part["as_of"])
            opens = _first_days(made["year"], first_month)
            made["allocated_on"] = opens.where(opens > reported, reported).where(reported.notna())
    return made[COLUMNS]


def _funding(rows: pd.DataFrame) -> pd.DataFrame:
    """Each report of a source of funds as what it adds to the sum of its year (`amount`), and what it adds to the
    sum of the sources' first reports (`first`)."""
    found = funds.reports(rows).groupby([*funds.SUBJECT, "as_of"], as_index=False)["amount"].sum()
    before = found.groupby(funds.SUBJECT)["amount"].shift().astype("Int64")
    amount = found["amount"].astype("Int64")
    return found[["project_id", "as_of", "year", "currency"]].assign(
        amount=amount - before.fillna(0), first=amount.where(before.isna(), 0)
    )


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
