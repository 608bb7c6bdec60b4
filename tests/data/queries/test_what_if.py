"""What a change of policy numbers is said to move is what moves once it is saved, and goes back with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, insert, select

from analytics.measures.rule_check import Entry
from analytics.scope import Scope
from data import database, derive, editions, rules, schema
from data.queries.common import in_scope, resolve
from data.sample import city
from data.schema_derived import portfolio_rollup, project_fact
from tests.editions import table, write
from tests.tables import rows

DAYS = st.sampled_from([date(1900, 1, 1), date(2023, 6, 30), date(2024, 7, 1), date(2030, 1, 1)])
LONG_AGO = date(1900, 1, 1)
STORED = ("tier", "tier_current", "light")


def fill(engine: Engine) -> Engine:
    """Sixty projects in yuan, four in dollars and euros, and a project whose tier a person decided."""
    editions.write(engine, city(60, 5, 6), kind="import")
    write(
        engine,
        budget_figure="""
            project | as_of      | kind            | amount      | currency
            D1      | 2024-03-31 | approved_budget | 1400000001  | USD
            D1      | 2025-03-31 | current         | 1500000000  | USD
            D2      | 2024-03-31 | estimate        | 70000000    | USD
            D3      | 2024-03-31 | current         | 70000001    | USD
            D4      | 2024-03-31 | current         | 20000000    | EUR
        """,
        annual_plan="""
            project | as_of      | year | amount   | currency
            D1      | 2025-03-31 | 2025 | 80000000 | USD
            D2      | 2024-03-31 | 2024 | 60000000 | USD
        """,
    )
    with database.writing(engine) as connection:
        code = connection.scalar(select(project_fact.c.code).where(project_fact.c.tier == "B"))
        decision = {"id": 1, "project_code": code, "tier": "A", "reason": "of weight", "effective_from": LONG_AGO}
        connection.execute(insert(schema.tier_override).values(**decision, created_at=datetime(2025, 1, 1)))
        derive.rebuild(connection)
    return engine


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """A database to write in, on each engine."""
    return fill(engine)


@pytest.fixture(scope="module")
def unwritten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database that no test changes."""
    engine = database.prepare(f"sqlite:///{tmp_path_factory.mktemp('what_if') / 'portfolio.db'}")
    yield fill(engine)
    engine.dispose()


def entry(key: str, value: object, day: date = LONG_AGO, currency: str | None = None) -> Entry:
    return Entry(key, str(value), day, "a decision", currency)


def entries() -> st.SearchStrategy[Entry]:
    def of(key: str, values: st.SearchStrategy[Any], currency: str | None = None) -> st.SearchStrategy[Entry]:
        return st.builds(entry, st.just(key), values, DAYS, st.just(currency))

    millions = st.integers(6, 900).map(lambda tenths: f"{tenths}00000")
    return st.one_of(
        of("tier.a_above", st.integers(51, 5000).map(lambda tenths: f"{tenths}00000.01")),
        of("tier.b_from", millions),
        of("light.watch_from", st.integers(0, 89)),
        of("light.late_from", st.integers(31, 400)),
        of("delay.tolerance", st.integers(0, 400)),
        of("catalogue.annual_above", millions),
        of("quality.stale_after", st.integers(0, 400)),
        of("fiscal.first_month", st.integers(1, 12)),
        of("rate.CNY", st.sampled_from(["7.1", "0.5", "7.142857142857142"]), "USD"),
    )


def stored(engine: Engine) -> tuple[dict[str, tuple[str, ...]], int]:
    """What the derived tables hold as of the latest date: (tier, tier_current, light) by code; delayed projects."""
    with database.reading(engine) as connection:
        scope = resolve(connection, Scope())
        facts = select(project_fact.c.code, *(project_fact.c[name] for name in STORED)).where(*in_scope(scope))
        delayed = connection.scalar(select(func.sum(portfolio_rollup.c.delayed)))
        return {code: tuple(told) for code, *told in connection.execute(facts)}, int(delayed or 0)


def everything(engine: Engine) -> dict[str, list[str]]:
    """Every row of every table but that of the entries."""
    with database.reading(engine) as connection:
        return {
            name: sorted(map(str, connection.execute(select(one))))
            for name, one in schema.metadata.tables.items()
            if name != "rule"
        }


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=entries())
def test_what_is_said_to_move_is_what_the_derived_tables_hold_after_saving(filled: Engine, given: Entry) -> None:
    before, delayed = stored(filled)
    whole = everything(filled)
    answer = asked(filled, given)
    expected = {code: dict(zip(STORED, told, strict=True)) for code, told in before.items()}
    late = {"delayed": 1}
    for move in answer.projects.itertuples():
        if move.judgement in STORED:
            assert expected[move.code][move.judgement] == move.moved_from
            expected[move.code][move.judgement] = move.moved_to
        if move.judgement == "delayed":
            delayed += late.get(move.moved_to, 0) - late.get(move.moved_from, 0)
    assert everything(filled) == whole, "asking writes nothing"

    number = rules.add(filled, given)
    assert stored(filled) == ({code: tuple(told.values()) for code, told in expected.items()}, delayed)
    if len(answer.pace):
        year = table(filled, "plan_by_year")
        names = ["year", "currency", "with_both", "plan_with_completed", "completed_with_plan", "pro_rata_share"]
        after = answer.pace[answer.pace["moment"] == "after"]
        kept = year[year["year"].isin(after["year"])]
        assert sorted(rows(kept[names])) == sorted(rows(after[names]))

    rules.withdraw(filled, number)
    assert everything(filled) == whole, "withdrawn, everything is as before"


def asked(engine: Engine, given: Entry | int) -> rules.Answer:
    with database.reading(engine) as connection:
        return rules.asked(connection, given, Scope())


def test_the_same_change_moves_the_same_counts_and_projects(unwritten: Engine) -> None:
    answer = asked(unwritten, entry("tier.a_above", "80000000"))
    counted = answer.projects.groupby(["judgement", "moved_from", "moved_to", "currency"]).size()
    assert counted.to_dict() == {
        (row.judgement, row.moved_from, row.moved_to, row.currency): row.projects for row in answer.moves.itertuples()
    }
    assert answer.moves["budget_moved"].sum() == answer.projects["budget_current"].sum()


def test_a_rate_gives_a_tier_to_the_projects_in_its_currency_only(unwritten: Engine) -> None:
    moved = asked(unwritten, entry("rate.CNY", "7.142857142857142857", currency="USD")).projects
    tiers = moved[moved["judgement"] == "tier"].set_index("code")["moved_to"]
    # A cent above 14 million is above 100 million; 700,000 are a hair below 5 million.
    assert tiers.to_dict() == {"D1": "A", "D2": "C", "D3": "B"}
    places = moved[moved["judgement"] == "catalogue"].set_index("code")["moved_to"]
    assert places.to_dict() == {"D1": "inside"}, "the plan of D2 is one of the year before"


def test_a_number_that_begins_after_the_as_of_date_moves_nothing_yet(unwritten: Engine) -> None:
    assert asked(unwritten, entry("light.late_from", "31", date(2031, 1, 1))).moves.empty


def test_an_empty_database_moves_nothing(engine: Engine) -> None:
    answer = asked(engine, entry("fiscal.first_month", "4"))
    assert (len(answer.moves), len(answer.projects), len(answer.pace)) == (0, 0, 0)


def test_the_users_own_numbers_are_held_against_the_shipped_ones(sqlite_engine: Engine) -> None:
    filled = fill(sqlite_engine)
    assert table(filled, "rule_moves").empty
    rules.add(filled, entry("delay.tolerance", "400"))
    moves = table(filled, "rule_moves")
    assert set(moves["judgement"]) == {"delayed"}
    assert moves["projects"].sum() == len(table(filled, "rule_moved_projects")) > 0
    number = rules.add(filled, entry("light.late_from", "400"))
    answer = asked(filled, number)
    assert set(answer.moves["moved_to"]) == {"late"}
