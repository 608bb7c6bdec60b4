"""Intervals of a median by order statistics, against a count of all samples."""

from __future__ import annotations

from math import comb

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures.medians import intervals


def slow(values: list[float], confidence: float) -> tuple[float | None, float | None]:
    """The innermost pair of mirrored values that holds the median with this confidence, tried one by one."""
    ordered, n = sorted(values), len(values)
    found: tuple[float | None, float | None] = (None, None)
    for k in range(1, n // 2 + 1):
        covered = sum(comb(n, below) for below in range(k, n - k + 1)) / 2**n
        if covered >= confidence:
            found = (ordered[k - 1], ordered[n - k])
    return found


@settings(deadline=None)
@given(st.lists(st.integers(-50, 50), max_size=40), st.sampled_from([0.5, 0.8, 0.95, 0.99]))
def test_the_interval_is_the_narrowest_that_holds_the_median_of_so_many_samples(
    values: list[int], confidence: float
) -> None:
    found = intervals(pd.Series(values, dtype="Int64"), pd.Series(["a"] * len(values), dtype="str"), confidence)
    expected = slow([float(value) for value in values], confidence)
    got = (None, None) if found.empty else tuple(found.loc["a", ["median_low", "median_high"]])
    assert tuple(None if pd.isna(end) else end for end in got) == expected


@pytest.mark.parametrize(("n", "known"), [(5, False), (6, True)])
def test_five_values_are_too_few_for_95_per_cent_and_six_are_enough(n: int, known: bool) -> None:
    found = intervals(pd.Series(range(n)), pd.Series(["a"] * n)).loc["a"]
    assert found[["median_low", "median_high"]].notna().tolist() == [known, known]
    assert found["median"] == (n - 1) / 2


def test_the_ranks_that_conover_gives_come_out() -> None:
    """n = 10: from the second to the ninth, 97.85 %; n = 20: from the sixth to the fifteenth, 95.86 %."""
    values = pd.Series([*range(1, 11), *range(1, 21)])
    found = intervals(values, pd.Series(["ten"] * 10 + ["twenty"] * 20))
    assert found.loc["ten", ["median_low", "median_high"]].tolist() == [2, 9]
    assert found.loc["twenty", ["median_low", "median_high"]].tolist() == [6, 15]


def test_a_missing_value_is_left_out_and_a_missing_group_is_a_group() -> None:
    found = intervals(pd.Series([1, None, 3], dtype="Int64"), pd.Series(["a", "a", None], dtype="str"))
    assert found["median"].tolist() == [1, 3]
    assert found["median_low"].isna().all()


@settings(deadline=None)
@given(st.integers(6, 60))
def test_more_projects_never_widen_the_ranks(n: int) -> None:
    """Of n values evenly spread over one and the same range, the interval narrows as n grows threefold."""
    few, many = (pd.Series([place / size for place in range(size + 1)]) for size in (n, 3 * n))
    ends = intervals(pd.concat([few, many], ignore_index=True), pd.Series(["few"] * len(few) + ["many"] * len(many)))
    width = ends["median_high"] - ends["median_low"]
    assert width["many"] < width["few"]
