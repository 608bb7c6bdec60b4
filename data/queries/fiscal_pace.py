"""The current fiscal year under another first month: put together from the reports, as a rebuild would, unwritten."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from analytics.measures import investment
from analytics.scope import Scope
from analytics.thresholds import fiscal_year
from data import bulk, schema
from data.derive import read, years
from data.derive.lines import SCOPE
from data.queries.common import in_scope
from data.schema_derived import project_fact


def pace(connection: Connection, scope: Scope, first_month: int) -> pd.DataFrame:
    """The `rule_pace` rows of one first month, without `moment`: one a currency, or one without where nothing is known.

    `scope` has its date.
    """
    assert scope.as_of is not None
    year = fiscal_year(scope.as_of, first_month)
    ids = bulk.fetch(connection, select(project_fact.c.project_id).where(*in_scope(scope)))["project_id"]
    pieces = bulk.slices(np.sort(ids.to_numpy(dtype="int64")))
    found = [_year(connection, piece, first_month, year, scope.as_of) for piece in pieces]
    known = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    return investment.completion(_sums(known, year), scope.as_of, first_month).assign(first_month=first_month)


def _year(connection: Connection, ids: np.ndarray, first_month: int, year: int, as_of: date) -> pd.DataFrame:
    """`currency`, `plan` and `completed` of the projects in one fiscal year, as known on the day."""
    columns = [project_fact.c[name] for name in ("project_id", "as_of", *SCOPE)]
    facts = bulk.fetch(connection, select(*columns).where(bulk.among(project_fact.c.project_id, ids)))
    wanted = {"annual_plan": ids, "progress_report": ids, "payment": ids[:0], "funding": ids[:0]}
    tables = {name: read.rows(connection, schema.metadata.tables[name], which) for name, which in wanted.items()}
    facts = facts.sort_values(["project_id", "as_of"], ignore_index=True)
    made = years.build(facts, tables, first_month)
    day = pd.Timestamp(as_of)
    made = made[(made["year"] == year) & (made["as_of"] <= day) & (made["valid_to"] > day)]
    return made[["currency", "plan", "completed"]]


def _sums(known: pd.DataFrame, year: int) -> pd.DataFrame:
    """The sums of `investment.SUMS` by currency; zeros without a currency where nothing is known."""
    if known.empty:
        return pd.DataFrame([{"year": year, "currency": None, **dict.fromkeys(investment.SUMS, 0)}])
    both = known["plan"].notna() & known["completed"].notna()
    parts = {
        "with_plan": known["plan"].notna(),
        "plan": known["plan"],
        "with_completed": known["completed"].notna(),
        "completed": known["completed"],
        "with_both": both,
        "plan_with_completed": known["plan"].where(both),
        "completed_with_plan": known["completed"].where(both),
    }
    amounts = pd.DataFrame({name: part.fillna(0).astype("int64") for name, part in parts.items()})
    return amounts.groupby(known["currency"]).sum().rename_axis("currency").reset_index().assign(year=year)
