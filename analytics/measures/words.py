"""Searching the dictionary and saying what is in it."""

from __future__ import annotations

import pandas as pd

from analytics.columns import COLUMNS
from analytics.language import Language


def matching(table: pd.DataFrame, asked: str, language: Language) -> pd.DataFrame:
    """The rows that contain every word asked for, in any column, in English or in the reader's language.

    Upper and lower case are the same; nothing asked leaves every row.
    """
    texts = pd.Series("", index=table.index)
    for name in table.columns:
        texts += " " + table[name].astype("str").fillna("")
        if COLUMNS[name].type == "phrase":
            texts += " " + table[name].map(language, na_action="ignore").fillna("")
    texts = texts.str.casefold()
    found = pd.Series(True, index=table.index)
    for word in asked.casefold().split():
        found &= texts.str.contains(word, regex=False)
    return table[found]


def finding(columns: pd.DataFrame, numbers: pd.DataFrame, language: Language) -> str:
    """How many words and policy numbers there are, and how many of the numbers are the user's own."""
    own = int((numbers["origin"] == "own").sum())
    said = language.plural(
        "{n} word has one meaning everywhere on these pages, in downloads and in the database",
        "{n} words each have one meaning everywhere on these pages, in downloads and in the database",
        len(columns),
    )
    said += language.plural(
        "; {n} policy number decides tiers, lights and flags", "; {n} policy numbers decide tiers, lights and flags",
        numbers["word"].nunique(),
    )  # fmt: skip
    if not own:
        return said + language(", all as shipped.")
    return said + language.plural(", with {n} dated value of your own.", ", with {n} dated values of your own.", own)
