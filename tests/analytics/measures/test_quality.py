"""What a flag does to the numbers, what is stale, and what the quality page says of it."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics import codes, thresholds
from analytics.language import Language
from analytics.measures import flag_effects, freshness, quality, records, words
from tests.tables import draw, rows

ENGLISH = Language("en")


def test_every_flag_rule_says_what_it_means_what_is_allowed_and_what_it_does() -> None:
    assert list(quality.FLAG_RULES) == list(codes.FLAG_RULES)
    for rule in quality.FLAG_RULES.values():
        assert rule.meaning
        assert rule.allowed
        assert rule.effect


def test_the_plausible_years_are_the_policy_numbers() -> None:
    shipped = {number.key: number.value for number in thresholds.shipped()}
    assert (shipped["quality.year_from"], shipped["quality.year_to"]) == quality.YEARS


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (0, "CNY", "0.00 CNY"),
        (123, "JPY", "123 JPY"),
        (123, None, "123"),
        (-100.0, None, "−100"),
        (pd.NA, "CNY", None),
        ("completed", None, "completed"),
    ],
)
def test_a_value_of_any_field_stands_as_text(value: object, currency: str | None, text: str | None) -> None:
    assert quality.as_text(value, currency) == text


REPORTS = """
    subject | field  | subject_id | series | value      | currency | as_of      | held
    m       | actual | 1          | P1     | 2025-01-01 |          | 2024-12-31 | no
    m       | actual | 2          | P1     | 2108-01-01 |          | 2025-03-31 | yes
    m       | actual | 3          | P1     | 2025-06-01 |          | 2025-06-30 | no
    m       | actual | 4          | P2     | 2108-02-02 |          | 2025-06-30 | yes
    m       | actual | 5          | P3     | 2025-05-05 |          | 2025-03-31 | no
    m       | actual | 6          | P3     | 2111-01-01 |          | 2025-06-30 | yes
    m       | actual | 7          | P3     | 2112-01-01 |          | 2025-06-30 | yes
"""


def reports() -> pd.DataFrame:
    drawn = draw(REPORTS).astype("object")
    return drawn.assign(held=drawn["held"] == "yes")


def effect(subject_id: int) -> tuple[object, object]:
    flags = pd.DataFrame({"subject": ["m"], "field": ["actual"], "subject_id": [subject_id], "found": ["x"]})
    found = flag_effects.effects(flags, reports()).iloc[0]
    return found["value_without_en"], found["value_with_zh"]


def test_a_newer_report_makes_a_flag_harmless() -> None:
    assert effect(2) == ("2025-06-01", "2025-06-01")


def test_without_the_only_report_nothing_is_known() -> None:
    assert effect(4) == (None, "2108-02-02")


def test_another_flagged_report_is_not_what_stands_instead() -> None:
    assert effect(7) == ("2025-05-05", "2112-01-01")
    assert effect(6) == ("2025-05-05", "2111-01-01")


def test_an_accepted_value_counts_and_would_not_count_without_its_report() -> None:
    accepted = reports().assign(held=False)
    flags = pd.DataFrame({"subject": ["m"], "field": ["actual"], "subject_id": [6], "found": ["x"]})
    found = flag_effects.effects(flags, accepted[accepted["subject_id"] != 7]).iloc[0]
    assert (found["value_without_en"], found["value_with_zh"]) == ("2025-05-05", "2111-01-01")


LAST = """
    responsible_id | responsible_en | responsible_zh | as_of      | projects
    1              | Roads          | 路局           | 2025-06-30 | 3
    1              | Roads          | 路局           | 2025-03-30 | 1
    2              | Water          | 水务局         | 2025-03-29 | 2
"""


def test_a_report_is_stale_only_after_the_allowed_days() -> None:
    table = freshness.by_responsible(draw(LAST), date(2025, 6, 30), 92)
    assert rows(table[["responsible_en", "projects", "stale", "oldest_age"]]) == [
        ("Water", 2, 2, 93),
        ("Roads", 4, 0, 92),
    ]
    assert freshness.finding(table, ENGLISH) == (
        "Of 6 unfinished projects, 2 (33 %) have not reported for longer than a report may take."
        " Most of them answer to Water (2)."
    )


def test_a_portfolio_without_projects_under_way_owes_no_report() -> None:
    none = draw(LAST).iloc[:0]
    assert freshness.bands(none, None).empty
    assert "none owes a report" in freshness.finding(freshness.by_responsible(none, None, 92), ENGLISH)


def test_the_bands_of_age_hold_every_project_once() -> None:
    table = freshness.bands(draw(LAST), date(2025, 6, 30))
    assert rows(table[["age_band", "projects"]]) == [
        ("month", 3), ("quarter", 1), ("half", 2), ("year", 0), ("older", 0),
    ]  # fmt: skip
    assert table["share"].sum() == pytest.approx(1)


KNOWN = """
    field          | known | projects | newest_report
    name_en        | 4     | 4        | 2025-06-30
    budget_current | 1     | 4        | 2025-06-30
"""


def test_the_finding_says_what_is_known_and_what_waits() -> None:
    flags = pd.DataFrame({"state": ["open", "accepted"]})
    contradicted = pd.DataFrame({"code": ["P1", "P1"]})
    assert quality.finding(quality.coverage(draw(KNOWN)), flags, contradicted, ENGLISH) == (
        "Of 4 projects 62 % of 2 fields are known; the least known is “Current budget” (25 %)."
        " 1 suspicious value waits for a decision and does not count until then. 1 project contradicts itself."
    )
    said = quality.finding(quality.coverage(draw(KNOWN)), flags[1:], contradicted[:0], Language("zh_CN"))
    assert said.endswith("没有待裁定的数值，也没有自相矛盾的项目。")


def test_the_share_known_of_no_projects_is_missing() -> None:
    assert quality.coverage(draw(KNOWN).assign(known=0, projects=0))["known_share"].isna().all()


def test_rules_count_their_flags_by_decision() -> None:
    flags = pd.DataFrame({"rule": ["far_date", "far_date", "negative_amount"], "state": ["open", "rejected", "open"]})
    table = quality.rules(flags).set_index("rule")
    assert table.loc["far_date", ["open", "accepted", "rejected"]].tolist() == [1, 0, 1]
    assert table.loc["duplicate_row", ["open", "accepted", "rejected"]].tolist() == [0, 0, 0]


def test_the_newest_edition_that_counts_is_told() -> None:
    editions = draw("""
        edition | edition_status | rows_read | rows_used | problems | flags
        3       | withdrawn      | 9         | 9         | 0        | 0
        2       | complete       | 10        | 8         | 2        | 1
        1       | complete       | 5         | 5         | 0        | 0
    """)
    assert records.finding(editions, ENGLISH) == (
        "2 editions so far. The newest, number 2, used 8 of 10 rows; 2 problems are listed and 1 value was flagged."
    )
    assert records.finding(editions[:1], ENGLISH).startswith("Nothing has been imported yet")


def test_the_dictionary_is_searched_in_english_and_in_the_readers_language() -> None:
    table = pd.DataFrame({"word": ["tier", "slip_days"], "label": ["Tier", "Slip"], "meaning": ["Tier", "Slip"]})
    chinese = Language("zh_CN")
    assert words.matching(table, "拖期", chinese)["word"].tolist() == ["slip_days"]
    assert words.matching(table, "TIER", chinese)["word"].tolist() == ["tier"]
    assert words.matching(table, "tier slip", chinese).empty
    assert len(words.matching(table, " ", chinese)) == 2
