"""k-core, cut-points and eigenvectors: networkx is the slow and obvious version."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.networks.cohesion import cut_off, k_core
from analytics.networks.eigenvector import eigenvector
from analytics.networks.one_mode import OneMode, from_matrix, from_networkx

GRAPHS = {
    "karate": nx.karate_club_graph(),
    "florentine": nx.florentine_families_graph(),
    "les misérables": nx.les_miserables_graph(),
    "two trees apart": nx.disjoint_union(nx.balanced_tree(2, 3), nx.path_graph(5)),
}


def _slowly_cut_off(graph: nx.Graph, node: object) -> int:
    rest = graph.subgraph(nx.node_connected_component(graph, node) - {node})
    parts = sorted(map(len, nx.connected_components(rest)))
    return sum(parts[:-1])


@pytest.mark.parametrize("name", GRAPHS)
def test_cores_and_what_a_cut_point_holds_are_those_of_networkx(name: str) -> None:
    graph = GRAPHS[name]
    network = from_networkx(graph)
    assert k_core(network).tolist() == list(nx.core_number(graph).values())
    assert cut_off(network).tolist() == [_slowly_cut_off(graph, node) for node in graph]
    cut_points = {node for node, held in zip(graph, cut_off(network), strict=True) if held}
    assert cut_points == set(nx.articulation_points(graph))


@given(st.integers(1, 14), st.floats(0, 0.5), st.integers(0, 10_000))
def test_whatever_the_network_cores_and_cut_points_are_those_of_networkx(nodes: int, density: float, seed: int) -> None:
    graph = nx.gnp_random_graph(nodes, density, seed=seed)
    network = from_networkx(graph)
    assert k_core(network).tolist() == list(nx.core_number(graph).values())
    assert cut_off(network).tolist() == [_slowly_cut_off(graph, node) for node in graph]


def test_the_florentine_cut_points_are_the_four_families_that_everyone_prints() -> None:
    graph = GRAPHS["florentine"]
    named = {family for family, held in zip(graph, cut_off(from_networkx(graph)), strict=True) if held}
    assert named == {"Albizzi", "Guadagni", "Medici", "Salviati"}


@pytest.mark.parametrize("weighted", [True, False])
@pytest.mark.parametrize("name", ["karate", "florentine", "les misérables"])
def test_eigenvectors_are_those_of_networkx(name: str, weighted: bool) -> None:
    graph = GRAPHS[name]
    expected = nx.eigenvector_centrality_numpy(graph, weight="weight" if weighted else None)
    found = eigenvector(from_networkx(graph), weighted=weighted)
    np.testing.assert_allclose(found, list(expected.values()), atol=1e-9)


def test_an_eigenvector_is_missing_outside_the_largest_component_and_without_ties() -> None:
    apart = from_networkx(GRAPHS["two trees apart"])
    assert np.isnan(eigenvector(apart)).tolist() == [False] * 15 + [True] * 5
    assert np.isnan(eigenvector(from_matrix(np.zeros((3, 3))))).all()


def test_directions_are_forgotten() -> None:
    path = from_matrix([[0, 1, 0], [0, 0, 0], [0, 1, 0]], directed=True)
    assert isinstance(path, OneMode)
    assert k_core(path).tolist() == [1, 1, 1]
    assert cut_off(path).tolist() == [0, 1, 0]
    np.testing.assert_allclose(eigenvector(path), [0.5, 0.5**0.5, 0.5])
