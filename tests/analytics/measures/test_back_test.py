"""The back-test against loops: the same forecasts and results, no look ahead, nobody dropped."""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas.testing import assert_frame_equal

from analytics.measures import back_test
from tests.analytics.measures import slow_back_test
from tests.tables import draw, rows

KEYS = ["sector", "tier", "size"]
STATES = slow_back_test.invented(projects=130, dates=9, seed=4)
DATES = sorted(STATES["as_of"].unique())
ON, ORIGINS = DATES[-1], DATES[:-1]
PAIRS = back_test.pairs(STATES, ON, ORIGINS, back_test.methods(KEYS))


def test_loops_over_dates_and_projects_find_the_same_forecasts_and_results() -> None:
    slow = slow_back_test.pairs(STATES, ON, ORIGINS, KEYS)
    assert_frame_equal(PAIRS, slow[PAIRS.columns], check_dtype=False, rtol=0, atol=1e-9)
    assert set(PAIRS["result"]) == set(back_test.RESULTS)  # the portfolio has a case of each
    assert PAIRS.filter(like="_q50").notna().any().all()


# --- what was known then --------------------------------------------------------------------------


def test_what_is_reported_after_a_date_changes_no_forecast_made_on_it() -> None:
    origin = ORIGINS[4]
    later = STATES["as_of"] > origin
    changed = STATES.copy()
    for name in ("began", "planned_end", "forecast", "actual"):
        changed.loc[later, name] += pd.Timedelta(days=500)
    changed.loc[later, ["status", "physical_percent", "sector"]] = ["cancelled", 1.0, "schools"]
    said, again = (
        back_test.pairs(states, ON, [origin], back_test.methods(KEYS)).drop(columns=["result", "remaining_days"])
        for states in (STATES, changed)
    )
    assert len(said) > 50
    assert_frame_equal(said, again)


HISTORY = """
    project_id | as_of      | valid_to   | status    | began      | planned_end | forecast   | actual
    1          | 2024-03-31 | 2024-06-30 | active    | 2024-01-01 | 2024-12-31  | 2025-01-31 |
    1          | 2024-06-30 | 2024-09-30 | completed | 2024-01-01 | 2024-12-31  | 2025-01-31 |
    1          | 2024-09-30 | 2024-12-31 | active    | 2024-01-01 | 2024-12-31  | 2025-02-28 |
    1          | 2024-12-31 | 9999-12-31 | completed | 2024-01-01 | 2024-12-31  | 2025-02-28 | 2024-12-20
    2          | 2024-03-31 | 2024-09-30 | active    | 2024-01-01 | 2024-12-31  |            |
    2          | 2024-09-30 | 9999-12-31 | cancelled | 2024-01-01 | 2024-12-31  |            |
    3          | 2024-03-31 | 9999-12-31 | active    | 2024-01-01 | 2024-12-31  | 2024-05-31 |
    4          | 2024-03-31 | 2024-12-31 | active    | 2024-01-01 | 2024-12-31  | 2024-10-31 |
    4          | 2024-12-31 | 9999-12-31 | completed | 2024-01-01 | 2024-12-31  | 2024-10-31 |
    5          | 2024-03-31 | 9999-12-31 | active    |            | 2024-12-31  | 2024-10-31 |
"""


def history() -> pd.DataFrame:
    blank = {"sector": None, "tier": None, "currency": "CNY", "budget": pd.NA, "physical_percent": np.nan}
    return draw(HISTORY).assign(**blank, chosen=True).astype({"budget": "Int64"})


def forecasts(states: pd.DataFrame, *origins: str) -> pd.DataFrame:
    days = [pd.Timestamp(day) for day in origins]
    return back_test.pairs(states, pd.Timestamp("2024-12-31"), days, back_test.methods([]))


def test_a_project_is_forecast_from_its_own_words_then_and_held_against_what_is_known_now() -> None:
    said = forecasts(history(), "2024-03-31", "2024-06-30")
    assert rows(said[["project_id", "forecast_on", "result", "remaining_days", "agency_q50", "baseline_q50"]]) == [
        (1, pd.Timestamp("2024-03-31").date(), "scored", 264, 306, 275),
        (2, pd.Timestamp("2024-03-31").date(), "cancelled", 183, None, 275),
        (3, pd.Timestamp("2024-03-31").date(), "open", 0, 61, 275),
        (4, pd.Timestamp("2024-03-31").date(), "undated", 275, 214, 275),
        (2, pd.Timestamp("2024-06-30").date(), "cancelled", 92, None, 184),
        (3, pd.Timestamp("2024-06-30").date(), "open", -91, -30, 184),
        (4, pd.Timestamp("2024-06-30").date(), "undated", 184, 123, 184),
    ]  # project 1 was reported completed in June, which was taken back later; project 5 has no clock


def test_a_project_out_of_scope_is_learnt_from_and_not_forecast() -> None:
    states = STATES.assign(chosen=STATES["project_id"] % 2 == 0)
    half = back_test.pairs(states, ON, ORIGINS, back_test.methods(KEYS))
    assert_frame_equal(half, PAIRS[PAIRS["project_id"] % 2 == 0].reset_index(drop=True))
