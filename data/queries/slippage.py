"""Slips of the projects in scope, from `project_fact`, fetched once for all tables of the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, case, func, select

from analytics import codes
from analytics.measures import slippage, slips
from analytics.scope import Scope
from data import bulk
from data.queries import groups
from data.queries.common import in_scope, known_at
from data.queries.days import days_between
from data.queries.tolerance import Tolerance, tolerance
from data.schema import organisation
from data.schema_derived import project_baseline, project_fact, project_organisation

LARGEST = 500  # projects that the page lists
NUMBERS = tuple(str(number) for number in range(1, 100))  # of baselines
_FACT = project_fact.c
_PLAIN = ("project_id", "status", "as_of", "sector", "district", "tier", "responsible_id", "slip_days",
          "slip_latest_days", "planned_days")  # fmt: skip
_DETAILS = ("project_id", "code", "name_en", "name_zh", "completion_first_baseline", "completion_baseline",
            "completion_forecast", "forecast_as_of", "completion_actual")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slips:
    """What the tables of the page are made from.

    `rows` has one row per project, the largest slip first, unknown last: its slips in days against the first, the
    latest and the chosen baseline, the last also in per cent, whether it is delayed (`is_delayed`), finished
    (`progress_state`) and begun (`has_started`), and what it is grouped by. `largest` and `outliers` are few of
    them, with their names and dates.
    """

    rows: pd.DataFrame
    largest: pd.DataFrame
    outliers: pd.DataFrame
    names: dict[str, groups.Names]  # by dimension
    tolerance: Tolerance
    unit: str


def baseline(scope: Scope) -> str:
    """The option `baseline`: first, latest, or the number of one."""
    return scope.option("baseline", (*codes.BASELINES, *NUMBERS), "first")


def slips_in_scope(connection: Connection, scope: Scope) -> Slips:
    """The slips of the projects in scope; options: `baseline`, `unit` and those of the tolerance."""
    limits, rows = tolerance(connection, scope), _rows(connection, scope)
    rows = rows.assign(is_delayed=_delayed(rows, limits))
    unit = scope.option("unit", codes.SLIP_UNITS, "days")
    largest, outliers = rows.head(LARGEST), slippage.outliers(rows, unit)
    told = _details(connection, scope, {*largest["project_id"], *outliers["project_id"]})
    return Slips(
        rows,
        largest.merge(told, on="project_id"),
        outliers.merge(told, on="project_id"),
        {dimension: groups.names(connection, dimension) for dimension in groups.DIMENSIONS},
        limits,
        unit,
    )


def by(found: Slips, dimension: str) -> pd.DataFrame:
    """Delay rates by sector, district, tier or responsible organisation: the surest delay first."""
    grouped = found.rows.assign(group=found.rows[groups.DIMENSIONS[dimension]])
    return groups.named(slippage.rates(grouped, "group"), found.names[dimension])


def by_contractor(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Delay rates by contractor as of the date; a project with two counts for both, one without for “not stated”."""
    rows = _rows(connection, scope)
    rows = rows.assign(is_delayed=_delayed(rows, tolerance(connection, scope)))
    part = project_organisation.c
    links = select(part.project_id, part.organisation_id.label("group")).where(
        part.role == "contractor", *known_at(project_organisation, scope.as_of)
    )
    shared = rows.merge(bulk.fetch(connection, links), on="project_id", how="left")
    return groups.named(slippage.rates(shared, "group"), groups.names(connection, "responsible"))


def by_project(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `slippage_by_project` frame: every project in scope with its names and dates."""
    rows = _rows(connection, scope)
    rows = rows.assign(is_delayed=_delayed(rows, tolerance(connection, scope)))
    return rows.merge(_details(connection, scope), on="project_id")


def rates(found: Slips) -> pd.DataFrame:
    """The `delay_rates` frame."""
    limits = found.tolerance
    return slippage.delay_rates(found.rows, limits.days, limits.percent, limits.late_by)


def _delayed(rows: pd.DataFrame, limits: Tolerance) -> pd.Series:
    beyond = limits.exceeded(rows["slip_chosen_days"], rows["slip_percent"], rows["as_of"])
    return beyond.where(rows["status"] != "cancelled")


def _rows(connection: Connection, scope: Scope) -> pd.DataFrame:
    """One row per project, without names and dates: to fetch these of all takes longer than everything else."""
    known = {
        "finished": _FACT.completion_actual,
        "forecast": _FACT.completion_forecast,
        "started": _FACT.start_actual,
    }
    flags = [case((column.is_not(None), 1)).label(name) for name, column in known.items()]
    rows = bulk.fetch(connection, select(*(_FACT[name] for name in _PLAIN), *flags).where(*in_scope(scope)))
    state = slippage.state(rows["status"], rows["finished"])
    rows = rows.assign(
        progress_state=state,
        has_forecast=rows["forecast"].notna(),
        has_started=slippage.started(rows["status"], state, rows["started"]),
        slip_chosen_days=_chosen(connection, scope, rows),
    )
    rows["slip_percent"] = slips.percent(rows["slip_chosen_days"], rows["planned_days"])
    order = ["slip_chosen_days", "project_id"]
    return rows.sort_values(order, ascending=[False, True], na_position="last", ignore_index=True)


def _chosen(connection: Connection, scope: Scope, rows: pd.DataFrame) -> pd.Series:
    """Days against the chosen baseline; NA for a project that has no such baseline."""
    chosen = baseline(scope)
    if chosen in codes.BASELINES:
        return rows[{"first": "slip_days", "latest": "slip_latest_days"}[chosen]]
    end = func.coalesce(_FACT.completion_actual, _FACT.completion_forecast)
    numbered = select(_FACT.project_id, days_between(project_baseline.c.baseline, end).label("days")).where(
        project_baseline.c.project_id == _FACT.project_id,
        project_baseline.c.baseline_no == int(chosen),
        *known_at(project_baseline, scope.as_of),
        *in_scope(scope),
    )
    found = bulk.fetch(connection, numbered).set_index("project_id")["days"]
    return rows["project_id"].map(found).astype("Int64")


def _details(connection: Connection, scope: Scope, ids: Collection[int] | None = None) -> pd.DataFrame:
    """Names and dates of these projects, or of all in scope."""
    body = organisation.alias("responsible")
    columns = [
        *(_FACT[name] for name in _DETAILS),
        body.c.name_en.label("responsible_en"),
        body.c.name_zh.label("responsible_zh"),
    ]
    table = project_fact.outerjoin(body, body.c.id == _FACT.responsible_id)
    chosen = [] if ids is None else [_FACT.project_id.in_([int(project) for project in ids])]
    return bulk.fetch(connection, select(*columns).select_from(table).where(*in_scope(scope), *chosen))
