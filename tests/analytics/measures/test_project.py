"""One project: the last known values with their age, and the sentence above them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.language import Language
from analytics.measures import project
from tests.tables import draw, rows

ENGLISH, CHINESE = Language("en"), Language("zh_CN")
SOURCE = {"edition_id": 1, "file": "a.csv", "sheet": None}
NOTHING = {
    "project_record": draw(
        "as_of | name_en | name_zh | description | sector | district | nature | complexity | is_key | status | stage"
    ),
    "budget_figure": draw("as_of | kind | amount | currency"),
    "progress_report": draw("as_of | completed_total | completed_year | currency | physical_percent | light"),
    "milestone_snapshot": draw("as_of | milestone | baseline_no | baseline | forecast | actual"),
}  # fmt: skip


def known(**reports: str) -> pd.DataFrame:
    found = {name: draw(reports[name]) if name in reports else table for name, table in NOTHING.items()}
    found = {
        name: table.reindex(columns=[*NOTHING[name].columns]).assign(**SOURCE, row=range(2, 2 + len(table)))
        for name, table in found.items()
    }
    for table in found.values():
        table["as_of"] = pd.to_datetime(table["as_of"])
    return project.facts(found, date(2025, 6, 30), {("sector", "x"): ("Roads", None)})


def test_a_blank_in_a_later_report_leaves_the_value_before_it_with_its_age_and_row() -> None:
    facts = known(
        project_record="""
            as_of      | name_en | sector | status
            2025-03-31 | Bridge  | x      | planned
            2025-06-30 |         |        | active
        """
    )
    assert rows(facts[["field", "value_en", "age_days", "row"]]) == [
        ("name_en", "Bridge", 91, 2),
        ("sector", "Roads", 91, 2),
        ("status", "Active", 0, 3),
    ]


def test_the_first_baseline_is_the_oldest_and_the_forecast_the_newest() -> None:
    facts = known(
        milestone_snapshot="""
            as_of      | milestone  | baseline   | forecast
            2025-03-31 | completion | 2026-01-01 | 2026-01-01
            2025-06-30 | completion | 2026-09-01 | 2026-12-01
        """
    ).set_index("field")
    assert facts.loc["completion_first_baseline", "value_en"] == "1 Jan 2026"
    assert facts.loc["completion_forecast", "value_zh"] == "2026年12月1日"


def test_an_amount_is_shown_in_full_and_a_place_without_a_chinese_name_keeps_the_one_there_is() -> None:
    facts = known(
        budget_figure="""
            as_of      | kind    | amount  | currency
            2025-03-31 | current | 1234567 | CNY
        """,
        project_record="""
            as_of      | sector
            2025-03-31 | x
        """,
    ).set_index("field")
    assert rows(facts.loc[["budget_current"], ["value_en", "value_zh"]]) == [("CNY 12,345.67", "12,345.67 元")]
    assert facts.loc["sector", "value_zh"] == "Roads"


def test_of_a_project_without_any_report_nothing_is_known() -> None:
    assert known().empty


def described(drawing: str) -> pd.Series:
    return draw(drawing, "projects").iloc[0]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("active | A | | | | | late | good", "Active, Tier A. The story. It is reported on plan, but late by the rule."),  # noqa: E501
        ("active | A | 2026-05-01 | 2025-06-30 | | 120 | late | late", "Active, Tier A. Completion is forecast for 1 May 2026; the forecast is of 30 Jun 2025. The story."),  # noqa: E501
        ("unknown | A | | | | | unknown | late", "Status unknown, Tier A. The story."),
        ("completed | B | 2026-05-01 | 2025-06-30 | 2026-04-01 | −1 | good | good", "Completed, Tier B. Completed on 1 Apr 2026, 1 day earlier than first approved."),  # noqa: E501
        ("active | C | 2026-05-01 | 2025-06-30 | | 0 | good | good", "Active, Tier C. Completion is forecast for 1 May 2026; the forecast is of 30 Jun 2025. The story."),  # noqa: E501
    ],
)  # fmt: skip
def test_the_finding_says_when_and_how_that_compares(cells: str, said: str) -> None:
    head = (
        "status | tier | completion_forecast | forecast_as_of | completion_actual | slip_days | light | light_reported"
    )
    assert project.finding(described(f"{head}\n{cells}"), "The story.", ENGLISH) == said


def test_a_tile_of_what_is_not_known_is_a_dash_without_a_note() -> None:
    tier = tiered("unknown | unknown | unknown | no_figure | | | |")
    tiles = project.tiles(described("status | tier | light\nactive | A | unknown"), tier, ENGLISH)
    assert [tile.value for tile in tiles] == ["Tier unknown", *["–"] * 5]
    assert [tile.note for tile in tiles] == ["no budget figure is known", "○ Unknown", "", "", "", ""]


def tiered(cells: str) -> pd.Series:
    head = (
        "tier | tier_rule | tier_current | tier_reason | currency | registered_amount | registered_on | figure_current"
    )
    return draw(f"{head}\n{cells}", "project_tier").iloc[0]


@pytest.mark.parametrize(
    ("cells", "value", "note", "tone"),
    [
        ("B | B | B | | CNY | 1200000000 | 2024-03-31 | 1300000000",
         "Tier B", "frozen on CNY 12 million of 31 Mar 2024", ""),
        ("B | B | A | | CNY | 9900000000 | 2024-03-31 | 12000000000",
         "Tier B", "frozen on CNY 99 million of 31 Mar 2024; Tier A on the current figure, CNY 120 million", "watch"),
        ("B | B | A | | CNY | 9900000000 | 2024-03-31 |",
         "Tier B", "frozen on CNY 99 million of 31 Mar 2024; Tier A on the current figure", "watch"),
        ("A | B | B | override | CNY | 9900000000 | 2024-03-31 | 9900000000",
         "Tier A", "decided by a person; by the rule Tier B", ""),
        ("unknown | unknown | unknown | currency | USD | 100 | 2024-03-31 | 100",
         "Tier unknown", "no threshold or rate is set for this currency", ""),
    ],
)  # fmt: skip
def test_the_tier_says_what_it_rests_on_and_which_one_the_current_figure_would_give(
    cells: str, value: str, note: str, tone: str
) -> None:
    tile = project.tiles(described("status | tier | light\nactive | A | unknown"), tiered(cells), ENGLISH)[0]
    assert (tile.value, tile.note, tile.tone) == (value, note, tone)


def test_the_title_is_the_name_in_the_reader_s_language_else_the_code() -> None:
    assert project.title(draw("code | name_en | name_zh\nP1 | Bridge | 大桥", "projects"), CHINESE) == "大桥"
    assert project.title(draw("code | name_en\nP1 |", "projects"), ENGLISH) == "P1"
    assert project.title(draw("code | name_en", "projects"), ENGLISH) == ""


def test_the_baseline_with_the_number_one_is_the_first_even_when_it_was_reported_later() -> None:
    facts = known(
        milestone_snapshot="""
            as_of      | milestone  | baseline_no | baseline
            2025-03-31 | completion | 2           | 2026-09-01
            2025-06-30 | completion | 1           | 2026-01-01
            2025-06-30 | start      |             | 2024-02-01
        """
    ).set_index("field")
    assert facts.loc["completion_first_baseline", "value_en"] == "1 Jan 2026"


def test_the_pictures_are_headed_by_what_they_show_or_by_nothing_where_that_is_not_known() -> None:
    head = "slip_days | budget_current | completed_total"
    known_, unknown = (described(f"{head}\n{cells}") for cells in ("−12 | 20000 | 19911", " | | 19911"))
    assert project.dates_title(known_, ENGLISH) == "Completion 12 days earlier than first approved"
    assert project.dates_title(known_, ENGLISH, approved=False) == "Completion 12 days earlier than first forecast"
    assert project.money_title(known_, ENGLISH) == "99.6 % of the current budget is completed"
    assert (project.dates_title(unknown, CHINESE), project.money_title(unknown, CHINESE)) == ("", "")


def test_of_a_cancelled_project_the_last_forecast_is_past() -> None:
    cancelled = described(
        """
        status    | tier | completion_forecast | forecast_as_of | slip_days | light
        cancelled | B    | 2026-05-01          | 2025-06-30     | 0         | unknown
        """
    )
    said = "Cancelled, Tier B. The last forecast of completion, of 30 Jun 2025, was 1 May 2026, as first approved."
    assert project.finding(cancelled, "The story.", ENGLISH) == said
    forecast = said.replace("as first approved", "as first forecast")
    assert project.finding(cancelled, "The story.", ENGLISH, approved=False) == forecast
