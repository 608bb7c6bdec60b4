"""The ledger: drawn payments on each engine, and a whole city against every payment looked at, under any filter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select, text, update

from analytics.scope import Scope
from data import database, derive, editions, schema, tables
from data.importers.batch import Flag
from data.queries import ledger
from data.queries.ledger_sums import DIMENSIONS, PAYMENT, Trail
from data.sample import city
from data.schema_derived import project_fact
from tests.data.queries import slow_ledger
from tests.editions import table, write
from tests.plans import plans, scans, touches
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


# --- a whole city under any filter and along any trail ------------------------------------------


def spoil(engine: Engine) -> None:
    """Some payments in another currency, some without a source, payee or contract, some in doubt."""
    table = schema.payment
    with database.writing(engine) as connection:
        for every, change in ((11, {"currency": "USD"}), (7, {"source": None}), (5, {"contract": None})):
            connection.execute(update(table).where(table.c.id % every == 0).values(change))
        doubted = connection.execute(select(table.c.id, table.c.project_id).where(table.c.id % 13 == 0)).all()
        connection.execute(
            insert(schema.flag),
            [
                {
                    "id": 10_000 + number,
                    "edition_id": 1,
                    "project_id": row.project_id,
                    "subject": "payment",
                    "subject_id": row.id,
                    "field": "amount" if number % 3 else "payee_id",
                    "rule": "far_date",
                    "found": "2108-01-01",
                    "state": ("open", "rejected", "accepted")[number % 5 % 3],
                }
                for number, row in enumerate(doubted)
            ],
        )
        derive.rebuild(connection)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = database.prepare(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'city.db'}")
    editions.write(engine, city(150, 5), kind="sample")
    spoil(engine)
    with database.reading(engine) as connection:
        yield connection
    engine.dispose()


@cache
def cached(connection: Connection) -> list[slow_ledger.Payment]:
    return slow_ledger.payments(connection)


SCOPES = st.builds(
    Scope,
    as_of=st.sampled_from([None, date(2023, 6, 30), date(2024, 2, 10)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    tiers=st.sampled_from([(), ("A",), ("B", "C")]),
    districts=st.sampled_from([(), ("xiating",)]),
    organisations=st.sampled_from([(), (1,), (7,)]),
)


def keys_of(found: pd.DataFrame, by: str) -> list[tuple[str, ...]]:
    """The keys of the rows of a level, in the words of `slow_ledger.groups`."""
    missing = "0" if by in ("payer", "payee") else ""
    return [
        (missing,) if pd.isna(row["group"]) else (row["code"], row["group"]) if by == "contract" else (row["group"],)
        for row in found.to_dict("records")
    ]


def check(
    connection: Connection, every: list[slow_ledger.Payment], scope: Scope, currency: str, trail: Trail, by: str,
    size: int,
) -> None:  # fmt: skip
    """A level against every payment looked at."""
    expected = slow_ledger.groups(slow_ledger.along(connection, every, scope, currency, trail), by)
    counted, paid = (sum(sums[at] for sums in expected.values()) for at in (0, 1))
    found = ledger.level(connection, scope, currency, trail, by, 0, size)
    assert found.total == paid
    assert found.rows == ledger.Sum(len(expected), counted, paid)
    if by == PAYMENT:
        listed = ledger.payments(connection, scope, currency, trail)
        assert sorted(listed["amount"]) == sorted(sums[1] for sums in expected.values())
        return
    assert found.shown["paid"].sum() == paid
    assert found.shown["payments"].sum() == counted
    listed = ledger.rows(connection, scope, currency, trail, by)
    sums = zip(listed["payments"], listed["paid"], strict=True)
    assert dict(zip(keys_of(listed, by), sums, strict=True)) == expected


@settings(deadline=None, max_examples=60)
@given(data=st.data(), scope=SCOPES, currency=st.sampled_from(["CNY", "CNY", "USD"]), size=st.integers(1, 30))
def test_under_any_filter_and_along_any_trail_the_rows_add_up_to_the_total_and_to_the_payments(
    spoilt: Connection, data: st.DataObject, scope: Scope, currency: str, size: int
) -> None:
    every = cached(spoilt)
    one = data.draw(st.sampled_from(every))
    taken = data.draw(st.lists(st.sampled_from(list(DIMENSIONS)), unique=True, max_size=4))
    trail = tuple((dimension, slow_ledger.key(one, dimension)) for dimension in taken)
    left = [name for name in DIMENSIONS if name not in taken] + [PAYMENT] * ("project" in taken)
    check(spoilt, every, scope, currency, trail, data.draw(st.sampled_from(left)), size)


def test_every_engine_gives_the_same_levels(engine: Engine) -> None:
    editions.write(engine, city(60, 5, 6), kind="sample")
    spoil(engine)
    with database.reading(engine) as connection:
        every = slow_ledger.payments(connection)
        way = [(dimension, slow_ledger.key(every[0], dimension)) for dimension in DIMENSIONS]
        for scope in (Scope(tiers=("A", "B")), Scope(organisations=(1,))):
            for end in range(len(way) + 1):
                for by in [name for name, _ in way[end:]] + [PAYMENT] * (end > 2):
                    check(connection, every, scope, "CNY", tuple(way[:end]), by, 3)
            check(connection, every, scope, "CNY", (way[-1],), "project", 3)


def test_what_was_paid_for_a_project_is_the_same_on_every_page(spoilt: Connection) -> None:
    asked = select(project_fact.c.code, project_fact.c.currency, project_fact.c.paid_total)
    latest = asked.where(project_fact.c.valid_to > date(2025, 6, 30), project_fact.c.paid_total.is_not(None))
    by_project = tables.make(spoilt, "ledger_by_project", Scope()).set_index(["group", "currency"])["paid"]
    known = spoilt.execute(latest).all()
    assert len(known) > 50
    assert {(row.code, row.currency): row.paid_total for row in known} == {
        (row.code, row.currency): by_project[row.code, row.currency] for row in known
    }


@settings(deadline=None, max_examples=20)
@given(scope=SCOPES)
def test_what_the_page_of_funds_adds_up_is_the_total_of_the_ledger(spoilt: Connection, scope: Scope) -> None:
    here = tables.make(spoilt, "ledger_totals", scope).set_index("currency")
    counted = here[here["payments"] > 0]
    funds = tables.make(spoilt, "fund_totals", scope).set_index("currency")
    funds = funds[funds["payments"] > 0]
    assert rows(funds[["payments", "paid"]].sort_index()) == rows(counted[["payments", "paid"]].sort_index())
    drawn = tables.make(spoilt, "fund_nodes", scope).groupby(["currency", "flow_column"])["paid"].sum()
    assert all(paid == here.loc[currency, "paid"] for (currency, _), paid in drawn.items())


# --- what is read -------------------------------------------------------------------------------


def test_above_one_project_no_payment_is_read_but_those_in_doubt_by_their_number(spoilt: Connection) -> None:
    one = slow_ledger.payments(spoilt)[0]
    way = [(dimension, slow_ledger.key(one, dimension)) for dimension in DIMENSIONS]
    for scope in (Scope(), Scope(tiers=("A",), organisations=(1,))):
        for end, by in ((0, "source"), (0, "project"), (0, "payee"), (1, "payer"), (1, "contract"), (2, "project")):
            found = plans(spoilt, partial(ledger.level, spoilt, scope, "CNY", tuple(way[:end]), by))
            assert touches(found, "payment") == {"SEARCH payment USING INTEGER PRIMARY KEY (rowid=?)"}
    assert touches(plans(spoilt, lambda: tables.make(spoilt, "ledger_by_contract", Scope())), "payment") == set()


def test_the_payments_of_one_project_are_found_by_its_number(spoilt: Connection) -> None:
    trail = (("project", slow_ledger.payments(spoilt)[0]["code"]),)
    for by in (PAYMENT, "contract"):
        found = plans(spoilt, partial(ledger.level, spoilt, Scope(), "CNY", trail, by))
        assert scans(found, "payment") == []


def test_the_plan_of_a_scan_would_be_seen(spoilt: Connection) -> None:
    found = plans(spoilt, lambda: spoilt.execute(text("SELECT sum(amount) FROM payment")))
    assert scans(found, "payment") == ["SCAN payment"]
