"""The ledger the slow, obvious way: every payment looked at, one by one."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, select

from analytics.scope import Scope
from data import schema, tables
from data.queries.ledger_sums import DIMENSIONS, PAYMENT, Trail

Payment = dict[str, Any]


def payments(connection: Connection) -> list[Payment]:
    """All payments with the code of their project; a value under a flag that nobody has accepted is None."""
    flag, table = schema.flag.c, schema.payment
    asked = select(flag.subject_id, flag.field).where(flag.subject == "payment", flag.state != "accepted")
    doubted = {(row.subject_id, row.field) for row in connection.execute(asked)}
    joined = select(table, schema.project.c.code).join(schema.project, schema.project.c.id == table.c.project_id)
    return [
        {name: None if (row["id"], name) in doubted else value for name, value in row.items()}
        for row in connection.execute(joined).mappings()
    ]


def along(connection: Connection, every: list[Payment], scope: Scope, currency: str, trail: Trail) -> list[Payment]:
    """The payments of the projects in scope that were reported by its date, in a currency, along a trail."""
    known = tables.make(connection, "projects", scope)
    codes, day = set(known["code"]), scope.as_of or known["as_of"].max().date()
    return [
        one
        for one in every
        if one["code"] in codes
        and one["as_of"] <= day
        and one["amount"] is not None
        and one["currency"] == currency
        and all(key(one, dimension) == wanted for dimension, wanted in trail)
    ]


def key(one: Payment, dimension: str) -> str:
    """What an address would say."""
    if dimension == "project":
        return one["code"]
    value = one[DIMENSIONS[dimension]]
    return ("0" if dimension in ("payer", "payee") else "") if value is None else str(value)


def groups(found: list[Payment], by: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """(number, sum) by key; a contract is one of its project, but those that name none are one group."""
    sums: dict[tuple[str, ...], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in found:
        if by == PAYMENT:
            group: tuple[str, ...] = (str(one["id"]),)
        elif by == "contract" and one["contract"] is not None:
            group = (one["code"], one["contract"])
        else:
            group = (key(one, by),)
        count, paid = sums[group]
        sums[group] = count + 1, paid + one["amount"]
    return dict(sums)
