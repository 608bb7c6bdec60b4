import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from analytics.measures.intervals import wilson


def bounds(cases: int, of: int) -> tuple[float, float]:
    low, high = wilson(pd.Series([cases]), pd.Series([of]))
    return float(low[0]), float(high[0])


def test_two_late_of_47_may_be_one_in_seven() -> None:
    # The source claims a delay rate below 5 % for 47 projects (methods.md, ambiguity A7).
    assert bounds(2, 47) == pytest.approx((0.0117, 0.1425), abs=5e-5)


def test_none_late_of_47_does_not_establish_less_than_five_per_cent() -> None:
    assert bounds(0, 47) == pytest.approx((0.0, 0.0756), abs=5e-5)


@settings(deadline=None)
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_whole_column_gives_the_numbers_of_scipy(case: tuple[int, int]) -> None:
    expected = binomtest(*case).proportion_ci(method="wilson")
    assert bounds(*case) == pytest.approx((expected.low, expected.high), abs=1e-12)


@settings(deadline=None)
@given(st.integers(1, 20), st.integers(2, 50))
def test_the_interval_narrows_as_more_projects_say_the_same(late: int, times: int) -> None:
    low, high = bounds(late, 2 * late)
    lower, higher = bounds(late * times, 2 * late * times)
    assert low < lower < higher < high


def test_a_share_of_nothing_has_no_interval() -> None:
    low, high = wilson(pd.Series([0]), pd.Series([0]))
    assert low.isna().all()
    assert high.isna().all()
