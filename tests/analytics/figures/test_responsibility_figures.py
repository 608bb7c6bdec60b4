"""The grid of who leads what marks gaps and overlaps by sign and word, and shows a few bodies as well as many."""

from __future__ import annotations

import json

import pytest

from analytics.figures import responsibility as figures
from analytics.language import Language
from tests.tables import draw

STAGES = draw(
    """
    led_stage    | stage_rank | projects | led_by_one | led_by_none | led_by_several | bodies_leading
    approval     | 1          | 9        | 9          | 0           | 0              | 2
    construction | 4          | 6        | 3          | 2           | 1              | 2
    """,
    "responsibility_stages",
)
CELLS = draw(
    """
    led_stage    | organisation_rank | organisation_en | organisation_zh | led_here | led_jointly | joined_here
    approval     | 1                 | Roads <b>Bureau | 交通局          | 7        | 0           | 9
    construction | 1                 | Roads <b>Bureau | 交通局          | 3        | 1           | 6
    construction | 2                 | Water Bureau    | 水务局          | 0        | 0           | 4
    """,
    "responsibility_matrix",
)
SUMMARY = draw(
    """
    projects | stages_reached | led_by_one | led_by_none | led_by_several | bodies_leading | stage_unknown
    9        | 15             | 12         | 2           | 1              | 40             | 0
    """,
    "responsibility_summary",
)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_gaps_and_overlaps_have_a_sign_and_a_word_beside_their_colour(code: str) -> None:
    language = Language(code)
    drawn = figures.matrix(CELLS, STAGES, SUMMARY, language)
    ticks = list(drawn.figure.layout.yaxis.ticktext)
    assert ticks[:2] == [f"○ {language('Nobody leads')}", f"◆ {language('Two or more lead')}"]
    said = [(note.x, note.y, note.text) for note in drawn.figure.layout.annotations]
    assert {(1, -1, "0"), (2, -1, "○ 2"), (1, 0, "0"), (2, 0, "◆ 1")} <= set(said)


def test_a_cell_says_what_is_led_what_with_another_and_in_brackets_what_is_only_joined() -> None:
    drawn = figures.matrix(CELLS, STAGES, SUMMARY, Language("en"))
    said = {(note.x, note.y): note.text for note in drawn.figure.layout.annotations if note.y > 0}
    assert said == {(1, 1): "7", (2, 1): "◆ 3", (2, 2): "(4)"}
    assert "2 of 40 bodies that lead" in drawn.subtitle
    assert "<b>Bureau" not in json.dumps(drawn.figure.to_plotly_json(), default=str)


def test_without_gaps_overlaps_or_bodies_the_picture_still_says_so() -> None:
    none = SUMMARY.assign(led_by_none=0, led_by_several=0)
    assert figures.matrix(CELLS, STAGES, none, Language("en")).title == "Every stage reached has one leader"
    nobody = figures.matrix(CELLS.head(0), STAGES, SUMMARY.assign(bodies_leading=0), Language("en"))
    assert nobody.title == "Nobody is known to lead"


def test_projects_of_several_bodies_are_called_later_only_where_the_intervals_part() -> None:
    rates = draw(
        """
        body_count | projects | judged | delayed | delayed_share | delayed_low | delayed_high | with_slip | median_slip
        one        | 20       | 20     | 4       | .2            | .1          | .35          | 20        | 3
        several    | 50       | 50     | 30      | .6            | .5          | .7           | 50        | 40
        """,
        "slippage_by_body_count",
    )
    language = Language("en")
    assert figures.delayed_by_bodies(rates, language).title == "Projects of several bodies are delayed more often"
    close = rates.assign(delayed_low=[0.1, 0.3])
    assert "about as often" in figures.delayed_by_bodies(close, language).title
    assert "nothing to compare" in figures.delayed_by_bodies(rates.head(1), language).title


@pytest.mark.parametrize("dates", [0, 1, 3])
def test_the_line_over_time_says_from_where_to_where(dates: int) -> None:
    years = draw(
        """
        as_of      | projects_with_bodies | projects_shared | shared_share | mean_bodies
        2022-12-31 | 10                   | 4               | .4           | 1.5
        2023-12-31 | 10                   | 5               | .5           | 1.7
        2024-12-31 | 10                   | 6               | .6           | 1.9
        """,
        "shared_by_year",
    ).head(dates)
    title = figures.shared_over_time(years, Language("en")).title
    assert title == {
        0: "Who takes part is not known",
        1: "40 % are projects of several bodies",
        3: "Projects of several bodies: 40 % in 2022, 60 % in 2024",
    }[dates].replace(" %", "\N{NO-BREAK SPACE}%" if "\N{NO-BREAK SPACE}%" in title else " %")
