"""The figures of the projects in scope from estimate to final account, and the projects above what was approved."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Float, Select, case, cast, func, select

from analytics.frames import FRAMES
from analytics.measures import budgets
from analytics.scope import Scope
from data import bulk
from data.queries import groups
from data.queries.common import in_scope, read, resolve
from data.schema import organisation
from data.schema_derived import project_fact

_FACT = project_fact.c
_LATEST = func.coalesce(_FACT.budget_final, _FACT.budget_current)
_EXCESS = _LATEST - _FACT.budget_approved
_KNOWN = (_FACT.budget_approved > 0) & _LATEST.is_not(None)
_ABOVE = _KNOWN & (_EXCESS > 0)
_MONEY = ("budget_first", "budget_current", "budget_estimate", "budget_approved", "budget_contract", "budget_final")
ORDERS = {  # how the list of projects above their approved budget may be sorted, largest first
    "percent": cast(_EXCESS, Float) / _FACT.budget_approved,
    "money": _EXCESS,
}


@dataclass(frozen=True, slots=True)
class Budgets:
    """What the tables of the page are made from.

    `rows` has one row per project: its figures, `budget_latest`, and the columns that it is grouped by.
    `farthest` are the outliers of each step by name.
    """

    rows: pd.DataFrame
    farthest: pd.DataFrame
    names: dict[str, groups.Names]  # by dimension


def budgets_in_scope(connection: Connection, scope: Scope) -> Budgets:
    """The figures of the projects in scope."""
    columns = [_FACT[name] for name in ("project_id", "currency", *_MONEY, *groups.DIMENSIONS.values())]
    statement = select(*columns).where(*in_scope(scope)).order_by(_FACT.code)
    rows = budgets.with_latest(bulk.fetch(connection, statement))
    return Budgets(
        rows,
        _with_names(connection, scope, budgets.outliers(rows)),
        {dimension: groups.names(connection, dimension) for dimension in groups.DIMENSIONS},
    )


def by(found: Budgets, dimension: str) -> pd.DataFrame:
    """Projects above their approved budget by sector, district, tier or responsible organisation, the surest first."""
    grouped = found.rows.assign(group=found.rows[groups.DIMENSIONS[dimension]])
    return groups.named(budgets.rates(grouped, "approved_latest", "group"), found.names[dimension])


def totals(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `budget_totals` frame: money above and below what was approved, one row a currency, most projects first."""
    sums = {
        "with_figures": func.count(case((_KNOWN, 1))),
        "above": func.count(case((_ABOVE, 1))),
        "approved_sum": func.sum(case((_KNOWN, _FACT.budget_approved))),
        "latest_sum": func.sum(case((_KNOWN, _LATEST))),
        "excess_sum": func.coalesce(func.sum(case((_ABOVE, _EXCESS))), 0),
    }
    statement = (
        select(_FACT.currency, *(value.label(name) for name, value in sums.items()))
        .where(*in_scope(scope), _KNOWN)
        .group_by(_FACT.currency)
        .order_by(sums["with_figures"].desc(), _FACT.currency)
    )
    rows = bulk.fetch(connection, statement)
    return rows.assign(
        net_excess=rows["latest_sum"] - rows["approved_sum"],
        net_percent=budgets.overrun(rows["approved_sum"], rows["latest_sum"]),
    )


def above(
    connection: Connection,
    scope: Scope,
    currency: str | None = None,
    order: str = "percent",
    first: int = 0,
    size: int | None = None,
) -> pd.DataFrame:
    """The `budgets_above` frame, or `size` of its rows from number `first` on; with `currency`, of that one only."""
    statement = _above(resolve(connection, scope), currency).order_by(ORDERS[order].desc(), _FACT.code)
    return read(connection, statement.offset(first).limit(size), FRAMES["budgets_above"])


def waterfall_of(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `project_budget_steps` frame of the project in scope."""
    if scope.project is None:
        return FRAMES["project_budget_steps"].empty()
    rows = bulk.fetch(connection, select(_FACT.currency, *(_FACT[name] for name in _MONEY)).where(*in_scope(scope)))
    return budgets.of_one(rows.iloc[0]) if len(rows) else FRAMES["project_budget_steps"].empty()


def _above(scope: Scope, currency: str | None) -> Select:
    body = organisation.alias("responsible")
    extra: dict[str, ColumnElement] = {
        "responsible_en": body.c.name_en,
        "responsible_zh": body.c.name_zh,
        "budget_kind": case((_FACT.budget_final.is_not(None), "final_account"), else_="current"),
        "budget_latest": _LATEST,
        "excess": _EXCESS,
        "excess_percent": ORDERS["percent"] * 100,
    }
    names = FRAMES["budgets_above"].columns
    columns = [extra[name].label(name) if name in extra else _FACT[name] for name in names]
    conditions = [*in_scope(scope), _ABOVE, *([_FACT.currency == currency] if currency else [])]
    table = project_fact.outerjoin(body, body.c.id == _FACT.responsible_id)
    return select(*columns).select_from(table).where(*conditions)


def _with_names(connection: Connection, scope: Scope, found: pd.DataFrame) -> pd.DataFrame:
    """The few outliers by code and name; all projects' names would take longer to fetch than their figures."""
    ids = [int(project) for project in found["project_id"].unique()]
    columns = [_FACT[name] for name in ("project_id", "code", "name_en", "name_zh")]
    named = bulk.fetch(connection, select(*columns).where(*in_scope(scope), _FACT.project_id.in_(ids)))
    return found.merge(named, on="project_id", how="left")
