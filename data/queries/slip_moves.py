"""What moved since an earlier reporting date, and the last forecasts against the first."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Connection, and_, case, exists, func, or_, select

from analytics.frames import FRAMES
from analytics.measures import slip_moves
from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope, reporting_dates
from data.schema import organisation
from data.schema_derived import project_fact

_FACT = project_fact.c
_STATE = {"forecast": "completion_forecast", "baseline": "completion_baseline", "actual": "completion_actual",
          "status": "status"}  # fmt: skip


def since(connection: Connection, scope: Scope) -> date | None:
    """The option `since`: an earlier reporting date, by default the last one before; None where there is none."""
    earlier = [day for day in reporting_dates(connection) if scope.as_of and day < scope.as_of]
    if not earlier:
        return None
    return date.fromisoformat(scope.option("since", [day.isoformat() for day in earlier], earlier[-1].isoformat()))


def moves_in_scope(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `slip_moves` frame: projects known at both dates of which completion or status is not what it was.

    Only a project that has reported since can have moved, so only they are compared."""
    then = since(connection, scope)
    if then is None:
        return FRAMES["slip_moves"].empty()
    before, body = project_fact.alias("before"), organisation.alias("responsible")
    columns = [
        *(_FACT[name] for name in ("code", "name_en", "name_zh", "slip_days")),
        *(_FACT[name].label(word) for word, name in _STATE.items()),
        *(before.c[name].label(f"{word}_before") for word, name in _STATE.items()),
        body.c.name_en.label("responsible_en"),
        body.c.name_zh.label("responsible_zh"),
    ]
    earlier = and_(before.c.project_id == _FACT.project_id, before.c.as_of <= then, before.c.valid_to > then)
    table = project_fact.join(before, earlier).outerjoin(body, body.c.id == _FACT.responsible_id)
    moved = or_(*(_FACT[name].is_distinct_from(before.c[name]) for name in _STATE.values()))
    statement = select(*columns).select_from(table).where(*in_scope(scope), _FACT.as_of > then, moved)
    found = slip_moves.moves(bulk.fetch(connection, statement.order_by(_FACT.project_id)))
    return found.assign(since=pd.Timestamp(then))


def counts(found: pd.DataFrame) -> pd.DataFrame:
    """The `slip_move_counts` frame."""
    return slip_moves.counts(found).assign(since=found["since"].max())


def completions(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `completion_moves` frame. A forecast that an earlier report had given too was given at two dates or more."""
    first, last, earlier = _FACT.completion_first_forecast, _FACT.completion_forecast, project_fact.alias("earlier")
    given_before = exists().where(
        earlier.c.project_id == _FACT.project_id, earlier.c.forecast_as_of < _FACT.forecast_as_of
    )
    kind = case(
        (first.is_(None), "unknown"),
        (last > first, "later"),
        (last < first, "earlier"),
        (given_before, "same_many"),
        else_="same_one",
    )
    counts = dict.fromkeys(slip_moves.COMPLETIONS, 0)
    for name, n in connection.execute(select(kind, func.count()).where(*in_scope(scope)).group_by(kind)):
        counts[name] = n
    return slip_moves.completions(counts)
