"""What is said about policy numbers: which are in force, and what a change of one would move."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import codes
from analytics.language import Language
from analytics.measures.rule_check import RATE
from analytics.thresholds import shipped

MEANINGS = {number.key: (number.meaning, number.meaning_zh) for number in shipped()}


def finding(rules: pd.DataFrame, moves: pd.DataFrame, as_of: date | None, language: Language) -> str:
    """How many policy numbers decide, how many values are the user's own, and what those move.

    `rules` and `moves` are the frames of these names (`rules`, `rule_moves`).
    """
    said = [
        language.plural(
            "{n} policy number decides about tiers, the catalogue, lights, delay, the fiscal year and doubtful values.",
            "{n} policy numbers decide about tiers, the catalogue, lights, delay, the fiscal year and doubtful values.",
            rules.loc[rules["rule_state"] == "in_force", "word"].nunique(),
        )
    ]
    own = rules[(rules["origin"] == "own") & (rules["rule_state"] == "in_force")]
    if own.empty:
        said.append(language("All are as shipped."))
        return language.sentences(said)
    said.append(language.plural("{n} value in force is your own.", "{n} values in force are your own.", len(own)))
    if as_of is not None:
        said.append(_against_shipped(moves, as_of, language))
    return language.sentences(said)


def _against_shipped(moves: pd.DataFrame, as_of: date, language: Language) -> str:
    if moves.empty:
        return language("Held against the shipped ones they move no project as of {day}.", day=language.day(as_of))
    listed = [
        language(
            "{what}: {projects}", what=language.label(codes.JUDGEMENTS, name),
            projects=language.plural("{n} project", "{n} projects", int(part["projects"].sum())),
        )
        for name, part in moves.groupby("judgement", sort=False)
    ]  # fmt: skip
    return language(
        "Held against the shipped ones they move, as of {day}: {listed}.",
        day=language.day(as_of), listed=language("; ").join(listed),
    )  # fmt: skip


def effect(
    key: str,
    moves: pd.DataFrame,
    projects: pd.DataFrame,
    begins: date | None,
    known: tuple[date, date] | None,
    language: Language,
) -> str:
    """What a change of one number would do, in one or two sentences.

    `begins` is missing for a withdrawal; `known` are the first reporting date and the as-of date, None in an empty
    database.
    """
    if known is None:
        return language("There are no projects in this database yet, so nothing moves.")
    first, as_of = known
    day = language.day(as_of)
    if not moves.empty:
        said = language.plural(
            "{n} project would move, as of {day}.", "{n} projects would move, as of {day}.",
            projects["code"].nunique(), day=day,
        )  # fmt: skip
        return language.sentences([said, _frozen(key, begins, first, language)])
    if key == "fiscal.first_month":
        return language("The fiscal year would be put together anew; no project would change its tier or light.")
    if begins is not None and begins > as_of:
        return language(
            "It begins on {begins}, after the as-of date {day}: nothing moves yet.",
            begins=language.day(begins),
            day=day,
        )
    if key in ("quality.year_from", "quality.year_to"):
        return language("It decides which dates are flagged when files are imported from now on; nothing moves today.")
    return language.sentences(
        [language("No project would move, as of {day}.", day=day), _frozen(key, begins, first, language)]
    )


def _frozen(key: str, begins: date | None, first: date, language: Language) -> str:
    """That tiers are frozen, where a reader would expect the change to reach further back than it does."""
    if begins is None or begins <= first or not key.startswith(("tier.a", "tier.b", "rate.")):
        return ""
    return language(
        "A tier is frozen on the day on which its figure was registered: those registered before {day} keep theirs.",
        day=language.day(begins),
    )


def title(key: str, language: Language) -> str:
    """A policy number in a menu: its key and what it decides."""
    if key == RATE:
        return language("Exchange rate: yuan for one unit of another currency")
    english, chinese = MEANINGS[key]
    return f"{key} · {language.name(english, chinese)}"


def number(word: str, value: object, unit: object, language: Language) -> str:
    """A policy number with its unit, for a sentence: "tier.a_above = 100,000,000 CNY"."""
    return f"{word} = {value} {language.label(codes.UNITS, unit)}"
