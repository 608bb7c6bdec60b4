"""Beside chance: what must be higher, what must be kept, and that the numbers are those of the draws."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analytics import codes
from analytics.measures import network_chance, network_whole
from analytics.networks import null_models
from analytics.networks.one_mode import OneMode, from_matrix, from_networkx

SAMPLERS = {"degrees": null_models.same_degrees, "edges": null_models.same_ties}


def beside(
    network: OneMode, *models: str, kinds: list | None = None, draws: int = 60, **options: object
) -> pd.DataFrame:
    nobody = np.full(network.nodes, None, dtype=object)
    groups = {"kind": np.array(kinds, dtype=object) if kinds else nobody, "level": nobody, "district": nobody}
    samplers = {model: SAMPLERS[model](network) for model in models}
    table = network_chance.beside_chance(network, groups, samplers, draws=draws, seed=5, **options)  # type: ignore[arg-type]
    return table.set_index(["null_model", "network_measure"]) if len(models) > 1 else table.set_index("network_measure")


def test_cliques_in_a_ring_are_more_closed_and_more_divided_than_chance() -> None:
    found = beside(from_networkx(nx.ring_of_cliques(6, 5)), "edges", "degrees")
    for model in ("edges", "degrees"):
        for measure in ("transitivity", "modularity", "average_path"):
            assert found["chance_verdict"][model, measure] == "higher", (model, measure)
            assert found["chance_p"][model, measure] == pytest.approx(2 / 61)
        assert found["chance_verdict"][model, "density"] == "kept"
    assert found["chance_verdict"]["degrees", "degree_centralisation"] == "kept"
    assert found["chance_verdict"]["edges", "degree_centralisation"] == "lower"


def test_a_random_network_is_mostly_as_by_chance() -> None:
    verdicts = beside(from_networkx(nx.gnm_random_graph(40, 100, seed=2)), "edges")["chance_verdict"]
    tested = verdicts[verdicts != "kept"]
    assert len(tested) >= 8
    assert (tested == "chance").mean() >= 0.8


def test_groups_that_keep_to_themselves_have_a_lower_e_i_index() -> None:
    network = from_networkx(nx.ring_of_cliques(6, 5))
    own = [place // 5 for place in range(30)]
    dealt = np.random.default_rng(0).permutation(own).tolist()
    assert beside(network, "edges", kinds=own)["chance_verdict"]["e_i_kind"] == "lower"
    assert beside(network, "edges", kinds=dealt)["chance_verdict"]["e_i_kind"] == "chance"


def test_mean_range_and_p_are_those_of_the_draws_made_one_by_one() -> None:
    network = from_networkx(nx.karate_club_graph(), weight="none")
    found = beside(network, "edges", draws=45).loc["transitivity"]
    random, sampler = np.random.default_rng(5), null_models.same_ties(network)
    drawn = np.array([nx.transitivity(sampler(random).to_networkx()) for _ in range(45)])
    observed = nx.transitivity(nx.karate_club_graph())
    assert found["measure_value"] == pytest.approx(observed)
    assert found["chance_mean"] == pytest.approx(drawn.mean())
    assert found["chance_sd"] == pytest.approx(drawn.std(ddof=1))
    assert [found["chance_low"], found["chance_high"]] == pytest.approx(np.quantile(drawn, [0.025, 0.975]).tolist())
    assert found["chance_z"] == pytest.approx((observed - drawn.mean()) / drawn.std(ddof=1))
    assert found["chance_z_high"] == pytest.approx((np.quantile(drawn, 0.975) - drawn.mean()) / drawn.std(ddof=1))
    tail = min((drawn >= observed - 1e-9).sum(), (drawn <= observed + 1e-9).sum())
    assert found["chance_p"] == pytest.approx(2 * (1 + tail) / 46)
    assert found["chance_draws"] == 45


def test_a_seed_means_one_table() -> None:
    network = from_networkx(nx.karate_club_graph(), weight="none")
    pd.testing.assert_frame_equal(beside(network, "degrees"), beside(network, "degrees"))


def test_progress_is_told_over_all_models_and_can_end_the_work() -> None:
    told: list[tuple[int, int]] = []
    beside(
        from_networkx(nx.cycle_graph(5)), "edges", "degrees", draws=40, tick=lambda done, of: told.append((done, of))
    )
    assert told == [(done, 80) for done in range(1, 81)]

    def enough(done: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        beside(from_networkx(nx.cycle_graph(5)), "edges", tick=enough)


def test_without_ties_nothing_is_drawn() -> None:
    nothing = from_matrix(np.zeros((4, 4)))
    groups = dict.fromkeys(network_whole.ATTRIBUTES, np.full(4, None, dtype=object))
    table = network_chance.beside_chance(nothing, groups, {"edges": null_models.same_ties(nothing)}, draws=40, seed=1)
    assert table.empty
    assert {"null_model", "network_measure", "measure_value", "chance_verdict", "chance_seed"} <= set(table.columns)


def test_a_measure_that_the_network_does_not_have_is_not_held_against_chance() -> None:
    found = beside(from_networkx(nx.path_graph(5)), "edges")
    assert {"e_i_kind", "reciprocity"}.isdisjoint(found.index)
    assert set(found.index) <= set(network_chance.TESTED) <= set(codes.NETWORK_MEASURES)
    assert found["measure_value"].notna().all()


def test_where_all_random_networks_agree_and_the_real_one_does_not_it_is_not_kept() -> None:
    # Two triangles: random networks of six ties among six with all degrees two are mostly one ring.
    network = from_networkx(nx.disjoint_union_all([nx.complete_graph(3)] * 2))
    ring = from_networkx(nx.cycle_graph(6))
    groups = dict.fromkeys(network_whole.ATTRIBUTES, np.full(6, None, dtype=object))
    found = network_chance.beside_chance(network, groups, {"degrees": lambda _: ring}, draws=40, seed=1)
    row = found.set_index("network_measure").loc["components"]
    assert row["chance_verdict"] == "higher"
    assert np.isnan(row["chance_z"])
