"""The quality of what was reported: rules for suspicious values, and what they leave out.

A suspicious value is possible, so it is kept as it was reported and never mended; but it does not
count as the latest known one until somebody accepts it. A value that is impossible (a word where an
amount must stand) is a problem instead, and never enters the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics import codes, thresholds
from analytics.language import MINUS, N_, Language, is_missing
from analytics.measures.tiles import Tile
from analytics.money import to_major

_SHIPPED = {number.key: int(number.value) for number in thresholds.shipped()}
YEARS = (_SHIPPED["quality.year_from"], _SHIPPED["quality.year_to"])  # both are plausible
PERCENT = (0, 100)


@dataclass(frozen=True, slots=True)
class FlagRule:
    """One rule: what its flag says, what would be allowed, and what the flag does to the numbers."""

    key: str
    meaning: str
    allowed: str
    effect: str

    @property
    def label(self) -> str:
        return codes.FLAG_RULES[self.key]


_DECISIONS = ("open", "accepted", "rejected")
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
        N_("a day in the years 1950 to 2100, or in those that the policy numbers name"),
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


def is_far(day: date) -> bool:
    """Whether a date is flagged by the rule `far_date`.

    >>> is_far(date(2108, 6, 30)), is_far(date(2100, 12, 31)), is_far(date(1949, 12, 31))
    (True, False, True)
    """
    return not YEARS[0] <= day.year <= YEARS[1]


def is_out_of_range(percent: float) -> bool:
    """Whether a per cent (0 to 100) is flagged by the rule `percent_out_of_range`.

    >>> is_out_of_range(-100), is_out_of_range(0), is_out_of_range(100.01)
    (True, False, True)
    """
    return not PERCENT[0] <= percent <= PERCENT[1]


def as_text(value: object, currency: str | None = None) -> str | None:
    """A value of any type as it stands in a table whose column holds values of many fields.

    Minor units of a currency become major units; a missing value stays missing.

    >>> as_text(-12345600, "CNY"), as_text(date(2108, 6, 30)), as_text(97.5), as_text(None)
    ('−123,456.00 CNY', '2108-06-30', '97.5', None)
    """
    if is_missing(value):
        return None
    if isinstance(value, int) and currency:
        return f"{to_major(value, currency):,} {currency}".replace("-", MINUS)
    if isinstance(value, float):
        return f"{value:g}".replace("-", MINUS)
    return value.isoformat() if isinstance(value, date) else str(value)


def in_words(value: object, currency: str | None, language: Language) -> str | None:
    """The same for a reader: an amount in full in the reader's words, all else as `as_text` writes it.

    >>> in_words(-410260600, "USD", Language("en")), in_words(-410260600, "CNY", Language("zh_CN"))
    ('USD −4,102,606.00', '−4,102,606.00 元')
    """
    if isinstance(value, int) and currency and not is_missing(value):
        return language.money(value, currency, full=True)
    return as_text(value, currency)


def rules(flags: pd.DataFrame) -> pd.DataFrame:
    """Every rule with its words, and how many flags it has by decision; rules with most waiting first.

    `flags` has rule and state; a rule without flags shows zeros.
    """
    counts = flags.groupby(["rule", "state"]).size() if len(flags) else pd.Series(dtype="int64")
    rows = [
        (rule.key, rule.meaning, rule.allowed, rule.effect, *(int(counts.get((rule.key, s), 0)) for s in _DECISIONS))
        for rule in FLAG_RULES.values()
    ]
    table = pd.DataFrame(rows, columns=["rule", "meaning", "allowed", "effect", "open", "accepted", "rejected"])
    return table.sort_values(["open", "accepted"], ascending=False, kind="stable", ignore_index=True)


def coverage(counts: pd.DataFrame) -> pd.DataFrame:
    """The known share of each field, the worst known first; a share of no projects is missing.

    `counts` has field, known, projects and newest_report.
    """
    projects = counts["projects"].astype("Float64")
    share = counts["known"].astype("Float64") / projects.where(projects > 0)
    return counts.assign(known_share=share).sort_values("known_share", kind="stable", ignore_index=True)


def contradictions(found: pd.DataFrame) -> pd.DataFrame:
    """The broken rules with their two sides as text; `found` holds them as fetched, with is_money and currency."""
    currency = found["currency"].where(found["is_money"].astype("bool"), None)
    return found.assign(
        **{
            side: [as_text(value, unit) for value, unit in zip(found[side], currency, strict=True)]
            for side in ("reported", "contradicted_by")
        }
    )


def contradiction_rules(found: pd.DataFrame) -> pd.DataFrame:
    """Every rule with the number of projects that break it: contradiction, projects; the most broken first."""
    counts = found["contradiction"].value_counts()
    table = pd.DataFrame(
        [(rule, int(counts.get(rule, 0))) for rule in codes.CONTRADICTIONS], columns=["contradiction", "projects"]
    )
    return table.sort_values("projects", ascending=False, kind="stable", ignore_index=True)


def finding(known: pd.DataFrame, flags: pd.DataFrame, contradicted: pd.DataFrame, language: Language) -> str:
    """What is known of the projects in scope, what is held back by flags, and what contradicts itself."""
    said = language.plural(
        "Of {n} project {share} of {fields} fields are known",
        "Of {n} projects {share} of {fields} fields are known",
        int(known["projects"].max()),
        share=language.percent(known["known"].sum() / known["projects"].sum()),
        fields=len(known),
    )
    never = int((known["known"] == 0).sum())
    if never:
        said += language.plural("; {n} field is never reported.", "; {n} fields are never reported.", never)
    else:
        worst = known.iloc[0]
        field, share = language.label(codes.FIELDS, worst["field"]), language.percent(worst["known_share"])
        said += language("; the least known is “{field}” ({share}).", field=field, share=share)
    return said + " " + _doubts(flags, contradicted, language)


def _doubts(flags: pd.DataFrame, contradicted: pd.DataFrame, language: Language) -> str:
    waiting, doubtful = int((flags["state"] == "open").sum()), contradicted["code"].nunique()
    if not waiting and not doubtful:
        return language("No value waits for a decision, and no project contradicts itself.")
    parts = []
    if waiting:
        parts.append(
            language.plural(
                "{n} suspicious value waits for a decision and does not count until then.",
                "{n} suspicious values wait for a decision and do not count until then.",
                waiting,
            )
        )
    if doubtful:
        parts.append(
            language.plural("{n} project contradicts itself.", "{n} projects contradict themselves.", doubtful)
        )
    return " ".join(parts)


def tiles(
    known: pd.DataFrame, flags: pd.DataFrame, contradicted: pd.DataFrame, reports: pd.DataFrame, language: Language
) -> list[Tile]:
    """Fields known, values waiting, projects that contradict themselves, projects that have gone silent."""
    projects = int(known["projects"].max())
    under_way, stale = int(reports["projects"].sum()), int(reports["stale"].sum())
    waiting = int((flags["state"] == "open").sum())
    doubtful = int(contradicted["code"].nunique())
    of_all = language.plural("of {n} project", "of {n} projects", projects)
    return [
        Tile(
            language("Fields known"),
            language.percent(known["known"].sum() / known["projects"].sum() if projects else None),
            language("{fields} fields, {projects}", fields=len(known), projects=of_all),
            definition="known_share",
        ),
        Tile(
            language("Suspicious values waiting"),
            language.number(waiting),
            language.plural("of {n} flag", "of {n} flags", len(flags)),
            definition="rule",
            tone="watch" if waiting else "good",
        ),
        Tile(
            language("Projects that contradict themselves"),
            language.number(doubtful),
            of_all,
            definition="contradiction",
            tone="watch" if doubtful else "good",
        ),
        Tile(
            language("Projects without a recent report"),
            language.number(stale) if under_way else language.number(None),
            language.plural("of {n} unfinished project", "of {n} unfinished projects", under_way),
            definition="stale",
            tone="watch" if stale else "good",
        ),
    ]
