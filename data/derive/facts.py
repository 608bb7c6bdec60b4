"""`project_fact`: everything a page sorts, filters or sums, per project and reporting date."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.codes import POSTS, UNKNOWN
from analytics.measures import slips, tiers
from analytics.thresholds import Thresholds
from data.derive.carry import Timeline, take
from data.derive.read import keys

RECORD = ("name_en", "name_zh", "sector", "district", "nature", "complexity", "is_key", "in_catalogue", "stage")
# The figure that names a project's currency, and the one its current tier rests on: first known of these.
CURRENCY_FROM = ("current", "approved_budget", "estimate", "contract", "final_account")
CURRENT_FROM = ("current", "contract", "approved_budget", "estimate")
REGISTERED_FROM = ("approved_budget", "estimate", "current")
BUDGETS = {
    "current": "budget_current",
    "estimate": "budget_estimate",
    "approved_budget": "budget_approved",
    "contract": "budget_contract",
    "final_account": "budget_final",
}


class Known:
    """A table's rows on a timeline: any column as last or first known at each date."""

    def __init__(self, line: Timeline, rows: pd.DataFrame) -> None:
        self.line, self.rows, self.keys = line, rows.reset_index(drop=True), keys(rows)

    def position(self, valid: pd.Series, first: bool = False) -> np.ndarray:
        ask = self.line.first if first else self.line.last
        return ask(*self.keys, valid.to_numpy(dtype=bool))

    def last(self, column: str) -> pd.Series:
        return take(self.rows[column], self.position(self.rows[column].notna()))

    def first(self, column: str) -> pd.Series:
        return take(self.rows[column], self.position(self.rows[column].notna(), first=True))


def build(
    tables: dict[str, pd.DataFrame], codes: pd.Series, thresholds: Thresholds, overrides: pd.DataFrame
) -> pd.DataFrame:
    """The columns of `project_fact` but for the annual and the organisations' ones.

    `tables` are the sorted rows of the fact tables (see `read.rows`), `codes` the project codes by id,
    `overrides` the tiers that persons have decided, `project_code`, `tier`, `effective_from`, later ones win.
    """
    project, as_of = (np.concatenate(part) for part in zip(*(keys(rows) for rows in tables.values()), strict=True))
    line = Timeline(project, as_of)
    facts = pd.DataFrame({"project_id": line.group, "as_of": line.as_of, "valid_to": line.valid_to})
    facts["code"] = codes.loc[line.group].to_numpy()
    record = Known(line, tables["project_record"])
    for name in RECORD:
        facts[name] = record.last(name)
    _add_money(facts, line, tables, thresholds)
    _override(facts, overrides)
    appointments = tables["appointment"]
    for post in POSTS:
        facts[post] = _filled(Known(line, appointments[appointments["post"] == post]), facts["as_of"])
    _add_progress(facts, line, tables["progress_report"])
    _add_dates(facts, line, tables["milestone_snapshot"])
    status = record.last("status").fillna(UNKNOWN)
    finished = (status == UNKNOWN) & (facts["completion_actual"] <= facts["as_of"])
    facts["status"] = status.mask(finished, "completed")
    facts["status_since"] = _since(line, facts["status"])
    facts["light"] = slips.lights(facts["slip_days"], facts["status"], facts["as_of"], thresholds).to_numpy()
    return facts


def _since(line: Timeline, values: pd.Series) -> np.ndarray:
    """The date of the first of the unbroken run of equal values of a project that each date belongs to."""
    begins = np.append(True, (values.to_numpy()[1:] != values.to_numpy()[:-1]) | (line.group[1:] != line.group[:-1]))
    return line.as_of[np.maximum.accumulate(np.where(begins[: len(line)], np.arange(len(line)), 0))]


def _add_money(facts: pd.DataFrame, line: Timeline, tables: dict[str, pd.DataFrame], thresholds: Thresholds) -> None:
    budgets = tables["budget_figure"]
    known = {
        kind: Known(line, budgets[(budgets["kind"] == kind) & budgets["amount"].notna()]) for kind in CURRENCY_FROM
    }
    amount = {kind: k.last("amount") for kind, k in known.items()}
    unit = {kind: k.last("currency") for kind, k in known.items()}
    currency = _first_known([unit[kind] for kind in CURRENCY_FROM])
    for other in ("progress_report", "annual_plan", "payment", "funding"):
        currency = currency.where(currency.notna(), Known(line, tables[other]).last("currency"))
    facts["currency"] = currency
    for kind, column in BUDGETS.items():
        facts[column] = amount[kind].where((unit[kind] == currency).to_numpy(dtype=bool))
    first = known["current"]
    facts["budget_first"] = first.first("amount").where((first.first("currency") == currency).to_numpy(dtype=bool))
    facts["budget_as_of"] = known["current"].last("as_of")
    registered = {
        column: _first_known([known[kind].first(column) for kind in REGISTERED_FROM])
        for column in ("amount", "currency", "as_of")
    }
    frozen = tiers.assign(registered["amount"], registered["currency"], registered["as_of"], thresholds)
    facts["tier_rule"], facts["tier_reason"] = frozen["tier"], frozen["tier_reason"]
    for column, name in (("amount", "amount"), ("currency", "currency"), ("on", "as_of")):
        facts[f"registered_{column}"] = registered[name]
    current = _first_known([amount[kind] for kind in CURRENT_FROM])
    unit_now = _first_known([unit[kind] for kind in CURRENT_FROM])
    facts["figure_current"], facts["figure_currency"] = current, unit_now
    facts["tier_current"] = tiers.assign(current, unit_now, facts["as_of"], thresholds)["tier"]
    facts["paid_total"] = _paid(line, tables["payment"], currency)


def _override(facts: pd.DataFrame, overrides: pd.DataFrame) -> None:
    """The tier in force: a person's decision from the state that holds on its first day, else the rule's."""
    facts["tier"] = facts["tier_rule"]
    if overrides.empty:
        return
    decided = facts[["code", "valid_to"]].rename_axis("row").reset_index()
    decided = decided.merge(overrides.rename(columns={"project_code": "code"}), on="code")
    decided = decided[decided["valid_to"] > decided["effective_from"]].drop_duplicates("row", keep="last")
    facts.loc[decided["row"], "tier"] = decided["tier"].to_numpy()
    facts.loc[decided["row"], "tier_reason"] = "override"


def _filled(post: Known, on: pd.Series) -> pd.Series:
    """1 where the newest report of a post stands and its term has not ended, else 0."""
    at = post.position(pd.Series(True, index=post.rows.index))
    ends = take(post.rows["to_date"], at)
    return pd.Series(((at >= 0) & ~(ends <= on).to_numpy(dtype=bool)).astype("int64"), index=on.index)


def _paid(line: Timeline, payments: pd.DataFrame, currency: pd.Series) -> pd.Series:
    """All payments so far in the currency of each date; a later payment in another currency takes none of them away."""
    payments = payments[payments["amount"].notna()]
    total = payments["amount"].groupby([payments["project_id"], payments["currency"]]).cumsum()
    paid = pd.Series(pd.array([None] * len(line), dtype="Int64"))
    for unit, rows in payments.assign(total=total).groupby("currency"):
        paid = paid.where((currency != unit).fillna(True).to_numpy(dtype=bool), Known(line, rows).last("total"))
    return paid


def _first_known(columns: list[pd.Series]) -> pd.Series:
    found = columns[0]
    for column in columns[1:]:
        found = found.where(found.notna(), column)
    return found


def _add_progress(facts: pd.DataFrame, line: Timeline, progress: pd.DataFrame) -> None:
    known = Known(line, progress)
    total = Known(line, progress[progress["completed_total"].notna()])
    facts["completed_total"] = total.last("completed_total").where(
        (total.last("currency") == facts["currency"]).to_numpy(dtype=bool)
    )
    facts["physical_percent"] = known.last("physical_percent")
    anything = progress[["completed_total", "completed_year", "physical_percent", "light"]].notna().any(axis=1)
    facts["progress_as_of"] = take(progress["as_of"], known.position(anything))
    facts["light_reported"] = known.last("light")


def _add_dates(facts: pd.DataFrame, line: Timeline, milestones: pd.DataFrame) -> None:
    completion = Known(line, milestones[milestones["milestone"] == "completion"])
    start = Known(line, milestones[milestones["milestone"] == "start"])
    facts["start_baseline"], facts["start_actual"] = start.first("baseline"), start.last("actual")
    facts["start_first_forecast"] = start.first("forecast")
    rows = completion.rows
    numbered = completion.position((rows["baseline_no"] == 1).fillna(False) & rows["baseline"].notna())
    earliest = completion.position(rows["baseline"].notna(), first=True)
    first_baseline = take(rows["baseline"], np.where(numbered >= 0, numbered, earliest))
    facts["completion_first_forecast"] = completion.first("forecast")
    facts["completion_forecast"] = completion.last("forecast")
    facts["forecast_as_of"] = take(rows["as_of"], completion.position(rows["forecast"].notna()))
    facts["completion_actual"] = completion.last("actual")
    facts["completion_first_baseline"] = first_baseline.where(
        first_baseline.notna(), facts["completion_first_forecast"]
    )
    latest = completion.position(rows["baseline"].notna())
    facts["completion_baseline"] = take(rows["baseline"], latest)
    facts["baseline_no"] = take(rows["baseline_no"], latest)
    actual, forecast = facts["completion_actual"], facts["completion_forecast"]
    facts["slip_days"] = slips.slip(actual, forecast, facts["completion_first_baseline"])
    facts["slip_latest_days"] = slips.slip(actual, forecast, facts["completion_baseline"])
    began = _first_known([facts[name] for name in ("start_baseline", "start_actual", "start_first_forecast")])
    facts["planned_days"] = slips.days_between(began, facts["completion_first_baseline"])
