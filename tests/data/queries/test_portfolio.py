"""The portfolio, its changes, the projects that need attention, and one project, out of small real databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from analytics.errors import PortfolioError
from analytics.scope import Scope
from data import database, tables
from data.importers.batch import Flag
from data.queries import portfolio, projects
from tests.editions import table, write
from tests.tables import rows

MARCH, JUNE = date(2025, 3, 31), date(2025, 6, 30)


@pytest.fixture
def reported(engine: Engine) -> Engine:
    """Three projects of one bureau in March; in June one is completed, one slips further, one is new."""
    write(
        engine,
        project_record="""
            project | as_of      | name_en     | name_zh  | status    | sector
            P1      | 2025-03-31 | East bridge | 东大桥   | active    | roads
            P2      | 2025-03-31 | West school | 西学校   | active    | schools
            P3      | 2025-03-31 | 100 % park  | 百分公园 | active    |
            P1      | 2025-06-30 |             |          | completed |
            P2      | 2025-06-30 |             |          |           |
            P4      | 2025-06-30 | North road  |          | active    | roads
        """,
        budget_figure="""
            project | as_of      | kind            | amount | currency
            P1      | 2025-03-31 | current         | 100    | CNY
            P2      | 2025-03-31 | approved_budget | 80     | CNY
            P2      | 2025-03-31 | current         | 80     | CNY
            P2      | 2025-06-30 | current         | 100    | CNY
        """,
        progress_report="""
            project | as_of      | light | currency
            P2      | 2025-06-30 | good  | CNY
        """,
        milestone_snapshot="""
            project | as_of      | milestone  | baseline   | forecast   | actual
            P1      | 2025-03-31 | completion | 2025-06-01 | 2025-06-01 |
            P1      | 2025-06-30 | completion |            |            | 2025-06-01
            P2      | 2025-03-31 | completion | 2025-06-01 | 2025-06-11 |
            P2      | 2025-06-30 | completion |            | 2025-12-01 |
        """,
        participation="""
            project | as_of      | organisation | role
            P1      | 2025-03-31 | B1           | responsible
            P2      | 2025-03-31 | B1           | responsible
            P3      | 2025-03-31 | B1           | responsible
            P4      | 2025-06-30 | B1           | responsible
        """,
    )
    return engine


def test_the_rollup_and_the_facts_of_all_projects_give_the_same_states(reported: Engine) -> None:
    everybody = Scope(organisations=(1,))
    for name in ("portfolio_trend", "portfolio_money", "portfolio_lights"):
        assert rows(table(reported, name)) == rows(table(reported, name, everybody)), name
    assert rows(table(reported, "portfolio_trend")[["projects", "unfinished", "late"]]) == [(3, 3, 0), (4, 3, 1)]


def test_nothing_after_the_as_of_date_is_known(reported: Engine) -> None:
    for scope in (Scope(as_of=MARCH), Scope(as_of=MARCH, organisations=(1,))):
        assert rows(table(reported, "portfolio_trend", scope)[["projects", "late"]]) == [(3, 0)]


def test_an_empty_database_has_no_portfolio(engine: Engine) -> None:
    for name in ("portfolio_trend", "portfolio_money", "portfolio_moves", "attention"):
        assert table(engine, name).empty


def test_what_changed_is_counted_against_the_reporting_date_before(reported: Engine) -> None:
    moves = table(reported, "portfolio_moves")
    assert {move: count for move, count in rows(moves[["move", "projects"]]) if count} == {
        "new": 1,
        "completed": 1,
        "light_worse": 1,
        "forecast_later": 1,
        "budget_up": 1,
    }
    assert set(moves["since"].dt.date) == {MARCH}
    assert table(reported, "portfolio_moves", Scope(as_of=MARCH)).empty, "there is nothing before the first report"


def test_a_project_needs_attention_for_reasons_that_are_named_gravest_first(reported: Engine) -> None:
    attention = table(reported, "attention")
    assert rows(attention[["code", "reasons"]]) == [
        ("P2", "late;said_good;over_budget"),
        ("P3", "no_forecast"),
        ("P4", "no_forecast"),
    ]
    assert attention.loc[0, "over_approved_share"] == pytest.approx(0.25)


def test_slip_bands_hold_every_project_once(reported: Engine) -> None:
    bands = table(reported, "portfolio_slip_bands")
    assert rows(bands.loc[bands["projects"] > 0, ["light", "band_from", "projects", "budget_current"]]) == [
        ("good", 0, 1, 100),
        ("late", 180, 1, 100),
        ("unknown", None, 2, None),
    ]


@pytest.mark.parametrize(
    ("search", "codes"),
    [
        ("", ["P1", "P2", "P3", "P4"]),
        ("BRIDGE", ["P1"]),
        ("学校 p2", ["P2"]),
        ("%", ["P3"]),
        ("_", []),
        ("P", ["P1", "P2", "P3", "P4"]),
    ],
)
def test_every_word_of_a_search_stands_in_the_code_or_a_name_and_wildcards_are_letters(
    reported: Engine, search: str, codes: list[str]
) -> None:
    with database.reading(reported) as connection:
        assert projects.page(connection, Scope(), search, "code")["code"].tolist() == codes
        assert projects.matching(connection, Scope(), search) == len(codes)


def test_the_list_is_sorted_and_cut_by_the_database_with_what_is_unknown_last(reported: Engine) -> None:
    with database.reading(reported) as connection:
        assert projects.page(connection, Scope(), "", "slip_days", 0, 3)["code"].tolist() == ["P2", "P1", "P3"]
        assert projects.page(connection, Scope(), "", "slip_days", 3, 3)["code"].tolist() == ["P4"]
        assert projects.page(connection, Scope(), "", "no such column", 0, 1)["code"].tolist() == ["P1"]


def test_projects_in_scope_are_counted(reported: Engine) -> None:
    with database.reading(reported) as connection:
        assert portfolio.count(connection, Scope()) == 4
        assert portfolio.count(connection, Scope(as_of=MARCH, sectors=("roads",))) == 1


def test_the_scope_offers_what_the_database_holds(reported: Engine) -> None:
    offered = table(reported, "scope_choices")
    assert rows(offered[["choice_kind", "choice", "projects"]]) == [
        ("sector", "roads", 2),
        ("sector", "schools", 1),
        ("tier", "C", 2),
        ("tier", "unknown", 2),
        ("organisation", "1", 4),
        ("as_of", "2025-06-30", None),
        ("as_of", "2025-03-31", None),
    ]


def test_the_last_known_value_of_each_field_stands_with_its_age(reported: Engine) -> None:
    facts = table(reported, "project_facts", Scope(project="P1")).set_index("field")
    assert facts.loc["name_en", "value_en"] == "East bridge"
    assert facts.loc["name_en", "age_days"] == 91, "the blank of June is unknown at that date, not a new name"
    assert facts.loc["status", "value_en"] == "Completed"
    assert facts.loc["completion_first_baseline", "value_zh"] == "2025年6月1日"


def test_a_value_under_an_open_flag_does_not_count_as_the_last_known_one(engine: Engine) -> None:
    write(
        engine,
        project_record="project | as_of | name_en\nP1 | 2025-03-31 | Bridge",
        milestone_snapshot="""
            project | as_of      | milestone  | forecast   | ref
            P1      | 2025-03-31 | completion | 2026-05-01 | a
            P1      | 2025-06-30 | completion | 2108-06-30 | b
        """,
        flags=[Flag("milestone_snapshot", "b", "forecast", "far_date", "06/30/2108")],
    )
    facts = table(engine, "project_facts", Scope(project="P1")).set_index("field")
    assert facts.loc["completion_forecast", "value_en"] == "1 May 2026"
    assert table(engine, "project_milestones", Scope(project="P1"))["forecast"].dt.year.tolist() == [2108, 2026]


def test_a_project_shows_its_own_reports_and_the_newest_bodies_of_each_role(reported: Engine) -> None:
    write(
        reported,
        name="july.csv",
        participation="""
            project | as_of      | organisation | role        | file | row
            P2      | 2025-07-31 | B2           | responsible | 0    | 7
        """,
    )
    bodies = table(reported, "project_bodies", Scope(project="P2"))
    assert rows(bodies[["organisation_en", "file", "row"]]) == [("B2", "july.csv", 7)]
    assert table(reported, "project_bodies", Scope(project="P2", as_of=JUNE))["organisation_en"].tolist() == ["B1"]
    assert table(reported, "project_budgets", Scope(project="P2"))["amount"].tolist() == [100, 80, 80]


def test_a_date_that_changed_no_sum_is_still_the_reporting_date_before(engine: Engine) -> None:
    """In June only the number of the baseline changes; in September nothing does."""
    write(
        engine,
        milestone_snapshot="""
            project | as_of      | milestone  | baseline_no | baseline
            P1      | 2025-03-31 | completion | 1           | 2026-05-01
            P1      | 2025-06-30 | completion | 2           | 2026-09-01
            P1      | 2025-09-30 | completion | 2           | 2026-09-01
        """,
    )
    moves = table(engine, "portfolio_moves")
    assert set(moves["since"].dt.date) == {JUNE}
    assert moves["projects"].sum() == 0
    for scope in (Scope(), Scope(tiers=("unknown",))):
        assert rows(table(engine, "portfolio_trend", scope)[["as_of", "projects", "with_slip"]]) == [
            (MARCH, 1, 0),
            (JUNE, 1, 0),
            (date(2025, 9, 30), 1, 0),
        ]


def test_the_bodies_of_a_project_are_those_of_the_later_edition_and_none_in_doubt(engine: Engine) -> None:
    part = """
        project | as_of      | organisation | role   | ref
        P1      | 2025-03-31 | B1           | client |
    """
    write(engine, participation=part)
    write(engine, name="corrected.csv", participation=part.replace("B1", "B2"))
    assert table(engine, "project_bodies", Scope(project="P1"))["organisation_en"].tolist() == ["B2"]
    doubtful = part.replace("B1           | client |", "B3           | client | x").replace("03-31", "06-30")
    flag = Flag("participation", "x", "organisation_id", "duplicate_row", "B3")
    write(engine, name="june.csv", participation=doubtful, flags=[flag])
    assert table(engine, "project_bodies", Scope(project="P1"))["organisation_en"].tolist() == ["B2"]


@pytest.mark.parametrize("scope", [{"sectors": ("roads\0",)}, {"project": "\0"}, {"organisations": (2**63,)}])
def test_a_scope_that_no_database_can_look_for_is_refused_in_words(scope: dict[str, Any]) -> None:
    with pytest.raises(PortfolioError, match="No project can be looked up by"):
        Scope(**scope)


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31), date.max])
def test_every_table_can_be_asked_for_any_day(reported: Engine, day: date) -> None:
    with database.reading(reported) as connection:
        for name in tables.TABLES:
            tables.make(connection, name, Scope(as_of=day))


@pytest.mark.parametrize("day", [date.min, date(1949, 12, 31), date.max])
@pytest.mark.parametrize("window", ["year", "range", "rolling", "cumulative"])
def test_every_table_of_the_network_can_be_asked_for_any_window_before_any_day(
    reported: Engine, day: date, window: str
) -> None:
    scope = Scope(as_of=day).choosing(window=window, years=50)
    with database.reading(reported) as connection:
        for name in tables.TABLES:
            if name.startswith("network"):
                tables.make(connection, name, scope)
