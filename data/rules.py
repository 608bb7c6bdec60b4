"""The user's own policy numbers: entered and withdrawn, never edited; a newer row wins, a withdrawn one is kept.

Each change is one transaction: the row, and the derived tables where they rest on the number. What is
wrong with an entry is said all at once, and then nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Table, func, insert, select, update

from analytics.errors import NotFound
from analytics.language import N_
from analytics.measures import rule_check
from analytics.measures.rule_check import Entry
from analytics.scope import Scope
from analytics.thresholds import Thresholds
from data import derive
from data.database import BUSY_SECONDS, writing
from data.queries import what_if
from data.queries.rules import from_row, thresholds
from data.schema import rule

Tick = Callable[[int], None]
# The policy numbers that the derived tables rest on, by how their keys begin.
DERIVED_FROM = ("tier.a_above", "tier.b_from", "light.", "delay.", "fiscal.", "rate.")


@dataclass(frozen=True, slots=True)
class Change:
    """The policy numbers before and after an entry or a withdrawal that is not written yet."""

    key: str
    before: Thresholds
    after: Thresholds

    @property
    def rebuilds(self) -> bool:
        """Whether the derived tables rest on the number."""
        return self.key.startswith(DERIVED_FROM)


def entering(connection: Connection, entry: Entry) -> Change:
    """What an entry would change; BadRule with all that is wrong with it."""
    known = thresholds(connection)
    return Change(entry.key, known, rule_check.with_own(known, rule_check.added(entry, known)))


def withdrawing(connection: Connection, number: int) -> Change:
    """What withdrawing an entry would change; NotFound where there is none, BadRule where it may not go."""
    row = standing(connection, rule, number)
    others = select(rule).where(rule.c.withdrawn_at.is_(None), rule.c.id != number).order_by(rule.c.id)
    after = Thresholds(from_row(other) for other in connection.execute(others))
    rule_check.check_order(after, row.key, row.currency)
    return Change(row.key, thresholds(connection), after)


@dataclass(frozen=True, slots=True)
class Answer:
    """The frames `rule_moves`, `rule_moved_projects` and `rule_pace` of one change that is not written yet."""

    moves: pd.DataFrame
    projects: pd.DataFrame
    pace: pd.DataFrame


def asked(connection: Connection, change: Entry | int, scope: Scope) -> Answer:
    """What an entry, or the withdrawal of the entry with this number, would move."""
    made = entering(connection, change) if isinstance(change, Entry) else withdrawing(connection, change)
    moved = what_if.moves(connection, scope, made.before, made.after)
    return Answer(moved.summary, moved.projects, what_if.pace(connection, scope, made.before, made.after))


def add(engine: Engine, entry: Entry, tick: Tick = lambda _done: None, *, wait_seconds: float = BUSY_SECONDS) -> int:
    """Enter a policy number, from its day on; returns the number of the entry. `tick` is told how many projects
    are done."""
    with writing(engine, wait_seconds) as connection:
        change = entering(connection, entry)
        made = rule_check.added(entry, change.before)
        number = next_number(connection, rule)
        connection.execute(
            insert(rule).values(
                id=number,
                key=made.key,
                currency=made.currency,
                value=f"{made.value:f}",
                unit=made.unit,
                effective_from=made.effective_from,
                source=plain(made.source),
                entered_by=plain(entry.entered_by),
                created_at=now(),
            )
        )
        if change.rebuilds:
            derive.rebuild(connection, tick)
    return number


def withdraw(
    engine: Engine,
    number: int,
    withdrawn_by: str = "",
    tick: Tick = lambda _done: None,
    *,
    wait_seconds: float = BUSY_SECONDS,
) -> None:
    """Withdraw an entry: it is kept with its date, and the value before it counts again."""
    with writing(engine, wait_seconds) as connection:
        change = withdrawing(connection, number)
        mark_withdrawn(connection, rule, number, withdrawn_by)
        if change.rebuilds:
            derive.rebuild(connection, tick)


def next_number(connection: Connection, table: Table) -> int:
    """The number of the next row of a table that persons write, within the one writer's transaction."""
    return (connection.scalar(select(func.max(table.c.id))) or 0) + 1


def mark_withdrawn(connection: Connection, table: Table, number: int, withdrawn_by: str) -> None:
    """Note when and by whom a row was withdrawn."""
    connection.execute(
        update(table).where(table.c.id == number).values(withdrawn_at=now(), withdrawn_by=plain(withdrawn_by))
    )


def standing(connection: Connection, table: Table, number: int) -> Any:
    """A row that is not withdrawn; NotFound where there is none of this number."""
    row = connection.execute(select(table).where(table.c.id == number, table.c.withdrawn_at.is_(None))).first()
    if row is None:
        raise NotFound(N_("There is no entry {number} that could be withdrawn."), number=number)
    return row


def plain(text: str) -> str | None:
    """What a person wrote, without the one character that PostgreSQL cannot keep; None where nothing is left."""
    return text.replace("\0", "").strip() or None


def now() -> datetime:
    """This moment in UTC, as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)
