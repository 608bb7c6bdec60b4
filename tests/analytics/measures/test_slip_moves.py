"""What moved between two reporting dates, and the last forecasts against the first."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.language import Language
from analytics.measures import slip_moves, slippage_words
from tests.tables import draw, rows

STATES = """
    code | forecast_before | forecast   | baseline_before | baseline   | status_before | status    | done
    P1   | 2025-01-01      | 2025-01-31 | 2025-01-01      | 2025-01-01 | active        | active    |
    P2   | 2025-01-01      | 2025-03-02 | 2025-01-01      | 2025-02-01 | active        | active    |
    P3   | 2025-01-31      | 2025-01-01 |                 | 2025-01-01 | active        | active    |
    P4   |                 | 2025-01-01 |                 |            | planned       | cancelled |
    P5   | 2025-01-01      |            | 2025-01-01      | 2025-01-01 | active        | active    | 2025-01-05
    P6   | 2025-01-01      | 2025-01-01 | 2025-01-01      | 2025-01-01 | active        | completed |
"""


def moved() -> pd.DataFrame:
    states = draw(STATES).rename(columns={"done": "actual"})
    nothing = pd.Series([None] * len(states), dtype="datetime64[s]")
    return slip_moves.moves(states.assign(actual_before=nothing))


def test_a_project_has_a_row_for_each_way_in_which_it_moved_the_farthest_first() -> None:
    assert rows(moved()[["code", "slip_move", "moved_days"]]) == [
        ("P2", "forecast_later", 60),
        ("P1", "forecast_later", 30),
        ("P3", "forecast_earlier", -30),
        ("P4", "forecast_new", None),
        ("P5", "forecast_lost", None),
        ("P2", "rebaselined", 31),
        ("P3", "baseline_new", None),
        ("P5", "completed", None),
        ("P6", "completed", None),
        ("P4", "cancelled", None),
    ]


def test_the_counts_have_a_row_for_every_move_also_where_nothing_moved() -> None:
    found = slip_moves.counts(moved())
    assert found["slip_move"].tolist() == list(slip_moves.MOVES)
    assert rows(found[["projects", "median_moved"]])[:2] == [(2, 45.0), (1, -30.0)]
    assert slip_moves.counts(moved().head(0))["projects"].tolist() == [0] * len(slip_moves.MOVES)


def test_new_york_s_numbers_make_shares_and_a_sentence_and_no_project_no_share() -> None:
    counted = {"later": 203, "same_many": 100, "same_one": 26, "earlier": 33, "unknown": 16}
    found = slip_moves.completions(counted)
    assert found["projects"].sum() == 378
    assert found["share"].sum() == pytest.approx(1)
    assert slippage_words.completions(found, Language()) == (
        "Last forecast against the first: 203 later, 33 earlier, 126 the same (26 of them forecast at one reporting "
        "date only), 16 never forecast."
    )
    assert slip_moves.completions(dict.fromkeys(counted, 0))["share"].isna().all()
