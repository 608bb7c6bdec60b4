"""What is said about ties: how close two organisations are, and what a backbone took away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.language import Language, is_missing
from analytics.measures.tiles import Tile
from analytics.network_slice import BACKBONES, WEIGHTS, NetworkSlice

_DIRECTED = ("leads", "funds")


def times(count: int, tie: str, language: Language) -> str:
    """How often two organisations meet: "3 projects", "3 contracts", "3 meetings"."""
    if tie == "contract":
        return language.plural("{n} contract", "{n} contracts", count)
    if tie == "meets":
        return language.plural("{n} meeting", "{n} meetings", count)
    return language.plural("{n} project", "{n} projects", count)


def weight(value: object, kind: str, language: Language) -> str:
    """The weight of a tie with its unit; `kind` is one of `WEIGHTS`."""
    if is_missing(value):
        return language.number(None)
    amount = float(value)  # type: ignore[arg-type]
    if kind == "jaccard":
        return language.percent(amount, 1)
    if kind == "investment":  # minor units
        return language("{n} million", n=language.number(amount / 1e8, 1))
    return language.number(amount, 0 if kind == "count" else 2)


def pair(row: Mapping[str, Any] | pd.Series, language: Language, tie: str = "works", kind: str = "count") -> str:
    """ "Roads bureau – Water bureau: 12 projects" of a row of pairs, ties or cells."""
    first, second = (language.name(row[f"{end}_en"], row[f"{end}_zh"]) for end in ("first", "second"))
    often = times(int(row["shared_projects"]), tie, language)
    if kind != "count":
        often = language(
            "{times}, {kind}: {weight}", times=often, kind=language(WEIGHTS[kind]),
            weight=weight(row["tie_weight"], kind, language),
        )  # fmt: skip
    if row.get("tie_sign") == -1:
        return language("{first} – {second}: {times}, fewer than by chance", first=first, second=second, times=often)
    if tie in _DIRECTED:
        return language("{first} → {second}: {times}", first=first, second=second, times=often)
    return language("{first} – {second}: {projects}", first=first, second=second, projects=often)


def removed(row: pd.Series, asked: NetworkSlice, language: Language) -> str:
    """What the backbone and the levels left, in a sentence or two; "" where nothing was asked for.

    `row` is that of `network_backbone`.
    """
    said = []
    before, kept, shown = (int(row[name]) for name in ("ties_before", "ties_in_backbone", "ties_in_network"))
    if asked.backbone != "none":
        said.append(
            language(
                "The backbone ({method}) keeps {kept} of {all} ties ({share}).",
                method=method(asked, language), kept=language.number(kept), all=language.number(before),
                share=language.percent(kept / before if before else None),
            )
        )  # fmt: skip
    if asked.levels != "all":
        left = language.number(shown)
        vertical = asked.levels == "vertical"
        said.append(
            language("{n} of them run across levels.", n=left)
            if vertical
            else language("{n} of them run within one level.", n=left)
        )
    if said and row["tie_weight_before"]:
        share = float(row["tie_weight_in_network"]) / float(row["tie_weight_before"])
        said.append(language("What is left holds {share} of the weight of all ties.", share=language.percent(share)))
    if not is_missing(row["seldom_pairs"]):
        seldom = int(row["seldom_pairs"])
        said.append(
            language.plural(
                "{n} pair meets less often than by chance.", "{n} pairs meet less often than by chance.", seldom
            )
        )
    return language.sentences(said)


def method(asked: NetworkSlice, language: Language) -> str:
    """The backbone in words, with its level."""
    name = language(BACKBONES[asked.backbone])
    if asked.backbone == "minimum":
        least = weight(asked.least_weight, asked.weight, language)
        return language("{method}: {least}", method=name, least=least)
    return language("{method}, α = {level}", method=name, level=f"{asked.alpha:g}")


def tiles(row: pd.Series, asked: NetworkSlice, language: Language) -> list[Tile]:
    """What is left of the ties, where a backbone was asked for."""
    if asked.backbone == "none":
        return []
    before, kept = int(row["ties_before"]), int(row["ties_in_backbone"])
    return [
        Tile(
            language("Ties in the backbone"),
            language.number(kept),
            language(
                "{share} of {all} ties; {method}", share=language.percent(kept / before if before else None),
                all=language.number(before), method=method(asked, language),
            ),
            definition="ties_in_backbone",
        )
    ]  # fmt: skip
