"""The back-test of the projects in scope, for all tables of the page."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, select

from analytics import codes
from analytics.measures import back_test, back_test_scores, comparables
from analytics.scope import Scope
from data.queries.common import in_scope, reporting_dates
from data.queries.completion import USUAL
from data.queries.histories import states_in_scope
from data.schema_derived import project_fact


@dataclass(frozen=True, slots=True)
class BackTest:
    """The four tables; a million past forecasts behind them would be too much to keep."""

    scores: pd.DataFrame
    by_origin: pd.DataFrame
    by_lead: pd.DataFrame
    verdict: pd.DataFrame


def back_test_in_scope(connection: Connection, scope: Scope) -> BackTest:
    """What was forecast at the newest reporting dates before the scope's date, and how it went by that date.

    Forecast are the projects that are in scope at its date, each as it was known at the past date; comparable projects
    come from the whole portfolio, as everywhere. Option `class_by`: a code of `codes.CLASS_LEVELS`.
    """
    assert scope.as_of is not None  # `tables.make` has filled it in
    past = [pd.Timestamp(day) for day in reporting_dates(connection) if day < scope.as_of]
    tried = past[-back_test.MOST_ORIGINS :]
    states = states_in_scope(connection, Scope(as_of=scope.as_of))
    chosen = set(connection.scalars(select(project_fact.c.project_id).where(*in_scope(scope))))
    keys = comparables.keys(scope.option("class_by", codes.CLASS_LEVELS, USUAL))
    pairs = back_test.pairs(
        states.assign(chosen=states["project_id"].isin(chosen)),
        pd.Timestamp(scope.as_of),
        tried,
        back_test.methods(keys),
    )
    found = back_test_scores.compare(pairs, len(past) - len(tried))
    return BackTest(
        back_test_scores.scores(found),
        back_test_scores.by_origin(found),
        back_test_scores.by_lead(found),
        back_test_scores.verdict(found),
    )
