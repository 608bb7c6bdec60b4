"""A policy number is entered whole and sensible, or everything that is wrong with it is said at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analytics.errors import BadRule
from analytics.measures.rule_check import Entry, added, check_order, keys, unit, with_own
from analytics.thresholds import Threshold, Thresholds, shipped

DAY = date(2026, 1, 1)


def entry(key: str = "tier.a_above", value: str = "80000000", **changes: object) -> Entry:
    given: dict[str, object] = {"effective_from": DAY, "source": "our own rules", **changes}
    return Entry(key, value, **given)  # type: ignore[arg-type]


def refused(given: Entry, known: Thresholds | None = None) -> list[str]:
    with pytest.raises(BadRule) as error:
        added(given, known or Thresholds())
    return [str(mistake) for mistake in error.value.mistakes]


def test_a_number_takes_unit_and_currency_from_the_shipped_one() -> None:
    made = added(entry(value=" 80,000,000.50 "), Thresholds())
    assert (made.value, made.unit, made.currency, made.own) == (Decimal("80000000.50"), "CNY", "CNY", True)
    made = added(entry("light.late_from", "120"), Thresholds())
    assert (made.value, made.unit, made.currency) == (Decimal(120), "days", None)


def test_a_rate_and_a_threshold_in_another_currency_are_entered_the_same_way() -> None:
    rate = added(entry("rate.CNY", "7.18", currency="usd"), Thresholds())
    assert (rate.unit, rate.currency) == ("CNY/USD", "USD")
    assert with_own(Thresholds(), rate).rate("USD", "CNY", DAY) == Decimal("7.18")
    dollars = added(entry(value="14000000", currency="USD"), Thresholds())
    assert (dollars.unit, dollars.currency) == ("USD", "USD")


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert refused(Entry("tier.a_above", "much", None, " ", "DOLLARS")) == [
        "“DOLLARS” is no ISO 4217 currency code such as USD.",
        "“much” is not a number. Write it in digits, such as 80,000,000 or 7.18.",
        "The day from which it holds is missing.",
        "The source is missing: name the document or decision that says so.",
    ]
    said = refused(Entry("tier.z", "", None, ""))
    assert said[0].startswith("There is no policy number “tier.z”. Those that can be entered are: tier.a_above")
    assert len(said) == 3


@pytest.mark.parametrize(
    ("key", "value", "currency", "said"),
    [
        ("fiscal.first_month", "13", None, "fiscal.first_month is a whole number from 1 to 12; this is 13."),
        ("fiscal.first_month", "0", None, "whole number from 1 to 12"),
        ("light.watch_from", "7.5", None, "whole number from 0 to 36500"),
        ("delay.tolerance", "-1", None, "whole number from 0"),
        ("delay.tolerance_percent", "7.5", None, "delay.tolerance_percent is a whole number from 0 to 1000"),
        ("tier.b_from", "0", None, "tier.b_from is above zero; this is 0."),
        ("catalogue.annual_above", "-5", None, "above zero"),
        ("tier.b_from", "1.005", None, "An amount in CNY has at most 2 decimals; this is 1.005."),
        ("tier.b_from", "1.5", "JPY", "at most 0 decimals"),
        ("tier.a_above", "999999999999999999", None, "too large"),
        ("tier.a_above", "1e9", None, "not a number"),
        ("tier.a_above", "NaN", None, "not a number"),
        ("rate.CNY", "7,18", "USD", "not a number"),
        ("rate.CNY", "0", "USD", "A rate is between 0.000001 and 1,000,000; this is 0."),
        ("rate.CNY", "7.18", None, "The currency is missing."),
        ("rate.CNY", "1", "CNY", "A rate is for another currency than CNY."),
        ("light.late_from", "90", "USD", "no amount of money: it has no currency"),
    ],
)
def test_a_number_out_of_its_range_is_refused(key: str, value: str, currency: str | None, said: str) -> None:
    (told,) = refused(entry(key, value, currency=currency))
    assert said in told


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("tier.a_above", "5000000", "From 2026-01-01 on, tier.b_from (5,000,000) would not be below"),
        ("tier.b_from", "100000001", "would not be below tier.a_above (100,000,000)"),
        ("light.watch_from", "90", "light.watch_from (90) would not be below light.late_from (90)"),
        ("quality.year_to", "1949", "quality.year_from (1950) would not be below"),
    ],
)  # fmt: skip
def test_a_lower_bound_stays_below_its_upper_one(key: str, value: str, said: str) -> None:
    (told,) = refused(entry(key, value))
    assert said in told


def test_the_order_must_hold_on_every_later_day_too() -> None:
    lowered = added(entry(value="50000000", effective_from=date(2027, 1, 1)), Thresholds())
    known = with_own(Thresholds(), lowered)
    (told,) = refused(entry("tier.b_from", "60000000"), known)
    assert told.startswith("From 2027-01-01 on, tier.b_from (60,000,000)")


def test_a_withdrawal_that_would_break_the_order_is_seen() -> None:
    known = with_own(Thresholds(), added(entry(value="200000000"), Thresholds()))
    raised = added(entry("tier.b_from", "150000000"), known)
    with pytest.raises(BadRule, match=r"tier.b_from \(150,000,000\) would not be below tier.a_above \(100,000,000\)"):
        check_order(Thresholds([raised]), "tier.a_above", "CNY")


def test_every_shipped_number_is_one_that_could_be_entered() -> None:
    assert keys() == [*(number.key for number in shipped()), "rate.CNY"]
    for number in shipped():
        made = added(entry(number.key, str(number.value)), Thresholds())
        assert (made.value, made.unit, made.currency) == (number.value, number.unit, number.currency)
        assert unit(number.key, None) == number.unit


def test_one_currency_says_nothing_about_another() -> None:
    yen = Threshold("tier.b_from", Decimal(900_000_000), "JPY", DAY, "s", currency="JPY", own=True)
    assert added(entry(value="80000000"), with_own(Thresholds(), yen)).value == 80_000_000
