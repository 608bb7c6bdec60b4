"""Start, duration and cost of the projects in scope against what was planned and approved."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, func, select

from analytics.measures import cost_and_time, slips
from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope, known_at
from data.queries.days import days_between
from data.queries.tolerance import tolerance
from data.schema_derived import project_fact, project_milestone

_FACT = project_fact.c


def by_schedule(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `cost_by_schedule` frame; options: those of the tolerance. Always against the first baseline."""
    limits, rows = tolerance(connection, scope), _projects(connection, scope)
    longer = cost_and_time.longer(rows["taken_days"], rows["planned"])
    late, long = (
        limits.exceeded(days, slips.percent(days, rows["planned"]), rows["as_of"])
        for days in (rows["start_slip"], longer)
    )
    growth = cost_and_time.growth(rows["first_figure"], rows["latest_figure"])
    table = cost_and_time.four_way(
        pd.DataFrame(
            {
                "schedule_outcome": cost_and_time.outcome(late, long),
                "cost_growth": growth,
                "is_over": (rows["latest_figure"] > rows["first_figure"]).where(growth.notna()),
            }
        )
    )
    return table.assign(**limits.columns())


def slips_and_costs(connection: Connection, scope: Scope) -> pd.DataFrame:
    """`code`, `name_en`, `name_zh`, `slip_days` against the first baseline and `cost_growth` (%) of the projects in
    scope that are not cancelled."""
    names = ("code", "name_en", "name_zh", "slip_days")
    statement = select(*(_FACT[name] for name in names), *_figures())
    rows = bulk.fetch(connection, statement.where(*in_scope(scope), _FACT.status != "cancelled"))
    return rows.assign(cost_growth=cost_and_time.growth(rows["first_figure"], rows["latest_figure"]))


def _figures() -> list[ColumnElement[int]]:
    """The first and the latest figure of a project, both in its currency."""
    return [
        func.coalesce(_FACT.budget_approved, _FACT.budget_first).label("first_figure"),
        func.coalesce(_FACT.budget_final, _FACT.budget_current).label("latest_figure"),
    ]


def _projects(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The days and the figures of the projects in scope that are not cancelled; both figures are in its currency."""
    start = project_milestone.alias("start")
    began = func.coalesce(start.c.actual, start.c.forecast)
    done = func.coalesce(_FACT.completion_actual, _FACT.completion_forecast)
    columns = [
        _FACT.as_of,
        days_between(start.c.first_baseline, began).label("start_slip"),
        days_between(start.c.first_baseline, _FACT.completion_first_baseline).label("planned"),
        days_between(began, done).label("taken_days"),
        *_figures(),
    ]
    mine = and_(
        start.c.project_id == _FACT.project_id, start.c.milestone == "start", *known_at(start, scope.as_of)
    )  # fmt: skip
    statement = select(*columns).select_from(project_fact.outerjoin(start, mine))
    return bulk.fetch(connection, statement.where(*in_scope(scope), _FACT.status != "cancelled"))
