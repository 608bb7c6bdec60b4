"""`project_funding` and `project_payment`: where a project's money comes from and where it went, at each date."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.derive.lines import SCOPE, Lines

SUBJECT = ["project_id", "year", "currency", "source"]  # what a report of funds is about
FUNDING_KEYS = ("year", "currency", "source", "nature", "capital")
PAYMENT_KEYS = ("currency", "source", "payer_id", "payee_id", "contract")
FUNDING = ["project_id", *FUNDING_KEYS, "as_of", "valid_to", *SCOPE, "allocated"]
PAYMENT = ["project_id", *PAYMENT_KEYS, "as_of", "valid_to", *SCOPE, "payments", "paid"]


def reports(rows: pd.DataFrame) -> pd.DataFrame:
    """Reports of funds: a row per project, year, currency, source, date and line (nature, capital), with its amount.

    `rows` are those of `funding` as `read.rows` gives them; what is not stated is "". A report names all lines of
    its source; lines of the same kind add up. Of two editions that report a source for the same date the later
    one counts.
    """
    rows = _stated(rows[rows["amount"].notna()], ("source", "nature", "capital"), "")
    report = [*SUBJECT, "as_of"]
    rows = rows[rows["edition_id"] == rows.groupby(report)["edition_id"].transform("max")]
    line = [*report, "nature", "capital"]
    return rows.groupby(line, as_index=False, sort=True)["amount"].sum()


def funding(facts: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """A row per line of funding and date: what was last reported of it. A line that the next report of its source
    leaves out is over."""
    found = reports(rows)
    if found.empty:
        return pd.DataFrame(columns=FUNDING)
    dates = found[[*SUBJECT, "as_of"]].drop_duplicates()
    began = found.groupby([*SUBJECT, "nature", "capital"], as_index=False)["as_of"].min()
    every = dates.merge(began, on=SUBJECT, suffixes=("", "_first"))
    every = every[every["as_of"] >= every["as_of_first"]].drop(columns="as_of_first")
    lines = Lines(facts, every.merge(found, how="left", on=list(every.columns)), FUNDING_KEYS)
    ordered = _ordered(lines.rows)
    made = lines.made.assign(allocated=lines.last(ordered, ordered["amount"].astype("Int64")))
    return made.loc[made["allocated"].notna(), FUNDING].reset_index(drop=True)


def payments(facts: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """A row per way that money took and date: how many payments so far, and their sum."""
    rows = _stated(rows[rows["amount"].notna()], ("source", "contract"), "")
    rows = _stated(rows, ("payer_id", "payee_id"), 0)
    if rows.empty:
        return pd.DataFrame(columns=PAYMENT)
    lines = Lines(facts, rows, PAYMENT_KEYS)
    ordered = _ordered(lines.rows)
    so_far = ordered.groupby("group")
    return lines.made.assign(
        payments=lines.last(ordered, so_far.cumcount() + 1), paid=lines.last(ordered, so_far["amount"].cumsum())
    )[PAYMENT]


def idle_at_facts(facts: pd.DataFrame, years: pd.DataFrame, year_of_fact: np.ndarray) -> pd.DataFrame:
    """`allocated_total`, `idle` and `idle_since` of each fact row, in its currency; `years` are rows of `project_year`.

    Payments use up the oldest allocation first. What is allocated and not known to be paid is idle: no known
    payment counts as unpaid. Missing where nothing was allocated for a year that has begun.
    """
    wanted = facts[["project_id", "currency", "as_of", "paid_total"]].assign(
        row=np.arange(len(facts)), fiscal=year_of_fact
    )
    given = years.loc[
        years["allocated"].notna(),
        ["project_id", "currency", "year", "as_of", "valid_to", "allocated", "allocated_on"],
    ]
    both = wanted.merge(given, on=["project_id", "currency"], suffixes=("", "_from"))
    both = both[
        (both["as_of_from"] <= both["as_of"]) & (both["as_of"] < both["valid_to"]) & (both["year"] <= both["fiscal"])
    ].sort_values(["row", "year"])
    size = len(facts)
    found = pd.DataFrame(
        {
            "allocated_total": pd.array([None] * size, dtype="Int64"),
            "idle": pd.array([None] * size, dtype="Int64"),
            "idle_since": np.full(size, np.datetime64("NaT"), dtype="datetime64[s]"),
        }
    )
    if both.empty:
        return found
    paid = both["paid_total"].astype("Int64").fillna(0)
    so_far = both["allocated"].astype("Int64").groupby(both["row"]).cumsum()
    total = both["allocated"].astype("Int64").groupby(both["row"]).sum()
    found.loc[total.index, "allocated_total"] = total
    found.loc[total.index, "idle"] = (total - paid.groupby(both["row"]).first()).clip(lower=0)
    waiting = both[(so_far > paid).to_numpy()].groupby("row")["allocated_on"].first()
    still = waiting[found.loc[waiting.index, "idle"].to_numpy() > 0]
    found.loc[still.index, "idle_since"] = still.to_numpy().astype("datetime64[s]")
    return found


def _stated(rows: pd.DataFrame, names: tuple[str, ...], nothing: object) -> pd.DataFrame:
    filled = {name: rows[name].astype(object).where(rows[name].notna(), nothing) for name in names}
    if nothing == 0:
        filled = {name: column.astype("int64") for name, column in filled.items()}
    return rows.assign(**filled)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """By line, then in the order in which the rows came: later ones win."""
    return rows.sort_values(["group", "as_of"], kind="stable", ignore_index=True)
