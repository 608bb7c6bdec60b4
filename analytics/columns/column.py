"""The dictionary: every column that a table on the screen may have, its type, unit and meaning.

Types: text, phrase (a catalogue entry, shown in the reader's language), code (one of `codes`), date,
moment, year, money (whole minor units of `currency`), integer, days, share (0 to 1), number, flag. Names of both languages end in _en and _zh; the screen shows one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`label` heads the column on the screen; `meaning` is its entry in the dictionary."""

    name: str
    type: str
    label: str
    meaning: str
    unit: str = ""
    codes: str = ""  # the list in analytics.codes that its values come from
    digits: int = 1  # decimals that a number is shown with
    whole: bool = False  # whole numbers stand without decimals, whatever `digits`
