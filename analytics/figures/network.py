"""Who works with whom: the network of the strongest ties, and the surroundings of one organisation in it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import network_groups, network_labels, network_lines, theme
from analytics.figures.drawn import Drawn
from analytics.figures.network_groups import Group
from analytics.language import MISSING, Language
from analytics.measures import network_marks, network_words
from analytics.measures.collaboration import MOST_TIES
from analytics.measures.network_marks import diameter

WIDTHS = {1: 0.6, 2: 1.3, 3: 2.4, 4: 4.0, 5: 6.5}  # pixels by width_class
_BASE = 0.004  # how wide a tapered line begins, as a part of the picture, times its width in pixels
_DIRECTED = ("leads", "funds")


def network(
    nodes: pd.DataFrame,
    ties: pd.DataFrame,
    summary: pd.DataFrame,
    language: Language,
    *,
    tie: str = "works",
    weight: str = "count",
    size: str = "strength",
    colour: str = "kind",
    label: str = "name",
    places: tuple[tuple[str, str], ...] = (),
) -> Drawn:
    """`collaboration_nodes`, `_ties` and `_summary`: marks by a measure and a group, lines by the weight of the tie.

    `size`, `colour` and `label` say what the table was asked for; `places` are the reader's words for districts.
    """
    words = network_labels.Words(language, size, colour, label, tie, weight, places)
    made = _picture(nodes, ties, words)
    return Drawn(
        made,
        _title(nodes, size, language),
        language.sentences(
            (_shown(nodes, ties, summary.iloc[0], language), _lines_mean(ties, tie, language),
             words.size_means(), words.label_means())
        ),
        language(
            "Network of {bodies} organisations and {ties} ties. Strongest: {strongest}.",
            bodies=language.number(len(nodes)),
            ties=language.number(len(ties)),
            strongest=theme.plain(network_words.pair(ties.iloc[0], language, tie, weight)) if len(ties) else MISSING,
        ),
    )  # fmt: skip


def ego(nodes: pd.DataFrame, ties: pd.DataFrame, language: Language, **options: Any) -> Drawn:
    """The same of one organisation (`is_chosen`), its partners and the ties among them."""
    centre, words = nodes[nodes["is_chosen"]].iloc[0], network_labels.Words(language, **options)
    made = _picture(nodes, ties, words)
    name = language.name(centre["organisation_en"], centre["organisation_zh"])
    return Drawn(
        made,
        language("{organisation} and those around it", organisation=name),
        language.sentences(
            (
                _around(nodes, ties, language),
                language("Each stands in its place in the whole picture."),
                _lines_mean(ties, words.tie, language),
                words.label_means(),
            )
        ),
        language("Network of {bodies} organisations around {organisation}.", bodies=language.number(len(nodes)),
                 organisation=name),
    )  # fmt: skip


def _around(nodes: pd.DataFrame, ties: pd.DataFrame, language: Language) -> str:
    bodies = language.plural("{n} organisation", "{n} organisations", len(nodes))
    if len(ties) < MOST_TIES:
        return language("{bodies} with {ties} ties among them.", bodies=bodies, ties=language.number(len(ties)))
    return language(
        "{bodies} with the {ties} strongest ties among them.", bodies=bodies, ties=language.number(len(ties))
    )


def _picture(nodes: pd.DataFrame, ties: pd.DataFrame, words: network_labels.Words) -> go.Figure:
    drawn = network_groups.groups(words.colour, nodes, words.language, words.places)
    made = theme.figure(height=600)
    left, right = (float(nodes["x"].min()), float(nodes["x"].max())) if len(nodes) else (0.0, 1.0)
    low, high = (float(nodes["y"].min()), float(nodes["y"].max())) if len(nodes) else (0.0, 1.0)
    often, seldom = ties[ties["tie_sign"] > 0], ties[ties["tie_sign"] < 0]
    for width in sorted(often["width_class"].unique()):
        some = often[often["width_class"] == width]
        if words.tie in _DIRECTED:
            base = WIDTHS[int(width)] * _BASE * max(right - left, high - low, 1e-9)
            network_lines.add(made, _tapered(some, base), 0.4, theme.UNKNOWN, opacity=0.55, filled=True)
        else:
            network_lines.add(made, map(network_lines.straight, ends(some)), WIDTHS[int(width)], theme.UNKNOWN)
    network_lines.add(made, map(network_lines.straight, ends(seldom)), 1.2, theme.LATE, dash="dot")
    made.add_trace(_middles(ties, words))
    largest = network_marks.largest(nodes["mark_size"])
    for group in drawn:
        made.add_trace(_marks(nodes[group.members], group, largest, words))
    made.add_trace(network_labels.names(nodes, largest, words))
    made.update_layout(
        showlegend=len(drawn) > 1,
        legend={
            "orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemsizing": "constant",
            "itemdoubleclick": False,
        },
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
    )  # fmt: skip
    wide, tall = max(right - left, 1e-9), max(high - low, 1e-9)  # and room for the names at the rim
    made.update_xaxes(visible=False, range=[left - 0.15 * wide, right + 0.15 * wide])
    made.update_yaxes(visible=False, range=[low - 0.1 * tall, high + 0.13 * tall])
    return made


def _title(nodes: pd.DataFrame, size: str, language: Language) -> str:
    if nodes.empty or nodes["on_shelf"].all():
        return language("No organisation has a partner")
    if size == "partners" or size == "strength":
        widest = nodes.loc[nodes["partners"].idxmax()]
        return language(
            "{organisation} has the most partners: {partners}",
            organisation=language.name(widest["organisation_en"], widest["organisation_zh"]),
            partners=language.plural("{n} organisation", "{n} organisations", int(widest["partners"])),
        )
    first = nodes.iloc[0]
    return language(
        "{measure}: the highest is {organisation}",
        measure=language(network_marks.SIZES[size]),
        organisation=language.name(first["organisation_en"], first["organisation_zh"]),
    )


def _shown(nodes: pd.DataFrame, ties: pd.DataFrame, everything: pd.Series, language: Language) -> str:
    """Who and what is drawn, and what is left out."""
    bodies = language(
        "{shown} of {all} organisations with a partner are drawn",
        shown=language.number(len(nodes[~nodes["on_shelf"]])),
        all=language.number(everything["bodies_in_pairs"]),
    )
    often = len(ties[ties["tie_sign"] > 0])
    if often == everything["collaborating_pairs"]:
        drawn = language("with all {n} ties.", n=language.number(often))
    else:
        drawn = language(
            "with the {n} strongest of {all} ties; weaker ones are only in the table.",
            n=language.number(often),
            all=language.number(everything["collaborating_pairs"]),
        )
    alone = len(nodes[nodes["on_shelf"]])
    beside = language.plural(
        "{n} faint mark is an organisation without a partner here.",
        "{n} faint marks are organisations without a partner here.",
        alone,
    )
    return language.sentences((bodies, drawn, beside if alone else ""))


def _lines_mean(ties: pd.DataFrame, tie: str, language: Language) -> str:
    said = [language("A thicker line is a stronger tie.")]
    if tie == "leads":
        said.append(language("Lines taper from the leader to the partner."))
    if tie == "funds":
        said.append(language("Lines taper from the funder to the recipient."))
    if (ties["tie_sign"] < 0).any():
        said.append(language("Dotted lines: meet less often than by chance."))
    return language.sentences(said)


def ends(ties: pd.DataFrame) -> Iterator[tuple[network_lines.Point, network_lines.Point]]:
    """Where each tie begins and ends."""
    columns = (ties[name] for name in ("x_from", "y_from", "x_to", "y_to"))
    return (((x, y), (to_x, to_y)) for x, y, to_x, to_y in zip(*columns, strict=True))


def _tapered(ties: pd.DataFrame, base: float) -> Iterator[str]:
    """The ties as slender triangles, broad where they begin and pointed where they end."""
    for (x, y), (to_x, to_y) in ends(ties):
        length = math.hypot(to_x - x, to_y - y) or 1.0
        aside, up = -(to_y - y) / length * base / 2, (to_x - x) / length * base / 2
        yield network_lines.closed(((x + aside, y + up), (to_x, to_y), (x - aside, y - up)))


def _middles(ties: pd.DataFrame, words: network_labels.Words) -> go.Scatter:
    """Points in the middle of the lines, which are not drawn: a line itself cannot be pointed at."""
    said = [
        theme.plain(network_words.pair(row, words.language, words.tie, words.weight)) for row in ties.to_dict("records")
    ]
    return go.Scatter(
        x=ties["x_middle"].round(4), y=ties["y_middle"].round(4), mode="none", showlegend=False, customdata=said,
        hovertemplate="%{customdata}<extra></extra>", hoverlabel={"bgcolor": theme.PAPER, "font": {"color": theme.INK}},
    )  # fmt: skip


def _marks(nodes: pd.DataFrame, group: Group, largest: float, words: network_labels.Words) -> go.Scatter:
    chosen = nodes["is_chosen"].any()
    return go.Scatter(
        x=nodes["x"].round(4), y=nodes["y"].round(4), mode="markers", name=theme.plain(group.title),
        customdata=[theme.plain(words.pointed_at(row, group.title)) for row in nodes.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "size": [round(diameter(value, largest), 1) for value in nodes["mark_size"]], "symbol": group.symbol,
            "color": group.colour,
            "opacity": [0.45 if alone else 1 for alone in nodes["on_shelf"]] if nodes["on_shelf"].any() else 1,
            "line": {
                "width": [3 if one else 1 for one in nodes["is_chosen"]] if chosen else 1,
                "color": [theme.HIGHLIGHT if one else theme.PAPER for one in nodes["is_chosen"]] if chosen
                else theme.PAPER,
            },
        },
    )  # fmt: skip
