"""The user's own rules for lights: entered and withdrawn, never edited; of one name the newest in force counts."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Engine, insert

from analytics.frames import FRAMES
from analytics.measures import light_rule_check, light_tables
from analytics.measures.light_rule_check import LightEntry
from analytics.scope import Scope
from data.database import BUSY_SECONDS, writing
from data.queries import lights
from data.queries.common import resolve
from data.rules import mark_withdrawn, next_number, now, plain, standing
from data.schema import light_rule


@dataclass(frozen=True, slots=True)
class Answer:
    """The frames `light_counts` and `light_reasons` of one rule that is not written yet, and of the reported light."""

    counts: pd.DataFrame
    reasons: pd.DataFrame


def asked(connection: Connection, entry: LightEntry, scope: Scope) -> Answer:
    """Which lights a rule would give, as if it were in force; BadRule with all that is wrong with it."""
    rule = light_rule_check.added(entry)
    projects, day = lights.on_day(connection, resolve(connection, scope))
    judged = light_tables.judge(projects, [rule], day)
    return Answer(
        FRAMES["light_counts"].cast(light_tables.counts(judged)),
        FRAMES["light_reasons"].cast(light_tables.reasons(judged)),
    )


def add(
    engine: Engine,
    entry: LightEntry,
    *,
    wait_seconds: float = BUSY_SECONDS,
) -> int:
    """Enter a rule, from its day on; returns the number of the entry."""
    rule = light_rule_check.added(entry)
    with writing(engine, wait_seconds) as connection:
        number = next_number(connection, light_rule)
        connection.execute(
            insert(light_rule).values(
                id=number,
                name=rule.name,
                measure=rule.measure,
                watch_from=f"{rule.watch_from:f}",
                watch_included=int(rule.watch_included),
                late_from=f"{rule.late_from:f}",
                late_included=int(rule.late_included),
                least_plan=None if rule.least_plan is None else f"{rule.least_plan:f}",
                currency=rule.currency,
                effective_from=rule.effective_from,
                source=rule.source,
                entered_by=plain(entry.entered_by),
                created_at=now(),
            )
        )
    return number


def withdraw(engine: Engine, number: int, withdrawn_by: str = "", *, wait_seconds: float = BUSY_SECONDS) -> None:
    """Withdraw a rule: it is kept with its date, and an older one of its name counts again."""
    with writing(engine, wait_seconds) as connection:
        standing(connection, light_rule, number)
        mark_withdrawn(connection, light_rule, number, withdrawn_by)
