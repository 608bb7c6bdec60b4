import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analytics.errors import PortfolioError
from analytics.networks import one_mode
from tests.tables import draw, rows

TIES = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(1, 5)), max_size=40)


def table(ties: list[tuple[int, int, int]]) -> pd.DataFrame:
    return pd.DataFrame(ties, columns=["first_id", "second_id", "weight"], dtype="int64")


@settings(deadline=None)
@given(TIES, st.booleans())
def test_a_table_of_ties_becomes_the_graph_that_adds_it_up_row_by_row(ties: list, directed: bool) -> None:
    expected = nx.DiGraph() if directed else nx.Graph()
    expected.add_nodes_from({node for tie in ties for node in tie[:2]} | {100})
    for a, b, weight in ties:
        if a != b:
            before = expected.get_edge_data(a, b, {"weight": 0})["weight"]
            expected.add_edge(a, b, weight=before + weight)
    made = one_mode.from_ties(table(ties), ids=[100], directed=directed).to_networkx()
    assert nx.utils.graphs_equal(made, expected)


@settings(deadline=None)
@given(TIES, st.booleans())
def test_a_network_comes_back_from_networkx_and_from_its_table_as_it_was(ties: list, directed: bool) -> None:
    network = one_mode.from_ties(table(ties), ids=range(1, 12), directed=directed)
    for again in (
        one_mode.from_networkx(network.to_networkx()),
        one_mode.from_ties(network.table(), ids=network.ids, directed=directed),
        one_mode.from_matrix(network.weights.toarray(), network.ids, directed=directed),
    ):
        assert again.ids.tolist() == network.ids.tolist()
        assert again.directed == directed
        assert (again.weights != network.weights).nnz == 0
        assert again.ties == len(network.table()) == network.to_networkx().number_of_edges()


def test_ties_come_strongest_first_and_a_body_is_not_tied_to_itself() -> None:
    ties = draw("""
        first_id | second_id | weight
        9        | 7         | 1
        7        | 7         | 5
        8        | 7         | 2
        7        | 8         | 1
        7        | 6         | 0
    """)
    network = one_mode.from_ties(ties)
    assert rows(network.table()) == [(7, 8, 3), (7, 9, 1)]
    assert network.ids.tolist() == [6, 7, 8, 9]
    assert rows(one_mode.from_ties(ties, directed=True).table()) == [(8, 7, 2), (7, 8, 1), (9, 7, 1)]


def test_many_ties_of_one_byte_add_up_beyond_a_byte() -> None:
    ties = pd.DataFrame({"first_id": [1] * 300, "second_id": [2] * 300, "weight": np.ones(300, dtype="int8")})
    assert rows(one_mode.from_ties(ties).table()) == [(1, 2, 300)]


def test_names_may_be_words_and_an_empty_network_is_a_network() -> None:
    network = one_mode.from_networkx(nx.florentine_families_graph())
    assert (network.nodes, network.ties) == (15, 20)
    assert network.to_networkx().has_edge("Medici", "Ridolfi")
    assert (one_mode.from_ties(table([])).nodes, one_mode.from_networkx(nx.Graph()).ties) == (0, 0)


def test_the_largest_component_is_number_nought() -> None:
    network = one_mode.from_networkx(nx.disjoint_union_all([nx.path_graph(2), nx.path_graph(3), nx.path_graph(2)]))
    assert network.component().tolist() == [1, 1, 0, 0, 0, 2, 2]
    assert network.part(network.component() == 0).ids.tolist() == [2, 3, 4]


def test_forgetting_directions_adds_the_two_ties_of_a_pair() -> None:
    network = one_mode.from_ties(table([(1, 2, 3), (2, 1, 4), (2, 3, 1)]), directed=True)
    assert rows(network.undirected.table()) == [(1, 2, 7), (2, 3, 1)]


def test_a_matrix_says_itself_whether_it_has_directions() -> None:
    assert one_mode.from_matrix([[1, 2], [0, 0]]).directed
    assert not one_mode.from_matrix(sparse.coo_array([[1.0, 0.5], [0.5, 0]])).directed


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: one_mode.from_ties(table([(1, 2, -1)])), "negative"),
        (lambda: one_mode.from_ties(table([(1, 2, 1)]).drop(columns="weight")), "no column weight"),
        (lambda: one_mode.from_ties(table([(1, 2, 1)]).assign(second_id=[None])), "1 ties lack"),
        (lambda: one_mode.from_matrix([[0, 1]]), "square"),
        (lambda: one_mode.from_matrix([[0, 1], [1, 0]], [7, 7]), "one id of its own"),
        (lambda: one_mode.from_matrix([[0, 1], [0, 0]], directed=False), "differ by direction"),
        (lambda: one_mode.from_matrix([[0, np.inf], [np.inf, 0]]), "not a number"),
    ],
)
def test_what_is_no_network_is_refused_with_what_to_do(make: object, said: str) -> None:
    with pytest.raises(PortfolioError, match=said):
        make()  # type: ignore[operator]
