"""Dates from the survival curve: Kaplan and Meier without cancellations, Aalen and Johansen with them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from analytics.measures import survival_dates

KEYS = ["sector"]
# Freireich et al. 1963, remission in weeks under 6-MP; + is censored. Published: S(23) = 0.448, median 23.
TREATED = [
    "6", "6", "6", "6+", "7", "9+", "10", "10+", "11+", "13", "16", "17+", "19+", "20+", "22", "23", "25+", "32+",
    "32+", "34+", "35+",
]  # fmt: skip


def history(words: list[str], sector: str = "roads") -> pd.DataFrame:
    """ "7" finished at 7, "9+" still open at 9, "8x" cancelled at 8."""
    outcomes = {"+": "open", "x": "cancelled"}
    return pd.DataFrame(
        {
            "ratio": [float(word.rstrip("+x")) for word in words],
            "outcome": [outcomes.get(word[-1], "finished") for word in words],
            "sector": sector,
        }
    )


def at(ratio: float | None, sector: str | None = "roads") -> pd.DataFrame:
    return pd.DataFrame({"ratio": pd.array([ratio], "Float64"), "sector": [sector]})


def test_the_published_median_of_6_mp_is_23_weeks_and_four_in_five_lie_beyond_what_was_observed() -> None:
    found = survival_dates.predict(history(TREATED), at(0), KEYS, [0.5, 0.8]).iloc[0]
    assert (found["class_level"], found["class_n"], found["q50"]) == ("sector", 21, 23)
    assert np.isnan(found["q80"])
    times, finishing, _ = survival_dates.curve(*coded(history(TREATED)))
    published = dict(zip([6, 7, 10, 13, 16, 22, 23], [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], strict=True))
    assert {t: round(1 - share, 3) for t, share in zip(times, finishing, strict=True) if t in published} == published


def coded(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    return table["ratio"].to_numpy(), table["outcome"].map({"open": 0, "finished": 1, "cancelled": 2}).to_numpy()


def test_a_cancelled_project_is_no_project_that_may_still_be_finished() -> None:
    # 2 of 4 are cancelled at 1: no more than half will ever be finished, and P80 is never reached.
    cancelled = survival_dates.predict(history(["1x", "1x", "2", "3"]), at(0), KEYS, [0.25, 0.5, 0.8], 1).iloc[0]
    assert cancelled["q25"] == 2
    assert cancelled["q50"] == 3
    assert np.isnan(cancelled["q80"])
    censored = survival_dates.predict(history(["1+", "1+", "2", "3"]), at(0), KEYS, [0.8], 1).iloc[0]
    assert censored["q80"] == 3


def test_the_unfinished_make_a_forecast_later_than_the_finished_alone_would() -> None:
    done = [f"{1 + n / 100}" for n in range(20)]
    alone = survival_dates.predict(history(done), at(0.5), KEYS, [0.5]).iloc[0]
    together = survival_dates.predict(history([*done, *["1.15+"] * 10]), at(0.5), KEYS, [0.5]).iloc[0]
    assert together["q50"] > alone["q50"]


def test_what_counts_is_who_was_followed_longer_than_this_project_and_nineteen_are_too_few() -> None:
    words = ["1"] * 30 + ["2"] * 19
    assert pd.isna(survival_dates.predict(history(words), at(1.5), KEYS, [0.5])["class_level"][0])
    found = survival_dates.predict(history([*words, "1.9+"]), at(1.5), KEYS, [0.5]).iloc[0]
    assert (found["class_n"], found["q50"]) == (20, 2)


def test_a_sector_with_too_few_borrows_from_all_projects() -> None:
    both = pd.concat([history(["2"] * 5), history(["1"] * 40, "water")])
    found = survival_dates.predict(both, at(0.5), KEYS, [0.5]).iloc[0]
    assert (found["class_level"], found["class_n"], found["q50"]) == ("all", 45, 1)


@pytest.mark.parametrize("words", [[], ["1+"] * 25, ["1x"] * 25])
def test_where_nobody_has_finished_there_is_no_date(words: list[str]) -> None:
    assert np.isnan(survival_dates.predict(history(words), at(0.5), KEYS, [0.5])["q50"][0])


def test_a_project_without_a_clock_gets_no_date() -> None:
    assert pd.isna(survival_dates.predict(history(["1"] * 30), at(None), KEYS, [0.5])["class_level"][0])


WORDS = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["", "+", "x"])), min_size=1, max_size=40)


@settings(deadline=None)
@given(WORDS, st.integers(0, 12))
def test_the_fast_answer_is_that_of_the_slow_curve(drawn: list[tuple[int, str]], elapsed: int) -> None:
    table = history([f"{time}{end}" for time, end in drawn])
    found = survival_dates.predict(table, at(elapsed), KEYS, [0.25, 0.5, 0.8], 1).iloc[0]
    assert np.allclose(found[["q25", "q50", "q80"]].astype("float64"), slow(table, elapsed), equal_nan=True)


def slow(table: pd.DataFrame, elapsed: float) -> list[float]:
    """Only those followed longer, and the product of their chances from then on."""
    later = table[table["ratio"] > elapsed]
    going_on, done, reached = 1.0, 0.0, []
    for time in sorted(later["ratio"].unique()):
        here, risk = later[later["ratio"] == time], int((later["ratio"] >= time).sum())
        done += going_on * (here["outcome"] == "finished").sum() / risk
        going_on *= 1 - (here["outcome"] != "open").sum() / risk
        reached.append((time, done))
    return [next((time for time, share in reached if share >= wanted - 1e-9), np.nan) for wanted in (0.25, 0.5, 0.8)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.booleans()), min_size=1, max_size=40))
def test_without_cancellations_the_curve_is_one_minus_that_of_kaplan_and_meier(drawn: list[tuple[int, bool]]) -> None:
    table = history([f"{time}{'' if done else '+'}" for time, done in drawn])
    assume((table["outcome"] == "finished").any())
    times, finishing, going_on = survival_dates.curve(*coded(table))
    open_ = table["outcome"] == "open"
    kaplan_meier = ecdf(
        CensoredData(uncensored=table.loc[~open_, "ratio"].to_numpy(), right=table.loc[open_, "ratio"].to_numpy())
    ).sf
    assert np.allclose(1 - finishing, kaplan_meier.evaluate(times))
    assert np.allclose(going_on, 1 - finishing)
