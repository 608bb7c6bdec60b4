"""What persons decide about names of organisations: that two mean the same body, or that they do not.

Nothing is merged by itself. A decision is entered with a reason and a name, kept in a log for ever, and withdrawn but
never deleted; once withdrawn, every figure is as it was. Decisions go by the organisations' keys, so that they outlive
an edition that is taken back. `valid_from` and `valid_to` bound them by the dates of reports: a name may have meant
another body before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, and_, insert, or_, select, update

from analytics.codes import NAME_DECISIONS
from analytics.errors import NotFound, PortfolioError
from analytics.language import N_
from analytics.scope import Scope
from data import derive, schema
from data.database import BUSY_SECONDS, writing
from data.derive import merges
from data.overrides import EARLIEST, LATEST, refuse, wording
from data.queries import register
from data.queries.common import resolve
from data.rules import next_number, now
from data.schema_derived import FOREVER

Tick = Callable[[int], None]
_TABLE = schema.organisation_merge
SAME, DIFFERENT = NAME_DECISIONS


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision as entered: whether `organisation` counts as `into` (both are keys) in the reports of some dates."""

    organisation: str
    into: str
    decision: str = SAME
    valid_from: date | None = None
    valid_to: date | None = None
    reason: str = ""
    entered_by: str = ""


def decide(engine: Engine, entry: Entry, tick: Tick = lambda _done: None, *, wait_seconds: float = BUSY_SECONDS) -> int:
    """Write a decision and derive anew the projects whose bodies count otherwise. Returns its number; `Mistakes` names
    all that is wrong with it. `tick` is told how many projects are done."""
    with writing(engine, wait_seconds) as connection:
        refuse(mistakes(connection, entry))
        number = next_number(connection, _TABLE)
        connection.execute(
            insert(_TABLE).values(
                id=number,
                organisation_key=entry.organisation,
                decision=entry.decision,
                into_key=entry.into,
                valid_from=entry.valid_from,
                valid_to=entry.valid_to,
                reason=entry.reason.strip(),
                entered_by=entry.entered_by.strip(),
                created_at=now(),
            )
        )
        derive.refresh(connection, derive.recount(connection), tick)
    return number


def withdraw(
    engine: Engine,
    number: int,
    reason: str,
    by: str,
    tick: Tick = lambda _done: None,
    *,
    wait_seconds: float = BUSY_SECONDS,
) -> None:
    """End a decision: it counts no more and stays in the log. A reason and a name are needed for that too."""
    reason, by = reason.strip(), by.strip()
    with writing(engine, wait_seconds) as connection:
        _standing(connection, number)
        refuse([*wording(reason, N_("Say why the decision is withdrawn.")), *wording(by, N_("Say who withdraws it."))])
        connection.execute(
            update(_TABLE)
            .where(_TABLE.c.id == number)
            .values(withdrawn_at=now(), withdrawn_by=by, withdrawn_reason=reason)
        )
        derive.refresh(connection, derive.recount(connection), tick)


@dataclass(frozen=True, slots=True)
class Answer:
    """The frames `merge_effects` and `merged_projects` of one change that is not written yet."""

    effects: pd.DataFrame
    projects: pd.DataFrame


def asked(connection: Connection, change: Entry | int, scope: Scope) -> Answer:
    """What a decision, or the withdrawal of the one with this number, would change; refused like the change itself,
    but for reason and name, which may come later."""
    standing, scope = merges.standing(connection), resolve(connection, scope)
    if isinstance(change, Entry):
        refuse(clashes(connection, change))
        after = [*standing, _same(change)] if change.decision == SAME else standing
    else:
        row = _standing(connection, change)
        gone = merges.Same(row.organisation_key, row.valid_from or date.min, row.valid_to or FOREVER, row.into_key)
        after = [one for one in standing if one != gone]
    made = register.held_against(
        connection, scope, merges.worked_out(connection, standing), merges.worked_out(connection, after)
    )
    return Answer(register.effects_of(made), register.projects_of(made))


def key_of(connection: Connection, words: str) -> str:
    """The key of the organisation that is meant by a key or by a name that one alone has; NotFound otherwise."""
    body = schema.organisation.c
    for column in (body.key, body.name_en, body.name_zh):
        found = [] if "\0" in words else list(connection.scalars(select(body.key).where(column == words).limit(2)))
        if len(found) == 1:
            return found[0]
    raise NotFound(N_("There is no organisation “{name}”, or several have this name."), name=words)


def mistakes(connection: Connection, entry: Entry) -> list[PortfolioError]:
    """Everything that is wrong with a decision, in the order of the form."""
    return [
        *clashes(connection, entry),
        *wording(entry.reason.strip(), N_("Give the reason for the decision.")),
        *wording(entry.entered_by.strip(), N_("Say who decides.")),
    ]


def clashes(connection: Connection, entry: Entry) -> list[PortfolioError]:
    """What is wrong with a decision but for its reason and name: bodies, dates, and decisions that stand against it."""
    found: list[PortfolioError] = []
    body = schema.organisation.c
    for key in (entry.organisation, entry.into):
        if "\0" in key or connection.scalar(select(body.id).where(body.key == key)) is None:
            found.append(NotFound(N_("There is no organisation with the key “{key}”."), key=key))
    if entry.organisation == entry.into:
        found.append(PortfolioError(N_("Choose two different names.")))
    if entry.decision not in NAME_DECISIONS:
        found.append(PortfolioError(N_("Say whether the two names mean the same body or two different ones.")))
    days = [day for day in (entry.valid_from, entry.valid_to) if day is not None]
    if not all(EARLIEST <= day <= LATEST for day in days):
        found.append(PortfolioError(N_("Give dates between 1950 and 2100, or none.")))
    elif len(days) == 2 and days[0] >= days[1]:
        found.append(PortfolioError(N_("The first day has to come before the day from which it no longer holds.")))
    return found or _against(connection, entry)


def _against(connection: Connection, entry: Entry) -> list[PortfolioError]:
    """The standing decisions that this one cannot stand beside."""
    row, new = _TABLE.c, _same(entry)
    one, other = entry.organisation, entry.into
    pair = or_(
        and_(row.organisation_key == one, row.into_key == other),
        and_(row.organisation_key == other, row.into_key == one),
    )
    opposite = and_(pair, or_(row.decision != entry.decision, row.decision == DIFFERENT))
    same = and_(row.organisation_key == one, row.decision == SAME) if entry.decision == SAME else opposite
    rows = connection.execute(select(_TABLE).where(row.withdrawn_at.is_(None), or_(opposite, same)).order_by(row.id))
    for stands in rows:
        begin, end = stands.valid_from or date.min, stands.valid_to or FOREVER
        if stands.decision == DIFFERENT or entry.decision == DIFFERENT or (begin < new.end and new.begin < end):
            words = (
                N_("Decision {number} says that “{name}” and “{other}” are two bodies. Withdraw it first.")
                if stands.decision == DIFFERENT
                else N_("Decision {number} says that “{name}” counts as “{other}” in these dates. Withdraw it first.")
            )
            return [PortfolioError(words, number=stands.id, name=stands.organisation_key, other=stands.into_key)]
    if entry.decision == SAME and (through := _circle(merges.standing(connection), new)):
        return [
            PortfolioError(
                N_("This would go in a circle: “{into}” counts as “{name}” already, through {chain}."),
                into=entry.into, name=entry.organisation, chain=" → ".join(through),
            )
        ]  # fmt: skip
    return []


def _circle(decisions: list[merges.Same], new: merges.Same) -> list[str]:
    """The names by which `new.into` counts as `new.key` somewhere in its dates; none where it does not."""

    def reaches(key: str, begin: date, end: date) -> list[str]:
        if key == new.key:
            return [key]
        for one in decisions:
            first, last = max(one.begin, begin), min(one.end, end)
            if one.key == key and first < last and (found := reaches(one.into, first, last)):
                return [key, *found]
        return []

    return reaches(new.into, new.begin, new.end)


def _same(entry: Entry) -> merges.Same:
    return merges.Same(entry.organisation, entry.valid_from or date.min, entry.valid_to or FOREVER, entry.into)


def _standing(connection: Connection, number: int) -> Any:
    row = connection.execute(select(_TABLE).where(_TABLE.c.id == number, _TABLE.c.withdrawn_at.is_(None))).one_or_none()
    if row is None:
        raise NotFound(N_("There is no decision {number} to withdraw."), number=number)
    return row
