"""Pictures of the data's quality: what is known field by field, and how old the last reports are."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.codes import AGE_BANDS, FIELDS
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import Language


def coverage(table: pd.DataFrame, language: Language) -> Drawn:
    """One bar per field: the known share in ink, what is missing hatched."""
    names = [language.label(FIELDS, field) for field in table["field"]]
    shares = [float(share) for share in table["known_share"]]
    hover = [
        language("{known} of {projects} projects", known=language.number(known), projects=language.number(projects))
        for known, projects in zip(table["known"], table["projects"], strict=True)
    ]
    figure = theme.figure(
        go.Bar(
            y=names,
            x=[1] * len(names),
            orientation="h",
            marker={"color": theme.PAPER, "pattern": {"shape": theme.HATCH, "fgcolor": theme.UNKNOWN, "size": 6}},
            hoverinfo="skip",
        ),
        go.Bar(
            y=names,
            x=shares,
            orientation="h",
            marker={"color": theme.INK},
            customdata=hover,
            hovertemplate="%{y}: %{customdata}<extra></extra>",
        ),
        height=48 + 18 * len(names),
    )
    figure.update_layout(barmode="overlay", margin={"r": 56})
    figure.update_xaxes(
        range=[0, 1], tickvals=[0, 0.5, 1], ticktext=[language.percent(share) for share in (0, 0.5, 1)], side="top"
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    for name, share in zip(names, shares, strict=True):
        theme.label(figure, 1, name, language.percent(share))
    return Drawn(
        figure,
        language("What is known, and what is missing"),
        language("Share of projects in scope that have the field, in %; hatched is missing"),
        language(
            "Bars of the share known of {n} fields, from {lowest} ({low}) to {highest} ({high}).",
            n=len(names),
            lowest=names[0],
            low=language.percent(shares[0]),
            highest=names[-1],
            high=language.percent(shares[-1]),
        ),
    )


def freshness(table: pd.DataFrame, language: Language) -> Drawn:
    """One bar per band of age, with its count."""
    names = [language.label(AGE_BANDS, band) for band in table["age_band"]]
    counts = [int(count) for count in table["projects"]]
    figure = theme.figure(
        go.Bar(
            y=names,
            x=counts,
            orientation="h",
            marker={"color": theme.INK},
            hovertemplate="%{y}: %{x:,}<extra></extra>",
        ),
        height=60 + 34 * len(names),
    )
    figure.update_layout(margin={"r": 96})
    figure.update_xaxes(visible=False, rangemode="tozero")
    figure.update_yaxes(autorange="reversed", showgrid=False)
    for name, count, share in zip(names, counts, table["share"], strict=True):
        theme.label(figure, count, name, f"{language.number(count)} · {language.percent(share)}")
    return Drawn(
        figure,
        language("How long ago unfinished projects last reported"),
        language("Number of projects by days between the last report and the as-of date"),
        "; ".join(f"{name}: {language.number(count)}" for name, count in zip(names, counts, strict=True)),
    )
