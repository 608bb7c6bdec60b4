import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks import dyads
from analytics.networks.one_mode import from_matrix, from_networkx
from tests.analytics.networks.published_networks import florentine, florentine_wealth


class TestPublished:
    pytestmark = pytest.mark.real_data

    def test_florentine_marriages_by_density_alone(self) -> None:
        found = dyads.fit(florentine("marriage"))
        assert found.terms.loc["edges", "coefficient"] == pytest.approx(-1.6094, abs=5e-5)
        assert found.terms.loc["edges", "standard_error"] == pytest.approx(0.2449, abs=5e-5)
        assert (found.dyads, found.ties) == (120, 20)

    def test_florentine_marriages_by_wealth(self) -> None:
        marriage = florentine("marriage")
        found = dyads.fit(marriage, {"wealth": dyads.node_sum(florentine_wealth(), marriage.ids)})
        assert found.terms["coefficient"].tolist() == pytest.approx([-2.594929, 0.010546], abs=5e-7)
        assert found.terms["standard_error"].tolist() == pytest.approx([0.536056, 0.004674], abs=5e-7)
        assert found.aic == pytest.approx(107.1, abs=0.05)


def test_density_alone_is_the_log_odds_of_a_tie_with_directions_too() -> None:
    network = from_matrix(np.eye(6, k=1), directed=True)
    found = dyads.fit(network)
    assert found.terms.loc["edges", "coefficient"] == pytest.approx(np.log(5 / 25))
    assert (found.dyads, found.ties) == (30, 5)
    assert found.log_likelihood == pytest.approx(5 * np.log(5 / 30) + 25 * np.log(25 / 30))
    assert found.aic == pytest.approx(2 - 2 * found.log_likelihood)


def test_within_and_across_groups_odds_are_those_counted_by_hand() -> None:
    # 4 of 6 pairs within the two groups of three are tied, 2 of 9 across.
    graph = nx.Graph([(0, 1), (1, 2), (3, 4), (4, 5), (0, 3), (2, 5)])
    graph.add_nodes_from(range(6))
    network = from_networkx(nx.relabel_nodes(graph, {n: n + 10 for n in graph}))
    groups = pd.Series({10 + n: "state" if n < 3 else "city" for n in range(6)})
    found = dyads.fit(network, {"same": dyads.node_match(groups, network.ids)}).terms["coefficient"]
    assert found["edges"] == pytest.approx(np.log(2 / 7))
    assert found["edges"] + found["same"] == pytest.approx(np.log(4 / 2))


def test_terms_of_an_attribute_are_sums_matches_and_differences() -> None:
    ids = np.array([1, 2, 3])
    value = pd.Series({3: 5.0, 1: 2.0, 2: 4.0})
    assert dyads.node_sum(value, ids)[0].tolist() == [4, 6, 7]
    assert dyads.absolute_difference(value, ids)[2].tolist() == [3, 1, 0]
    assert dyads.node_match(["a", "b", "a"], ids)[0].tolist() == [1, 0, 1]


def test_a_term_in_thousands_of_millions_does_not_upset_the_fit() -> None:
    random = np.random.default_rng(2)
    network = from_networkx(nx.gnp_random_graph(25, 0.3, seed=1))
    money = random.random(25)
    small = dyads.fit(network, {"money": dyads.node_sum(money, network.ids)}).terms.loc["money"]
    large = dyads.fit(network, {"money": dyads.node_sum(money * 1e12, network.ids)}).terms.loc["money"]
    assert large["coefficient"] * 1e12 == pytest.approx(small["coefficient"])
    assert large["z"] == pytest.approx(small["z"])


def test_ties_that_a_term_tells_without_error_are_refused() -> None:
    groups = [0, 0, 0, 1, 1, 1]
    within = np.equal.outer(groups, groups) - np.eye(6)
    network = from_matrix(within)
    with pytest.raises(PortfolioError, match="separation"):
        dyads.fit(network, {"same": dyads.node_match(groups, network.ids)})
    # Nearly so: all pairs within are tied and some across, so the odds within are infinite still.
    within[0, 3] = within[3, 0] = 1
    network = from_matrix(within)
    with pytest.raises(PortfolioError, match="separation"):
        dyads.fit(network, {"same": dyads.node_match(groups, network.ids)})
    within[0, 1] = within[1, 0] = 0
    fitted = dyads.fit(from_matrix(within), {"same": dyads.node_match(groups, network.ids)})
    assert fitted.terms.loc["same", "coefficient"] == pytest.approx(np.log(5 / 1) - np.log(1 / 8))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32), st.integers(3, 30))
def test_one_term_separates_just_where_its_values_do_not_overlap(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    value, tied = random.integers(0, 6, count).astype("float64"), random.integers(0, 2, count)
    yes, no = value[tied == 1], value[tied == 0]
    if len(yes) and len(no) and np.ptp(value):
        apart = yes.min() >= no.max() or no.min() >= yes.max()
        assert dyads.separated(tied, np.column_stack([np.ones(count), value])) == apart


def test_separation_of_the_whole_is_seen_though_a_part_is_asked_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dyads, "_SOME_DYADS", 4)
    value = np.arange(40.0)
    design = np.column_stack([np.ones(40), value])
    assert dyads.separated((value > 20).astype(int), design)
    assert not dyads.separated((value % 2).astype(int), design)


def test_what_cannot_be_explained_or_does_not_explain_is_refused() -> None:
    network = from_networkx(nx.path_graph(5))
    x = dyads.absolute_difference([1, 2, 4, 8, 16], network.ids)
    with pytest.raises(PortfolioError, match="nothing to explain"):
        dyads.fit(from_matrix(np.zeros((4, 4))))
    with pytest.raises(PortfolioError, match="follows exactly"):
        dyads.fit(network, {"x": x, "twice": 2 * x})
    with pytest.raises(PortfolioError, match="flat does not vary"):
        dyads.fit(network, {"flat": np.ones((5, 5))})
    with pytest.raises(PortfolioError, match="sends differs by direction"):
        dyads.fit(network, {"sends": x * np.arange(5)[:, None]})
    with pytest.raises(PortfolioError, match="not 5 by 5"):
        dyads.fit(network, {"x": x[:3, :3]})
