"""Flows of money: a Sankey diagram of four columns whose nodes have their names above them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import names, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language

_FLOWS = 300  # pixels that all payments together are high
_ROOM = 46  # pixels above a node for its name
_HEAD = 92  # pixels above the columns: their titles and the names of the first nodes
_LETTERS, _CHARACTERS = 14, 7  # of a line of a name, in Latin and in Chinese script: as wide as a telephone allows
_LINK = "rgba(123, 135, 148, 0.4)"  # the grey of both themes: links that cross stay visible
_ENDS = ("left", "center", "center", "right")
_SHIFT = {"left": -7, "right": 7}  # to the outer edge of the nodes
_COLOURS = {
    "source": theme.CATEGORIES[0],
    "payer": theme.CATEGORIES[3],
    "project": theme.CATEGORIES[2],
    "contract": theme.CATEGORIES[2],
    "payee": theme.CATEGORIES[1],
}


def fund_flows(
    nodes: pd.DataFrame, links: pd.DataFrame, totals: pd.DataFrame, language: Language, currency: str
) -> Drawn:
    """`fund_nodes`, `fund_flows` and `fund_totals` of one currency, from source to payee, links as wide as money."""
    nodes = nodes[nodes["currency"] == currency].sort_values("node", ignore_index=True)
    links = links[links["currency"] == currency]
    columns = list(dict.fromkeys(nodes["flow_column"]))
    most = int(nodes["flow_column"].value_counts().max()) if len(nodes) else 1
    height = _FLOWS + _ROOM * (most - 1)
    made = theme.figure(height=_HEAD + height + 8)
    made.update_layout(margin={"l": 10, "r": 10, "t": _HEAD, "b": 8})
    made.update_xaxes(visible=False)
    made.update_yaxes(visible=False)
    places = _places(nodes, columns, height)
    made.add_trace(
        go.Sankey(
            arrangement="fixed",
            node={
                "x": [x for x, _, _ in places], "y": [middle for _, _, middle in places], "label": [""] * len(nodes),
                "pad": _ROOM, "thickness": 14, "line": {"width": 0},
                "color": [_colour(row.flow_column, row.flow_kind) for row in nodes.itertuples()],
                "customdata": [_said(row, language, currency) for row in nodes.itertuples()],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            link={
                "source": links["from_node"].tolist(), "target": links["to_node"].tolist(),
                "value": [float(paid) for paid in links["paid"]], "color": _LINK,
                "customdata": [_along(row, language, currency) for row in links.itertuples()],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
        )
    )  # fmt: skip
    _titles(made, columns, language)
    _names(made, nodes, places, columns, language)
    total = totals[totals["currency"] == currency]
    whole = language.money(total["paid"].iloc[0] if len(total) else None, currency)
    return Drawn(
        made,
        _title(nodes, language),
        language(
            "All payments up to the as-of date, from left to right. Each column adds up to {whole}; grey nodes are all "
            "others together and what the payments do not state.",
            whole=whole,
        ),
        language.sentences(
            (
                language("Flows of {whole} through {n} columns.", whole=whole, n=len(columns)),
                *(_largest(nodes, column, language) for column in columns),
            )
        ),
    )  # fmt: skip


def _places(nodes: pd.DataFrame, columns: list[str], height: int) -> list[tuple[float, float, float]]:
    """(x, top, middle) of each node, in parts of the picture: columns side by side, nodes spread over the height."""
    found = []
    for place, column in enumerate(columns):
        shares = nodes.loc[nodes["flow_column"] == column, "flow_share"].astype("float64").tolist()
        room = (height - _FLOWS) / max(1, len(shares) - 1)
        top = 0.0 if len(shares) > 1 else (height - _FLOWS) / 2
        for share in shares:
            high = share * _FLOWS
            # Plotly takes a place of exactly 0 for none.
            x = min(max(place / max(1, len(columns) - 1), 0.001), 0.999)
            found.append((x, top / height, max((top + high / 2) / height, 0.001)))
            top += high + room
    return found


def _titles(made: go.Figure, columns: list[str], language: Language) -> None:
    for place, column in enumerate(columns):
        made.add_annotation(
            x=place / max(1, len(columns) - 1), xref="paper", y=1, yref="paper", yanchor="bottom", yshift=_ROOM + 2,
            xanchor=_ENDS[place], showarrow=False, text=f"<b>{theme.plain(language(codes.FLOW_COLUMNS[column]))}</b>",
            xshift=_SHIFT.get(_ENDS[place], 0), font={"size": 13, "color": theme.INK},
        )  # fmt: skip


def _names(
    made: go.Figure, nodes: pd.DataFrame, places: list[tuple[float, float, float]], columns: list[str],
    language: Language,
) -> None:  # fmt: skip
    """The share and the name above each node; bodies without the city that most of their names begin with."""
    words = [language.name(row.node_en, row.node_zh) for row in nodes.itertuples()]
    bodies = [n for n, column in enumerate(nodes["flow_column"]) if column in ("payer", "payee")]
    for n, name in zip(bodies, names.apart([words[n] for n in bodies]), strict=True):
        words[n] = name
    for row, name, (x, top, _) in zip(nodes.itertuples(), words, places, strict=True):
        end = _ENDS[columns.index(row.flow_column)]
        share = language.percent(row.flow_share, 0 if row.flow_share >= 0.01 else 1)
        made.add_annotation(
            x=x, xref="paper", y=1 - top, yref="paper", yanchor="bottom", xanchor=end, align=end, showarrow=False,
            text=_label(share, name), borderpad=0,
            xshift=_SHIFT.get(end, 0), font={"size": 11, "color": theme.INK},
        )  # fmt: skip


def _label(share: str, name: str) -> str:
    """The share on the first line of a name, above it where the script does not break between words."""
    if names.is_chinese(name):
        return f"{share}<br>{names.lines(name, _LETTERS, _CHARACTERS)}"
    return names.lines(f"{share}: {name}", _LETTERS, _CHARACTERS)


def _colour(column: str, kind: str) -> str:
    return _COLOURS[column] if kind == "named" else theme.OTHERS


def _said(row: object, language: Language, currency: str) -> str:
    return theme.plain(
        language(
            "{name}: {paid}, {share}",
            name=language.name(row.node_en, row.node_zh),  # type: ignore[attr-defined]
            paid=language.money(row.paid, currency),  # type: ignore[attr-defined]
            share=language.percent(row.flow_share, 1),  # type: ignore[attr-defined]
        )
    )


def _along(row: object, language: Language, currency: str) -> str:
    return theme.plain(
        language(
            "{start} → {end}: {paid}, {share}",
            start=language.name(row.from_en, row.from_zh),  # type: ignore[attr-defined]
            end=language.name(row.to_en, row.to_zh),  # type: ignore[attr-defined]
            paid=language.money(row.paid, currency),  # type: ignore[attr-defined]
            share=language.percent(row.flow_share, 1),  # type: ignore[attr-defined]
        )
    )


def _title(nodes: pd.DataFrame, language: Language) -> str:
    sources = nodes[(nodes["flow_column"] == "source") & (nodes["flow_kind"] == "named")]
    if sources.empty:
        return language("The payments do not say where their money comes from")
    first = sources.iloc[0]
    return language(
        "{source} paid for {share} of what was spent",
        source=language.name(first["node_en"], first["node_zh"]),
        share=language.percent(first["flow_share"]),
    )


def _largest(nodes: pd.DataFrame, column: str, language: Language) -> str:
    first = nodes[nodes["flow_column"] == column].iloc[0]
    return language(
        "{column}: {name} {share}.",
        column=language(codes.FLOW_COLUMNS[column]),
        name=language.name(first["node_en"], first["node_zh"]),
        share=language.percent(first["flow_share"]),
    )
