"""Pictures of the whole portfolio: slip and money at a glance, lights as computed and as reported, the trend."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.codes import LIGHT_SHAPES
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.figures.light_grid import grid
from analytics.language import Language, is_missing


def slip_bands(table: pd.DataFrame, language: Language) -> Drawn:
    """Projects (left) and their budgets in the main currency (right) by how far they slip."""
    currency = table["currency"].iloc[0]
    shown = table if is_missing(currency) else table[table["currency"] == currency]
    names = [_band(row, language) for row in shown.itertuples()]
    colours = [theme.LIGHTS[light] for light in shown["light"]]
    patterns = [theme.HATCH if light == "unknown" else "" for light in shown["light"]]
    counts = [int(n) for n in shown["projects"]]
    money = [0 if is_missing(amount) else int(amount) for amount in shown["budget_current"]]
    made = make_subplots(
        cols=2,
        shared_yaxes=True,
        horizontal_spacing=0.2,
        subplot_titles=(language("Projects"), _total(shown, language)),
    )
    marker = {"color": colours, "pattern": {"shape": patterns, "fillmode": "replace"}}
    for place, values, words in (
        (1, counts, [language.number(n) for n in counts]),
        (2, money, [language.percent(share) for share in shown["budget_share"]]),
    ):
        made.add_trace(
            go.Bar(
                x=values,
                y=names,
                orientation="h",
                marker=marker,
                text=words,
                textfont={"color": theme.INK, "size": 14},
                customdata=[_facts(row, language) for row in shown.itertuples()],
                textposition="outside",
                cliponaxis=False,
                hovertemplate="%{y}<br>%{customdata}<extra></extra>",
            ),
            row=1,
            col=place,
        )
    theme.house(made, height=310)
    made.update_layout(margin={"t": 56, "r": 48}, bargap=0.3)
    made.update_annotations(xanchor="left", align="left", font={"color": theme.INK, "size": 14}, yshift=4)
    for place in (0, 1):
        made.layout.annotations[place].x = made.layout[("xaxis", "xaxis2")[place]].domain[0]
    made.update_xaxes(visible=False, rangemode="tozero")
    made.update_yaxes(autorange="reversed", showgrid=False, tickfont={"color": theme.INK, "size": 14})
    return Drawn(
        made,
        language("How far projects slip, and how much money slips with them"),
        language("Projects and their current budgets by slip of completion against the first baseline, in days"),
        language(
            "Projects by slip: {bands}.",
            bands=language("; ").join(
                f"{name[:-2]} {language.number(n)}" for name, n in zip(names, counts, strict=True)
            ),
        ),
    )


def lights(table: pd.DataFrame, language: Language) -> Drawn:
    """The computed light against the reported one; off the diagonal they disagree."""
    titles = language("Computed by rule"), language("Reported")
    made = grid(table["light"], table["light_reported"], table["projects"], titles, language)
    said = table.set_index(["light", "light_reported"])["projects"]["late", "good"]
    return Drawn(
        made,
        language("What the rule says, and what was reported"),
        language("Projects by computed and reported light; vermilion where the two disagree"),
        language("A grid of lights: {n} projects are reported on plan and late by the rule.", n=language.number(said)),
    )


def late_trend(table: pd.DataFrame, language: Language) -> Drawn:
    """The share of late projects at every reporting date, ending in its value."""
    made = theme.figure(
        go.Scatter(
            x=table["as_of"],
            y=table["late_share"].astype("float64"),
            mode="lines+markers",
            line={"color": theme.LATE, "width": 2},
            marker={"size": 6, "color": theme.LATE},
            customdata=[language.percent(share) for share in table["late_share"]],
            hovertemplate="%{x|%Y-%m-%d}: %{customdata}<extra></extra>",
        ),
        height=300,
    )
    theme.date_axis(made, language)
    theme.percent_axis(made, language, table["late_share"])
    last = table.iloc[-1]
    if not is_missing(last["late_share"]):
        made.update_layout(margin={"r": 64})
        theme.label(made, last["as_of"], float(last["late_share"]), language.percent(last["late_share"]), theme.LATE)
    return Drawn(
        made,
        language("Are we getting later?"),
        language(
            "Projects late by the rule ({days} days or more) at each reporting date, in % of those whose slip is known",
            days=language.number(last["late_from"]),
        ),
        language(
            "A line over {n} reporting dates, ending at {share}.",
            n=len(table),
            share=language.percent(last["late_share"]),
        ),
    )


def _band(row: object, language: Language) -> str:
    low, high, light = row.band_from, row.band_to, row.light  # type: ignore[attr-defined]
    if light == "unknown":
        words = language("unknown")
    elif is_missing(low):
        words = language("ahead of plan")
    elif is_missing(high):
        words = language("{low} days and more", low=language.number(low))
    else:
        words = language("{low} to {high} days", low=language.number(low), high=language.number(high))
    return f"{words} {LIGHT_SHAPES[light]}"


def _total(shown: pd.DataFrame, language: Language) -> str:
    """Heads the right half: of what the shares are."""
    total = shown["budget_known"].iloc[0]
    if is_missing(total):
        return language("Current budget")
    return language("Budget") + "<br>" + language.money(total, shown["currency"].iloc[0])


def _facts(row: object, language: Language) -> str:
    n, share, amount, currency = row.projects, row.share, row.budget_current, row.currency  # type: ignore[attr-defined]
    money = language.number(None) if is_missing(amount) else language.money(amount, currency)
    return language.plural("{n} project", "{n} projects", int(n)) + f" ({language.percent(share)}) · {money}"
