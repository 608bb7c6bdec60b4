"""Pictures of funds: names that fit, colours of the theme, unknown hatched."""

from __future__ import annotations

import re

import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics.figures import fund_flows, fund_shares, funds, theme
from analytics.frames import FRAMES
from analytics.language import Language
from tests.tables import draw

LANGUAGES = [Language("en"), Language("zh_CN")]
NODES = """
    currency | node | flow_column | flow_kind | node_en                    | node_zh          | paid | flow_share
    CNY      | 0    | source      | named     | <b>Bonds</b>               | 债券             | 60   | 0.6
    CNY      | 1    | source      | unknown   | Not stated                 | 未注明           | 40   | 0.4
    CNY      | 2    | payer       | named     | Lanjiang Transport Bureau  | 澜江市交通运输局 | 70   | 0.7
    CNY      | 3    | payer       | rest      | 12 other payers            | 其他 12 家付款单位 | 30  | 0.3
    CNY      | 4    | project     | rest      | 1,091 other projects       | 其他 1,091 个项目 | 100 | 1
    CNY      | 5    | payee       | named     | Lanjiang Builders          | 澜江市建筑公司   | 100  | 1
    USD      | 0    | source      | named     | Grant                      | 补助             | 9    | 1
"""
LINKS = """
    currency | flow_step     | from_node | to_node | from_en | from_zh | to_en | to_zh | paid | flow_share
    CNY      | source_payer  | 0         | 2       | Bonds   | 债券    | T     | 交    | 60   | 0.6
    CNY      | source_payer  | 1         | 2       | N       | 未      | T     | 交    | 10   | 0.1
    CNY      | source_payer  | 1         | 3       | N       | 未      | O     | 其    | 30   | 0.3
    CNY      | payer_project | 2         | 4       | T       | 交      | O     | 其    | 70   | 0.7
    CNY      | payer_project | 3         | 4       | O       | 其      | O     | 其    | 30   | 0.3
    CNY      | project_payee | 4         | 5       | O       | 其      | B     | 建    | 100  | 1
"""


TOTALS = draw("currency | paid\n CNY | 100", "fund_totals")


def sankey(language: Language) -> go.Figure:
    drawn = fund_flows.fund_flows(draw(NODES, "fund_nodes"), draw(LINKS, "fund_flows"), TOTALS, language, "CNY")
    return drawn.figure


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_shows_one_currency_and_every_node_has_its_name_above_it(language: Language) -> None:
    figure = sankey(language)
    assert list(figure.data[0].link.value) == [60, 10, 30, 70, 30, 100]
    assert len(figure.data[0].node.x) == 6
    words = [note.text for note in figure.layout.annotations]
    assert len(words) == 4 + 6
    assert not any("<b>Bonds" in word for word in words)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (LANGUAGES[0], ["70 %:<br>Transport<br>Bureau", "30 %: 12 other<br>payers"]),
        (LANGUAGES[1], ["70%<br>交通运输局", "30%<br>其他 12<br>家付款单位"]),
    ],
)
def test_a_name_is_on_short_lines_without_the_city_and_no_number_breaks(language: Language, words: list[str]) -> None:
    shown = [note.text for note in sankey(language).layout.annotations]
    assert set(words) <= set(shown)


def test_others_and_what_is_not_stated_are_grey_and_each_column_has_one_hue() -> None:
    colours = list(sankey(LANGUAGES[0]).data[0].node.color)
    assert [colour == theme.OTHERS for colour in colours] == [False, True, False, True, True, False]
    assert len(set(colours)) == 4


def test_nodes_of_a_column_do_not_cover_each_other_and_stay_inside() -> None:
    node = sankey(LANGUAGES[0]).data[0].node
    assert all(0 < y < 1 for y in node.y)
    assert all(0 < x < 1 for x in node.x)
    assert node.y[0] < node.y[1]


MIX = """
    group | group_en | group_zh | currency | allocated | base_share | incremental_share | nature_unknown_share | public_share | private_share | capital_unknown_share
    east  | East     | 东区     | CNY      | 1000      | 0.7        | 0.3               | 0                    | 0.2          | 0             | 0.8
    west  | West     | 西区     | CNY      | 500       | 0.5        | 0.4               | 0.1                  | 0            | 0             | 1
"""  # noqa: E501


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_of_100_per_cent_say_what_is_not_stated_and_hatch_it(language: Language) -> None:
    table = draw(MIX, "fund_mix_by_district")
    nature = funds.nature(table, language, "CNY", "district")
    assert nature.figure.data[2].marker.pattern.shape == theme.HATCH
    assert [list(trace.x) for trace in nature.figure.data] == [[0.7, 0.5], [0.3, 0.4], [0, 0.1]]
    assert ("West" if language.code == "en" else "西区") in nature.title
    capital = funds.capital(table, language, "CNY", "district")
    none = {"en": "Private capital: none is stated", "zh_CN": "社会资本：均未注明"}
    assert capital.title == none[language.code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_idle_money_is_told_by_the_days_of_the_policy_numbers(language: Language) -> None:
    table = draw(
        """
        group | group_en | group_zh | currency | idle | median_idle_days | idle_recent | idle_middle | idle_old | idle_age_unknown
        east  | East     | 东区     | CNY      | 100  | 91               | 10          | 20          | 70       | 0
        """,  # noqa: E501
        "idle_by_district",
    )
    bands = draw(
        """
        currency | idle_from | idle_to
        CNY      | 0         | 60
        CNY      | 61        | 400
        CNY      | 401       |
        """,
        "idle_bands",
    )
    drawn = funds.idle_by_age(table, bands, language, "CNY", "district")
    names = {
        "en": ["Up to 60 days", "61 to 400 days", "401 days and more"],
        "zh_CN": ["不超过60天", "61至400天", "401天及以上"],
    }
    assert [trace.name for trace in drawn.figure.data] == names[language.code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_without_an_allocation_has_a_bar_of_payments_and_no_share(language: Language) -> None:
    table = draw(
        """
        year | currency | allocated | paid | paid_share
        2025 | CNY      | 900       | 300  | 0.4
        2024 | CNY      |           | 500  |
        """,
        "fund_by_year",
    )
    drawn = funds.paid_by_year(table, language, "CNY")
    assert list(drawn.figure.data[2].text) == ["–", language.percent(0.4)]
    assert "2025" in drawn.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_of_nothing_are_drawn_and_say_so(language: Language) -> None:
    empty = {name: FRAMES[name].empty() for name in FRAMES}
    for drawn in (
        fund_flows.fund_flows(empty["fund_nodes"], empty["fund_flows"], empty["fund_totals"], language, "CNY"),
        funds.nature(empty["fund_mix_by_year"], language, "CNY", "year"),
        funds.idle_by_age(empty["idle_by_tier"], empty["idle_bands"], language, "CNY", "tier"),
        funds.paid_by_year(empty["fund_by_year"], language, "CNY"),
    ):
        assert drawn.title
        assert "nan" not in drawn.title + drawn.subtitle + drawn.alt


def test_only_colours_of_the_theme_are_used() -> None:
    text = re.sub(r'"template":.*', "", str(sankey(LANGUAGES[0]).to_json()))
    assert {colour[:5] for colour in re.findall(r"#[0-9A-Fa-f]{6}", text)} <= {"#0000"}


def test_a_table_of_two_currencies_is_drawn_in_one() -> None:
    table = pd.concat([draw(MIX, "fund_mix_by_district"), draw(MIX, "fund_mix_by_district").assign(currency="USD")])
    assert len(funds.nature(table, LANGUAGES[0], "USD", "district").figure.data[0].y) == 2


@pytest.mark.parametrize(
    ("language", "title", "loser"),
    [
        (LANGUAGES[0], "Largest gain of share for 2025: Loan, up 25.0 points from the year before",
         "<b>Bonds</b>  75.0 %, down 25.0 points"),
        (LANGUAGES[1], "2025年贷款占比上升最多：比上年高25.0个百分点", "<b>债券</b>  75.0%，下降25.0个百分点"),
    ],
)  # fmt: skip
def test_the_source_that_gained_most_is_the_title_and_every_row_says_its_change(
    language: Language, title: str, loser: str
) -> None:
    table = draw(
        """
        year | group | group_en | group_zh | currency | allocated | year_share | year_share_before | year_share_change
        2025 | loan  | Loan     | 贷款     | CNY      | 20        | 0.25       | 0                 | 25
        2025 | bond  | Bonds    | 债券     | CNY      | 60        | 0.75       | 1                 | −25
        2024 | bond  | Bonds    | 债券     | CNY      | 50        | 1          |                   |
        """,
        "fund_share_moves",
    )
    drawn = fund_shares.share_moves(table, language, "CNY")
    assert drawn.title == title
    assert [list(trace.x) for trace in drawn.figure.data] == [[0, 1], [0.25, 0.75]]
    assert drawn.figure.layout.annotations[1].text == loser
