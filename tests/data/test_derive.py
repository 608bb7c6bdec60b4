"""What pages read always equals what the rows say, looked up the slow way."""

# Long because: one test walks through every derived table.

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, select

from analytics.thresholds import Thresholds
from data import derive, editions, schema
from data.importers.batch import Batch, Flag, Parsed, SourceFile
from data.schema_derived import (
    funding_rollup,
    investment_rollup,
    payee_rollup,
    payment_rollup,
    portfolio_rollup,
    project_baseline,
    project_fact,
    project_funding,
    project_milestone,
    project_organisation,
    project_payment,
    project_year,
)
from tests.data import slow_derive as slow
from tests.data import slow_funds, slow_milestones
from tests.editions import write

DATES = [date(2023, 6, 30), date(2024, 1, 1), date(2024, 6, 30), date(2025, 3, 31)]
PROJECTS = ["P1", "P2", "P3"]
BODIES = ["transport", "water", "builder"]
MONEY = [None, 0, -5, 499_999_999, 500_000_000, 10_000_000_000, 10_000_000_001]
MADE = pd.Timestamp("2025-04-01").to_pydatetime()
days = st.none() | st.dates(date(2022, 1, 1), date(2027, 1, 1))
words = st.none() | st.sampled_from(["roads", "water"])
currency = st.sampled_from(["CNY", "CNY", "CNY", "USD"])


def rows(**columns: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    base = {"project": st.sampled_from(PROJECTS), "as_of": st.sampled_from(DATES)}
    return st.lists(st.fixed_dictionaries(base | columns), max_size=7)


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    amount = st.sampled_from(MONEY)
    year = st.integers(2022, 2025)
    found = {
        "project_record": draw(
            rows(
                name_en=words,
                sector=words,
                district=words,
                in_catalogue=st.sampled_from([None, 0, 1]),
                status=st.none() | st.sampled_from(["active", "cancelled", "unknown"]),
                stage=st.sampled_from([None, "design", "construction"]),
            )
        ),
        "participation": draw(
            rows(
                organisation=st.sampled_from(BODIES),
                role=st.sampled_from(["responsible", "responsible", "client", "delegate"]),
                stage=st.sampled_from([None, None, "design", "construction"]),
                from_date=st.sampled_from([None, DATES[0]]),
                to_date=st.sampled_from([None, DATES[3]]),
            )
        ),
        "appointment": draw(
            rows(post=st.sampled_from(["lead_official", "project_director"]), holder=words, to_date=days)
        ),
        "budget_figure": draw(
            rows(kind=st.sampled_from(["current", "approved_budget", "estimate"]), amount=amount, currency=currency)
        ),
        "annual_plan": draw(rows(year=year, amount=amount, currency=currency)),
        "funding": draw(
            rows(
                year=year,
                source=st.sampled_from(["city", "bank"]),
                nature=st.sampled_from([None, "base"]),
                capital=st.sampled_from([None, "private"]),
                amount=amount,
                currency=currency,
            )
        ),
        "payment": draw(
            rows(
                paid_on=st.sampled_from(DATES),
                amount=amount,
                currency=currency,
                source=st.sampled_from([None, "city", "bank"]),
                payer=st.sampled_from([None, *BODIES]),
                payee=st.sampled_from([None, *BODIES]),
                contract=st.sampled_from([None, "C1"]),
            )
        ),
        "progress_report": draw(
            rows(
                completed_total=amount,
                completed_year=amount,
                currency=currency,
                physical_percent=st.none() | st.sampled_from([0.0, 40.0, 100.0]),
                light=st.none() | st.sampled_from(["good", "late"]),
            )
        ),
        "milestone_snapshot": draw(
            rows(
                milestone=st.sampled_from(["start", "completion", "completion"]),
                baseline_no=st.none() | st.integers(1, 3),
                baseline=days,
                forecast=days,
                actual=days,
            )
        ),
    }
    flags = []
    for name, field in (("budget_figure", "amount"), ("milestone_snapshot", "forecast")):
        for number, row in enumerate(found[name]):
            row["ref"] = str(number)
            if draw(st.integers(0, 5)) == 0:
                flags.append(Flag(name, str(number), field, "negative_amount", str(row[field])))
    bodies = pd.DataFrame({"key": BODIES, "name_en": BODIES, "kind": "unknown", "level": "unknown"})
    facts = {name: frame(pd.DataFrame(value)) for name, value in found.items() if value}
    return Batch(facts=facts, organisations=bodies, flags=flags, rows_read=1, rows_used=1)


def frame(table: pd.DataFrame) -> pd.DataFrame:
    for name in table:
        if name in ("amount", "completed_total", "completed_year", "baseline_no", "year", "in_catalogue"):
            table[name] = table[name].astype("Int64")
    return table


def empty(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(delete(table))


def stored(connection: Connection, table: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def known(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


def check(engine: Engine) -> None:
    """Every derived table against the slow recomputation, at every reporting date."""
    rules = Thresholds()
    with engine.connect() as connection:
        expected = slow.facts(connection, rules)
        names = [c.name for c in project_fact.c]
        found = stored(connection, project_fact)
        by_key = {(row["project_id"], row["as_of"]): row for row in found}
        assert len(by_key) == len(expected)
        for fact in expected:
            row = by_key[fact["project_id"], fact["as_of"]]
            assert {n: row[n] for n in names} == {n: fact[n] for n in names}
        fact_years, parts = stored(connection, project_year), stored(connection, project_organisation)
        rollup, invested = stored(connection, portfolio_rollup), stored(connection, investment_rollup)
        for on in DATES:
            year_names = [c.name for c in project_year.c if c.name not in ("as_of", "valid_to")]
            wanted_years = slow.years(expected, on)
            figures = ("plan", "completed", "paid", "allocated")
            seen = [row for row in slow.state(fact_years, on) if known(row, *figures) != (None,) * 4]
            assert Counter(known(row, *year_names) for row in seen) == Counter(
                known(row, *year_names) for row in wanted_years
            )
            members = slow.state(parts, on)
            said = ("organisation_id", "role", "stage", "from_date", "to_date")
            assert Counter(known(row, "project_id", *said) for row in members) == Counter(
                (fact["project_id"], *known(row, *said))
                for fact in slow.state(expected, on)
                for row in slow.members(fact["_tables"]["participation"], on)
            )
            assert cumulated(portfolio_rollup, rollup, on) == portfolio_sums(slow.state(expected, on))
            assert cumulated(investment_rollup, invested, on) == investment_sums(wanted_years)
            check_funds(connection, slow.state(expected, on), on)
            check_milestones(connection, expected, on)


def check_milestones(connection: Connection, expected: list[dict[str, Any]], on: date) -> None:
    """Milestones and baselines against all reports up to a day."""
    responsible: dict[int, dict[date, int | None]] = defaultdict(dict)
    for fact in expected:
        responsible[fact["project_id"]][fact["as_of"]] = fact["responsible_id"]
    now = slow.state(expected, on)
    wanted = {
        project_milestone: [row for fact in now for row in slow_milestones.milestones(fact, on)],
        project_baseline: [
            row for fact in now for row in slow_milestones.baselines(fact, responsible[fact["project_id"]], on)
        ],
    }
    for table, rows in wanted.items():
        names = [c.name for c in table.c if c.name not in ("as_of", "valid_to")]
        found = slow.state(stored(connection, table), on)
        assert Counter(known(row, *names) for row in found) == Counter(known(row, *names) for row in rows)


def check_funds(connection: Connection, facts: list[dict[str, Any]], on: date) -> None:
    """The lines of funding and of payment, and the rollups over them, against all rows up to a day."""
    scope = {fact["project_id"]: tuple(fact[name] or "" for name in slow.SCOPE) for fact in facts}
    given = {
        (fact["project_id"], *key): amount
        for fact in facts
        for key, amount in slow_funds.funding(fact["_tables"]["funding"], on).items()
    }
    paid = {
        (fact["project_id"], *key): figures
        for fact in facts
        for key, figures in slow_funds.payments(fact["_tables"]["payment"], on).items()
    }
    for table, wanted in ((project_funding, given), (project_payment, paid)):
        found = slow.state(stored(connection, table), on)
        names = [c.name for c in table.primary_key if c.name != "as_of"]
        figures = ("payments", "paid") if table is project_payment else ("allocated",)
        values = {known(row, *names): known(row, *figures) for row in found}
        assert len(values) == len(found)
        assert values == {key: value if isinstance(value, tuple) else (value,) for key, value in wanted.items()}
        for row in found:
            assert tuple(row[name] or "" for name in slow.SCOPE) == scope[row["project_id"]]
    funds: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for (project, year, *line), amount in given.items():
        funds[(year, *scope[project], *line)].update(projects=1, allocated=amount)
    payers: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    payees: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for (project, money, source, payer, payee, _), (count, amount) in paid.items():
        payers[(*scope[project], money, source, payer)].update(payments=count, paid=amount)
        payees[(money, payee)].update(payments=count, paid=amount)
    for table, sums in ((funding_rollup, funds), (payment_rollup, payers), (payee_rollup, payees)):
        assert cumulated(table, stored(connection, table), on) == dict(sums)


def cumulated(table: Any, changes: list[dict[str, Any]], on: date) -> dict[tuple[Any, ...], dict[str, int]]:
    keys = [c.name for c in table.primary_key if c.name != "as_of"]
    measures = [c.name for c in table.c if c.name not in keys and c.name != "as_of"]
    sums: dict[tuple[Any, ...], dict[str, int]] = defaultdict(lambda: dict.fromkeys(measures, 0))
    for row in changes:
        if row["as_of"] <= on:
            for measure in measures:
                sums[known(row, *keys)][measure] += row[measure]
    return {key: sum_ for key, sum_ in sums.items() if any(sum_.values())}


def portfolio_sums(facts: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, int]]:
    sums: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for fact in facts:
        names = [c.name for c in portfolio_rollup.primary_key if c.name != "as_of"]
        measured = fact["slip_days"] is not None and fact["status"] != "cancelled"
        sums[tuple(fact[name] or "" for name in names)].update(
            projects=1,
            with_budget=fact["budget_current"] is not None,
            budget_current=fact["budget_current"] or 0,
            with_completed=fact["completed_total"] is not None,
            completed_total=fact["completed_total"] or 0,
            with_forecast=fact["completion_forecast"] is not None,
            with_slip=measured,
            delayed=measured and fact["slip_days"] > 30,
            slip_days=fact["slip_days"] if measured else 0,
        )
    return dict(sums)


def investment_sums(years: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, int]]:
    sums: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    for row in years:
        names = [c.name for c in investment_rollup.primary_key if c.name != "as_of"]
        both = row["plan"] is not None and row["completed"] is not None
        spent = row["allocated"] is not None and row["paid"] is not None
        sums[tuple(row[name] or "" for name in names)].update(
            with_plan=row["plan"] is not None,
            plan=row["plan"] or 0,
            with_completed=row["completed"] is not None,
            completed=row["completed"] or 0,
            with_both=both,
            plan_with_completed=(row["plan"] if both else 0),
            completed_with_plan=(row["completed"] if both else 0),
            with_paid=row["paid"] is not None,
            paid=row["paid"] or 0,
            plan_first=row["plan_first"] or 0,
            plan_first_with_completed=(row["plan_first"] if both else 0),
            with_allocated=row["allocated"] is not None,
            allocated=row["allocated"] or 0,
            allocated_first=row["allocated_first"] or 0,
            with_allocated_and_paid=spent,
            allocated_with_paid=(row["allocated"] if spent else 0),
            allocated_first_with_paid=(row["allocated_first"] if spent else 0),
            paid_with_allocated=(row["paid"] if spent else 0),
        )
    return dict(sums)


def run(engine: Engine, made: list[Batch], accept: int, back: bool) -> None:
    empty(engine)
    with engine.begin() as connection:
        for number, (tier, since, withdrawn) in enumerate((("A", DATES[2], None), ("C", DATES[0], MADE))):
            decided = {"project_code": "P2", "tier": tier, "reason": "complex", "effective_from": since}
            logged = {"id": number, "created_at": MADE, "withdrawn_at": withdrawn}
            connection.execute(insert(schema.tier_override).values(**decided, **logged))
    for number, batch in enumerate(made):
        editions.write(engine, Parsed(files=[SourceFile("a.csv", f"{number:064}", 1)], batches=[batch]))
    check(engine)
    with engine.connect() as connection:
        flags = list(connection.scalars(select(schema.flag.c.id).order_by(schema.flag.c.id)))
    if flags:
        editions.decide(engine, flags[accept % len(flags)], accepted=True)
        check(engine)
    if back:
        editions.take_back(engine)
        check(engine)


SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]
portfolio = st.lists(batches(), min_size=1, max_size=3)


@settings(max_examples=20, deadline=None, suppress_health_check=SLOW)
@given(made=portfolio, accept=st.integers(0, 9), back=st.booleans())
def test_derived_tables_equal_the_slow_recomputation(
    engine: Engine, made: list[Batch], accept: int, back: bool
) -> None:
    run(engine, made, accept, back)


@settings(max_examples=10, deadline=None, suppress_health_check=SLOW)
@given(made=portfolio)
def test_piecewise_refreshing_and_rebuilding_everything_agree(sqlite_engine: Engine, made: list[Batch]) -> None:
    run(sqlite_engine, made, 0, back=False)
    with sqlite_engine.begin() as connection:
        derive.rebuild(connection)
    check(sqlite_engine)


def test_a_fiscal_year_from_april_is_the_same_for_projects_of_every_age(sqlite_engine: Engine) -> None:
    """A rule that holds from 2024 on: P1 has reported in 2023 only, and is derived together with P2 and alone."""
    write(
        sqlite_engine,
        progress_report="""
            project | as_of      | completed_year | currency
            P1      | 2023-03-31 | 5              | CNY
            P2      | 2025-03-31 | 7              | CNY
        """,
    )
    years = select(project_year.c.year).order_by(project_year.c.project_id)
    with sqlite_engine.begin() as connection:
        made = {"id": 1, "effective_from": date(2024, 4, 1), "created_at": pd.Timestamp("2024-04-01").to_pydatetime()}
        april = {"key": "fiscal.first_month", "value": "4", "unit": "month", "source": "an order of the city"}
        connection.execute(insert(schema.rule).values(**april, **made))
        derive.rebuild(connection)
        assert connection.scalars(years).all() == [2022, 2024]
        derive.refresh(connection, [1])
        assert connection.scalars(years).all() == [2022, 2024]


def test_a_rule_of_the_users_own_gives_dollars_a_tier(sqlite_engine: Engine) -> None:
    budget = {"project": ["P1"], "as_of": [DATES[0]], "kind": ["current"], "amount": [10_000_00], "currency": ["USD"]}
    batch = Batch(facts={"budget_figure": pd.DataFrame(budget)}, rows_read=1, rows_used=1)
    editions.write(sqlite_engine, Parsed(files=[], batches=[batch]))
    tier = select(project_fact.c.tier, project_fact.c.tier_reason)
    with sqlite_engine.begin() as connection:
        assert connection.execute(tier).one() == ("unknown", "currency")
        rate = {
            "key": "rate.CNY",
            "currency": "USD",
            "value": "7.10",
            "unit": "CNY per USD",
            "source": "a central bank",
        }
        made = {"id": 1, "effective_from": DATES[0], "created_at": pd.Timestamp("2025-01-01").to_pydatetime()}
        connection.execute(insert(schema.rule).values(**rate, **made))
        derive.rebuild(connection)
        assert connection.execute(tier).one() == ("C", "")


def test_a_total_of_the_first_day_of_a_year_closes_the_year_before(sqlite_engine: Engine) -> None:
    write(
        sqlite_engine,
        project_record="project | as_of\nP1 | 2023-01-01",
        progress_report="""
            project | as_of      | completed_total | completed_year | currency
            P1      | 2023-01-01 | 100             |                | CNY
            P1      | 2024-01-01 | 160             |                | CNY
            P1      | 2024-06-30 | 175             |                | CNY
        """,
    )
    figures = select(project_year.c.as_of, project_year.c.year, project_year.c.completed).order_by(project_year.c.as_of)
    with sqlite_engine.connect() as connection:
        assert connection.execute(figures).all() == [(date(2024, 1, 1), 2023, 60), (date(2024, 6, 30), 2024, 15)]


def test_a_baseline_that_a_later_edition_corrects_keeps_the_edition_that_first_gave_its_number(
    sqlite_engine: Engine,
) -> None:
    """P1 gives its first baseline without a number, and the next edition the same report's number 1 with another day;
    P2 re-baselines in the next edition."""
    for drawn in (
        """
            project | as_of      | milestone  | baseline_no | baseline
            P1      | 2024-06-30 | completion |             | 2026-01-01
            P2      | 2024-06-30 | completion | 1           | 2026-01-01
        """,
        """
            project | as_of      | milestone  | baseline_no | baseline
            P1      | 2024-06-30 | completion | 1           | 2026-03-02
            P2      | 2024-06-30 | completion | 2           | 2026-03-02
        """,
    ):
        write(sqlite_engine, milestone_snapshot=drawn)
    wanted = ("project_id", "baseline_no", "baseline", "set_on", "edition_id")
    listed = select(*(project_baseline.c[name] for name in wanted)).order_by(*project_baseline.primary_key)
    day = date(2024, 6, 30)
    with sqlite_engine.connect() as connection:
        assert connection.execute(listed).all() == [
            (1, 1, date(2026, 3, 2), day, 1),
            (2, 1, date(2026, 1, 1), day, 1),
            (2, 2, date(2026, 3, 2), day, 2),
        ]
