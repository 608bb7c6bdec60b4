"""Classes of comparable projects: by size only where currency and budget are known, and the same in SQL's terms."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import comparables


@pytest.mark.parametrize("dtype", ["object", "str"])
def test_a_portfolio_in_which_nobody_states_a_currency_has_no_classes_by_size(dtype: str) -> None:
    projects = pd.DataFrame(
        {
            "sector": ["roads", "roads"],
            "tier": ["A", "unknown"],
            "budget": pd.array([1_000_000, None], "Int64"),
            "currency": pd.Series([None, None], dtype=dtype),
        }
    )
    found = comparables.classified(projects)
    assert found[["size", "size_band"]].isna().all(axis=None)
    assert found["tier"].isna().tolist() == [False, True]


@given(
    budget=st.one_of(st.integers(0, 10**13), st.sampled_from([5, 20, 100, 500]).map(lambda million: million * 10**8)),
    one_less=st.booleans(),
    currency=st.sampled_from(["CNY", "JPY", "KWD"]),
)
def test_a_budget_is_in_the_band_between_whose_ends_it_lies(budget: int, one_less: bool, currency: str) -> None:
    amount = max(0, budget - one_less)
    band = comparables.size_bands(pd.Series([amount], dtype="Int64"), pd.Series([currency]))[0]
    between = []
    for name in comparables.BANDS:
        low, high = comparables.budgets(name, currency)
        if low <= amount and (high is None or amount < high):
            between.append(name)
    assert between == [band]
