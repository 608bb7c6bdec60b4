"""Comparable projects: published uplifts, classes that widen, and the fast answer against the slow loop."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import comparables, reference_class

KEYS = ["sector", "tier", "size"]
QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.8, 0.9]


def test_a_building_that_is_three_tenths_non_standard_is_uplifted_by_32_per_cent_and_14_5_in_time() -> None:
    # Mott MacDonald 2002, upper bounds: standard building 4 (duration) and 24 (capital), non-standard 39 and 51.
    assert reference_class.blended([0.3, 0.7], [51, 24]) == pytest.approx(32.1)
    assert reference_class.blended([0.3, 0.7], [39, 4]) == pytest.approx(14.5)


def test_shares_that_do_not_make_a_whole_are_no_project() -> None:
    with pytest.raises(ValueError, match=r"0\.9"):
        reference_class.blended([0.3, 0.6], [51, 24])


@pytest.mark.parametrize(("mean", "adjusted"), [(0.447, 144.7), (0.338, 133.8), (0.204, 120.4)])
def test_an_estimate_of_100_adjusted_by_flyvbjerg_s_means_for_rail_bridges_and_roads(
    mean: float, adjusted: float
) -> None:
    # Of overruns that lie evenly around the mean, half are no larger than it.
    assert reference_class.adjusted(100, [mean - 0.2, mean, mean + 0.2], 0.5) == pytest.approx(adjusted)


def finished(ratios: list[float], sector: str = "roads", tier: str = "A", size: str = "CNY from_5") -> pd.DataFrame:
    return pd.DataFrame({"ratio": ratios, "outcome": "finished", "sector": sector, "tier": tier, "size": size})


def target(ratio: float | None, sector: str | None = "roads", tier: str | None = "A") -> pd.DataFrame:
    return pd.DataFrame({"ratio": pd.array([ratio], "Float64"), "sector": sector, "tier": tier, "size": "CNY from_5"})


def test_a_project_that_has_used_up_its_time_is_compared_only_with_those_that_took_longer() -> None:
    class_ = finished([1.0] * 20 + [2.0] * 20)
    fresh = reference_class.predict(class_, target(0.5), KEYS, [0.5]).iloc[0]
    late = reference_class.predict(class_, target(1.0), KEYS, [0.5]).iloc[0]
    assert (fresh["class_n"], fresh["q50"]) == (40, 1.5)
    assert (late["class_n"], late["q50"]) == (20, 2.0)


def test_a_class_of_nineteen_is_too_few_and_is_widened_by_the_last_key_first() -> None:
    class_ = pd.concat(
        [finished([1.5] * 19), finished([1.2], size="CNY from_20"), finished([1.2] * 30, sector="water")]
    )
    found = reference_class.predict(class_, target(0.5), KEYS, [0.5]).iloc[0]
    assert (found["class_level"], found["class_n"]) == ("sector-tier", 20)
    alone = reference_class.predict(class_, target(0.5, sector="parks"), KEYS, [0.5]).iloc[0]
    assert (alone["class_level"], alone["class_n"]) == ("all", 50)


def test_twenty_in_the_narrowest_class_are_enough() -> None:
    found = reference_class.predict(finished([1.5] * 20), target(0.5), KEYS, [0.5]).iloc[0]
    assert (found["class_level"], found["class_n"]) == ("sector-tier-size", 20)


def test_where_all_projects_together_are_too_few_there_is_no_forecast() -> None:
    found = reference_class.predict(finished([1.5] * 19), target(0.5), KEYS, [0.5]).iloc[0]
    assert pd.isna(found["class_level"])
    assert pd.isna(found["class_n"])
    assert np.isnan(found["q50"])


def test_a_project_without_a_tier_is_compared_within_its_sector_and_never_with_others_without_one() -> None:
    class_ = pd.concat([finished([1.5] * 25), finished([3.0] * 25, tier=None)])  # type: ignore[arg-type]
    found = reference_class.predict(class_, target(0.5, tier=None), KEYS, [0.5]).iloc[0]
    assert (found["class_level"], found["class_n"]) == ("sector", 50)


def test_a_project_without_a_clock_gets_no_forecast() -> None:
    found = reference_class.predict(finished([1.5] * 30), target(None), KEYS, [0.5]).iloc[0]
    assert pd.isna(found["class_level"])
    assert np.isnan(found["q50"])


def test_neither_the_unfinished_nor_the_cancelled_are_in_a_reference_class() -> None:
    class_ = finished([1.5] * 60).assign(outcome=["finished", "open", "cancelled"] * 20)
    assert reference_class.predict(class_, target(0.5), KEYS, [0.5])["class_n"].tolist() == [20]


def test_an_empty_portfolio_and_no_targets_give_no_answers() -> None:
    nothing = reference_class.predict(finished([]), target(0.5), KEYS, [0.5]).iloc[0]
    assert pd.isna(nothing["class_level"])
    assert reference_class.predict(finished([1.5] * 30), target(0.5).head(0), KEYS, [0.5]).empty


PROJECTS = st.lists(
    st.tuples(
        st.sampled_from([0.5, 0.8, 1.0, 1.1, 1.25, 1.7, 2.0, 3.0]),
        st.sampled_from(["finished", "open", "cancelled"]),
        st.sampled_from(["roads", "water", None]),
        st.sampled_from(["A", "B", None]),
        st.sampled_from(["CNY from_5", "USD from_5", None]),
    ),
    min_size=1,
    max_size=60,
)


@settings(deadline=None, max_examples=50)
@given(PROJECTS, st.integers(1, 6))
def test_the_fast_answer_is_that_of_the_slow_loop(drawn: list[tuple[object, ...]], fewest: int) -> None:
    table = pd.DataFrame(drawn, columns=["ratio", "outcome", *KEYS])
    targets = table[table["outcome"] == "open"]
    found = reference_class.predict(table, targets, KEYS, QUANTILES, fewest)
    for label, row in targets.iterrows():
        level, n, values = slow(table, row, fewest)
        assert (found["class_level"][label] if level else None) == level
        assert (0 if pd.isna(found["class_n"][label]) else found["class_n"][label]) == n
        got = found.loc[label, [f"q{round(100 * share)}" for share in QUANTILES]].astype("float64")
        assert np.allclose(got, values, equal_nan=True)


def slow(table: pd.DataFrame, row: pd.Series, fewest: int) -> tuple[str | None, int, list[float]]:
    for keys in (["sector", "tier", "size"], ["sector", "tier"], ["sector"], []):
        if any(row[key] is None for key in keys):
            continue
        longer = [
            other["ratio"]
            for _, other in table.iterrows()
            if other["outcome"] == "finished"
            and all(other[key] == row[key] for key in keys)
            and other["ratio"] > row["ratio"]
        ]
        if len(longer) >= fewest:
            return "-".join(keys) or "all", len(longer), [float(np.quantile(longer, share)) for share in QUANTILES]
    return None, 0, [np.nan] * len(QUANTILES)


@settings(deadline=None)
@given(PROJECTS)
def test_no_forecast_ends_before_the_time_that_is_already_used_up(drawn: list[tuple[object, ...]]) -> None:
    table = pd.DataFrame(drawn, columns=["ratio", "outcome", *KEYS])
    targets = table[table["outcome"] == "open"]
    found = reference_class.predict(table, targets, KEYS, [0.1, 0.5], 1)
    answered = found["q10"].notna()
    assert (found["q10"] > targets["ratio"])[answered].all()
    assert (found["q50"] >= found["q10"])[answered].all()


def test_budgets_fall_into_bands_by_their_own_currency_and_without_one_into_none() -> None:
    projects = pd.DataFrame(
        {
            "tier": ["A", "unknown", "B", "B", "B"],
            "budget": pd.array([2_000_000_000, 1_999_999_999, 20_000_000, None, 5], "Int64"),
            "currency": ["CNY", "CNY", "JPY", "CNY", None],
        }
    )
    found = comparables.classified(projects)
    assert found["size"].fillna("none").tolist() == ["CNY from_20", "CNY from_5", "JPY from_20", "none", "none"]
    assert found["tier"].fillna("none").tolist() == ["A", "none", "B", "B", "B"]


def test_where_no_budget_has_a_currency_no_project_has_a_size() -> None:
    projects = pd.DataFrame(
        {"tier": ["A"], "budget": pd.array([None], "Int64"), "currency": pd.Series([None], dtype=object)}
    )
    assert comparables.classified(projects)["size"].isna().all()
