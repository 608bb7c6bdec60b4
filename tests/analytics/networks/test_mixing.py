from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks import permuting
from analytics.networks.mixing import e_i_index
from analytics.networks.one_mode import from_networkx
from tests.analytics.networks.published_networks import karate, search_and_rescue


@pytest.mark.real_data
def test_at_cheyenne_51_ties_go_across_and_8_stay_within() -> None:
    found = e_i_index(*search_and_rescue("Cheyenne"))
    assert (found.external, found.internal, found.unknown) == (51, 8, 0)
    assert found.index == pytest.approx(0.7288, abs=5e-5)
    assert np.isnan([found.expected, found.p_inward, found.p_outward]).all()


def test_the_karate_club_keeps_to_itself() -> None:
    found = e_i_index(*karate(), permutations=999)
    assert (found.external, found.internal) == (11, 67)
    assert found.index == pytest.approx(-0.7179, abs=5e-5)
    assert (found.p_inward, found.p_outward) == (0.001, 1.0)


@settings(deadline=None)
@given(
    st.builds(nx.gnp_random_graph, st.integers(2, 12), st.floats(0.1, 0.8), st.integers(0, 99)),
    st.lists(st.sampled_from(["a", "b", None]), min_size=12, max_size=12),
)
def test_the_counts_are_those_of_going_through_the_ties(graph: nx.Graph, groups: list[str | None]) -> None:
    found = e_i_index(from_networkx(graph), groups[: len(graph)])
    known = [(groups[a], groups[b]) for a, b in graph.edges if groups[a] and groups[b]]
    across = sum(a != b for a, b in known)
    assert (found.external, found.internal) == (across, len(known) - across)
    assert found.unknown == graph.number_of_edges() - len(known)
    assert found.index == pytest.approx((2 * across - len(known)) / len(known) if known else np.nan, nan_ok=True)


def test_the_p_values_are_near_those_of_all_deals_there_are() -> None:
    graph = nx.Graph([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (0, 2)])
    groups = ["a", "a", "a", "b", None, "b"]
    found = e_i_index(from_networkx(graph), groups, permutations=20_000, seed=3)
    indices = []
    for deal in permutations([0, 1, 2, 3, 5]):  # node 4 has no group and takes no part
        dealt = dict(zip(deal, ["a", "a", "a", "b", "b"], strict=True))
        known = [(dealt[a], dealt[b]) for a, b in graph.edges if a != 4 and b != 4]
        indices.append(sum(1 if a != b else -1 for a, b in known) / len(known))
    assert found.expected == pytest.approx(np.mean(indices), abs=0.01)
    assert found.p_inward == pytest.approx(np.mean([i <= found.index + 1e-9 for i in indices]), abs=0.01)
    assert found.p_outward == pytest.approx(np.mean([i >= found.index - 1e-9 for i in indices]), abs=0.01)


def test_dealing_in_portions_deals_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (*karate(), 50, 7)
    whole = e_i_index(*asked)
    monkeypatch.setattr(permuting, "_CELLS", 400)
    assert e_i_index(*asked) == whole


def test_groups_by_organisation_come_in_any_order_and_may_be_unknown() -> None:
    network = from_networkx(nx.path_graph(3))
    found = e_i_index(network, pd.Series({2: "a", 1: "a", 0: "b"}))
    assert (found.external, found.internal) == (1, 1)
    for unknown in (pd.Series({1: "a", 0: "b"}), ["b", "a", float("nan")], ["b", "a", None]):
        found = e_i_index(network, unknown)
        assert (found.external, found.internal, found.unknown) == (1, 0, 1)


def test_without_known_groups_there_is_no_index() -> None:
    found = e_i_index(from_networkx(nx.path_graph(3)), [None, "a", None], permutations=9)
    assert np.isnan([found.index, found.p_inward]).all()
    assert found.unknown == 2


def test_groups_that_do_not_fit_the_nodes_are_refused() -> None:
    with pytest.raises(PortfolioError, match="2 values, the network 3 organisations"):
        e_i_index(from_networkx(nx.path_graph(3)), ["a", "b"])
