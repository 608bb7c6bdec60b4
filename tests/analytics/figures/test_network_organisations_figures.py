"""The pictures of organisations: cuts and names of breadth and depth, ranks, one organisation's years and money."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.figures import network_organisations as figures
from analytics.figures import one_organisation, theme
from analytics.language import Language
from analytics.measures.network_organisations_words import MEASURES
from tests.tables import draw

HOSTILE = "<b>x</b>"
BREADTH = draw(
    f"""
    organisation_id | organisation_en | breadth | depth | breadth_class | labelled
    1               | {HOSTILE}       | 9       | 3     | leading       | yes
    2               | Build           | 1       | 4     | key           | no
    3               | Help            | 2       | 1     | auxiliary     | no
    """,
    "network_breadth_depth",
)
SUMMARY = draw(
    """
    organisations_tied | class_leading | class_key | class_auxiliary | breadth_cut | depth_cut
    5                  | 1             | 1         | 1               | 4           | 2.5
    """,
    "network_organisations_summary",
)
RANKED = draw(
    """
    organisation_id | organisation_en | degree | lead_shared_share | constraint | betweenness
    1               | Roads           | 9      | 0.5               | 0.2        | 0.25
    2               | Build           | 1      | 0                 | 1          |
    3               | Alone           | 0      | 0                 |            |
    """,
    "network_organisations",
)
MONEY = draw(
    """
    calendar_year | currency | payments_received | money_received | payments_made | money_paid
    2023          | CNY      | 1                 | 100000000      | 0             |
    2024          | CNY      | 2                 | 300000000      | 1             | 50000000
    2024          | USD      | 1                 | 700            | 0             |
    """,
    "organisation_money",
)
YEARS = draw(
    """
    calendar_year | organisation_id | organisations | projects_joined | degree | node_strength | degree_rank
    2023          | 1               | 9             | 1               | 2      | 2.5           | 4
    2023          | 2               | 9             | 1               | 3      | 2.5           | 4
    2024          | 1               | 12            | 3               | 7      | 9             | 1
    """,
    "network_organisations_by_year",
)


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Language:
    return Language(request.param)


def words(made: object) -> str:
    return " ".join(str(note.text) for note in made.layout.annotations)  # type: ignore[attr-defined]


def test_the_cuts_of_breadth_and_depth_are_lines_with_their_value(language: Language) -> None:
    drawn = figures.breadth_depth(BREADTH, SUMMARY, language)
    upright, level = drawn.figure.layout.shapes
    assert (upright.x0, upright.x1) == (4, 4)
    assert (level.y0, level.y1) == (2.5, 2.5)
    assert language("mean {n}", n="4.0") in words(drawn.figure)
    assert language("Drawn are the {n} broadest of {all}.", n="3", all="5") in drawn.subtitle


def test_leading_key_and_auxiliary_differ_in_more_than_colour_and_a_name_is_plain_text(language: Language) -> None:
    drawn = figures.breadth_depth(BREADTH, SUMMARY, language)
    leading, key, auxiliary = drawn.figure.data
    assert len({(trace.marker.symbol, trace.marker.size) for trace in (leading, key, auxiliary)}) == 3
    assert [len(trace.x) for trace in drawn.figure.data] == [1, 1, 1]
    assert theme.plain(HOSTILE) in words(drawn.figure)
    assert HOSTILE not in words(drawn.figure)
    assert HOSTILE not in leading.customdata[0]


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_ranked_from_zero_without_those_who_have_none(language: Language, measure: str) -> None:
    drawn = figures.ranked(RANKED, language, measure)
    assert len(drawn.figure.data[0].x) == RANKED[measure].notna().sum()
    assert drawn.figure.layout.xaxis.range[0] == 0
    assert drawn.title


def test_the_freest_comes_first_by_constraint_and_the_largest_by_everything_else(language: Language) -> None:
    assert list(figures.ranked(RANKED, language, "constraint").figure.data[0].x) == [0.2, 1]
    assert list(figures.ranked(RANKED, language, "degree").figure.data[0].x) == [9, 1, 0]
    first = figures.ranked(RANKED, language, "lead_shared_share")
    share = language.percent(0.5, 1)
    assert first.title == language("{organisation} comes first: {value}", organisation="Roads", value=share)


def test_money_is_drawn_in_one_currency_and_only_the_sides_that_are_known(language: Language) -> None:
    both = one_organisation.money(MONEY, language, "CNY")
    assert [trace.name for trace in both.figure.data] == [language("Received"), language("Paid by it")]
    assert list(both.figure.data[0].x) == ["2023", "2024"]
    one = one_organisation.money(MONEY, language, "USD")
    assert [trace.name for trace in one.figure.data] == [language("Received")]
    assert one.title == language("Money that it received")
    assert not one.figure.layout.showlegend


def test_years_stand_as_years_and_say_where_it_began_and_where_it_is(language: Language) -> None:
    drawn = one_organisation.years(YEARS, language, organisation=1)
    counts = {"first": "2", "then": 2023, "last": "7", "now": 2024}
    assert drawn.title == language("{first} partners in {then}, {last} in {now}", **counts)
    assert [list(trace.x) for trace in drawn.figure.data] == [["2023", "2024"]] * 3
    assert language("rank {rank} of {all} by degree", rank="1", all="12") in drawn.figure.data[0].customdata


def test_delays_leave_out_those_of_whom_nothing_is_known(language: Language) -> None:
    table = draw(
        """
        whose  | projects | judged | delayed | delayed_share | delayed_low | delayed_high | median_slip
        own    | 4        | 4      | 2       | 0.5           | 0.2         | 0.8          | 12
        others | 9        | 0      | 0       |               |             |              |
        """,
        "organisation_delays",
    )
    drawn = one_organisation.delays(table, language)
    assert list(drawn.figure.data[0].x) == [0.5]
    assert language("Its projects") in words(drawn.figure)
    assert language("All other projects") not in words(drawn.figure)


def test_an_empty_table_is_no_mistake(language: Language) -> None:
    nobody: pd.DataFrame = RANKED.head(0)
    assert figures.ranked(nobody, language, "degree").title == language("Nobody has a value")
    assert one_organisation.money(MONEY.head(0), language, "CNY").title == language("No payment is known")
