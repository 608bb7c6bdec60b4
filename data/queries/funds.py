"""Funds: what was allocated and paid, from where and to whom, from the rollups or from the projects in scope.

The rollups know sector, district and tier only; with an organisation or one project in the scope the same sums
come from the project-level tables, joined with the projects in scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from analytics.measures import funds
from analytics.scope import Scope
from analytics.thresholds import fiscal_year
from data import bulk
from data.queries import groups, investment
from data.queries.common import in_scope, known_at
from data.queries.rules import first_month, thresholds
from data.schema_derived import (
    funding_rollup,
    payee_rollup,
    payment_rollup,
    project_fact,
    project_funding,
    project_payment,
)

YEAR_SUMS = (
    "with_allocated", "allocated", "with_paid", "paid", "with_allocated_and_paid", "allocated_with_paid",
    "paid_with_allocated",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fiscal:
    """The fiscal year of the as-of date: its name and its first day."""

    year: int
    first_day: date


def fiscal(connection: Connection, scope: Scope) -> Fiscal:
    """The fiscal year that the scope's date lies in."""
    month = first_month(thresholds(connection))
    year = fiscal_year(as_of(scope), month)
    return Fiscal(year, date(year, month, 1))


def as_of(scope: Scope) -> date:
    """The scope's date; an empty database has none, and any will do."""
    return scope.as_of or date.max


def is_by_project(scope: Scope) -> bool:
    """Whether the scope narrows to projects that no rollup knows."""
    return bool(scope.organisations or scope.project)


def mix_by_year(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `fund_mix_by_year` frame: fiscal years that have begun, newest first, by currency."""
    rows = funds.mix(_lines(connection, scope, "year"), ["group", "currency"])
    rows = rows.rename(columns={"group": "year"})
    return rows.sort_values(["year", "currency"], ascending=[False, True], ignore_index=True)


def mix_by(connection: Connection, scope: Scope, dimension: str) -> pd.DataFrame:
    """The allocations of all fiscal years begun by sector, district or tier: the most money first."""
    rows = funds.mix(_lines(connection, scope, dimension), ["group", "currency"])
    rows = rows.sort_values(["currency", "allocated", "group"], ascending=[True, False, True], ignore_index=True)
    return groups.named(rows, groups.names(connection, dimension))


def mix_by_currency(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The same for all projects in scope together."""
    return funds.mix(_lines(connection, scope, None), ["currency"])


def sources(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `fund_sources` frame: what each source was to give and what was paid from it, the most money first."""
    allocated = _lines(connection, scope, "source").groupby(["group", "currency"], as_index=False)["allocated"].sum()
    spent = paid(connection, scope, "source").rename(columns={"source": "group"})
    rows = allocated.merge(spent, on=["group", "currency"], how="outer")
    for money, share in (("allocated", "allocated_share"), ("paid", "flow_share")):
        whole = rows.groupby("currency")[money].transform("sum").astype("Float64")
        rows[share] = rows[money].astype("Float64") / whole.where(whole > 0)
    order = ["currency", "allocated", "paid", "group"]
    rows = rows.sort_values(order, ascending=[True, False, False, True], na_position="last", ignore_index=True)
    return groups.named(rows, groups.names(connection, "source"))


def share_moves(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `fund_share_moves` frame: which sources gain or lose share of the allocations from year to year."""
    rows = funds.share_moves(_lines(connection, scope, "source", "year"))
    return groups.named(rows, groups.names(connection, "source"))


def by_year(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `fund_by_year` frame: fiscal years with an allocation or a payment, newest first, by currency."""
    rows = investment.year_sums(connection, scope, None, None, YEAR_SUMS)
    rows = rows[(rows["with_allocated"] > 0) | (rows["with_paid"] > 0)]
    rows = rows.sort_values(["year", "currency"], ascending=[False, True], ignore_index=True)
    return funds.paid_of_allocated(rows)


def paid(connection: Connection, scope: Scope, *names: str) -> pd.DataFrame:
    """`currency`, the names (of source, payer_id, payee_id) and the sums `payments` and `paid`, all payments of the
    projects in scope; "" and 0 are not stated. Payees are not crossed with sources and payers."""
    source = payment_rollup
    if names == ("payee_id",):
        source = project_payment if scope.is_filtered else payee_rollup
    elif is_by_project(scope):
        source = project_payment
    keys = [source.c.currency, *(source.c[name] for name in names)]
    sums = [func.sum(source.c[name]).label(name) for name in ("payments", "paid")]
    rows = bulk.fetch(connection, _narrowed(select(*keys, *sums), source, scope).group_by(*keys))
    return rows[rows["payments"] != 0].reset_index(drop=True)


def _lines(connection: Connection, scope: Scope, dimension: str | None, *more: str) -> pd.DataFrame:
    """Allocations of the fiscal years begun by `group`, currency, nature and capital, and by more columns."""
    source = project_funding if is_by_project(scope) else funding_rollup
    keys: list[ColumnElement] = [source.c[name] for name in ("currency", "nature", "capital", *more)]
    if dimension:
        column = source.c[dimension]
        keys.insert(0, (column if dimension == "year" else func.coalesce(column, "")).label("group"))
    statement = select(*keys, func.sum(source.c.allocated).label("allocated"))
    statement = statement.where(source.c.year <= fiscal(connection, scope).year)
    rows = bulk.fetch(connection, _narrowed(statement, source, scope).group_by(*keys))
    return rows[rows["allocated"] != 0].reset_index(drop=True)


def _narrowed(statement: Select, source: Table, scope: Scope) -> Select:
    """The statement over the rows of a rollup, or of a project-level table, that are in scope as of its date."""
    if "valid_to" in source.c:
        joined = source.join(project_fact, project_fact.c.project_id == source.c.project_id)
        return statement.select_from(joined).where(*known_at(source, as_of(scope)), *in_scope(scope))
    conditions: list[ColumnElement[bool]] = [source.c.as_of <= as_of(scope)]
    for column, wanted in (("sector", scope.sectors), ("district", scope.districts), ("tier", scope.tiers)):
        if wanted:
            conditions.append(source.c[column].in_(wanted))
    return statement.where(*conditions)
