"""What the projects in scope owe, fetched once for all tables of the page.

A hundred thousand projects have 800,000 milestones. The few columns that are needed are fetched in one pass and
counted in memory: conditional sums over a join of the two derived tables, a scan for each list and one for the stages
took SQLite twice as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from analytics.measures import lanes, milestones, schedule_health, slippage, stages
from analytics.scope import Scope
from data import bulk
from data.queries import groups
from data.queries.common import in_scope, known_at
from data.queries.rules import thresholds
from data.schema import organisation
from data.schema_derived import project_fact, project_milestone

LISTED = 1000  # milestones in a list
NAMED = 20  # outliers
_FACT, _MILESTONE = project_fact.c, project_milestone.c
_DATES = ("first_baseline", "baseline", "forecast", "actual")


@dataclass(frozen=True, slots=True)
class Schedule:
    """What every count and list of the page is made from.

    `projects` has one row per project in scope: the columns of `groups.DIMENSIONS`, `status`, `baseline` (the
    latest), `forecast` and `actual` of the completion, and `analytics.measures.milestones.COUNTS`. `due` and `overdue`
    are the first `LISTED` milestones; `spread` and `farthest` are about the durations of stages; `limits` are
    the policy numbers of `analytics.measures.schedule_health`.
    """

    projects: pd.DataFrame
    due: pd.DataFrame
    overdue: pd.DataFrame
    spread: pd.DataFrame
    farthest: pd.DataFrame
    names: dict[str, groups.Names]  # by dimension
    limits: dict[str, float]
    on: pd.Timestamp


def schedule_in_scope(connection: Connection, scope: Scope) -> Schedule:
    """The milestones of the projects in scope, as known at its date."""
    on, rules = pd.Timestamp(scope.as_of), thresholds(connection)
    projects = bulk.fetch(
        connection,
        select(
            _FACT.project_id, *(_FACT[name] for name in groups.DIMENSIONS.values()), _FACT.status,
            _FACT.completion_baseline.label("baseline"), _FACT.completion_forecast.label("forecast"),
            _FACT.completion_actual.label("actual"),
        ).where(*in_scope(scope)),
    ).set_index("project_id")  # fmt: skip
    states = slippage.state(projects["status"], projects["actual"])
    chosen = select(_MILESTONE.project_id, _MILESTONE.milestone, *(_MILESTONE[name] for name in _DATES)).where(
        *known_at(project_milestone, scope.as_of)
    )
    if scope.is_filtered:
        chosen = chosen.where(_MILESTONE.project_id.in_(select(_FACT.project_id).where(*in_scope(scope))))
    rows = bulk.fetch(connection, chosen)
    rows["progress_state"] = states.reindex(rows["project_id"]).array
    marks = milestones.marks(rows, on)
    rows = rows.assign(due_on=milestones.due_on(rows), is_owed=marks["milestones_open"])
    durations = stages.durations(rows, on)
    return Schedule(
        projects.join(milestones.per_project(rows["project_id"], marks)).fillna(dict.fromkeys(milestones.COUNTS, 0)),
        _detailed(connection, scope, milestones.due(rows[marks["milestones_due_90"]], on).head(LISTED)),
        _detailed(connection, scope, milestones.overdue(rows[marks["milestones_overdue"]], on).head(LISTED)),
        stages.spread(durations),
        _named(connection, scope, stages.outliers(durations, NAMED)),
        {dimension: groups.names(connection, dimension) for dimension in groups.DIMENSIONS},
        {name: float(rules.value(key, scope.as_of or date.max)) for name, key in schedule_health.LIMITS.items()},
        on,
    )


def counts(found: Schedule) -> pd.DataFrame:
    """The `milestone_counts` frame: one row."""
    return milestones.totals(found.projects)


def health(found: Schedule) -> pd.DataFrame:
    """The `schedule_health` frame: check by check."""
    return schedule_health.checks(found.projects, found.limits, found.on)


def health_by(found: Schedule, dimension: str) -> pd.DataFrame:
    """The frames `schedule_by_...`: what each group owes and how sound its schedules are, the most overdue first."""
    grouped = found.projects.assign(group=found.projects[groups.DIMENSIONS[dimension]])
    return groups.named(schedule_health.by(grouped, found.limits, found.on), found.names[dimension])


def lanes_by(found: Schedule, dimension: str) -> pd.DataFrame:
    """The frames `lanes_by_...`: completions by group and period."""
    grouped = found.projects.assign(group=found.projects[groups.DIMENSIONS[dimension]])
    return groups.named(lanes.marks(grouped, found.on), found.names[dimension])


def _detailed(connection: Connection, scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    """Listed milestones with their project, the body that answers for it, and the age of the forecast."""
    forecasts = select(_MILESTONE.project_id, _MILESTONE.milestone, _MILESTONE.forecast_as_of).where(
        *known_at(project_milestone, scope.as_of), _MILESTONE.project_id.in_(_ids(rows))
    )
    told = rows.merge(bulk.fetch(connection, forecasts), on=["project_id", "milestone"], how="left")
    age = milestones.age(told["forecast_as_of"], pd.Timestamp(scope.as_of))
    return _named(connection, scope, told.assign(forecast_age=age))


def _named(connection: Connection, scope: Scope, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with `project_id` and what is known of the project."""
    body = organisation.alias("responsible")
    plain = ("project_id", "code", "name_en", "name_zh", "sector", "district", "tier", "status")
    names = (body.c[f"name_{code}"].label(f"responsible_{code}") for code in ("en", "zh"))
    chosen = (
        select(*(_FACT[name] for name in plain), *names)
        .select_from(project_fact.outerjoin(body, body.c.id == _FACT.responsible_id))
        .where(*known_at(project_fact, scope.as_of), _FACT.project_id.in_(_ids(rows)))
    )
    return rows.merge(bulk.fetch(connection, chosen), on="project_id", how="left")


def _ids(rows: pd.DataFrame) -> list[int]:
    return [int(one) for one in rows["project_id"].unique()]
