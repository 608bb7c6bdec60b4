"""Budget execution: the sums of the year from the rollup or from `project_year`, those over the life from the facts."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, case, func, select

from analytics.measures import execution
from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope
from data.queries.investment import current_year, year_sums
from data.schema_derived import project_fact


def budget_execution(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `budget_execution` frame: of the newest fiscal year with a plan, and over the life of the projects."""
    year = current_year(connection, scope)
    return execution.rates(
        year_sums(connection, scope, None, year, execution.YEAR_SUMS), _life(connection, scope), year
    )


def _life(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Sums over the uncancelled projects of which both the first and the latest current budget are known."""
    fact = project_fact.c
    paid = fact.paid_total.is_not(None)
    sums = {
        "with_budget": func.count(),
        "budget_first": func.sum(fact.budget_first),
        "budget_current": func.sum(fact.budget_current),
        "with_budget_and_paid": func.count(fact.paid_total),
        "budget_first_with_paid": func.sum(case((paid, fact.budget_first))),
        "budget_with_paid": func.sum(case((paid, fact.budget_current))),
        "paid_with_budget": func.sum(fact.paid_total),
    }
    statement = (
        select(fact.currency, *(func.coalesce(sums[name], 0).label(name) for name in execution.LIFE_SUMS))
        .where(*in_scope(scope), fact.status != "cancelled", fact.currency.is_not(None))
        .where(fact.budget_first.is_not(None), fact.budget_current.is_not(None))
        .group_by(fact.currency)
    )
    return bulk.fetch(connection, statement)
