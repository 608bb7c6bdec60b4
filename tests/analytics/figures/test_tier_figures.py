"""Pictures of tiers and of the catalogue: the theme's colours, both languages, nothing drawn for what is not known."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest

from analytics.figures import catalogue, tiers
from analytics.figures.drawn import Drawn
from analytics.language import Language
from analytics.measures import catalogue as catalogue_measures
from analytics.measures import tier_checks, tier_mix
from tests.tables import draw

COUNTED = draw("""
    as_of      | group | tier    | currency | projects | with_registered | registered_amount
    2025-06-30 | east  | A       | CNY      | 1        | 1               | 90000000000
    2025-06-30 | east  | B       | CNY      | 3        | 3               | 10000000000
    2025-06-30 |       | unknown |          | 2        | 0               | 0
""")
AMOUNTS = draw("currency | registered_amount\nCNY | 90000000000\nCNY | 500000000\nCNY | 9500000000")
NAMES = {"group_en": "<b>East</b>", "group_zh": "<b>东区</b>"}
NEAR = tier_checks.bunching(
    draw("""
        boundary_kind | currency | boundary    | near_percent | near_below | near_at | near_above
        tier.b_from   | CNY      | 500000000   | 5            | 4          | 1       | 2
        tier.a_above  | CNY      | 10000000000 | 5            | 0          | 0       | 0
    """)
)
MATRIX = tier_checks.matrix(draw("tier_rule | tier_current | projects\nB | A | 3\nB | B | 1"))
CROSS = catalogue_measures.cross(draw("catalogue_side | listed | projects\nabove | no | 2\nbelow | yes | 1"))


def drawn(language: Language) -> list[Drawn]:
    counts, money = tier_mix.counts(COUNTED), tier_mix.money(COUNTED)
    typical = tier_mix.typical(AMOUNTS, {"CNY": (500_000_000, 10_000_000_000)})
    by, groups = tier_mix.counts(COUNTED, ["group"]).assign(**NAMES), tier_mix.money(COUNTED, ["group"]).assign(**NAMES)
    trend = tier_mix.counts(COUNTED, ["as_of"])
    return [
        tiers.tier_shares(counts, money, language, "CNY"),
        tiers.typical(typical, language, "CNY"),
        tiers.count_trend(trend, language),
        tiers.money_trend(tier_mix.money(COUNTED, ["as_of"]), language, "CNY"),
        tiers.by_group(by, groups, language, "CNY", "district"),
        catalogue.catalogue_cross(CROSS, language),
        catalogue.tier_matrix(MATRIX, language),
        catalogue.boundary_sides(NEAR, language),
    ]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_colour_is_one_that_the_theme_replaces_and_no_name_is_markup(code: str) -> None:
    for one in drawn(Language(code)):
        spec = one.figure.to_json()
        found = json.dumps(json.loads(spec)["data"])
        assert all(colour.startswith("#0000") for colour in re.findall(r"#[0-9A-Fa-f]{6}", found)), one.title
        assert "<b>East</b>" not in spec


def test_the_words_of_a_picture_are_in_the_reader_s_language() -> None:
    for english, chinese in zip(drawn(Language("en")), drawn(Language("zh_CN")), strict=True):
        for name in ("title", "subtitle", "alt"):
            assert not re.search("[一-鿿]", getattr(english, name))
            assert re.search("[一-鿿]", getattr(chinese, name)), getattr(chinese, name)


def test_the_titles_say_what_the_numbers_say() -> None:
    titles = [one.title for one in drawn(Language("en"))]
    assert titles[0] == "Tier A is 16.7 % of the projects and 90.0 % of the money"
    assert titles[1] == "The mean falls in Tier A, the median in Tier B"
    assert titles[5] == "2 projects above the threshold are not in the catalogue"
    assert titles[6] == "3 projects would be in another tier today"


def test_the_unknown_is_hatched_and_a_trouble_has_its_colour() -> None:
    shares, _, trend, *_ = drawn(Language("en"))
    assert [bar.marker.pattern.shape for bar in shares.figure.data] == ["", "", "", "", "", "", "/", "/"]
    assert [bar.marker.pattern.shape for bar in trend.figure.data] == ["", "", "", "/"]
    squares = catalogue.catalogue_cross(CROSS, Language("en")).figure.data[0]
    pairs = list(zip(CROSS["catalogue_side"], CROSS["listed"], strict=True))
    assert squares.marker.color[pairs.index(("above", "no"))] == "#000025"
    assert squares.marker.color[pairs.index(("below", "yes"))] == "#000026"
    assert squares.text[pairs.index(("above", "yes"))] == ""


def test_a_currency_without_any_known_money_still_has_its_projects() -> None:
    counts = tier_mix.counts(COUNTED)
    nothing: pd.DataFrame = tier_mix.money(COUNTED).iloc[:0]
    assert tiers.tier_shares(counts, nothing, Language("en"), None).title == "Projects by tier"
