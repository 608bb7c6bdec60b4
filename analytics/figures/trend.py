"""The lines of a milestone trend chart: reporting date across, the date that was told then up."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme
from analytics.language import Language


def line(
    rows: pd.DataFrame, column: str, colour: str, dash: str, main: bool, word: str, language: Language
) -> go.Scatter:
    """What `column` (baseline or forecast) was at each report; `main` draws it stronger, `word` is the milestone's."""
    kind = language("baseline") if column == "baseline" else language("forecast")
    return go.Scatter(
        x=rows["as_of"],
        y=rows[column],
        mode="lines" if column == "baseline" else "lines+markers",
        line={
            "color": colour,
            "width": 2.5 if main else 1.2,
            "dash": dash,
            "shape": "hv" if dash != "solid" else "linear",
        },
        marker={"size": 6 if main else 4},
        hovertemplate=f"{theme.plain(word)}, {kind}: %{{y|%Y-%m-%d}} (%{{x|%Y-%m-%d}})<extra></extra>",
    )


def hairline(x: list[object], y: list[object]) -> go.Scatter:
    """A thin line without words of its own; from a date to itself it is the 45-degree line, where a day has come."""
    return go.Scatter(x=x, y=y, mode="lines", line={"color": theme.RULE, "width": 1}, hoverinfo="skip")
