"""What the list of editions says in a sentence."""

from __future__ import annotations

import pandas as pd

from analytics.language import Language


def finding(editions: pd.DataFrame, language: Language) -> str:
    """How much came in with the newest edition that counts, and what of it could not be used."""
    complete = editions[editions["edition_status"] == "complete"]
    if complete.empty:
        return language(
            "Nothing has been imported yet. Drop a spreadsheet here: it is checked first, and every row that cannot "
            "be used is named before anything is stored."
        )
    newest = complete.iloc[0]
    return language(
        "{editions} so far. The newest, number {number}, used {used} of {rows}; {problems} and {flags}.",
        editions=language.plural("{n} edition", "{n} editions", len(complete)),
        number=language.number(newest["edition"]),
        used=language.number(newest["rows_used"]),
        rows=language.plural("{n} row", "{n} rows", int(newest["rows_read"])),
        problems=language.plural("{n} problem is listed", "{n} problems are listed", int(newest["problems"])),
        flags=language.plural("{n} value was flagged", "{n} values were flagged", int(newest["flags"])),
    )
