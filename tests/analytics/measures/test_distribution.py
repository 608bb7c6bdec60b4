"""Boxes, outliers and dots over drawn values."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import distribution

KINDS = ("one", "two")


def values(**kinds: list[int]) -> pd.DataFrame:
    return pd.DataFrame([(kind, value) for kind, found in kinds.items() for value in found], columns=["kind", "value"])


def test_the_box_has_the_mean_with_and_without_what_lies_beyond_the_whiskers() -> None:
    boxes = distribution.spread(values(one=[0, 10, 20, 30, 40, 50, 60, 4000]), KINDS).set_index("kind")
    one, two = boxes.loc["one"], boxes.loc["two"]
    assert (one["known"], one["median"], one["mean"], one["mean_inside"]) == (8, 35, 526.25, 30)
    assert (one["low_whisker"], one["high_whisker"], one["outliers"], one["least"], one["most"]) == (0, 60, 1, 0, 4000)
    assert (two["known"], two["outliers"]) == (0, 0)
    assert pd.isna(two["median"])


def test_an_outlier_is_one_of_its_own_kind_and_the_farthest_comes_first() -> None:
    near, far = [0, 1, 2, 3, 4, 5, 6, 90], [80, 90, 100, 110, 120, -300, 900]
    found = distribution.outliers(values(one=near, two=far), KINDS)
    assert found[["kind", "value"]].values.tolist() == [["two", 900], ["two", -300], ["one", 90]]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(-5000, 50_000)), max_size=80), st.integers(1, 30))
def test_every_value_is_under_a_dot_and_no_column_is_too_tall(found: list[tuple[str, int]], tallest: int) -> None:
    table = pd.DataFrame(found, columns=["kind", "value"])
    drawn = distribution.dots(table, (1, 5, 50, 500), tallest)
    each = drawn["dot_projects"].max() if len(drawn) else 1
    assert len(drawn) <= len(found) <= len(drawn) * each
    assert drawn["dot_level"].max() <= tallest if len(drawn) else not found
    if len(drawn):
        columns = drawn.groupby(["kind", "value"])["dot_level"]
        assert (columns.max() == columns.size()).all()
