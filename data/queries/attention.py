"""The ten unfinished projects with most reasons for attention."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, case, literal, select

from analytics.codes import ATTENTION
from analytics.frames import FRAMES
from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope
from data.schema import organisation
from data.schema_derived import project_fact

SHOWN = 10
_MANY_BASELINES = 3  # the third baseline is the second change


def attention(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `attention` frame: most reasons first, then the larger slip, then the larger budget."""
    fact, body = project_fact.c, organisation.alias("responsible")
    tests = {
        "late": fact.light == "late",
        "forecast_passed": fact.completion_forecast < scope.as_of,
        "said_good": (fact.light == "late") & (fact.light_reported == "good"),
        "over_budget": fact.budget_current > fact.budget_approved,
        "no_forecast": fact.completion_forecast.is_(None),
        "rebaselined": fact.baseline_no >= _MANY_BASELINES,
    }
    found = {name: case((tests[name], 1), else_=0) for name in ATTENTION}
    reasons = sum(found.values(), start=literal(0))
    plain = ("code", "name_en", "name_zh", "slip_days", "completion_forecast", "currency", "budget_current",
             "budget_approved", "light", "light_reported", "as_of")  # fmt: skip
    statement = (
        select(
            *(fact[name] for name in plain),
            body.c.name_en.label("responsible_en"),
            body.c.name_zh.label("responsible_zh"),
            *(flag.label(f"is_{name}") for name, flag in found.items()),
        )
        .select_from(project_fact.outerjoin(body, body.c.id == fact.responsible_id))
        .where(*in_scope(scope), fact.status.not_in(("completed", "cancelled")), fact.completion_actual.is_(None))
        .where(reasons > 0)
        .order_by(
            reasons.desc(), fact.slip_days.desc().nulls_last(), fact.budget_current.desc().nulls_last(), fact.code
        )
        .limit(SHOWN)
    )
    rows = bulk.fetch(connection, statement)
    above = rows["budget_current"].astype("Float64") / rows["budget_approved"].astype("Float64") - 1
    joined = [";".join(name for name in ATTENTION if row[f"is_{name}"]) for _, row in rows.iterrows()]
    table = rows.assign(reasons=joined, over_approved_share=above.where(above > 0))
    return FRAMES["attention"].cast(table)
