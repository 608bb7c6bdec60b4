"""Reforms entered by persons: refused with every reason, marked, withdrawn and kept."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from analytics.errors import Mistakes, NotFound
from data import database, editions, reforms
from data.reforms import NAME, Entry
from data.sample import city
from tests.editions import table
from tests.tables import rows

MERGER = Entry(date(2023, 1, 1), " Merger of bureaus ", "机构合并", "Circular 3", "Wang")


def standing(engine: Engine) -> list[int]:
    with database.reading(engine) as connection:
        return reforms.standing_reforms(connection)["reform"].tolist()


def test_an_entry_stands_until_it_is_withdrawn_and_is_then_kept_with_who_did_it(engine: Engine) -> None:
    first = reforms.add(engine, MERGER)
    second = reforms.add(engine, Entry(date(2024, 7, 1), "", "放权", "第 5 号\0文"))
    assert standing(engine) == [second, first]  # the newest first
    found = table(engine, "reform_events")
    assert rows(found[["took_effect", "reform_en", "reform_zh", "reform_source", "of_edition", "entered_by"]]) == [
        (date(2024, 7, 1), None, "放权", "第 5 号文", False, None),
        (date(2023, 1, 1), "Merger of bureaus", "机构合并", "Circular 3", False, "Wang"),
    ]
    reforms.withdraw(engine, first, "Li")
    assert standing(engine) == [second]
    gone = table(engine, "reform_events").set_index("reform").loc[first]
    assert gone["withdrawn_by"] == "Li"
    assert gone["reform_en"] == "Merger of bureaus"
    with pytest.raises(NotFound, match="no entry 1"):
        reforms.withdraw(engine, first, "Li")


def test_every_cache_learns_of_a_reform(engine: Engine) -> None:
    def version() -> str:
        with database.reading(engine) as connection:
            return editions.version(connection)

    seen = [version()]
    number = reforms.add(engine, MERGER)
    seen.append(version())
    reforms.withdraw(engine, number)
    assert len({*seen, version()}) == 3


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written(engine: Engine) -> None:
    with pytest.raises(Mistakes) as refused:
        reforms.add(engine, Entry(date(1200, 1, 1), " ", "\0", "", "x" * 2001))
    assert str(refused.value).splitlines() == [
        "Give the reform a name, in English or in Chinese.",
        "Give the day on which the reform took effect, between 1950 and 2100.",
        "Name the document or decision that says so.",
        "A source or name has at most 2,000 letters." if "2,000" in str(refused.value)
        else "A source or name has at most 2000 letters.",
    ]  # fmt: skip
    with pytest.raises(Mistakes, match=f"at most {NAME} letters"):
        reforms.add(engine, Entry(date(2023, 1, 1), "x" * (NAME + 1), "", "Circular 3"))
    assert table(engine, "reform_events").empty


def test_a_reform_of_an_edition_goes_with_its_edition_alone(sqlite_engine: Engine) -> None:
    editions.write(sqlite_engine, city(60, 5), kind="sample")
    planted = standing(sqlite_engine)
    assert len(planted) == 3
    with pytest.raises(NotFound, match="came with an edition"):
        reforms.withdraw(sqlite_engine, planted[0], "Wang")
    own = reforms.add(sqlite_engine, MERGER)
    editions.take_back(sqlite_engine)
    assert standing(sqlite_engine) == [own]
