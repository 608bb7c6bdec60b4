"""Editions, problems, flags, coverage, contradictions and freshness, out of small real databases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, insert

from analytics.database_words import DATABASE_WORDS
from analytics.frames import FRAMES
from analytics.scope import Scope
from data import database, editions, schema
from data.importers.batch import Flag, Problem
from tests.editions import table, write
from tests.tables import rows


def column(found: pd.DataFrame, *names: str) -> list[tuple[object, ...]]:
    return rows(found[list(names)])


RECORDS = """
    project | as_of      | name_en | status    | sector
    P1      | 2025-03-31 | Bridge  | active    | roads
    P2      | 2025-06-30 | School  | active    |
    P3      | 2024-01-31 | Clinic  | completed | health
"""
FAR_FORECAST: dict[str, Any] = {
    "milestone_snapshot": """
        project | as_of      | milestone  | forecast   | ref
        P1      | 2025-01-31 | completion | 2026-05-01 | a
        P1      | 2025-03-31 | completion | 2108-06-30 | b
    """,
    "flags": [Flag("milestone_snapshot", "b", "forecast", "far_date", "06/30/2108")],
}


def test_an_empty_database_has_every_table_and_no_rows_but_the_words_and_policy_numbers(engine: Engine) -> None:
    for name in ("editions", "problems", "flags", "contradictions", "freshness", "freshness_by_responsible"):
        assert table(engine, name).empty
    assert table(engine, "coverage")["known_share"].isna().all(), "a share of nothing is not 0 %"
    assert set(table(engine, "policy_numbers")["origin"]) == {"shipped"}


def test_editions_stand_newest_first_with_their_files_and_counts(engine: Engine) -> None:
    write(engine, project_record=RECORDS, name="march.csv", mapping="city", as_of=date(2025, 3, 31))
    write(engine, name="june.csv", problems=[Problem("june.csv", "No code.", row=3)], project_record="""
        project | as_of      | name_en
        P4      | 2025-06-30 | Park
    """)  # fmt: skip
    found = table(engine, "editions")
    assert column(found, "edition", "files", "mapping", "as_of_given", "rows_read", "rows_used", "problems") == [
        (2, "june.csv", None, None, 2, 1, 1),
        (1, "march.csv", "city", date(2025, 3, 31), 3, 3, 0),
    ]


def test_an_edition_that_was_taken_back_stays_on_the_list(engine: Engine) -> None:
    write(engine, project_record=RECORDS)
    editions.take_back(engine)
    assert column(table(engine, "editions"), "edition", "edition_status") == [(1, "withdrawn")]
    assert table(engine, "coverage")["projects"].tolist() == [0] * len(table(engine, "coverage"))


def test_a_problem_says_file_row_column_found_and_allowed(engine: Engine) -> None:
    problem = Problem("a.csv", "Not a date.", row=7, column="Opened", found="soon", allowed="a day")
    write(engine, project_record=RECORDS, problems=[problem])
    assert rows(table(engine, "problems")) == [(1, "a.csv", None, 7, "Opened", "soon", "a day", "Not a date.")]


def test_a_flagged_forecast_does_not_count_until_it_is_accepted_and_both_values_are_shown(engine: Engine) -> None:
    write(engine, project_record=RECORDS, **FAR_FORECAST)
    shown = ("code", "rule", "field", "as_of", "found", "value_without_en", "value_with_en", "state")
    values = ("P1", "far_date", "forecast", date(2025, 3, 31), "06/30/2108", "2026-05-01", "2108-06-30")
    flags = table(engine, "flags")
    assert column(flags, *shown) == [(*values, "open")]
    assert column(table(engine, "projects"), "code", "completion_forecast")[0] == ("P1", date(2026, 5, 1))
    editions.decide(engine, int(flags["flag"][0]), accepted=True)
    assert column(table(engine, "flags"), *shown) == [(*values, "accepted")]
    assert column(table(engine, "projects"), "code", "completion_forecast")[0] == ("P1", date(2108, 6, 30))
    editions.decide(engine, int(flags["flag"][0]), accepted=False)
    assert column(table(engine, "flags"), *shown) == [(*values, "rejected")]
    assert column(table(engine, "projects"), "code", "completion_forecast")[0] == ("P1", date(2026, 5, 1))


def test_a_flag_that_a_newer_report_has_overtaken_changes_nothing(engine: Engine) -> None:
    write(engine, project_record=RECORDS, budget_figure="""
        project | as_of      | kind     | amount | currency | ref
        P1      | 2025-01-31 | current  | -500   | CNY      | a
        P1      | 2025-03-31 | current  | 123456 | CNY      | b
        P1      | 2025-03-31 | contract | 900    | CNY      | c
    """, flags=[Flag("budget_figure", "a", "amount", "negative_amount", "−5")])  # fmt: skip
    assert column(table(engine, "flags"), "value_without_en", "value_with_en") == [("CNY 1,234.56", "CNY 1,234.56")]


def test_a_flagged_amount_is_shown_in_the_reader_s_words_and_as_it_stands_in_the_file(engine: Engine) -> None:
    write(engine, project_record=RECORDS, budget_figure="""
        project | as_of      | kind    | amount     | currency | ref
        P1      | 2025-03-31 | current | −410260600 | USD      | a
    """, flags=[Flag("budget_figure", "a", "amount", "negative_amount", "-4102606.00 USD")])  # fmt: skip
    assert column(table(engine, "flags"), "found", "value_reported_en", "value_reported_zh", "value_without_en") == [
        ("-4102606.00 USD", "USD −4,102,606.00", "USD −4,102,606.00", None)
    ]


def test_a_flag_on_the_only_value_leaves_it_unknown(engine: Engine) -> None:
    write(engine, project_record=RECORDS, progress_report="""
        project | as_of      | physical_percent | ref
        P2      | 2025-06-30 | −100             | a
    """, flags=[Flag("progress_report", "a", "physical_percent", "percent_out_of_range", "−100")])  # fmt: skip
    assert column(table(engine, "flags"), "value_without_en", "value_with_en") == [(None, "−100")]
    known = table(engine, "coverage").set_index("field")
    assert known.loc["physical_percent", "known"] == 0


def test_flags_of_projects_out_of_scope_are_left_out(engine: Engine) -> None:
    write(engine, project_record=RECORDS, **FAR_FORECAST)
    assert len(table(engine, "flags", Scope(sectors=("roads",)))) == 1
    assert table(engine, "flags", Scope(sectors=("health",))).empty


def test_before_the_flagged_report_the_flag_has_no_values_to_compare(engine: Engine) -> None:
    write(engine, project_record=RECORDS, **FAR_FORECAST)
    found = table(engine, "flags", Scope(as_of=date(2025, 2, 1)))
    assert column(found, "as_of", "value_without_en", "value_with_en") == [(None, None, None)]


def test_coverage_counts_the_projects_that_have_a_field_and_dates_its_newest_report(engine: Engine) -> None:
    write(engine, project_record=RECORDS, budget_figure="""
        project | as_of      | kind    | amount | currency
        P1      | 2025-01-31 | current | 100    | CNY
        P1      | 2025-03-31 | current |        | CNY
        P2      | 2024-12-31 | current | 0      | CNY
    """)  # fmt: skip
    known = table(engine, "coverage").set_index("field")
    assert known.loc["budget_current", ["known", "projects", "known_share"]].tolist() == [2, 3, pytest.approx(2 / 3)]
    assert known.loc["budget_current", "newest_report"].date() == date(2025, 1, 31), "a blank cell is no report"
    assert known.loc["sector", "known"] == 2
    assert known.loc["responsible_id", "known"] == 0


def test_the_least_known_field_stands_first(engine: Engine) -> None:
    write(engine, project_record=RECORDS)
    shares = table(engine, "coverage")["known_share"].tolist()
    assert shares == sorted(shares)
    assert shares[-1] == 1


CONTRADICTORY: dict[str, Any] = {
    "project_record": """
        project | as_of      | name_en | status    | stage
        P1      | 2025-06-30 | a       | completed |
        P2      | 2025-06-30 | b       | active    |
        P3      | 2025-06-30 | c       | active    |
        P4      | 2025-06-30 | d       | active    |
        P5      | 2025-03-31 | e       | cancelled |
        P6      | 2025-06-30 | f       | active    |
        P7      | 2025-06-30 | g       | completed |
        P8      | 2025-06-30 | h       | active    |
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline   | forecast   | actual
        P2      | 2025-06-30 | completion |            |            | 2025-05-01
        P4      | 2025-06-30 | completion | 2025-01-01 | 2025-12-31 |
        P7      | 2025-06-30 | completion |            |            | 2025-08-01
        P7      | 2025-06-30 | start      |            |            | 2025-09-01
    """,
    "progress_report": """
        project | as_of      | completed_total | physical_percent | currency | light
        P3      | 2025-06-30 | 250             | 100              | CNY      |
        P4      | 2025-06-30 |                 |                  | CNY      | good
        P5      | 2025-03-31 |                 | 40               | CNY      |
        P5      | 2025-06-30 |                 | 55               | CNY      |
    """,
    "budget_figure": """
        project | as_of      | kind            | amount | currency
        P3      | 2025-06-30 | current         | 200    | CNY
        P6      | 2025-06-30 | contract        | 900    | CNY
        P6      | 2025-06-30 | approved_budget | 800    | CNY
        P8      | 2025-06-30 | contract        | 800    | CNY
        P8      | 2025-06-30 | approved_budget | 800    | CNY
    """,
}


def test_each_contradiction_is_found_once_with_its_two_sides(engine: Engine) -> None:
    write(engine, **CONTRADICTORY)
    found = table(engine, "contradictions")
    assert column(found, "contradiction", "code", "reported", "contradicted_by") == [
        ("completed_without_date", "P1", "completed", None),
        ("date_without_completed", "P2", "2025-05-01", "active"),
        ("completed_in_future", "P7", "2025-06-30", "2025-08-01"),
        ("full_not_completed", "P3", "100", "active"),
        ("good_but_late", "P4", "good", "late"),
        ("completed_above_budget", "P3", "2.50 CNY", "2.00 CNY"),
        ("contract_above_approved", "P6", "9.00 CNY", "8.00 CNY"),
        ("start_after_completion", "P7", "2025-09-01", "2025-08-01"),
        ("progress_after_cancelled", "P5", "cancelled", "55"),
    ]


def test_the_rules_for_contradictions_count_their_projects(engine: Engine) -> None:
    write(engine, **CONTRADICTORY)
    everything = table(engine, "contradiction_rules")
    assert everything["projects"].tolist() == [1] * len(everything)
    one = table(engine, "contradiction_rules", Scope(project="P3"))
    assert column(one[one["projects"] > 0], "contradiction") == [("full_not_completed",), ("completed_above_budget",)]


def test_projects_under_way_are_counted_by_the_age_of_their_last_report(engine: Engine) -> None:
    write(engine, project_record="""
        project | as_of      | status
        P1      | 2025-06-30 | active
        P2      | 2025-05-30 | active
        P3      | 2025-05-29 | active
        P4      | 2024-06-29 | planned
        P5      | 2020-01-31 | completed
        P6      | 2020-01-31 | cancelled
    """)  # fmt: skip
    assert column(table(engine, "freshness"), "age_band", "projects") == [
        ("month", 2), ("quarter", 1), ("half", 0), ("year", 1), ("older", 0),
    ]  # fmt: skip


def test_the_body_with_most_stale_projects_stands_first(engine: Engine) -> None:
    write(
        engine,
        project_record="""
            project | as_of      | status
            P1      | 2025-06-30 | active
            P2      | 2025-01-31 | active
            P3      | 2025-02-28 | active
            P4      | 2025-03-30 | active
        """,
        participation="""
            project | as_of      | organisation | role
            P1      | 2025-06-30 | Roads        | responsible
            P2      | 2025-01-31 | Water        | responsible
            P3      | 2025-02-28 | Water        | responsible
        """,
    )
    shown = ("responsible_en", "projects", "stale", "oldest_report", "oldest_age")
    assert column(table(engine, "freshness_by_responsible"), *shown) == [
        ("Water", 2, 2, date(2025, 1, 31), 150),
        (None, 1, 0, date(2025, 3, 30), 92),
        ("Roads", 1, 0, date(2025, 6, 30), 0),
    ]


def test_a_users_own_policy_number_stands_after_the_shipped_one_and_wins(engine: Engine) -> None:
    with database.writing(engine) as connection:
        connection.execute(
            insert(schema.rule).values(
                id=1, key="quality.stale_after", value="31", unit="days", effective_from=date(2025, 1, 1),
                source="Our own rule", created_at=pd.Timestamp("2025-01-01").to_pydatetime(),
            )
        )  # fmt: skip
    write(engine, project_record=RECORDS)
    found = table(engine, "policy_numbers")
    own = found[found["word"] == "quality.stale_after"]
    assert column(own, "value", "origin") == [("92", "shipped"), ("31", "own")]
    assert own["meaning_zh"].nunique() == 1
    assert table(engine, "freshness_by_responsible")["stale"].tolist() == [1], "P1 last reported 91 days ago"


def test_every_column_of_every_table_has_one_entry_in_the_dictionary(sqlite_engine: Engine) -> None:
    found = table(sqlite_engine, "dictionary")
    words = {c.name for t in schema.metadata.tables.values() for c in t.c}
    words |= {name for frame in FRAMES.values() for name in frame.columns}
    assert set(found["word"]) == words
    assert found["word"].is_unique
    assert found[["label", "meaning", "column_type", "tables"]].notna().all(axis=None)


def test_no_word_is_explained_for_nothing() -> None:
    assert DATABASE_WORDS.keys() <= {c.name for t in schema.metadata.tables.values() for c in t.c}
