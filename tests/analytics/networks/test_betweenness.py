from fractions import Fraction

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks import betweenness as module
from analytics.networks.betweenness import betweenness, lengths
from analytics.networks.one_mode import from_networkx, from_ties

TIES = st.lists(st.tuples(st.integers(1, 14), st.integers(1, 14), st.integers(1, 6)), max_size=60)


def graph(ties: list[tuple[int, int, int]], directed: bool) -> nx.Graph:
    table = pd.DataFrame(ties, columns=["first_id", "second_id", "weight"], dtype="int64")
    return from_ties(table, ids=range(1, 16), directed=directed).to_networkx()


def of(network: nx.Graph, **asked: object) -> dict[object, float]:
    return betweenness(from_networkx(network), **asked).set_index("organisation_id")["betweenness"].to_dict()  # type: ignore[arg-type]


@settings(deadline=None)
@given(TIES, st.booleans(), st.booleans())
def test_it_is_that_of_networkx_with_and_without_directions(ties: list, directed: bool, normalised: bool) -> None:
    network = graph(ties, directed)
    assert of(network, normalised=normalised) == pytest.approx(
        nx.betweenness_centrality(network, normalized=normalised)
    )


@settings(deadline=None)
@given(TIES, st.booleans())
def test_weighted_it_is_that_of_exact_fractions(ties: list, directed: bool) -> None:
    network = graph(ties, directed)
    for *_, data in network.edges(data=True):
        data["length"] = Fraction(1, data["weight"])
    expected = nx.betweenness_centrality(network, weight="length")
    assert of(network, weighted=True) == pytest.approx(expected)
    for *_, data in network.edges(data=True):
        data["weight"] = float(data["weight"])  # no whole numbers: equal within one part in 10⁹
    assert of(network, weighted=True) == pytest.approx(expected)


def test_equally_short_paths_are_not_told_apart_by_rounding() -> None:
    # From a to z it is 1/10 + 1/15 over b and 1/6 directly.
    network = nx.Graph()
    assert 1 / 10 + 1 / 15 != 1 / 6
    network.add_weighted_edges_from([("a", "b", 10), ("b", "z", 15), ("a", "z", 6)])
    found = of(network, weighted=True, normalised=False)
    nx.set_edge_attributes(network, {(a, b): 1 / w for a, b, w in network.edges(data="weight")}, "length")
    wrong = nx.betweenness_centrality(network, weight="length", normalized=False)
    assert (found["b"], wrong["b"]) == (0.5, 0.0)
    floats = nx.Graph((a, b, {"weight": w * 0.5}) for a, b, w in network.edges(data="weight"))
    assert of(floats, weighted=True, normalised=False)["b"] == 0.5


def test_lengths_are_whole_where_they_can_be_and_fractions_where_they_cannot() -> None:
    assert lengths(np.array([1, 2, 3])) == (pytest.approx([6, 3, 2]), 0.0)
    long, within = lengths(np.arange(1, 200))  # their least common multiple has 86 digits
    assert (long[1], within) == (0.5, 1e-9)
    assert lengths(np.array([0.5, 2.0]))[1] == 1e-9


def test_les_miserables_with_weights_is_that_of_exact_fractions() -> None:
    network = nx.les_miserables_graph()
    nx.set_edge_attributes(network, {(a, b): Fraction(1, w) for a, b, w in network.edges(data="weight")}, "length")
    found = of(network, weighted=True)
    assert found == pytest.approx(nx.betweenness_centrality(network, weight="length"))


def test_the_medici_stand_on_as_many_ways_as_published() -> None:
    families = nx.florentine_families_graph()
    assert of(families)["Medici"] == pytest.approx(0.521978, abs=5e-7)
    families.add_node("Pucci")
    assert of(families)["Medici"] == pytest.approx(0.452381, abs=5e-7)
    assert of(families, normalised=False)["Medici"] == pytest.approx(47.5)


def test_a_batch_is_only_a_matter_of_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    network = nx.gnm_random_graph(150, 400, seed=3)
    nx.add_path(network, range(200, 260))  # and a long way through few nodes
    expected = nx.betweenness_centrality(network)
    assert of(network) == pytest.approx(expected)
    assert of(network, weighted=True) == pytest.approx(expected)
    monkeypatch.setattr(module, "_BATCH", 7)
    assert of(network) == pytest.approx(expected)
    assert of(network, weighted=True) == pytest.approx(expected)


@pytest.mark.parametrize("weighted", [False, True])
def test_a_sample_is_repeatable_and_right_within_its_error(weighted: bool) -> None:
    network = from_networkx(nx.barabasi_albert_graph(400, 3, seed=1))
    exact = betweenness(network, weighted=weighted)
    assert (exact["standard_error"] == 0).all()
    off, error = [], []
    for seed in range(60):
        sample = betweenness(network, weighted=weighted, sources=100, seed=seed)
        off.append(sample["betweenness"] - exact["betweenness"])
        error.append(sample["standard_error"])
    # On average nothing is off, and the square of the error is what the estimates scatter by.
    assert abs(np.mean(off, axis=0)).sum() < 0.15 * exact["betweenness"].sum()
    assert np.mean(off, axis=0).sum() == pytest.approx(0, abs=0.01 * exact["betweenness"].sum())
    assert np.square(off).sum() == pytest.approx(np.square(error).sum(), rel=0.1)
    pd.testing.assert_frame_equal(sample, betweenness(network, weighted=weighted, sources=100, seed=59))
    with pytest.raises(AssertionError):
        pd.testing.assert_frame_equal(sample, betweenness(network, weighted=weighted, sources=100, seed=18))


def test_every_source_of_a_sample_is_no_sample() -> None:
    network = from_networkx(nx.karate_club_graph())
    pd.testing.assert_frame_equal(betweenness(network, sources=34), betweenness(network))


def test_beyond_five_thousand_nodes_a_sample_is_drawn_unasked() -> None:
    assert (module.sources_for(5000), module.sources_for(5001)) == (5000, 200)
    many = from_ties(pd.DataFrame({"first_id": [1, 2], "second_id": [2, 3], "weight": 1}), ids=range(1, 5002))
    found = betweenness(many, sources=5001).set_index("organisation_id")
    assert found.loc[2].tolist() == [pytest.approx(2 / (5000 * 4999)), 0]
    assert betweenness(many, seed=1)["betweenness"].sum() in (0, pytest.approx(1 / (5000 * 4999) * 5001 / 200))


def test_with_fewer_than_three_nodes_there_is_nothing_between() -> None:
    pair = from_networkx(nx.path_graph(2))
    assert betweenness(pair)["betweenness"].isna().all()
    assert betweenness(pair, normalised=False)["betweenness"].tolist() == [0, 0]
    assert betweenness(from_networkx(nx.Graph())).empty


def test_one_source_is_no_sample() -> None:
    with pytest.raises(PortfolioError, match="at least two sources, not 1"):
        betweenness(from_networkx(nx.path_graph(4)), sources=1)
