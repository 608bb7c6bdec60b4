"""The register of organisations: its tables on each engine, and what it finds in real files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from analytics.scope import Scope
from data import editions, register, tables
from data.importers import load
from data.register import Entry
from data.sample import city
from data.sample.stories import STORIES
from tests.editions import table, write
from tests.tables import rows

FILES = Path(__file__).parents[4] / "shared/data"
TABLES = ("organisation_register", "same_body_suggestions", "organisation_merges", "merge_effects", "merged_projects")
ORGANISATIONS = """
    key | name_en                          | name_zh | identifier | kind    | level | parent
    A   | Health and Hospitals Corporation |         |            | unknown | city  |
    B   | HHC                              |         |            | unknown | city  |
    C   | Builder                          | 建筑     |            | company | city  |
"""
PARTICIPATION = """
    project | as_of      | organisation | role
    P1      | 2024-03-31 | A            | responsible
    P2      | 2025-03-31 | A            | responsible
    P2      | 2025-03-31 | C            | contractor
    P3      | 2025-03-31 | B            | responsible
    P3      | 2025-03-31 | C            | contractor
"""


@pytest.fixture
def filled(engine: Engine) -> Engine:
    write(engine, organisations=ORGANISATIONS, participation=PARTICIPATION)
    return engine


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_database_has_the_same_columns(engine: Engine, name: str) -> None:
    found = table(engine, name)
    assert tuple(found.columns) == tables.frame(name).columns
    assert len(found) == (5 if name == "merge_effects" else 0)
    if name == "merge_effects":
        assert found["count_after"].tolist() == [0] * 5


def test_the_register_has_every_name_and_what_it_counts_as(filled: Engine) -> None:
    columns = ["organisation_key", "projects_joined", "first_named", "last_named", "counted_en"]
    first, last = date(2024, 3, 31), date(2025, 3, 31)
    assert rows(table(filled, "organisation_register")[columns]) == [
        ("A", 2, first, last, None), ("C", 2, last, last, None), ("B", 1, last, last, None),
    ]  # fmt: skip
    register.decide(filled, Entry("B", "A", reason="its initials", entered_by="Li"))
    assert rows(table(filled, "organisation_register")[columns]) == [
        ("A", 3, first, last, None), ("C", 2, last, last, None),
        ("B", 0, last, last, "Health and Hospitals Corporation"),
    ]  # fmt: skip


def test_a_suggestion_tells_where_both_names_were_used(filled: Engine) -> None:
    found = table(filled, "same_body_suggestions").iloc[0]
    assert (found["first_key"], found["second_key"], found["same_reasons"]) == ("B", "A", "initials")
    assert (found["first_projects"], found["second_projects"], found["ever_shared"]) == (1, 2, 0)
    assert rows(table(filled, "same_body_suggestions")[["first_from", "second_from", "second_to"]]) == [
        (date(2025, 3, 31), date(2024, 3, 31), date(2025, 3, 31))
    ]


def test_the_names_of_a_merged_body_go_on_being_compared_as_other_names_of_the_one_that_stands(filled: Engine) -> None:
    register.decide(filled, Entry("B", "A", reason="its initials", entered_by="Li"))
    assert table(filled, "same_body_suggestions").empty
    later = "key | name_en | kind | level\nD | H.H.C. | unknown | city"
    write(filled, organisations=later, participation="project | as_of | organisation | role\nP4|2025-03-31|D|client")
    found = table(filled, "same_body_suggestions")
    assert [(row.first_key, row.second_key) for row in found.itertuples()] == [("D", "A")]
    assert "alias" in found["same_reasons"].iloc[0].split(";")


def test_the_effects_of_decisions_follow_the_scope(filled: Engine) -> None:
    register.decide(filled, Entry("B", "A", reason="its initials", entered_by="Li"))
    assert rows(table(filled, "merge_effects")) == [
        ("bodies", 3, 2), ("several", 2, 2), ("pairs", 2, 1), ("weight", 2, 2), ("paired", 3, 2),
    ]  # fmt: skip
    assert rows(table(filled, "merged_projects")[["code", "role", "organisation_en", "into_en"]]) == [
        ("P3", "responsible", "HHC", "Health and Hospitals Corporation")
    ]
    early = Scope(as_of=date(2024, 3, 31))
    assert table(filled, "merged_projects", early).empty
    assert table(filled, "merge_effects", early)["count_after"].tolist() == [1, 0, 0, 0, 0]


def test_a_body_that_was_named_twice_in_a_role_is_named_once_and_the_project_is_listed_both_ways(
    engine: Engine,
) -> None:
    write(
        engine,
        participation="""
            project | as_of      | organisation | role
            P1      | 2025-03-31 | A            | responsible
            P1      | 2025-03-31 | B            | responsible
        """,
    )
    listed = ["code", "role", "organisation_en", "into_en"]
    change = Entry("A", "B", reason="one body", entered_by="Li")
    with engine.connect() as connection:
        foreseen = register.asked(connection, change, Scope())
    assert rows(foreseen.projects[listed]) == [("P1", "responsible", "A", "B")]
    assert foreseen.effects["count_after"].tolist() == [1, 0, 0, 0, 0]
    register.decide(engine, change)
    with engine.connect() as connection:
        back = register.asked(connection, 1, Scope())
    assert rows(back.projects[listed]) == [("P1", "responsible", "B", "A")]


# --- a whole city, and real files -----------------------------------------------------------------


def test_in_a_city_that_reports_before_the_reform_the_renamed_department_alone_is_suggested(engine: Engine) -> None:
    editions.write(engine, city(60, 5, 14), kind="sample")
    story = next(story for story in STORIES if story.key == "renamed_department")
    found = table(engine, "same_body_suggestions")
    assert rows(found[["first_en", "second_en"]]) == [story.who]
    assert found["same_reasons"].iloc[0].split(";")[0] == "renamed"
    assert found["same_role_projects"].iloc[0] == 0


def test_nothing_else_is_suggested_in_a_city(reading: Connection) -> None:
    found = tables.make(reading, "same_body_suggestions", Scope())
    assert len(found) <= 1


@pytest.mark.real_data
@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project")
def test_in_new_york_one_pair_is_suggested_and_merging_it_leaves_35_of_36_pairs(sqlite_engine: Engine) -> None:
    editions.write(sqlite_engine, load([FILES / "nyc/NYC_capital_projects_20190901.csv"], "nyc-capital-projects"))
    found = table(sqlite_engine, "same_body_suggestions")
    assert rows(found[["first_en", "second_en", "same_reasons", "ever_shared"]]) == [
        ("HHC", "H+H", "short;projects", 3)
    ]
    register.decide(sqlite_engine, Entry("HHC", "H+H", reason="one corporation", entered_by="Li"))
    summary = table(sqlite_engine, "collaboration_summary").iloc[0]
    names = ["collaborating_pairs", "pair_weight", "bodies_in_pairs"]
    assert summary[names].tolist() == [35, 246, 27]
    register.withdraw(sqlite_engine, 1, "only to see", "Li")
    assert table(sqlite_engine, "collaboration_summary").iloc[0][names].tolist() == [36, 249, 28]


@pytest.mark.real_data
@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project")
def test_in_the_british_portfolio_the_renamed_ministry_alone_is_suggested(sqlite_engine: Engine) -> None:
    """Other projects have moved between ministries that live on: they are no renaming."""
    for name in ("uk_2021.csv", "uk_2022.csv"):
        editions.write(sqlite_engine, load([FILES / "gmpp" / name], "uk-gmpp"))
    found = table(sqlite_engine, "same_body_suggestions")
    assert rows(found[["first_en", "second_en", "same_reasons", "handed_over"]]) == [("MHCLG", "DLUHC", "renamed", 5)]
