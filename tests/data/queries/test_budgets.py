"""Budgets: drawn editions on each engine, and a city against sums made the slow way from its reports."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from analytics.scope import Scope
from analytics.thresholds import Thresholds
from data import database, editions, tables
from data.queries import budgets
from data.sample import city
from tests.data import slow_derive as slow
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status | sector | name_en
        P1      | 2025-03-31 | active | roads  | Bridge
        P2      | 2025-03-31 | active | roads  | Tunnel
        P3      | 2025-03-31 | active | water  | Sewer
        P4      | 2025-03-31 | active |        | Dam
        P5      | 2025-03-31 | active | water  | Well
    """,
    "budget_figure": """
        project | as_of      | kind            | amount     | currency
        P1      | 2025-03-31 | approved_budget | 4000000000 | CNY
        P1      | 2025-03-31 | current         | 4000000000 | CNY
        P1      | 2025-06-30 | final_account   | 4210000000 | CNY
        P2      | 2025-03-31 | approved_budget | 1000000000 | CNY
        P2      | 2025-06-30 | current         | 1000000001 | CNY
        P3      | 2025-03-31 | approved_budget | 0          | CNY
        P3      | 2025-03-31 | current         | 500        | CNY
        P4      | 2025-03-31 | approved_budget | 1000       | USD
        P4      | 2025-03-31 | current         | 1500       | USD
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-03-31 | A            | responsible
        P4      | 2025-03-31 | A            | responsible
    """,
}


def test_the_worked_example_is_above_by_five_and_a_quarter_per_cent_and_one_fen_is_above_too(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "budgets_above")
    names = ["code", "currency", "budget_kind", "excess", "excess_percent", "responsible_en"]
    assert rows(found[names]) == [
        ("P4", "USD", "current", 500, 50.0, "A"),
        ("P1", "CNY", "final_account", 210000000, pytest.approx(5.25), "A"),
        ("P2", "CNY", "current", 1, pytest.approx(1e-7), None),
    ]


def test_currencies_have_sums_of_their_own_and_an_approved_budget_of_zero_is_in_none(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "budget_totals")
    assert rows(found) == [
        ("CNY", 2, 2, 5000000000, 5210000001, 210000001, pytest.approx(4.20000002), 210000001),
        ("USD", 1, 1, 1000, 1500, 500, 50.0, 500),
    ]
    steps = table(engine, "budget_steps").set_index("budget_step")
    assert rows(steps.loc[["approved_latest"], ["projects", "with_figures", "above"]]) == [(5, 3, 3)]


def test_as_of_an_earlier_date_the_earlier_figure_is_the_latest(engine: Engine) -> None:
    write(engine, **EDITION)
    before = Scope(as_of=date(2025, 3, 31))
    assert table(engine, "budgets_above", before)["code"].tolist() == ["P4"]
    assert rows(table(engine, "budget_totals", before)[["currency", "with_figures", "net_excess"]]) == [
        ("CNY", 1, 0),
        ("USD", 1, 500),
    ]


def test_the_list_is_paged_and_sorted_by_the_database(engine: Engine) -> None:
    write(engine, **EDITION)
    with database.reading(engine) as connection:
        by_money = budgets.above(connection, Scope(), "CNY", "money")
        second = budgets.above(connection, Scope(), None, "percent", 1, 1)
    assert by_money["code"].tolist() == ["P1", "P2"]
    assert second["code"].tolist() == ["P1"]


def test_one_project_s_figures_stand_in_the_order_in_which_they_come(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "project_budget_steps", Scope(project="P1"))
    assert rows(found) == [
        ("approved_budget", "CNY", None, 4000000000, None, None, 0.0),
        ("final_account", "CNY", 4000000000, 4210000000, 210000000, pytest.approx(5.25), pytest.approx(5.25)),
    ]
    tier = table(engine, "project_tier", Scope(project="P1"))
    assert rows(tier[["tier", "tier_rule", "tier_current", "currency", "registered_amount", "figure_current"]]) == [
        ("B", "B", "B", "CNY", 4000000000, 4000000000)
    ]
    assert table(engine, "project_budget_steps", Scope(project="P5")).empty
    assert table(engine, "project_tier", Scope(project="nobody")).empty


# --- a whole city --------------------------------------------------------------------------------


def test_every_number_is_what_the_reports_say_looked_up_the_slow_way(engine: Engine) -> None:
    editions.write(engine, city(60, 3, 5), kind="sample")
    with database.reading(engine) as connection:
        for on in (date(2025, 6, 30), date(2024, 9, 30)):
            facts = slow.state(slow.facts(connection, Thresholds()), on)
            scope = Scope(as_of=on)
            _steps(connection, scope, facts)
            _list(connection, scope, facts)


STEPS = {
    "estimate_approved": ("budget_estimate", "budget_approved"),
    "approved_contract": ("budget_approved", "budget_contract"),
    "approved_final": ("budget_approved", "budget_final"),
    "approved_latest": ("budget_approved", "latest"),
    "first_current": ("budget_first", "budget_current"),
}


def _steps(connection: Connection, scope: Scope, facts: list[slow.Row]) -> None:
    for fact in facts:
        fact["latest"] = fact["budget_current"] if fact["budget_final"] is None else fact["budget_final"]
    found = tables.make(connection, "budget_steps", scope).set_index("budget_step")
    for step, (before, after) in STEPS.items():
        pairs = [(fact[before], fact[after]) for fact in facts if fact[before] and fact[after] is not None]
        overruns = [Fraction(b - a, a) * 100 for a, b in pairs]
        row = found.loc[step]
        assert (row["projects"], row["with_figures"]) == (len(facts), len(pairs))
        assert row["above"] == sum(b > a for a, b in pairs)
        assert row["unchanged"] == sum(b == a for a, b in pairs)
        if pairs:
            assert row["median_overrun"] == pytest.approx(float(median(overruns)))
            assert row["mean_overrun"] == pytest.approx(float(sum(overruns) / len(overruns)))


def _list(connection: Connection, scope: Scope, facts: list[slow.Row]) -> None:
    above = [fact for fact in facts if fact["budget_approved"] and (fact["latest"] or 0) > fact["budget_approved"]]
    above.sort(key=lambda fact: (-Fraction(fact["latest"], fact["budget_approved"]), fact["code"]))
    found = tables.make(connection, "budgets_above", scope)
    assert rows(found[["code", "excess"]]) == [(f["code"], f["latest"] - f["budget_approved"]) for f in above]
    four = ("budget_estimate", "budget_approved", "budget_contract", "budget_final")
    whole = [fact for fact in facts if all(fact[name] is not None for name in four)]
    bars = tables.make(connection, "budget_waterfall", scope)
    assert bars["figure"].tolist() == ([sum(fact[name] for fact in whole) for name in four] if whole else [])


@settings(deadline=None, max_examples=30)
@given(
    as_of=st.sampled_from([None, date(2023, 6, 30), date(2024, 2, 10)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    tiers=st.sampled_from([(), ("A",), ("B", "C")]),
    districts=st.sampled_from([(), ("xiating",)]),
    whose=st.sampled_from([(), (1,), (7,)]),
    dimension=st.sampled_from(["sector", "district", "tier", "responsible"]),
)
def test_groups_sums_and_list_add_up_to_the_whole_under_any_filter(
    reading: Connection,
    as_of: date | None,
    sectors: tuple[str, ...],
    tiers: tuple[str, ...],
    districts: tuple[str, ...],
    whose: tuple[int, ...],
    dimension: str,
) -> None:
    scope = Scope(as_of, sectors, tiers, districts, whose)
    counts = ["projects", "with_figures", "above"]
    whole = tables.make(reading, "budget_steps", scope).set_index("budget_step")
    latest = whole.loc["approved_latest"]
    assert tables.make(reading, f"budgets_by_{dimension}", scope)[counts].sum().tolist() == latest[counts].tolist()
    totals = tables.make(reading, "budget_totals", scope)
    above = tables.make(reading, "budgets_above", scope)
    assert totals[["with_figures", "above"]].sum().tolist() == latest[["with_figures", "above"]].tolist()
    assert above.groupby("currency")["excess"].sum().to_dict() == {
        row.currency: row.excess_sum for row in totals.itertuples() if row.above
    }
    dots = tables.make(reading, "overrun_dots", scope)
    for step, row in whole.drop("approved_latest").iterrows():
        mine = dots[dots["budget_step"] == step]
        moved = row["with_figures"] - row["unchanged"]
        assert len(mine) <= moved <= mine["dot_projects"].sum()
