"""Flows of money balance to the fen, whatever was paid, and fit into a picture."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import fund_flows
from tests.tables import draw, rows

PAYMENTS = """
    source | payer | project | payee | paid
    bond   | 1     | P1      | 7     | 500
    bond   | 1     | P2      | 7     | 200
    grant  | 1     | P2      | 8     | 100
           | 2     | P3      | 8     | 150
    grant  |       | P4      |       | 50
"""


def flows(payments: pd.DataFrame, largest: int = 99) -> tuple[pd.DataFrame, pd.DataFrame]:
    """As the query asks for it: everything by payer and by payee, and what the largest projects paid."""
    payments = payments.rename(columns={"project": "third"})
    paid = payments.groupby("third")["paid"].sum().sort_values(ascending=False)
    return fund_flows.flows(
        _by(payments, "source", "payer"),
        _by(payments[payments["third"].isin(paid.index[:largest])], "payer", "third", "payee"),
        _by(payments, "payee"),
        len(paid),
    )


def _by(payments: pd.DataFrame, *names: str) -> pd.DataFrame:
    return payments.groupby(list(names), dropna=False)["paid"].sum().reset_index()


def test_money_that_names_no_source_payer_or_payee_has_a_node_of_its_own_in_each_column() -> None:
    nodes, _ = flows(draw(PAYMENTS))
    assert rows(nodes[["column", "kind", "key", "members", "paid"]]) == [
        (0, "named", "bond", 1, 700),
        (0, "named", "grant", 1, 150),
        (0, "unknown", None, None, 150),
        (1, "named", 1, 1, 800),
        (1, "named", 2, 1, 150),
        (1, "unknown", None, None, 50),
        (2, "named", "P1", 1, 500),
        (2, "named", "P2", 1, 300),
        (2, "named", "P3", 1, 150),
        (2, "named", "P4", 1, 50),
        (3, "named", 7, 1, 700),
        (3, "named", 8, 1, 250),
        (3, "unknown", None, None, 50),
    ]


def test_what_the_largest_project_leaves_flows_through_the_others() -> None:
    nodes, links = flows(draw(PAYMENTS), largest=1)
    assert rows(nodes.loc[nodes["column"] == 2, ["kind", "key", "members", "paid", "share"]]) == [
        ("named", "P1", 1, 500, 0.5),
        ("rest", None, 3, 500, 0.5),
    ]
    name = nodes.set_index("node")["key"].astype(object).where(nodes["kind"] == "named", nodes["kind"])
    named = [(name[a], name[b], paid) for a, b, paid in rows(links[["from_node", "to_node", "paid"]])]
    assert named[4:] == [
        (1, "P1", 500), (1, "rest", 300), (2, "rest", 150), ("unknown", "rest", 50),
        ("P1", 7, 500), ("rest", 8, 250), ("rest", 7, 200), ("rest", "unknown", 50),
    ]  # fmt: skip


def test_a_column_shows_its_largest_and_the_others_together() -> None:
    payments = pd.DataFrame(
        {"source": "bond", "payer": 1, "project": "P1", "payee": range(10), "paid": [10 * n + 1 for n in range(10)]}
    )
    nodes, _ = flows(payments)
    payees = nodes[nodes["column"] == 3]
    assert rows(payees[["kind", "key", "members"]]) == [
        *(("named", payee, 1) for payee in (9, 8, 7, 6, 5, 4)),
        ("rest", None, 4),
    ]


def test_a_refund_larger_than_its_payments_joins_the_others_rather_than_flow_backwards() -> None:
    nodes, links = flows(
        draw("""
            source | payer | project | payee | paid
            bond   | 1     | P1      | 7     | 500
            bond   | 1     | P1      | 8     | −90
        """)
    )
    assert rows(nodes.loc[nodes["column"] == 3, ["kind", "members", "paid"]]) == [("rest", 2, 410)]
    assert links["paid"].tolist() == [410, 410, 410]


@pytest.mark.parametrize("paid", [0, -5])
def test_payments_that_come_to_nothing_have_no_picture(paid: int) -> None:
    nodes, links = flows(
        draw(f"""
            source | payer | project | payee | paid
            bond   | 1     | P1      | 7     | 10
            bond   | 2     | P1      | 7     | {paid - 10}
        """)
    )
    assert nodes.empty
    assert links.empty


def test_totals_that_disagree_are_refused() -> None:
    with pytest.raises(ValueError, match="same total"):
        fund_flows.flows(
            draw("source | payer | paid\n bond | 1 | 10"),
            draw("payer | third | payee | paid\n 1 | P1 | 7 | 10"),
            draw("payee | paid\n 7 | 11"),
            1,
        )


def payments(least: int) -> st.SearchStrategy[pd.DataFrame]:
    """Any payments at all: keys missing, amounts at the limits of 64 bits, refunds where `least` is negative."""
    key = st.none() | st.integers(1, 12)
    one = st.tuples(key, key, st.integers(1, 12).map("P{}".format), key, st.integers(least, 2**57))
    names = ["source", "payer", "project", "payee", "paid"]
    return st.lists(one, min_size=1, max_size=60).map(lambda found: pd.DataFrame(found, columns=names))


@settings(deadline=None, max_examples=150)
@given(payments(-(2**57)) | payments(1), st.integers(1, 8))
def test_every_column_balances_whatever_was_paid(paid: pd.DataFrame, largest: int) -> None:
    nodes, links = flows(paid, largest)
    whole = sum(int(amount) for amount in paid["paid"])
    assert len(nodes) <= 25
    assert (links["paid"] > 0).all()
    assert nodes.empty == (whole <= 0)
    for column in range(4):
        in_column = nodes[nodes["column"] == column]
        assert sum(in_column["paid"]) == max(0, whole)
        for node, through in zip(in_column["node"], in_column["paid"], strict=True):
            entering, leaving = (sum(links.loc[links[end] == node, "paid"]) for end in ("to_node", "from_node"))
            assert entering == (through if column > 0 else 0)
            assert leaving == (through if column < 3 else 0)


@settings(deadline=None, max_examples=60)
@given(payments(1))
def test_a_link_between_two_named_nodes_is_what_flowed_between_them(paid: pd.DataFrame) -> None:
    nodes, links = flows(paid, largest=4)
    named = nodes[nodes["kind"] == "named"].set_index("node")["key"]
    columns = ["source", "payer", "project", "payee"]
    between = links[links["from_node"].isin(named.index) & links["to_node"].isin(named.index)]
    for link in between.itertuples():
        start, end = columns[link.column], columns[link.column + 1]
        along = paid[(paid[start] == named[link.from_node]) & (paid[end] == named[link.to_node])]
        assert link.paid == sum(along["paid"])
