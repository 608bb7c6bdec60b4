"""The colours keep their meaning on both grounds, in print and for readers who see fewer of them."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from analytics.figures import theme
from analytics.language import Language

CONFIG = tomllib.loads((Path(__file__).parents[3] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
MODES = ("light", "dark")
TEXT = (theme.INK, theme.LATE, theme.WATCH, theme.GOOD, theme.HIGHLIGHT)
MARKS = (*TEXT, theme.PLAN, theme.FORECAST, theme.UNKNOWN, *theme.CATEGORIES, theme.OTHERS)
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
DEFICIENCIES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour: str) -> np.ndarray:
    values = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(first: str, second: str) -> float:
    """WCAG 2.2: (lighter + 0.05) / (darker + 0.05)."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB under D65 of linear RGB."""
    matrix = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = matrix @ rgb.clip(0, 1) / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def tone(token: str, mode: str) -> str:
    return theme.TOKENS[token][MODES.index(mode)]


@pytest.mark.parametrize("mode", MODES)
def test_streamlit_s_theme_holds_the_same_colours_as_the_tokens(mode: str) -> None:
    places = {
        **{f"#{n + 1:06d}": colour for n, colour in enumerate(CONFIG[mode]["chartCategoricalColors"])},
        **{f"#{n + 21:06d}": colour for n, colour in enumerate(CONFIG[mode]["chartDivergingColors"])},
    }
    assert {token: places[token] for token in theme.TOKENS} == {token: tone(token, mode) for token in theme.TOKENS}
    assert len(CONFIG[mode]["chartSequentialColors"]) == len(theme.MAGNITUDE) == 10
    assert CONFIG[mode]["backgroundColor"] == tone(theme.PAPER, mode)
    assert CONFIG[mode]["textColor"] == tone(theme.INK, mode)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("token", TEXT)
def test_a_colour_of_words_can_be_read_on_both_grounds(token: str, mode: str) -> None:
    assert contrast(tone(token, mode), tone(theme.PAPER, mode)) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("token", MARKS)
def test_a_colour_of_marks_stands_out_on_both_grounds(token: str, mode: str) -> None:
    assert contrast(tone(token, mode), tone(theme.PAPER, mode)) >= 3


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_late_is_not_taken_for_good_by_a_reader_who_sees_fewer_colours(deficiency: str, mode: str) -> None:
    seen = [lab(np.array(DEFICIENCIES[deficiency]) @ linear(tone(token, mode))) for token in (theme.LATE, theme.GOOD)]
    assert np.linalg.norm(seen[0] - seen[1]) >= 20, "2.3 is just noticeable"


@pytest.mark.parametrize("mode", MODES)
def test_the_four_lights_differ_for_everybody_by_colour_or_by_shape_alone(mode: str) -> None:
    for first, second in combinations(theme.LIGHTS.values(), 2):
        assert tone(first, mode) != tone(second, mode)


@pytest.mark.parametrize("mode", MODES)
def test_magnitude_runs_one_way_from_the_ground(mode: str) -> None:
    steps = [luminance(colour) for colour in CONFIG[mode]["chartSequentialColors"]]
    assert steps == sorted(steps, reverse=mode == "light")


@pytest.mark.parametrize(
    ("language", "lowest", "highest", "words", "unit"),
    [
        ("en", 0, 1_000_000_000_00, ["0.0", "0.5", "1.0"], "CNY billion"),
        ("zh_CN", 0, 800_000_00, ["0", "20", "40", "60", "80"], "万元"),
        ("en", -30_000_000_00, 90_000_000_00, ["−50", "0", "50", "100"], "CNY million"),
        ("en", 0, 0, ["0.0", "0.5", "1.0"], "CNY"),
    ],
)
def test_an_axis_of_money_has_round_ticks_in_one_unit(
    language: str, lowest: int, highest: int, words: list[str], unit: str
) -> None:
    places, texts, name = theme.money_ticks(Language(language), "CNY", lowest, highest)
    assert name == unit
    assert texts == words
    assert places[0] <= lowest
    assert places[-1] >= highest
    assert 0 in places


def test_text_from_the_data_is_no_markup_in_a_figure() -> None:
    made = go.Figure()
    theme.label(made, 0, 0, "<a href='http://example.com'>&")
    assert made.layout.annotations[0].text == "&lt;a href='http://example.com'&gt;&amp;"
