"""When projects will be done: their own forecasts beside comparable projects, and how far those ran over."""

from __future__ import annotations

from datetime import date
from math import ceil, floor
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import MISSING, Language, is_missing
from analytics.measures.completion_words import comparable, span

_TALL = 360  # pixels
_MARKED = (0.5, 0.8)  # the quantiles that lines lead to
_SHOWN = 0.98  # the share that the axis shows: one project of many times its duration would squeeze the others


def forecasts_by_project(table: pd.DataFrame, language: Language, as_of: date) -> Drawn:
    """`completion_dates`: each project's own forecast as a diamond, and the bar from P50 to P80 of its class."""
    known = table[table["forecast_gap"].notna()]
    shown = known.head(rows.MOST)
    made = _frame(len(shown), language)
    for place, row in enumerate(shown.itertuples()):
        _bar(made, place, row.reference_p50, row.reference_p80, 8)
        name = language.name(row.name_en, row.name_zh)
        rows.words(made, place, str(row.code) if name == MISSING else name, _gap(row.forecast_gap, language))
    places = list(range(len(shown)))
    _marks(made, shown["reference_p50"], places, "line-ns", theme.INK, language("P50, comparable projects"))
    _marks(made, shown["completion_forecast"], places, "diamond-open", theme.FORECAST, language("Own forecast"))
    _today(made, as_of, len(shown), language)
    return Drawn(
        made,
        _farthest(shown, language),
        language.sentences(
            (
                language("Diamond: the project’s own forecast."),
                language("Bar: from the day by which half of its comparable projects were done (P50) to 80 % (P80)."),
                language("Sorted by how far P50 lies after the forecast."),
                _left_out(len(known) - len(shown), language),
            )
        ),
        language(
            "Own forecast and range of comparable projects of {n} projects, from {first} to {last}.",
            n=len(shown), first=language.day(shown["completion_forecast"].min()),
            last=language.day(shown["reference_p80"].max()),
        ),
    )  # fmt: skip


def _left_out(projects: int, language: Language) -> str:
    return (
        language.plural("{n} more project in the table.", "{n} more projects in the table.", projects)
        if projects
        else ""
    )


def _gap(days: int, language: Language) -> str:
    if days > 0:
        return language("P50 {span} later", span=span(days, language))
    if days < 0:
        return language("P50 {span} earlier", span=span(days, language))
    return language("P50 on the same day")


def _farthest(shown: pd.DataFrame, language: Language) -> str:
    if shown.empty:
        return language("No forecast can be held against comparable projects")
    first = shown.iloc[0]
    name = language.name(first["name_en"], first["name_zh"])
    if first["forecast_gap"] <= 0:
        return language("No forecast is earlier than half of the comparable projects were done")
    return language(
        "{name}: half of the comparable projects were done {span} after its forecast",
        name=theme.short(str(first["code"]) if name == MISSING else name, 40),
        span=span(first["forecast_gap"], language),
    )


def ways(table: pd.DataFrame, language: Language, as_of: date, *, approved: bool = True) -> Drawn:
    """The row of `project_completion`: what was approved, forecast, and what each method says, one above another. Not
    `approved`: no baseline was ever given, and the first forecast stands in its place.

    Only ways that give a date have a row. The bars of comparable projects reach from P10 to P90, thick from P25 to P75.
    """
    project = table.iloc[0]
    planned = language("First approved") if approved else language("First forecast")
    said = (
        ("planned_end", planned, "square-open", theme.PLAN),
        ("completion_forecast", language("Own forecast"), "diamond-open", theme.FORECAST),
        ("reference_p50", language("Comparable projects, P50"), "circle", theme.INK),
        ("survival_p50", language("Survival curve, P50"), "circle-open", theme.INK),
        ("earned_on", language("Earned schedule"), "triangle-up", theme.INK),
    )
    shown = [way for way in said if not is_missing(project[way[0]])]
    made = _frame(len(shown), language)
    for place, (name, word, symbol, colour) in enumerate(shown):
        if name == "reference_p50":
            _bar(made, place, project["reference_p10"], project["reference_p90"], 3)
            _bar(made, place, project["reference_p25"], project["reference_p75"], 9)
        rows.words(made, place, word, language.day(project[name]))
        _marks(made, [project[name]], [place], symbol, colour, word)
    _today(made, as_of, len(shown), language)
    range_of = language(
        "Bar: P10 to P90 of the comparable projects ({which}), thick P25 to P75.", which=comparable(project, language)
    )
    return Drawn(
        made,
        _against_forecast(project, language),
        language.sentences(
            (
                language("Completion by each way of forecasting."),
                "" if is_missing(project["reference_p50"]) else range_of,
            )
        ),
        language.sentences(
            language("{way}: {day}.", way=word, day=language.day(project[name])) for name, word, *_ in shown
        ),
    )


def _against_forecast(project: pd.Series, language: Language) -> str:
    gap = project["forecast_gap"]
    if is_missing(project["reference_p50"]):
        return language("No comparable projects to hold the forecast against")
    if is_missing(gap):
        return language(
            "Half of the comparable projects were done by {day}", day=language.day(project["reference_p50"])
        )
    if gap > 0:
        return language("Half of the comparable projects were done {span} after its forecast", span=span(gap, language))
    return language("Half of the comparable projects were done by the day that it forecasts")


def overrun_curve(table: pd.DataFrame, language: Language, among: str = "") -> Drawn:
    """`duration_overruns`: how many of the finished projects kept within which overrun; `among` says which they are."""
    made = theme.figure(height=_TALL)
    made.update_layout(margin={"l": 8, "r": 24, "t": 12, "b": 44})
    shares, overruns = table["within_share"].astype("float64"), table["duration_overrun"].astype("float64")
    made.add_scatter(
        x=overruns, y=shares, mode="lines", line={"color": theme.INK, "width": 2.5},
        customdata=[language("{share} ran over by no more than {overrun}", share=language.percent(share),
                             overrun=language.percent(overrun))
                    for share, overrun in zip(shares, overruns, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    marked = [_quantile(table, share) for share in _MARKED]
    for share, at in zip(_MARKED, marked, strict=True):
        if at is None:
            continue
        made.add_shape(type="line", x0=at, x1=at, y0=0, y1=share, line={"color": theme.PLAN, "width": 1})
        theme.label(made, at, share - 0.06, f"P{round(share * 100)} {language.percent(at)}", bgcolor=theme.PAPER)
    ticks = [step / 5 for step in range(6)]
    made.update_yaxes(tickvals=ticks, ticktext=[language.percent(tick) for tick in ticks], range=[0, 1.03])
    made.update_xaxes(
        title={"text": language("Overrun of duration; right of 0 took longer than planned"), "font": {"size": 12}},
        zeroline=True, zerolinewidth=1.5, zerolinecolor=theme.PLAN,
    )  # fmt: skip
    beyond = _without_tail(made, table, language)
    n = int(table["class_finished"].iloc[0]) if len(table) else 0
    projects = language.plural("{n} finished project", "{n} finished projects", n)
    middle, late = (language.percent(at) for at in marked)
    title = (
        language(
            "Half overran their planned duration by {middle} or more, one in five by {late}", middle=middle, late=late
        )
        if n
        else language("No finished project has a known duration")
    )
    subtitle = language("Share of {projects} that took no longer than that.", projects=projects)
    return Drawn(
        made,
        title,
        language.sentences((among, subtitle, beyond)),
        language(
            "Rising curve of the overruns of {projects}: P50 {middle}, P80 {late}.", projects=projects, middle=middle,
            late=late,
        ),
    )  # fmt: skip


def _without_tail(made: go.Figure, table: pd.DataFrame, language: Language) -> str:
    """The axis as far as `_SHOWN`, ticks as the reader's language writes per cent; says what lies beyond it."""
    right = _quantile(table, _SHOWN)
    if right is None:
        return ""
    left, most = float(table["duration_overrun"].min()), float(table["duration_overrun"].max())
    room = 0.04 * max(right - left, 0.01)
    step = theme.round_step(max(right - left, 0.01) / 5)
    ticks = [n * step for n in range(ceil(left / step), floor(right / step) + 1)]
    made.update_xaxes(
        range=[left - room, right + room], tickvals=ticks, ticktext=[language.percent(tick) for tick in ticks]
    )
    if most <= right:
        return ""
    return language(
        "Not shown: the {share} beyond {edge}, up to {most}.", share=language.percent(1 - _SHOWN),
        edge=language.percent(right), most=language.percent(most),
    )  # fmt: skip


def _quantile(table: pd.DataFrame, share: float) -> float | None:
    """The overrun in the row of a share: a hundredth of the projects has a row of its own."""
    found = table.loc[(table["within_share"].astype("float64") - share).abs() < 0.001, "duration_overrun"]
    return None if found.empty else float(found.iloc[0])


def _frame(count: int, language: Language) -> go.Figure:
    made = rows.frame(count, "")
    theme.date_axis(made, language)
    return made


def _bar(made: go.Figure, place: int, start: object, end: object, width: int) -> None:
    made.add_shape(
        type="line", x0=start, x1=end, y0=place, y1=place, line={"color": theme.PLAN, "width": width}, layer="below"
    )


def _marks(made: go.Figure, days: Any, places: list[int], symbol: str, colour: str, word: str) -> None:
    made.add_scatter(
        x=list(days), y=places, mode="markers", cliponaxis=False,
        marker={"symbol": symbol, "size": 12, "color": colour, "line": {"width": 2, "color": colour}},
        hovertemplate=f"{theme.plain(word)}: %{{x|%Y-%m-%d}}<extra></extra>",
    )  # fmt: skip


def _today(made: go.Figure, as_of: date, count: int, language: Language) -> None:
    made.add_shape(
        type="line", x0=as_of, x1=as_of, y0=count - 0.4, y1=-0.4, line={"color": theme.HIGHLIGHT, "width": 1},
        layer="below",
    )  # fmt: skip
    made.add_annotation(
        x=as_of, y=count - 0.4, text=language("as of {day}", day=language.iso(as_of)), showarrow=False, xanchor="left",
        yanchor="bottom", xshift=3, font={"color": theme.HIGHLIGHT, "size": 11},
    )  # fmt: skip
