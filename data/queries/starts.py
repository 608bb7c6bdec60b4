"""How many projects were to start and to be completed in the fiscal year of the as-of date, and how many did."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from analytics.measures import starts
from analytics.scope import Scope
from analytics.thresholds import fiscal_year
from data import bulk
from data.queries import groups
from data.queries.common import in_scope
from data.queries.investment import group_of, line_of
from data.schema_derived import project_fact


def starts_by(connection: Connection, scope: Scope, dimension: str) -> pd.DataFrame:
    """The `starts_by_*` frames: the uncancelled projects in scope by group."""
    as_of, month = line_of(connection, scope)
    year = fiscal_year(as_of, month)
    first, following = (date(min(max(n, 1), 9999), month, 1) for n in (year, year + 1))
    fact = project_fact.c
    finished = or_(fact.completion_actual <= as_of, fact.status == "completed")
    started = or_(fact.start_actual <= as_of, finished)
    counts = {
        "projects": func.count(),
        "with_start_baseline": func.count(fact.start_baseline),
        **_counts("starts", fact.start_baseline, started, first, following, as_of),
        "with_completion_baseline": func.count(fact.completion_first_baseline),
        **_counts("completions", fact.completion_first_baseline, finished, first, following, as_of),
    }
    group = group_of(dimension).label("group")
    statement = (
        select(group, *(counts[name].label(name) for name in starts.COUNTS))
        .where(*in_scope(scope), fact.status != "cancelled")
        .group_by(group)
    )
    rows = starts.rates(bulk.fetch(connection, statement)).assign(year=year)
    return groups.named(rows, groups.names(connection, dimension))


def _counts(
    name: str,
    planned: ColumnElement[date],
    done: ColumnElement[bool],
    first: date,
    following: date,
    as_of: date,
) -> dict[str, ColumnElement[int]]:
    """Planned in the year, made, due, due and made, and carried over from earlier years."""
    in_year = and_(planned >= first, planned < following)
    undone = done.is_not(True)
    tests = {
        "planned": in_year,
        "made": and_(in_year, done),
        "due": and_(in_year, planned <= as_of),
        "due_made": and_(in_year, planned <= as_of, done),
        "carried": and_(planned < first, undone),
    }
    return {f"{name}_{key}": func.count(case((test, 1))) for key, test in tests.items()}
