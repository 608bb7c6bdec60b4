"""The projects behind the S-curve, and what they had reported at each date."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Float, and_, case, cast, func, or_, select

from analytics.measures import s_curve as measures
from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope
from data.queries.investment import line_of
from data.schema_derived import project_fact


def s_curve(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `s_curve` frame, in each currency: the uncancelled projects in scope whose current budget and first
    baseline dates are known."""
    as_of, _ = line_of(connection, scope)
    fact = project_fact.c
    wanted = ("currency", "start_baseline", "completion_first_baseline", "completion_forecast", "budget_current",
              "completed_total")  # fmt: skip
    finished = or_(fact.status == "completed", func.coalesce(fact.completion_actual <= as_of, False))
    statement = select(*(fact[name] for name in wanted), case((finished, 1), else_=0).label("is_finished"))
    projects = bulk.fetch(connection, statement.where(*_chosen(scope)))
    curves = [
        measures.curve(mine, _history(connection, scope, str(currency)), as_of).assign(currency=currency)
        for currency, mine in projects.groupby("currency")
    ]
    return pd.concat(curves or [pd.DataFrame(columns=[*measures.COLUMNS, "currency"])], ignore_index=True)


def _history(connection: Connection, scope: Scope, currency: str) -> pd.DataFrame:
    """What those projects had reported, summed by the interval in which it was known.

    For many projects the outer join keeps the reports in the order of their index, which sums them without
    sorting all of them; one project is looked up by its key.
    """
    fact, report = project_fact.c, project_fact.alias("report")
    chosen = (
        select(fact.project_id, fact.budget_current)
        .where(*_chosen(scope), fact.currency == currency)
        .cte("chosen")
        .prefix_with("MATERIALIZED")
    )
    r, budget = report.c, chosen.c.budget_current
    sums = {
        "completed_total": case((budget.is_not(None), r.completed_total)),
        "completed_budget": case((r.completed_total.is_not(None), budget)),
        "physical_money": cast(budget, Float) * r.physical_percent,
        "physical_budget": case((r.physical_percent.is_not(None), budget)),
    }
    mine = and_(chosen.c.project_id == r.project_id, r.currency == currency)
    statement = (
        select(r.as_of, r.valid_to, *(func.coalesce(func.sum(sum_), 0).label(name) for name, sum_ in sums.items()))
        .select_from(report.join(chosen, mine, isouter=scope.project is None))
        .where(r.as_of <= scope.as_of)
        .group_by(r.valid_to, r.as_of)
    )
    return bulk.fetch(connection, statement)


def _chosen(scope: Scope) -> list[ColumnElement[bool]]:
    fact = project_fact.c
    dates = [fact[name].is_not(None) for name in ("currency", "start_baseline", "completion_first_baseline")]
    return [*in_scope(scope), fact.status != "cancelled", fact.budget_current > 0, *dates]
