"""The sentence that says why a project has its light, for every rule and both languages."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from analytics import codes
from analytics.language import Language
from analytics.light_rules import LightRule
from analytics.measures import light_words
from analytics.measures.lights import lights, shortfalls
from tests.analytics.measures.test_lights import JUNE, OWN_RULE, RULES, projects

ENGLISH, CHINESE = Language("en"), Language("zh_CN")


def explained(drawing: str, rule: str | LightRule, language: Language = ENGLISH) -> str:
    """The sentence about one drawn project."""
    asked, table = RULES[rule] if isinstance(rule, str) else rule, projects(drawing)
    row, found, short = next(table.itertuples()), lights(table, asked, JUNE).iloc[0], shortfalls(table, asked, JUNE)
    exact = None if short.reason[0] else short.fraction(0)
    return light_words.explain(row, asked, found["rule_light"], found["light_reason"], exact, JUNE, language)


@pytest.mark.parametrize(
    ("rule", "drawing", "english", "chinese"),
    [
        (
            "yinchuan_progress", "plan | completed\n500000000 | 150000000",
            "Plan 50 %, done 30 %: 20 points below. Yinchuan, progress: yellow from 10 to 30 points.",
            "应完成50%，已完成30%：落后20个百分点。银川·进度：不少于10、不超过30个百分点为黄灯。",
        ),
        (
            "yinchuan_progress", "plan | completed\n500000000 | 275000000",
            "Plan 50 %, done 55 %: 5 points above. Yinchuan, progress: green below 10 points.",
            "应完成50%，已完成55%：超前5个百分点。银川·进度：少于10个百分点为绿灯。",
        ),
        (
            "sanya", "plan | completed\n2000000000 | 333000000",
            "Plan 50 %, done 16.6 %: 66.7 % below. Sanya: red above 50 %.",
            "应完成50%，已完成16.6%：落后66.7%。三亚：超过50%为红灯。",
        ),
        (
            "sanya", "plan | completed\n2000000000 | 1000000000",
            "Plan 50 %, done 50 %: level with it. Sanya: green with no shortfall.",
            "应完成50%，已完成50%：持平。三亚：不落后为绿灯。",
        ),
        (
            "sanya", "plan | completed | currency\n900000000 | 1 | CNY",
            "No light by Sanya: its annual plan of CNY 9 million is below CNY 10 million.",
            "三亚：无灯色，年度计划900万元，低于1,000万元。",
        ),
        (
            "tianjin_bonds", "allocated_year | paid_year\n2000000000 | 800000000",
            "Expected CNY 10 million (50 % of CNY 20 million), paid CNY 8 million: 20 % below. Tianjin, bond spending: "
            "yellow above 0 up to 30 %.",
            "预期支出1,000万元（2,000万元的50%），已支付800万元：落后20%。天津·债券支出：超过0、不超过30%为黄灯。",
        ),
        (
            "yinchuan_start", "start_baseline\n2025-06-05",
            "The start was due on 5 Jun 2025 and is not reported: 1 month, counted from the month in which it was due. "
            "Yinchuan, start: yellow from 1 to under 3 months.",
            "应于2025年6月5日开工，未见开工报告：自应开工当月起已1个月。银川·开工：不少于1、少于3个月为黄灯。",
        ),
        (
            "yinchuan_start", "start_baseline\n2025-07-05",
            "The start is due on 5 Jul 2025. Yinchuan, start: green below 1 month.",
            "应于2025年7月5日开工。银川·开工：少于1个月为绿灯。",
        ),
        (
            "yinchuan_start", "start_baseline | start_actual\n2025-03-01 | 2025-06-20",
            "Works began on 20 Jun 2025. Yinchuan, start: green below 1 month.",
            "2025年6月20日已开工。银川·开工：少于1个月为绿灯。",
        ),
        (
            "yinchuan_start", "status | start_baseline\ncompleted | 2020-03-01",
            "The project is completed. Yinchuan, start: green below 1 month.",
            "项目已完工。银川·开工：少于1个月为绿灯。",
        ),
        (
            "yinchuan_report", "start_actual\n2025-03-30",
            "Works began on 30 Mar 2025, and no progress has been reported for 3 months. Yinchuan, statistics: red "
            "above 2 months.",
            "2025年3月30日开工，已有3个月未报告进度。银川·入统：超过2个月为红灯。",
        ),
        (
            "yinchuan_report", "start_actual | progress_as_of\n2024-03-30 | 2025-03-31",
            "Progress was last reported on 31 Mar 2025. Yinchuan, statistics: green up to 1 month.",
            "最近一次进度报告为2025年3月31日。银川·入统：不超过1个月为绿灯。",
        ),
        (
            "us_it", "slip_days\n31",
            "Completion 31 days later than first planned. US IT Dashboard: yellow from 30 to under 90 days.",
            "竣工比首次计划晚31天。美国 IT Dashboard：不少于30、少于90天为黄灯。",
        ),
        (
            "us_it", "slip_days\n−1",
            "Completion 1 day earlier than first planned. US IT Dashboard: green below 30 days.",
            "竣工比首次计划早1天。美国 IT Dashboard：少于30天为绿灯。",
        ),
        (
            "us_it", "slip_days\n0", "Completion as first planned. US IT Dashboard: green below 30 days.",
            "竣工与首次计划一致。美国 IT Dashboard：少于30天为绿灯。",
        ),
    ],
)  # fmt: skip
def test_the_project_s_numbers_stand_in_the_sentence_of_the_rule(
    rule: str, drawing: str, english: str, chinese: str
) -> None:
    assert (explained(drawing, rule), explained(drawing, rule, CHINESE)) == (english, chinese)


def test_a_fen_across_a_cut_is_not_rounded_onto_it() -> None:
    just_over = explained("plan | completed\n1000000000000000 | 199999999999999", "yinchuan_progress")
    assert just_over == "Plan 50 %, done 20 %: just over 30 points below. Yinchuan, progress: red above 30 points."
    just_under = explained("plan | completed\n1000000000000000 | 400000000000001", "yinchuan_progress")
    assert just_under == "Plan 50 %, done 40 %: just under 10 points below. Yinchuan, progress: green below 10 points."
    on_it = explained("plan | completed\n1000000000000000 | 200000000000000", "yinchuan_progress")
    assert on_it == "Plan 50 %, done 20 %: 30 points below. Yinchuan, progress: yellow from 10 to 30 points."


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=str)
@pytest.mark.parametrize("reason", codes.LIGHT_REASONS)
def test_every_reason_for_no_light_has_its_words(reason: str, language: Language) -> None:
    row = next(projects("plan\n100").itertuples())
    said = light_words.explain(row, RULES["sanya"], "unknown", reason, None, JUNE, language)
    assert said.startswith("No light by Sanya: " if language is ENGLISH else "三亚：无灯色，")
    assert "{" not in said


def test_the_words_of_a_band_say_which_ends_are_included() -> None:
    bands = {
        (watch, late): [
            light_words.band(replace(OWN_RULE, watch_included=watch, late_included=late), light, ENGLISH)
            for light in codes.LIGHT_COLOURS
        ]
        for watch in (True, False)
        for late in (True, False)
    }
    assert bands == {
        (True, True): ["below 10 days", "from 10 to under 20 days", "from 20 days"],
        (True, False): ["below 10 days", "from 10 to 20 days", "above 20 days"],
        (False, True): ["up to 10 days", "above 10 and under 20 days", "from 20 days"],
        (False, False): ["up to 10 days", "above 10 up to 20 days", "above 20 days"],
    }


def test_a_shortfall_is_told_to_one_decimal_and_a_cut_with_all_of_its_decimals() -> None:
    rule = replace(OWN_RULE, measure="plan_points", watch_from=Decimal("12.125"), late_from=Decimal("20.50"))
    assert light_words.amount(Fraction(1, 3), rule, ENGLISH) == "0.3 points"
    assert light_words.amount(Fraction("12.124"), rule, ENGLISH) == "12.1 points"
    assert light_words.amount(Fraction("12.13"), rule, ENGLISH) == "just over 12.125 points"
    assert light_words.band(rule, "watch", ENGLISH) == "above 12.125 and under 20.5 points"
