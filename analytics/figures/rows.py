"""Rows of bars or dots with their words above them: legible on a telephone as on a wall."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import theme
from analytics.language import Language, is_missing

ROW_HEIGHT = 46  # pixels
MOST = 15  # rows that a reader still compares


def frame(rows: int, title: str) -> go.Figure:
    """An empty picture for rows that stand at y = 0 (top), 1, 2, ...; the x axis is titled and on top of nothing."""
    made = theme.figure(height=max(ROW_HEIGHT * rows + 64, 132))  # below that the title of the axis is cut off
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
        bgcolor=theme.PAPER,  # else a vertical line would run through the letters
    )


def intervals(
    made: go.Figure, language: Language, low: pd.Series, share: pd.Series, high: pd.Series, hovers: Sequence[str]
) -> None:
    """A share as a dot on its interval in each row, over an axis of per cent."""
    low, share, high = (column.astype("float64") for column in (low, share, high))
    places = list(range(len(share)))
    for place, left, right in zip(places, low, high, strict=True):
        if is_missing(left):  # plotly would draw a bar of its own choice
            continue
        made.add_shape(type="line", x0=left, x1=right, y0=place, y1=place, line={"color": theme.PLAN, "width": 4},
                       layer="below")  # fmt: skip
    made.add_scatter(
        x=share, y=places, mode="markers", marker={"color": theme.INK, "size": 11}, customdata=list(hovers),
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    percent_axis(made, language, min(1.02, max([0.5, *high.dropna()]) + 0.04))


def percent_axis(made: go.Figure, language: Language, high: float) -> None:
    """The x axis as shares from 0 to `high`, ticks as the reader's language writes per cent."""
    step = 0.2 if high > 0.55 else 0.1
    ticks = [step * n for n in range(int(high / step + 1e-9) + 1)]
    made.update_xaxes(
        tickvals=ticks, ticktext=[language.percent(tick) for tick in ticks], range=[-0.005 * high, high], zeroline=True,
        zerolinecolor=theme.RULE,
    )  # fmt: skip


def left_out(groups: int, language: Language) -> str:
    """A sentence about the groups that the picture has no room for; "" where it shows all."""
    return language.plural("{n} more group in the table.", "{n} more groups in the table.", groups) if groups else ""
