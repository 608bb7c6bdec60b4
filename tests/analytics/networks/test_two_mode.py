from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.networks import two_mode
from tests.tables import draw, rows

MEMBERSHIPS = st.lists(st.tuples(st.integers(0, 12), st.integers(100, 109)), max_size=80)


def table(members: list[tuple[int, int]]) -> pd.DataFrame:
    return pd.DataFrame(members, columns=["project_id", "organisation_id"], dtype="int64")


def by_networkx(members: list[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """The slow obvious version: networkx's weighted projection."""
    graph = nx.Graph()
    bodies = {organisation for _, organisation in members}
    graph.add_nodes_from(bodies)
    graph.add_edges_from((("project", project), organisation) for project, organisation in members)
    if not members:  # networkx refuses to project nothing
        return {}
    projected = nx.bipartite.weighted_projected_graph(graph, bodies)
    return {(min(a, b), max(a, b)): weight for a, b, weight in projected.edges(data="weight")}


@settings(deadline=None)
@given(MEMBERSHIPS)
def test_the_weights_are_those_of_networkx(members: list[tuple[int, int]]) -> None:
    found = two_mode.pairs(two_mode.two_mode(table(members)))
    weights = {(row.first_id, row.second_id): row.shared_projects for row in found.itertuples()}
    assert weights == by_networkx(members)


@settings(deadline=None)
@given(MEMBERSHIPS)
def test_partners_and_strength_are_degree_and_weighted_degree(members: list[tuple[int, int]]) -> None:
    network = two_mode.two_mode(table(members))
    ties = two_mode.pairs(network)
    graph = nx.Graph()
    graph.add_nodes_from(network.organisations.tolist())
    graph.add_weighted_edges_from(ties.itertuples(index=False, name=None))
    found = two_mode.organisations(network, ties).set_index("organisation_id")
    assert found["partners"].to_dict() == dict(graph.degree())
    assert found["strength"].to_dict() == dict(graph.degree(weight="weight"))
    projects = table(members).drop_duplicates().groupby("organisation_id").size()
    assert found["projects_joined"].to_dict() == projects.to_dict()


@settings(deadline=None)
@given(MEMBERSHIPS)
def test_the_summary_adds_up_to_the_pairs_counted_one_by_one(members: list[tuple[int, int]]) -> None:
    network = two_mode.two_mode(table(members))
    found = two_mode.summary(network, two_mode.pairs(network))
    together = table(members).drop_duplicates().groupby("project_id")["organisation_id"].agg(sorted)
    pairs = [pair for bodies in together for pair in combinations(bodies, 2)]
    assert found["pair_weight"] == len(pairs)
    assert found["collaborating_pairs"] == len(set(pairs))
    assert found["projects_shared"] == sum(len(bodies) > 1 for bodies in together)
    assert found["bodies_in_pairs"] == len({body for pair in pairs for body in pair})


def test_two_roles_on_one_project_count_once_and_pairs_come_strongest_first() -> None:
    members = draw("""
        project_id | organisation_id
        1          | 9
        1          | 7
        1          | 7
        2          | 7
        2          | 8
        3          | 8
        3          | 7
        4          |
    """)
    assert rows(two_mode.pairs(two_mode.two_mode(members))) == [(7, 8, 2), (7, 9, 1)]


def test_more_common_projects_than_a_byte_holds_do_not_overflow() -> None:
    members = pd.DataFrame({"project_id": np.repeat(np.arange(300), 2), "organisation_id": [1, 2] * 300})
    assert rows(two_mode.pairs(two_mode.two_mode(members))) == [(1, 2, 300)]


def test_the_davis_women_meet_in_139_of_153_pairs() -> None:
    # Davis, Gardner and Gardner 1941: 18 women at 14 events; total weight 322.
    graph = nx.davis_southern_women_graph()
    women = {name: number for number, name in enumerate(sorted(graph.graph["top"]))}
    events = {name: number for number, name in enumerate(sorted(graph.graph["bottom"]))}
    members = table([(events[event], women[woman]) for woman in women for event in graph[woman]])
    found = two_mode.summary(*[(n := two_mode.two_mode(members)), two_mode.pairs(n)])
    assert (found["collaborating_pairs"], found["pair_weight"]) == (139, 322)
