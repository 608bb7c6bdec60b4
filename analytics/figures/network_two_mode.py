"""Projects at the left, the organisations that share them at the right, a line for each that takes part."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import names as names_
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import Language

_ROW = 22  # pixels
_LEFT, _RIGHT = 0.0, 1.0


def two_mode(nodes: pd.DataFrame, ties: pd.DataFrame, summary: pd.DataFrame, language: Language) -> Drawn:
    """`network_two_mode_nodes`, `network_two_mode_ties` and `collaboration_summary`."""
    projects, bodies = (nodes[nodes["two_mode_side"] == side] for side in ("project", "organisation"))
    rows = int(nodes["node_row"].max()) if len(nodes) else 1
    made = theme.figure(height=_ROW * max(rows, 4) + 60)
    step = {"project": (rows - 1) / max(len(projects) - 1, 1), "organisation": (rows - 1) / max(len(bodies) - 1, 1)}
    for memberships in (False, True):  # those of the busiest organisations on top
        some = ties[ties["organisation_row"].isin(_busiest(bodies)) == memberships]
        made.add_trace(_lines(some, step, theme.HIGHLIGHT if memberships else theme.UNKNOWN))
    made.add_trace(_marks(projects, _LEFT, step["project"], theme.INK, "square", language))
    made.add_trace(_marks(bodies, _RIGHT, step["organisation"], theme.CATEGORIES[0], "circle", language))
    made.update_xaxes(visible=False, range=[_LEFT - 0.02, _RIGHT + 0.02])
    made.update_layout(
        yaxis=_names(projects, step["project"], rows, language),
        yaxis2=_names(bodies, step["organisation"], rows, language) | {"overlaying": "y", "side": "right"},
        margin={"l": 8, "r": 8, "t": 4, "b": 4},
    )
    for x, words, anchor in ((_LEFT, language("Projects"), "left"), (_RIGHT, language("Organisations"), "right")):
        made.add_annotation(x=x, y=-1.1, text=f"<b>{words}</b>", showarrow=False, xanchor=anchor,
                            font={"size": 12, "color": theme.INK})  # fmt: skip
    everything = summary.iloc[0]
    busiest = bodies.sort_values("drawn_memberships", ascending=False).iloc[0] if len(bodies) else None
    return Drawn(
        made,
        language("No project has two organisations")
        if busiest is None
        else language(
            "{organisation} takes part in {n} of the {all} most shared projects",
            organisation=language.name(busiest["name_en"], busiest["name_zh"]),
            n=language.number(busiest["drawn_memberships"]), all=language.number(len(projects)),
        ),
        language.sentences(
            (
                language(
                    "The {projects} projects with the most organisations, of {all}, and the {bodies} organisations on "
                    "the most of them, of {everyone}.",
                    projects=language.number(len(projects)), all=language.number(everything["projects"]),
                    bodies=language.number(len(bodies)), everyone=language.number(everything["bodies"]),
                ),
                language("Each line: takes part. Blue lines: the three organisations on the most of these projects."),
            )
        ),
        language("Two columns, {projects} projects and {bodies} organisations, with {n} lines between them.",
                 projects=len(projects), bodies=len(bodies), n=len(ties)),
    )  # fmt: skip


def _busiest(bodies: pd.DataFrame) -> list[int]:
    return bodies.sort_values(["drawn_memberships", "node_row"], ascending=[False, True])["node_row"].head(3).tolist()


def _lines(ties: pd.DataFrame, step: dict[str, float], colour: str) -> go.Scatter:
    left = [(row - 1) * step["project"] for row in ties["project_row"]]
    right = [(row - 1) * step["organisation"] for row in ties["organisation_row"]]
    gap = [None] * len(ties)
    return go.Scatter(
        x=[x for _ in left for x in (_LEFT, _RIGHT, None)],
        y=[y for ends in zip(left, right, gap, strict=True) for y in ends],
        mode="lines", line={"width": 1, "color": colour}, opacity=0.5, hoverinfo="skip",
    )  # fmt: skip


def _marks(
    nodes: pd.DataFrame, x: float, step: float, colour: str, symbol: str, language: Language
) -> go.Scatter:  # fmt: skip
    words = [
        theme.plain(
            language(
                "{name}: {drawn} lines drawn of {all}", name=language.name(row.name_en, row.name_zh),
                drawn=language.number(row.drawn_memberships), all=language.number(row.all_memberships),
            )
        )
        for row in nodes.itertuples()
    ]  # fmt: skip
    return go.Scatter(
        x=[x] * len(nodes), y=[(row - 1) * step for row in nodes["node_row"]], mode="markers", customdata=words,
        hovertemplate="%{customdata}<extra></extra>", marker={"size": 8, "color": colour, "symbol": symbol},
        yaxis="y2" if x == _RIGHT else "y",
    )  # fmt: skip


def _names(nodes: pd.DataFrame, step: float, rows: int, language: Language) -> dict[str, object]:
    """An axis whose ticks are the names of a column."""
    names = names_.apart([language.name(row.name_en, row.name_zh) for row in nodes.itertuples()])
    return {
        "tickvals": [(row - 1) * step for row in nodes["node_row"]],
        "ticktext": [theme.plain(theme.short(name, 10 if names_.is_chinese(name) else 22)) for name in names],
        "range": [rows - 0.2, -1.6], "showgrid": False, "automargin": True, "tickfont": {"size": 11},
        "fixedrange": True, "zeroline": False, "ticks": "",
    }  # fmt: skip
