"""The picture of projects, contracts or meetings and their organisations: called so, with what is left out."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.figures import network_two_mode, theme
from analytics.figures.drawn import Drawn
from analytics.frames import FRAMES
from analytics.language import Language

SUMMARY = pd.DataFrame([{"projects_shared": 3}])
HOSTILE = "<b>x</b>"


def names_of(drawn: Drawn) -> list[str]:
    """The names beside the marks, from the left and from the top."""
    return [text for trace in drawn.figure.data for text in trace.text]


def said(drawn: Drawn) -> list[str]:
    """What stands under the pointer."""
    return [text for trace in drawn.figure.data for text in trace.customdata]


def two_mode_tables(name: str, unit: str = "project", chosen: int = 0) -> tuple[pd.DataFrame, pd.DataFrame]:
    marks_ = [
        {"two_mode_side": side, "node_row": n, "unit_code": f"{side} {n}", "unit_day": pd.Timestamp("2024-05-09"),
         "name_en": name, "name_zh": name, "drawn_memberships": n, "all_memberships": 2,
         "is_chosen": side == "organisation" and n == chosen}
        for side in (unit, "organisation") for n in (1, 2)
    ]  # fmt: skip
    lines = [
        {"unit_code": "1", "organisation_en": name, "organisation_zh": name, "unit_row": 1, "organisation_row": n}
        for n in (1, 2)
    ]
    return (
        FRAMES["network_two_mode_nodes"].cast(pd.DataFrame(marks_)),
        FRAMES["network_two_mode_ties"].cast(pd.DataFrame(lines)),
    )


def test_the_two_columns_say_how_many_are_left_out() -> None:
    drawn = network_two_mode.two_mode(*two_mode_tables("Water"), SUMMARY, Language())
    assert "The 2 projects with the most organisations, of 3 that two or more share" in drawn.subtitle
    assert "the 2 organisations in the most of them" in drawn.subtitle


@pytest.mark.parametrize(
    ("unit", "word", "pointed"),
    [
        ("contract", "contracts", "Contract contract 1 of Water"),
        ("meeting", "meetings", "Meeting meeting 1, 9 May 2024"),
    ],
)
def test_contracts_and_meetings_are_called_so_everywhere(unit: str, word: str, pointed: str) -> None:
    drawn = network_two_mode.two_mode(*two_mode_tables("Water", unit), SUMMARY, Language(), unit=unit)
    for text in (drawn.title, drawn.subtitle, drawn.alt, drawn.figure.layout.annotations[0].text.lower()):
        assert word in text
        assert "project" not in text
    assert said(drawn)[0].startswith(pointed)
    assert names_of(drawn)[:2] == ["1", "2"]  # their numbers, without the word that all begin with


def test_the_lines_of_the_organisation_looked_at_are_blue_and_the_title_is_about_it() -> None:
    drawn = network_two_mode.two_mode(*two_mode_tables("Water", chosen=2), SUMMARY, Language())
    assert drawn.title == "The 2 most shared projects of Water"
    assert [shape.line.color for shape in drawn.figure.layout.shapes] == [theme.UNKNOWN, theme.HIGHLIGHT]
    assert [shape.path.split("L")[1] for shape in drawn.figure.layout.shapes] == ["1.0000,0.0000", "1.0000,1.0000"]


def test_a_hostile_name_is_words() -> None:
    for unit in ("project", "contract"):
        drawn = network_two_mode.two_mode(*two_mode_tables(HOSTILE, unit), SUMMARY, Language(), unit=unit)
        assert HOSTILE not in drawn.figure.to_json()
        assert "&lt;b&gt;" in drawn.figure.to_json()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("unit", ["project", "contract", "meeting"])
def test_where_nothing_is_shared_there_is_a_title_and_no_line(code: str, unit: str) -> None:
    nodes, ties = (FRAMES[name].empty() for name in ("network_two_mode_nodes", "network_two_mode_ties"))
    drawn = network_two_mode.two_mode(nodes, ties, SUMMARY, Language(code), unit=unit)
    assert drawn.title == drawn.alt != ""
    assert not drawn.figure.layout.shapes
