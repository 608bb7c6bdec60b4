"""The picture of the network to explore: an option object of Apache ECharts, in the places of the drawing.

A node can be dragged and clicked, shows its neighbours under the pointer, and a click on the legend hides its group.
The browser does not replace colours here, so the theme is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.figures import names as names_
from analytics.figures import network_groups, theme
from analytics.figures.network import WIDTHS
from analytics.figures.network_groups import Group
from analytics.figures.network_labels import Words
from analytics.language import Language
from analytics.measures import network_marks
from analytics.measures.network_marks import diameter

_WIDE = 1000  # units of the plane
_MANY = 1500  # ties, above which each is drawn fainter
# ECharts has no shape for these.
_SHAPES = {
    "square": "rect",
    "triangle-up": "triangle",
    "pentagon": "path://M50 0L98 35L79 91L21 91L2 35Z",
    "hexagon": "path://M25 7L75 7L100 50L75 93L25 93L0 50Z",
    "circle-open": "circle",
}
_TOOLTIP = "white-space: normal; max-width: 320px;"  # what is said of an organisation is long for a telephone
_DIRECTED = ("leads", "funds")


@dataclass(frozen=True)
class Explored:
    """`option` is for ECharts; `ids` are the organisations in the order of its nodes."""

    option: dict[str, Any]
    ids: tuple[int, ...]
    title: str
    subtitle: str
    alt: str


def explore(
    nodes: pd.DataFrame,
    ties: pd.DataFrame,
    summary: pd.DataFrame,
    language: Language,
    *,
    dark: bool,
    **options: Any,
) -> Explored:
    """`network_explore_nodes`, `network_explore_ties` and `collaboration_summary` as a picture that answers."""
    tokens = {name: pair[1 if dark else 0] for name, pair in theme.TOKENS.items()}
    words = Words(language, **options)
    groups = network_groups.groups(words.colour, nodes, language, words.places)
    drawn, everything = len(ties[ties["tie_sign"] > 0]), summary.iloc[0]
    series = {
        "type": "graph", "layout": "none", "preserveAspect": True, "roam": True, "draggable": True,
        "selectedMode": "single", "animation": False, "scaleLimit": {"min": 0.5, "max": 12},
        "categories": [
            {"name": group.title, "symbol": _symbol(group), "itemStyle": _style(group, tokens)} for group in groups
        ],
        "data": _data(nodes, groups, words),
        "links": _links(nodes, ties, tokens),
        "edgeSymbol": ["none", "arrow" if words.tie in _DIRECTED else "none"], "edgeSymbolSize": 6,
        "lineStyle": {"color": tokens[theme.UNKNOWN], "opacity": 0.4 if drawn <= _MANY else 0.2, "width": WIDTHS[1]},
        "itemStyle": {"borderColor": tokens[theme.PAPER], "borderWidth": 1},
        "label": {"show": False, "position": "top", "fontSize": 12, "color": tokens[theme.INK],
                  "textBorderColor": tokens[theme.PAPER], "textBorderWidth": 3, "width": 110, "overflow": "break"},
        "labelLayout": {"hideOverlap": True},
        "emphasis": {"focus": "adjacency", "label": {"show": True}, "lineStyle": {"opacity": 0.8}},
        "blur": {"itemStyle": {"opacity": 0.12}, "lineStyle": {"opacity": 0.04}},
        "select": {"itemStyle": {"borderColor": tokens[theme.HIGHLIGHT], "borderWidth": 3}, "label": {"show": True}},
    }  # fmt: skip
    legend = {
        "show": len(groups) > 1, "top": 0, "left": 0, "type": "scroll",
        "itemWidth": 14, "itemHeight": 10, "textStyle": {"color": tokens[theme.INK]},
        "pageIconColor": tokens[theme.INK], "pageTextStyle": {"color": tokens[theme.INK]},
        "data": [{"name": group.title, "icon": _symbol(group)} for group in groups],
    }  # fmt: skip
    return Explored(
        {
            "tooltip": {"formatter": "{b}: {c}", "confine": True, "extraCssText": _TOOLTIP}, "legend": legend,
            "series": [series],
        },
        tuple(int(number) for number in nodes["organisation_id"]),
        language("Drag, zoom, point and click"),
        language.sentences(
            (
                language(
                    "{bodies} organisations and {ties} of {all} ties.", bodies=language.number(len(nodes)),
                    ties=language.number(drawn), all=language.number(everything["collaborating_pairs"]),
                ),
                words.size_means(),
                words.label_means(),
                language("A click on an organisation shows those around it below."),
            )
        ),
        language("Network of {bodies} organisations and {ties} ties, to explore.",
                 bodies=language.number(len(nodes)), ties=language.number(drawn)),
    )  # fmt: skip


def _style(group: Group, tokens: dict[str, str]) -> dict[str, Any]:
    """An open circle is filled with the paper: the one that the library has is white by night too."""
    if group.symbol == "circle-open":
        return {"color": tokens[theme.PAPER], "borderColor": tokens[group.colour], "borderWidth": 2}
    return {"color": tokens[group.colour]}


def _symbol(group: Group) -> str:
    return _SHAPES.get(group.symbol, group.symbol)


def _data(nodes: pd.DataFrame, groups: list[Group], words: Words) -> list[dict[str, Any]]:
    """A node for each organisation; y grows downwards. Its value is all that is said of it under the pointer."""
    number: dict[int, int] = {}
    for place, group in enumerate(groups):
        number |= dict.fromkeys(nodes.index[group.members], place)
    largest = network_marks.largest(nodes["mark_size"])
    short = names_.apart([words.language.name(row.organisation_en, row.organisation_zh) for row in nodes.itertuples()])
    left, low = (float(nodes[axis].min()) if len(nodes) else 0.0 for axis in ("x", "y"))
    scale = _WIDE / max(float(nodes["x"].max()) - left, 1e-9) if len(nodes) else 1.0
    found = []
    for name, row in zip(short, nodes.itertuples(), strict=True):
        node: dict[str, Any] = {
            "id": str(row.organisation_id),
            "name": words.language.name(row.organisation_en, row.organisation_zh),
            "x": round((row.x - left) * scale, 1),
            "y": round((low - row.y) * scale, 1),
            "value": words.facts(row, groups[number[row.Index]].title),
            "symbolSize": round(diameter(row.mark_size, largest), 1),
            "category": number[row.Index],
        }
        if row.labelled:
            node["label"] = {"show": True, "formatter": " · ".join(filter(None, (name, words.beside(row))))}
            if row.label_below:
                node["label"]["position"] = "bottom"
        found.append(node)
    return found


def _links(nodes: pd.DataFrame, ties: pd.DataFrame, tokens: dict[str, str]) -> list[dict[str, Any]]:
    """A link for each tie by the places of its ends; what is usual is left to the series, which keeps it small."""
    place = {number: at for at, number in enumerate(nodes["organisation_id"])}
    found = []
    for row in ties.itertuples():
        link: dict[str, Any] = {
            "source": place[row.first_id], "target": place[row.second_id], "value": round(float(row.tie_weight), 3)
        }  # fmt: skip
        if row.tie_sign < 0:
            link["lineStyle"] = {"color": tokens[theme.LATE], "type": "dotted", "width": 1}
            link["symbol"] = ["none", "none"]
        elif row.width_class > 1:
            link["lineStyle"] = {"width": WIDTHS[int(row.width_class)]}
        found.append(link)
    return found
