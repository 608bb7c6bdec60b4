"""Who works with whom: the network of the strongest ties, and the same as a matrix."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import MISSING, Language

_WIDTHS = {1: 0.6, 2: 1.3, 3: 2.4, 4: 4.0, 5: 6.5}  # pixels by width_class
_LARGEST = 32  # pixels across the strongest organisation


def network(nodes: pd.DataFrame, ties: pd.DataFrame, summary: pd.DataFrame, language: Language) -> Drawn:
    """`collaboration_nodes`, `_ties` and `_summary`: circles by strength, lines by shared projects."""
    made = theme.figure(height=600)
    for width in sorted(ties["width_class"].unique()):
        made.add_trace(_lines(ties[ties["width_class"] == width], _WIDTHS[int(width)]))
    made.add_trace(_middles(ties, language))
    largest = max([1, *nodes["strength"]])
    kinds = nodes["organisation_kind"].unique().tolist()  # by their strongest organisation
    for kind, colour in zip(kinds, theme.CATEGORIES, strict=False):
        made.add_trace(_circles(nodes[nodes["organisation_kind"] == kind], colour, largest, language,
                                language.label(codes.ORGANISATION_KINDS, kind)))  # fmt: skip
    others = nodes[nodes["organisation_kind"].isin(kinds[len(theme.CATEGORIES) :])]
    if len(others):
        made.add_trace(_circles(others, theme.OTHERS, largest, language, language("Other kinds")))
    made.add_trace(_names(nodes[nodes["labelled"]], language))
    made.update_layout(
        showlegend=len(kinds) > 1,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "itemclick": False,
            "itemsizing": "constant",
            "itemdoubleclick": False,
        },
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
    )
    left, right = (float(nodes["x"].min()), float(nodes["x"].max())) if len(nodes) else (0.0, 1.0)
    room = 0.09 * max(right - left, 1e-9)  # for the names at the rim
    made.update_xaxes(visible=False, range=[left - room, right + room])
    made.update_yaxes(visible=False)
    return Drawn(
        made,
        language("A thicker line is more projects in common"),
        _subtitle(nodes, ties, summary, language),
        language(
            "Network of {bodies} organisations and {ties} ties. Strongest: {strongest}.",
            bodies=language.number(len(nodes)),
            ties=language.number(len(ties)),
            strongest=pair(ties.iloc[0], language) if len(ties) else MISSING,
        ),
    )


def matrix(table: pd.DataFrame, language: Language) -> Drawn:
    """`collaboration_matrix`: rows and columns are the same organisations in the same order."""
    size = int(table["first_rank"].max()) if len(table) else 0
    made = theme.figure(height=90 + 26 * max(size, 2))
    names = table.drop_duplicates("first_rank").sort_values("first_rank")
    words = [theme.short(language.name(row.first_en, row.first_zh), 18) for row in names.itertuples()]
    shared = table[table["shared_projects"] > 0]
    made.add_trace(
        go.Heatmap(
            x=shared["second_rank"], y=shared["first_rank"], z=shared["shared_projects"].astype("float64"),
            customdata=[pair(row, language) for _, row in shared.iterrows()], xgap=1, ygap=1, colorscale=theme.SCALE,
            hovertemplate="%{customdata}<extra></extra>",
            showscale=False,
        )
    )  # fmt: skip
    ranks = list(range(1, size + 1))
    some = [rank for rank in ranks if rank == 1 or rank % 5 == 0]  # all of them would run together on a telephone
    made.update_xaxes(tickvals=some, ticktext=[str(rank) for rank in some], side="top", range=[0.5, size + 0.5],
                      showgrid=False, tickangle=0)  # fmt: skip
    made.update_yaxes(
        tickvals=ranks, ticktext=[f"{theme.plain(name)}  {rank}" for rank, name in zip(ranks, words, strict=True)],
        range=[size + 0.5, 0.5], showgrid=False, automargin=True,
    )  # fmt: skip
    return Drawn(
        made,
        language("The same, pair by pair"),
        language(
            "Shared projects of the {n} strongest organisations, kind by kind: the stronger the colour, the more, up "
            "to {most}. Columns stand in the order of the rows.",
            n=size,
            most=language.number(table["shared_projects"].max() if len(table) else None),
        ),
        language("Matrix of shared projects between {n} organisations.", n=size),
    )


def pair(row: pd.Series, language: Language) -> str:
    """ "Roads bureau – Water bureau: 12 projects" of a row of pairs, ties or cells; safe inside a figure."""
    first, second = (language.name(row[f"{end}_en"], row[f"{end}_zh"]) for end in ("first", "second"))
    return theme.plain(
        language(
            "{first} – {second}: {projects}",
            first=first,
            second=second,
            projects=language.plural("{n} project", "{n} projects", int(row["shared_projects"])),
        )
    )


def _subtitle(nodes: pd.DataFrame, ties: pd.DataFrame, summary: pd.DataFrame, language: Language) -> str:
    everything = summary.iloc[0]
    bodies = language(
        "{shown} of {all} organisations with a partner are drawn",
        shown=language.number(len(nodes[~nodes["on_shelf"]])),
        all=language.number(everything["bodies_in_pairs"]),
    )
    if len(ties) == everything["collaborating_pairs"]:
        drawn = language("with all {n} ties.", n=language.number(len(ties)))
    else:
        drawn = language(
            "with the {n} strongest of {all} ties; weaker ones are only in the table.",
            n=language.number(len(ties)),
            all=language.number(everything["collaborating_pairs"]),
        )
    alone = language("Beneath: organisations without a partner.") if nodes["on_shelf"].any() else ""
    return language.sentences((bodies, drawn, alone))


def _lines(ties: pd.DataFrame, width: float) -> go.Scatter:
    """All ties of one width as one trace, broken by None between them."""
    gap = [None] * len(ties)
    return go.Scatter(
        x=[x for ends in zip(ties["x_from"], ties["x_to"], gap, strict=True) for x in ends],
        y=[y for ends in zip(ties["y_from"], ties["y_to"], gap, strict=True) for y in ends],
        mode="lines", line={"width": width, "color": theme.UNKNOWN}, opacity=0.45, hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def _middles(ties: pd.DataFrame, language: Language) -> go.Scatter:
    """Invisible marks in the middle of the lines: a line itself cannot be pointed at."""
    return go.Scatter(
        x=ties["x_middle"], y=ties["y_middle"], mode="markers", showlegend=False,
        marker={"size": 10, "color": "rgba(0,0,0,0)"}, customdata=[pair(row, language) for _, row in ties.iterrows()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _circles(nodes: pd.DataFrame, colour: str, largest: int, language: Language, title: str) -> go.Scatter:
    facts = [
        theme.plain(
            language(
                "{name}: {projects}, {partners} partners, strength {strength}",
                name=language.name(row.organisation_en, row.organisation_zh),
                projects=language.plural("{n} project", "{n} projects", int(row.projects_joined)),
                partners=language.number(row.partners),
                strength=language.number(row.strength),
            )
        )
        for row in nodes.itertuples()
    ]
    return go.Scatter(
        x=nodes["x"], y=nodes["y"], mode="markers", name=title, customdata=facts,
        hovertemplate="%{customdata}<extra></extra>",
        marker={"size": nodes["strength"].astype("float64"), "sizemode": "area", "sizemin": 4,
                "sizeref": 2 * float(largest) / _LARGEST**2, "color": colour, "opacity": 1,
                "line": {"width": 1, "color": theme.PAPER}},
    )  # fmt: skip


def _names(nodes: pd.DataFrame, language: Language) -> go.Scatter:
    """Direct labels, above every circle."""
    names = [language.name(row.organisation_en, row.organisation_zh) for row in nodes.itertuples()]
    return go.Scatter(
        x=nodes["x"], y=nodes["y"], mode="text", text=[theme.plain(theme.short(name, 22)) for name in names],
        textposition="top center", textfont={"size": 12, "color": theme.INK}, hoverinfo="skip", showlegend=False,
    )  # fmt: skip
