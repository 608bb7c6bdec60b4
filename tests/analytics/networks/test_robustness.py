import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analytics.errors import PortfolioError
from analytics.networks.one_mode import from_networkx
from analytics.networks.robustness import MEASURES, robustness
from tests.tables import rows


@pytest.mark.parametrize("by", MEASURES)
def test_what_is_left_is_what_networkx_has_left(by: str) -> None:
    graph = nx.les_miserables_graph()
    found = robustness(from_networkx(graph), by, most=12, draws=0)
    for row in found.itertuples():
        if row.removed:
            graph.remove_node(row.organisation_id)
        assert row.ties == graph.number_of_edges()
        assert row.components == nx.number_connected_components(graph)
        assert row.largest_component == max(map(len, nx.connected_components(graph))) / 77
    assert found["organisation_id"][1] == "Valjean"


def test_measured_anew_the_next_to_go_is_the_most_important_of_those_left() -> None:
    # Two stars, the smaller hanging on the larger's middle by two nodes whose ties go when the middle goes.
    graph = nx.Graph([(0, n) for n in range(10, 20)] + [(1, n) for n in (20, 21)] + [(2, n) for n in (10, 11)])
    once = robustness(from_networkx(graph), most=2, draws=0)["organisation_id"].tolist()[1:]
    assert once == [0, 10]  # 10 has two ties, by then one
    anew = robustness(from_networkx(graph), most=2, draws=0, recalculate=True)["organisation_id"].tolist()[1:]
    assert anew == [0, 1]


def test_a_star_falls_apart_with_its_middle_and_not_by_accident() -> None:
    found = robustness(from_networkx(nx.star_graph(19)), most=1, draws=1000)
    assert rows(found[["removed", "organisation_id", "ties", "components", "largest_component"]]) == [
        (0, None, 19, 1, 1.0),
        (1, 0, 0, 19, 0.05),
    ]
    # The middle goes by accident once in twenty times.
    assert found["expected_largest"][1] == pytest.approx(0.95 * 0.95 + 0.05 * 0.05, abs=0.02)
    assert found["expected_high"][1] == 0.95
    assert found["expected_low"][0] == 1


def test_scores_of_ones_own_decide_and_of_equals_the_first_goes_first() -> None:
    network = from_networkx(nx.path_graph(4))
    found = robustness(network, [0, 1, 1, 5], most=9, draws=0)
    assert found["organisation_id"].tolist()[1:] == [3, 1, 2, 0]
    pd.testing.assert_frame_equal(found, robustness(network, pd.Series({3: 5, 2: 1, 1: 1, 0: 0}), most=9, draws=0))
    assert found["largest_component"].tolist() == [1.0, 0.75, 0.25, 0.25, 0.0]
    assert found["expected_largest"].isna().all()


def test_a_seed_means_one_expectation() -> None:
    network = from_networkx(nx.karate_club_graph())
    pd.testing.assert_frame_equal(robustness(network, draws=20, seed=4), robustness(network, draws=20, seed=4))
    assert not robustness(network, draws=20, seed=4).equals(robustness(network, draws=20, seed=5))


def test_nothing_can_be_removed_from_nothing() -> None:
    found = robustness(from_networkx(nx.Graph()))
    assert len(found) == 1
    assert np.isnan(found["largest_component"][0])


@pytest.mark.parametrize(
    ("by", "anew", "said"),
    [("fame", False, "no measure fame"), ([1], False, "1 values, the network 3"), ([1, 2, 3], True, "measured anew")],
)
def test_what_cannot_order_the_nodes_is_refused(by: object, anew: bool, said: str) -> None:
    with pytest.raises(PortfolioError, match=said):
        robustness(from_networkx(nx.path_graph(3)), by, recalculate=anew)
