"""Rebuild the derived tables of some projects, inside the transaction that changed them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, delete, select

from analytics.thresholds import Thresholds
from data import bulk, schema
from data.derive import facts, organisations, read, rollups, sums, years
from data.queries.rules import first_month
from data.queries.rules import thresholds as known_thresholds
from data.schema_derived import (
    DERIVED,
    investment_rollup,
    portfolio_rollup,
    project_fact,
    project_organisation,
    project_year,
)

DATED = (
    "project_record",
    "participation",
    "budget_figure",
    "annual_plan",
    "contract",
    "payment",
    "progress_report",
    "milestone_snapshot",
)


def refresh(
    connection: Connection,
    project_ids: Iterable[int],
    tick: Callable[[int], None] = lambda _done: None,
    *,
    fresh: bool = False,
) -> int:
    """Rebuild what is derived from these projects' rows, and the rollups' changes with it.

    `fresh` promises that none of them has derived rows yet. `tick` is told how many projects are
    done. Returns the number of rows written.
    """
    ids = np.unique(np.fromiter(project_ids, dtype="int64"))
    rules = known_thresholds(connection)
    written = done = 0
    portfolio: list[pd.DataFrame] = []
    investment: list[pd.DataFrame] = []
    for piece in bulk.slices(ids):
        if not fresh:
            portfolio.append(_stored(connection, project_fact, piece, portfolio_rollup, rules))
            investment.append(_stored(connection, project_year, piece, investment_rollup, rules))
            for table in (project_fact, project_year, project_organisation):
                bulk.remove(connection, table, table.c.project_id, piece)
        made = build(connection, piece, rules)
        for table, frame in made.items():
            written += bulk.insert(connection, table, frame)
        portfolio.append(rollups.changes(portfolio_rollup, rollups.portfolio(made[project_fact], rules)))
        investment.append(rollups.changes(investment_rollup, rollups.investment(made[project_year])))
        done += len(piece)
        tick(done)
    for table, changed in ((portfolio_rollup, portfolio), (investment_rollup, investment)):
        if changed:
            rollups.add(connection, table, pd.concat(changed, ignore_index=True))
    return written


def build(connection: Connection, ids: np.ndarray, rules: Thresholds) -> dict[Table, pd.DataFrame]:
    """The rows of the three dated derived tables for some projects, from their source rows."""
    tables = {name: read.rows(connection, schema.metadata.tables[name], ids) for name in DATED}
    project = schema.project.c
    sums.refuse_overflow(tables["payment"], ["project_id", "currency"], ["amount"])
    codes = bulk.fetch(connection, select(project.id, project.code).where(bulk.among(project.id, ids)))
    fact = facts.build(tables, codes.set_index("id")["code"], rules)
    month = first_month(rules)
    year = years.build(fact, tables["annual_plan"], tables["progress_report"], tables["payment"], month)
    part = organisations.build(tables["participation"])
    fact = pd.concat([fact, years.at_facts(fact, year, month), organisations.at_facts(fact, part)], axis="columns")
    return {
        project_fact: fact[[column.name for column in project_fact.c]],
        project_year: year,
        project_organisation: part.drop(columns="order"),
    }


def rebuild(connection: Connection, tick: Callable[[int], None] = lambda _done: None) -> int:
    """Everything anew, after a change of rules or of the derivation itself."""
    for table in DERIVED:
        connection.execute(delete(table))
    return refresh(connection, connection.scalars(select(schema.project.c.id)), tick, fresh=True)


def _stored(connection: Connection, table: Table, ids: np.ndarray, rollup: Table, rules: Thresholds) -> pd.DataFrame:
    """What the rows stored so far have added to a rollup, to be taken back."""
    stored = bulk.fetch(connection, select(*table.c).where(bulk.among(table.c.project_id, ids)))
    made = rollups.portfolio(stored, rules) if table is project_fact else rollups.investment(stored)
    return rollups.changes(rollup, made, sign=-1)
