"""Selects for the ledger: which table answers for a level, and under which conditions.

All but the total of a level give `currency`, `payments` and `paid`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Select, Table, case, func, select

from analytics.scope import Scope
from data import schema
from data.queries.common import in_scope, known_at, projects_of
from data.queries.merged import counted
from data.schema_derived import (
    investment_rollup,
    payee_rollup,
    payment_rollup,
    project_fact,
    project_payment,
    project_year,
)

Trail = tuple[tuple[str, str], ...]
# dimension -> its column in the derived tables and in `payment`
DIMENSIONS = {
    "source": "source",
    "payer": "payer_id",
    "project": "project_id",
    "contract": "contract",
    "payee": "payee_id",
}
BODIES = ("payer", "payee")
PAYMENT = "payment"  # the last level: each payment by itself
_HELD = {payment_rollup: {"source", "payer"}, payee_rollup: {"payee"}}


def project_of(trail: Trail) -> str | None:
    """The code of the project on a trail."""
    return dict(trail).get("project")


def total(scope: Scope, currency: str, trail: Trail, by: str) -> Select:
    """What was paid along a trail, from another table than the rows of the level wherever another knows it: the
    whole from the fiscal years that other pages add up, a project from its payments themselves. Where only
    `project_payment` knows, the projects in scope are looked up instead of its own scope columns."""
    if by == PAYMENT:
        return _sum(project_payment.c.paid, _conditions(project_payment, scope, currency, trail))
    if project_of(trail) is not None:
        return _sum(schema.payment.c.amount, each(scope, currency, trail))
    held = {dimension for dimension, _ in trail}
    for rollup, known in ((investment_rollup, set[str]()), *_HELD.items()):
        if held <= known and _knows(rollup, scope):
            return _sum(rollup.c.paid, _conditions(rollup, scope, currency, trail))
    table = project_payment if trail else project_year
    conditions = [*known_at(table, scope.as_of), table.c.currency == currency, *_along(table, trail)]
    joined = table.join(project_fact, project_fact.c.project_id == table.c.project_id)
    return _sum(table.c.paid, [*conditions, *in_scope(scope)]).select_from(joined)


def grouped(scope: Scope, currency: str | None, trail: Trail, by: str) -> Select:
    """The rows of a level: `key`, `currency`, `payments`, `paid`, and for contracts `project_id` (0 for those that
    name none, which stand in one row)."""
    table = _holding(scope, trail, by)
    column = table.c[DIMENSIONS[by]]
    keys = [column.label("key")]
    if by == "contract":
        keys.append(case((column == "", 0), else_=table.c.project_id).label("project_id"))
    return _counted(table, _conditions(table, scope, currency, trail), *keys)


def whole(scope: Scope, currency: str | None) -> Select:
    """All payments in scope, with their number."""
    table = _holding(scope, (), "source")
    return _counted(table, _conditions(table, scope, currency, ()))


def each(scope: Scope, currency: str, trail: Trail) -> list[ColumnElement[bool]]:
    """Conditions on `payment` for those along a trail that names a project. A value in doubt counts as not stated,
    and a payment whose amount is in doubt does not count."""
    table, code = schema.payment.c, project_of(trail) or ""
    mine = select(project_fact.c.project_id).where(project_fact.c.project_id == _value("project", code))
    conditions = [table.project_id.in_(mine.where(*in_scope(scope))), table.currency == currency]
    conditions.append(table.as_of <= scope.as_of)
    conditions.append(_undoubted(table.amount, code).is_not(None))
    for dimension, key in trail:
        if dimension != "project":
            stated = func.coalesce(_undoubted(table[DIMENSIONS[dimension]], code), _nothing(dimension))
            conditions.append(stated == _value(dimension, key))
    return conditions


def left_out(scope: Scope, currency: str | None, trail: Trail) -> Select:
    """The payments along a trail whose amount is under a flag that nobody has accepted: each found by its key."""
    table, flag = schema.payment, schema.flag.c
    conditions = [flag.subject == table.name, flag.field == "amount", flag.state != "accepted"]
    conditions += [table.c.as_of <= scope.as_of, *in_scope(scope)]
    if currency is not None:
        conditions.append(table.c.currency == currency)
    for dimension, key in trail:
        column = table.c[DIMENSIONS[dimension]]
        stated = column if dimension == "project" else func.coalesce(_followed(column), _nothing(dimension))
        conditions.append(stated == _value(dimension, key))
    joined = schema.flag.join(table, table.c.id == flag.subject_id)
    joined = joined.join(project_fact, project_fact.c.project_id == table.c.project_id)
    sums = (func.count().label("payments"), func.sum(table.c.amount).label("paid"))
    return select(table.c.currency, *sums).select_from(joined).where(*conditions).group_by(table.c.currency)


def of_rows(rows: Select) -> Select:
    """The rows of a level, each beside how many there are and what they add up to."""
    row = rows.subquery()
    sums = (func.sum(row.c[name]).over().label(f"all_{name}") for name in ("payments", "paid"))
    return select(*row.c, func.count().over().label("all_rows"), *sums)


def of_each(scope: Scope, currency: str, trail: Trail) -> Select:
    """How many payments of a project there are along a trail, and what they add up to."""
    table = schema.payment.c
    sums = (func.count().label("rows"), func.count().label("payments"), func.sum(table.amount).label("paid"))
    return select(table.currency, *sums).where(*each(scope, currency, trail)).group_by(table.currency)


def _knows(rollup: Table, scope: Scope) -> bool:
    """Whether a rollup can tell a scope: none knows projects or bodies, and that of the payees only the whole."""
    if rollup is payee_rollup:
        return not scope.is_filtered
    return not scope.organisations and scope.project is None


def _holding(scope: Scope, trail: Trail, by: str) -> Table:
    """The table that gives the rows of a level soonest."""
    needed = {by, *(dimension for dimension, _ in trail)}
    found = (rollup for rollup, known in _HELD.items() if needed <= known and _knows(rollup, scope))
    return next(found, project_payment)


def _conditions(table: Table, scope: Scope, currency: str | None, trail: Trail) -> list[ColumnElement[bool]]:
    """A rollup's changes up to the scope's date, or the state of each project at that date, along the trail."""
    c = table.c
    conditions = known_at(table, scope.as_of) if "valid_to" in c else [c.as_of <= scope.as_of]
    if currency is not None:
        conditions.append(c.currency == currency)
    for column, wanted in (("sector", scope.sectors), ("district", scope.districts), ("tier", scope.tiers)):
        if wanted:
            conditions.append(c[column].in_(wanted))
    if scope.organisations:
        conditions.append(c.project_id.in_(projects_of(scope)))
    if scope.project is not None:
        conditions.append(c.project_id == _value("project", scope.project))
    return [*conditions, *_along(table, trail)]


def _along(table: Table, trail: Trail) -> list[ColumnElement[bool]]:
    return [table.c[DIMENSIONS[dimension]] == _value(dimension, key) for dimension, key in trail]


def _value(dimension: str, key: str) -> Any:
    """What stands in the column for a key of a trail."""
    if dimension == "project":
        return select(schema.project.c.id).where(schema.project.c.code == key).scalar_subquery()
    return int(key) if dimension in BODIES else key


def _nothing(dimension: str) -> str | int:
    """What stands for "not stated" in the derived tables."""
    return 0 if dimension in BODIES else ""


def _undoubted(column: Column, code: str) -> ColumnElement[Any]:
    """A column of `payment`, NULL where the value is under a flag that nobody has accepted."""
    flag = schema.flag.c
    doubted = select(flag.subject_id).where(
        flag.project_id == _value("project", code),
        flag.subject == "payment",
        flag.field == column.name,
        flag.state != "accepted",
    )
    return case((column.table.c.id.in_(doubted), None), else_=_followed(column))


def _followed(column: Column) -> ColumnElement[Any]:
    """A column of `payment`; a body is the one that it counts as."""
    bodies = {DIMENSIONS[dimension] for dimension in BODIES}
    return counted(column, column.table.c.as_of) if column.name in bodies else column


def _sum(paid: ColumnElement[int], conditions: list[ColumnElement[bool]]) -> Select:
    return select(func.coalesce(func.sum(paid), 0)).where(*conditions)


def _counted(table: Table, conditions: list[ColumnElement[bool]], *keys: ColumnElement[Any]) -> Select:
    columns = [*keys, table.c.currency]
    sums = [func.sum(table.c[name]).label(name) for name in ("payments", "paid")]
    statement = select(*columns, *sums).where(*conditions).group_by(*columns)
    return statement.having(func.sum(table.c.payments) != 0)  # changes that have come to nothing
