"""What the page about lights says: the finding and the tiles of one rule, in the reader's language."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics import codes
from analytics.language import Language
from analytics.measures.tiles import Tile


def finding(
    counts: pd.DataFrame, reasons: pd.DataFrame, disagreements: pd.DataFrame, rule: str, day: date | None,
    language: Language,
) -> str:  # fmt: skip
    """How many projects are red by a rule, how many have no light and why, and how many of the red report green."""
    found, name = _of(counts, rule), called(counts, rule, language)
    number, known = found["projects"], int(found["projects"].sum() - found["projects"]["unknown"])
    said = []
    if known:
        said.append(
            language(
                "By the rule “{rule}” {n} red as of {day}: {share} of the {known} that have a light.",
                rule=name,
                n=language.plural("{n} project is", "{n} projects are", int(number["late"])),
                day=language.day(day),
                share=language.percent(int(number["late"]) / known, 1),
                known=language.number(known),
            )
        )
    else:
        said.append(
            language("By the rule “{rule}” no project has a light as of {day}.", rule=name, day=language.day(day))
        )
    if number["unknown"]:
        said.append(
            language(
                "{n} none; most often: {reason}.",
                n=language.plural("{n} project has", "{n} projects have", int(number["unknown"])),
                reason=_why(reasons, rule, language),
            )
        )
    hidden, good = _green_outside(disagreements, rule)
    if good:
        said.append(
            language(
                "Of the {good} with a light that are reported on plan {n} red by this rule.",
                good=language.number(good),
                n=language.plural("{n} is", "{n} are", hidden),
            )
        )
    return language.sentences(said)


def tiles(
    counts: pd.DataFrame, reasons: pd.DataFrame, disagreements: pd.DataFrame, rule: str, language: Language
) -> list[Tile]:
    """Red, yellow, green, none, and red behind a reported green; shares are of the projects with a light."""
    number = _of(counts, rule)["projects"]
    everything = int(number.sum())
    known = everything - int(number["unknown"])
    shown = [
        Tile(
            f"{codes.LIGHT_SHAPES[light]} {language.label(codes.LIGHTS, light)}",
            language.number(number[light] if known else None),
            language(
                "{colour}: {share} of {n} with a light",
                colour=language(codes.LIGHT_COLOURS[light]),
                share=language.percent(_share(number[light], known), 1),
                n=language.number(known),
            )
            if known
            else "",
            coverage=_share(known, everything) if light == "late" else None,
            definition="rule_light",
            tone=light,
        )
        for light in ("late", "watch", "good")
    ]
    why = language("most often: {reason}", reason=_why(reasons, rule, language)) if number["unknown"] else ""
    hidden, good = _green_outside(disagreements, rule)
    return [
        *shown,
        Tile(
            codes.LIGHT_SHAPES[codes.UNKNOWN] + " " + language("No light"),
            language.number(number["unknown"]),
            why,
            definition="light_reason",
            tone="unknown",
        ),
        Tile(
            language("Reported on plan, red by the rule"),
            language.number(hidden if good else None),
            language("of {n} reported on plan that have a light", n=language.number(good)),
            definition="lights",
            tone="late" if hidden else "",
        ),
    ]


def names(counts: pd.DataFrame, language: Language) -> dict[str, str]:
    """What the rules are called, in the order of the table; the reported light is the last."""
    return {key: called(counts, key, language) for key in counts["light_rule"].unique()}


def called(counts: pd.DataFrame, rule: str, language: Language) -> str:
    """What a rule is called."""
    row = counts[counts["light_rule"] == rule].iloc[0]
    return language.name(row["light_rule_en"], row["light_rule_zh"])


def worst_title(counts: pd.DataFrame, rule: str, shown: int, language: Language) -> str:
    """Heads the list of a rule: how many of the projects with a light stand in it; of all projects, where none has."""
    number, name = _of(counts, rule)["projects"], called(counts, rule, language)
    everything = int(number.sum())
    known = everything - int(number["unknown"])
    if not known:
        return language(
            "No light by “{rule}”, and why: {shown} of {all} projects",
            rule=name,
            shown=language.number(shown),
            all=language.number(everything),
        )
    if known <= shown:
        return language("By “{rule}”: all projects with a light, those that fall furthest short first", rule=name)
    return language(
        "By “{rule}”: the {shown} of {all} projects with a light that fall furthest short",
        rule=name,
        shown=language.number(shown),
        all=language.number(known),
    )


def hidden_title(disagreements: pd.DataFrame, rule: str, shown: int, language: Language) -> str:
    """Heads the list of those that are green outside and red inside."""
    found, _ = _green_outside(disagreements, rule)
    if found <= shown:
        return language("Reported on plan, red by the rule: all {found}", found=language.number(found))
    return language(
        "Reported on plan, red by the rule: the {shown} worst of {found}",
        shown=language.number(shown),
        found=language.number(found),
    )


def changes_title(pairs: pd.DataFrame, rule: str, other: str, shown: int, language: Language) -> str:
    """Heads the list of projects whose colour depends on which of two rules is asked."""
    told = pairs[(pairs["first_rule"] == rule) & (pairs["second_rule"] == other)]
    known = told[(told["first_light"] != codes.UNKNOWN) & (told["second_light"] != codes.UNKNOWN)]
    found = int(known.loc[known["first_light"] != known["second_light"], "projects"].sum())
    first, second = (language.name(told[f"{one}_rule_en"].iloc[0], told[f"{one}_rule_zh"].iloc[0])
                     for one in ("first", "second"))  # fmt: skip
    return language(
        "Another colour by “{second}” than by “{first}”: {shown} of {found} projects, the widest change first",
        first=first, second=second, shown=language.number(shown), found=language.number(found),
    )  # fmt: skip


def _of(counts: pd.DataFrame, rule: str) -> pd.DataFrame:
    return counts[counts["light_rule"] == rule].set_index("rule_light")


def _why(reasons: pd.DataFrame, rule: str, language: Language) -> str:
    most = reasons[reasons["light_rule"] == rule].iloc[0]
    words = codes.LIGHT_REASONS[most["light_reason"]]
    return language(words)


def _green_outside(disagreements: pd.DataFrame, rule: str) -> tuple[int, int]:
    """(reported on plan and late by the rule, reported on plan and with a light by the rule)."""
    told = disagreements[(disagreements["light_rule"] == rule) & (disagreements["light_reported"] == "good")]
    number = told.set_index("rule_light")["projects"]
    return int(number["late"]), int(number.drop("unknown").sum())


def _share(part: int, whole: int) -> float | None:
    return int(part) / whole if whole else None
