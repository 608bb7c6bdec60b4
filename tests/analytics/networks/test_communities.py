import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks.communities import louvain, modularity
from analytics.networks.one_mode import from_networkx


def test_the_best_division_of_the_karate_club_is_as_published() -> None:
    found = louvain(from_networkx(nx.karate_club_graph()), weighted=False)
    assert found.modularity == pytest.approx(0.419790, abs=5e-7)
    assert found.table["community"].value_counts(sort=False).sort_index().is_monotonic_decreasing


@settings(deadline=None)
@given(
    st.builds(nx.gnp_random_graph, st.integers(2, 12), st.floats(0.2, 0.8), st.integers(0, 99)),
    st.lists(st.integers(0, 3), min_size=12, max_size=12),
    st.sampled_from([0.5, 1.0, 2.0]),
    st.booleans(),
)
def test_modularity_is_that_of_networkx(graph: nx.Graph, labels: list[int], resolution: float, weighted: bool) -> None:
    for number, (a, b) in enumerate(graph.edges):
        graph.edges[a, b]["weight"] = 1 + number % 4
    label = np.array(labels[: len(graph)])
    parts = [{node for node in graph if label[node] == value} for value in set(label.tolist())]
    found = modularity(from_networkx(graph), label, weighted=weighted, resolution=resolution)
    if graph.number_of_edges():
        weight = "weight" if weighted else None
        assert found == pytest.approx(nx.community.modularity(graph, parts, weight=weight, resolution=resolution))
    else:
        assert np.isnan(found)


def test_more_tries_never_find_less_and_a_seed_means_one_answer() -> None:
    network = from_networkx(nx.gnm_random_graph(80, 160, seed=2))
    found = [louvain(network, tries=tries, seed=5).modularity for tries in (1, 3, 12)]
    assert found == sorted(found)
    assert found[0] < found[-1]
    again = louvain(network, tries=3, seed=5)
    assert again.table.equals(louvain(network, tries=3, seed=5).table)
    assert again.modularity == pytest.approx(modularity(network, again.table["community"].to_numpy()))


def test_a_body_without_ties_is_a_community_of_its_own_and_weights_decide() -> None:
    graph = nx.cycle_graph(4)
    graph.add_node(9)
    nx.set_edge_attributes(graph, {(0, 1): 9, (1, 2): 1, (2, 3): 9, (0, 3): 1}, "weight")
    assert louvain(from_networkx(graph)).table["community"].tolist() == [0, 0, 1, 1, 2]


def test_without_ties_there_is_no_modularity() -> None:
    found = louvain(from_networkx(nx.empty_graph(3)))
    assert np.isnan(found.modularity)
    assert found.table["community"].tolist() == [0, 1, 2]


def test_no_try_is_refused() -> None:
    with pytest.raises(PortfolioError, match="at least one try"):
        louvain(from_networkx(nx.path_graph(3)), tries=0)
