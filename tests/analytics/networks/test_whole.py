import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.networks import centralisation
from analytics.networks.one_mode import from_networkx
from analytics.networks.whole import density, transitivity, whole
from tests.analytics.networks.published_networks import florentine, search_and_rescue

GRAPHS = st.builds(nx.gnp_random_graph, st.integers(0, 14), st.floats(0, 0.8), st.integers(0, 99), st.booleans())
FREEMAN = (centralisation.degree, centralisation.betweenness_centralisation, centralisation.closeness)


def families() -> nx.Graph:
    """All sixteen; networkx ships fifteen, without Pucci, who married into none."""
    graph = nx.florentine_families_graph()
    graph.add_node("Pucci")
    return graph


@pytest.mark.parametrize(
    ("graph", "published"),
    [
        (nx.florentine_families_graph(), (0.274725, 0.436813, 0.322452)),
        (families(), (0.266667, 0.383492, None)),
        (nx.karate_club_graph(), (0.399621, 0.405557, 0.298195)),
        (nx.krackhardt_kite_graph(), (0.333333, 0.296296, 0.270375)),
        (nx.star_graph(8), (1, 1, 1)),
        (nx.cycle_graph(8), (0, 0, 0)),
    ],
    ids=["Florence, 15", "Florence, 16", "karate", "kite", "star", "ring"],
)
def test_centralisation_is_as_published(graph: nx.Graph, published: tuple[float | None, ...]) -> None:
    found = [measure(from_networkx(graph)) for measure in FREEMAN]
    assert found == pytest.approx([np.nan if value is None else value for value in published], abs=5e-7, nan_ok=True)


@pytest.mark.real_data
def test_the_search_at_cheyenne_is_centralised_as_published() -> None:
    network, _ = search_and_rescue("Cheyenne")
    found = whole(network)
    assert found["in_degree_centralisation"] == pytest.approx(0.4201, abs=5e-5)
    assert found["out_degree_centralisation"] == pytest.approx(0.5030, abs=5e-5)
    assert found["betweenness_centralisation"] == pytest.approx(0.1491, abs=5e-5)
    assert "degree_centralisation" not in found
    assert np.isnan(centralisation.closeness(network))


@pytest.mark.real_data
def test_the_marriages_in_the_file_are_those_of_networkx_and_pucci() -> None:
    found = whole(florentine("marriage"))
    assert found == pytest.approx(whole(from_networkx(families())), nan_ok=True)
    assert (found["nodes"], found["ties"], found["isolates"], found["components"]) == (16, 20, 1, 2)


@pytest.mark.parametrize("came", [True, False])
def test_a_star_of_directed_ties_is_wholly_centralised_one_way(came: bool) -> None:
    star = nx.DiGraph([(n, 0) if came else (0, n) for n in range(1, 6)])
    one_way, other = centralisation.in_degree(from_networkx(star)), centralisation.out_degree(from_networkx(star))
    assert (one_way if came else other) == 1
    assert (other if came else one_way) == pytest.approx(1 / 25)


def test_transitivity_of_florence_and_karate_is_as_published() -> None:
    assert transitivity(from_networkx(families())) == pytest.approx(0.191489, abs=5e-7)
    assert transitivity(from_networkx(nx.karate_club_graph())) == pytest.approx(0.255682, abs=5e-7)


@settings(deadline=None)
@given(GRAPHS)
def test_the_card_agrees_with_networkx(graph: nx.Graph) -> None:
    found = whole(from_networkx(graph))
    plain = graph.to_undirected()
    parts = sorted(nx.connected_components(plain), key=len) or [set()]
    assert found["nodes"] == len(graph)
    assert found["ties"] == graph.number_of_edges()
    assert found["isolates"] == nx.number_of_isolates(plain)
    assert found["components"] == nx.number_connected_components(plain)
    if len(graph):
        assert found["largest_component"] == len(parts[-1]) / len(graph)
        assert found["average_degree"] == pytest.approx(sum(dict(graph.degree).values()) / len(graph))
    if len(graph) > 1:
        assert found["density"] == pytest.approx(nx.density(graph))
    if any(degree > 1 for _, degree in plain.degree):
        assert found["transitivity"] == pytest.approx(nx.transitivity(plain))
    else:
        assert np.isnan(found["transitivity"])
    if not graph.is_directed() and len(graph) > 1 and nx.is_connected(graph):
        assert found["average_path"] == pytest.approx(nx.average_shortest_path_length(graph))
        assert found["longest_path"] == nx.diameter(graph)


def test_of_nothing_nothing_is_known() -> None:
    found = whole(from_networkx(nx.Graph()))
    known = {name for name, value in found.items() if not np.isnan(value)}
    assert {name: found[name] for name in known} == {"nodes": 0, "ties": 0, "isolates": 0, "components": 0}
    assert np.isnan(density(from_networkx(nx.empty_graph(1))))
    assert density(from_networkx(nx.empty_graph(2))) == 0
