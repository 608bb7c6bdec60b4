"""The network year by year: three years worked by hand, a reform between them, and the lists behind."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest
from sqlalchemy import Connection, Engine

from analytics.errors import PortfolioError
from analytics.scope import Scope
from data import database, editions, reforms, tables
from data.importers import load
from data.queries import slices
from data.queries.common import resolve
from data.reforms import Entry
from tests.editions import table, write
from tests.tables import rows

FILES = Path(__file__).parents[4] / "shared/data"
# Ties by hand. 2021: A–B. 2022: A–B, A–C, B–C. 2023: A–C, and D works alone.
THREE_YEARS: dict[str, Any] = {
    "organisations": """
        key | name_en | name_zh | kind       | level
        A   | Roads   | 道路局   | department | city
        B   | Water   | 水务局   | department | city
        C   | Lane    | 巷社区   | community  | street
        D   | Parks   |         | unknown    | unknown
    """,
    "project_record": """
        project | as_of      | status | name_en
        P1      | 2021-01-01 | active | Bridge
        P2      | 2023-12-31 | active | Park
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2021-01-01 | A            | responsible
        P1      | 2021-01-01 | B            | partner
        P1      | 2022-01-01 | B            | partner
        P1      | 2022-01-01 | C            | partner
        P1      | 2023-01-01 | C            | partner
        P2      | 2023-12-31 | D            | responsible
    """,
}
REFORM = Entry(date(2023, 1, 1), "Merger of bureaus", "机构合并", "Circular 3", "Wang")


def test_three_years_have_the_measures_that_a_reader_counts_by_hand(engine: Engine) -> None:
    write(engine, **THREE_YEARS)
    found = table(engine, "network_by_year")
    counted = ["calendar_year", "year_state", "network_bodies", "network_ties", "network_components", "mean_partners"]
    assert rows(found[counted]) == [
        (2021, "whole", 2, 1, 1, 1.0),
        (2022, "whole", 3, 3, 1, 2.0),
        (2023, "whole", 3, 1, 2, pytest.approx(2 / 3)),
    ]
    assert found["network_density"].tolist() == pytest.approx([1, 1, 1 / 3])
    assert found["multi_body_share"].tolist() == pytest.approx([1, 1, 1 / 2])
    # Roads and Water are of one kind and level, Lane of another: within, then one within and two across, then across.
    assert found["kind_e_i"].tolist() == pytest.approx([-1, 1 / 3, 1])
    assert found["vertical_share"].tolist() == pytest.approx([0, 2 / 3, 1])
    assert rows(found[["network_transitivity", "degree_centralisation"]]) == [(None, None), (1.0, 0.0), (None, 0.5)]


def test_ties_are_formed_kept_and_dissolved_as_counted_by_hand(engine: Engine) -> None:
    write(engine, **THREE_YEARS)
    found = table(engine, "network_tie_changes")
    counts = ["calendar_year", "year_before", "ties_formed", "ties_returned", "ties_kept", "ties_dissolved",
              "bodies_joined", "bodies_stayed", "bodies_left"]  # fmt: skip
    assert rows(found[counts]) == [(2022, 2021, 2, 0, 1, 0, 1, 2, 0), (2023, 2022, 0, 0, 1, 2, 1, 2, 1)]
    assert found["tie_overlap"].tolist() == pytest.approx([1 / 3, 1 / 3])
    assert found["kept_share"].tolist() == pytest.approx([1, 1 / 3])
    assert found["repeated_share"].tolist() == pytest.approx([1 / 3, 1])


def test_the_ties_of_a_chosen_year_are_listed_by_name_and_the_last_whole_year_is_the_usual_one(engine: Engine) -> None:
    write(engine, **THREE_YEARS)
    named = ["tie_change", "first_en", "second_zh", "weight_before", "weight_after", "calendar_year"]
    assert rows(table(engine, "network_tie_list")[named]) == [
        ("dissolved", "Roads", "水务局", 1.0, 0.0, 2023),
        ("dissolved", "Water", "巷社区", 1.0, 0.0, 2023),
    ]
    earlier = table(engine, "network_tie_list", Scope().choosing(changed_year=2022))
    assert rows(earlier[named[:3]]) == [("formed", "Roads", "巷社区"), ("formed", "Water", "巷社区")]
    with pytest.raises(PortfolioError, match="from 2022 to 2023"):
        table(engine, "network_tie_list", Scope().choosing(changed_year=2021))


def test_a_reform_is_held_against_the_whole_years_on_either_side(engine: Engine) -> None:
    write(engine, **THREE_YEARS)
    number = reforms.add(engine, REFORM)
    found = table(engine, "network_reform").set_index("time_measure")
    assert found["reform"].unique().tolist() == [number]
    means = found.loc["network_ties", ["mean_before", "mean_after", "mean_difference", "years_before", "years_after"]]
    assert means.tolist() == [2.0, 1.0, -1.0, 2, 1]
    centralised = found.loc["degree_centralisation"]  # has no value in 2021, where there are two organisations
    assert (centralised["mean_before"], centralised["years_before"]) == (0.0, 1)


def test_the_year_in_which_a_reform_falls_is_on_neither_side(engine: Engine) -> None:
    write(engine, **THREE_YEARS)
    reforms.add(engine, Entry(date(2022, 7, 1), "Mid-year", "", "Circular 4"))
    found = table(engine, "network_reform").set_index("time_measure").loc["network_ties"]
    assert found[["mean_before", "mean_after", "years_before", "years_after"]].tolist() == [1.0, 1.0, 1, 1]


def test_a_cumulative_year_still_holds_what_was_before_so_nothing_comes_after(engine: Engine) -> None:
    write(engine, **THREE_YEARS)
    reforms.add(engine, REFORM)
    scope = Scope().choosing(window="cumulative")
    found = table(engine, "network_reform", scope).set_index("time_measure").loc["network_ties"]
    assert pd.isna(found["mean_after"])
    assert pd.isna(found["mean_difference"])
    assert found["years_after"] == 0
    assert table(engine, "network_by_year", scope)["network_ties"].tolist() == [1, 3, 3]
    assert table(engine, "network_reform_ties", scope).empty


def test_reports_that_begin_within_a_year_or_a_year_that_is_not_over_make_it_incomplete(engine: Engine) -> None:
    write(engine, **THREE_YEARS)
    early = table(engine, "network_by_year", Scope(as_of=date(2022, 6, 30)))
    assert rows(early[["calendar_year", "year_state", "window_to"]]) == [
        (2021, "whole", date(2021, 12, 31)), (2022, "ends", date(2022, 6, 30))
    ]  # fmt: skip
    rolling = table(engine, "network_by_year", Scope().choosing(window="rolling", years=2))
    assert rolling["year_state"].tolist() == ["begins", "whole", "whole"]  # 2020 was never reported
    assert rolling["network_ties"].tolist() == [1, 3, 3]


def test_before_and_after_are_drawn_with_as_many_years_each_and_everyone_in_the_same_place(engine: Engine) -> None:
    write(engine, **THREE_YEARS)
    reforms.add(engine, REFORM)
    nodes, ties = table(engine, "network_reform_nodes"), table(engine, "network_reform_ties")
    assert rows(nodes[["reform_side", "side_from", "side_to"]].drop_duplicates()) == [
        ("before", 2022, 2022), ("after", 2023, 2023)
    ]  # fmt: skip
    places = nodes.groupby("organisation_en")[["x", "y"]].nunique()
    assert places.to_numpy().tolist() == [[1, 1]] * 3
    assert rows(nodes[["reform_side", "organisation_en", "is_present", "partners"]]) == [
        ("before", "Roads", True, 2), ("before", "Water", True, 2), ("before", "Lane", True, 2),
        ("after", "Roads", True, 1), ("after", "Water", False, 0), ("after", "Lane", True, 1),
    ]  # fmt: skip
    assert rows(ties[["reform_side", "first_en", "second_en", "on_both_sides"]]) == [
        ("before", "Roads", "Lane", True), ("before", "Roads", "Water", False), ("before", "Water", "Lane", False),
        ("after", "Roads", "Lane", True),
    ]  # fmt: skip


def test_roles_before_and_after_name_who_had_them_most(engine: Engine) -> None:
    write(
        engine,
        **{
            **THREE_YEARS,
            "participation": """
                project | as_of      | organisation | role
                P1      | 2021-01-01 | A            | responsible
                P1      | 2021-01-01 | B            | partner
                P2      | 2021-01-01 | A            | responsible
                P2      | 2021-01-01 | C            | partner
                P2      | 2022-01-01 | D            | partner
                P2      | 2022-12-31 | D            | partner
            """,
        },
    )
    reforms.add(engine, Entry(date(2022, 1, 1), "Merger", "", "Circular 3"))
    found = table(engine, "network_reform_roles").set_index("broker_role")
    # Roads links Water (its own kind) with the community Lane, both ways round: representative and gatekeeper.
    assert found.loc["representative", ["role_before", "broker_before_en"]].tolist() == [1.0, "Roads"]
    assert found["role_share_before"].tolist() == [0, 0, 0.5, 0.5, 0]
    assert found.loc["gatekeeper", "role_after"] == 1.0


def test_one_year_has_no_change_and_an_empty_database_no_year(engine: Engine) -> None:
    for name in ("network_by_year", "network_tie_changes", "network_tie_list", "network_reform", "reform_events",
                 "network_reform_roles", "network_reform_nodes", "network_reform_ties"):  # fmt: skip
        assert table(engine, name).empty
    write(engine, project_record="project | as_of | status | name_en\nP1 | 2021-06-30 | active | Dam")
    alone = table(engine, "network_by_year")
    assert rows(alone[["calendar_year", "network_bodies", "network_density", "network_ties"]]) == [(2021, 0, None, 0)]
    assert table(engine, "network_tie_changes").empty
    assert table(engine, "network_tie_list").empty


@pytest.mark.real_data
@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project")
def test_new_york_year_by_year_is_what_networkx_counts_from_who_takes_part(sqlite_engine: Engine) -> None:
    editions.write(sqlite_engine, load([FILES / "nyc/NYC_capital_projects_20190901.csv"], "nyc-capital-projects"))
    found = table(sqlite_engine, "network_by_year").set_index("calendar_year")
    assert found.loc[2019, ["network_ties", "network_weight", "year_state"]].tolist() == [36, 249.0, "ends"]
    with database.reading(sqlite_engine) as connection:
        years = slices.by_year(connection, resolve(connection, Scope()))
    assert list(years) == found.index.tolist()
    before: set[frozenset[int]] = set()
    steps = table(sqlite_engine, "network_tie_changes").set_index("calendar_year")
    for year, of_year in years.items():
        bodies = of_year.memberships.groupby("project_id")["organisation_id"].agg(set)
        graph = nx.Graph()
        graph.add_nodes_from(set().union(*bodies))
        graph.add_edges_from(pair for there in bodies for pair in combinations(there, 2))
        measured = found.loc[year]
        assert (measured["network_bodies"], measured["network_ties"]) == (len(graph), graph.size())
        assert measured["network_density"] == pytest.approx(nx.density(graph))
        assert measured["network_transitivity"] == pytest.approx(nx.transitivity(graph))
        assert measured["network_components"] == nx.number_connected_components(graph)
        assert measured["multi_body_share"] == pytest.approx(sum(len(there) > 1 for there in bodies) / len(bodies))
        now = {frozenset(pair) for pair in graph.edges}
        if year in steps.index:
            counts = steps.loc[year, ["ties_formed", "ties_kept", "ties_dissolved"]].tolist()
            assert counts == [len(now - before), len(now & before), len(before - now)]
        before = now


def test_the_invented_city_s_reform_is_marked_and_its_network_compared(reading: Connection) -> None:
    events = tables.make(reading, "reform_events", Scope())
    reform = events.set_index("took_effect").loc[pd.Timestamp(2023, 1, 1), "reform"]
    found = tables.make(reading, "network_reform", Scope())
    ties = found[found["reform"] == reform].set_index("time_measure").loc["network_ties"]
    # Its reports begin in the second half of 2022, which the comparison says.
    assert (ties["before_from"], ties["partial_before"], ties["partial_after"]) == (2022, True, False)
    assert (ties["after_from"], ties["after_to"]) == (2023, 2024)
    assert ties["mean_difference"] > 0
    earlier = found[(found["reform"] != reform) & (found["time_measure"] == "network_ties")]
    assert earlier["mean_difference"].isna().all()  # no report is as old as the reforms of 2019 and 2021
    departments = tables.make(reading, "network_reform", Scope().choosing(kinds="department"))
    planted = departments[departments["reform"] == reform].set_index("time_measure")
    assert planted.loc["multi_body_share", "mean_difference"] > 0  # more works with a partner of another department
