"""The ledger of a whole city against every payment looked at, under any filter and along any trail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, partial

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert, select, text, update

from analytics.scope import Scope
from data import database, derive, editions, schema, tables
from data.queries import ledger
from data.queries.ledger_sums import DIMENSIONS, PAYMENT, Trail
from data.sample import city
from data.schema_derived import project_fact
from tests.data.queries import slow_ledger
from tests.plans import plans, scans, touches
from tests.tables import rows


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
