"""The network year by year, with a slider that plays: everyone keeps one place, the ties of each year come and go."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import network_labels, theme
from analytics.figures.drawn import Drawn
from analytics.figures.network import WIDTHS
from analytics.figures.network_groups import FAMILIES
from analytics.language import Language
from analytics.measures import network_marks
from analytics.measures.network_marks import diameter

_HEIGHT = 620
_PACE = 900  # ms between years
_CLASSES = (1, 2, 3, 4, 5)


def years(nodes: pd.DataFrame, ties: pd.DataFrame, language: Language, *, window: str = "year") -> Drawn:
    """`network_year_nodes` and `network_year_ties`: one frame for each year; the picture begins with the last."""
    known = sorted(int(year) for year in nodes["calendar_year"].unique())
    largest = network_marks.largest(nodes["mark_size"])
    frames = [
        go.Frame(
            name=str(year), data=_year(nodes, ties, year, largest, language), traces=list(range(len(_CLASSES) + 2))
        )
        for year in known
    ]
    still = [*frames[-1].data, *_legend(nodes, language)] if frames else []
    made = theme.house(go.Figure(data=still, frames=frames), _HEIGHT)
    left, right = (float(nodes["x"].min()), float(nodes["x"].max())) if len(nodes) else (0.0, 1.0)
    low, high = (float(nodes["y"].min()), float(nodes["y"].max())) if len(nodes) else (0.0, 1.0)
    made.update_xaxes(visible=False, range=[left - 0.15 * (right - left), right + 0.15 * (right - left)])
    made.update_yaxes(visible=False, range=[low - 0.1 * (high - low), high + 0.13 * (high - low)])
    made.update_layout(
        margin={"l": 8, "r": 8, "t": 8, "b": 8}, sliders=[_slider(known)], updatemenus=[_play(language)],
        showlegend=len(still) > len(_CLASSES) + 3,  # one kind needs no legend
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False},
    )  # fmt: skip
    counted = {year: len(ties[ties["calendar_year"] == year]) for year in known}
    return Drawn(
        made,
        language("Who worked with whom, {first} to {last}", first=known[0], last=known[-1])
        if known
        else language("No year is known"),
        language.sentences(
            (
                {
                    "cumulative": language("Each year with all before it."),
                    "rolling": language("Each year with the years before it, as chosen."),
                }.get(window, language("Each year by itself.")),
                language("Every organisation keeps its place; a larger mark is a greater strength in that year."),
                language(
                    "At most {n} ties of a year are drawn, the strongest.", n=language.number(max(counted.values()))
                )
                if counted
                else "",
            )
        ),
        language("Network of the years {first} to {last}, year by year.", first=known[0], last=known[-1])
        if known
        else language("No year is known"),
    )


def _year(nodes: pd.DataFrame, ties: pd.DataFrame, year: int, largest: float, language: Language) -> list[go.Scatter]:
    here, drawn = nodes[nodes["calendar_year"] == year], ties[ties["calendar_year"] == year]
    return [
        *(_lines(drawn[drawn["width_class"] == width], width) for width in _CLASSES),
        _marks(here, largest, language),
        network_labels.names(here, largest, network_labels.Words(language)),
    ]


def _lines(ties: pd.DataFrame, width: int) -> go.Scatter:
    """Places to three digits: a picture of many years stays light."""
    gap = [None] * len(ties)
    ends = (ties[name].round(3) for name in ("x_from", "x_to", "y_from", "y_to"))
    x_from, x_to, y_from, y_to = (values.tolist() for values in ends)
    return go.Scatter(
        x=[x for pair in zip(x_from, x_to, gap, strict=True) for x in pair],
        y=[y for pair in zip(y_from, y_to, gap, strict=True) for y in pair],
        mode="lines", line={"width": WIDTHS[width], "color": theme.UNKNOWN}, opacity=0.45, hoverinfo="skip",
        showlegend=False,
    )  # fmt: skip


def _marks(nodes: pd.DataFrame, largest: float, language: Language) -> go.Scatter:
    hue = {kind: (colour, symbol) for _, kinds, colour, symbol in FAMILIES for kind in kinds}
    drawn = [hue.get(kind, hue[codes.UNKNOWN]) for kind in nodes["organisation_kind"]]
    words = [
        theme.plain(
            language(
                "{name}: {partners} partners", name=language.name(row.organisation_en, row.organisation_zh),
                partners=language.number(row.partners),
            )
        )
        for row in nodes.itertuples()
    ]  # fmt: skip
    return go.Scatter(
        x=nodes["x"].round(3).tolist(), y=nodes["y"].round(3).tolist(), mode="markers", customdata=words,
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "size": [round(diameter(value, largest), 1) for value in nodes["mark_size"]],
            "color": [colour for colour, _ in drawn], "symbol": [symbol for _, symbol in drawn],
            "line": {"width": 1, "color": theme.PAPER}, "opacity": 1,
        },
        showlegend=False,
    )  # fmt: skip


def _legend(nodes: pd.DataFrame, language: Language) -> list[go.Scatter]:
    """Traces without a point, of which only the legend shows anything: the frames leave them alone."""
    there = set(nodes["organisation_kind"])
    return [
        go.Scatter(x=[None], y=[None], mode="markers", name=language(title), hoverinfo="skip",
                   marker={"size": 9, "color": colour, "symbol": symbol})
        for title, kinds, colour, symbol in FAMILIES
        if there & set(kinds)
    ]  # fmt: skip


def _slider(known: list[int]) -> dict[str, object]:
    steps = [
        {"label": str(year), "method": "animate",
         "args": [[str(year)], {"mode": "immediate", "frame": {"duration": 0, "redraw": False},
                                "transition": {"duration": 0}}]}
        for year in known
    ]  # fmt: skip
    return {
        "active": max(len(known) - 1, 0), "steps": steps, "x": 0.35, "len": 0.65, "y": 0, "pad": {"t": 8},
        "currentvalue": {"visible": True, "prefix": "", "xanchor": "left", "font": {"size": 18, "color": theme.INK}},
        "font": {"color": theme.INK}, "bordercolor": theme.RULE, "bgcolor": theme.RULE, "tickcolor": theme.RULE,
    }  # fmt: skip


def _play(language: Language) -> dict[str, object]:
    go_on = {"frame": {"duration": _PACE, "redraw": False}, "fromcurrent": False, "transition": {"duration": 0},
             "mode": "immediate"}  # fmt: skip
    stop = {"frame": {"duration": 0, "redraw": False}, "mode": "immediate", "transition": {"duration": 0}}
    return {
        "type": "buttons", "direction": "left", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top", "pad": {"t": 34},
        "showactive": False, "bgcolor": theme.PAPER, "bordercolor": theme.RULE,
        "font": {"color": theme.INK, "size": 14},
        "buttons": [
            {"label": "▶ " + language("Play"), "method": "animate", "args": [None, go_on]},
            {"label": "❚❚", "method": "animate", "args": [[None], stop]},
        ],
    }  # fmt: skip
