"""Shares, the row of all others, and the words of a level of the ledger."""

from __future__ import annotations

from datetime import date

import pytest

from analytics.language import Language
from analytics.measures import ledger, ledger_words
from tests.tables import draw, rows

EN, ZH = Language("en"), Language("zh_CN")
LEVEL = """
    group | group_en | group_zh | currency | payments | paid
    bond  | Bonds    | 债券     | CNY      | 3        | 600
          | Not stated | 未注明 | CNY      | 1        | 300
"""


def test_a_share_is_of_the_rows_unless_the_whole_is_larger_and_never_of_another_currency() -> None:
    found = draw("""
        currency | paid
        CNY      | 300
        CNY      | 100
        USD      | 50
    """)
    assert ledger.percents(found)["paid_percent"].tolist() == [75, 25, 100]
    assert ledger.percents(found.head(2), 1000)["paid_percent"].tolist() == [30, 10]


@pytest.mark.parametrize("refund", ["-300", "-400"])
def test_a_share_of_nothing_or_less_is_not_known(refund: str) -> None:
    found = draw(f"""
        currency | paid
        CNY      | 300
        CNY      | {refund}
    """)
    assert rows(ledger.percents(found)[["paid_percent"]]) == [(None,), (None,)]


def test_all_rows_that_are_not_shown_are_one_so_that_the_shown_add_up() -> None:
    shown = ledger.percents(draw(LEVEL, "ledger_by_source"), 1000)
    found = ledger.with_others(shown, rows=9, payments=10, paid=1000)
    assert rows(found[["group", "group_en", "group_zh", "currency", "payments", "paid", "paid_percent"]])[2:] == [
        (None, "7 others", "其余7项", "CNY", 6, 100, 10)
    ]
    assert found["paid"].sum() == 1000
    assert found.dtypes.equals(shown.dtypes)


def test_a_level_that_is_shown_whole_has_no_row_of_others() -> None:
    shown = ledger.percents(draw(LEVEL, "ledger_by_source"))
    assert len(ledger.with_others(shown, 2, 4, 900)) == 2


def test_the_finding_names_the_largest_that_is_stated_and_what_part_of_all_the_level_is() -> None:
    shown = ledger.percents(draw(LEVEL, "ledger_by_source"), 900)
    said = ledger_words.finding("source", True, shown, 4, 900, 3600, "CNY", date(2025, 6, 30), EN)
    assert said == (
        "By 30 Jun 2025, CNY 9 had been paid in 4 payments. This is 25.0 % of the CNY 36 that was paid in all. "
        "The largest source is Bonds: 66.7 %."
    )
    alone = ledger_words.finding("payment", False, shown.head(0), 1, 900, 900, "CNY", date(2025, 6, 30), EN)
    assert alone == "By 30 Jun 2025, CNY 9 had been paid in 1 payment."


def test_rows_that_add_up_say_so_and_one_fen_too_few_is_said_to_be_unexplained() -> None:
    assert ledger_words.check(123456, 123456, "CNY", EN).endswith("difference CNY 0.00.")
    assert "a difference of CNY 0.01 that nothing explains" in ledger_words.check(123456, 123455, "CNY", EN)
    assert "相差−0.01 元，原因不明" in ledger_words.check(123455, 123456, "CNY", ZH)


def test_a_share_of_refunds_is_not_printed() -> None:
    told = ledger_words.tiles(2, -100, None, None, -100, (0, 0), "CNY", EN)
    assert [tile.value for tile in told][2] == "–"
    assert "no amount is in doubt" in told[3].note
