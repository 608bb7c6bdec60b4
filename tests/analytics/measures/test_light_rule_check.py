"""A rule for lights of the user's own is entered whole and sensible, or all that is wrong with it is said at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from analytics.errors import BadRule
from analytics.measures.light_rule_check import LightEntry, added

GOOD = LightEntry("Ours", "plan_points", "5", True, "12.5", False, date(2025, 1, 1), "circular 7", "8,000,000", "CNY")


def refused(**changes: object) -> list[str]:
    with pytest.raises(BadRule) as error:
        added(replace(GOOD, **changes))  # type: ignore[arg-type]
    return [str(mistake) for mistake in error.value.mistakes]


def test_a_rule_keeps_its_cuts_exactly_and_which_ends_they_include() -> None:
    rule = added(GOOD)
    assert (rule.key, rule.measure, rule.own) == ("own:Ours", "plan_points", True)
    assert (rule.watch_from, rule.watch_included, rule.late_from, rule.late_included) == (
        Decimal(5), True, Decimal("12.5"), False,
    )  # fmt: skip
    assert (rule.least_plan, rule.currency) == (Decimal(8_000_000), "CNY")
    assert added(replace(GOOD, least_plan=" ")).currency is None


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refused(
        name=" ", measure="mood", watch_from="", late_from="soon", effective_from=None, source="", least_plan="much",
        currency="XXY",
    )  # fmt: skip
    assert [sentence.split(" ", 3)[:3] for sentence in said] == [
        ["The", "name", "of"],
        ["There", "is", "no"],
        ["The", "value", "from"],
        ["“soon”", "is", "not"],
        ["“much”", "is", "not"],
        ["“XXY”", "is", "no"],
        ["The", "day", "from"],
        ["The", "source", "is"],
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"watch_from": "12.5"}, "Yellow begins at 12.5 and must begin below red, which begins at 12.5."),
        ({"least_plan": "0"}, "The least annual plan is above zero; this is 0."),
        ({"least_plan": "1.005"}, "An amount in CNY has at most 2 decimals; this is 1.005."),
        ({"currency": ""}, "The currency is missing."),
        ({"name": "x" * 201}, "The name of a rule has at most 200 letters."),
    ],
)
def test_a_rule_out_of_its_range_is_refused(changes: dict[str, object], said: str) -> None:
    assert refused(**changes) == [said]
