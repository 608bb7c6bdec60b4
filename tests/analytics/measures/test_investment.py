from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.language import Language
from analytics.measures import investment, investment_words
from tests.tables import draw, rows

SUMS = """
    year|currency|with_plan| plan|with_completed|completed|with_both|plan_with_completed|completed_with_plan
    2026|CNY     |        1|  900|             0|        0|        0|                  0|                  0
    2025|CNY     |        3| 1000|             3|      260|        2|                800|                240
    2024|CNY     |        2|  500|             2|      600|        2|                500|                600
    2023|CNY     |        0|    0|             1|       70|        0|                  0|                  0
"""


def completion(as_of: date = date(2025, 6, 30), first_month: int = 1) -> pd.DataFrame:
    return investment.completion(draw(SUMS), as_of, first_month)


def test_thirty_per_cent_done_in_half_the_year_is_20_points_and_40_per_cent_below() -> None:
    row = completion().iloc[1]
    assert row["completion_share"] == pytest.approx(240 / 800)
    assert (row["gap_points"], row["gap_percent"]) == (pytest.approx(-20), pytest.approx(-40))
    assert row["plan_due"] == 400


def test_the_plan_of_a_project_whose_progress_is_unknown_is_in_no_rate_but_in_the_coverage() -> None:
    assert rows(completion()[["plan_share_known"]]) == [(0,), (0.8,), (1,), (None,)]


def test_nothing_planned_has_no_rate_and_a_sum_over_no_project_is_not_zero() -> None:
    table = completion()[["plan", "plan_with_completed", "completed_with_plan", "completion_share", "gap_points"]]
    assert rows(table)[3] == (None, None, None, None, None)
    assert rows(table)[0] == (900, None, None, None, None)


def test_more_than_planned_is_above_one_and_a_year_that_is_over_stands_at_the_full_line() -> None:
    row = completion().iloc[2]
    assert (row["completion_share"], row["pro_rata_share"]) == (pytest.approx(1.2), 1)


def test_a_year_that_has_not_begun_has_no_line_and_no_gap() -> None:
    row = completion().iloc[0]
    assert pd.isna(row["pro_rata_share"])
    assert pd.isna(row["gap_points"])


@pytest.mark.parametrize(
    ("as_of", "first_month", "year", "expected"),
    [
        (date(2025, 1, 31), 1, 2025, 1 / 12),
        (date(2025, 12, 31), 1, 2025, 1),
        (date(2024, 2, 29), 1, 2024, 2 / 12),
        (date(2025, 3, 31), 4, 2024, 1),
        (date(2025, 4, 30), 4, 2025, 1 / 12),
        (date(2025, 3, 31), 4, 2025, None),
    ],
)
def test_the_line_is_months_over_twelve_from_the_first_month_of_the_fiscal_year(
    as_of: date, first_month: int, year: int, expected: float | None
) -> None:
    line = investment.pro_rata_share(year, as_of, first_month)
    assert line == (None if expected is None else pytest.approx(expected))


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2029, 12, 30)), st.integers(1, 12))
def test_the_line_never_falls_within_a_year_and_ends_at_one(day: date, first_month: int) -> None:
    following = day + (date(2020, 1, 2) - date(2020, 1, 1))
    year = day.year if day.month >= first_month else day.year - 1
    now, then = (investment.pro_rata_share(year, on, first_month) for on in (day, following))
    assert now is not None
    assert then is not None
    assert 0 < now <= then <= 1


def test_the_newest_year_that_has_begun_and_has_a_plan_is_the_current_one() -> None:
    assert investment.current(completion())["year"].tolist() == [2025]
    assert investment.current(completion(date(2023, 5, 1))).empty


def test_the_group_furthest_below_comes_first_and_one_without_a_rate_last() -> None:
    groups = draw("""
        group | currency | gap_points | plan
        roads | CNY      | 3          | 10
        water | CNY      |            | 90
        parks | CNY      | −7         | 10
    """)
    assert investment.by_gap(groups)["group"].tolist() == ["parks", "roads", "water"]


def test_the_rate_of_the_year_before_stands_beside_the_row_and_is_unknown_where_nothing_was() -> None:
    before = investment.completion(draw("""
        year|currency|with_plan|plan|with_completed|completed|with_both|plan_with_completed|completed_with_plan
        2024|CNY     |        1| 500|             1|      200|        1|                500|                200
    """), date(2024, 6, 30), 1)  # fmt: skip
    found = investment.with_year_before(completion(), before)
    assert rows(found[["year", "share_year_before"]]) == [(2026, None), (2025, 0.4), (2024, None), (2023, None)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 6, 30), date(2024, 6, 30)),
        (date(2025, 6, 15), date(2024, 6, 15)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date.min, date.min),
    ],
)
def test_the_end_of_a_month_is_the_end_of_it_a_year_before(day: date, expected: date) -> None:
    assert investment.year_before(day) == expected


def test_what_an_even_pace_would_have_completed_is_exact_where_a_float_is_not() -> None:
    plan = 9_007_199_254_740_993  # 2 ** 53 + 1
    sums = draw(SUMS).tail(2).assign(plan_with_completed=pd.array([plan, 0], dtype="Int64"))
    assert investment.completion(sums, date(2025, 6, 30), 1)["plan_due"].dropna().tolist() == [plan]


GROUPS = """
    group | group_en | group_zh | gap_points | gap_percent | with_both
          | –        | –        | −60        | −120        | 1
    parks | Parks    | 园林     | −25        | −50         | 2
    roads | Roads    | 道路     | 1          | 2           | 1
"""
GAPS = """
    gap_part     | code | name_en | name_zh | gap_amount | part_points | part_percent
    project      | P1   | Bridge  | 桥      | −90        | −11.25      | −22.5
    others_below |      |         |         | −100       | −12.5       | −25
    total        |      |         |         | −160       | −20         | −40
"""


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_finding_says_rate_gap_in_both_readings_the_worst_group_and_project_and_what_is_left_out(code: str) -> None:
    said = investment_words.finding(
        completion().iloc[1], draw(GROUPS), draw(GAPS), date(2025, 6, 30), Language(code)
    )  # fmt: skip
    expected = {
        "en": "By 30 Jun 2025, CNY 2.4 of the CNY 8 planned for 2025 was completed: 30.0 %, 20.0 percentage points "
        "below the pro-rata line of 50.0 % (40.0 % less than at an even pace). Furthest below is Parks: 25.0 "
        "percentage points below the line (50.0 % less than at an even pace), over 2 projects. Furthest behind of all "
        "projects is Bridge: CNY 0.9 less than due, which alone lowers the rate by 11.25 points. Left out: "
        "20.0 % of the plan, whose progress is not known.",
        "zh_CN": "截至2025年6月30日，2025年度计划8元，已完成2.4元，完成率30.0%，与序时进度50.0%相比低20.0个百分点"
        "（比均衡进度少40.0%）。落后最多的是园林：比序时进度低25.0个百分点（比均衡进度少50.0%；2个项目）。"
        "单个项目中落后最多的是桥：比序时应完成少0.9元，仅此一项拉低完成率11.25个百分点。"
        "另有20.0%的计划因完成情况未知而未计入。",
    }
    assert said == expected[code]


def test_without_any_plan_the_finding_says_so() -> None:
    said = investment_words.finding(None, draw("group | group_en"), draw("gap_part | gap_amount"), None, Language())
    assert said == "No annual plan is known for these projects, so there is nothing to hold spending against."
