"""Four values that are possible but suspicious, so that the quality page has something true to show."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.measures.quality import as_text
from data.importers.batch import Flag
from data.sample.rows import CURRENCY
from data.sample.stories import ODDITIES

FAR_DATE = date(2108, 6, 30)
BELOW_ZERO = -100.0  # per cent


def plant(facts: dict[str, pd.DataFrame]) -> list[Flag]:
    """Spoil one value of each project in ODDITIES, in place, and return its open flag."""
    project = {rule: code for code, rule in ODDITIES.items()}
    budget, dates = _with_one_more(facts, project["negative_amount"]), facts["milestone_snapshot"]
    progress, contract = facts["progress_report"], facts["contract"]
    flags = []

    def spoil(table: str, rule: str, field: str, rows: pd.Series, value: object, found: str | None) -> None:
        frame = facts[table]
        line = frame.index[rows][-1]
        if "ref" not in frame:
            frame["ref"] = None
        frame.loc[line, [field, "ref"]] = [value, rule]
        flags.append(Flag(table, rule, field, rule, found or str(value)))

    rows = (budget["project"] == project["negative_amount"]) & (budget["kind"] == "current")
    amount = -int(budget.loc[rows, "amount"].iloc[-1])
    spoil("budget_figure", "negative_amount", "amount", rows, amount, as_text(amount, CURRENCY))
    rows = (dates["project"] == project["far_date"]) & (dates["milestone"] == "completion") & dates["forecast"].notna()
    spoil("milestone_snapshot", "far_date", "forecast", rows, pd.Timestamp(FAR_DATE), as_text(FAR_DATE))
    rows = progress["project"] == project["percent_out_of_range"]
    spoil("progress_report", "percent_out_of_range", "physical_percent", rows, BELOW_ZERO, as_text(BELOW_ZERO))
    rows = (contract["project"] == project["end_before_start"]) & (contract["nature"] == "construction")
    end = contract.loc[rows, "start_date"].iloc[-1] - pd.Timedelta(days=30)
    spoil("contract", "end_before_start", "end_date", rows, end, as_text(end.date()))
    return flags


def _with_one_more(facts: dict[str, pd.DataFrame], code: str) -> pd.DataFrame:
    """The budget figures with the project's current budget repeated on its last report, to be spoiled there."""
    budget = facts["budget_figure"]
    last = budget[(budget["project"] == code) & (budget["kind"] == "current")].tail(1)
    reports = facts["progress_report"]
    again = last.assign(as_of=reports.loc[reports["project"] == code, "as_of"].max())
    facts["budget_figure"] = pd.concat([budget, again], ignore_index=True)
    return facts["budget_figure"]
