"""Starts and completions: rates of counts, and the figure that Taicang published."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures import starts
from tests.tables import draw, rows


def counted(drawing: str) -> pd.DataFrame:
    drawn = draw(drawing)
    return drawn.assign(**{name: 0 for name in starts.COUNTS if name not in drawn})


def test_taicang_started_103_of_130_projects_which_is_79_2_per_cent() -> None:
    found = starts.rates(counted("group | starts_planned | starts_made\ncity | 130 | 103"))
    assert round(100 * found["start_share"][0], 1) == 79.2


def test_of_none_planned_there_is_no_rate_and_the_group_with_most_missing_starts_comes_first() -> None:
    found = starts.rates(counted("""
        group | starts_planned | starts_made | completions_planned | completions_made
        roads | 4              | 4           | 0                   | 0
        water | 9              | 6           | 4                   | 1
        parks | 0              | 0           | 2                   | 2
    """))  # fmt: skip
    assert rows(found[["group", "start_share", "finish_share"]]) == [
        ("water", pytest.approx(2 / 3), 0.25),
        ("roads", 1, None),
        ("parks", None, 1),
    ]


def test_the_total_is_the_rate_of_the_sums_not_the_mean_of_the_rates() -> None:
    found = starts.total(counted("group | starts_planned | starts_made\nroads | 9 | 9\nwater | 1 | 0"))
    assert (found["starts_planned"], found["start_share"]) == (10, 0.9)
    assert pd.isna(found["finish_share"])
