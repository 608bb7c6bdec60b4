import networkx as nx
import numpy as np
import pandas as pd
import pytest

from analytics.networks import layout


def ties(graph: nx.Graph) -> pd.DataFrame:
    rows = [(*sorted(edge), 1) for edge in graph.edges]
    return pd.DataFrame(rows, columns=["first_id", "second_id", "shared_projects"]).sort_values(
        ["first_id", "second_id"]
    )


@pytest.fixture
def three_parts() -> pd.DataFrame:
    graph = nx.disjoint_union_all([nx.star_graph(30), nx.cycle_graph(5), nx.path_graph(2)])
    return ties(graph)


def test_the_same_ties_give_the_same_places_in_whatever_order_they_come(three_parts: pd.DataFrame) -> None:
    first = layout.positions(layout.graph(three_parts))
    again = layout.positions(layout.graph(three_parts.sample(frac=1, random_state=3)))
    pd.testing.assert_frame_equal(first, again)


def test_components_keep_to_boxes_of_their_own(three_parts: pd.DataFrame) -> None:
    network = layout.graph(three_parts)
    places = layout.positions(network).set_index("organisation_id")
    part = layout.components(network)
    boxes = [
        (group["x"].min(), group["x"].max(), group["y"].min(), group["y"].max()) for _, group in places.groupby(part)
    ]
    for i, (left, right, low, high) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert right < other[0] or other[1] < left or high < other[2] or other[3] < low


def test_organisations_without_a_tie_stand_beneath_everything_else(three_parts: pd.DataFrame) -> None:
    places = layout.positions(layout.graph(three_parts, alone=range(1000, 1060)))
    shelf = places[places["on_shelf"]]
    assert len(shelf) == 60
    assert shelf["y"].max() < places.loc[~places["on_shelf"], "y"].min()
    assert shelf["x"].between(0, places["x"].max()).all()
    assert not shelf.duplicated(["x", "y"]).any()


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert layout.positions(layout.graph(ties(nx.Graph()))).empty


def test_a_busy_core_is_not_left_in_a_heap() -> None:
    core = nx.complete_graph(40)
    core.add_edges_from((0, n) for n in range(100, 105))
    core.add_edges_from((n, n + 100) for n in range(100, 105))
    places = layout.positions(layout.graph(ties(core))).set_index("organisation_id")
    across = np.ptp(places.loc[range(40), "x"]) / np.ptp(places["x"])
    assert across > 0.5


def test_the_weakest_ties_are_left_out_first_and_the_limits_are_kept() -> None:
    pairs = pd.DataFrame({"first_id": range(100), "second_id": range(1000, 1100), "shared_projects": range(100, 0, -1)})
    assert len(layout.strongest(pairs, most_ties=30)) == 30
    few = layout.strongest(pairs, most_nodes=21)
    assert len(few) == 10
    assert few["shared_projects"].min() > pairs["shared_projects"].drop(few.index).max()
    assert len(layout.strongest(pairs)) == 100


def test_widths_span_from_the_weakest_to_the_strongest_tie() -> None:
    assert layout.width_class(pd.Series([100, 10, 1])).tolist() == [5, 3, 1]
    assert layout.width_class(pd.Series([4, 4])).tolist() == [1, 1]
