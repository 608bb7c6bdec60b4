"""Durations from a database: drawn editions on each engine, groups against the whole, and what can be asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from analytics.errors import PortfolioError
from analytics.scope import Scope
from data import tables
from tests.editions import table, write
from tests.tables import rows

# Planned 100 days from 1 January 2024 (10 April): P1 took 120; P2 is open at day 50, by its last report; P3 was
# cancelled, said so at day 182; P4 has no planned completion; P5 is completed, and nobody said when.
EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status    | sector | name_en
        P1      | 2024-07-01 | completed | roads  | Bridge
        P2      | 2024-02-20 | active    | roads  | Tunnel
        P3      | 2024-02-20 | active    | water  | Sewer
        P3      | 2024-07-01 | cancelled | water  | Sewer
        P4      | 2024-07-01 | active    |        | Dam
        P5      | 2024-02-20 | active    |        | Park
        P5      | 2024-07-01 | completed |        | Park
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline_no | baseline   | forecast | actual
        P1      | 2024-02-20 | start      | 1           | 2024-01-01 |          |
        P1      | 2024-07-01 | completion | 1           | 2024-04-10 |          | 2024-04-30
        P2      | 2024-02-20 | start      | 1           | 2024-01-01 |          |
        P2      | 2024-02-20 | completion | 1           | 2024-04-10 |          |
        P3      | 2024-02-20 | start      | 1           | 2024-01-01 |          |
        P3      | 2024-02-20 | completion | 1           | 2024-04-10 |          |
        P4      | 2024-07-01 | start      | 1           | 2024-01-01 |          |
        P5      | 2024-02-20 | start      | 1           | 2024-01-01 |          |
        P5      | 2024-02-20 | completion | 1           | 2024-04-10 |          |
    """,
}
COUNTS = ["projects", "with_duration", "finished", "cancelled", "still_open", "finished_estimated", "without_plan"]
NAMES = (
    "survival_curves", "survival_at_risk", "survival_groups", "survival_incidence", "survival_tests", "hazard_ratios",
    "hazard_model",
)  # fmt: skip


def test_finished_open_cancelled_and_uncounted_projects_are_told_apart(engine: Engine) -> None:
    write(engine, **EDITION)
    assert rows(table(engine, "survival_groups")[COUNTS]) == [(5, 4, 2, 1, 1, 1, 1)]
    found = table(engine, "survival_incidence", Scope().choosing(clock="days"))
    assert rows(found[["duration", "at_risk", "censored", "finished_share", "cancelled_share"]]) == [
        (0, 4, 0, 0, 0),
        (50, 4, 1, 0, 0),
        (120, 3, 0, pytest.approx(1 / 3), 0),
        (182, 2, 0, pytest.approx(2 / 3), pytest.approx(1 / 3)),
    ]


def test_what_is_reported_later_is_not_known_yet(engine: Engine) -> None:
    write(engine, **EDITION)
    before = table(engine, "survival_groups", Scope(as_of=date(2024, 2, 20)))
    assert rows(before[COUNTS]) == [(4, 3, 0, 0, 3, 0, 1)]


def test_groups_have_their_names_and_those_without_one_are_not_stated(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "survival_groups", Scope().choosing(by="sector"))
    assert rows(found[["group", "group_en", "projects"]]) == [
        ("roads", "Roads and bridges", 2),
        ("water", "Water and drainage", 1),
        (None, "Not stated", 2),
    ]
    assert table(engine, "survival_tests", Scope().choosing(by="sector"))["refusal"].tolist() == ["few_groups"]
    assert table(engine, "survival_tests")["refusal"].tolist() == ["ungrouped"]


def test_so_few_projects_give_no_regression(engine: Engine) -> None:
    write(engine, **EDITION)
    assert table(engine, "hazard_model")["refusal"].tolist() == ["few_finished"]


@pytest.mark.parametrize("name", NAMES)
def test_a_clock_or_a_grouping_that_does_not_exist_is_refused_by_name(sqlite_engine: Engine, name: str) -> None:
    with pytest.raises(PortfolioError, match=r"moon.*ratio"):
        table(sqlite_engine, name, Scope().choosing(clock="moon"))
    with pytest.raises(PortfolioError, match=r"moon.*sector"):
        table(sqlite_engine, name, Scope().choosing(by="moon"))


# --- a whole city --------------------------------------------------------------------------------


@pytest.mark.parametrize("dimension", ["sector", "district", "tier", "responsible"])
@pytest.mark.parametrize("clock", ["ratio", "days"])
def test_groups_add_up_to_the_whole(reading: Connection, dimension: str, clock: str) -> None:
    scope = Scope().choosing(clock=clock)
    groups = tables.make(reading, "survival_groups", scope.choosing(by=dimension))
    whole = tables.make(reading, "survival_groups", scope)
    assert groups[COUNTS].sum().tolist() == whole[COUNTS].iloc[0].tolist()
    assert groups["is_drawn"].sum() == min(6, len(groups))


def test_the_share_not_in_time_is_the_same_by_both_clocks_and_on_the_curve(reading: Connection) -> None:
    by_ratio, by_days = (tables.make(reading, "survival_groups", Scope().choosing(clock=clock)).iloc[0]
                         for clock in ("ratio", "days"))  # fmt: skip
    assert by_ratio["overrunning_share"] == by_days["overrunning_share"]
    curve = tables.make(reading, "survival_curves", Scope())
    assert curve[curve["duration"] <= 1]["open_share"].iloc[-1] == by_ratio["overrunning_share"]


def test_the_regression_of_the_city_names_its_references_and_counts_whom_it_leaves_out(reading: Connection) -> None:
    terms = tables.make(reading, "hazard_ratios", Scope())
    model = tables.make(reading, "hazard_model", Scope()).iloc[0]
    counted = tables.make(reading, "survival_groups", Scope()).iloc[0]
    assert model["projects"] + model["left_out"] == counted["with_duration"]
    assert model["freedom"] == terms["hazard_ratio"].notna().sum()
    assert terms[terms["term_state"] == "reference"]["covariate"].tolist() == ["sector", "tier"]
    assert terms["covariate_level_en"].notna().all()
