"""Ties between administrative levels as arcs: organisations stand level by level, arcs show who reaches across."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import names as names_
from analytics.figures import network_lines, theme
from analytics.figures.drawn import Drawn
from analytics.figures.network import WIDTHS
from analytics.language import N_, Language, is_missing
from analytics.measures import network_words

_ROW = 22  # pixels
_THICKEST_DOTS = 1.3  # pixels: thicker ones run together
# Colour, dash and word of a tie by `crosses_levels`.
KINDS = (
    (True, N_("Across levels (vertical)"), theme.CATEGORIES[1], "solid"),
    (False, N_("Within one level (horizontal)"), theme.CATEGORIES[0], "dot"),
    (None, N_("A level is not known"), theme.OTHERS, "dash"),
)


def arcs(nodes: pd.DataFrame, ties: pd.DataFrame, language: Language, *, tie: str = "works", weight: str = "count"
         ) -> Drawn:  # fmt: skip
    """`network_arc_nodes` and `network_arcs`."""
    rows = len(nodes)
    made = theme.figure(height=_ROW * max(rows, 4) + 90)
    for crosses, title, colour, dash in KINDS:
        some = ties[ties["crosses_levels"].isna()] if crosses is None else ties[ties["crosses_levels"] == crosses]
        for number, width in enumerate(sorted(some["width_class"].unique())):
            arcs_of = some[some["width_class"] == width]
            pixels = WIDTHS[int(width)] if dash == "solid" else min(WIDTHS[int(width)], _THICKEST_DOTS)
            arcs_of_rows = zip(arcs_of["first_row"], arcs_of["second_row"], strict=True)
            network_lines.add(
                made, (network_lines.arc(a, b, _reach((b - a) / 2, rows)) for a, b in arcs_of_rows), pixels, colour,
                dash=dash, opacity=0.6,
            )  # fmt: skip
            if number == 0:  # a trace without a point, of which only the legend shows anything
                made.add_trace(
                    go.Scatter(x=[None], y=[None], mode="lines", name=language(title), hoverinfo="skip",
                               line={"width": pixels, "color": colour, "dash": dash})
                )  # fmt: skip
    made.add_trace(_tops(ties, rows, language, tie, weight))
    made.add_trace(_marks(nodes, language))
    _names(made, nodes, language)
    made.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False},
    )
    made.update_xaxes(visible=False, range=[-0.02, 1.05])
    crossing = ties["crosses_levels"].fillna(False).astype(bool)
    known = ties["crosses_levels"].notna().any()
    return Drawn(
        made,
        language(
            "{n} of the {all} strongest ties run across levels", n=language.number(len(ties[crossing])),
            all=language.number(len(ties)),
        )
        if known or ties.empty
        else language("The administrative levels of these organisations are not known"),
        language.sentences(
            (
                language("The {n} strongest organisations, level by level; the others are left out.", n=rows),
                language("Solid arcs run across administrative levels, dotted ones within one.") if known else "",
                language("A thicker solid line is a stronger tie.") if known else language("Each arc is a tie."),
            )
        ),
        language("Arcs between {n} organisations in the order of their administrative levels.", n=rows),
    )  # fmt: skip


def _reach(half: float, rows: int) -> float:
    return (2 * abs(half) / max(rows - 1, 1)) ** 0.7


def _tops(ties: pd.DataFrame, rows: int, language: Language, tie: str, weight: str) -> go.Scatter:
    """Points where an arc reaches farthest, which are not drawn: a line itself cannot be pointed at."""
    words = [theme.plain(network_words.pair(row, language, tie, weight)) for row in ties.to_dict("records")]
    return go.Scatter(
        x=[_reach((row.second_row - row.first_row) / 2, rows) for row in ties.itertuples()],
        y=[(row.first_row + row.second_row) / 2 for row in ties.itertuples()],
        mode="none", customdata=words, showlegend=False, hovertemplate="%{customdata}<extra></extra>",
        hoverlabel={"bgcolor": theme.PAPER, "font": {"color": theme.INK}},
    )  # fmt: skip


def _marks(nodes: pd.DataFrame, language: Language) -> go.Scatter:
    words = [
        theme.plain(
            language(
                "{name} ({level}): {partners} partners",
                name=language.name(row.organisation_en, row.organisation_zh),
                level=language.label(codes.ORGANISATION_LEVELS, row.organisation_level),
                partners=language.number(row.partners),
            )
        )
        for row in nodes.itertuples()
    ]
    return go.Scatter(
        x=[0] * len(nodes), y=nodes["node_row"], mode="markers", marker={"size": 7, "color": theme.INK},
        customdata=words, hovertemplate="%{customdata}<extra></extra>", showlegend=False,
    )  # fmt: skip


def _names(made: go.Figure, nodes: pd.DataFrame, language: Language) -> None:
    """Names at the left of the marks, the level above its first organisation, a hairline between levels."""
    names = names_.apart([language.name(row.organisation_en, row.organisation_zh) for row in nodes.itertuples()])
    short = [theme.plain(theme.short(name, 11 if names_.is_chinese(name) else 24)) for name in names]
    made.update_yaxes(
        tickvals=nodes["node_row"], ticktext=short, range=[len(nodes) + 0.8, 0], showgrid=False, automargin=True,
        tickfont={"size": 11, "color": theme.INK},
    )  # fmt: skip
    before = None
    for row in nodes.itertuples():
        level = codes.UNKNOWN if is_missing(row.organisation_level) else row.organisation_level
        if level != before:
            words = language.label(codes.ORGANISATION_LEVELS, level)
            made.add_shape(type="line", x0=-0.02, x1=1.05, y0=row.node_row - 0.5, y1=row.node_row - 0.5,
                           line={"color": theme.RULE, "width": 1}, layer="below")  # fmt: skip
            made.add_annotation(
                x=1.05, y=row.node_row - 0.5, text=f"<b>{theme.plain(words)}</b>", showarrow=False, xanchor="right",
                yanchor="top", font={"size": 12, "color": theme.INK}, bgcolor=theme.PAPER,
            )  # fmt: skip
            before = level
