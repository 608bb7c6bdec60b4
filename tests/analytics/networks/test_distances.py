import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.networks import distances as module
from analytics.networks.distances import distances
from analytics.networks.one_mode import from_networkx

GRAPHS = st.builds(nx.gnp_random_graph, st.integers(1, 14), st.floats(0, 0.6), st.integers(0, 99), st.booleans())


@settings(deadline=None)
@given(GRAPHS)
def test_they_are_those_of_walking_from_each_node_by_itself(graph: nx.Graph) -> None:
    found = distances(from_networkx(graph))
    apart = dict(nx.all_pairs_shortest_path_length(graph))
    for v in graph:
        to_v = [apart[u][v] for u in graph if u != v and v in apart[u]]
        assert (found.reached[v], found.total[v]) == (len(to_v), sum(to_v))
    steps = [d for far in apart.values() for d in far.values() if d]
    assert found.pairs.tolist() == np.bincount(steps)[1:].tolist() if steps else found.pairs.size == 0
    assert found.average == pytest.approx(np.mean(steps) if steps else np.nan, nan_ok=True)


def test_more_sources_than_walk_at_once_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = nx.gnm_random_graph(700, 1500, seed=5)
    whole = distances(from_networkx(graph))
    assert whole.total.sum() == sum(sum(far.values()) for _, far in nx.all_pairs_shortest_path_length(graph))
    monkeypatch.setattr(module, "_WORDS", 1)
    again = distances(from_networkx(graph))
    assert (again.total == whole.total).all()
    assert (again.pairs == whole.pairs).all()


def test_closeness_is_that_of_networkx_and_missing_where_someone_is_out_of_reach() -> None:
    kite = nx.krackhardt_kite_graph()
    assert distances(from_networkx(kite)).closeness.tolist() == pytest.approx(
        list(nx.closeness_centrality(kite).values())
    )
    kite.add_node(99)
    assert np.isnan(distances(from_networkx(kite)).closeness).all()


def test_alone_one_is_near_nobody() -> None:
    found = distances(from_networkx(nx.empty_graph(1)))
    assert np.isnan(found.average)
    assert np.isnan(found.closeness).all()
