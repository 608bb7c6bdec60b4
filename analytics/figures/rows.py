"""Rows of bars or dots with their words above them: legible on a telephone as on a wall."""

from __future__ import annotations

import plotly.graph_objects as go

from analytics.figures import theme

ROW_HEIGHT = 46  # pixels
MOST = 15  # rows that a reader still compares


def frame(rows: int, title: str) -> go.Figure:
    """An empty picture for rows that stand at y = 0 (top), 1, 2, ...; the x axis is titled and on top of nothing."""
    made = theme.figure(height=ROW_HEIGHT * rows + 64)
    made.update_yaxes(range=[rows - 0.4, -0.75], showticklabels=False, showgrid=False)
    made.update_xaxes(title={"text": title, "font": {"size": 12}}, showgrid=True, side="bottom")
    made.update_layout(margin={"l": 8, "r": 16, "t": 4, "b": 40})
    return made


def words(made: go.Figure, row: int, name: str, facts: str) -> None:
    """The name of a row and its numbers, at the left above its marks."""
    made.add_annotation(
        x=0,
        xref="paper",
        y=row - 0.42,
        text=f"<b>{theme.plain(theme.short(name, 32))}</b>  {theme.plain(facts)}",
        showarrow=False,
        xanchor="left",
        yanchor="middle",
        align="left",
        font={"color": theme.INK, "size": 13},
    )
