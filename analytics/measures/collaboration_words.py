"""What the collaboration tables say: the finding and the tiles, in the reader's language."""

from __future__ import annotations

import pandas as pd

from analytics.language import N_, Language
from analytics.measures import network_words
from analytics.measures.tiles import Tile
from analytics.network_slice import NetworkSlice

USUAL = NetworkSlice()


def finding(summary: pd.Series, ties: pd.DataFrame, language: Language, asked: NetworkSlice = USUAL) -> str:
    """`summary` is the row of `collaboration_summary`; `ties` the pairs, the strongest first."""
    if not summary["projects_with_bodies"]:
        return language("Who takes part in these projects is not known.")
    counted = language.plural(
        "{n} project with a known organisation",
        "{n} projects with a known organisation",
        int(summary["projects_with_bodies"]),
    )
    if not summary["collaborating_pairs"]:
        return _nobody(counted, asked, language)
    said = [_shared(summary, counted, asked, language)]
    first = ties.iloc[0]
    said.append(
        language(
            "The closest are {first} and {second}, with {projects} in common.",
            first=language.name(first["first_en"], first["first_zh"]),
            second=language.name(first["second_en"], first["second_zh"]),
            projects=network_words.times(int(first["shared_projects"]), asked.tie, language),
        )
    )
    silent = int(summary["projects"]) - int(summary["projects_with_bodies"])
    if silent:
        said.append(
            language(
                "For {share} of the projects no organisation is known.",
                share=language.percent(silent / int(summary["projects"])),
            )
        )
    return language.sentences(said)


def _shared(summary: pd.Series, counted: str, asked: NetworkSlice, language: Language) -> str:
    """How many are shared, and by whom; contracts and meetings are counted for themselves."""
    shared = int(summary["projects_shared"])
    found = {
        "bodies": language.number(summary["bodies_in_pairs"]),
        "all": language.number(summary["bodies"]),
        "pairs": language.plural("{n} pair", "{n} pairs", int(summary["collaborating_pairs"])),
    }
    if asked.tie in ("contract", "meets"):
        return language(
            "{units} have two or more organisations; {bodies} of {all} organisations are tied to another, in {pairs}.",
            units=network_words.times(shared, asked.tie, language), **found,
        )  # fmt: skip
    return language(
        "Of {counted}, {shared} ({share}) are shared by two or more; {bodies} of {all} organisations work with "
        "another, in {pairs}.",
        counted=counted, shared=language.number(shared),
        share=language.percent(shared / int(summary["projects_with_bodies"])), **found,
    )  # fmt: skip


def _nobody(counted: str, asked: NetworkSlice, language: Language) -> str:
    """Why no two organisations are tied."""
    if asked.backbone != "none" or asked.levels != "all":
        return language("Of {counted}, no tie is left in this slice.", counted=counted)
    if asked.tie != "works":
        return language("Of {counted}, none ties two organisations in this way.", counted=counted)
    return language("Of {counted}, none is known to have two organisations.", counted=counted)


_UNITS = {
    "contract": (
        N_("Contracts shared"),
        N_("at least one contract in common"),
        N_("Shared contracts over all pairs"),
        N_("a contract of three organisations counts for three pairs"),
    ),
    "meets": (
        N_("Meetings shared"),
        N_("at least one meeting in common"),
        N_("Shared meetings over all pairs"),
        N_("a meeting of three organisations counts for three pairs"),
    ),
}
_PROJECTS = (
    N_("Projects shared"),
    N_("at least one project in common"),
    N_("Shared projects over all pairs"),
    N_("a project of three organisations counts for three pairs"),
)


def tiles(summary: pd.Series, language: Language, asked: NetworkSlice = USUAL) -> list[Tile]:
    """The network in four numbers. Contracts and meetings are counted; how many there are in all is not known."""
    with_bodies, projects = int(summary["projects_with_bodies"]), int(summary["projects"])
    coverage = with_bodies / projects if projects else None
    shared, in_common, over_all, three = _UNITS.get(asked.tie, _PROJECTS)
    count = language.number(summary["projects_shared"])
    number, detail = (
        (count, language("have two or more organisations"))
        if asked.tie in _UNITS
        else (
            language.percent(int(summary["projects_shared"]) / with_bodies if with_bodies else None),
            language("{n} of {all} have two or more organisations", n=count, all=language.number(with_bodies)),
        )
    )
    return [
        Tile(language(shared), number, detail, coverage=coverage, definition="projects_shared"),
        Tile(
            language("Organisations with a partner"),
            language.number(summary["bodies_in_pairs"]),
            language("of {all} that take part in anything", all=language.number(summary["bodies"])),
            coverage=coverage,
            definition="bodies_in_pairs",
        ),
        Tile(
            language("Pairs that work together"),
            language.number(summary["collaborating_pairs"]),
            language(in_common),
            coverage=coverage,
            definition="collaborating_pairs",
        ),
        Tile(
            language(over_all),
            language.number(summary["pair_weight"]),
            language(three),
            coverage=coverage,
            definition="pair_weight",
        ),
    ]
