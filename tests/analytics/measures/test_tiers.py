"""Tiers by amount: boundaries in other currencies."""

from datetime import date
from decimal import Decimal

from analytics.measures import tiers
from analytics.thresholds import Threshold, Thresholds


def test_a_boundary_between_two_cents_is_taken_exactly() -> None:
    """At 7.1 yuan a dollar 5 million yuan are 704,225.352… dollars: 704,225.35 is below, 704,225.36 is not."""
    rate = Threshold("rate.CNY", Decimal("7.1"), "CNY per USD", date(2025, 1, 1), "a bank", currency="USD", own=True)
    rules = Thresholds([rate])
    day = date(2025, 6, 30)
    assert [tiers.tier(cents, "USD", day, rules)[0] for cents in (70_422_535, 70_422_536)] == ["C", "B"]
    assert [tiers.tier(cents, "USD", day, rules)[0] for cents in (1_408_450_704, 1_408_450_705)] == ["B", "A"]
