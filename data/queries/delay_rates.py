"""The five delay rates of the projects in scope, each from the table that knows its denominator."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, Date, case, func, literal, null, select

from analytics.measures import delay_rates, durations, survival
from analytics.scope import Scope
from data.queries import slippage
from data.queries.common import in_scope, known_at
from data.queries.days import days_between
from data.queries.histories import histories_in_scope
from data.queries.slippage import Slips
from data.queries.tolerance import Tolerance
from data.schema_derived import project_fact, project_milestone

_AT = project_milestone.c


def five(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `five_delay_rates` frame; options: `baseline` and those of the tolerance."""
    found: Slips = slippage.slips_in_scope(connection, scope)
    table = delay_rates.five(
        found.rows, _milestones(connection, scope, found.tolerance), _overrunning(connection, scope)
    )
    return table.assign(**found.tolerance.columns())


def _milestones(connection: Connection, scope: Scope, limits: Tolerance) -> pd.Series:
    """How many milestones are done or due by the first baseline, and are delayed. A milestone that is due and not done
    is late by the later of its forecast and the as-of date: today it is not done. A baseline by its number is known
    of completions only, so against one no milestone can be judged."""
    today = literal(scope.as_of, Date)
    done, due = _AT.actual <= today, _AT.first_baseline <= today
    end = case((done, _AT.actual), (_AT.forecast > today, _AT.forecast), else_=today)
    chosen = {"first": _AT.first_baseline, "latest": _AT.baseline}.get(slippage.baseline(scope), null())
    beyond = limits.exceeds(days_between(chosen, end), project_fact.c.planned_days).label("beyond")
    statement = (
        select(beyond, func.count())  # one answer a group: each milestone is judged once
        .select_from(project_milestone.join(project_fact, project_fact.c.project_id == _AT.project_id))
        .where(*known_at(project_milestone, scope.as_of), *in_scope(scope), project_fact.c.status != "cancelled")
        .where(done | due)
        .group_by(beyond)
    )
    counts: dict[bool | None, int] = {
        None if answer is None else bool(answer): n for answer, n in connection.execute(statement)
    }
    delayed, in_time, unknown = (counts.get(answer, 0) for answer in (True, False, None))
    return pd.Series({"asked": delayed + in_time + unknown, "judged": delayed + in_time, "delayed": delayed})


def _overrunning(connection: Connection, scope: Scope) -> pd.Series:
    """Delay rate 5, always by the first baseline: a planned duration is one."""
    histories = histories_in_scope(connection, scope)
    found = survival.not_finished_in_time(durations.outcomes(histories, pd.Timestamp(scope.as_of)))
    return pd.Series(
        {
            "asked": len(histories),
            "judged": found["n"],
            "delayed": pd.NA,
            **{f"delayed_{name}": found[name] for name in ("share", "low", "high")},
        }
    )
