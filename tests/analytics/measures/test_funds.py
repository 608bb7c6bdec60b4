"""What allocated money is made of, idle money by age, and the funds page in words."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language import Language
from analytics.measures import funds, funds_words, idle
from tests.tables import draw, rows

LINES = """
    group | currency | nature      | capital | allocated
    east  | CNY      | base        | public  | 600
    east  | CNY      | incremental | private | 300
    east  | CNY      | base        |         | 100
    west  | CNY      |             |         | 50
    west  | USD      | incremental | private | 80
"""


def lines() -> pd.DataFrame:
    drawn = draw(LINES)
    return drawn.assign(nature=drawn["nature"].fillna(""), capital=drawn["capital"].fillna(""))


def test_what_a_line_does_not_state_is_a_part_of_its_own() -> None:
    names = ["group", "currency", "allocated", "base_share", "incremental_share", "nature_unknown_share"]
    assert rows(funds.mix(lines(), ["group", "currency"])[names]) == [
        ("east", "CNY", 1000, 0.7, 0.3, 0),
        ("west", "CNY", 50, 0, 0, 1),
        ("west", "USD", 80, 0, 1, 0),
    ]


def test_private_capital_is_a_share_of_all_money_and_of_the_money_that_says_so() -> None:
    east = funds.mix(lines(), ["group", "currency"]).iloc[0]
    assert (east["private_share"], east["capital_unknown_share"]) == (0.3, 0.1)
    assert funds.known_share(east, "capital", "private") == pytest.approx(300 / 900)


def test_a_share_of_nothing_and_a_sum_with_a_negative_part_have_no_shares() -> None:
    drawn = draw("""
        currency | nature      | capital | allocated
        CNY      | base        | public  | 100
        CNY      | incremental | public  | −20
        USD      | base        | public  | 0
    """)
    found = funds.mix(drawn, ["currency"])
    assert rows(found[["currency", "allocated", "base_share"]]) == [("CNY", 80, None), ("USD", 0, None)]
    assert funds.known_share(found.iloc[0], "nature", "incremental") is None


def test_a_source_without_money_in_a_year_has_no_share_of_it_and_a_year_of_which_nothing_is_known_has_none() -> None:
    drawn = draw("""
        year | group | currency | allocated
        2022 | bond  | CNY      | 10
        2024 | bond  | CNY      | 50
        2025 | bond  | CNY      | 45
        2025 | bond  | CNY      | 15
        2025 | loan  | CNY      | 20
        2025 | loan  | USD      | 20
    """)
    assert rows(funds.share_moves(drawn)) == [
        (2025, "loan", "CNY", 20, 0.25, 0, 25),
        (2025, "bond", "CNY", 60, 0.75, 1, -25),
        (2025, "loan", "USD", 20, 1, None, None),
        (2024, "bond", "CNY", 50, 1, None, None),
        (2022, "bond", "CNY", 10, 1, None, None),
    ]


def test_a_source_that_is_gone_loses_all_its_share_and_a_year_with_a_negative_part_has_no_shares() -> None:
    drawn = draw("""
        year | group | currency | allocated
        2023 | bond  | CNY      | 30
        2023 | loan  | CNY      | 10
        2024 | bond  | CNY      | 40
        2025 | bond  | CNY      | 40
        2025 | loan  | CNY      | −1
    """)
    found = funds.share_moves(drawn)
    assert rows(found[["year", "group", "allocated", "year_share_change"]]) == [
        (2025, "bond", 40, None),
        (2025, "loan", -1, None),
        (2024, "bond", 40, 25),
        (2024, "loan", 0, -25),
        (2023, "bond", 30, None),
        (2023, "loan", 10, None),
    ]


AMOUNTS = st.lists(
    st.tuples(
        st.sampled_from("ab"),
        st.sampled_from(["base", "incremental", ""]),
        st.sampled_from(["public", "private", ""]),
        st.integers(1, 2**50),
    ),
    min_size=1,
)


@settings(max_examples=40)
@given(AMOUNTS)
def test_parts_add_up_to_the_allocated_to_the_fen(found: list[tuple[str, str, str, int]]) -> None:
    made = funds.mix(pd.DataFrame(found, columns=["group", "nature", "capital", "allocated"]), ["group"])
    for parts in funds.PARTS.values():
        assert (sum(made[money] for money, _ in parts.values()) == made["allocated"]).all()
        assert sum(made[share] for _, share in parts.values()).tolist() == pytest.approx([1] * len(made))


def test_only_projects_with_both_are_in_the_share_paid() -> None:
    sums = draw("""
        with_allocated | allocated | with_paid | paid | with_allocated_and_paid | allocated_with_paid | paid_with_allocated
        3              | 900       | 2         | 500  | 1                       | 400                 | 100
        1              | 900       | 0         | 0    | 0                       | 0                   | 0
    """)  # noqa: E501
    found = funds.paid_of_allocated(sums)
    assert rows(found[["allocated", "paid", "paid_share"]]) == [(900, 500, 0.25), (900, None, None)]


# --- idle money ---------------------------------------------------------------------------------

WAITING = """
    code | currency | idle | idle_since | carry_over | district
    P1   | CNY      | 100  | 2025-04-01 | 0          | east
    P2   | CNY      | 300  | 2025-03-31 | 0          | east
    P3   | CNY      | 500  | 2024-06-30 | 500        | west
    P4   | CNY      | 900  | 2024-06-29 | 400        | west
    P5   | CNY      | 10   |            | 0          | west
"""


def aged() -> pd.DataFrame:
    return idle.aged(draw(WAITING), date(2025, 6, 30), 90, 365)


def test_ninety_days_are_recent_and_a_year_to_the_day_is_not_old() -> None:
    assert rows(aged()[["code", "idle_days", "band"]]) == [
        ("P4", 366, "idle_old"),
        ("P3", 365, "idle_middle"),
        ("P2", 91, "idle_middle"),
        ("P1", 90, "idle_recent"),
        ("P5", None, "idle_age_unknown"),
    ]


def test_every_band_has_a_row_with_its_ends_and_unknown_ages_come_last() -> None:
    assert rows(idle.bands(aged(), 90, 365)[["idle_from", "idle_to", "projects", "idle"]]) == [
        (0, 90, 1, 100),
        (91, 365, 2, 800),
        (366, None, 1, 900),
        (None, None, 1, 10),
    ]


def test_the_mean_age_is_weighted_by_money_and_the_median_counts_projects() -> None:
    found = idle.by(aged(), ["currency", "district"])
    names = ["district", "idle_projects", "idle", "carry_over", "median_idle_days", "mean_idle_days", "idle_old"]
    assert rows(found[names]) == [
        ("west", 3, 1410, 900, 365.5, pytest.approx((365 * 500 + 366 * 900) / 1400), 900),
        ("east", 2, 400, 0, 90.5, pytest.approx((90 * 100 + 91 * 300) / 400), 0),
    ]


def test_no_idle_money_has_no_rows() -> None:
    none = idle.aged(draw(WAITING).iloc[:0], date(2025, 6, 30), 90, 365)
    assert idle.by(none, ["currency"]).empty
    assert idle.bands(none, 90, 365).empty


# --- in words -----------------------------------------------------------------------------------

TOTAL = """
    currency | projects | with_allocated | payments | paid | idle_projects | idle | carry_over | allocated | base_allocated | incremental_allocated | nature_unknown | nature_unknown_share | public_allocated | private_allocated | capital_unknown | capital_unknown_share
    CNY      | 10       | 8              | 4        | 7000 | 2             | 3000 | 1000       | 10000     | 6000           | 2000                  | 2000           | 0.2                  | 0                | 0                 | 10000           | 1
"""  # noqa: E501
NODES = """
    flow_column | flow_kind | node_en    | node_zh | flow_share
    source      | named     | Bonds      | 债券    | 0.9
    source      | unknown   | Not stated | 未注明  | 0.1
    payee       | named     | Builders   | 建筑    | 0.755
"""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (
            "en",
            "By 30 Jun 2025, CNY 100 was allocated and CNY 70 paid. 90 % of the payments came from Bonds; the largest "
            "payee, Builders, received 75.5 %. CNY 30 that was allocated to 2 projects is not paid; in half of them "
            "it has waited 100 days or longer. 10.0 % of the payments do not state their source.",
        ),
        (
            "zh_CN",
            "截至2025年6月30日，已安排100元，已支付70元。支付的90%来自债券；最大的收款单位建筑收到75.5%。"
            "2个项目有30元已安排而未支付，闲置天数的中位数为100天。支付的10.0%未注明资金来源。",
        ),
    ],
)
def test_the_finding_says_where_the_money_came_from_and_what_is_left(code: str, words: str) -> None:
    waiting = pd.Series({"idle": 3000, "idle_projects": 2, "median_idle_days": 100.0})
    said = funds_words.finding(draw(TOTAL).iloc[0], draw(NODES), waiting, date(2025, 6, 30), Language(code))
    assert said == words


def test_without_any_allocation_or_payment_the_finding_says_so() -> None:
    said = funds_words.finding(None, draw(NODES), None, None, Language())
    assert said == "Neither an allocation nor a payment is known for these projects."


def test_a_share_of_unknown_money_is_a_dash_and_says_how_much_is_known() -> None:
    tiles = {tile.label: tile for tile in funds_words.tiles(draw(TOTAL).iloc[0], None, None, None, Language())}
    assert (tiles["Incremental"].value, tiles["Incremental"].coverage) == ("25.0 %", 0.8)
    assert (tiles["Private capital"].value, tiles["Private capital"].coverage) == ("–", 0)
    assert tiles["Idle"].note == "30 % of the allocated; CNY 10 from earlier fiscal years"
    assert len(tiles) <= 7
