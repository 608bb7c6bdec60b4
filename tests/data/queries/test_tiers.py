"""Tiers, their rules and the central catalogue: drawn editions and a whole city the slow way, on each engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert

from analytics.measures import tiers as tier_rules
from analytics.scope import Scope
from analytics.thresholds import Thresholds
from data import database, derive, editions, schema, tables
from data.sample import city
from data.sample.stories import BOUNDARIES, THREE_YEARS
from tests.data import slow_derive
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "organisations": """
        key    | name_en | kind        | level
        Bureau | Bureau  | department  | city
        Firm   | Firm    | state_owned | city
        Odd    | Odd     | unknown     | city
    """,
    "project_record": """
        project | as_of      | status    | sector | nature     | complexity | in_catalogue | name_en
        A1      | 2025-06-30 | active    | roads  | public     | complex    | 1            | Metro
        A2      | 2025-06-30 | active    | roads  | public     | complex    | 0            | Port
        B1      | 2025-06-30 | active    | water  | commercial |            | 1            | Canal
        B2      | 2025-06-30 | active    | water  |            |            | 0            | Weir
        B3      | 2025-06-30 | active    | water  | public     | simple     |              | Lock
        C1      | 2025-06-30 | active    | parks  | public     | simple     | 0            | Lawn
        C2      | 2025-06-30 | cancelled | parks  | public     | simple     | 0            | Pond
        U1      | 2025-06-30 | active    | parks  | public     | simple     | 0            | Hill
        U2      | 2025-06-30 | active    | parks  | public     | simple     | 0            | Zoo
    """,
    "budget_figure": """
        project | as_of      | kind            | amount      | currency
        A1      | 2025-06-30 | approved_budget | 10000000001 | CNY
        A2      | 2025-06-30 | approved_budget | 90000000000 | CNY
        B1      | 2025-06-30 | approved_budget | 10000000000 | CNY
        B2      | 2025-06-30 | approved_budget | 500000000   | CNY
        B3      | 2025-06-30 | approved_budget | 500000001   | CNY
        C1      | 2025-06-30 | approved_budget | 499999999   | CNY
        C2      | 2025-06-30 | approved_budget | 100         | CNY
        U2      | 2025-06-30 | approved_budget | 68965518    | USD
        B1      | 2025-06-30 | current         | 10000000001 | CNY
    """,
    "annual_plan": """
        project | as_of      | year | amount     | currency
        A1      | 2025-06-30 | 2025 | 500000001  | CNY
        A2      | 2025-06-30 | 2025 | 9000000000 | CNY
        B1      | 2025-06-30 | 2025 | 499999999  | CNY
        B2      | 2025-06-30 | 2025 | 500000000  | CNY
        B3      | 2025-06-30 | 2025 | 600000000  | CNY
        C1      | 2025-06-30 | 2024 | 900000000  | CNY
        U2      | 2025-06-30 | 2025 | 900000000  | USD
    """,
    "appointment": """
        project | as_of      | post             | holder
        A1      | 2025-06-30 | lead_official    | one
        A1      | 2025-06-30 | project_director | two
        A2      | 2025-06-30 | project_director | two
    """,
    "participation": """
        project | as_of      | organisation | role
        B1      | 2025-06-30 | Firm         | responsible
        B2      | 2025-06-30 | Bureau       | responsible
        B3      | 2025-06-30 | Odd          | responsible
        C1      | 2025-06-30 | Firm         | partner
    """,
}


@pytest.fixture
def drawn(engine: Engine) -> Engine:
    write(engine, **EDITION)
    return engine


def test_count_and_money_by_tier_with_the_unknown_and_its_reasons(drawn: Engine) -> None:
    assert [row[:2] for row in rows(table(drawn, "tier_counts"))] == [("A", 2), ("B", 3), ("C", 2), ("unknown", 2)]
    assert rows(table(drawn, "tier_money")[["tier", "currency", "with_registered", "registered_amount"]])[:5] == [
        ("A", "CNY", 2, 100000000001), ("B", "CNY", 3, 11000000001), ("C", "CNY", 2, 500000099),
        ("unknown", "CNY", 0, None), ("A", "USD", 0, None),
    ]  # fmt: skip
    assert rows(table(drawn, "tier_reasons"))[:2] == [
        ("no_figure", 1, pytest.approx(1 / 9)), ("currency", 1, pytest.approx(1 / 9)),
    ]  # fmt: skip


def test_a_tier_a_project_needs_both_leaders_b_a_department_and_c_a_delegation(drawn: Engine) -> None:
    found = table(drawn, "tier_violations")
    assert rows(found[["tier", "code", "gaps", "responsible_en"]]) == [
        ("A", "A2", "lead_official", None), ("B", "B1", "department", "Firm"), ("C", "C1", "delegation", None),
        ("B", "B3", "unclear", "Odd"),
    ]  # fmt: skip
    summary = table(drawn, "tier_rules")
    assert rows(summary[["tier", "projects", "rule_kept", "rule_broken", "rule_unclear"]]) == [
        ("A", 2, 1, 1, 0), ("B", 3, 1, 1, 1), ("C", 1, 0, 1, 0),
    ]  # fmt: skip


def test_a_delegate_on_record_keeps_the_rule_of_tier_c(drawn: Engine) -> None:
    write(drawn, participation="project | as_of | organisation | role\nC1 | 2025-06-30 | Street | delegate")
    assert rows(table(drawn, "tier_rules")[["rule_kept", "rule_broken"]])[2] == (1, 0)


def test_the_catalogue_is_strictly_above_five_million_a_year_and_the_rest_says_why(drawn: Engine) -> None:
    found = table(drawn, "catalogue_cases")
    assert rows(found[["catalogue_reason", "code", "plan", "plan_distance", "listed"]]) == [
        ("missing", "A2", 9000000000, 8500000000, "no"), ("unreported", "B3", 600000000, 100000000, "unknown"),
        ("needless", "B1", 499999999, -1, "yes"), ("at", "B2", 500000000, 0, "no"),
    ]  # fmt: skip
    cross = table(drawn, "catalogue_cross").set_index(["catalogue_side", "listed"])["projects"]
    assert {pair: n for pair, n in cross.items() if n} == {
        ("above", "yes"): 1, ("above", "no"): 1, ("above", "unknown"): 1, ("at", "no"): 1, ("below", "yes"): 1,
        ("no_plan", "no"): 2, ("currency", "no"): 1, ("closed", "no"): 1,
    }  # fmt: skip


def test_a_tier_that_the_current_figure_has_left_by_a_fen_is_a_mover(drawn: Engine) -> None:
    found = table(drawn, "tier_movers")
    assert rows(found[["code", "tier_rule", "tier_current", "figure_change"]]) == [("B1", "B", "A", 1)]


def test_boundary_cases_are_listed_to_the_fen_with_their_side(drawn: Engine) -> None:
    found = table(drawn, "boundary_cases")
    columns = ["boundary_kind", "boundary_side", "code", "tier", "distance", "catalogue_side"]
    assert rows(found[columns]) == [
        ("tier.a_above", "at", "B1", "B", 0, "below"), ("tier.b_from", "at", "B2", "B", 0, "at"),
        ("tier.a_above", "above", "A1", "A", 1, "above"), ("tier.b_from", "above", "B3", "B", 1, "above"),
        ("tier.b_from", "below", "C1", "C", -1, "no_plan"),
    ]  # fmt: skip
    counts = table(drawn, "boundary_counts")
    assert rows(counts[["boundary_kind", "near_below", "near_at", "near_above", "near_lighter"]]) == [
        ("tier.b_from", 1, 1, 1, 1), ("tier.a_above", 0, 1, 1, 1),
    ]  # fmt: skip


def _state(engine: Engine, key: str, value: str, since: date, currency: str) -> None:
    with database.writing(engine) as connection:
        connection.execute(
            insert(schema.rule).values(
                id=1, key=key, currency=currency, value=value, unit=currency, effective_from=since, source="test",
                created_at=date(2025, 7, 1),
            )
        )  # fmt: skip
        derive.rebuild(connection)


@pytest.mark.parametrize(("since", "tier"), [(date(2025, 6, 30), "B"), (date(2025, 7, 1), "A")])
def test_a_threshold_of_one_s_own_counts_for_figures_from_its_day_on(drawn: Engine, since: date, tier: str) -> None:
    _state(drawn, "tier.a_above", "200000000", since, "CNY")
    assert table(drawn, "class_projects").set_index("code").loc["A1", "tier"] == tier


def test_a_stated_rate_gives_a_dollar_project_a_tier_and_a_side_of_the_catalogue(drawn: Engine) -> None:
    before = table(drawn, "class_projects").set_index("code").loc["U2"]
    assert (before["tier"], before["tier_reason"]) == ("unknown", "currency")
    _state(drawn, "rate.CNY", "7.25", date(2025, 1, 1), "USD")
    after = table(drawn, "class_projects").set_index("code").loc["U2"]
    assert (after["tier"], after["tier_reason"]) == ("B", "")
    assert "U2" in table(drawn, "boundary_cases")["code"].tolist()
    assert table(drawn, "catalogue_cases").set_index("code").loc["U2", "catalogue_reason"] == "missing"
    assert set(table(drawn, "tier_money")["currency"]) == {"CNY", "USD"}


# --- a whole city -------------------------------------------------------------------------------


def test_the_planted_boundary_projects_are_the_nearest_and_fall_as_settled(reading: Connection) -> None:
    found = tables.make(reading, "boundary_cases", Scope()).set_index("code")
    planted = found.loc[list(BOUNDARIES)]
    assert planted["tier"].tolist() == ["C", "B", "B", "B", "A"]
    assert planted["boundary_side"].tolist() == ["below", "at", "above", "at", "above"]
    assert planted["registered_amount"].tolist() == list(BOUNDARIES.values())
    assert found["distance"].abs().head(len(BOUNDARIES)).max() <= 1


def test_twelve_million_over_three_years_are_tier_b_and_outside_the_catalogue(reading: Connection) -> None:
    scope = Scope(as_of=date(2024, 6, 30), project=THREE_YEARS)
    assert tables.make(reading, "class_projects", scope)["tier"].tolist() == ["B"]
    cross = tables.make(reading, "catalogue_cross", scope)
    assert cross.loc[cross["projects"] > 0, "catalogue_side"].tolist() == ["below"]


@pytest.fixture
def small(engine: Engine) -> Iterator[Connection]:
    editions.write(engine, city(60, 3), kind="sample")
    with database.reading(engine) as connection:
        yield connection


def test_the_tables_say_what_the_slow_way_counts(small: Connection) -> None:
    on = date(2024, 12, 31)
    made = slow_derive.facts(small, Thresholds())
    facts = slow_derive.state(made, on)
    bodies = {row.id: row.kind for row in small.execute(schema.organisation.select())}
    counts = tables.make(small, "tier_counts", Scope(as_of=on)).set_index("tier")["projects"]
    assert {tier: n for tier, n in counts.items() if n} == Counter(fact["tier"] for fact in facts)

    asked = [fact for fact in facts if fact["status"] != "cancelled"]
    kept = tables.make(small, "tier_rules", Scope(as_of=on)).set_index("tier")
    for tier in "ABC":
        mine = [fact for fact in asked if fact["tier"] == tier]
        kinds = [bodies.get(fact["responsible_id"], "unknown") for fact in mine]
        right = {
            "A": sum(bool(fact["lead_official"] and fact["project_director"]) for fact in mine),
            "B": sum(kind == "department" for kind in kinds),
            "C": sum(bool(fact["delegated"]) for fact in mine),
        }[tier]
        unclear = kinds.count("unknown") if tier == "B" else 0
        assert (kept.loc[tier, "projects"], kept.loc[tier, "rule_kept"], kept.loc[tier, "rule_unclear"]) == (
            len(mine), right, unclear,
        )  # fmt: skip

    plans = {
        (row["project_id"], row["currency"]): row["plan"]
        for row in slow_derive.years(made, on)
        if row["year"] == on.year and row["plan"] is not None
    }
    sides: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        plan = plans.get((fact["project_id"], fact["currency"]))
        if fact["status"] == "cancelled":
            side = "closed"
        elif plan is None:
            side = "closed" if fact["status"] == "completed" else "no_plan"
        else:
            side = "above" if plan > 500_000_000 else "at" if plan == 500_000_000 else "below"
        sides[side, {1: "yes", 0: "no", None: "unknown"}[fact["in_catalogue"]]] += 1
    cross = tables.make(small, "catalogue_cross", Scope(as_of=on)).set_index(["catalogue_side", "listed"])["projects"]
    assert {pair: n for pair, n in cross.items() if n} == sides

    for fact in facts:
        if fact["registered_amount"] is not None:
            limits = tier_rules.boundaries(fact["registered_currency"], fact["registered_on"], Thresholds())
            assert fact["tier_rule"] == tier_rules.of(fact["registered_amount"], limits)  # type: ignore[arg-type]


SCOPES = st.builds(
    Scope,
    as_of=st.sampled_from([None, date(2023, 6, 30), date(2024, 2, 10)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    tiers=st.sampled_from([(), ("A",), ("B", "C"), ("unknown",)]),
    districts=st.sampled_from([(), ("xiating",)]),
    organisations=st.sampled_from([(), (1,), (7,)]),
)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scope=SCOPES)
def test_the_parts_add_up_to_the_whole_under_any_filter(reading: Connection, scope: Scope) -> None:
    made = {name: tables.make(reading, name, scope) for name in (
        "tier_counts", "tiers_by_sector", "tiers_by_district", "tier_classes", "tier_matrix", "catalogue_cross",
        "class_projects", "tier_money", "tier_money_by_sector", "tier_money_by_district", "tier_trend",
    )}  # fmt: skip
    whole = len(made["class_projects"])
    for name in (
        "tier_counts",
        "tiers_by_sector",
        "tiers_by_district",
        "tier_classes",
        "tier_matrix",
        "catalogue_cross",
    ):
        assert int(made[name]["projects"].sum()) == whole, name
    newest = made["tier_trend"][made["tier_trend"]["as_of"] == made["tier_trend"]["as_of"].max()]
    assert int(newest["projects"].sum()) == whole
    money = made["tier_money"].groupby("currency")["registered_amount"].sum()
    listed = made["class_projects"].dropna(subset="registered_amount").groupby("currency")["registered_amount"].sum()
    assert money.to_dict() == listed.to_dict()
    for name in ("tier_money_by_sector", "tier_money_by_district", "tier_classes"):
        assert made[name].groupby("currency")["registered_amount"].sum().to_dict() == money.to_dict(), name
