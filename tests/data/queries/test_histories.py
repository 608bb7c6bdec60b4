"""Histories: when a project began, ended or was cancelled, as its reports say it; drawn editions on each engine."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine

from analytics.scope import Scope
from data import database
from data.queries.common import resolve
from data.queries.histories import histories_in_scope, states_in_scope
from tests.editions import write

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status    | sector
        P1      | 2024-06-30 | active    | roads
        P1      | 2024-12-31 | completed | roads
        P1      | 2025-06-30 | completed | roads
        P2      | 2024-06-30 | cancelled | water
        P2      | 2024-12-31 | active    | water
        P2      | 2025-03-31 | cancelled | water
        P2      | 2025-06-30 | cancelled | water
        P3      | 2024-06-30 | completed | roads
        P3      | 2025-06-30 | active    | roads
        P4      | 2024-12-31 | active    | roads
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline_no | baseline   | forecast   | actual
        P1      | 2024-06-30 | start      | 1           | 2024-01-01 |            |
        P1      | 2024-06-30 | completion | 1           | 2024-10-01 | 2024-11-01 |
        P2      | 2024-06-30 | start      |             |            | 2024-02-01 |
        P2      | 2024-06-30 | completion |             |            | 2025-02-01 |
        P3      | 2024-06-30 | start      |             |            |            | 2024-03-01
        P4      | 2024-12-31 | completion | 1           | 2024-11-30 |            | 2024-12-05
    """,
}


def histories(engine: Engine, scope: Scope | None = None) -> pd.DataFrame:
    with database.reading(engine) as connection:
        return histories_in_scope(connection, resolve(connection, scope or Scope())).set_index("code")


def day(value: object) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(str(value)).date()


def test_a_project_ends_on_its_actual_date_or_else_with_the_first_report_that_has_said_so_ever_since(
    engine: Engine,
) -> None:
    write(engine, **EDITION)
    found = histories(engine)
    ends = {code: (day(row["finished_on"]), day(row["cancelled_on"])) for code, row in found.iterrows()}
    assert ends == {
        "P1": (date(2024, 12, 31), None),
        "P2": (None, date(2025, 3, 31)),  # the first cancellation was taken back
        "P3": (None, None),  # so was the completion
        "P4": (date(2024, 12, 5), None),
    }


def test_the_start_is_the_baseline_else_the_actual_else_the_first_forecast(engine: Engine) -> None:
    write(engine, **EDITION)
    began = histories(engine)["began"].map(day)
    assert began.tolist() == [date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), None]


def test_where_nobody_has_ended_everybody_is_open(engine: Engine) -> None:
    write(engine, project_record="project | as_of | status\nP1 | 2025-06-30 | active")
    found = histories(engine)
    assert found[["finished_on", "cancelled_on"]].isna().all(axis=None)
    assert found["finished_on"].dtype.kind == "M"


def test_what_was_reported_later_is_not_known_earlier(engine: Engine) -> None:
    write(engine, **EDITION)
    found = histories(engine, Scope(as_of=date(2024, 6, 30)))
    assert found["status"].to_dict() == {"P1": "active", "P2": "cancelled", "P3": "completed"}
    assert day(found.loc["P2", "cancelled_on"]) == date(2024, 6, 30)
    with database.reading(engine) as connection:
        states = states_in_scope(connection, Scope(as_of=date(2024, 12, 31)))
    assert states["as_of"].max() == pd.Timestamp("2024-12-31")
    assert len(states) == 6


def test_the_states_are_those_of_the_projects_in_scope_now(reading: Connection) -> None:
    scope = resolve(reading, Scope(sectors=("roads",)))
    states, now = states_in_scope(reading, scope), histories_in_scope(reading, scope)
    assert set(states["project_id"]) == set(now["project_id"])
    last = states.groupby("project_id").tail(1).set_index("project_id")
    assert last["forecast"].equals(now.set_index("project_id")["forecast"])


def test_every_ended_project_of_the_city_has_a_day_on_which_it_ended(reading: Connection) -> None:
    found = histories_in_scope(reading, resolve(reading, Scope()))
    assert (found["status"] == "cancelled").sum() > 5
    assert found.loc[found["status"] == "cancelled", "cancelled_on"].notna().all()
    assert found.loc[found["status"] != "cancelled", "cancelled_on"].isna().all()
    assert found.loc[found["status"] == "completed", "finished_on"].notna().all()
