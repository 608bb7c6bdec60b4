"""The picture of the network: kinds keep their colour and shape, names keep apart."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from analytics import codes
from analytics.figures import network, theme
from analytics.frames import FRAMES
from analytics.language import Language

SUMMARY = pd.DataFrame([{"bodies_in_pairs": 2, "collaborating_pairs": 0}])


def nodes(*kinds: str, name: str = "Lanjiang Water Affairs Bureau {n}") -> pd.DataFrame:
    """One organisation of each kind, all named."""
    rows = [
        {"organisation_id": n, "organisation_en": name.format(n=n), "organisation_zh": f"澜江市第{n}水务局",
         "organisation_kind": kind, "projects_joined": 1, "partners": 1, "strength": 1, "x": n, "y": n,
         "on_shelf": False, "labelled": True}
        for n, kind in enumerate(kinds)
    ]  # fmt: skip
    return FRAMES["collaboration_nodes"].cast(pd.DataFrame(rows))


def marks(*kinds: str) -> dict[str, tuple[str, str]]:
    """The colour and shape of each entry of the legend."""
    drawn = network.network(nodes(*kinds), FRAMES["collaboration_ties"].empty(), SUMMARY, Language())
    return {trace.name: (trace.marker.color, trace.marker.symbol) for trace in drawn.figure.data if trace.name}


def test_every_kind_of_organisation_belongs_to_one_family() -> None:
    assert Counter(kind for _, kinds, _, _ in network.FAMILIES for kind in kinds) == Counter(
        list(codes.ORGANISATION_KINDS)
    )


def test_a_family_keeps_its_colour_and_shape_whatever_else_is_in_scope() -> None:
    everything = marks(*reversed(codes.ORGANISATION_KINDS))
    assert len(everything) == len(set(everything.values()))
    assert marks("company")["Companies"] == everything["Companies"]
    assert {colour for colour, _ in everything.values()} <= {*theme.CATEGORIES, theme.OTHERS}


@pytest.mark.parametrize(
    ("code", "words"), [("en", "Water Affairs<br>Bureau 0"), ("zh_CN", "第0水务局")], ids=["English", "Chinese"]
)
def test_a_name_leaves_out_the_place_that_all_names_begin_with(code: str, words: str) -> None:
    drawn = network.network(nodes("company", "street"), FRAMES["collaboration_ties"].empty(), SUMMARY, Language(code))
    assert drawn.figure.layout.annotations[0].text == words


def test_a_hostile_name_is_words_in_the_picture() -> None:
    drawn = network.network(
        nodes("company", name="<b>x</b>"), FRAMES["collaboration_ties"].empty(), SUMMARY, Language()
    )
    assert "<b>" not in drawn.figure.to_json()
