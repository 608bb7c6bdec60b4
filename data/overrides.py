"""Tiers that persons set by hand: entered with a reason, kept in a log for ever, withdrawn but never deleted.

No rule uses nature or complexity, so a person may: from a reporting date on the tier that was set is
the one in force. The tier by the rule and the one on the current figure stay beside it. Entries go by
the project's code, so that they outlive an edition that is taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
from sqlalchemy import Connection, Engine, func, insert, select, update

from analytics.codes import TIER_ASKS
from analytics.errors import Mistakes, NotFound, PortfolioError
from analytics.frames import FRAMES
from analytics.language import N_
from analytics.scope import Scope
from data import bulk, derive, schema
from data.database import BUSY_SECONDS, writing
from data.queries.common import read
from data.schema_derived import FOREVER, project_fact

LONGEST = 2000  # letters of a reason
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Entry:
    """A tier to be set by hand, as entered."""

    code: str
    tier: str
    reason: str
    entered_by: str
    effective_from: date | None


def set_tier(
    engine: Engine,
    code: str,
    tier: str,
    reason: str,
    entered_by: str,
    effective_from: date | None,
    *,
    wait_seconds: float = BUSY_SECONDS,
) -> int:
    """Write an entry and derive the project anew. Returns its number; `Mistakes` names all that is wrong with it."""
    entry = Entry(code.strip(), tier, reason.strip(), entered_by.strip(), effective_from)
    table = schema.tier_override
    with writing(engine, wait_seconds) as connection:
        refuse(mistakes(connection, entry))
        number = (connection.scalar(select(func.max(table.c.id))) or 0) + 1
        connection.execute(
            insert(table).values(
                id=number,
                project_code=entry.code,
                tier=entry.tier,
                reason=entry.reason,
                entered_by=entry.entered_by,
                effective_from=entry.effective_from,
                created_at=_now(),
            )
        )
        derive.refresh(connection, _ids(connection, entry.code))
    return number


def withdraw(engine: Engine, number: int, reason: str, by: str, *, wait_seconds: float = BUSY_SECONDS) -> None:
    """End an entry: it counts no more and stays in the log. A reason and a name are needed for that too."""
    table, reason, by = schema.tier_override, reason.strip(), by.strip()
    with writing(engine, wait_seconds) as connection:
        row = connection.execute(select(table).where(table.c.id == number)).one_or_none()
        if row is None or row.withdrawn_at is not None:
            raise NotFound(N_("There is no entry {number} to withdraw."), number=number)
        refuse([*wording(reason, N_("Say why the entry is withdrawn.")), *wording(by, N_("Say who withdraws it."))])
        connection.execute(
            update(table)
            .where(table.c.id == number)
            .values(withdrawn_at=_now(), withdrawn_by=by, withdrawn_reason=reason)
        )
        derive.refresh(connection, _ids(connection, row.project_code))


def refuse(found: Sequence[PortfolioError]) -> None:
    """`Mistakes` with all of them, where there are any."""
    if found:
        raise Mistakes.of(found)


def mistakes(connection: Connection, entry: Entry) -> list[PortfolioError]:
    """Everything that is wrong with an entry, in the order of the form."""
    found: list[PortfolioError] = []
    if "\0" in entry.code or not _ids(connection, entry.code):
        found.append(NotFound(N_("There is no project with the code “{code}”."), code=entry.code))
    if not entry.tier:
        found.append(PortfolioError(N_("Choose the tier that is to hold.")))
    elif entry.tier not in TIER_ASKS:
        found.append(PortfolioError(N_("“{tier}” is not a tier: choose A, B or C."), tier=entry.tier))
    found += wording(entry.reason, N_("Give the reason for setting the tier by hand."))
    found += wording(entry.entered_by, N_("Say who sets the tier."))
    if entry.effective_from is None or not EARLIEST <= entry.effective_from <= LATEST:
        found.append(PortfolioError(N_("Give the day from which it holds, between 1950 and 2100.")))
    return found


def wording(text: str, missing: str) -> list[PortfolioError]:
    """What is wrong with a reason or a name: that it is `missing`, or too long."""
    if not text:
        return [PortfolioError(missing)]
    if len(text) > LONGEST or "\0" in text:
        return [PortfolioError(N_("A reason or name has at most {n} letters."), n=LONGEST)]
    return []


def _ids(connection: Connection, code: str) -> list[int]:
    """The project of that code, if it is known: the edition that brought it may have been taken back."""
    return list(connection.scalars(select(schema.project.c.id).where(schema.project.c.code == code)))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def log(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `tier_overrides` frame: every entry ever made, newest first, with the project's newest name."""
    entry, fact, frame = schema.tier_override.c, project_fact.c, FRAMES["tier_overrides"]
    words = {
        "entry": entry.id,
        "code": entry.project_code,
        "name_en": fact.name_en,
        "name_zh": fact.name_zh,
        "tier_set": entry.tier,
        "override_from": entry.effective_from,
        "override_reason": entry.reason,
        "entered_at": entry.created_at,
    }
    statement = (
        select(*(words[name].label(name) if name in words else entry[name] for name in frame.columns))
        .select_from(
            schema.tier_override.outerjoin(project_fact, (fact.code == entry.project_code) & (fact.valid_to == FOREVER))
        )
        .order_by(entry.id.desc())
    )
    return read(connection, statement, frame)


def states(connection: Connection, code: str) -> pd.DataFrame:
    """The reported states of one project, oldest first: as_of, valid_to and its tiers, leaders and delegation."""
    fact = project_fact.c
    names = ("as_of", "valid_to", "name_en", "name_zh", "status", "tier", "tier_rule", "tier_reason", "tier_current",
             "registered_amount", "registered_currency", "registered_on", "lead_official", "project_director",
             "delegated")  # fmt: skip
    statement = select(*(fact[name] for name in names)).where(fact.code == code).order_by(fact.as_of)
    return bulk.fetch(connection, statement)
