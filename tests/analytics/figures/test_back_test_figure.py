"""Pictures of the back-test: the closest first, ranges against what they promise, hollow where much is still open."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from analytics.figures import back_test as figures
from analytics.figures.drawn import Drawn
from analytics.frames import FRAMES
from analytics.language import Language
from tests.tables import draw

ENGLISH = Language("en")
SCORES = draw(
    """
    forecast_method | cases  | pairs_scored | miss_days | bias_days | coverage_50 | coverage_80 | test_refusal
    agency          | common | 1204         | 94        | 80        |             |             |
    baseline        | common | 1204         | 160       | 155       |             |             |
    reference_class | common | 1204         | 71        | −12       | 0.43        | 0.7         |
    survival        | common | 1204         | 75.4      | 4         | 0.5         | 0.79        |
    earned_schedule | common | 0            |           |           |             |             | rarely
    agency          | own    | 1500         | 10        | 10        |             |             |
    """,
    "back_test_scores",
)
BY_ORIGIN = draw(
    """
    forecast_on | forecast_method | pairs_scored | pairs_open | miss_days
    2024-03-31  | agency          | 60           | 10         | 90
    2024-03-31  | reference_class | 60           | 10         | 70
    2024-06-30  | agency          | 40           | 50         | 60
    2024-06-30  | reference_class | 40           | 50         | 61
    2024-09-30  | agency          | 5            | 90         |
    2024-09-30  | reference_class | 5            | 90         |
    """,
    "back_test_by_origin",
)


def drawn(scores: pd.DataFrame, by_origin: pd.DataFrame, language: Language) -> list[Drawn]:
    return [
        figures.misses(scores, language),
        figures.calibration(scores, language),
        figures.over_time(by_origin, language),
    ]


def test_every_colour_is_one_that_the_theme_replaces() -> None:
    for one in drawn(SCORES, BY_ORIGIN, ENGLISH):
        spec = json.dumps(json.loads(one.figure.to_json())["data"])
        colours = re.findall(r"#[0-9A-Fa-f]{6}", spec)
        assert colours
        assert all(colour.startswith("#0000") for colour in colours), one.title


def test_the_closest_stands_first_with_its_miss_its_bias_and_how_often_its_range_held() -> None:
    made = figures.misses(SCORES, ENGLISH)
    assert made.title == (
        "On average the medians of comparable projects missed by 71 days, "
        "the responsible bodies' own forecasts by 94 days"
    )
    assert [note.text for note in made.figure.layout.annotations] == [
        "<b>Comparable projects</b>  71 days, bias −12; 70 % in range",
        "<b>Survival curve</b>  75 days, bias +4; 79 % in range",
        "<b>Own forecasts</b>  94 days, bias +80",
        "<b>First baseline</b>  160 days, bias +155",
    ]
    miss, bias = made.figure.data
    assert (list(miss.x), list(bias.x)) == ([71, 75.4, 94, 160], [-12, 4, 80, 155])
    assert miss.marker.symbol != bias.marker.symbol
    assert "1,204 past forecasts" in made.subtitle


def test_where_the_responsible_bodies_are_closest_the_second_best_is_named_beside_them() -> None:
    best = SCORES.assign(miss_days=SCORES["miss_days"].where(SCORES["forecast_method"] != "agency", 20.0))
    assert figures.misses(best, ENGLISH).title == (
        "On average the responsible bodies' own forecasts missed by 20 days, "
        "the medians of comparable projects by 71 days"
    )


def test_a_range_is_held_against_what_it_promises_and_a_single_date_has_no_row() -> None:
    made = figures.calibration(SCORES, ENGLISH)
    promised, held = made.figure.data
    assert list(promised.x) == [0.5, 0.8, 0.5, 0.8]
    assert list(held.x) == [0.43, 0.7, 0.5, 0.79]
    assert [note.text for note in made.figure.layout.annotations][:2] == [
        "<b>Comparable projects P25–P75</b>  43 % of 50 %",
        "<b>Comparable projects P10–P90</b>  70 % of 80 %",
    ]
    assert made.title.startswith("70 % of the completions came within P10 to P90 (Comparable projects)")


def test_a_date_with_more_open_than_finished_is_hollow_and_one_with_a_handful_is_not_drawn() -> None:
    made = figures.over_time(BY_ORIGIN, ENGLISH).figure
    assert [len(line.x) for line in made.data] == [2, 2]
    assert list(made.data[0].marker.symbol) == ["circle", "circle-open"]
    assert len({line.marker.symbol[0] for line in made.data}) == 2  # told apart without colour
    heights = [note.y for note in made.layout.annotations]
    assert abs(heights[0] - heights[1]) > 4  # labels of lines that end together do not cover each other


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_without_anything_to_compare_the_pictures_say_so(code: str) -> None:
    language = Language(code)
    scores, by_origin = (FRAMES[name].empty() for name in ("back_test_scores", "back_test_by_origin"))
    assert [one.title for one in drawn(scores, by_origin, language)] == [
        language("No two ways of forecasting can be compared yet"),
        language("No range can be held against completions yet"),
        language("At no past reporting date could enough forecasts be scored"),
    ]
