"""Rebuild the derived tables of some projects, inside the transaction that changed them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, delete, select

from analytics.thresholds import Thresholds
from data import bulk, schema
from data.derive import facts, funds, merges, milestones, organisations, read, rollups, sums, years
from data.queries.rules import first_month
from data.queries.rules import thresholds as known_thresholds
from data.schema_derived import (
    DERIVED,
    funding_rollup,
    investment_rollup,
    payee_rollup,
    payment_rollup,
    portfolio_rollup,
    project_baseline,
    project_fact,
    project_funding,
    project_milestone,
    project_organisation,
    project_payment,
    project_year,
)

DATED = (
    "project_record",
    "participation",
    "appointment",
    "attendance",
    "budget_figure",
    "funding",
    "annual_plan",
    "contract",
    "payment",
    "progress_report",
    "milestone_snapshot",
)


# rollup -> the table that it sums, and what a row of that table adds
ROLLUPS: dict[Table, tuple[Table, Callable[[pd.DataFrame, Thresholds], pd.DataFrame]]] = {
    portfolio_rollup: (project_fact, rollups.portfolio),
    investment_rollup: (project_year, lambda rows, _: rollups.investment(rows)),
    funding_rollup: (project_funding, lambda rows, _: rollups.funding(rows)),
    payment_rollup: (project_payment, lambda rows, _: rollups.payers(rows)),
    payee_rollup: (project_payment, lambda rows, _: rollups.payees(rows)),
}
BY_PROJECT = (
    project_fact,
    project_year,
    project_organisation,
    project_milestone,
    project_baseline,
    project_funding,
    project_payment,
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
    changed: dict[Table, list[pd.DataFrame]] = {rollup: [] for rollup in ROLLUPS}

    def note(rows: dict[Table, pd.DataFrame], sign: int) -> None:
        for rollup, (table, contributions) in ROLLUPS.items():
            if len(rows[table]):
                changed[rollup].append(rollups.changes(rollup, contributions(rows[table], rules), sign))

    for piece in bulk.slices(ids):
        if not fresh:
            note({table: _stored(connection, table, piece) for table, _ in ROLLUPS.values()}, -1)
            for table in BY_PROJECT:
                bulk.remove(connection, table, table.c.project_id, piece)
        made = build(connection, piece, rules)
        for table, frame in made.items():
            written += bulk.insert(connection, table, frame)
        note(made, 1)
        done += len(piece)
        tick(done)
    for rollup, parts in changed.items():
        if parts:
            rollups.add(connection, rollup, pd.concat(parts, ignore_index=True))
    return written


def build(
    connection: Connection, ids: np.ndarray, rules: Thresholds, merged: pd.DataFrame | None = None
) -> dict[Table, pd.DataFrame]:
    """The rows of the dated derived tables for some projects, from their source rows. `merged`: as if these were the
    rows of `merged_organisation`."""
    merged = merges.merged(connection) if merged is None else merged
    tables = {name: merges.follow(read.rows(connection, schema.metadata.tables[name], ids), merged) for name in DATED}
    project = schema.project.c
    sums.refuse_overflow(tables["payment"], ["project_id", "currency"], ["amount"])
    sums.refuse_overflow(tables["funding"], ["project_id", "currency"], ["amount"])
    codes = bulk.fetch(connection, select(project.id, project.code).where(bulk.among(project.id, ids)))
    code = codes.set_index("id")["code"]
    fact = facts.build(tables, code, rules, _overrides(connection))
    month = first_month(rules)
    year, part = years.build(fact, tables, month), organisations.build(tables["participation"])
    idle = funds.idle_at_facts(fact, year, years.fiscal_years(fact["as_of"], month))
    added = [years.at_facts(fact, year, month), organisations.at_facts(fact, part), idle]
    fact = pd.concat([fact, *added], axis="columns")
    return {
        project_fact: fact[[column.name for column in project_fact.c]],
        project_year: year,
        project_organisation: part.drop(columns="order"),
        project_milestone: milestones.build(fact, tables["milestone_snapshot"]),
        project_baseline: milestones.baselines(fact, tables["milestone_snapshot"]),
        project_funding: funds.funding(fact, tables["funding"]),
        project_payment: funds.payments(fact, tables["payment"]),
    }


def recount(connection: Connection) -> set[int]:
    """To be called before `refresh` where organisations come or go, or decisions about them: takes note of what each
    counts as, and returns the projects to which that makes a difference."""
    return merges.update(connection)


def rebuild(connection: Connection, tick: Callable[[int], None] = lambda _done: None) -> int:
    """Everything anew, after a change of rules or of the derivation itself."""
    for table in DERIVED:
        connection.execute(delete(table))
    recount(connection)
    return refresh(connection, connection.scalars(select(schema.project.c.id)), tick, fresh=True)


def _stored(connection: Connection, table: Table, ids: np.ndarray) -> pd.DataFrame:
    """The rows stored so far, whose part in the rollups is to be taken back."""
    return bulk.fetch(connection, select(*table.c).where(bulk.among(table.c.project_id, ids)))


def _overrides(connection: Connection) -> pd.DataFrame:
    """The tiers that persons have decided, in the order in which later ones win."""
    row = schema.tier_override.c
    wanted = select(row.project_code, row.tier, row.effective_from).where(row.withdrawn_at.is_(None))
    return bulk.fetch(connection, wanted.order_by(row.id))
