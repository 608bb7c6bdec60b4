"""The dictionary: every column of the named tables and of the database, and every policy number."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
from sqlalchemy import Connection

from analytics.columns import COLUMNS
from analytics.database_words import DATABASE_WORDS
from analytics.frames import FRAMES
from analytics.scope import Scope
from analytics.thresholds import shipped
from data.queries.rules import thresholds
from data.schema import metadata


def dictionary(connection: Connection, scope: Scope) -> pd.DataFrame:
    """One row per word, by word: the same word means the same in every table that has it."""
    where = defaultdict(list)
    for frame in FRAMES.values():
        for name in frame.columns:
            where[name].append(frame.name)
    for table in metadata.sorted_tables:
        for column in table.columns:
            where[column.name].append(f"database.{table.name}")
    words = {**DATABASE_WORDS, **COLUMNS}
    return pd.DataFrame(
        [
            (name, words[name].label, words[name].meaning, words[name].type, words[name].unit, ", ".join(tables))
            for name, tables in sorted(where.items())
        ],
        columns=list(FRAMES["dictionary"].columns),
    )


def policy_numbers(connection: Connection, scope: Scope) -> pd.DataFrame:
    """One row per policy number and day from which it holds; a user's own value follows the shipped one."""
    words = {number.key: number for number in shipped()}
    numbers = sorted(thresholds(connection).all, key=lambda t: (t.key, t.currency or "", t.own, t.effective_from))
    rows = []
    for number in numbers:
        known = words.get(number.key, number)
        origin = "own" if number.own else "shipped"
        rows.append(
            (
                number.key, known.meaning or None, known.meaning_zh or None, number.text, number.unit,
                number.effective_from, number.source, number.source_zh or None, origin,
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(FRAMES["policy_numbers"].columns))
