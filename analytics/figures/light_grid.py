"""Lights against lights: a square for each pair, off the diagonal they disagree."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.codes import LIGHT_SHAPES, LIGHTS
from analytics.figures import theme
from analytics.language import Language


def grid(
    down: pd.Series, across: pd.Series, projects: pd.Series, titles: tuple[str, str], language: Language
) -> go.Figure:
    """Projects by two lights, the one from top to bottom, the other from left to right; `titles` name the two.

    Vermilion where the two disagree, grey where one is unknown; the area of a square is the number of projects.
    """
    words = {light: f"{LIGHT_SHAPES[light]} {language.label(LIGHTS, light)}" for light in LIGHTS}
    largest = max(1, int(projects.max()))
    pairs = list(zip(down, across, strict=True))
    colours = [
        theme.UNKNOWN if "unknown" in pair else theme.INK if pair[0] == pair[1] else theme.LATE for pair in pairs
    ]
    made = theme.figure(
        go.Scatter(
            x=[words[light] for _, light in pairs],
            y=[words[light] for light, _ in pairs],
            mode="markers+text",
            marker={
                "size": [8 + 20 * (int(n) / largest) ** 0.5 if n else 0 for n in projects],
                "color": colours, "opacity": 0.9, "symbol": "square",
            },
            text=[language.number(n) if n else "" for n in projects],
            textposition="middle right",
            hovertemplate=f"{theme.plain(titles[0])} %{{y}}, {theme.plain(titles[1])} %{{x}}: %{{text}}<extra></extra>",
            cliponaxis=False,
        ),
        height=300,
    )  # fmt: skip
    places = list(words.values())
    made.update_xaxes(side="top", title=theme.plain(titles[1]), categoryarray=places, range=[-0.5, 3.9])
    made.update_yaxes(title=theme.plain(titles[0]), categoryarray=places, autorange="reversed", showgrid=False)
    for axis in (made.layout.xaxis, made.layout.yaxis):
        axis.tickfont, axis.tickangle = {"color": theme.INK, "size": 12}, 0
    return made
