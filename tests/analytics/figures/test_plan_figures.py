"""Pictures of plans: a waterfall that ends in the gap, one per-cent axis, the theme's colours, both languages."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from analytics.figures import investment, plan_gap, s_curve, starts
from analytics.figures.drawn import Drawn
from analytics.language import Language
from tests.tables import draw

GAPS = draw(
    """
    gap_part     | code | name_en  | name_zh | projects | currency | gap_amount | gap_before | part_points | part_percent
    project      | P1   | <b>Bridge | 桥     | 1        | CNY      | −30000     | 0          | −21.46      | −42.93
    others_below |      |          |         | 2        | CNY      | −5000      | −30000     | −3.57       | −7.14
    project      | P2   | School   | 学校    | 1        | CNY      | 4000       | −35000     | 2.89        | 5.79
    total        |      |          |         | 4        | CNY      | −31000     | 0          | −22.14      | −44.28
    """,  # noqa: E501
    "gap_by_project",
)
CURVE = draw(
    """
    day        | currency | projects | curve_budget | planned_to_date_share | actual_to_date | actual_to_date_share | completed_known_share | physical_share | forecast_to_date_share | forecast_to_date | undated_share
    2025-01-31 | CNY      | 3        | 160000       | 0.5                   | 60000          | 0.375                | 0.9                   | 0.4            |                        |                  | 0.075
    2025-02-28 | CNY      | 3        | 160000       | 0.75                  | 87000          | 0.54375              | 0.9                   | 0.5            | 0.54375                | 87000            | 0.075
    2025-03-31 | CNY      | 3        | 160000       | 1                     |                |                      |                       |                | 0.925                  | 148000           | 0.075
    """,  # noqa: E501
    "s_curve",
)
STARTS = draw(
    """
    group | group_en | group_zh | starts_planned | starts_made | start_share | starts_due | starts_due_made | starts_carried
    roads | Roads    | 道路     | 9              | 6           | 0.667       | 8          | 6               | 1
    parks | Parks    | 园林     | 0              | 0           |             | 0          | 0               | 0
    """,  # noqa: E501
    "starts_by_sector",
)
GROUPS = draw(
    """
    group | group_en | group_zh | currency | with_both | completion_share | pro_rata_share | gap_points | gap_percent
    roads | Roads    | 道路     | CNY      | 3         | 0.3              | 0.5            | −20        | −40
    parks | Parks    | 园林     | CNY      | 0         |                  | 0.5            |            |
    """,
    "plan_by_sector",
)


def drawn(language: Language) -> list[Drawn]:
    return [
        plan_gap.gap_waterfall(GAPS, language, "CNY"),
        s_curve.s_curve(CURVE, language, "CNY"),
        starts.start_bullets(STARTS, language, "sector"),
        investment.plan_bullets(GROUPS, language, "CNY", "sector"),
    ]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_colour_is_one_that_the_theme_replaces_and_nothing_missing_is_written(code: str) -> None:
    for one in drawn(Language(code)):
        made = json.loads(one.figure.to_json())
        spec = json.dumps([made["data"], made["layout"].get("shapes")])
        assert all(colour.startswith("#0000") for colour in re.findall(r"#[0-9A-Fa-f]{6}", spec)), one.title
        assert "nan" not in f"{one.title} {one.subtitle} {one.alt}".lower()
        assert one.alt


def test_each_step_of_the_waterfall_begins_where_the_rows_above_ended_and_the_last_is_the_gap() -> None:
    bars = drawn(Language())[0].figure.data[0]
    steps = [(base, base + step) for base, step in zip(bars.base, bars.x, strict=True)]
    assert steps == [(0, -30000), (-30000, -35000), (-35000, -31000), (0, -31000)]


def test_the_waterfall_names_the_project_furthest_behind_and_gives_its_part_under_both_names() -> None:
    made = drawn(Language())[0]
    assert made.title == "Furthest behind an even pace: <b>Bridge, by CNY 300"  # a page escapes what it shows
    words = [annotation.text for annotation in made.figure.layout.annotations]
    assert words[0] == "<b>&lt;b&gt;Bridge</b>  CNY −300, −21.46 points"
    assert words[1].startswith("<b>2 other projects below</b>")


def test_the_curve_says_its_assumption_and_what_it_leaves_out() -> None:
    made = drawn(Language())[1]
    assert made.title == "54.4 % of the budgets is completed; 75.0 % was planned by 28 Feb 2025"
    assert "Assumed: planned and forecast money flows evenly." in made.subtitle
    assert "7.5 % has no date to come" in made.subtitle
    assert "Not known and not counted: completed for 10.0 %, physical progress for 100.0 %." in made.subtitle


def test_all_lines_of_the_curve_stand_on_one_axis_and_completed_ends_on_the_as_of_date() -> None:
    made = drawn(Language())[1].figure
    assert {trace.yaxis for trace in made.data} == {None}
    completed = made.data[-1]
    assert (max(completed.x).astype("datetime64[D]").astype(date), max(completed.y)) == (date(2025, 2, 28), 0.54375)


def test_without_any_report_the_curve_says_what_is_planned_only() -> None:
    blank = CURVE.assign(**{name: CURVE[name].where(CURVE["day"] < "2000") for name in (
        "actual_to_date", "actual_to_date_share", "completed_known_share", "physical_share")})  # fmt: skip
    assert s_curve.s_curve(blank, Language(), "CNY").title == "How the money was planned to flow"


def test_a_group_that_plans_no_start_is_not_drawn_and_missing_starts_are_counted() -> None:
    made = drawn(Language())[2]
    assert made.title == "Most starts are missing in Roads: 6 of 9 made, 8 due by now"
    (words,) = [annotation.text for annotation in made.figure.layout.annotations]
    assert words == "<b>Roads</b>  6 of 9 (67 %), 8 due, 1 from earlier years"


def test_bullets_give_the_gap_in_points_and_in_per_cent() -> None:
    words = [annotation.text for annotation in drawn(Language())[3].figure.layout.annotations]
    assert words[0] == "<b>Roads</b>  30.0 %, −20.0 points (−40.0 %), n = 3"
    assert "not known" in words[1]
