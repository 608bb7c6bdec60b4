import networkx as nx
import numpy as np
import pytest

from analytics.networks.null_models import same_degrees, same_ties
from analytics.networks.one_mode import from_networkx
from analytics.networks.small_world import small_world


@pytest.mark.parametrize("chance", [same_ties, same_degrees])
def test_a_ring_with_shortcuts_is_a_small_world_and_a_random_network_is_not(chance: object) -> None:
    ring = small_world(from_networkx(nx.watts_strogatz_graph(300, 8, 0.05, seed=1)), chance=chance)  # type: ignore[arg-type]
    random = small_world(from_networkx(nx.gnm_random_graph(300, 1200, seed=1)), chance=chance)  # type: ignore[arg-type]
    assert ring.sigma > 5
    assert random.sigma == pytest.approx(1, abs=0.2)


def test_against_as_many_ties_the_expectations_are_those_of_theory() -> None:
    found = small_world(from_networkx(nx.gnm_random_graph(400, 4000, seed=3)), draws=10, chance=same_ties)
    assert found.expected_transitivity == pytest.approx(20 / 399, rel=0.05)  # the density
    assert found.expected_path == pytest.approx(np.log(400) / np.log(20), rel=0.2)
    assert found.sigma == pytest.approx(
        found.transitivity / found.expected_transitivity / (found.average_path / found.expected_path)
    )


def test_it_is_that_of_networkx_swapping_ties_one_by_one() -> None:
    graph = nx.connected_watts_strogatz_graph(40, 6, 0.1, seed=2)
    c, path = [], []
    for seed in range(30):
        other = graph.copy()
        nx.double_edge_swap(other, nswap=1200, max_tries=100_000, seed=seed)
        c.append(nx.transitivity(other))
        path.append(np.mean([d for _, far in nx.all_pairs_shortest_path_length(other) for d in far.values() if d]))
    expected = nx.transitivity(graph) / np.mean(c) / (nx.average_shortest_path_length(graph) / np.mean(path))
    assert small_world(from_networkx(graph), draws=60).sigma == pytest.approx(expected, rel=0.1)


def test_only_the_largest_component_counts() -> None:
    graph = nx.watts_strogatz_graph(60, 6, 0.1, seed=4)
    alone = small_world(from_networkx(graph), draws=5, seed=9)
    graph.add_edges_from([(100, 101), (102, 103)])
    assert small_world(from_networkx(graph), draws=5, seed=9) == alone
    assert small_world(from_networkx(graph), draws=5, seed=8) != alone


def test_without_ties_or_triangles_by_chance_there_is_no_sigma() -> None:
    assert np.isnan(small_world(from_networkx(nx.empty_graph(3))).sigma)
    assert np.isnan(small_world(from_networkx(nx.star_graph(5))).sigma)
