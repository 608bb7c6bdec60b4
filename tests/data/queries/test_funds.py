"""Funds: a drawn edition on each engine, and a whole city against every payment and every line of funding."""

# Long because: the drawn edition is read beside what each table makes of it.

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from analytics.scope import Scope
from data import database, editions, schema, tables
from data.queries import common, fund_flows
from data.sample import city
from tests.data import slow_funds
from tests.data.queries import slow_ledger
from tests.data.slow_derive import rows_by_project
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "organisations": """
        key | name_en   | name_zh | kind       | level
        A   | Transport | 交通局  | department | city
        B   | Water     | 水务局  | department | city
        X   | Builders  |         | company    | city
    """,
    "project_record": """
        project | as_of      | status | sector | district | name_en
        P1      | 2025-06-30 | active | roads  | east     | Bridge
        P2      | 2025-06-30 | active | water  |          | Sewer
        P3      | 2025-06-30 | active | water  | east     | Pipe
        P4      | 2025-06-30 | active | roads  | east     | Path
        P5      | 2025-06-30 | active | roads  | east     | Lane
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-06-30 | A            | responsible
    """,
    "funding": """
        project | as_of      | year | source | nature      | capital | amount | currency
        P1      | 2024-03-31 | 2024 | bond   | base        | public  | 500    | CNY
        P1      | 2025-03-31 | 2025 | bond   | base        | public  | 400    | CNY
        P1      | 2025-03-31 | 2026 | bond   | base        | public  | 7000   | CNY
        P2      | 2025-03-31 | 2025 | lender | incremental | private | 300    | CNY
        P3      | 2025-03-31 | 2025 | city   |             |         | 100    | CNY
    """,
    "payment": """
        project | as_of      | paid_on    | amount | currency | source | payer | payee | contract
        P1      | 2024-12-31 | 2024-06-01 | 350    | CNY      | bond   | A     | X     | C1
        P1      | 2025-06-30 | 2025-02-01 | 50     | CNY      |        | A     |       |
        P2      | 2025-06-30 | 2025-02-01 | 320    | CNY      | lender | B     | X     | C2
        P4      | 2025-06-30 | 2025-02-01 | 30     | CNY      | bond   |       | X     |
        P5      | 2025-06-30 | 2025-02-01 | 70     | USD      | bond   | A     | X     |
    """,
    "contract": """
        project | as_of      | identifier | title      | status
        P1      | 2025-06-30 | C1         | The bridge | active
    """,
    "labels": """
        kind     | code | name_en | name_zh
        source   | bond | Bonds   | 债券
        district | east | East    | 东区
    """,
}


def test_each_currency_has_its_sums_and_future_years_are_not_allocated_yet(engine: Engine) -> None:
    write(engine, **EDITION)
    names = ["currency", "with_allocated", "payments", "paid", "idle_projects", "idle", "carry_over", "allocated",
             "incremental_allocated", "nature_unknown", "private_allocated", "capital_unknown"]  # fmt: skip
    assert rows(table(engine, "fund_totals")[names]) == [
        ("CNY", 3, 4, 750, 2, 600, 100, 1300, 300, 100, 300, 100),
        ("USD", 0, 1, 70, 0, None, None, None, None, None, None, None),
    ]


def test_the_flows_name_everybody_and_keep_what_is_not_stated_apart(engine: Engine) -> None:
    write(engine, **EDITION)
    nodes = table(engine, "fund_nodes")
    shown = nodes.loc[nodes["currency"] == "CNY", ["flow_column", "node_en", "node_zh", "paid"]]
    assert rows(shown) == [
        ("source", "Bonds", "债券", 380),
        ("source", "lender", "lender", 320),
        ("source", "Not stated", "未注明", 50),
        ("payer", "Transport", "交通局", 400),
        ("payer", "Water", "水务局", 320),
        ("payer", "Not stated", "未注明", 30),
        ("project", "Bridge", "Bridge", 400),
        ("project", "Sewer", "Sewer", 320),
        ("project", "Path", "Path", 30),
        ("payee", "Builders", "Builders", 700),
        ("payee", "Not stated", "未注明", 50),
    ]
    links = table(engine, "fund_flows")
    links = links[links["currency"] == "CNY"]
    assert rows(links[["flow_step", "from_en", "to_en", "paid"]])[-4:] == [
        ("project_payee", "Bridge", "Builders", 350),
        ("project_payee", "Bridge", "Not stated", 50),
        ("project_payee", "Sewer", "Builders", 320),
        ("project_payee", "Path", "Builders", 30),
    ]


def test_of_a_few_projects_the_contracts_are_shown(engine: Engine) -> None:
    write(engine, **EDITION)
    nodes = table(engine, "fund_nodes", Scope(project="P1"))
    assert rows(nodes.loc[nodes["flow_column"] == "contract", ["node_en", "node_zh", "paid"]]) == [
        ("The bridge (C1)", "The bridge（C1）", 350),
        ("Not stated", "未注明", 50),
    ]


def test_two_projects_that_number_their_contracts_alike_have_two_contracts(engine: Engine) -> None:
    write(
        engine,
        **EDITION
        | {
            "payment": """
                project | as_of      | paid_on    | amount | currency | contract
                P1      | 2025-06-30 | 2025-02-01 | 50     | CNY      | C1
                P2      | 2025-06-30 | 2025-02-01 | 20     | CNY      | C1
            """
        },
    )
    nodes = table(engine, "fund_nodes")
    assert rows(nodes.loc[nodes["flow_column"] == "contract", ["node_en", "paid"]]) == [
        ("The bridge (C1)", 50),
        ("C1", 20),
    ]


def test_the_largest_projects_of_a_currency_are_those_that_paid_most_in_it_whatever_their_own(engine: Engine) -> None:
    payment = (
        EDITION["payment"]
        + """
        P1      | 2025-06-30 | 2025-02-02 | 90     | USD      | bond   | A     | X     |
    """
    )
    write(engine, **EDITION | {"payment": payment})
    nodes = table(engine, "fund_nodes")
    projects = nodes[nodes["flow_column"] == "project"]
    names = ["node_en", "paid"]
    assert rows(projects.loc[projects["currency"] == "USD", names]) == [("Bridge", 90), ("Lane", 70)]
    assert rows(projects.loc[projects["currency"] == "CNY", names]) == [("Bridge", 400), ("Sewer", 320), ("Path", 30)]


def test_an_organisation_narrows_every_sum_to_its_projects(engine: Engine) -> None:
    write(engine, **EDITION)
    scope = Scope(organisations=(1,))
    assert rows(table(engine, "fund_totals", scope)[["currency", "allocated", "paid", "idle"]]) == [
        ("CNY", 900, 400, 500)
    ]
    assert rows(table(engine, "fund_by_year", scope)[["year", "allocated", "paid", "paid_share"]]) == [
        (2026, 7000, None, None),
        (2025, 400, 50, 0.125),
        (2024, 500, 350, 0.7),
    ]


def test_sources_have_what_they_were_to_give_beside_what_was_paid_from_them(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "fund_sources")
    assert rows(found.loc[found["currency"] == "CNY", ["group", "group_zh", "allocated", "paid"]]) == [
        ("bond", "债券", 900, 380),
        ("lender", "lender", 300, 320),
        ("city", "city", 100, None),
        (None, "未注明", None, 50),
    ]


def test_sources_have_their_share_of_a_year_beside_the_year_before_and_years_to_come_are_left_out(
    engine: Engine,
) -> None:
    write(engine, **EDITION)
    found = table(engine, "fund_share_moves")
    assert rows(found[["year", "group_en", "allocated", "year_share", "year_share_before", "year_share_change"]]) == [
        (2025, "lender", 300, 0.375, 0, 37.5),
        (2025, "city", 100, 0.125, 0, 12.5),
        (2025, "Bonds", 400, 0.5, 1, -50),
        (2024, "Bonds", 500, 1, None, None),
    ]
    own = table(engine, "fund_share_moves", Scope(organisations=(1,)))
    assert rows(own[["year", "group", "year_share"]]) == [(2025, "bond", 1), (2024, "bond", 1)]


def test_idle_money_counts_from_the_oldest_allocation_that_is_not_paid_and_no_payment_is_unpaid(engine: Engine) -> None:
    write(engine, **EDITION)
    names = ["code", "allocated_total", "paid_total", "idle", "idle_since", "idle_days", "carry_over"]
    assert rows(table(engine, "idle_projects")[names]) == [
        ("P1", 900, 400, 500, date(2024, 3, 31), 456, 100),
        ("P3", 100, None, 100, date(2025, 3, 31), 91, 0),
    ]
    assert rows(table(engine, "idle_by_district")[["group", "idle_projects", "idle", "idle_old"]]) == [
        ("east", 2, 600, 500)
    ]


def test_as_of_an_earlier_date_the_earlier_funds_stand(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "fund_totals", Scope(as_of=date(2024, 12, 31)))
    assert rows(found[["currency", "allocated", "paid", "idle"]]) == [("CNY", 500, 350, 150)]


def test_an_empty_database_has_no_funds(engine: Engine) -> None:
    assert table(engine, "fund_totals").empty
    assert table(engine, "fund_nodes").empty


# --- a whole city against its raw rows ----------------------------------------------------------

FIRST_MONTH = 1
SCOPES = st.builds(
    Scope,
    as_of=st.sampled_from([date(2023, 6, 30), date(2024, 2, 10), date(2024, 12, 31), date(2025, 6, 30)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    tiers=st.sampled_from([(), ("A",), ("B", "C")]),
    districts=st.sampled_from([(), ("xiating",)]),
    organisations=st.sampled_from([(), (1,), (7,), (30,)]),
)


@cache
def raw(connection: Connection) -> tuple[list[Any], dict[int, dict[str, Any]], dict[str, int]]:
    """All payments, all rows by project, and the number of each project."""
    ids = connection.execute(select(schema.project.c.code, schema.project.c.id)).all()
    return slow_ledger.payments(connection), rows_by_project(connection), dict(tuple(row) for row in ids)


def check(connection: Connection, scope: Scope) -> None:
    """Every table of the page against the raw rows."""
    scope = common.resolve(connection, scope)
    payments, by_project, numbers = raw(connection)
    known = tables.make(connection, "projects", scope)
    paid = slow_ledger.along(connection, payments, scope, "CNY", ())
    _flows_are_what_was_paid(connection, scope, paid)
    lines: dict[Any, int] = defaultdict(int)
    day = scope.as_of or date.max
    for one in known.itertuples():
        for key, amount in slow_funds.funding(by_project[numbers[one.code]]["funding"], day).items():
            if key[0] <= day.year:
                lines[(one.district, *key)] += amount
    _mix_is_what_was_allocated(connection, scope, lines)
    _idle_is_what_is_left(connection, scope, known, by_project, numbers, day)


def _flows_are_what_was_paid(connection: Connection, scope: Scope, paid: list[Any]) -> None:
    found = fund_flows.flows_in_scope(connection, scope)
    if not paid:
        assert found.nodes.empty
        return
    assert set(found.nodes["currency"]) == {"CNY"}
    assert len(found.nodes) <= 25
    fields = {"source": "source", "payer": "payer_id", "payee": "payee_id", "project": "project_id"}
    columns = list(dict.fromkeys(found.nodes["flow_column"]))
    own = found.nodes[found.nodes["flow_kind"] == "named"]
    named = {column: set(own.loc[own["flow_column"] == column, "key"]) for column in columns}

    def node(payment: Any, column: str) -> tuple[str, Any]:
        if column == "contract":
            key = payment["contract"] and (payment["project_id"], payment["contract"])
        else:
            key = payment[fields[column]]
        return ("unknown", None) if key is None else ("named", key) if key in named[column] else ("rest", None)

    expected: dict[Any, int] = defaultdict(int)
    for payment in paid:
        ends = [node(payment, column) for column in columns]
        for place in range(3):
            expected[place, ends[place], ends[place + 1]] += payment["amount"]
    nodes = {n: (kind, None if pd.isna(key) else key) for n, kind, key in
             found.nodes[["node", "flow_kind", "key"]].itertuples(index=False)}  # fmt: skip
    links = {(link.column, nodes[link.from_node], nodes[link.to_node]): link.paid for link in found.links.itertuples()}
    assert links == dict(expected)


def _mix_is_what_was_allocated(connection: Connection, scope: Scope, lines: dict[Any, int]) -> None:
    expected: dict[Any, list[int]] = defaultdict(lambda: [0] * 5)
    for (district, _, _, _, nature, capital), amount in lines.items():
        sums = expected[None if pd.isna(district) else district]
        sums[0] += amount
        sums[1] += amount if nature == "incremental" else 0
        sums[2] += amount if nature == "" else 0
        sums[3] += amount if capital == "private" else 0
        sums[4] += amount if capital == "" else 0
    found = tables.make(connection, "fund_mix_by_district", scope)
    names = ["group", "allocated", "incremental_allocated", "nature_unknown", "private_allocated", "capital_unknown"]
    assert {row[0]: list(row[1:]) for row in rows(found[names])} == dict(expected)
    years = tables.make(connection, "fund_mix_by_year", scope)
    by_year: dict[int, int] = defaultdict(int)
    for key, amount in lines.items():
        by_year[key[1]] += amount
    assert dict(rows(years[["year", "allocated"]])) == dict(by_year)
    moves = tables.make(connection, "fund_share_moves", scope)
    assert {year: sums for year, sums in moves.groupby("year")["allocated"].sum().items() if sums} == dict(by_year)
    changes = moves.dropna(subset="year_share_change").groupby("year")["year_share_change"].sum()
    assert all(abs(change) < 1e-9 for change in changes)


def _idle_is_what_is_left(
    connection: Connection, scope: Scope, known: pd.DataFrame, by_project: Any, numbers: Any, day: date
) -> None:
    expected = {}
    for one in known.itertuples():
        own, reported = by_project[numbers[one.code]], one.as_of.date()
        paid = sum(row["amount"] for row in own["payment"] if row["as_of"] <= reported and row["amount"] is not None)
        left = slow_funds.idle(own, reported, "CNY", paid, FIRST_MONTH)
        if left["idle"]:
            now = slow_funds.allocation(own["funding"], reported, day.year, "CNY", FIRST_MONTH)["allocated"] or 0
            earlier = left["idle"] - (now if reported.year == day.year else 0)
            expected[one.code] = (left["idle"], left["idle_since"], max(0, earlier))
    found = tables.make(connection, "idle_projects", scope)
    assert {row[0]: row[1:] for row in rows(found[["code", "idle", "idle_since", "carry_over"]])} == expected
    total = tables.make(connection, "fund_totals", scope)
    if len(total):
        assert rows(total[["idle_projects", "idle", "carry_over"]].fillna(0)) == [
            (len(expected), sum(idle for idle, _, _ in expected.values()), sum(old for _, _, old in expected.values()))
        ]


def test_a_city_s_funds_are_what_its_rows_add_up_to(engine: Engine) -> None:
    editions.write(engine, city(80, 5, 6), kind="sample")
    with database.reading(engine) as connection:
        for scope in (Scope(), Scope(as_of=date(2024, 12, 31), sectors=("roads",)), Scope(organisations=(1,))):
            check(connection, scope)


@settings(deadline=None, max_examples=12)
@given(scope=SCOPES)
def test_a_city_s_funds_are_what_its_rows_add_up_to_under_any_filter(reading: Connection, scope: Scope) -> None:
    check(reading, scope)


@settings(deadline=None, max_examples=12)
@given(scope=SCOPES, dimension=st.sampled_from(["sector", "district", "tier"]))
def test_groups_and_sources_add_up_to_the_whole_under_any_filter(
    reading: Connection, scope: Scope, dimension: str
) -> None:
    total = tables.make(reading, "fund_totals", scope)
    for name in (f"fund_mix_by_{dimension}", "fund_mix_by_year", "fund_sources"):
        parts = tables.make(reading, name, scope)
        assert parts["allocated"].sum() == total["allocated"].sum(), name
    assert tables.make(reading, "fund_sources", scope)["paid"].sum() == total["paid"].sum()
    idle = tables.make(reading, f"idle_by_{dimension}", scope)
    assert idle["idle"].sum() == total["idle"].sum() == tables.make(reading, "idle_bands", scope)["idle"].sum()
    assert (idle[["idle_recent", "idle_middle", "idle_old", "idle_age_unknown"]].sum(axis=1) == idle["idle"]).all()
    nodes = tables.make(reading, "fund_nodes", scope)
    assert set(nodes.groupby("flow_column")["paid"].sum()) <= {total["paid"].sum()}
