"""The dates of a few projects: their bars, their milestones, and how their forecasts moved."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from analytics.measures import gantt, milestones, slippage
from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope, known_at
from data.schema_derived import project_fact, project_milestone

BARS = 40  # projects in one picture
TRENDS = 12
_FACT, _MILESTONE = project_fact.c, project_milestone.c
_PLAIN = ("project_id", "code", "name_en", "name_zh", "status", "slip_days")
_FINISHED: ColumnElement[bool] = or_(_FACT.status == "completed", _FACT.completion_actual.is_not(None))


@dataclass(frozen=True, slots=True)
class Gantt:
    """The projects of the picture in its order (`place` 0 is on top): pieces of bars, and marks of milestones."""

    bars: pd.DataFrame
    marks: pd.DataFrame


def gantt_in_scope(connection: Connection, scope: Scope) -> Gantt:
    """The unfinished projects with the largest slip, then the finished ones; none that is cancelled."""
    on = pd.Timestamp(scope.as_of)
    chosen = select(
        *(_FACT[name] for name in _PLAIN), _FACT.start_baseline, _FACT.start_actual,
        _FACT.completion_first_baseline, _FACT.completion_forecast, _FACT.completion_actual,
    ).where(*in_scope(scope), _FACT.status != "cancelled")  # fmt: skip
    chosen = chosen.order_by(_FINISHED, _FACT.slip_days.desc().nulls_last(), _FACT.code).limit(BARS)
    projects = bulk.fetch(connection, chosen)
    projects["place"] = range(len(projects))
    dates = (_MILESTONE[name] for name in ("project_id", "milestone", "baseline", "forecast", "actual"))
    of_these = select(*dates).where(
        *known_at(project_milestone, scope.as_of),
        _MILESTONE.project_id.in_([int(one) for one in projects["project_id"]]),
    )
    told = bulk.fetch(connection, of_these).merge(projects, on="project_id")
    told["progress_state"] = slippage.state(told["status"], told["completion_actual"])
    owed = milestones.marks(told, on)
    told = told.assign(due_on=milestones.due_on(told), is_owed=owed["milestones_open"])
    starts = told.loc[told["milestone"] == "start"].set_index("project_id")["forecast"]
    projects["start_forecast"] = starts.reindex(projects["project_id"]).array
    return Gantt(gantt.bars(projects, on), gantt.diamonds(told, on))


def trends(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `milestone_trends` frame: the forecast completion of a few unfinished projects at each reporting date.

    The option `trend` chooses them: those whose forecast has moved farthest since the reporting date before (`moved`),
    or those with the largest slip (`slip`).
    """
    by = scope.option("trend", ("moved", "slip"), "moved")
    since = connection.scalar(select(func.max(_FACT.as_of)).where(_FACT.as_of < scope.as_of))
    before = project_fact.alias("before")
    earlier = and_(before.c.project_id == _FACT.project_id, *known_at(before, since))
    chosen = (
        select(
            *(_FACT[name] for name in _PLAIN), _FACT.completion_forecast.label("forecast"),
            before.c.completion_forecast.label("forecast_before"),
        )
        .select_from(project_fact.outerjoin(before, earlier))
        .where(*in_scope(scope), _FACT.status != "cancelled", ~_FINISHED, _FACT.completion_forecast.is_not(None))
    )  # fmt: skip
    if by == "moved":
        chosen = chosen.where(before.c.completion_forecast != _FACT.completion_forecast)
    else:
        chosen = chosen.order_by(_FACT.slip_days.desc().nulls_last(), _FACT.code).limit(TRENDS)
    projects = gantt.farthest(bulk.fetch(connection, chosen), by, TRENDS)
    return gantt.trends(projects, bulk.fetch(connection, _history(projects, scope)))


def _history(projects: pd.DataFrame, scope: Scope) -> Select:
    dates = (_FACT[f"completion_{name}"].label(name) for name in ("baseline", "forecast", "actual"))
    return (
        select(_FACT.project_id, _FACT.as_of, _FACT.completion_first_baseline, *dates)
        .where(_FACT.as_of <= scope.as_of, _FACT.project_id.in_([int(one) for one in projects["project_id"]]))
        .order_by(_FACT.project_id, _FACT.as_of)
    )
