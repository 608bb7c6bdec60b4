from collections import Counter
from itertools import combinations, permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analytics.errors import PortfolioError
from analytics.networks import bicm, cug, null_models
from analytics.networks.one_mode import OneMode, from_matrix, from_networkx
from analytics.networks.two_mode import two_mode

SMALL = st.tuples(st.integers(0, 2**32), st.integers(2, 9), st.floats(0, 1), st.booleans())


def random_network(seed: int, n: int, density: float, directed: bool) -> OneMode:
    random = np.random.default_rng(seed)
    weights = random.integers(1, 9, (n, n)) * (random.random((n, n)) < density)
    return from_matrix(weights if directed else np.triu(weights, 1) + np.triu(weights, 1).T, directed=directed)


def ties_of(network: OneMode) -> tuple[tuple[int, int], ...]:
    row, column, _ = network.ends()
    return tuple(sorted(zip(row.tolist(), column.tolist(), strict=True)))


def counted(sampler: null_models.Sampler, draws: int, seed: int = 1) -> Counter:
    random = np.random.default_rng(seed)
    return Counter(ties_of(sampler(random)) for _ in range(draws))


def evenly(counts: Counter, of: int) -> float:
    """The p-value of every one of `of` networks being equally likely."""
    return stats.chisquare([*counts.values(), *[0] * (of - len(counts))]).pvalue


def dyad_census(network: OneMode) -> list[int]:
    there = network.adjacency.toarray()
    mutual = int((there * there.T).sum() / 2)
    return [mutual, int(there.sum()) - 2 * mutual]


@settings(deadline=None, max_examples=25)
@given(SMALL)
def test_each_null_model_keeps_what_it_says_and_is_a_proper_network(drawn: tuple) -> None:
    network = random_network(*drawn)
    random = np.random.default_rng(drawn[0])
    made = {
        name: sampler(network)(random)
        for name, sampler in {
            "ties": null_models.same_ties, "degrees": null_models.same_degrees, "dyads": cug.given_dyads,
            "size": cug.given_size,
        }.items()
    }  # fmt: skip
    for name, other in made.items():
        dense = other.weights.toarray()
        assert other.directed == network.directed
        assert (np.diag(dense) == 0).all()
        assert network.directed or (dense == dense.T).all()
        if name != "size":
            assert sorted(other.ends()[2]) == sorted(network.ends()[2])  # no tie and no weight lost
    for axis in (0, 1):
        degrees = made["degrees"].adjacency.sum(axis=axis)
        np.testing.assert_array_equal(degrees, network.adjacency.sum(axis=axis))
    assert dyad_census(made["dyads"]) == dyad_census(network)


@pytest.mark.parametrize("directed", [True, False])
def test_numbers_of_pairs_go_through_all_pairs_once(directed: bool) -> None:
    n = 7
    ends = null_models.ends_of(np.arange(null_models.pairs(n, directed)), n, directed)
    pairs = set(zip(*(part.tolist() for part in ends), strict=True))
    assert pairs == set(permutations(range(n), 2) if directed else combinations(range(n), 2))


def test_numbers_of_pairs_stay_exact_among_a_hundred_thousand_organisations() -> None:
    n = 100_000
    last = null_models.pairs(n, directed=False) - 1
    first_of_row = (n - 2) * (n - 1) // 2
    found = null_models.ends_of(np.array([first_of_row - 1, first_of_row, last]), n, directed=False)
    assert [part.tolist() for part in found] == [[n - 3, 0, n - 2], [n - 2, n - 1, n - 1]]


def test_every_network_of_as_many_ties_is_equally_likely() -> None:
    network = from_networkx(nx.path_graph(4))
    assert evenly(counted(null_models.same_ties(network), 1500), of=20) > 0.001  # 3 of 6 pairs


def test_every_network_of_the_same_degrees_is_equally_likely() -> None:
    # Two bodies with three partners and three with two: seven such networks on named bodies.
    network = from_networkx(nx.Graph([(0, 1), (1, 2), (2, 3), (3, 4), (4, 0), (0, 2)]))
    assert evenly(counted(null_models.same_degrees(network), 200), of=7) > 0.001


def test_every_directed_network_of_the_same_degrees_is_equally_likely() -> None:
    network = from_networkx(nx.DiGraph([(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (3, 1)]))
    out, into = network.adjacency.sum(axis=1), network.adjacency.sum(axis=0)
    every = 0
    for places in combinations(permutations(range(4), 2), 6):
        dense = np.zeros((4, 4))
        dense[tuple(zip(*places, strict=True))] = 1
        every += (dense.sum(axis=1) == out).all() and (dense.sum(axis=0) == into).all()
    assert evenly(counted(null_models.same_degrees(network), 200), of=int(every)) > 0.001


def test_given_dyads_every_network_of_one_mutual_and_one_one_way_dyad_is_equally_likely() -> None:
    network = from_matrix([[0, 1, 1], [1, 0, 0], [0, 0, 0]])
    assert dyad_census(network) == [1, 1]
    assert evenly(counted(cug.given_dyads(network), 1500), of=12) > 0.001  # 3 · 2 places, 2 directions


def test_given_size_alone_half_of_the_pairs_are_tied() -> None:
    network = from_networkx(nx.path_graph(3))
    assert evenly(counted(cug.given_size(network), 1500), of=8) > 0.001


MEMBERSHIPS = pd.DataFrame({"project_id": [1, 1, 1, 2, 2, 3, 3, 4, 5], "organisation_id": [7, 8, 9, 7, 8, 7, 9, 7, 10]})


def test_memberships_drawn_from_the_configuration_model_have_its_probabilities() -> None:
    model = bicm.fit(np.array([4, 2, 2, 1]), np.array([3, 2, 2, 1, 1]))
    random = np.random.default_rng(8)
    draws = 2000
    mean = sum(null_models.sample(model, random) for _ in range(draws)).toarray() / draws
    np.testing.assert_allclose(mean, model.cells(), atol=4.5 * 0.5 / np.sqrt(draws))


def test_networks_of_shared_projects_have_the_organisations_and_as_many_memberships_on_average() -> None:
    network = two_mode(MEMBERSHIPS)
    sampler = null_models.same_memberships(network)
    random = np.random.default_rng(2)
    weights = [sampler(random).weights for _ in range(1500)]
    # Independent cells: the expected number of shared projects is the sum of products of probabilities.
    incidence = network.incidence
    cells = bicm.fit(incidence.sum(axis=0), incidence.sum(axis=1)).cells()
    expected = cells @ cells.T
    np.fill_diagonal(expected, 0)
    np.testing.assert_allclose((sum(weights) / len(weights)).toarray(), expected, atol=0.085)
    assert sampler(random).ids.tolist() == [7, 8, 9, 10]


def test_a_model_of_another_network_is_refused() -> None:
    other = bicm.fit(np.array([1, 1]), np.array([1, 1]))
    with pytest.raises(PortfolioError, match="another network"):
        null_models.same_memberships(two_mode(MEMBERSHIPS), other)


def transitivity(network: OneMode) -> dict[str, float]:
    return {"transitivity": nx.transitivity(network.to_networkx()), "ties": network.ties}


def test_a_clustered_network_is_clustered_beyond_chance_and_its_ties_are_not_judged() -> None:
    rings = from_networkx(nx.connected_caveman_graph(6, 5))
    found = cug.cug_test(rings, transitivity, "edges", draws=100, seed=3)
    by_hand = [transitivity(null_models.same_ties(rings)(r))["transitivity"] for r in [np.random.default_rng(3)] * 100]
    row = found.loc["transitivity"]
    assert row["observed"] == nx.transitivity(nx.connected_caveman_graph(6, 5))
    assert row["expected"] == pytest.approx(np.mean(by_hand))
    assert row["sd"] == pytest.approx(np.std(by_hand, ddof=1))
    assert row["z"] == pytest.approx((row["observed"] - np.mean(by_hand)) / np.std(by_hand, ddof=1))
    assert (row["p_upper"], row["p_lower"]) == pytest.approx((1 / 101, 1.0))
    assert np.isnan(found.loc["ties", "z"])
    assert found.loc["ties", "p_upper"] == found.loc["ties", "p_lower"] == 1


def test_a_number_that_cannot_be_had_in_a_draw_is_left_out_and_counted() -> None:
    pair = from_networkx(nx.path_graph(3))
    found = cug.cug_test(
        pair, lambda drawn: {"share": 1 / drawn.ties if drawn.ties else float("nan")}, "size", draws=200, seed=1
    )
    assert 100 < found.loc["share", "draws"] < 200
    assert np.isfinite(found.loc["share", "expected"])


def test_the_same_seed_draws_the_same_networks() -> None:
    network = random_network(1, 9, 0.4, False)
    one, again, other = (cug.cug_test(network, transitivity, draws=20, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert one.loc["transitivity", "expected"] != other.loc["transitivity", "expected"]


def test_progress_is_told_after_every_network_and_an_unknown_condition_is_refused() -> None:
    told: list[tuple[int, int]] = []
    network = random_network(1, 5, 0.5, True)
    null_models.against(
        network, transitivity, null_models.same_ties(network), draws=3, tick=lambda *done: told.append(done)
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(PortfolioError, match="given size, edges, dyads, not given triads"):
        cug.cug_test(network, transitivity, "triads")
