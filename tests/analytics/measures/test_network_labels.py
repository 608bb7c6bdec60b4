"""Names of the picture: none covers another or a larger mark, the largest come first, there is room on a telephone."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import network_labels
from analytics.measures.network_marks import diameter


def rows(*marks: tuple[float, float, float], name: str = "DDC") -> pd.DataFrame:
    """Organisations at (x, y) with a measure."""
    found = pd.DataFrame(list(marks), columns=["x", "y", "mark_size"])
    return found.assign(organisation_en=name, organisation_zh=name)


def named(found: pd.DataFrame) -> list[bool]:
    return network_labels.named(found)["labelled"].tolist()


def test_short_names_fit_where_long_ones_do_not() -> None:
    marks = [(0.0, 0.0, 9.0), (20.0, 0.0, 9.0), (100.0, 100.0, 9.0)]
    assert named(rows(*marks)) == [True, True, True]
    assert network_labels.named(rows(*marks))["label_below"].tolist() == [False, False, False]
    # at the same height two long names cover each other: the second goes below
    long_ = network_labels.named(rows(*marks, name="Water Affairs Bureau"))
    assert long_["labelled"].tolist() == [True, True, True]
    assert long_["label_below"].tolist() == [False, True, False]
    third = network_labels.named(rows(marks[0], marks[1], (10.0, 0.0, 1.0), marks[2], name="Water Affairs Bureau"))
    assert third["labelled"].tolist() == [True, True, False, True]


def test_what_stands_beside_a_name_takes_room() -> None:
    marks = rows((0.0, 0.0, 9.0), (12.0, 0.0, 9.0), (100.0, 100.0, 9.0))
    alone = network_labels.named(marks)
    beside = network_labels.named(marks.assign(label_value=0.31))
    assert alone["label_below"].tolist() == [False, False, False]
    assert beside["label_below"].tolist() == [False, True, False]


def test_the_organisation_looked_at_is_named_first_and_who_has_no_partner_never() -> None:
    crowd = rows(*[(float(n) / 10, 0.0, 100.0 - n) for n in range(30)], (100.0, 100.0, 1.0))
    crowd = crowd.assign(is_chosen=crowd.index == 20, on_shelf=crowd.index == 30)
    found = network_labels.named(crowd)["labelled"]
    assert found[20]
    assert not found[30]


def test_nobody_is_named_among_nobody() -> None:
    found = network_labels.named(rows())
    assert found.empty
    assert {"labelled", "label_below"} <= set(found)


places = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0.1, 100))


@given(st.lists(places, min_size=1, max_size=25))
def test_names_never_cover_each_other(marks: list[tuple[float, float, float]]) -> None:
    crowd = rows(*sorted(marks, key=lambda mark: -mark[2]), name="Roads and Bridges Bureau")
    found = network_labels.named(crowd)
    assert found["labelled"].iloc[0]
    x, y = ((crowd[axis] - crowd[axis].min()) / (crowd[axis].max() - crowd[axis].min() or 1) for axis in ("x", "y"))
    boxes = []
    for at in found.index[found["labelled"]]:
        radius = diameter(crowd["mark_size"][at], crowd["mark_size"].max()) / 2 + 1
        middle = 260 * x[at]
        low = 380 * y[at] - radius - 30 if found["label_below"][at] else 380 * y[at] + radius  # two lines
        boxes.append((middle - 35, middle + 35, low, low + 30))  # narrower than the name is
    for n, (left, right, low, high) in enumerate(boxes):
        for other in boxes[:n]:
            assert left >= other[1] or right <= other[0] or low >= other[3] - 1e-6 or high <= other[2] + 1e-6
