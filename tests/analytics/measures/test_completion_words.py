"""What is said about completion: one project's story in every case, and the finding about many."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analytics.language import Language
from analytics.measures import completion_words as words

ENGLISH = Language()
UNDER_WAY: dict[str, Any] = {
    "progress_state": "unfinished", "forecasts": 3, "forecast_since": pd.Timestamp("2024-03-31"), "slip_days": 426,
    "overdue_days": pd.NA, "finished_on": pd.NaT, "reference_why": None, "class_level": "sector", "class_n": 43,
    "class_early_slip": 152, "class_late_slip": 578,
}  # fmt: skip


def story(**said: object) -> str:
    return words.story(pd.Series(UNDER_WAY | said, dtype="object"), ENGLISH)


def test_the_story_counts_the_forecasts_and_holds_them_against_comparable_projects() -> None:
    assert story() == (
        "Third forecast since 2024: 14 months later than first approved; the middle half of comparable projects "
        "(43, by sector) end 5 to 19 months late."
    )


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ({"forecasts": 1}, "First forecast, of 2024: "),
        ({"forecasts": 10}, "Tenth forecast since 2024: "),
        ({"forecasts": 11}, "11th forecast since 2024: "),
        ({"forecasts": 21}, "21st forecast since 2024: "),
        ({"slip_days": 0}, ": as first approved; "),
        ({"slip_days": -59}, ": 59 days earlier than first approved; "),
        ({"slip_days": 60}, ": 2 months later than first approved; "),
        ({"slip_days": pd.NA}, ": no earlier date to compare it with; "),
        ({"class_level": "all"}, "(43, of all kinds)"),
        ({"overdue_days": 40}, " The day forecast passed 40 days ago."),
        ({"forecasts": 0}, "No forecast of completion is known; the middle half of comparable projects"),
        ({"reference_why": "few"}, "; there is nothing to compare it with: fewer than 20 comparable projects took"),
        ({"progress_state": "cancelled"}, "Cancelled; its last forecast of completion was 14 months later than first"),
        ({"progress_state": "cancelled", "forecasts": 0}, "Cancelled; it will not be completed."),
    ],
)
def test_each_case_has_its_own_words(said: dict[str, object], part: str) -> None:
    assert part in story(**said)


@pytest.mark.parametrize(
    ("low", "high", "range_"),
    [
        (0, 0, "on time"),
        (-20, 10, "20 days early to 10 days late"),
        (0, 200, "on time to 7 months late"),
        (-200, 0, "on time to 7 months early"),
        (5, 30, "5 to 30 days late"),
        (10, 200, "10 days to 7 months late"),
        (-90, -75, "2 to 3 months early"),
        (190, 195, "6 months late"),
    ],
)
def test_a_range_says_early_and_late_and_its_unit_once(low: int, high: int, range_: str) -> None:
    assert story(class_early_slip=low, class_late_slip=high).endswith(f" end {range_}.")


def test_a_finished_project_says_when_how_late_and_after_how_many_forecasts() -> None:
    done = {"progress_state": "finished", "finished_on": pd.Timestamp("2025-05-03")}
    assert story(**done) == "Finished on 3 May 2025, 14 months later than first approved, after 3 forecasts."
    assert story(**done, forecasts=0, slip_days=0) == "Finished on 3 May 2025, as first approved."
    assert story(**done, forecasts=0, slip_days=pd.NA) == "Finished on 3 May 2025, slip not known."


def test_without_a_baseline_a_story_counts_from_the_first_forecast_and_says_so() -> None:
    told = words.story(pd.Series(UNDER_WAY, dtype="object"), ENGLISH, approved=False)
    assert told.startswith("Third forecast since 2024: 14 months later than first forecast; ")
    cancelled = pd.Series(UNDER_WAY | {"progress_state": "cancelled"}, dtype="object")
    assert words.story(cancelled, ENGLISH, approved=False).endswith("14 months later than first forecast.")


COUNTS = {
    "unfinished": 123, "with_forecast": 122, "forecast_passed": 2, "with_reference": 111, "with_survival": 111,
    "with_earned": 76, "with_both_dates": 110, "before_p50": 82, "before_p80": 107, "median_gap": 21.5, "mean_gap": 7.0,
}  # fmt: skip


def finding(**said: object) -> str:
    return words.finding(pd.DataFrame([COUNTS | said]), ENGLISH)


def test_the_finding_says_how_many_forecasts_are_earlier_than_half_of_the_comparable_projects() -> None:
    assert finding() == (
        "Of 110 forecasts that can be held against comparable projects, 82 are earlier than the day by which half of "
        "those were done (75 %); the median gap is 22 days. 1 unfinished project has no forecast."
    )


def test_of_few_projects_no_share_is_stated_and_of_none_nothing() -> None:
    assert "; too few to speak of a share." in finding(with_both_dates=9, before_p50=3)
    assert "too few are finished" in finding(with_both_dates=0)
    assert finding(unfinished=0) == "No project in scope is unfinished."


def test_no_tile_is_without_a_denominator_and_a_share_of_nothing_is_a_dash() -> None:
    tiles = words.tiles(pd.DataFrame([COUNTS]), ENGLISH)
    assert [tile.value for tile in tiles] == ["75 %", "97 %", "22 days", "2 %", "90 %", "62 %"]
    assert tiles[0].note == "82 of 110 unfinished projects"
    nothing = words.tiles(pd.DataFrame([dict.fromkeys(COUNTS, 0) | {"median_gap": pd.NA, "mean_gap": pd.NA}]), ENGLISH)
    assert [tile.value for tile in nothing] == ["–"] * 6
