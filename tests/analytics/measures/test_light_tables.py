"""The tables about lights: counts that add up, rules against each other, and what is listed first."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from analytics.frames import FRAMES
from analytics.language import Language
from analytics.measures import light_finding, light_tables
from analytics.measures.light_tables import REPORTED, Judged
from tests.analytics.measures.test_lights import JUNE, RULES, projects
from tests.tables import draw, rows

TWO = [RULES["us_it"], RULES["yinchuan_progress"]]
CITY = """
    light_reported | slip_days | plan | completed | status
    good           | 100       | 100  | 50        | active
    good           | 95        | 100  | 25        | active
    watch          | 0         | 100  | 10        | active
    late           | 200       |      |           | active
                   | 40        | 100  |           | active
    good           |           | 100  | 50        | cancelled
"""


def judged(drawing: str = CITY) -> Judged:
    """The drawn projects, numbered from 1 and called P1, P2, ..., judged by two rules."""
    table = projects(drawing)
    ids = range(1, len(table) + 1)
    made = light_tables.judge(table.assign(project_id=list(ids)), TWO, JUNE)
    blank = dict.fromkeys(("name_en", "name_zh", "district", "responsible_en", "responsible_zh"))
    named = pd.DataFrame({"project_id": list(ids), "code": [f"P{n}" for n in ids], **blank}).set_index("project_id")
    return replace(made, named=named.loc[made.listed()])


def test_every_project_is_counted_once_by_each_rule_and_as_reported() -> None:
    found = light_tables.counts(judged())
    wide = found.pivot_table(index="light_rule", columns="rule_light", values="projects", sort=False, aggfunc="sum")
    assert rows(wide[["good", "watch", "late", "unknown"]].reset_index()) == [
        ("us_it", 1, 1, 3, 1),
        ("yinchuan_progress", 1, 1, 1, 3),
        (REPORTED, 3, 1, 1, 1),
    ]
    assert found.groupby("light_rule")["share"].sum().tolist() == pytest.approx([1, 1, 1])


def test_the_reasons_for_no_light_add_up_to_the_projects_without_one() -> None:
    found = light_tables.reasons(judged())[["light_rule", "light_reason", "projects"]]
    assert rows(found) == [
        ("us_it", "cancelled", 1),
        ("yinchuan_progress", "cancelled", 1),
        ("yinchuan_progress", "no_plan", 1),
        ("yinchuan_progress", "no_completed", 1),
        (REPORTED, "not_reported", 1),
    ]


def test_two_rules_are_crossed_both_ways() -> None:
    found = light_tables.two_rules(judged()).set_index(["first_rule", "second_rule"])
    there = found.loc[("us_it", "yinchuan_progress")].set_index(["first_light", "second_light"])["projects"]
    back = found.loc[("yinchuan_progress", "us_it")].set_index(["second_light", "first_light"])["projects"]
    assert {pair: n for pair, n in there.items() if n} == {
        ("late", "good"): 1,
        ("late", "watch"): 1,
        ("good", "late"): 1,
        ("late", "unknown"): 1,
        ("watch", "unknown"): 1,
        ("unknown", "unknown"): 1,
    }
    assert there.sort_index().to_dict() == back.sort_index().to_dict()


def test_what_is_reported_good_and_late_by_the_rule_is_counted_and_listed_the_worst_first() -> None:
    found = light_tables.disagreements(judged())
    basic = found[found["light_rule"] == "us_it"].set_index(["rule_light", "light_reported"])["projects"]
    assert basic["late", "good"] == 2
    assert basic.sum() == 6
    listed = light_tables.hidden(judged())
    assert rows(listed[["light_rule", "code", "explanation_en"]]) == [
        ("us_it", "P1", "Completion 100 days later than first planned. US IT Dashboard: red from 90 days."),
        ("us_it", "P2", "Completion 95 days later than first planned. US IT Dashboard: red from 90 days."),
    ]


def test_the_furthest_short_come_first_and_those_without_a_light_last() -> None:
    found = light_tables.by_project(judged())
    assert rows(found[["light_rule", "code", "rule_light", "shortfall"]]) == [
        ("us_it", "P4", "late", 200), ("us_it", "P1", "late", 100), ("us_it", "P2", "late", 95),
        ("us_it", "P5", "watch", 40), ("us_it", "P3", "good", 0), ("us_it", "P6", "unknown", None),
        ("yinchuan_progress", "P3", "late", 40), ("yinchuan_progress", "P2", "watch", 25),
        ("yinchuan_progress", "P1", "good", 0), ("yinchuan_progress", "P4", "unknown", None),
        ("yinchuan_progress", "P5", "unknown", None), ("yinchuan_progress", "P6", "unknown", None),
    ]  # fmt: skip


def test_two_steps_of_colour_come_before_one_and_no_light_is_no_change() -> None:
    found = light_tables.changes(judged())
    pair = found[(found["first_rule"] == "us_it") & (found["second_rule"] == "yinchuan_progress")]
    assert rows(pair[["code", "first_light", "second_light"]]) == [
        ("P3", "good", "late"),
        ("P1", "late", "good"),
        ("P2", "late", "watch"),
    ]


def test_a_list_is_cut_and_the_counts_are_not() -> None:
    many = judged("light_reported | slip_days\n" + "good | 100\n" * (light_tables.WORST + 5))
    assert (light_tables.by_project(many)["light_rule"] == "us_it").sum() == light_tables.WORST
    assert len(light_tables.hidden(many)) == light_tables.HIDDEN
    assert light_tables.counts(many)["projects"].max() == light_tables.WORST + 5


def test_without_projects_there_are_rules_and_no_shares() -> None:
    none = judged("light_reported | slip_days\n")
    counts = light_tables.counts(none)
    assert (counts["projects"] == 0).all()
    assert counts["share"].isna().all()
    for name in ("by_project", "hidden", "changes", "reasons"):
        assert FRAMES[f"light_{name}"].cast(getattr(light_tables, name)(none)).empty
    assert len(light_tables.rules(none)) == len(TWO)


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "en",
            "By the rule “US IT Dashboard” 3 projects are red as of 30 Jun 2025: 60.0 % of the 5 that have a light. "
            "1 project has none; most often: it is cancelled. Of the 2 with a light that are "
            "reported on plan 2 are red by this rule.",
        ),
        (
            "zh_CN",
            "截至2025年6月30日，按“美国 IT Dashboard”规则有3个项目亮红灯，占有灯色的5个项目的60.0%。"
            "1个项目无灯色，最常见原因：项目已取消。有灯色且上报正常的2个项目中，2个按此规则为红灯。",
        ),
    ],
)
def test_the_finding_says_how_many_are_red_why_others_have_no_light_and_who_reports_green(
    code: str, sentence: str
) -> None:
    city = judged()
    tables = light_tables.counts(city), light_tables.reasons(city), light_tables.disagreements(city)
    assert light_finding.finding(*tables, "us_it", JUNE.as_of, Language(code)) == sentence
    tiles = light_finding.tiles(*tables, "us_it", Language(code))
    assert [tile.value for tile in tiles] == ["3", "1", "1", "1", "2"]


def test_where_no_project_has_a_light_the_finding_says_so() -> None:
    city = judged("light_reported | slip_days\ngood | ")
    tables = light_tables.counts(city), light_tables.reasons(city), light_tables.disagreements(city)
    said = light_finding.finding(*tables, "us_it", JUNE.as_of, Language("en"))
    assert said == (
        "By the rule “US IT Dashboard” no project has a light as of 30 Jun 2025. 1 project has none; most often: its "
        "slip is not known."
    )
    red = light_finding.tiles(*tables, "us_it", Language("en"))[0]
    assert (red.value, red.note) == ("–", "")


def test_a_title_says_how_many_a_list_leaves_out() -> None:
    told = draw("""
        light_rule | rule_light | light_reported | projects
        us_it      | late       | good           | 70
        us_it      | unknown    | good           | 3
    """)
    assert light_finding.hidden_title(told, "us_it", 50, Language("en")).endswith("the 50 worst of 70")
    assert light_finding.hidden_title(told, "us_it", 70, Language("en")).endswith("all 70")


@pytest.mark.parametrize(
    ("slips", "shown", "title"),
    [
        ("120 | 95 | 0 | ", 3, "By “US IT Dashboard”: all projects with a light, those that fall furthest short first"),
        ("120 | 95 | 0 | ", 2, "By “US IT Dashboard”: the 2 of 3 projects with a light that fall furthest short"),
        (" | ", 1, "No light by “US IT Dashboard”, and why: 1 of 2 projects"),
    ],
)
def test_the_list_is_headed_by_how_many_of_those_with_a_light_stand_in_it(slips: str, shown: int, title: str) -> None:
    city = judged("light_reported | slip_days\n" + "\n".join(f"good | {slip}" for slip in slips.split("|")))
    assert light_finding.worst_title(light_tables.counts(city), "us_it", shown, Language("en")) == title
