"""Reforms that persons enter, to be marked where figures run over time: dated, with a source, withdrawn but kept.

Reforms that came with an edition stand beside them; they go with their edition and cannot be withdrawn by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, Engine, insert, select

from analytics.errors import NotFound, PortfolioError
from analytics.frames import FRAMES
from analytics.language import N_
from analytics.scope import Scope
from data.database import BUSY_SECONDS, writing
from data.overrides import EARLIEST, LATEST, LONGEST, refuse
from data.rules import mark_withdrawn, next_number, now, plain, standing
from data.schema import reform_event

NAME = 200  # letters of a name


@dataclass(frozen=True, slots=True)
class Entry:
    """A reform as entered, unchecked: at least one of the two names."""

    took_effect: date | None
    name_en: str
    name_zh: str
    source: str
    entered_by: str = ""


def mistakes(entry: Entry) -> list[PortfolioError]:
    """Everything that is wrong with an entry, in the order of the form."""
    found: list[PortfolioError] = []
    names = (plain(entry.name_en), plain(entry.name_zh))
    if not any(names):
        found.append(PortfolioError(N_("Give the reform a name, in English or in Chinese.")))
    if any(name and len(name) > NAME for name in names):
        found.append(PortfolioError(N_("The name of a reform has at most {n} letters."), n=NAME))
    if entry.took_effect is None or not EARLIEST <= entry.took_effect <= LATEST:
        found.append(PortfolioError(N_("Give the day on which the reform took effect, between 1950 and 2100.")))
    if not plain(entry.source):
        found.append(PortfolioError(N_("Name the document or decision that says so.")))
    if any(len(text) > LONGEST for text in (entry.source, entry.entered_by)):
        found.append(PortfolioError(N_("A source or name has at most {n} letters."), n=LONGEST))
    return found


def add(engine: Engine, entry: Entry, *, wait_seconds: float = BUSY_SECONDS) -> int:
    """Enter a reform; returns its number. `Mistakes` names all that is wrong with it."""
    refuse(mistakes(entry))
    with writing(engine, wait_seconds) as connection:
        number = next_number(connection, reform_event)
        connection.execute(
            insert(reform_event).values(
                id=number,
                held_on=entry.took_effect,
                name_en=plain(entry.name_en),
                name_zh=plain(entry.name_zh),
                source=plain(entry.source),
                entered_by=plain(entry.entered_by),
                created_at=now(),
            )
        )
    return number


def withdraw(engine: Engine, number: int, withdrawn_by: str = "", *, wait_seconds: float = BUSY_SECONDS) -> None:
    """Withdraw a reform that a person entered: it is marked nowhere and stays in the list."""
    with writing(engine, wait_seconds) as connection:
        row = standing(connection, reform_event, number)
        if row.edition_id is not None:
            raise NotFound(N_("Reform {number} came with an edition; it goes where that is taken back."), number=number)
        mark_withdrawn(connection, reform_event, number, withdrawn_by)


def standing_reforms(connection: Connection) -> pd.DataFrame:
    """The reforms that are marked, the newest first: `reform`, `took_effect`, `reform_en`, `reform_zh`."""
    event = reform_event.c
    rows = connection.execute(
        select(event.id, event.held_on, event.name_en, event.name_zh)
        .where(event.withdrawn_at.is_(None))
        .order_by(event.held_on.desc(), event.id.desc())
    ).all()
    return pd.DataFrame(rows, columns=["reform", "took_effect", "reform_en", "reform_zh"], dtype="object")


def log(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `reform_events` frame: every reform, the newest first, withdrawn ones too."""
    event = reform_event.c
    statement = select(
        event.id, event.held_on, event.name_en, event.name_zh, event.source, event.edition_id.is_not(None),
        event.entered_by, event.created_at, event.withdrawn_by, event.withdrawn_at,
    ).order_by(event.held_on.desc(), event.id.desc())  # fmt: skip
    return FRAMES["reform_events"].make(tuple(row) for row in connection.execute(statement))
