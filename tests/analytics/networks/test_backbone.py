import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks import backbone, co_occurrence
from analytics.networks.one_mode import from_matrix, from_networkx
from analytics.networks.projection import project
from analytics.networks.two_mode import two_mode
from tests.analytics.networks.published_networks import davis, table
from tests.tables import rows

MEMBERSHIPS = st.lists(st.tuples(st.integers(0, 15), st.integers(100, 109)), min_size=1, max_size=90)
BY_CHANCE = (backbone.sdsm, backbone.fixed_row)


@pytest.mark.real_data
def test_of_the_139_davis_pairs_sdsm_keeps_none_and_fixed_row_17() -> None:
    assert (backbone.sdsm(davis()).ties_before, backbone.sdsm(davis()).network.ties) == (139, 0)
    kept = backbone.fixed_row(davis())
    assert (kept.network.ties, kept.network.nodes, kept.removed["ties"]) == (17, 18, 122)
    assert (kept.ties["p_value"] < 0.05).all()


@pytest.mark.real_data
def test_the_disparity_p_values_of_the_davis_women_are_those_of_r_backbone() -> None:
    expected = table("davis_disparity_upper").to_numpy()
    found = backbone.disparity(project(davis()), alpha=1 - 1e-12).ties
    assert len(found) == 139
    assert found["p_value"].to_numpy() == pytest.approx(expected[found["first_id"], found["second_id"]], abs=1e-12)


def test_the_disparity_filter_keeps_9_and_21_ties_of_les_miserables() -> None:
    network = from_networkx(nx.les_miserables_graph())
    assert backbone.disparity(network, 0.05).network.ties == 9
    assert backbone.disparity(network, 0.1).network.ties == 21


def test_the_only_tie_of_a_body_is_no_surprise_to_it() -> None:
    # The middle of a star of 20, with one heavy ray: the ray surprises the middle; to the leaves all is expected.
    star = nx.star_graph(20)
    nx.set_edge_attributes(star, 1, "weight")
    star.edges[0, 1]["weight"] = 30
    found = backbone.disparity(from_networkx(star))
    assert rows(found.ties[["first_id", "second_id", "weight"]]) == [(0, 1, 30)]
    assert found.ties["p_value"][0] == pytest.approx((1 - 30 / 49) ** 19)
    pair = backbone.disparity(from_matrix([[0, 5], [5, 0]]), 0.99)
    assert pair.network.ties == 0


def test_a_directed_tie_is_judged_by_what_is_sent_and_what_is_received() -> None:
    # 0 sends 8 of 10 to 1, which receives 8 of 11 from it; 2 sends all it has, 3, to 1.
    found = backbone.disparity(from_matrix([[0, 8, 2], [0, 0, 0], [0, 3, 0]]), 1 - 1e-9)
    p = {(a, b): value for a, b, value in rows(found.ties[["first_id", "second_id", "p_value"]])}
    assert p == {(0, 1): pytest.approx(0.2), (2, 1): pytest.approx(8 / 11), (0, 2): pytest.approx(0.8)}


def test_a_minimum_weight_keeps_the_ties_at_it_and_says_what_went() -> None:
    found = backbone.minimum_weight(from_matrix([[0, 3, 1], [3, 0, 2], [1, 2, 0]]), 2)
    assert rows(found.ties[["first_id", "second_id", "weight", "p_value", "sign"]]) == [
        (0, 1, 3, None, 1),
        (1, 2, 2, None, 1),
    ]
    assert found.removed == {"ties": 1, "share_of_ties": pytest.approx(1 / 3), "share_of_weight": pytest.approx(1 / 6)}
    assert found.network.nodes == 3


def test_of_no_ties_no_share_is_removed() -> None:
    removed = backbone.minimum_weight(from_matrix(np.zeros((2, 2))), 1).removed
    assert removed["ties"] == 0
    assert np.isnan([removed["share_of_ties"], removed["share_of_weight"]]).all()


@pytest.mark.parametrize("by_chance", BY_CHANCE)
@settings(deadline=None, max_examples=40)
@given(members=MEMBERSHIPS, alpha=st.sampled_from([0.01, 0.05, 0.3, 0.6]))
def test_the_signed_backbone_is_every_pair_judged_by_the_smaller_tail_twice(
    by_chance: object, members: list, alpha: float
) -> None:
    network = two_mode(pd.DataFrame(members, columns=["project_id", "organisation_id"]))
    found = by_chance(network, alpha, signed=True)  # type: ignore[operator]
    chance = getattr(co_occurrence, by_chance.__name__)(network)  # type: ignore[attr-defined]
    together = (network.incidence.T @ network.incidence).toarray()
    expected = set()
    for i in range(len(together)):
        for j in range(i + 1, len(together)):
            upper, lower = (
                float(side[0]) for side in chance.p_values(np.array([i]), np.array([j]), together[[i], [j]])
            )
            if min(1, 2 * min(upper, lower)) < alpha:
                pair = (int(network.organisations[i]), int(network.organisations[j]), int(together[i, j]))
                expected.add((*pair, 1 if upper <= lower else -1))
    assert set(rows(found.ties[["first_id", "second_id", "weight", "sign"]])) == expected
    assert found.network.ties == sum(sign > 0 for *_, sign in expected)


@pytest.mark.parametrize("by_chance", BY_CHANCE)
def test_bodies_that_avoid_each_other_are_found_and_are_no_tie(by_chance: object) -> None:
    # 40 projects; 7 and 8 take half each and never meet, 9 is on every second of both.
    rows_ = [(p, 7 if p < 20 else 8) for p in range(40)] + [(p, 9) for p in range(0, 40, 2)]
    found = by_chance(two_mode(pd.DataFrame(rows_, columns=["project_id", "organisation_id"])), signed=True)  # type: ignore[operator]
    assert rows(found.ties[["first_id", "second_id", "weight", "sign"]]) == [(7, 8, 0, -1)]
    assert found.network.ties == 0


@pytest.mark.parametrize("by_chance", BY_CHANCE)
def test_blocks_of_rows_change_nothing(by_chance: object, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(2)
    members = pd.DataFrame(
        {"project_id": draw.integers(0, 300, 900), "organisation_id": draw.integers(0, 12, 900) ** 2}
    )
    planted = pd.DataFrame({"project_id": np.repeat(np.arange(300, 340), 2), "organisation_id": [200, 300] * 40})
    members = pd.concat([members, planted])
    whole = by_chance(two_mode(members), 0.4, signed=True).ties  # type: ignore[operator]
    monkeypatch.setattr(backbone, "_BLOCK", 30)
    pd.testing.assert_frame_equal(by_chance(two_mode(members), 0.4, signed=True).ties, whole)  # type: ignore[operator]
    assert set(whole["sign"]) == {1, -1}


@pytest.mark.parametrize("alpha", [0, 1, -0.1, 5])
def test_a_level_that_is_no_share_is_refused(alpha: float) -> None:
    with pytest.raises(PortfolioError, match="between 0 and 1"):
        backbone.disparity(from_matrix([[0, 1], [1, 0]]), alpha)
