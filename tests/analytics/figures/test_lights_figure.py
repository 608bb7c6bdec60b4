"""Pictures of lights by rule: shapes beside colours, reds that compare, words in both languages, no markup."""

from __future__ import annotations

import json
import re

import pytest

from analytics.codes import LIGHT_SHAPES
from analytics.figures import lights
from analytics.figures.drawn import Drawn
from analytics.language import Language
from analytics.measures import light_tables
from tests.analytics.measures.test_light_tables import judged

JUDGED = judged()
COUNTS, TWO_RULES, REPORTED = (
    make(JUDGED) for make in (light_tables.counts, light_tables.two_rules, light_tables.disagreements)
)
ENGLISH = Language("en")


def drawn(language: Language) -> list[Drawn]:
    return [
        lights.side_by_side(COUNTS, language),
        lights.two_rules(TWO_RULES, language, "us_it", "yinchuan_progress"),
        lights.reported(REPORTED, language, "us_it"),
    ]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_colour_is_one_that_the_theme_replaces_and_every_word_is_the_reader_s(code: str) -> None:
    for one in drawn(Language(code)):
        spec = json.dumps(json.loads(one.figure.to_json())["data"])
        assert all(colour.startswith("#0000") for colour in re.findall(r"#[0-9A-Fa-f]{6}", spec)), one.title
        for words in (one.title, one.subtitle, one.alt):
            assert bool(re.search("[一-鿿]", words)) == (code == "zh_CN"), words


def test_each_bar_holds_all_projects_red_first_and_unknown_hatched_with_its_shape_beside_every_colour() -> None:
    made = lights.side_by_side(COUNTS, ENGLISH).figure
    assert [round(sum(bar.x[place] for bar in made.data), 9) for place in range(3)] == [1, 1, 1]
    assert made.data[0].x == pytest.approx((3 / 6, 1 / 6, 1 / 6))
    assert [bar.text[0][:1] for bar in made.data] == ["■", "▲", "●", ""]
    assert [bool(bar.marker.pattern.shape) for bar in made.data] == [False, False, False, True]
    above = [note.text for note in made.layout.annotations]
    assert above[0] == "<b>US IT Dashboard</b>  ■ 3  ▲ 1  ● 1  ○ 1"


def test_the_title_names_the_rules_with_most_and_with_fewest_reds() -> None:
    assert lights.side_by_side(COUNTS, ENGLISH).title == (
        "The same projects: 3 red by “US IT Dashboard”, 1 by “Yinchuan, progress”"
    )


def test_the_subtitle_says_which_shape_is_which_word() -> None:
    said = lights.side_by_side(COUNTS, ENGLISH).subtitle
    assert all(f"{LIGHT_SHAPES[light]} {word}" in said for light, word in (("late", "Late"), ("good", "On plan")))


def test_a_grid_shows_each_pair_of_lights_and_only_differing_ones_in_vermilion() -> None:
    (grid,) = lights.two_rules(TWO_RULES, ENGLISH, "us_it", "yinchuan_progress").figure.data
    cells = dict(zip(zip(grid.y, grid.x, strict=True), zip(grid.text, grid.marker.color, strict=True), strict=True))
    assert cells["■ Late", "● On plan"] == ("1", "#000025")
    assert cells["■ Late", "○ Unknown"] == ("1", "#000024")
    assert cells["● On plan", "● On plan"] == ("", "#000021")
    assert len(cells) == 16


def test_the_picture_of_the_reports_says_how_many_are_green_outside_and_red_inside() -> None:
    assert lights.reported(REPORTED, ENGLISH, "us_it").title == ("2 projects are reported on plan and red by the rule")


def test_a_name_of_a_rule_is_never_read_as_markup() -> None:
    name = "<b>ours</b>"
    named = {f"{word}_{code}": name for word in ("light_rule", "first_rule", "second_rule") for code in ("en", "zh")}
    hostile = [
        table.assign(**{word: name for word in named if word in table}) for table in (COUNTS, TWO_RULES, REPORTED)
    ]
    for one in (
        lights.side_by_side(hostile[0], ENGLISH),
        lights.two_rules(hostile[1], ENGLISH, "us_it", "yinchuan_progress"),
        lights.reported(hostile[2], ENGLISH, "us_it"),
    ):
        assert "<b>ours" not in one.figure.to_json()
        assert "\\u003cb\\u003eours" not in one.figure.to_json()
