"""Colour, shape and word of the groups in the pictures of the network: the same in the drawing and to explore."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analytics import codes
from analytics.figures import theme
from analytics.language import N_, Language
from analytics.measures import network_marks
from analytics.networks import breadth_depth

# A colour and a shape belong to a family of kinds, whatever is in scope; what is in none is grey.
FAMILIES = (
    (N_("Government departments"), ("government", "department"), theme.CATEGORIES[0], "circle"),
    (N_("Districts, streets, communities"), ("district", "street", "community"), theme.CATEGORIES[3], "square"),
    (N_("Public institutions"), ("public_institution",), theme.CATEGORIES[5], "pentagon"),
    (N_("State-owned companies"), ("state_owned",), theme.CATEGORIES[1], "diamond"),
    (N_("Companies"), ("company",), theme.CATEGORIES[2], "triangle-up"),
    (N_("Social organisations and social workers"), ("social_organisation", "social_workers"), theme.CATEGORIES[4],
     "hexagon"),
    (N_("Kind not known"), (codes.UNKNOWN,), theme.OTHERS, "circle"),
)  # fmt: skip
# The same for groups by number: 1 to 6.
HUES = (
    (theme.CATEGORIES[0], "circle"),
    (theme.CATEGORIES[1], "square"),
    (theme.CATEGORIES[2], "diamond"),
    (theme.CATEGORIES[3], "triangle-up"),
    (theme.CATEGORIES[4], "pentagon"),
    (theme.CATEGORIES[5], "hexagon"),
)
_LISTS: dict[str, Mapping[str, str]] = {
    "kind": codes.ORGANISATION_KINDS,
    "level": codes.ORGANISATION_LEVELS,
    "core": network_marks.CORE,
    "class": breadth_depth.KINDS,
}
_OTHERS, _NONE = (theme.OTHERS, "circle"), (theme.OTHERS, "circle-open")


@dataclass(frozen=True, eq=False)
class Group:
    """`members` is a mask of the nodes."""

    title: str
    colour: str
    symbol: str
    members: pd.Series


def groups(by: str, nodes: pd.DataFrame, language: Language, places: tuple[tuple[str, str], ...] = ()) -> list[Group]:
    """The groups that have members, in the order of the legend; `by` is one of `network_marks.COLOURS`."""
    found = _families(nodes, language) if by == "kind" else _numbered(by, nodes, language, dict(places))
    return [group for group in found if group.members.any()]


def _families(nodes: pd.DataFrame, language: Language) -> list[Group]:
    return [
        Group(language(title), colour, symbol, nodes["organisation_kind"].isin(kinds))
        for title, kinds, colour, symbol in FAMILIES
    ]


def _numbered(by: str, nodes: pd.DataFrame, language: Language, places: Mapping[str, str]) -> list[Group]:
    rank = nodes["mark_rank"]
    first = nodes.drop_duplicates("mark_rank").set_index("mark_rank")["mark_group"]
    found = [
        Group(title(by, str(first[number]), language, places), *hue, rank == number)
        for number, hue in enumerate(HUES, start=1)
        if number in first.index
    ]
    found.append(Group(language("Others"), *_OTHERS, rank > network_marks.HUES))
    none = language("In no network community") if by == "community" else language("Not known")
    return [*found, Group(none, *_NONE, rank == 0)]


def title(by: str, code: str, language: Language, places: Mapping[str, str]) -> str:
    """The reader's word for a group; `by` is one of `network_marks.COLOURS`."""
    if by == "community":
        return language("Community {n}", n=code)
    if by == "district":
        return places.get(code, code)
    return language.label(_LISTS[by], code)
