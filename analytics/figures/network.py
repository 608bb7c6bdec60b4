"""Who works with whom: the network of the strongest ties, and the same as a matrix."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import names as names_
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import MISSING, N_, Language

_WIDTHS = {1: 0.6, 2: 1.3, 3: 2.4, 4: 4.0, 5: 6.5}  # pixels by width_class
_LARGEST = 32  # pixels across the strongest organisation
_LETTERS, _CHARACTERS = 16, 8  # of a line of a name, in Latin and in Chinese script: as wide as a telephone allows

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


def network(nodes: pd.DataFrame, ties: pd.DataFrame, summary: pd.DataFrame, language: Language) -> Drawn:
    """`collaboration_nodes`, `_ties` and `_summary`: circles by strength, lines by shared projects."""
    made = theme.figure(height=600)
    for width in sorted(ties["width_class"].unique()):
        made.add_trace(_lines(ties[ties["width_class"] == width], _WIDTHS[int(width)]))
    made.add_trace(_middles(ties, language))
    largest = max([1, *nodes["strength"]])
    drawn = [(family, nodes[nodes["organisation_kind"].isin(family[1])]) for family in FAMILIES]
    drawn = [(family, members) for family, members in drawn if len(members)]
    for (title, _, colour, symbol), members in drawn:
        made.add_trace(_marks(members, colour, symbol, largest, language, language(title)))
    _names(made, nodes, largest, language)
    made.update_layout(
        showlegend=len(drawn) > 1,
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
    room = 0.11 * max(right - left, 1e-9)  # for the names at the rim
    made.update_xaxes(visible=False, range=[left - room, right + room])
    made.update_yaxes(visible=False)
    return Drawn(
        made,
        _title(nodes, language),
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
    apart = names_.apart([language.name(row.first_en, row.first_zh) for row in names.itertuples()])
    words = [theme.short(name, 11 if language.is_chinese else 18) for name in apart]
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


def _title(nodes: pd.DataFrame, language: Language) -> str:
    if nodes.empty:
        return language("No organisation has a partner")
    widest = nodes.loc[nodes["partners"].idxmax()]
    return language(
        "{organisation} has the most partners: {partners}",
        organisation=language.name(widest["organisation_en"], widest["organisation_zh"]),
        partners=language.plural("{n} organisation", "{n} organisations", int(widest["partners"])),
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
    return language.sentences((bodies, drawn, language("A thicker line is more projects in common."), alone))


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


def _marks(nodes: pd.DataFrame, colour: str, symbol: str, largest: int, language: Language, title: str) -> go.Scatter:
    facts = [
        theme.plain(
            language(
                "{name} ({kind}): {projects}, {partners} partners, strength {strength}",
                name=language.name(row.organisation_en, row.organisation_zh),
                kind=language.label(codes.ORGANISATION_KINDS, row.organisation_kind),
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
        marker={"size": nodes["strength"].astype("float64"), "sizemode": "area", "sizemin": 4, "symbol": symbol,
                "sizeref": 2 * float(largest) / _LARGEST**2, "color": colour, "opacity": 1,
                "line": {"width": 1, "color": theme.PAPER}},
    )  # fmt: skip


def _names(made: go.Figure, nodes: pd.DataFrame, largest: int, language: Language) -> None:
    """Direct labels above the marks, on short lines and on paper of their own."""
    names = names_.apart([language.name(row.organisation_en, row.organisation_zh) for row in nodes.itertuples()])
    for name, row in zip(names, nodes.itertuples(), strict=True):
        if row.labelled:
            made.add_annotation(
                x=row.x, y=row.y, text=names_.lines(name, _LETTERS, _CHARACTERS), showarrow=False, yanchor="bottom",
                yshift=2 + max(4, _LARGEST * (row.strength / largest) ** 0.5) / 2, bgcolor=theme.PAPER, borderpad=0,
                font={"size": 12, "color": theme.INK},
            )  # fmt: skip
