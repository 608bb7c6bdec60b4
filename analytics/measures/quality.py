"""The quality of what was reported: rules for suspicious values, and what they leave out.

A suspicious value is possible, so it is kept as it was reported and never mended; but it does not
count as the latest known one until somebody accepts it. A value that is impossible (a word where an
amount must stand) is a problem instead, and never enters the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics import codes, thresholds
from analytics.language import Language, N_

PERCENT = (0, 100)


@dataclass(frozen=True, slots=True)
class FlagRule:
    """One rule: what its flag says, what would be allowed, and what the flag does to the numbers."""

    key: str
    meaning: str
    allowed: str  # may hold {year_from} and {year_to}
    effect: str

    @property
    def label(self) -> str:
        return codes.FLAG_RULES[self.key]


_NOT_COUNTED = N_("The value is kept, and the one known before it stands until somebody accepts this one.")


def _rules(*rules: FlagRule) -> dict[str, FlagRule]:
    return {rule.key: rule for rule in rules}


FLAG_RULES = _rules(
    FlagRule(
        "negative_amount",
        N_("A budget, plan or completed investment is below zero."),
        N_("0 or more"),
        _NOT_COUNTED,
    ),
    FlagRule(
        "far_date",
        N_("A date lies outside the years in which a project of today can begin or end."),
        N_("a day in the years {year_from} to {year_to}"),
        _NOT_COUNTED,
    ),
    FlagRule(
        "percent_out_of_range",
        N_("Physical progress is below 0 or above 100 %."),
        N_("0 to 100"),
        _NOT_COUNTED,
    ),
    FlagRule(
        "end_before_start",
        N_("The project or contract ends before it begins, by the dates of one and the same row."),
        N_("an end on or after the start"),
        N_("The end is kept, and the one known before it stands until somebody accepts this one."),
    ),
    FlagRule(
        "duplicate_row",
        N_("A second row reports the same project on the same reporting date."),
        N_("one row per project and reporting date"),
        N_("Both rows are kept, and the values of the first one count until somebody accepts the second."),
    ),
    FlagRule(
        "revised_figure",
        N_("A later file gives another value for a project, reporting date and field that were reported before."),
        N_("the value reported before, or a later reporting date"),
        N_("Both values are kept, and the one reported first stands until somebody accepts the revision."),
    ),
)


def plausible_years() -> tuple[int, int]:
    """The first and the last year of a plausible date; the years between them are plausible too."""
    values = {number.key: int(number.value) for number in thresholds.shipped()}
    return values["quality.year_from"], values["quality.year_to"]


def is_far(day: date) -> bool:
    """Whether a date is flagged by the rule `far_date`.

    >>> is_far(date(2108, 6, 30)), is_far(date(2100, 12, 31)), is_far(date(1949, 12, 31))
    (True, False, True)
    """
    first, last = plausible_years()
    return not first <= day.year <= last


def is_out_of_range(percent: float) -> bool:
    """Whether a per cent (0 to 100) is flagged by the rule `percent_out_of_range`.

    >>> is_out_of_range(-100), is_out_of_range(0), is_out_of_range(100.01)
    (True, False, True)
    """
    return not PERCENT[0] <= percent <= PERCENT[1]


def allowed(rule: FlagRule, language: Language) -> str:
    """What would be allowed, in the reader's language.

    >>> allowed(FLAG_RULES["far_date"], Language("en"))
    'a day in the years 1950 to 2100'
    """
    first, last = plausible_years()
    return language(rule.allowed, year_from=first, year_to=last)
