"""An edition comes in whole or not at all, is never doubled, and can be taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, func, insert, select

from analytics.errors import Busy, NotFound, PortfolioError
from data import database, editions, schema
from data.importers.batch import Batch, Flag, Parsed, SourceFile
from data.schema_derived import DERIVED, project_fact, project_organisation
from tests.editions import write

ROADS = """
    project | as_of      | name_en   | status
    R1      | 2024-12-31 | Ring road | active
    R2      | 2024-12-31 | Bridge    | planned
"""
MONEY = """
    project | as_of      | kind    | amount | currency | ref
    R1      | 2024-12-31 | current | 900    | CNY      | r1
    R2      | 2024-12-31 | current | 500    | CNY      | r2
"""
LATER = """
    project | as_of      | kind    | amount | currency | ref
    R1      | 2025-06-30 | current | −7     | CNY      | r1
"""
PAID = """
    project | as_of      | paid_on    | amount | currency | payee
    R1      | 2024-12-31 | 2024-11-01 | 40     | CNY      |
    R1      | 2024-12-31 | 2024-11-01 | 40     | CNY      |
"""
NEGATIVE = Flag("budget_figure", "r1", "amount", "negative_amount", "-7")


def everything(engine: Engine) -> dict[str, list[Any]]:
    """All rows of all tables but the list of editions and their files."""
    with engine.connect() as connection:
        return {
            table.name: sorted(connection.execute(select(table)).all(), key=repr)
            for table in schema.metadata.sorted_tables
            if table not in (schema.edition, schema.source_file)
        }


def budgets(engine: Engine) -> list[int | None]:
    with engine.connect() as connection:
        order = (project_fact.c.code, project_fact.c.as_of)
        return list(connection.scalars(select(project_fact.c.budget_current).order_by(*order)))


def test_the_same_files_again_change_nothing(engine: Engine) -> None:
    first = write(engine, project_record=ROADS, budget_figure=MONEY)
    before = everything(engine)
    again = write(engine, project_record=ROADS, budget_figure=MONEY)
    assert (first.edition, again.edition, again.unchanged) == (1, 1, True)
    assert everything(engine) == before


def test_the_same_rows_in_another_file_are_not_stored_twice(engine: Engine) -> None:
    write(engine, project_record=ROADS, budget_figure=MONEY, payment=PAID)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.payment)) == 2  # two equal payments are two
    second = write(engine, name="copy.csv", project_record=ROADS, budget_figure=MONEY, payment=PAID)
    assert second.edition == 2
    with engine.connect() as connection:
        for table in (schema.payment, schema.project_record, schema.budget_figure):
            assert connection.scalar(select(func.count()).select_from(table)) == 2


def test_a_correction_that_is_withdrawn_by_a_later_file_no_longer_counts(engine: Engine) -> None:
    write(engine, project_record=ROADS, budget_figure=MONEY)
    write(engine, name="corrected.csv", budget_figure=MONEY.replace("900", "950"))
    assert budgets(engine) == [950, 500]
    write(engine, name="after all.csv", budget_figure=MONEY)
    assert budgets(engine) == [900, 500]


def test_a_corrected_list_of_bodies_replaces_the_list_of_its_date(engine: Engine) -> None:
    part = """
        project | as_of      | organisation | role
        R1      | 2024-12-31 | Roads bureau | client
        R1      | 2024-12-31 | Water bureau | client
    """
    names = select(schema.organisation.c.key).order_by(schema.organisation.c.key)
    taking_part = names.where(schema.organisation.c.id.in_(select(project_organisation.c.organisation_id)))

    def bodies() -> list[str]:
        with engine.connect() as connection:
            return list(connection.scalars(taking_part))

    write(engine, participation=part)
    write(engine, name="corrected.csv", participation=part.replace("Water bureau", "Park bureau "))
    assert bodies() == ["Park bureau", "Roads bureau"]
    write(engine, name="shorter.csv", participation="\n".join(part.splitlines()[:3]))
    assert bodies() == ["Roads bureau"]


@pytest.mark.parametrize("commands", [1, 2])
def test_payments_that_every_report_lists_again_are_paid_once(engine: Engine, commands: int) -> None:
    january = PAID.rstrip()
    february = january.replace("2024-12-31", "2025-01-31") + "\n    R1 | 2025-01-31 | 2025-01-15 | 9 | CNY |"
    if commands == 2:
        write(engine, payment=january)
        write(engine, name="february.csv", payment=february)
    else:
        write(engine, payment=january + "\n" + "\n".join(february.splitlines()[2:]))
    with engine.connect() as connection:
        totals = select(project_fact.c.paid_total).order_by(project_fact.c.as_of)
        assert list(connection.scalars(totals)) == [80, 89]


@pytest.mark.parametrize("table", ["budget_figure", "annual_plan", "payment"])
def test_amounts_whose_sum_cannot_be_kept_are_refused_in_words(engine: Engine, table: str) -> None:
    subject = {"budget_figure": "kind|current", "annual_plan": "year|2024", "payment": "paid_on|2024-11-01"}[table]
    name, value = subject.split("|")
    drawn = f"project | as_of | {name} | amount | currency\n"

    def report(rows: str, **named: Any) -> None:
        named[table] = rows
        write(engine, **named)

    projects = ["R1"] * 3 if table == "payment" else ["R1", "R2", "R3"]
    for project in projects:
        drawn += f"{project} | 2024-12-31 | {value} | 4000000000000000000 | CNY\n"
    with pytest.raises(PortfolioError, match="unit of a column wrong"):
        report(drawn)
    first, last = drawn.rsplit("R", 1)
    report(first)
    with pytest.raises(PortfolioError, match="unit of a column wrong"):
        report(drawn.splitlines()[0] + "\nR" + last.replace("11-01", "11-02"), name="more.csv")
    report(first.replace("CNY", "USD").replace("R", "D"), name="dollars.csv")


def test_taking_back_the_newest_edition_leaves_the_database_as_before_it(engine: Engine) -> None:
    write(engine, project_record=ROADS, budget_figure=MONEY)
    before = everything(engine)
    more = ROADS.replace("R2 ", "R3 ").replace("2024", "2025")
    write(engine, name="more.csv", project_record=more, budget_figure=LATER, flags=[NEGATIVE])
    assert everything(engine) != before
    assert editions.take_back(engine) == 2
    assert everything(engine) == before
    assert editions.take_back(engine) == 1
    assert all(rows == [] for rows in everything(engine).values())
    with pytest.raises(NotFound, match="no edition"):
        editions.take_back(engine)


def test_an_edition_that_was_taken_back_can_come_in_again(engine: Engine) -> None:
    write(engine, project_record=ROADS)
    editions.take_back(engine)
    assert write(engine, project_record=ROADS).edition == 2


def test_a_flagged_value_does_not_count_until_somebody_accepts_it(engine: Engine) -> None:
    write(engine, project_record=ROADS, budget_figure=MONEY)
    write(engine, name="later.csv", budget_figure=LATER, flags=[NEGATIVE])
    assert budgets(engine) == [900, 900, 500]
    editions.decide(engine, 1, accepted=True)
    assert budgets(engine) == [900, -7, 500]
    editions.decide(engine, 1, accepted=False)
    assert budgets(engine) == [900, 900, 500]
    with pytest.raises(NotFound, match="flag 99"):
        editions.decide(engine, 99, accepted=True)


def test_every_change_of_the_figures_changes_the_version(sqlite_engine: Engine) -> None:
    seen = []

    def look() -> None:
        with sqlite_engine.connect() as connection:
            seen.append(editions.version(connection))

    look()
    write(sqlite_engine, project_record=ROADS, budget_figure=MONEY)
    look()
    write(sqlite_engine, name="later.csv", budget_figure=LATER, flags=[NEGATIVE])
    look()
    editions.decide(sqlite_engine, 1, accepted=True)
    look()
    editions.decide(sqlite_engine, 1, accepted=False)
    look()
    editions.take_back(sqlite_engine)
    look()
    assert len(set(seen)) == len(seen)


def test_files_without_a_usable_row_make_no_edition(sqlite_engine: Engine) -> None:
    result = editions.write(
        sqlite_engine, Parsed(files=[SourceFile("x.csv", "0" * 64, 1)], batches=[Batch(rows_read=3)])
    )
    assert (result.edition, result.rows_read, result.rows_used) == (None, 3, 0)
    with sqlite_engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.edition)) == 0


def test_an_error_half_way_through_a_file_leaves_nothing(engine: Engine) -> None:
    write(engine, project_record=ROADS)
    before = everything(engine)

    def broken() -> Any:
        row = {"project": ["R9"], "as_of": [date(2025, 1, 1)], "name_en": ["Half"]}
        yield Batch(facts={"project_record": pd.DataFrame(row)}, rows_read=1, rows_used=1)
        raise PortfolioError("The file ends in the middle of a row.")

    with pytest.raises(PortfolioError, match="middle of a row"):
        editions.write(engine, Parsed(files=[], batches=broken()))
    assert everything(engine) == before


def test_a_dry_run_says_what_would_come_in_and_writes_nothing(engine: Engine) -> None:
    write(engine, project_record=ROADS)
    before = everything(engine)
    row = {"project": ["R1", "R9"], "as_of": [date(2025, 1, 1)] * 2, "name_en": ["Ring road", "New"]}
    batch = Batch(facts={"project_record": pd.DataFrame(row)}, rows_read=3, rows_used=2)
    told = editions.check(engine, Parsed(files=[], batches=[batch]))
    assert (told.rows_read, told.rows_used, told.projects, told.new_projects, told.edition) == (3, 2, 2, 1, None)
    assert everything(engine) == before


def test_a_confirmed_alias_is_the_same_body(sqlite_engine: Engine) -> None:
    part = """
        project | as_of      | organisation | role
        R1      | 2024-12-31 | H+H          | client
    """
    write(sqlite_engine, project_record=ROADS, participation=part)
    with sqlite_engine.begin() as connection:
        alias = {"id": 1, "organisation_id": 1, "name": "HHC", "edition_id": 1}
        connection.execute(insert(schema.organisation_alias).values(alias))
    renamed = part.replace("H+H", "HHC").replace("2024", "2025")
    write(sqlite_engine, name="later.csv", participation=renamed)
    with sqlite_engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(schema.organisation)) == 1


def test_the_invented_city_and_real_projects_never_share_a_database(sqlite_engine: Engine) -> None:
    row = pd.DataFrame({"project": ["R1"], "as_of": [date(2025, 1, 1)], "name_en": ["Invented"]})
    invented = Parsed(files=[], batches=[Batch(facts={"project_record": row}, rows_read=1, rows_used=1)], mapping="c")
    write(sqlite_engine, project_record=ROADS)
    with pytest.raises(PortfolioError, match="needs an empty database"):
        editions.write(sqlite_engine, invented, kind="sample")
    editions.take_back(sqlite_engine)
    editions.write(sqlite_engine, invented, kind="sample")
    with pytest.raises(PortfolioError, match="holds the invented city"):
        write(sqlite_engine, project_record=ROADS)


def test_a_second_writer_is_refused_in_plain_words_and_succeeds_afterwards(engine: Engine) -> None:
    other = database.engine(engine.url)
    with (
        database.writing(engine),
        pytest.raises(Busy, match="Another import is being written"),
        database.writing(other, wait_seconds=0.2),
    ):
        pass
    with database.writing(other, wait_seconds=5):
        pass
    other.dispose()


def test_a_reader_sees_the_edition_before_until_the_new_one_is_complete(engine: Engine) -> None:
    write(engine, project_record=ROADS)
    with database.writing(engine) as connection:
        connection.execute(project_fact.delete())
        with database.reading(engine) as reader:
            assert reader.scalar(select(func.count()).select_from(project_fact)) == 2
        connection.rollback()


def test_nothing_derived_is_left_of_a_database_that_is_taken_back_empty(sqlite_engine: Engine) -> None:
    write(sqlite_engine, project_record=ROADS, budget_figure=MONEY, payment=PAID)
    editions.take_back(sqlite_engine)
    with sqlite_engine.connect() as connection:
        assert {t.name: connection.scalar(select(func.count()).select_from(t)) for t in DERIVED} == {
            t.name: 0 for t in DERIVED
        }
