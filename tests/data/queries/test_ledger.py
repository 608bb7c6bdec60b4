"""The ledger of drawn payments, on each engine."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Engine

from analytics.scope import Scope
from data import database, editions
from data.importers.batch import Flag
from data.queries import ledger
from data.queries.ledger_sums import PAYMENT, Trail
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "organisations": """
        key | name_en   | name_zh | kind       | level
        A   | Transport | 交通局  | department | city
        B   | Water     | 水务局  | department | city
        X   | Builders  |         | company    | city
        Y   | Pipes     |         | company    | city
    """,
    "project_record": """
        project | as_of      | status | sector | name_en
        P1      | 2025-03-31 | active | roads  | Bridge
        P2      | 2025-03-31 | active | water  | Sewer
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-03-31 | A            | responsible
        P2      | 2025-03-31 | B            | responsible
    """,
    "contract": """
        project | as_of      | identifier | title      | status
        P1      | 2025-03-31 | C1         | First      | active
        P1      | 2025-06-30 | C1         | The bridge | active
    """,
    "payment": """
        project | as_of      | paid_on    | amount | currency | source | payer | payee | contract | ref
        P1      | 2025-03-31 | 2025-01-10 | 1000   | CNY      | bond   | A     | X     | C1       | a
        P1      | 2025-03-31 | 2025-02-10 | 500    | CNY      |        | A     |       |          | b
        P1      | 2025-06-30 | 2025-05-10 | -200   | CNY      | bond   | A     | X     | C1       | c
        P2      | 2025-03-31 | 2025-01-20 | 300    | CNY      | city   |       | X     | C1       | d
        P2      | 2025-03-31 | 2025-03-20 | 70     | USD      | bond   | B     | Y     | C2       | e
        P2      | 2025-06-30 | 2025-06-20 | 900    | CNY      | city   | B     | Y     |          | f
    """,
    "flags": [Flag("payment", "f", "amount", "far_date", "2108-06-20")],
    "labels": """
        kind   | code | name_en | name_zh
        source | bond | Bonds   | 债券
    """,
}
SHOWN = ["group", "group_en", "currency", "payments", "paid", "paid_percent"]


def level(
    engine: Engine, trail: Trail, by: str, first: int = 0, size: int = 25, scope: Scope = Scope()  # noqa: B008
) -> ledger.Level:  # fmt: skip
    with database.reading(engine) as connection:
        return ledger.level(connection, scope, "CNY", trail, by, first, size)


def test_the_totals_stand_by_currency_and_say_what_is_left_out(engine: Engine) -> None:
    write(engine, **EDITION)
    assert rows(table(engine, "ledger_totals")) == [("CNY", 4, 1600, 1, 900), ("USD", 1, 70, 0, None)]


def test_what_a_payment_does_not_state_is_a_row_of_its_own(engine: Engine) -> None:
    write(engine, **EDITION)
    assert rows(table(engine, "ledger_by_source")[SHOWN]) == [
        ("bond", "Bonds", "CNY", 2, 800, 50.0),
        (None, "Not stated", "CNY", 1, 500, 31.25),
        ("city", "city", "CNY", 1, 300, 18.75),
        ("bond", "Bonds", "USD", 1, 70, 100.0),
    ]
    assert rows(table(engine, "ledger_by_payee")[["group_en", "group_zh", "payments", "paid"]]) == [
        ("Builders", "Builders", 3, 1100),
        ("Not stated", "未注明", 1, 500),
        ("Pipes", "Pipes", 1, 70),
    ]
    assert table(engine, "ledger_by_payer")["group_zh"].tolist() == ["交通局", "未注明", "水务局"]


def test_a_project_is_one_row_by_its_code_and_an_organisation_narrows_to_its_projects(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "ledger_by_project", Scope(organisations=(1,)))
    assert rows(found[SHOWN]) == [("P1", "Bridge", "CNY", 3, 1300, 100.0)]


def test_two_projects_may_number_their_contracts_alike_and_no_contract_is_one_row(engine: Engine) -> None:
    write(engine, **EDITION)
    assert rows(table(engine, "ledger_by_contract")[["group_en", "code", "currency", "paid"]]) == [
        ("C1 · The bridge", "P1", "CNY", 800),
        ("Not stated", None, "CNY", 500),
        ("C1", "P2", "CNY", 300),
        ("C2", "P2", "USD", 70),
    ]


def test_a_trail_leads_down_to_the_payments_and_every_step_has_a_name(engine: Engine) -> None:
    write(engine, **EDITION)
    trail = (("source", "bond"), ("payer", "1"), ("project", "P1"), ("contract", "C1"))
    found = level(engine, trail, PAYMENT)
    assert (found.total, found.rows) == (800, ledger.Sum(2, 2, 800))
    assert rows(found.shown[["paid_on", "amount", "payee_en"]]) == [
        (date(2025, 5, 10), -200, "Builders"),
        (date(2025, 1, 10), 1000, "Builders"),
    ]
    assert list(found.steps) == [("Bonds", "债券"), ("Transport", "交通局"), ("Bridge", None), (None, None)]


def test_not_stated_is_a_step_like_any_other(engine: Engine) -> None:
    write(engine, **EDITION)
    found = level(engine, (("source", ""), ("payee", "0")), "project")
    assert (found.total, rows(found.shown[["group", "paid"]])) == (500, [("P1", 500)])


def test_a_payment_in_doubt_is_left_out_and_counted_until_somebody_accepts_it(engine: Engine) -> None:
    write(engine, **EDITION)
    trail = (("payee", "4"),)
    found = level(engine, trail, "project")
    assert (found.total, found.left_out) == (0, ledger.Sum(0, 1, 900))
    assert level(engine, (("project", "P1"),), PAYMENT).left_out == ledger.Sum()
    assert level(engine, (("project", "P2"),), PAYMENT).rows == ledger.Sum(1, 1, 300)
    editions.decide(engine, 1, accepted=True)
    found = level(engine, trail, "project")
    assert (found.total, found.left_out) == (900, ledger.Sum())
    assert level(engine, (("project", "P2"),), PAYMENT).rows == ledger.Sum(2, 2, 1200)


def test_a_page_of_rows_ends_with_one_that_counts_all_others(engine: Engine) -> None:
    write(engine, **EDITION)
    found = level(engine, (), "source", size=1)
    assert rows(found.shown[["group", "group_en", "payments", "paid", "paid_percent"]]) == [
        ("bond", "Bonds", 2, 800, 50.0),
        (None, "2 others", 2, 800, 50.0),
    ]
    assert found.listed == 1
    last = level(engine, (), "source", first=99, size=2)
    assert (last.first, rows(last.shown[["group_en", "paid"]])) == (2, [("city", 300), ("2 others", 1300)])


def test_as_of_an_earlier_date_later_payments_are_not_there(engine: Engine) -> None:
    write(engine, **EDITION)
    found = level(engine, (("project", "P1"),), PAYMENT, scope=Scope(as_of=date(2025, 3, 31)))
    assert (found.total, found.rows.payments) == (1500, 2)


def test_a_project_that_is_not_in_scope_has_no_payments(engine: Engine) -> None:
    write(engine, **EDITION)
    for by in (PAYMENT, "contract"):
        found = level(engine, (("project", "P1"),), by, scope=Scope(sectors=("water",)))
        assert (found.total, found.rows, len(found.shown)) == (0, ledger.Sum(), 0)
