"""Near a threshold, exactly; what the tiers ask for; thresholds and rates as dated data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import catalogue, tier_checks, tiers
from analytics.thresholds import Threshold, Thresholds
from tests.tables import draw, rows

DAY = date(2025, 6, 30)


def own(key: str, value: str, since: date, currency: str | None = "CNY") -> Threshold:
    return Threshold(key, Decimal(value), currency or "", since, "test", currency=currency, own=True)


@pytest.mark.parametrize(
    ("fen", "tier"),
    [(499_999_999, "C"), (500_000_000, "B"), (500_000_001, "B"), (10_000_000_000, "B"), (10_000_000_001, "A")],
)
def test_the_boundaries_fall_as_settled(fen: int, tier: str) -> None:
    assert tiers.tier(fen, "CNY", DAY, Thresholds()) == (tier, "")


def test_near_is_within_five_per_cent_both_ends_included() -> None:
    lower, upper = tier_checks.near(Thresholds(), DAY)
    assert (lower.boundary_kind, lower.low, lower.boundary, lower.high) == (
        "tier.b_from", 475_000_000, 500_000_000, 525_000_000,
    )  # fmt: skip
    assert (upper.low, upper.boundary, upper.high) == (9_500_000_000, 10_000_000_000, 10_500_000_000)


def test_a_threshold_of_one_s_own_splits_the_time_and_a_rate_brings_its_currency_in() -> None:
    since = date(2025, 1, 1)
    rules = Thresholds([own("tier.a_above", "200000000", since), own("rate.CNY", "7.25", since, "USD")])
    found = {(n.currency, n.boundary_kind, n.begin): n.boundary for n in tier_checks.near(rules, DAY)}
    assert found["CNY", "tier.a_above", date.min] == 10_000_000_000
    assert found["CNY", "tier.a_above", since] == 20_000_000_000
    assert found["USD", "tier.b_from", since] == 68_965_518  # 5 million / 7.25 lies below this cent
    assert ("USD", "tier.b_from", date.min) not in found


def test_without_a_rate_a_dollar_project_has_no_tier_and_the_reason_is_the_currency() -> None:
    rate = Thresholds([own("rate.CNY", "7.25", date(2025, 1, 1), "USD")])
    assert tiers.tier(68_965_517, "USD", DAY, Thresholds()) == ("unknown", "currency")
    assert tiers.tier(68_965_518, "USD", DAY, rate) == ("B", "")  # 5,000,000.055 yuan
    assert tiers.tier(68_965_517, "USD", DAY, rate) == ("C", "")  # 4,999,999.9825 yuan
    assert tiers.tier(68_965_517, "USD", date(2024, 12, 31), rate) == ("unknown", "currency")


def test_the_lighter_rule_is_below_five_million_but_up_to_and_at_a_hundred_million() -> None:
    counted = draw("""
        boundary_kind | near_below | near_at | near_above
        tier.b_from   | 8          | 1       | 1
        tier.a_above  | 8          | 1       | 1
        tier.a_above  | 0          | 0       | 0
    """)
    found = tier_checks.bunching(counted)
    assert rows(found[["near_lighter", "near_heavier", "p_value"]]) == [
        (8, 2, pytest.approx(0.109375)),  # 2 * (1 + 10 + 45) / 1024
        (9, 1, pytest.approx(0.021484375)),  # 2 * (1 + 10) / 1024
        (0, 0, None),
    ]


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_an_uneven_split_is_as_odd_on_either_side(below: int, at: int, above: int) -> None:
    one = {"boundary_kind": ["tier.b_from"], "near_below": [below], "near_at": [0], "near_above": [at + above]}
    other = one | {"near_below": [at + above], "near_above": [below]}
    first, second = (tier_checks.bunching(draw(_drawing(each)))["p_value"].iloc[0] for each in (one, other))
    assert (first is second) or first == pytest.approx(second)


def _drawing(columns: Mapping[str, Any]) -> str:
    return " | ".join(columns) + "\n" + " | ".join(str(cells[0]) for cells in columns.values())


def test_a_project_that_cannot_be_judged_neither_keeps_nor_breaks_its_rule() -> None:
    counted = draw("""
        tier    | gaps                           | projects
        A       | none                           | 3
        A       | lead_official;project_director | 1
        B       | unclear                        | 4
        unknown | none                           | 9
    """)
    counted["gaps"] = counted["gaps"].replace("none", "")
    columns = ["tier", "projects", "rule_kept", "rule_broken", "rule_unclear", "broken_share"]
    assert rows(tier_checks.kept(counted)[columns]) == [
        ("A", 4, 3, 1, 0, 0.25), ("B", 4, 0, 0, 4, None), ("C", 0, 0, 0, 0, None),
    ]  # fmt: skip


def test_all_sixteen_pairs_of_frozen_and_current_tier_are_there() -> None:
    found = tier_checks.matrix(draw("tier_rule | tier_current | projects\nB | A | 3\nB | B | 1"))
    assert len(found) == 16
    assert rows(found[found["projects"] > 0]) == [("B", "A", 3, 0.75), ("B", "B", 1, 0.25)]


# --- the central catalogue ------------------------------------------------------------------------


def test_the_catalogue_s_threshold_in_another_currency_needs_a_value_or_a_rate() -> None:
    since = date(2025, 1, 1)
    assert catalogue.annual_limit("CNY", DAY, Thresholds()) == 500_000_000
    assert catalogue.annual_limit("USD", DAY, Thresholds()) is None
    assert catalogue.annual_limit("USD", DAY, Thresholds([own("rate.CNY", "5", since, "USD")])) == 100_000_000
    stated = Thresholds([own("catalogue.annual_above", "1", since, "USD")])
    assert catalogue.annual_limit("USD", DAY, stated) == 100


TOTALS = catalogue.centralised(
    draw("""
        centralised | currency | projects | with_plan | plan
        centralised | CNY      | 3        | 3         | 900
        centralised |          | 2        | 0         | 0
        delegated   | CNY      | 4        | 4         | 100
    """)
)


def test_delegated_projects_of_tier_c_are_centralised_only_where_the_reader_asks_for_it() -> None:
    assert catalogue.total(TOTALS, "CNY", delegated=False) == (5, 3, 900)
    assert catalogue.total(TOTALS, "CNY", delegated=True) == (9, 7, 1000)


def test_plans_in_another_currency_are_not_added() -> None:
    assert catalogue.total(TOTALS, "USD", delegated=True) == (9, 0, None)
