"""The ledger: all payments in scope, and every way from their total down to each of them.

A trail is the way to a level: pairs of a dimension and a key, such as (("source", "city_budget"), ("payer",
"12")). Keys are what an address can hold: a source as stored, an organisation's number, a project's code, a
contract's identifier; "" (for an organisation "0") is "not stated". Two sums are asked for at every level, the
total of its trail and that of its rows, from different tables wherever two know it, so that they check each other.

The raw table of payments is read for one project only, and by key for those that are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Label, Select, Subquery, Table, and_, select

from analytics.frames import FRAMES
from analytics.language import is_missing
from analytics.measures import ledger
from analytics.scope import Scope
from data import bulk, schema
from data.queries import groups, ledger_sums, one_project
from data.queries.common import known_at, read, resolve
from data.queries.ledger_sums import BODIES, PAYMENT, Trail
from data.schema_derived import project_fact


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows, how many payments they count, and what these come to in minor units."""

    rows: int = 0
    payments: int = 0
    paid: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """The total of a trail; what all its rows add up to; `listed` rows from number `first` on, and after them one
    that counts all others; what is left out; the names of the steps of the trail in both languages."""

    total: int
    rows: Sum
    first: int
    listed: int
    shown: pd.DataFrame
    left_out: Sum
    steps: Sequence[tuple[str | None, str | None]]


def totals(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `ledger_totals` frame, the currency with most payments first."""
    counted = bulk.fetch(connection, ledger_sums.whole(scope, None))
    doubted = bulk.fetch(connection, ledger_sums.left_out(scope, None, ()))
    names = {"payments": "payments_left_out", "paid": "paid_left_out"}
    both = counted.merge(doubted.rename(columns=names), on="currency", how="outer")
    both = both.fillna({"payments": 0, "payments_left_out": 0})
    return FRAMES["ledger_totals"].cast(both.sort_values(["payments", "currency"], ascending=[False, True]))


def every(connection: Connection, scope: Scope, by: str) -> pd.DataFrame:
    """The frame `ledger_by_...`: all payments in scope by one dimension, currency by currency."""
    return rows(connection, scope, None, (), by)


def total(connection: Connection, scope: Scope, currency: str, trail: Trail, by: str) -> int:
    """What was paid along a trail, in minor units."""
    return int(connection.scalar(ledger_sums.total(_dated(connection, scope), currency, trail, by)) or 0)


def level(
    connection: Connection, scope: Scope, currency: str, trail: Trail, by: str, first: int = 0, size: int = 25
) -> Level:
    """A level by one of `ledger_sums.DIMENSIONS` or PAYMENT; beyond the last row it is the last page."""
    scope = _dated(connection, scope)
    if by == PAYMENT:
        found = _sum(connection, ledger_sums.of_each(scope, currency, trail))
        first = min(first, _last(found.rows, size))
        page = shown = payments(connection, scope, currency, trail, first, size)
    else:
        page, found = _page(connection, scope, currency, trail, by, first, size)
        if page.empty and first:
            found = _page(connection, scope, currency, trail, by, 0, 1)[1]
            first = _last(found.rows, size)
            page, found = _page(connection, scope, currency, trail, by, first, size)
        page = ledger.percents(page, found.paid)
        shown = ledger.with_others(page, found.rows, found.payments, found.paid)
    return Level(
        total(connection, scope, currency, trail, by),
        found,
        first,
        len(page),
        shown,
        _sum(connection, ledger_sums.left_out(scope, currency, trail)),
        [_step(connection, scope, dimension, key) for dimension, key in trail],
    )


def rows(
    connection: Connection,
    scope: Scope,
    currency: str | None,
    trail: Trail,
    by: str,
    first: int = 0,
    size: int | None = None,
) -> pd.DataFrame:
    """The frame `ledger_by_...` of a level, the largest first: `size` rows from number `first` on, or all."""
    return _page(connection, _dated(connection, scope), currency, trail, by, first, size)[0]


def payments(
    connection: Connection, scope: Scope, currency: str, trail: Trail, first: int = 0, size: int | None = None
) -> pd.DataFrame:
    """The frame `project_payments` of the project on a trail, as far as they lie along it and count; newest first."""
    scope = _dated(connection, scope)
    asked = one_project.statement(replace(scope, project=ledger_sums.project_of(trail)), "project_payments")
    wanted = asked.where(*ledger_sums.each(scope, currency, trail)).offset(first).limit(size)
    return read(connection, wanted, FRAMES["project_payments"])


def _dated(connection: Connection, scope: Scope) -> Scope:
    """The scope with its date; in an empty database any will do."""
    dated = resolve(connection, scope)
    return dated if dated.as_of else dated.at(date.max)


def _page(
    connection: Connection, scope: Scope, currency: str | None, trail: Trail, by: str, first: int, size: int | None
) -> tuple[pd.DataFrame, Sum]:
    """Some rows of a level, and what all of them add up to (nothing where there is none from `first` on)."""
    found = ledger_sums.of_rows(ledger_sums.grouped(scope, currency, trail, by))
    keys = [column.name for column in found.selected_columns if column.name in ("key", "project_id")]
    part = found.order_by("currency", found.selected_columns.paid.desc(), *keys).offset(first).limit(size).subquery()
    order = (part.c.currency, part.c.paid.desc(), *(part.c[key] for key in keys))
    fetched = bulk.fetch(connection, _named(part, scope, by).order_by(*order))
    page = FRAMES[f"ledger_by_{by}"].cast(ledger.percents(_labelled(fetched, by)))
    whole = [int(fetched[f"all_{name}"].iloc[0]) for name in ("rows", "payments", "paid")] if len(fetched) else []
    return page, Sum(*whole)


def _last(rows: int, size: int) -> int:
    """The number of the first row of the last page."""
    return max(0, (rows - 1) // size * size)


def _sum(connection: Connection, statement: Select) -> Sum:
    found = bulk.fetch(connection, statement)
    if found.empty:
        return Sum()
    row = found.iloc[0]
    return Sum(int(row.get("rows", 0)), int(row["payments"]), int(row["paid"]))


def _named(part: Subquery, scope: Scope, by: str) -> Select:
    """The rows with `name_en` and `name_zh`; a contract also with its `title`, its project's `code` and names."""
    key = part.c.key
    if by == "source":
        label = schema.code_label
        return _with_names(part, label, and_(label.c.kind == "source", label.c.code == key))
    if by in BODIES:
        return _with_names(part, schema.organisation, schema.organisation.c.id == key)
    project = part.c.project_id if by == "contract" else key
    on = and_(project_fact.c.project_id == project, *known_at(project_fact, scope.as_of))
    statement = _with_names(part, project_fact, on).add_columns(project_fact.c.code)
    return statement.add_columns(_title(part, scope)) if by == "contract" else statement


def _with_names(part: Subquery, table: Table, on: ColumnElement[bool]) -> Select:
    return select(*part.c, table.c.name_en, table.c.name_zh).select_from(part.outerjoin(table, on))


def _title(part: Subquery, scope: Scope) -> Label[str | None]:
    """The last known title of each contract."""
    made = schema.contract.c
    last = select(made.title).where(
        made.project_id == part.c.project_id,
        made.identifier == part.c.key,
        made.as_of <= scope.as_of,
        made.title.is_not(None),
    )
    return (
        last.order_by(made.as_of.desc(), made.edition_id.desc(), made.id.desc())
        .limit(1)
        .scalar_subquery()
        .label("title")
    )


def _labelled(found: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows with `group` (NA is "not stated") and its names."""
    if by == "contract":
        title = found["title"].map(lambda title: f" · {title}", na_action="ignore").fillna("")
        written = found["key"] + title
        return groups.named(found.assign(group=found["key"]), ({}, {})).pipe(
            lambda rows: rows.assign(
                group_en=written.where(rows["group"].notna(), rows["group_en"]),
                group_zh=written.where(rows["group"].notna(), rows["group_zh"]),
            )
        )
    key = found["code"] if by == "project" else found["key"]
    group = key.astype(object).where(key != 0, "") if by in BODIES else key
    english = found["name_en"].where(found["name_en"].notna(), found["name_zh"])
    chinese = found["name_zh"].where(found["name_zh"].notna(), found["name_en"])
    names = (_by_code(group, english), _by_code(group, chinese))
    return groups.named(found.assign(group=group), names)


def _by_code(group: pd.Series, names: pd.Series) -> dict[str, str]:
    return {str(code): name for code, name in zip(group, names, strict=True) if not is_missing(name)}


def _step(connection: Connection, scope: Scope, dimension: str, key: str) -> tuple[str | None, str | None]:
    """What a step of a trail is called in both languages; (None, None) where only its key is known."""
    if dimension == "source":
        label = schema.code_label.c
        names = select(label.name_en, label.name_zh).where(label.kind == "source", label.code == key)
    elif dimension in BODIES:
        body = schema.organisation.c
        names = select(body.name_en, body.name_zh).where(body.id == int(key))
    elif dimension == "project":
        fact = project_fact.c
        mine = select(schema.project.c.id).where(schema.project.c.code == key).scalar_subquery()
        names = select(fact.name_en, fact.name_zh).where(fact.project_id == mine, *known_at(project_fact, scope.as_of))
    else:
        return None, None
    found = connection.execute(names).first()
    return (found.name_en, found.name_zh) if found else (None, None)
