"""Contracts and meetings as ties: drawn editions on each engine, the newest report, doubtful values, windows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, select

from analytics.scope import Scope
from data import database
from data.importers.batch import Flag
from data.queries import tie_units
from data.queries.common import resolve
from data.schema import organisation
from tests.editions import write
from tests.tables import rows

BODIES = "key | kind | level\n" + "\n".join(f"{key} | unknown | unknown" for key in "ABCDEFG")
EDITION: dict[str, Any] = {
    "organisations": BODIES,
    "project_record": """
        project | as_of      | status | sector
        P1      | 2024-03-31 | active | roads
        P2      | 2024-03-31 | active | water
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2024-03-31 | A            | responsible
        P1      | 2024-03-31 | B            | client
        P2      | 2024-03-31 | A            | responsible
    """,
    "contract": """
        project | as_of      | identifier | supplier | amount | currency | start_date | end_date
        P1      | 2024-03-31 | C1         | C        | 500    | CNY      | 2022-02-01 | 2023-06-30
        P1      | 2024-06-30 | C1         | D        |        |          |            |
        P2      | 2024-03-31 | C1         | E        | 70     | CNY      | 2024-01-15 |
    """,
    "payment": """
        project | as_of      | paid_on    | amount | currency | payer | payee | contract
        P1      | 2024-03-31 | 2024-03-01 | 10     | CNY      | F     | C     | C1
        P2      | 2024-06-30 | 2024-05-01 | 10     | CNY      | A     | G     | C9
        P2      | 2024-06-30 | 2024-05-01 | 10     | CNY      | A     | F     |
    """,
}
MEETINGS: dict[str, Any] = {
    "organisations": BODIES,
    "project_record": EDITION["project_record"],
    "attendance": """
        project | as_of      | meeting | held_on    | kind     | organisation
        P1      | 2024-03-31 | M1      | 2023-05-09 | joint    | A
        P1      | 2024-03-31 | M1      | 2023-05-09 | joint    | B
        P1      | 2024-06-30 | M1      | 2023-05-09 | joint    | A
        P1      | 2024-06-30 | M1      | 2023-05-09 | joint    | C
        P2      | 2024-03-31 | M1      | 2023-05-09 | joint    | D
        P2      | 2024-03-31 | M1      | 2024-02-09 | dispatch | D
        P2      | 2024-03-31 | M2      |            |          | E
    """,
}
EVER = (date(2024, 6, 30), date(2024, 6, 30))


def members(
    engine: Engine, of: Any, scope: Scope | None = None, days: tuple[date, date] = EVER
) -> list[tuple[Any, ...]]:
    """Who is tied by each unit: its members' names together, and the amount where there is one."""
    with database.reading(engine) as connection:
        names = dict(connection.execute(select(organisation.c.id, organisation.c.key)).all())
        found: pd.DataFrame = of(connection, resolve(connection, scope or Scope()), *days)
    assert sorted(found["unit"].unique()) == list(range(found["unit"].nunique()))
    named = found.assign(name=found["organisation_id"].map(names))
    together = named.groupby("unit")["name"].agg(lambda names: "".join(sorted(set(names)))).to_frame()
    if "amount" in found:
        together["amount"] = found.groupby("unit")["amount"].first()
    return rows(together)


def test_a_contract_ties_supplier_payer_payee_and_client_or_else_the_responsible_body(engine: Engine) -> None:
    write(engine, **EDITION)
    # C1 of P1: supplier D by the newest report, F pays C, client B; C9 is known from a payment alone
    assert members(engine, tie_units.contract_members) == [("BCDF", 500), ("AE", 70), ("AG", None)]
    before = Scope(as_of=date(2024, 3, 31))
    assert members(engine, tie_units.contract_members, before) == [("BCF", 500), ("AE", 70)]
    assert members(engine, tie_units.contract_members, Scope(sectors=("water",))) == [("AE", 70), ("AG", None)]


def test_in_a_window_of_years_a_contract_counts_from_its_start_to_its_end(engine: Engine) -> None:
    write(engine, **EDITION)

    def of_year(year: int) -> list[tuple[Any, ...]]:
        scope = Scope().choosing(window="year", year=year)
        return members(engine, tie_units.contract_members, scope, (date(year, 1, 1), date(year, 12, 31)))

    assert [amount for _, amount in of_year(2021)] == []
    assert [amount for _, amount in of_year(2022)] == [500]
    assert [amount for _, amount in of_year(2023)] == [500]
    assert [amount for _, amount in of_year(2024)] == [70, None]


def test_a_doubtful_supplier_and_a_doubtful_amount_are_missing(engine: Engine) -> None:
    flagged = EDITION["contract"].replace("end_date", "end_date | ref").replace("2023-06-30", "2023-06-30 |")
    lines = flagged.strip().splitlines()
    lines[2] += " | again"
    lines[3] += " | other"
    contract = "\n".join(line if line.count("|") == lines[0].count("|") else line + " |" for line in lines)
    flags = [
        Flag("contract", "again", "supplier_id", "duplicate_row", "D"),
        Flag("contract", "other", "amount", "negative_amount", "0.70 CNY"),
    ]
    write(engine, **{**EDITION, "contract": contract}, flags=flags)
    assert members(engine, tie_units.contract_members) == [("BCF", 500), ("AE", None), ("AG", None)]


def test_those_who_attended_one_meeting_are_tied_by_the_newest_report_of_each_project(engine: Engine) -> None:
    write(engine, **MEETINGS)
    # M1 of 9 May about both projects is one meeting; M1 of 9 February another one
    assert members(engine, tie_units.meeting_members) == [("ACD",), ("D",), ("E",)]
    before = Scope(as_of=date(2024, 3, 31))
    assert members(engine, tie_units.meeting_members, before) == [("ABD",), ("D",), ("E",)]


def test_in_a_window_of_years_a_meeting_counts_on_its_day_or_else_by_its_report(engine: Engine) -> None:
    write(engine, **MEETINGS)
    for year, found in ((2022, []), (2023, [("ACD",)]), (2024, [("D",), ("E",)])):
        scope = Scope().choosing(window="year", year=year)
        assert members(engine, tie_units.meeting_members, scope, (date(year, 1, 1), date(year, 12, 31))) == found


def test_an_empty_database_has_neither(engine: Engine) -> None:
    for of in (tie_units.contract_members, tie_units.meeting_members):
        with database.reading(engine) as connection:
            assert of(connection, Scope(), date.min, date.min).empty


def test_from_the_reform_on_the_commission_sits_in_every_joint_meeting(reading: Connection) -> None:
    scope = resolve(reading, Scope().choosing(window="range", from_year=2023, year=2025))
    found = tie_units.meeting_members(reading, scope, date(2023, 1, 1), date(2025, 6, 30))
    body = organisation.c
    commission = reading.scalar(select(body.id).where(body.name_en == "Lanjiang Development and Reform Commission"))
    sits = found.groupby("unit")["organisation_id"].agg(set).map(lambda bodies: commission in bodies)
    assert sits.sum() > 20
    assert (~sits).sum() > 20  # dispatch meetings
