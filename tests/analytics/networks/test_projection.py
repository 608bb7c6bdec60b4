from fractions import Fraction
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks import projection
from analytics.networks.one_mode import OneMode
from analytics.networks.two_mode import TwoMode, pairs, two_mode
from tests.tables import draw, rows

MEMBERSHIPS = st.lists(st.tuples(st.integers(0, 12), st.integers(100, 109)), max_size=80)


def network(members: list[tuple[int, int]]) -> TwoMode:
    return two_mode(pd.DataFrame(members, columns=["project_id", "organisation_id"], dtype="int64"))


def pair_by_pair(members: list[tuple[int, int]], weight: str) -> dict[tuple[int, int], float]:
    """The slow obvious version: every pair on every project, in exact fractions. Project p costs 3p + 1."""
    on: dict[int, set[int]] = {}
    for project, organisation in members:
        on.setdefault(project, set()).add(organisation)
    together: dict[tuple[int, int], list[int]] = {}
    for project, bodies in on.items():
        for pair in combinations(sorted(bodies), 2):
            together.setdefault(pair, []).append(project)

    def one(pair: tuple[int, int], projects: list[int]) -> float:
        either = sum(1 for bodies in on.values() if set(pair) & bodies)
        return {
            "count": len(projects),
            "newman": float(sum(Fraction(1, len(on[p]) - 1) for p in projects)),
            "jaccard": len(projects) / either,
            "investment": sum(3 * p + 1 for p in projects),
        }[weight]

    return {pair: one(pair, projects) for pair, projects in together.items()}


def weights(found: OneMode) -> dict[tuple[int, int], float]:
    return {(row.first_id, row.second_id): row.weight for row in found.table().itertuples()}


@pytest.mark.parametrize("weight", projection.WEIGHTS)
@settings(deadline=None)
@given(members=MEMBERSHIPS)
def test_each_weight_is_that_of_adding_up_pair_by_pair(weight: str, members: list[tuple[int, int]]) -> None:
    made = network(members)
    found = projection.project(made, weight, 3 * made.projects + 1)
    assert weights(found) == pytest.approx(pair_by_pair(members, weight))
    assert found.ids.tolist() == made.organisations.tolist()
    assert abs(found.weights - found.weights.T).max() < 1e-12 if found.nodes else True


@settings(deadline=None)
@given(MEMBERSHIPS)
def test_the_weights_newman_gives_a_body_add_up_to_its_shared_projects(members: list[tuple[int, int]]) -> None:
    made = network(members)
    shared = made.incidence.T @ (made.per_project > 1)
    assert projection.project(made, "newman").weights.sum(axis=1) == pytest.approx(shared)


@settings(deadline=None)
@given(MEMBERSHIPS)
def test_counts_and_newman_are_those_of_networkx(members: list[tuple[int, int]]) -> None:
    made = network(members)
    graph = nx.Graph()
    graph.add_nodes_from(made.organisations.tolist())
    graph.add_edges_from((("project", project), organisation) for project, organisation in members)
    if members:  # networkx refuses to project nothing
        for weight, by_networkx in (
            ("count", nx.bipartite.weighted_projected_graph),
            ("newman", nx.bipartite.collaboration_weighted_projected_graph),
        ):
            expected = by_networkx(graph, made.organisations.tolist())
            assert weights(projection.project(made, weight)) == pytest.approx(
                {(min(a, b), max(a, b)): w for a, b, w in expected.edges(data="weight")}
            )


@settings(deadline=None)
@given(MEMBERSHIPS)
def test_the_ties_are_those_of_the_pairs_table(members: list[tuple[int, int]]) -> None:
    made = network(members)
    assert rows(projection.project(made).table()) == rows(pairs(made))


def test_a_project_of_unknown_cost_is_not_a_project_that_cost_nothing() -> None:
    members = draw("""
        project_id | organisation_id
        1          | 7
        1          | 8
        2          | 7
        2          | 8
        3          | 8
        3          | 9
    """)
    amounts = pd.Series([9_000_000_000_000_001, None, None], dtype="Int64")
    found = projection.project(two_mode(members), "investment", amounts)
    assert rows(found.table()) == [(7, 8, 9_000_000_000_000_001)]  # to the last fen, which a float would lose
    assert found.ids.tolist() == [7, 8, 9]


def test_the_davis_women_weigh_322_by_count() -> None:
    graph = nx.davis_southern_women_graph()
    events = {event: number for number, event in enumerate(graph.graph["bottom"])}
    women = {woman: number for number, woman in enumerate(graph.graph["top"])}
    found = projection.project(network([(events[e], women[w]) for w in women for e in graph[w]]))
    assert (found.ties, found.weights.sum() / 2) == (139, 322)


@pytest.mark.parametrize(
    ("weight", "amounts", "said"),
    [
        ("cosine", None, "There is no weight cosine"),
        ("investment", None, "each of the 2 projects"),
        ("investment", [1], "each of the 2 projects"),
        ("investment", [1, -1], "negative"),
    ],
)
def test_a_weight_that_cannot_be_made_is_refused(weight: str, amounts: list[int] | None, said: str) -> None:
    with pytest.raises(PortfolioError, match=said):
        projection.project(network([(1, 7), (2, 8)]), weight, amounts)


def test_a_crowd_on_one_project_overflows_nothing() -> None:
    members = pd.DataFrame({"project_id": np.repeat(np.arange(300), 2), "organisation_id": [1, 2] * 300})
    made = two_mode(members)
    bytes_only = TwoMode(made.projects, made.organisations, made.incidence.astype("int8"))
    assert rows(projection.project(bytes_only).table()) == [(1, 2, 300)]
