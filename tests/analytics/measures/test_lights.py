"""Lights by rule: every published band at both of its ends, to the last fen and to the day."""

# Long because: one test for each published band, and one for each way to fall between them.

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import codes
from analytics.light_rules import BASIC, OWN, LightRule, in_force
from analytics.measures import slips
from analytics.measures.lights import Day, least_plan, lights
from analytics.thresholds import Threshold, Thresholds
from tests.tables import draw, rows

JUNE = Day(date(2025, 6, 30), Fraction(1, 2), Thresholds())
RULES = {rule.key: rule for rule in in_force((), JUNE.as_of, JUNE.thresholds)}
BLANK = {"status": "active", "currency": "CNY"}
COLUMNS = (
    "status", "slip_days", "start_baseline", "start_actual", "progress_as_of", "currency", "plan", "completed",
    "allocated_year", "paid_year",
)  # fmt: skip


def projects(drawing: str) -> pd.DataFrame:
    """Drawn projects; columns that are not drawn are missing, but for an active one in yuan."""
    table = draw(drawing)
    for name in COLUMNS:
        if name not in table:
            table[name] = draw(f"{name} | n\n" + "\n".join(f"{BLANK.get(name, '')} | 1" for _ in range(len(table))))[
                name
            ]
    return table.rename(columns={"allocated_year": "allocated", "paid_year": "paid"})


def said(drawing: str, rule: str | LightRule, day: Day = JUNE) -> list[Any]:
    """The light of each drawn project, or the reason why it has none."""
    found = lights(projects(drawing), RULES[rule] if isinstance(rule, str) else rule, day)
    return [reason or light for light, reason in rows(found[["rule_light", "light_reason"]])]


def expected(drawing: str) -> list[str]:
    return draw(drawing)["expected"].tolist()


def matches(drawing: str, rule: str | LightRule, day: Day = JUNE) -> None:
    assert said(drawing, rule, day) == expected(drawing)


def test_yinchuan_progress_is_yellow_from_10_to_30_points_below_both_ends_included_to_the_fen() -> None:
    matches(
        """
        plan      | completed | expected
        500000000 | 250000000 | good
        500000000 | 260000000 | good
        500000000 | 200000001 | good
        500000000 | 200000000 | watch
        500000000 | 199999999 | watch
        500000000 | 100000000 | watch
        500000000 |  99999999 | late
        500000000 |         0 | late
        """,
        "yinchuan_progress",
    )


def test_a_fen_decides_for_a_project_of_ten_trillion_yuan_as_well() -> None:
    matches(
        """
        plan             | completed        | expected
        1000000000000000 |  400000000000001 | good
        1000000000000000 |  400000000000000 | watch
        1000000000000000 |  200000000000000 | watch
        1000000000000000 |  199999999999999 | late
        9000000000000000000 | 3600000000000000001 | good
        9000000000000000000 | 3600000000000000000 | watch
        """,
        "yinchuan_progress",
    )


def test_a_line_that_no_float_can_hold_is_cut_exactly() -> None:
    """By 10 January 10 / (31 × 12) of the year have passed: 10 points below it, of a plan of 186 million fen."""
    day = Day(date(2025, 1, 10), Fraction(5, 186), Thresholds())
    just = replace(RULES["yinchuan_progress"], watch_from=Decimal("1"))  # 5/186 − 1/100 of 18,600 = 314
    assert said("plan | completed\n18600 | 315\n18600 | 314\n18600 | 313", just, day) == ["good", "watch", "watch"]


def test_sanya_is_yellow_below_the_line_and_red_by_more_than_half_of_what_is_due() -> None:
    matches(
        """
        plan       | completed | expected
        1000000000 | 500000001 | good
        1000000000 | 500000000 | good
        1000000000 | 499999999 | watch
        1000000000 | 250000000 | watch
        1000000000 | 249999999 | late
         999999999 | 0         | below_least
         999999999 |           | below_least
        1000000000 |           | no_completed
        """,
        "sanya",
    )


def test_points_and_per_cent_below_are_two_things() -> None:
    """Half of the year, 30 % done: 20 points below and 40 per cent below."""
    table = projects("plan | completed\n1000000000 | 300000000")
    found = [lights(table, RULES[key], JUNE)["shortfall"][0] for key in ("yinchuan_progress", "sanya")]
    assert found == pytest.approx([20, 40])


def test_tianjin_bond_spending_is_red_by_more_than_30_per_cent_of_what_was_expected() -> None:
    matches(
        """
        allocated_year | paid_year | expected
        2000           | 1000      | good
        2000           |  999      | watch
        2000           |  700      | watch
        2000           |  699      | late
        2000           |           | no_payment
        0              |  100      | no_allocation
                       |  100      | no_allocation
        """,
        "tianjin_bonds",
    )


def test_yinchuan_start_counts_the_month_in_which_it_was_due_as_the_first_of_three() -> None:
    matches(
        """
        start_baseline | start_actual | status    | expected
        2025-07-01     |              | active    | good
        2025-06-30     |              | active    | watch
        2025-06-01     |              | active    | watch
        2025-05-31     |              | active    | watch
        2025-05-01     |              | active    | watch
        2025-04-30     |              | active    | late
        2024-06-30     |              | active    | late
        2024-06-30     | 2025-06-30   | active    | good
        2024-06-30     | 2025-07-01   | active    | late
                       | 2025-06-30   | active    | good
                       |              | active    | no_start
                       |              | completed | good
        """,
        "yinchuan_start",
    )


def test_on_the_day_before_the_start_is_due_nothing_is_due() -> None:
    early = replace(JUNE, as_of=date(2025, 6, 14))
    assert said("start_baseline\n2025-06-15\n2025-06-14", "yinchuan_start", early) == ["good", "watch"]


def test_yinchuan_statistics_is_yellow_after_more_than_one_month_and_red_after_more_than_two() -> None:
    matches(
        """
        start_actual | progress_as_of | start_baseline | expected
        2025-06-29   |                |                | good
        2025-05-31   |                |                | good
        2025-05-30   |                |                | good
        2025-05-29   |                |                | watch
        2025-04-30   |                |                | watch
        2025-04-29   |                |                | late
        2020-01-01   | 2020-03-31     |                | good
                     | 2020-03-31     |                | good
                     |                | 2025-01-01     | not_started
        2025-07-01   |                | 2025-01-01     | not_started
                     |                |                | no_start
        """,
        "yinchuan_report",
    )


def test_a_month_that_is_too_short_for_the_day_ends_on_its_last_day() -> None:
    """From 31 January to 28 February is a month, and one more day is more than that."""
    assert said("start_actual\n2025-01-31", "yinchuan_report", replace(JUNE, as_of=date(2025, 2, 28))) == ["good"]
    assert said("start_actual\n2025-01-31", "yinchuan_report", replace(JUNE, as_of=date(2025, 3, 1))) == ["watch"]


def test_the_rule_of_the_us_it_dashboard_is_the_one_behind_the_computed_light_of_all_pages() -> None:
    drawing = """
        slip_days | status    | expected
        −5        | active    | good
        29        | active    | good
        30        | active    | watch
        89        | active    | watch
        90        | completed | late
        90        | cancelled | cancelled
                  | active    | no_slip
    """
    matches(drawing, BASIC)
    table = projects(drawing)
    day = pd.Series(pd.Timestamp(JUNE.as_of), index=table.index)
    computed = slips.lights(table["slip_days"], table["status"], day, JUNE.thresholds)
    assert lights(table, RULES[BASIC], JUNE)["rule_light"].tolist() == computed.tolist()


def test_a_policy_number_of_the_user_moves_the_basic_rule_from_its_day_on() -> None:
    own = Thresholds([Threshold("light.late_from", Decimal(60), "days", date(2025, 1, 1), "ours", own=True)])
    (rule,) = (rule for rule in in_force((), date(2025, 6, 30), own) if rule.key == BASIC)
    assert said("slip_days\n60\n59", rule) == ["late", "watch"]
    (before,) = (rule for rule in in_force((), date(2024, 12, 31), own) if rule.key == BASIC)
    assert said("slip_days\n60", before) == ["watch"]


def test_a_cancelled_project_has_no_light_by_any_rule() -> None:
    drawing = "status | slip_days | plan | completed\ncancelled | 500 | 1000000000 | 1"
    assert {said(drawing, key)[0] for key in RULES} == {"cancelled"}


def test_without_a_plan_or_with_a_plan_of_nothing_there_is_nothing_to_hold_against() -> None:
    assert said("plan | completed\n | 100\n0 | 100\n−5 | 100", "yinchuan_progress") == ["no_plan"] * 3
    assert said("plan | completed\n | 100", "sanya") == ["no_plan"]


def test_a_limit_in_yuan_is_held_against_another_currency_only_by_a_stated_rate() -> None:
    drawing = "currency | plan | completed\nUSD | 138888888 | 0\nUSD | 138888889 | 0\nJPY | 200000000 | 0"
    assert said(drawing, "sanya") == ["currency"] * 3
    rate = Threshold("rate.CNY", Decimal("7.2"), "CNY/USD", date(2025, 1, 1), "bank", currency="USD", own=True)
    day = replace(JUNE, thresholds=Thresholds([rate]))
    # 10,000,000 / 7.2 = 1,388,888.89 dollars: the next whole cent is enough
    assert said(drawing, "sanya", day) == ["below_least", "late", "currency"]
    assert least_plan(RULES["sanya"], "USD", day) == 138_888_889


OWN_RULE = LightRule(
    f"{OWN}ours", "ours", "slip_days", Decimal("10"), False, Decimal("20"), True, date(2025, 1, 1), "us", own=True
)


def test_of_ones_own_rules_with_one_name_the_newest_in_force_counts() -> None:
    newer = replace(OWN_RULE, watch_from=Decimal(5), effective_from=date(2025, 6, 1))
    corrected = replace(newer, watch_from=Decimal(6))
    later = replace(OWN_RULE, watch_from=Decimal(1), effective_from=date(2026, 1, 1))
    other = replace(OWN_RULE, key=f"{OWN}another", name="another")
    entered = (newer, corrected, OWN_RULE, later, other)

    def own(day: date) -> list[tuple[str, Decimal]]:
        return [(rule.name, rule.watch_from) for rule in in_force(entered, day, Thresholds()) if rule.own]

    assert own(date(2024, 12, 31)) == []
    assert own(date(2025, 5, 31)) == [("another", Decimal(10)), ("ours", Decimal(10))]
    assert own(date(2025, 6, 30)) == [("another", Decimal(10)), ("ours", Decimal(6))]


@pytest.mark.parametrize(("included", "light"), [(True, "late"), (False, "watch")])
def test_a_cut_belongs_to_the_worse_colour_only_where_it_is_included(included: bool, light: str) -> None:
    rule = replace(OWN_RULE, late_included=included)
    assert said("slip_days\n20\n21\n19\n10\n11", rule) == [light, "late", "watch", "good", "watch"]


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.key)
def test_a_shipped_rule_has_all_it_needs_in_both_languages(rule: LightRule) -> None:
    assert rule.measure in codes.LIGHT_MEASURES
    assert rule.watch_from < rule.late_from
    assert all((rule.name, rule.name_zh, rule.source, rule.source_zh, rule.note, rule.note_zh))
    assert (rule.least_plan is None) == (rule.currency is None)


def test_every_measure_has_a_unit_and_every_list_of_colours_is_about_the_same_lights() -> None:
    assert codes.LIGHT_UNITS.keys() == codes.LIGHT_MEASURES.keys()
    assert {*codes.LIGHT_COLOURS, codes.UNKNOWN} == set(codes.LIGHTS)


# --- the fast way against fractions -----------------------------------------------------------

AMOUNTS = st.one_of(st.integers(0, 10**15), st.integers(0, 2**62), st.sampled_from([0, 1, 10**15]))
LINES = st.builds(Fraction, st.integers(1, 372), st.just(372))
CUTS = st.decimals(0, 100, places=2)


@settings(deadline=None, max_examples=200)
@given(
    measure=st.sampled_from(["plan_points", "plan_percent", "spending_percent"]),
    whole=st.integers(1, 2**62),
    line=LINES,
    cuts=st.tuples(CUTS, CUTS),
    included=st.tuples(st.booleans(), st.booleans()),
    off=st.integers(-2, 2),
    amount=AMOUNTS,
)
def test_whatever_the_amounts_the_light_is_the_one_that_fractions_give(
    measure: str, whole: int, line: Fraction, cuts: tuple[Decimal, Decimal], included: tuple[bool, bool], off: int,
    amount: int,
) -> None:  # fmt: skip
    low, high = sorted(cuts)
    rule = replace(
        OWN_RULE, measure=measure, watch_from=low, watch_included=included[0], late_from=high, late_included=included[1]
    )
    part = of_due(low, measure, whole, line, off)
    parts = [part, of_due(high, measure, whole, line, off), amount]
    table = projects("plan | n\n" + f"{whole} | 1\n" * len(parts)).assign(
        completed=pd.array(parts, dtype="Int64"), allocated=pd.array([whole] * len(parts), dtype="Int64"),
        paid=pd.array(parts, dtype="Int64"),
    )  # fmt: skip
    found = lights(table, rule, Day(JUNE.as_of, line, Thresholds()))
    assert found["rule_light"].tolist() == [slow(rule, whole, part, line) for part in parts]


def of_due(cut: Decimal, measure: str, whole: int, line: Fraction, off: int) -> int:
    """An amount that falls short by just about the cut."""
    due = whole * line
    part = due - Fraction(cut) / 100 * (whole if measure == "plan_points" else due)
    return max(0, round(part) + off)


def slow(rule: LightRule, whole: int, part: int, line: Fraction) -> str:
    short = 100 * (line - Fraction(part, whole))
    if rule.measure != "plan_points":
        short /= line
    for cut, included, light in (
        (Fraction(rule.late_from), rule.late_included, "late"),
        (Fraction(rule.watch_from), rule.watch_included, "watch"),
    ):
        if short > cut or (included and short == cut):
            return light
    return "good"
