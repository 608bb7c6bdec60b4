"""The measures of whole networks: published numbers, networkx as the slow way, and the reasons where there is none."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analytics import codes
from analytics.measures import network_whole
from analytics.networks.one_mode import OneMode, from_matrix, from_networkx
from tests.analytics.networks.published_networks import florentine, karate, search_and_rescue

DIRECTED_ONLY = {"in_degree_centralisation", "out_degree_centralisation"}


def groups(network: OneMode, kinds: list | np.ndarray | None = None) -> dict[str, np.ndarray]:
    nobody = np.full(network.nodes, None, dtype=object)
    return {"kind": nobody if kinds is None else np.asarray(kinds, dtype=object), "level": nobody, "district": nobody}


def measured(network: OneMode, kinds: list | np.ndarray | None = None) -> pd.DataFrame:
    return network_whole.measures(network, network, groups(network, kinds)).set_index("network_measure")


def values(network: OneMode, kinds: list | np.ndarray | None = None) -> dict[str, float]:
    return measured(network, kinds)["measure_value"].to_dict()


def slowly(graph: nx.Graph) -> dict[str, float]:
    """The same numbers by networkx and by Freeman's formulas written out."""
    n = len(graph)
    parts = sorted(nx.connected_components(graph), key=len, reverse=True)
    largest = graph.subgraph(parts[0])
    degree = [d for _, d in graph.degree()]
    between = list(nx.betweenness_centrality(graph, normalized=False).values())
    close = list(nx.closeness_centrality(largest).values())
    k = len(largest)
    steps = [d for _, row in nx.all_pairs_shortest_path_length(graph) for d in row.values() if d]
    top = round(0.1 * n)
    left = {}
    for name, score in (("without_degree", degree), ("without_betweenness", between)):
        gone = [list(graph)[place] for place in sorted(range(n), key=lambda v: (-round(score[v], 9), v))[:top]]
        rest = graph.subgraph(set(graph) - set(gone))
        left[name] = max(map(len, nx.connected_components(rest))) / n
    return {
        "nodes": n,
        "ties": graph.number_of_edges(),
        "density": nx.density(graph),
        "average_degree": sum(degree) / n,
        "degree_centralisation": sum(max(degree) - d for d in degree) / ((n - 1) * (n - 2)),
        "betweenness_centralisation": sum(max(between) - b for b in between) / ((n - 1) ** 2 * (n - 2) / 2),
        "closeness_centralisation": sum(max(close) - c for c in close) / ((k - 1) * (k - 2) / (2 * k - 3)),
        "transitivity": nx.transitivity(graph),
        "average_path": sum(steps) / len(steps),
        "longest_path": max(steps),
        "components": len(parts),
        "largest_component": k / n,
        "alone": sum(d == 0 for d in degree) / n,
        **left,
    }


@pytest.mark.parametrize(
    "graph", [nx.karate_club_graph(), nx.florentine_families_graph(), nx.gnm_random_graph(60, 55, seed=3)]
)
def test_the_measures_are_those_that_networkx_and_the_written_formulas_give(graph: nx.Graph) -> None:
    found = values(from_networkx(graph, weight="none"))
    for name, value in slowly(graph).items():
        assert found[name] == pytest.approx(value), name


def test_karate_has_its_published_numbers() -> None:
    network, clubs = karate()
    found = values(network, clubs)
    published = {
        "degree_centralisation": 0.399621, "betweenness_centralisation": 0.405557,
        "closeness_centralisation": 0.298195, "transitivity": 0.255682, "e_i_kind": -0.7179, "modularity": 0.419790,
    }  # fmt: skip
    for name, value in published.items():
        assert found[name] == pytest.approx(value, abs=5e-5), name
    assert found["cross_kind"] == 11 / 78


@pytest.mark.real_data
def test_florentine_marriages_have_their_published_numbers() -> None:
    found = values(florentine("marriage"))
    assert found["degree_centralisation"] == pytest.approx(0.266667, abs=1e-6)
    assert found["betweenness_centralisation"] == pytest.approx(0.383492, abs=1e-6)
    assert found["transitivity"] == pytest.approx(0.191489, abs=1e-6)
    assert found["alone"] == 1 / 16
    without_pucci = values(florentine("marriage").part(np.diff(florentine("marriage").weights.indptr) > 0))
    assert without_pucci["closeness_centralisation"] == pytest.approx(0.322452, abs=1e-6)
    assert without_pucci["core_periphery"] == pytest.approx(0.422577, abs=1e-6)


@pytest.mark.real_data
def test_who_talked_to_whom_in_cheyenne_has_its_published_numbers() -> None:
    network, sponsors = search_and_rescue("Cheyenne")
    table = measured(network, sponsors)
    published = {
        "in_degree_centralisation": 0.4201, "out_degree_centralisation": 0.5030, "betweenness_centralisation": 0.1491,
        "e_i_kind": 0.7288,
    }  # fmt: skip
    for name, value in published.items():
        assert table["measure_value"][name] == pytest.approx(value, abs=5e-5), name
    there = network.adjacency.toarray()
    assert table["measure_value"]["reciprocity"] == pytest.approx(float((there * there.T).sum() / there.sum()))
    assert table["undefined_reason"]["closeness_centralisation"] == "directed"
    assert "degree_centralisation" not in table.index


def test_every_centralisation_of_a_star_is_1_and_without_its_middle_nothing_is_left() -> None:
    found = values(from_networkx(nx.star_graph(9)))
    assert [found[f"{name}_centralisation"] for name in ("degree", "betweenness", "closeness")] == [1, 1, 1]
    assert found["without_degree"] == found["without_betweenness"] == 0.1


@pytest.mark.parametrize(
    ("network", "reasons"),
    [
        (from_matrix(np.zeros((0, 0))), {"density": "few", "transitivity": "few", "alone": "few"}),
        (from_matrix(np.zeros((5, 5))), {"transitivity": "no_ties", "average_path": "no_ties", "e_i_kind": "no_ties"}),
        (from_networkx(nx.path_graph(2)), {"degree_centralisation": "few", "transitivity": "no_paths"}),
        (from_networkx(nx.star_graph(5)), {"small_world": "no_triangles"}),
        (from_networkx(nx.complete_graph(5)), {"core_periphery": "alike"}),
        (from_networkx(nx.path_graph(4)), {"e_i_kind": "unknown", "vertical": "unknown", "reciprocity": "undirected"}),
    ],
)
def test_a_measure_that_is_not_defined_says_why(network: OneMode, reasons: dict[str, str]) -> None:
    table = measured(network)
    for name, reason in reasons.items():
        assert np.isnan(table["measure_value"][name]), name
        assert table["undefined_reason"][name] == reason, name
    assert (table["measure_value"].isna() == table["undefined_reason"].notna()).all()


def test_every_measure_has_its_words_and_its_group_and_stands_once() -> None:
    names = list(measured(from_networkx(nx.path_graph(4))).index)
    assert names == [name for name in codes.NETWORK_MEASURES if name not in DIRECTED_ONLY]
    assert set(network_whole.GROUP_OF) == set(codes.NETWORK_MEASURES)
    assert set(network_whole.GROUPS) == set(codes.MEASURE_GROUPS)


def test_where_most_ties_have_an_unknown_end_nothing_is_said_of_kinds() -> None:
    star = from_networkx(nx.star_graph(4))
    assert values(star, ["a", "a", "b", None, None])["e_i_kind"] == 0
    assert np.isnan(values(star, ["a", "a", None, None, None])["e_i_kind"])


def test_a_tie_is_repeated_where_the_two_met_twice_whatever_its_weight() -> None:
    often = from_matrix([[0, 3, 1, 0], [3, 0, 0, 2], [1, 0, 0, 0], [0, 2, 0, 0]])
    thinned = from_matrix([[0, 0.5, 0, 0], [0.5, 0, 0, 0.1], [0, 0, 0, 0], [0, 0.1, 0, 0]])
    assert network_whole.repeated(often, often) == 2 / 3
    assert network_whole.repeated(thinned, often) == 1


def test_sampled_betweenness_has_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    network = from_networkx(nx.gnm_random_graph(300, 900, seed=1))
    exact = measured(network).loc["betweenness_centralisation"]
    monkeypatch.setattr("analytics.networks.betweenness.MOST_EXACT", 100)
    sampled = measured(network).loc["betweenness_centralisation"]
    assert exact["measure_error"] == 0 < sampled["measure_error"]
    assert abs(sampled["measure_value"] - exact["measure_value"]) < 4 * sampled["measure_error"]
