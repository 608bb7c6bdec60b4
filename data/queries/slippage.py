"""Slips of the projects in scope, from `project_fact`: only the columns that a table needs are fetched."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, select

from analytics.frames import FRAMES
from analytics.measures import slippage, slips
from analytics.scope import Scope
from data import bulk
from data.queries import groups
from data.queries.common import in_scope
from data.queries.rules import thresholds
from data.schema import organisation
from data.schema_derived import project_fact


def slippage_by_project(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `slippage_by_project` frame: the largest slip first, projects whose slip is unknown last."""
    body = organisation.alias("responsible")
    extra = {"responsible_en": body.c.name_en, "responsible_zh": body.c.name_zh}
    wanted = [name for name in FRAMES["slippage_by_project"].columns if name not in ("progress_state", "is_late")]
    columns = [extra[name].label(name) if name in extra else project_fact.c[name] for name in wanted]
    table = project_fact.outerjoin(body, body.c.id == project_fact.c.responsible_id)
    rows = _with_state(connection, bulk.fetch(connection, select(*columns).select_from(table).where(*in_scope(scope))))
    order = ["slip_days", "code"]
    return rows.sort_values(order, ascending=[False, True], na_position="last", ignore_index=True)


def slippage_by(connection: Connection, scope: Scope, dimension: str) -> pd.DataFrame:
    """Delay rates by sector, district, tier or responsible organisation: the surest delay first."""
    column = project_fact.c[groups.DIMENSIONS[dimension]]
    table = slippage.rates(_slips(connection, scope, column.label("group")), "group")
    return groups.named(connection, table, dimension)


def delay_rates(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `delay_rates` frame: finished, unfinished and all."""
    tolerance = thresholds(connection).value("delay.tolerance", scope.as_of or date.max)
    return slippage.delay_rates(_slips(connection, scope), int(tolerance))


def slip_spread(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `slip_spread` frame: the box of the finished and of the unfinished."""
    return slippage.spread(_slips(connection, scope))


def slip_dots(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `slip_dots` frame: the distribution as columns of dots."""
    return slippage.dots(_slips(connection, scope))


def slip_outliers(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `slip_outliers` frame: the projects farthest beyond the whiskers, by name."""
    fact = project_fact.c
    return slippage.outliers(_slips(connection, scope, fact.code, fact.name_en, fact.name_zh))


def _slips(connection: Connection, scope: Scope, *more: ColumnElement) -> pd.DataFrame:
    fact = project_fact.c
    columns = (fact.as_of, fact.status, fact.completion_actual, fact.completion_forecast, fact.slip_days)
    return _with_state(connection, bulk.fetch(connection, select(*columns, *more).where(*in_scope(scope))))


def _with_state(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """Adds `progress_state`, `is_late` and `has_forecast`."""
    rules = thresholds(connection)
    return rows.assign(
        progress_state=slippage.state(rows["status"], rows["completion_actual"]),
        is_late=slips.delayed(rows["slip_days"], rows["status"], rows["as_of"], rules),
        has_forecast=rows["completion_forecast"].notna(),
    )
