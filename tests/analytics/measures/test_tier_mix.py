"""Tiers by count and by money: what Suzhou's mean hides, currencies apart, and what is unknown."""

from __future__ import annotations

from fractions import Fraction
from statistics import mean, median

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.language import Language
from analytics.measures import tier_checks, tier_mix, tier_words
from tests.tables import draw, rows

COUNTED = draw("""
    group | tier    | tier_reason | currency | projects | with_registered | registered_amount
    east  | A       | override    | CNY      | 1        | 1               | 900
    east  | B       | none        | CNY      | 2        | 2               | 100
    west  | unknown | no_figure   |          | 1        | 0               | 0
    west  | unknown | currency    | USD      | 1        | 1               | 50
    west  | C       | none        | CNY      | 5        | 4               | 1000
""")
LIMITS = {"CNY": (500_000_000, 10_000_000_000)}


def test_every_tier_has_a_row_and_the_unknown_count_in_the_shares() -> None:
    assert rows(tier_mix.counts(COUNTED)) == [("A", 1, 0.1), ("B", 2, 0.2), ("C", 5, 0.5), ("unknown", 2, 0.2)]


def test_shares_within_a_group_are_of_the_group_alone() -> None:
    east = tier_mix.counts(COUNTED, ["group"]).iloc[:4]
    assert rows(east) == [
        ("east", "A", 1, pytest.approx(1 / 3)), ("east", "B", 2, pytest.approx(2 / 3)), ("east", "C", 0, 0.0),
        ("east", "unknown", 0, 0.0),
    ]  # fmt: skip


def test_currencies_stand_apart_and_what_the_unknown_would_cost_is_not_nothing() -> None:
    found = tier_mix.money(COUNTED)
    assert rows(found[["currency", "tier", "registered_amount", "money_share"]]) == [
        ("CNY", "A", 900, 0.45), ("CNY", "B", 100, 0.05), ("CNY", "C", 1000, 0.5), ("CNY", "unknown", None, None),
        ("USD", "A", None, 0.0), ("USD", "B", None, 0.0), ("USD", "C", None, 0.0), ("USD", "unknown", 50, 1.0),
    ]  # fmt: skip


def test_the_reasons_say_why_a_tier_is_unknown_and_how_many_a_person_has_set() -> None:
    assert rows(tier_mix.reasons(COUNTED)) == [("no_figure", 1, 0.1), ("currency", 1, 0.1), ("override", 1, 0.1)]


def test_nothing_at_all_has_no_shares() -> None:
    assert rows(tier_mix.counts(COUNTED.iloc[:0]))[0] == ("A", 0, None)
    assert tier_mix.money(COUNTED.iloc[:0]).empty
    assert tier_mix.typical(pd.DataFrame({"currency": [], "registered_amount": []}), {}).empty


def test_suzhou_s_47_projects_of_6_8_billion_have_a_mean_of_tier_a_while_most_are_tier_b() -> None:
    # Forty of 20 million, six of 800 million, and one that makes the sum come out to the fen.
    amounts = [2_000_000_000] * 40 + [80_000_000_000] * 6 + [120_000_000_000]
    assert (len(amounts), sum(amounts)) == (47, 680_000_000_000)
    drawn = pd.DataFrame({"currency": "CNY", "registered_amount": amounts})
    row = tier_mix.typical(drawn, LIMITS).iloc[0]
    assert row["mean_registered"] == 14_468_085_106  # 144,680,851.06 yuan
    assert (row["mean_tier"], row["median_tier"]) == ("A", "B")
    assert row["median_registered"] == 2_000_000_000


def test_a_mean_that_is_above_the_threshold_by_a_fraction_of_a_fen_is_above_it() -> None:
    drawn = pd.DataFrame({"currency": "CNY", "registered_amount": [10_000_000_000, 10_000_000_000, 10_000_000_001]})
    row = tier_mix.typical(drawn, LIMITS).iloc[0]
    assert (row["mean_registered"], row["mean_tier"]) == (10_000_000_000, "A")
    assert row["median_tier"] == "B"


def test_without_a_threshold_for_the_currency_mean_and_median_have_no_tier() -> None:
    row = tier_mix.typical(pd.DataFrame({"currency": ["USD"], "registered_amount": [5]}), {"USD": None}).iloc[0]
    assert (row["mean_tier"], row["median_tier"]) == ("unknown", "unknown")


@given(st.lists(st.integers(0, 10**14), min_size=1, max_size=30))
def test_mean_and_median_are_those_of_the_whole_numbers(amounts: list[int]) -> None:
    row = tier_mix.typical(pd.DataFrame({"currency": "CNY", "registered_amount": amounts}), LIMITS).iloc[0]
    assert row["mean_registered"] == round(mean(map(Fraction, amounts)))
    assert row["median_registered"] == round(median(map(Fraction, amounts)))
    assert row["quarter_registered"] <= row["median_registered"] <= row["three_quarter_registered"]


def test_over_time_the_state_is_the_sum_of_all_changes_so_far() -> None:
    changes = draw("""
        as_of      | tier    | currency | projects | with_budget | budget_current
        2025-03-31 | B       | CNY      | 2        | 2           | 300
        2025-03-31 | unknown |          | 1        | 0           | 0
        2025-06-30 | A       | CNY      | 1        | 1           | 900
        2025-06-30 | B       | CNY      | −1       | −1          | −200
    """).fillna({"currency": ""})
    counts, money = tier_mix.trend(changes)
    known = counts[counts["projects"] > 0]
    assert [(str(row.as_of)[:10], row.tier, row.projects) for row in known.itertuples()] == [
        ("2025-03-31", "B", 2), ("2025-03-31", "unknown", 1),
        ("2025-06-30", "A", 1), ("2025-06-30", "B", 1), ("2025-06-30", "unknown", 1),
    ]  # fmt: skip
    assert rows(money[["tier", "budget_current", "money_share"]])[4:6] == [("A", 900, 0.9), ("B", 100, 0.1)]


RULES = tier_checks.kept(
    draw("""
        tier | gaps          | projects
        A    |               | 1
        B    | department    | 2
        B    | unclear       | 1
        C    | delegation    | 1
    """).fillna({"gaps": ""})
)
TYPICAL = tier_mix.typical(
    draw("currency | registered_amount\nCNY | 500000000\nCNY | 500000000\nCNY | 30000000000"), LIMITS
)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "en",
            "10 projects; tier A has 1 of them (10.0 %) and 45.0 % of the investment at registration (CNY 9). The mean "
            "is CNY 103 million (Tier A), the median CNY 5 million (Tier B). 20.0 % have no tier: 1 because no budget "
            "figure is known; 1 because no threshold or rate is set for this currency. 3 of 5 break their tier’s rule "
            "(B 2, C 1); 1 cannot be judged.",
        ),
        (
            "zh_CN",
            "共10个项目；其中 A 级1个（10.0%），占登记投资的45.0%（9元）。"
            "平均投资1.03亿元（A 级），中位数500万元（B 级）。"
            "20.0%的项目未能定级：1个因没有已知的投资金额；1个因未设定该币种的门槛或汇率。"
            "5个项目中有3个不符合其分级规定（B 2，C 1）；另有1个无法判断。",
        ),
    ],
)  # fmt: skip
def test_the_finding_says_count_and_money_mean_and_median_what_is_unknown_and_whose_rule_is_broken(
    code: str, expected: str
) -> None:
    tables = (tier_mix.counts(COUNTED), tier_mix.money(COUNTED), TYPICAL, tier_mix.reasons(COUNTED), RULES)
    assert tier_words.finding(*tables, "CNY", Language(code)) == expected
