"""Scores of a back-test: weights that stand for what is open, fair cases, refusals, and a verdict that knows chance."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import back_test, back_test_scores
from analytics.measures.back_test import METHODS
from tests.analytics.measures import slow_back_test
from tests.analytics.measures.test_back_test import PAIRS, forecasts, history
from tests.tables import draw


@pytest.mark.parametrize("method", METHODS)
def test_loops_find_the_same_scores(method: str) -> None:
    found = back_test_scores.compare(PAIRS)
    table = back_test_scores.scores(found).set_index(["cases", "forecast_method"])
    for cases, pairs in (("common", found.common), ("own", PAIRS[PAIRS[f"{method}_q50"].notna()])):
        slow = slow_back_test.score(pairs, method)
        assert table.loc[(cases, method), list(slow)].astype(float).to_dict() == pytest.approx(slow, abs=1e-9)
        assert table.loc[(cases, method), "pairs"] == len(pairs)


def test_without_a_past_date_there_is_nothing_to_score_and_the_reason_is_said() -> None:
    found = back_test_scores.compare(forecasts(history()))
    assert back_test_scores.verdict(found)["test_refusal"].tolist() == ["few_pairs"]
    assert set(back_test_scores.scores(found)["test_refusal"]) == {"few_pairs"}
    assert back_test_scores.by_origin(found).empty
    assert back_test_scores.by_lead(found).empty


# --- weights --------------------------------------------------------------------------------------


def test_a_completion_seen_after_half_were_lost_from_sight_stands_for_two() -> None:
    pairs = draw("""
        result    | remaining_days
        scored    | 10
        open      | 20
        open      | 20
        cancelled | 30
        scored    | 40
    """)  # after day 20 two of four are still followed
    assert back_test_scores.weights(pairs).tolist() == pytest.approx([1, 0, 0, 0, 2])


def test_a_completion_on_the_day_of_a_last_report_came_before_it() -> None:
    pairs = draw("result | remaining_days\n scored | 20\n open | 20\n scored | 21")
    assert back_test_scores.weights(pairs).tolist() == pytest.approx([1, 0, 2])


FOLLOWED = st.lists(st.tuples(st.sampled_from(back_test.RESULTS), st.integers(-20, 60)), min_size=1, max_size=50)


@settings(deadline=None)
@given(FOLLOWED)
def test_weights_are_as_in_the_loop_and_one_where_nothing_is_open(followed: list[tuple[str, int]]) -> None:
    pairs = pd.DataFrame(followed, columns=["result", "remaining_days"])
    found = back_test_scores.weights(pairs)
    assert found.tolist() == pytest.approx(slow_back_test.weights(pairs.to_dict("records")))
    closed = pairs[pairs["result"] != "open"]
    assert back_test_scores.weights(closed).tolist() == (closed["result"] == "scored").astype(float).tolist()


@settings(deadline=None)
@given(FOLLOWED)
def test_the_finished_stand_for_all_where_the_longest_followed_is_finished(followed: list[tuple[str, int]]) -> None:
    kept = [(result, day) for result, day in followed if result in ("scored", "open")]
    pairs = pd.DataFrame([*kept, ("scored", 61)], columns=["result", "remaining_days"])
    assert back_test_scores.weights(pairs).sum() == pytest.approx(len(pairs))


def test_weights_undo_what_a_short_memory_does_to_the_mean() -> None:
    """A forecast that says “in 100 days” of projects that take up to 400, each origin followed for less long."""
    random = np.random.default_rng(3)
    took, seen = random.uniform(0, 400, 20_000), random.choice([100, 200, 300, 401], 20_000)
    known = pd.DataFrame(
        {"result": np.where(took < seen, "scored", "open"), "remaining_days": np.minimum(took, seen).round()}
    )
    weight = back_test_scores.weights(known)
    error = known["remaining_days"] - 100
    assert np.average(error, weights=weight) == pytest.approx(100, abs=4)  # the truth: 200 − 100
    assert error[known["result"] == "scored"].mean() < 60


# --- scores ---------------------------------------------------------------------------------------


def made_up(errors: dict[str, Any], projects: int = 20, dates: int = 3) -> pd.DataFrame:
    """Scored pairs whose methods miss by these days (actual minus forecast); ranges reach 10 and 30 days each way."""
    random = np.random.default_rng(2)
    n = projects * dates
    actual = random.integers(50, 900, n).astype(float)
    table = pd.DataFrame(
        {
            "project_id": np.tile(np.arange(projects), dates),
            "forecast_on": np.repeat(pd.date_range("2024-03-31", periods=dates, freq="QE").as_unit("s"), projects),
            "result": "scored",
            "remaining_days": actual,
        }
    )
    for method in METHODS:
        middle = actual - np.broadcast_to(errors.get(method, np.nan), n)
        reach = {"q50": 0, "q10": -30, "q25": -10, "q75": 10, "q80": 20, "q90": 30}
        for name, days in reach.items():
            if name == "q50" or method in back_test.WITH_RANGE:
                table[f"{method}_{name}"] = middle + days
    return table.assign(lead_days=table["agency_q50"])


def common(pairs: pd.DataFrame) -> pd.DataFrame:
    table = back_test_scores.scores(back_test_scores.compare(pairs))
    return table[table["cases"] == "common"].set_index("forecast_method")


def test_a_perfect_forecast_has_no_loss_and_a_single_date_has_no_range() -> None:
    found = common(made_up({"agency": 0, "survival": 0}))
    for name in ("bias_days", "median_error_days", "miss_days", "median_miss_days", "pinball_50"):
        assert found.loc[["agency", "survival"], name].tolist() == [0, 0]
    assert found.loc["survival", ["coverage_50", "coverage_80", "pinball_80"]].tolist() == pytest.approx([1, 1, 4])
    assert found.loc["agency", ["coverage_50", "coverage_80", "pinball_80", "pairs_with_range"]].isna().all()


def test_a_range_covers_up_to_both_of_its_ends() -> None:
    found = common(made_up({"agency": 0, "survival": np.resize([10, -30, 31], 60)})).loc["survival"]
    assert found[["coverage_50", "coverage_80"]].tolist() == pytest.approx([1 / 3, 2 / 3])


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(-300, 300), min_size=60, max_size=60), st.integers(-500, 500))
def test_forecasts_that_are_all_moved_move_the_bias_as_far_the_other_way(errors: list[int], moved: int) -> None:
    before, after = (
        common(made_up({"agency": 0, "baseline": np.array(errors) + days})).loc["baseline"] for days in (0, moved)
    )
    assert after["bias_days"] - before["bias_days"] == pytest.approx(moved, abs=1e-9)
    assert after["median_error_days"] - before["median_error_days"] == pytest.approx(moved, abs=1e-9)
    assert after["miss_days"] == pytest.approx(2 * after["pinball_50"], abs=1e-9)
    assert after["miss_days"] >= abs(after["bias_days"]) - 1e-9


def test_only_cases_that_every_compared_method_could_forecast_are_common() -> None:
    some = np.where(np.arange(60) % 2, 5.0, np.nan)
    pairs = made_up({"agency": 5, "survival": some})
    found = back_test_scores.scores(back_test_scores.compare(pairs)).set_index(["cases", "forecast_method"])
    assert found.loc["common", "pairs_scored"].to_dict() == {
        "agency": 30, "baseline": 0, "reference_class": 0, "survival": 30, "earned_schedule": 0
    }  # fmt: skip
    assert found.loc[("own", "agency"), ["pairs_scored", "pairs_refused"]].tolist() == [60, 0]
    assert found.loc[("own", "survival"), ["pairs_scored", "pairs_refused"]].tolist() == [30, 30]


def test_a_method_that_hardly_ever_applies_does_not_leave_the_others_without_cases() -> None:
    seldom = np.where(np.arange(900) % 20 == 0, 1.0, np.nan)
    found = common(made_up({"agency": 5, "baseline": 9, "earned_schedule": seldom}, projects=300))
    assert found["test_refusal"].dropna().to_dict() == {
        "reference_class": "few_pairs", "survival": "few_pairs", "earned_schedule": "rarely"
    }  # fmt: skip
    assert found.loc["agency", "pairs_scored"] == 900


@pytest.mark.parametrize(
    ("projects", "dates", "reason"),
    [(9, 3, ["few_pairs"]), (15, 2, ["few_origins"]), (9, 4, ["few_projects"]), (10, 3, [])],
)
def test_too_little_to_score_is_refused_with_its_reason(projects: int, dates: int, reason: list[str]) -> None:
    pairs = made_up({"agency": 5, "baseline": 9}, projects, dates)
    table = back_test_scores.scores(back_test_scores.compare(pairs))
    mine = table[table["forecast_method"] == "agency"]
    assert mine["test_refusal"].dropna().tolist() == 2 * reason
    assert mine["miss_days"].dropna().tolist() == ([] if reason else [5, 5])


def test_a_single_method_has_nothing_to_be_compared_with() -> None:
    found = back_test_scores.verdict(back_test_scores.compare(made_up({"agency": 5})))
    assert found["test_refusal"].tolist() == ["few_methods"]


# --- by date, by lead, and the verdict --------------------------------------------------------------


def test_the_dates_share_out_the_common_cases_and_a_handful_gets_no_mean() -> None:
    pairs = made_up({"agency": 5, "baseline": -9}, projects=30)
    pairs.loc[pairs.index[-22:], "result"] = "open"
    table = back_test_scores.by_origin(back_test_scores.compare(pairs)).set_index("forecast_method")
    assert table.loc["agency", "pairs_scored"].tolist() == [30, 30, 8]
    assert table.loc["agency", "pairs_open"].tolist() == [0, 0, 22]
    assert table.loc["baseline", "bias_days"].tolist()[:2] == pytest.approx([-9, -9])
    assert pd.isna(table.loc["baseline", "miss_days"].tolist()[2])


@pytest.mark.parametrize(
    ("days", "band"), [(-1, "passed"), (0, "under_6"), (182, "under_6"), (183, "from_6"), (365, "from_12"),
                       (729, "from_12"), (730, "from_24")],
)  # fmt: skip
def test_a_forecast_belongs_to_the_band_by_how_far_ahead_the_responsible_body_saw_the_end(days: int, band: str) -> None:
    pairs = made_up({"agency": 5, "baseline": 9}).assign(lead_days=float(days))
    table = back_test_scores.by_lead(back_test_scores.compare(pairs))
    assert table.loc[table["pairs"] > 0, "lead_band"].unique().tolist() == [band]


def verdict(errors: dict[str, Any], projects: int = 20) -> pd.Series:
    return back_test_scores.verdict(back_test_scores.compare(made_up(errors, projects))).iloc[0]


def test_the_closest_is_believed_and_held_against_the_responsible_bodies() -> None:
    random = np.random.default_rng(1)
    found = verdict({"agency": random.normal(60, 10, 60), "baseline": 90, "survival": random.normal(0, 10, 60)})
    assert (found["forecast_method"], found["rival_method"], found["is_certain"]) == ("survival", "agency", True)
    assert found["miss_difference"] == pytest.approx(found["miss_days"] - found["rival_miss_days"])
    assert found["miss_difference_low"] < found["miss_difference"] < found["miss_difference_high"] < 0


def test_where_the_responsible_bodies_are_closest_they_are_held_against_the_second_best() -> None:
    found = verdict({"agency": 10, "baseline": np.resize([90, 80], 60), "survival": np.resize([40, 50], 60)})
    assert (found["forecast_method"], found["rival_method"]) == ("agency", "survival")


def test_a_difference_that_comes_and_goes_is_within_chance() -> None:
    random = np.random.default_rng(5)
    found = verdict({"agency": random.normal(0, 50, 60), "survival": random.normal(0, 50, 60)})
    assert not found["is_certain"]
    assert found["miss_difference_low"] < 0 < found["miss_difference_high"]


def test_the_same_project_again_is_no_new_evidence() -> None:
    """The interval of pairs that are copies of each other is that of the projects alone, by Student."""
    random = np.random.default_rng(6)
    once, dates = random.normal(30, 20, 15), 3
    found = verdict({"agency": 100, "survival": np.tile(once, dates)}, projects=15)
    differences = np.abs(once) - 100
    half = 2.1447866879169273 * differences.std(ddof=1) / np.sqrt(15)  # the 97.5 % point of t with 14 degrees
    assert found["miss_difference_high"] - found["miss_difference"] == pytest.approx(half, rel=0.02)


def test_an_interval_is_wider_the_more_methods_the_best_was_chosen_from() -> None:
    random = np.random.default_rng(7)
    errors = {"agency": random.normal(60, 30, 60), "survival": random.normal(0, 30, 60)}
    others = {"baseline": 200, "reference_class": 210, "earned_schedule": 220}
    chosen = [verdict(errors | dict(list(others.items())[:n])) for n in range(4)]
    widths = [found["miss_difference_high"] - found["miss_difference_low"] for found in chosen]
    assert all(wider > narrow for narrow, wider in pairwise(widths))
