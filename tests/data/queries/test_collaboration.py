"""Who works with whom: drawn editions on each engine, the planted broker, and New York's agencies."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from sqlalchemy import Connection, Engine

from analytics.scope import Scope
from data import editions, tables
from data.importers import load
from data.sample.stories import STORIES
from tests.editions import table, write
from tests.tables import rows

FILES = Path(__file__).parents[4] / "shared/data"
EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status | sector | name_en
        P1      | 2025-03-31 | active | roads  | Bridge
        P2      | 2025-03-31 | active | roads  | Tunnel
        P3      | 2025-03-31 | active | water  | Sewer
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-03-31 | A            | responsible
        P1      | 2025-03-31 | B            | contractor
        P1      | 2025-03-31 | A            | client
        P2      | 2025-03-31 | A            | responsible
        P2      | 2025-03-31 | B            | contractor
        P2      | 2025-06-30 | C            | contractor
        P3      | 2025-03-31 | D            | responsible
    """,
}


def test_the_newest_report_of_a_role_says_who_takes_part(engine: Engine) -> None:
    write(engine, **EDITION)
    pairs = ["first_en", "second_en", "shared_projects"]
    assert rows(table(engine, "collaboration_pairs")[pairs]) == [("A", "B", 1), ("A", "C", 1)]
    before = table(engine, "collaboration_pairs", Scope(as_of=date(2025, 3, 31)))
    assert rows(before[pairs]) == [("A", "B", 2)]


def test_the_scope_narrows_the_projects_that_tie(engine: Engine) -> None:
    write(engine, **EDITION)
    bodies = ["organisation_en", "projects_joined", "partners", "strength"]
    assert rows(table(engine, "collaboration_organisations")[bodies]) == [
        ("A", 2, 2, 2),
        ("B", 1, 1, 1),
        ("C", 1, 1, 1),
        ("D", 1, 0, 0),
    ]
    assert rows(table(engine, "collaboration_organisations", Scope(sectors=("water",)))[bodies]) == [("D", 1, 0, 0)]
    assert rows(table(engine, "collaboration_summary")) == [(3, 3, 2, 4, 3, 2, 2)]


@pytest.mark.parametrize("name", [name for name in tables.TABLES if name.startswith("collaboration_")])
def test_an_empty_database_has_the_same_columns_and_nobody_in_them(engine: Engine, name: str) -> None:
    found = table(engine, name)
    assert tuple(found.columns) == tables.frame(name).columns
    assert rows(found) == ([(0,) * 7] if name == "collaboration_summary" else [])


# --- a whole city --------------------------------------------------------------------------------


def test_without_the_broker_the_two_groups_have_no_path_to_each_other(reading: Connection) -> None:
    story = next(story for story in STORIES if story.key == "broker")
    broker, *members = story.who
    pairs = tables.make(reading, "collaboration_pairs", Scope())
    network = nx.Graph(zip(pairs["first_en"], pairs["second_en"], strict=True))
    assert set(members) < set(nx.node_connected_component(network, broker))
    assert broker in set(nx.articulation_points(network))
    network.remove_node(broker)
    assert not any(nx.has_path(network, members[0], other) for other in members[6:])


def test_the_picture_draws_the_broker_between_its_groups(reading: Connection) -> None:
    story = next(story for story in STORIES if story.key == "broker")
    drawn = tables.make(reading, "collaboration_ties", Scope())
    ends = {frozenset(pair) for pair in zip(drawn["first_en"], drawn["second_en"], strict=True)}
    assert {frozenset((story.who[0], member)) for member in story.who[1:]} <= ends


@pytest.mark.real_data
@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project")
def test_new_york_s_agencies_work_together_in_36_pairs(engine: Engine) -> None:
    editions.write(engine, load([FILES / "nyc/NYC_capital_projects_20190901.csv"], "nyc-capital-projects"))
    summary = table(engine, "collaboration_summary").iloc[0]
    names = ["collaborating_pairs", "pair_weight", "bodies_in_pairs"]
    assert summary[names].tolist() == [36, 249, 28]
    pairs = table(engine, "collaboration_pairs")
    found = {frozenset((a, b)): n for a, b, n in rows(pairs[["first_en", "second_en", "shared_projects"]])}
    closest = {("DDC", "DEP"): 78, ("DDC", "DOT"): 52, ("DOE", "SCA"): 31, ("DCAS", "DDC"): 16}
    assert {pair: found[frozenset(pair)] for pair in closest} == closest
