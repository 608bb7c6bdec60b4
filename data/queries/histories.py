"""How the projects in scope went in time: the rows that durations, forecasts and the back-test are made from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import ColumnElement, Connection, Label, func, select

from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope
from data.schema_derived import project_fact

_FACT = project_fact.c


def known_budget(fact: Any) -> ColumnElement[int]:
    """The approved budget, else the current one, in minor units; of the columns of `project_fact` or an alias of it."""
    return func.coalesce(fact.budget_approved, fact.budget_current)


def _clock(row: object) -> list[Label]:
    """The columns that every duration rests on, of `project_fact` or an alias of it."""
    fact = row.c  # type: ignore[attr-defined]
    return [
        known_budget(fact).label("budget"),
        func.coalesce(fact.start_baseline, fact.start_actual, fact.start_first_forecast).label("began"),
        fact.completion_first_baseline.label("planned_end"),
        fact.completion_forecast.label("forecast"),
        fact.completion_actual.label("actual"),
    ]


def histories_in_scope(
    connection: Connection, scope: Scope, also: Sequence[str] = (), among: Sequence[ColumnElement[bool]] = ()
) -> pd.DataFrame:
    """One row per project in scope as of its date, by `project_id`; only those `among`, where it says so.

    `project_id`, `code`, `sector`, `tier`, `district`, `responsible_id`, `currency`, `budget` (minor units: approved,
    else current), `status`, `as_of` (its last report), `began` (start: baseline, else actual, else first forecast),
    `planned_end` (first baseline of completion, else its first forecast), `forecast`, `forecast_as_of`, `actual`,
    `finished_on` (the actual completion, else the report that first said completed), `cancelled_on` (the report that
    first said cancelled, where that is what it still is), `physical_percent` and `slip_days`. A status of an earlier
    report that the last one takes back does not count. `also` names further columns of `project_fact`.
    """
    plain = ("project_id", "code", "sector", "tier", "district", "responsible_id", "currency", "status", "status_since",
             "as_of", "forecast_as_of", "physical_percent", "slip_days", *also)  # fmt: skip
    chosen = select(*(_FACT[name] for name in plain), *_clock(project_fact)).where(*in_scope(scope), *among)
    # Sorted by project alone, SQLite would walk through all past states instead of the index of what is valid.
    found = bulk.fetch(connection, chosen.order_by(_FACT.valid_to, _FACT.project_id))
    found = found.sort_values("project_id", ignore_index=True)
    since, status = found["status_since"], found["status"]
    return found.assign(
        finished_on=found["actual"].where(found["actual"].notna(), since.where(status == "completed")),
        cancelled_on=since.where(status == "cancelled"),
    )


def ids_in_scope(connection: Connection, scope: Scope) -> np.ndarray:
    """The projects in scope as of its date."""
    return bulk.fetch(connection, select(_FACT.project_id).where(*in_scope(scope)))["project_id"].to_numpy("int64")


def states_in_scope(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Every state up to the scope's date of the projects that are in scope at it, by project and date.

    `project_id`, `as_of`, `valid_to`, `sector`, `tier`, `currency`, `budget`, `status`, `began`, `planned_end`,
    `forecast`, `actual` and `physical_percent`, as in `histories_in_scope`, as each was known then.
    """
    state = project_fact.alias("state")
    plain = ("project_id", "as_of", "valid_to", "sector", "tier", "currency", "status", "physical_percent")
    columns = [*(state.c[name] for name in plain), *_clock(state)]
    statement = select(*columns).where(state.c.as_of <= scope.as_of)
    if scope.is_filtered:
        statement = statement.where(state.c.project_id.in_(select(_FACT.project_id).where(*in_scope(scope))))
    return bulk.fetch(connection, statement.order_by(state.c.project_id, state.c.as_of))
