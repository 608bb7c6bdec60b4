"""What the register of organisations says: the finding, the tiles, what speaks for a pair, what a decision changes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics import codes
from analytics.language import Language
from analytics.measures.tiles import Tile


def finding(
    register: pd.DataFrame, suggested: pd.DataFrame, decided: pd.DataFrame, effects: pd.DataFrame, language: Language
) -> str:
    """How many names there are, which may mean one body, and what the decisions in force change; the frames
    `organisation_register`, `same_body_suggestions`, `organisation_merges` and `merge_effects`."""
    said = [language.plural("{n} organisation by name.", "{n} organisations by name.", len(register))]
    if len(suggested):
        surest = {which: _name(suggested.iloc[0], which, language) for which in ("first", "second")}
        said.append(
            language.plural(
                "{n} pair of names may mean the same body: {first} and {second}.",
                "{n} pairs of names may mean the same body, most surely {first} and {second}.",
                len(suggested), **surest,
            )
        )  # fmt: skip
    else:
        said.append(language("No two names look as if they meant the same body."))
    standing = decided[(decided["decision_state"] == "standing") & (decided["name_decision"] == "same")]
    if len(standing):
        counted = language.plural(
            "{n} decision that two names mean one body is in force.",
            "{n} decisions that two names mean one body are in force.",
            len(standing),
        )
        said += [counted, effect(effects, None, language)]
    else:
        said.append(language("Nothing is merged: every name counts as a body of its own."))
    return language.sentences(said)


def tiles(register: pd.DataFrame, suggested: pd.DataFrame, decided: pd.DataFrame, language: Language) -> list[Tile]:
    """Organisations, suggestions that nobody has decided on, decisions in force."""
    stands = decided[decided["decision_state"] == "standing"]
    same = int((stands["name_decision"] == "same").sum())
    active, counted = int((register["projects_joined"] > 0).sum()), int(register["counted_en"].notna().sum())
    waiting = int((decided["decision_state"] == "waiting").sum())
    return [
        Tile(
            language("Organisations"), language.number(len(register)),
            language("{active} take part in a project; {merged} count as another", active=language.number(active),
                     merged=language.number(counted)), definition="organisation_key",
        ),
        Tile(
            language("Suggestions open"), language.number(len(suggested)),
            language("{n} with projects passed on", n=language.number(int((suggested["handed_over"] > 0).sum()))),
            definition="same_evidence", tone="watch" if len(suggested) else "",
        ),
        Tile(
            language("Decisions in force"), language.number(len(stands)),
            language("{same} same, {different} different; {waiting} wait", same=same, different=len(stands) - same,
                     waiting=waiting), definition="name_decision",
        ),
    ]  # fmt: skip


def pair(row: Any, language: Language) -> str:
    """The two names of a suggestion."""
    return language("{first} → {second}", first=_name(row, "first", language), second=_name(row, "second", language))


def evidence(row: Any, language: Language) -> list[str]:
    """What is known of a row of `same_body_suggestions`: each body, the reasons, what speaks against it."""
    lines = [
        language(
            "{name}: {kind}, {projects}, named from {first} to {last}",
            name=_name(row, which, language),
            kind=language.label(codes.ORGANISATION_KINDS, row[f"{which}_kind"]),
            projects=language.plural("{n} project", "{n} projects", int(row[f"{which}_projects"])),
            first=language.day(row[f"{which}_from"]), last=language.day(row[f"{which}_to"]),
        )
        for which in ("first", "second")
    ]  # fmt: skip
    reasons = language.words(codes.SAME_REASONS, row["same_reasons"])
    lines.append(language("For it ({share}): {reasons}", share=language.percent(row["same_evidence"]), reasons=reasons))
    counts = [
        language.plural("{n} project passed on", "{n} projects passed on", int(row["handed_over"])),
        language.plural("{n} project of both", "{n} projects of both", int(row["ever_shared"])),
    ]
    lines.append(language("; ").join(counts))
    if not pd.isna(row["same_doubts"]):
        lines.append(language("Against it: {doubts}", doubts=language.words(codes.SAME_DOUBTS, row["same_doubts"])))
    return lines


def effect(effects: pd.DataFrame, projects: pd.DataFrame | None, language: Language) -> str:
    """What a decision changes in the network in scope; `effects` and `projects` as `merge_effects`,
    `merged_projects`."""
    figures = effects.set_index("merge_figure")
    moved = figures[figures["count_before"] != figures["count_after"]]
    said = []
    if projects is not None:
        said.append(
            language.plural(
                "{n} project would name another body.", "{n} projects would name another body.",
                projects["code"].nunique(),
            )
        )  # fmt: skip
    if moved.empty:
        said.append(language("No figure of the network in scope changes."))
        return language.sentences(said)
    listed = [
        language(
            "{figure}: {before} become {after}", figure=language.label(codes.MERGE_FIGURES, str(name)),
            before=language.number(row["count_before"]), after=language.number(row["count_after"]),
        )
        for name, row in moved.iterrows()
    ]  # fmt: skip
    said.append(language("{listed}.", listed=language("; ").join(listed)))
    return language.sentences(said)


def decision(row: Any, language: Language) -> str:
    """A row of `organisation_merges` as a sentence."""
    words = {"name": _name(row, "organisation", language), "other": _name(row, "into", language)}
    if row["name_decision"] == "different":
        return language("“{name}” and “{other}” are two bodies", **words)
    said = language("“{name}” counts as “{other}”", **words)
    since, until = row["holds_from"], row["holds_to"]
    if not pd.isna(since):
        said += language(", in reports from {day} on", day=language.day(since))
    if not pd.isna(until):
        said += language(", in reports before {day}", day=language.day(until))
    return said


def _name(row: Any, which: str, language: Language) -> str:
    return language.name(row[f"{which}_en"], row[f"{which}_zh"])
