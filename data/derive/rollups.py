"""The rollups: what each reporting date adds to, or takes from, the sums of the shared scope."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlalchemy import Connection, Float, Table, and_, cast, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from analytics.measures import slips
from analytics.thresholds import Thresholds
from data import bulk
from data.derive import sums
from data.derive.carry import END


def portfolio(facts: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """One row per fact: its scope columns, and what it adds to each measure of `portfolio_rollup`."""
    delayed = slips.delayed(facts["slip_days"], facts["status"], facts["as_of"], thresholds)
    # Amounts are added up by currency only; a project that has none keeps "".
    return pd.DataFrame(
        {
            "as_of": facts["as_of"],
            "valid_to": facts["valid_to"],
            **_scope(facts, "sector", "district", "tier", "status", "light", "light_reported", "currency"),
            "projects": 1,
            "with_budget": facts["budget_current"].notna(),
            "budget_current": facts["budget_current"],
            "with_completed": facts["completed_total"].notna(),
            "completed_total": facts["completed_total"],
            "with_forecast": facts["completion_forecast"].notna(),
            "with_slip": delayed.notna(),
            "delayed": delayed.fillna(False),
            "slip_days": facts["slip_days"].where(delayed.notna()),
        }
    )


def investment(years: pd.DataFrame) -> pd.DataFrame:
    """One row per project-year: its scope columns, and what it adds to `investment_rollup`."""
    both = years["plan"].notna() & years["completed"].notna()
    spent = years["allocated"].notna() & years["paid"].notna()
    return pd.DataFrame(
        {
            "as_of": years["as_of"],
            "valid_to": years["valid_to"],
            "year": years["year"],
            **_scope(years, "sector", "district", "tier", "currency"),
            "with_plan": years["plan"].notna(),
            "plan": years["plan"],
            "with_completed": years["completed"].notna(),
            "completed": years["completed"],
            "with_both": both,
            "plan_with_completed": years["plan"].where(both),
            "completed_with_plan": years["completed"].where(both),
            "with_paid": years["paid"].notna(),
            "paid": years["paid"],
            "plan_first": years["plan_first"],
            "plan_first_with_completed": years["plan_first"].where(both),
            "with_allocated": years["allocated"].notna(),
            "allocated": years["allocated"],
            "allocated_first": years["allocated_first"],
            "with_allocated_and_paid": spent,
            "allocated_with_paid": years["allocated"].where(spent),
            "allocated_first_with_paid": years["allocated_first"].where(spent),
            "paid_with_allocated": years["paid"].where(spent),
        }
    )


def funding(lines: pd.DataFrame) -> pd.DataFrame:
    """One row per line of funding: its scope columns, and what it adds to `funding_rollup`."""
    kept = ["as_of", "valid_to", "year", "currency", "source", "nature", "capital", "allocated"]
    return lines[kept].assign(projects=1, **_scope(lines, "sector", "district", "tier"))


def payers(ways: pd.DataFrame) -> pd.DataFrame:
    """One row per row of `project_payment`: its scope columns, and what it adds to `payment_rollup`."""
    kept = ["as_of", "valid_to", "currency", "source", "payer_id", "payments", "paid"]
    return ways[kept].assign(**_scope(ways, "sector", "district", "tier"))


def payees(ways: pd.DataFrame) -> pd.DataFrame:
    """One row per row of `project_payment`: what it adds to `payee_rollup`, which knows nothing of the scope."""
    return ways[["as_of", "valid_to", "currency", "payee_id", "payments", "paid"]]


def _scope(frame: pd.DataFrame, *names: str) -> dict[str, pd.Series]:
    return {name: frame[name].astype(object).where(frame[name].notna(), "") for name in names}


def changes(table: Table, contributions: pd.DataFrame, sign: int = 1) -> pd.DataFrame:
    """Contributions with an interval as changes: plus at `as_of`, minus at `valid_to` where there is one."""
    names = [column.name for column in table.primary_key]
    measures = [column.name for column in table.c if column.name not in names]
    added = contributions.drop(columns="valid_to")
    ended = contributions[contributions["valid_to"] != END]
    ended = ended.drop(columns="as_of").rename(columns={"valid_to": "as_of"})
    numbers = dict.fromkeys(measures, "int64")
    added, ended = (part.fillna(dict.fromkeys(measures, 0)).astype(numbers) for part in (added, ended))
    ended[measures] *= -1
    both = pd.concat([added, ended], ignore_index=True)
    both[measures] *= sign
    return sums.summed(both, names, measures)


def add(connection: Connection, table: Table, changed: pd.DataFrame) -> None:
    """Add the changes to the stored ones; what comes to nothing is dropped."""
    names = [column.name for column in table.primary_key]
    measures = [column.name for column in table.c if column.name not in names]
    changed = sums.summed(changed, names, measures)
    changed = changed[(changed[measures] != 0).any(axis=1)]
    _refuse_overflow(connection, table, changed, measures)
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table)
    summed = {name: table.c[name] + statement.excluded[name] for name in measures}
    statement = statement.on_conflict_do_update(index_elements=names, set_=summed)
    # Straight to the driver: for thousands of groups SQLAlchemy's own handling of each row costs more than the row.
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(changed.columns))
    order = compiled.positiontup
    columns = _python(changed)
    rows: list[Any] = list(zip(*(columns[name] for name in order or columns), strict=True))
    if order is None:
        rows = [dict(zip(columns, row, strict=True)) for row in rows]
    if rows:
        connection.exec_driver_sql(str(compiled), rows)
    connection.execute(delete(table).where(and_(*(table.c[name] == 0 for name in measures))))


def _refuse_overflow(connection: Connection, table: Table, changed: pd.DataFrame, measures: list[str]) -> None:
    """PortfolioError where the state of all projects at some date, in one currency, would not fit in 64 bits."""
    keys = (table.c.as_of, table.c.currency)
    rough = (func.sum(cast(table.c[name], Float)).label(name) for name in measures)
    stored = bulk.fetch(connection, select(*keys, *rough).group_by(*keys))
    both = pd.concat([stored, changed[["as_of", "currency", *measures]]], ignore_index=True)
    by_date = both.astype(dict.fromkeys(measures, "float64")).groupby(["currency", "as_of"])[measures].sum()
    sums.refuse_beyond(by_date.groupby("currency").cumsum())


def _python(frame: pd.DataFrame) -> dict[str, list[object]]:
    return {name: bulk.cells(frame[name], date=name == "as_of") for name in frame.columns}
