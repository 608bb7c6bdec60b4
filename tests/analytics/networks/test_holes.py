import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analytics.networks import masked
from analytics.networks.holes import structural_holes
from analytics.networks.one_mode import from_matrix, from_networkx

NETWORKS = st.tuples(
    st.integers(0, 2**32), st.integers(2, 12), st.floats(0.1, 0.9), st.booleans(), st.sampled_from([1, 5])
)


def random_graph(seed: int, n: int, density: float, directed: bool, heaviest: int) -> nx.Graph:
    random = np.random.default_rng(seed)
    weights = random.integers(1, heaviest + 1, (n, n)) * (random.random((n, n)) < density)
    np.fill_diagonal(weights, 0)
    weights = weights if directed else np.triu(weights) + np.triu(weights).T
    return nx.from_numpy_array(weights, create_using=nx.DiGraph if directed else nx.Graph)


def hierarchy_as_written(graph: nx.Graph, node: int) -> float:
    """Burt's formula, one partner at a time, from networkx's constraint by a single partner."""
    partners = sorted(set(nx.all_neighbors(graph, node)))
    local = [nx.local_constraint(graph, node, partner, weight="weight") for partner in partners]
    if len(partners) == 1:
        return 1.0
    relative = [c / (sum(local) / len(partners)) for c in local]
    return sum(r * np.log(r) for r in relative) / (len(partners) * np.log(len(partners)))


def effective_size_as_written(graph: nx.Graph, node: int) -> float:
    """A partner at a time. networkx 3.6, asked for all nodes, divides by the strongest tie of the wrong one."""
    share = nx.algorithms.structuralholes.normalized_mutual_weight
    partners = set(nx.all_neighbors(graph, node))
    repeated = (
        share(graph, node, other, weight="weight") * share(graph, partner, other, norm=max, weight="weight")
        for partner in partners
        for other in partners
    )
    return len(partners) - sum(repeated)


@settings(deadline=None, max_examples=60)
@given(NETWORKS)
def test_constraint_effective_size_and_hierarchy_are_those_of_the_formulas(drawn: tuple) -> None:
    graph = random_graph(*drawn)
    found = structural_holes(from_networkx(graph))
    tied = [node for node in graph if graph.degree(node)]
    constraint = nx.constraint(graph, weight="weight")
    np.testing.assert_allclose(found.loc[tied, "constraint"], [constraint[node] for node in tied])
    size = [effective_size_as_written(graph, node) for node in tied]
    np.testing.assert_allclose(found.loc[tied, "effective_size"], size, atol=1e-9)
    written = [hierarchy_as_written(graph, node) for node in tied]
    np.testing.assert_allclose(found.loc[tied, "hierarchy"], written, atol=1e-9)
    assert found.drop(tied).isna().all(axis=None)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32), st.integers(1, 30), st.integers(1, 9), st.integers(1, 30))
def test_entries_of_a_product_are_those_of_the_whole_product(seed: int, rows: int, inner: int, columns: int) -> None:
    random = np.random.default_rng(seed)
    left, right, mask = (
        sparse.random_array(shape, density=0.4, rng=random, format="csr")
        for shape in ((rows, inner), (inner, columns), (rows, columns))
    )
    whole = (left @ right).toarray()
    cells = mask.tocoo()
    np.testing.assert_allclose(masked.values_at(left, right, mask), whole[cells.row, cells.col])


def test_bands_of_a_product_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(4)
    ties = sparse.random_array((40, 40), density=0.2, rng=random, format="csr")
    at_once = masked.values_at(ties, ties, ties)
    monkeypatch.setattr(masked, "_CELLS", 120)  # three rows a band
    np.testing.assert_array_equal(masked.values_at(ties, ties, ties), at_once)


def test_the_medici_are_the_least_constrained_of_the_florentine_families() -> None:
    found = structural_holes(from_networkx(nx.florentine_families_graph()))
    assert found.loc["Medici", "constraint"] == pytest.approx(0.209877, abs=5e-7)
    assert found.loc["Medici", "effective_size"] == pytest.approx(5.6667, abs=5e-5)
    assert found["constraint"].idxmin() == "Medici"


def test_published_constraints_of_the_karate_club_and_of_valjean() -> None:
    karate = structural_holes(from_networkx(nx.karate_club_graph()), weighted=False)
    assert karate.loc[0, "constraint"] == pytest.approx(0.155423, abs=5e-7)
    valjean = structural_holes(from_networkx(nx.les_miserables_graph())).loc["Valjean"]
    assert valjean["constraint"] == pytest.approx(0.163448, abs=5e-7)


def test_the_middle_of_a_star_is_free_and_its_ends_are_bound() -> None:
    found = structural_holes(from_networkx(nx.star_graph(4)))
    assert found.loc[0].tolist() == pytest.approx([0.25, 4, 1, 0])  # four equal partners, no two of them tied
    assert found.loc[1].tolist() == pytest.approx([1, 1, 1, 1])


def test_an_organisation_without_a_partner_has_no_holes_to_measure() -> None:
    found = structural_holes(from_matrix([[0, 1, 0], [1, 0, 0], [0, 0, 0]], ids=[5, 6, 7]))
    assert found.loc[7].isna().all()
    assert found.loc[[5, 6]].notna().all(axis=None)
    assert structural_holes(from_matrix(np.zeros((0, 0)))).empty


def test_weights_tell_only_where_they_are_asked_for() -> None:
    weights = [[0, 9, 1], [9, 0, 1], [1, 1, 0]]
    plain = structural_holes(from_matrix(np.minimum(weights, 1)))
    network = from_matrix(weights)
    pd.testing.assert_frame_equal(structural_holes(network, weighted=False), plain)
    assert structural_holes(network).loc[0, "hierarchy"] > plain.loc[0, "hierarchy"] + 0.1
