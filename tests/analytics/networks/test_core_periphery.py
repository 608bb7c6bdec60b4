from fractions import Fraction
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.networks.core_periphery import _moments, continuous, discrete
from analytics.networks.one_mode import from_networkx

GRAPHS = st.builds(nx.gnp_random_graph, st.integers(4, 9), st.floats(0.15, 0.9), st.integers(0, 999), st.booleans())


def by_numpy(weights: np.ndarray, core: set[int]) -> float:
    """r of one core, from the two lists of values that it correlates."""
    observed, ideal = [], []
    for i in range(len(weights)):
        for j in range(len(weights)):
            if i != j and (i in core) == (j in core):
                observed.append(weights[i, j])
                ideal.append(float(i in core))
    return float(np.corrcoef(observed, ideal)[0, 1]) if np.ptp(observed) and np.ptp(ideal) else -np.inf


def every_core(weights: np.ndarray) -> float:
    """The slow obvious version: the best of all cores there are."""
    nodes = range(len(weights))
    return max(by_numpy(weights, set(core)) for k in range(2, len(weights) - 1) for core in combinations(nodes, k))


def weighted(graph: nx.Graph) -> nx.Graph:
    for number, (a, b) in enumerate(graph.edges):
        graph.edges[a, b]["weight"] = 1 + number * 7 % 5
    return graph


def test_the_core_of_florence_is_as_published() -> None:
    found = discrete(from_networkx(nx.florentine_families_graph()))
    assert found.fit == pytest.approx(0.422577, abs=5e-7)
    core = found.table.loc[found.table["in_core"], "organisation_id"]
    assert sorted(core) == ["Medici", "Ridolfi", "Tornabuoni"]


def test_no_other_core_of_florence_fits_better() -> None:
    weights = nx.to_numpy_array(nx.florentine_families_graph())
    rows, best = np.arange(15), -np.inf
    for number in range(1, 2**15 - 1):
        inside = (number >> rows) & 1 == 1
        k = int(inside.sum())
        if 2 <= k <= 13:
            a, b = weights[inside][:, inside].sum(), weights[~inside][:, ~inside].sum()
            core, rim = k * (k - 1), (15 - k) * (14 - k)
            share = (a + b) / (core + rim)
            if 0 < share < 1:
                best = max(best, (a / core - b / rim) * np.sqrt(core * rim / (share * (1 - share))) / (core + rim))
    assert best == pytest.approx(0.422577, abs=5e-7)


@settings(deadline=None, max_examples=30)
@given(GRAPHS, st.booleans())
def test_in_small_networks_the_best_of_all_cores_is_found(graph: nx.Graph, by_weight: bool) -> None:
    network = from_networkx(weighted(graph))
    found = discrete(network, weighted=by_weight)
    weights = nx.to_numpy_array(graph, weight="weight" if by_weight else None)
    best = every_core(weights)
    if np.isfinite(best):
        assert found.fit == pytest.approx(best, abs=1e-9)
        assert by_numpy(weights, set(np.flatnonzero(found.table["in_core"]).tolist())) == pytest.approx(best, abs=1e-9)
    else:
        assert np.isnan(found.fit)
        assert not found.table["in_core"].any()


@settings(deadline=None, max_examples=12)
@given(GRAPHS, st.booleans())
def test_the_fit_of_coreness_is_its_correlation_and_beats_degree(graph: nx.Graph, by_weight: bool) -> None:
    graph = weighted(graph.to_undirected())
    weights = nx.to_numpy_array(graph, weight="weight" if by_weight else None)
    apart = ~np.eye(len(graph), dtype=bool)
    found = continuous(from_networkx(graph), weighted=by_weight)
    if not np.ptp(weights[apart]):
        assert np.isnan(found.fit)
        return
    c = found.table["coreness"].to_numpy()
    assert (c >= 0).all()
    assert c @ c == pytest.approx(1)
    assert found.fit == pytest.approx(np.corrcoef(weights[apart], np.outer(c, c)[apart])[0, 1], abs=1e-6)
    degree = np.outer(weights.sum(axis=1), weights.sum(axis=1))[apart]
    if np.ptp(degree):
        assert found.fit >= np.corrcoef(weights[apart], degree)[0, 1] - 1e-6


@pytest.mark.parametrize("c", [[1, 1e-5, 2e-5, 3e-5, 1e-5], [1, 1 + 1e-5, 1 - 1e-5, 1, 1 + 2e-5], [5, 4, 3, 2, 1]])
def test_sums_that_nearly_cancel_out_keep_their_digits(c: list[float]) -> None:
    weights = nx.to_scipy_sparse_array(weighted(nx.path_graph(5)), dtype="float64")
    cover, own = _moments(np.array(c), weights, weights.sum(axis=1), weights.sum())
    pairs = [(i, j) for i in range(5) for j in range(5) if i != j]
    product = [Fraction(c[i]) * Fraction(c[j]) for i, j in pairs]
    observed = [Fraction(int(weights[i, j])) for i, j in pairs]
    mean = sum(product) / len(pairs)
    assert own == pytest.approx(float(sum((p - mean) ** 2 for p in product)), rel=1e-6, abs=0)
    expected = float(sum(w * (p - mean) for w, p in zip(observed, product, strict=True)))
    assert cover == pytest.approx(expected, rel=1e-6, abs=0)


def test_a_network_made_of_coreness_gives_it_back() -> None:
    coreness = np.array([0.9, 0.7, 0.5, 0.3, 0.2, 0.1])
    weights = np.outer(coreness, coreness)
    np.fill_diagonal(weights, 0)
    found = continuous(from_networkx(nx.from_numpy_array(weights)), weighted=True)
    assert found.fit == pytest.approx(1, abs=1e-8)
    assert found.table["coreness"].to_numpy() == pytest.approx(coreness / np.linalg.norm(coreness), abs=1e-3)


@pytest.mark.parametrize("graph", [nx.empty_graph(6), nx.complete_graph(6), nx.path_graph(3), nx.Graph()])
def test_where_all_pairs_are_alike_there_is_no_core(graph: nx.Graph) -> None:
    found = discrete(from_networkx(graph))
    assert np.isnan(found.fit)
    assert not found.table["in_core"].any()
    if len(graph) != 3:
        assert np.isnan(continuous(from_networkx(graph)).fit)


def test_where_all_have_as_many_partners_coreness_is_found_all_the_same() -> None:
    found = continuous(from_networkx(nx.cycle_graph(6)))
    assert found.fit > 0.4
    assert np.ptp(found.table["coreness"]) > 0.1


def test_a_seed_means_one_core() -> None:
    network = from_networkx(nx.gnm_random_graph(60, 200, seed=1))
    assert discrete(network, seed=3).table.equals(discrete(network, seed=3).table)
