"""The back-test as pictures: how far each way of forecasting missed, whether ranges hold, and the misses over time."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing
from analytics.measures.back_test_words import method as within_a_sentence

# method -> colour and mark of its line
_LINES = {
    "agency": (theme.HIGHLIGHT, "circle"),
    "baseline": (theme.PLAN, "square"),
    "reference_class": (theme.CATEGORIES[1], "diamond"),
    "survival": (theme.CATEGORIES[2], "triangle-up"),
    "earned_schedule": (theme.CATEGORIES[3], "cross"),
}
_RANGES = (("coverage_50", 0.5, "P25–P75"), ("coverage_80", 0.8, "P10–P90"))


def misses(scores: pd.DataFrame, language: Language) -> Drawn:
    """`back_test_scores`: mean miss and bias in days of each compared way of forecasting, on the common cases."""
    shown = scores[(scores["cases"] == "common") & scores["miss_days"].notna()].sort_values("miss_days", kind="stable")
    places = list(range(len(shown)))
    made = rows.frame(len(shown), language("Days; a bias right of 0 is later than forecast"))
    for place, (miss, bias) in enumerate(zip(shown["miss_days"], shown["bias_days"], strict=True)):
        made.add_shape(type="line", x0=min(0, bias), x1=max(miss, bias), y0=place, y1=place, layer="below",
                       line={"color": theme.RULE, "width": 4})  # fmt: skip
    marks = (
        ("miss_days", language("Mean miss"), {"symbol": "circle", "color": theme.INK, "size": 12}),
        ("bias_days", language("Bias"), {"symbol": "diamond-open", "color": theme.INK, "size": 11,
                                         "line": {"width": 2, "color": theme.INK}}),
    )  # fmt: skip
    for column, word, marker in marks:
        made.add_scatter(
            x=shown[column].astype("float64"), y=places, mode="markers", marker=marker,
            customdata=[language.days(value) for value in shown[column]],
            hovertemplate=f"{word}: %{{customdata}}<extra></extra>",
        )  # fmt: skip
    made.update_xaxes(zeroline=True, zerolinecolor=theme.PLAN, tickformat=",d", rangemode="tozero")
    for place, row in enumerate(shown.itertuples()):
        rows.words(made, place, language.label(codes.FORECAST_METHODS, row.forecast_method), _facts(row, language))
    n = language.number(shown["pairs_scored"].iloc[0]) if len(shown) else language.number(0)
    return Drawn(
        made,
        _closest(shown, language),
        language.sentences(
            (
                language("● Mean miss in days, early or late. ◇ Bias: mean of actual minus forecast."),
                language("In range: completions within P10–P90, which should be 80 %."),
                language("The same {n} past forecasts in every row, weighted for those still open.", n=n),
            )
        ),
        language(
            "Mean miss and bias of {n} ways of forecasting, the closest first. {parts}",
            n=len(shown),
            parts=language("; ").join(
                f"{language.label(codes.FORECAST_METHODS, row.forecast_method)} {_facts(row, language)}"
                for row in shown.itertuples()
            ),
        ),
    )


def _facts(row: Any, language: Language) -> str:
    bias = ("+" if row.bias_days > 0 else "") + language.number(row.bias_days)
    said = language("{miss}, bias {bias}", miss=language.days(row.miss_days), bias=bias)
    if is_missing(row.coverage_80):
        return said
    return language("{said}; {share} in range", said=said, share=language.percent(row.coverage_80))


def _closest(shown: pd.DataFrame, language: Language) -> str:
    if len(shown) < 2:
        return language("No two ways of forecasting can be compared yet")
    by_method = shown.set_index("forecast_method")["miss_days"]
    best = str(by_method.index[0])
    other = "agency" if best != "agency" and "agency" in by_method else str(by_method.index[1])
    return language(
        "On average {best} missed by {miss}, {other} by {other_miss}",
        best=within_a_sentence(best, language),
        miss=language.days(by_method[best]),
        other=within_a_sentence(other, language),
        other_miss=language.days(by_method[other]),
    )


def calibration(scores: pd.DataFrame, language: Language) -> Drawn:
    """`back_test_scores`: the share of completions within each range (dot) against what it promises (mark)."""
    shown = scores[(scores["cases"] == "common") & scores["coverage_80"].notna()]
    kept = [(row, column, promised, name) for row in shown.itertuples() for column, promised, name in _RANGES]
    made = rows.frame(len(kept), language("Completions within the range, in %"))
    places = list(range(len(kept)))
    held = [float(getattr(row, column)) for row, column, _, _ in kept]
    made.add_scatter(
        x=[promised for *_, promised, _ in kept], y=places, mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 12, "color": theme.PLAN, "line": {"width": 3, "color": theme.PLAN}},
    )  # fmt: skip
    made.add_scatter(
        x=held, y=places, mode="markers", marker={"color": theme.INK, "size": 11},
        customdata=[_promise(share, promised, language) for share, (_, _, promised, _) in zip(held, kept, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    rows.percent_axis(made, language, 1.02)
    for place, (row, _, promised, name) in enumerate(kept):
        label = f"{language.label(codes.FORECAST_METHODS, row.forecast_method)} {name}"
        rows.words(made, place, label, _promise(held[place], promised, language))
    return Drawn(
        made,
        _widest(shown, language),
        language.sentences(
            (
                language("Dot: share of the completions that came within the range. Mark: what the range promises."),
                language("Left of the mark the ranges are too narrow; ranges with an unknown end are not counted."),
            )
        ),
        language("Share of the completions within the forecast ranges, for {n} ways of forecasting.", n=len(shown)),
    )


def _promise(held: float, promised: float, language: Language) -> str:
    return language("{held} of {promised}", held=language.percent(held), promised=language.percent(promised))


def _widest(shown: pd.DataFrame, language: Language) -> str:
    if shown.empty:
        return language("No range can be held against completions yet")
    first = shown.sort_values("miss_days", kind="stable").iloc[0]
    return language(
        "{share} of the completions came within P10 to P90 ({method}); it should be {promised}",
        share=language.percent(first["coverage_80"]),
        method=language.label(codes.FORECAST_METHODS, first["forecast_method"]),
        promised=language.percent(0.8),
    )


def over_time(by_origin: pd.DataFrame, language: Language) -> Drawn:
    """`back_test_by_origin`: one line of mean misses per way of forecasting, by the date of the forecast."""
    known = by_origin[by_origin["miss_days"].notna()]
    made = theme.figure(height=400)
    ends: dict[Any, list[tuple[float, str]]] = {}
    for code, (colour, symbol) in _LINES.items():
        mine = known[known["forecast_method"] == code]
        if len(mine):
            _line(made, mine, code, colour, symbol, language)
            last = mine.iloc[-1]
            ends.setdefault(last["forecast_on"], []).append(
                (float(last["miss_days"]), language.label(codes.FORECAST_METHODS, code))
            )
    highest = float(known["miss_days"].max()) if len(known) else 1.0
    made.update_yaxes(range=[0, 1.08 * highest], tickformat=",d")
    made.update_layout(margin={"r": 132, "t": 20})
    theme.date_axis(made, language)
    if len(known):  # else plotly makes room for the labels within the axis, on a telephone half of it
        made.update_xaxes(range=[known["forecast_on"].min(), known["forecast_on"].max()], nticks=4, tickangle=0)
    for day, labels in ends.items():
        theme.end_labels(made, day, labels, 0, highest)
    return Drawn(
        made,
        language("How far the forecasts of each reporting date missed")
        if len(known)
        else language("At no past reporting date could enough forecasts be scored"),
        language.sentences(
            (
                language("Mean miss in days of the same past forecasts, by the day on which they were made."),
                language(
                    "Hollow: more of them are open than finished; only the quick ones are in, so it looks too good."
                ),
            )
        ),
        language(
            "Lines of the mean miss of {n} ways of forecasting over {dates} reporting dates.",
            n=known["forecast_method"].nunique(),
            dates=known["forecast_on"].nunique(),
        ),
    )


def _line(made: go.Figure, mine: pd.DataFrame, code: str, colour: str, symbol: str, language: Language) -> None:
    hollow = mine["pairs_open"] > mine["pairs_scored"]
    made.add_scatter(
        x=mine["forecast_on"], y=mine["miss_days"].astype("float64"), mode="lines+markers",
        line={"color": colour, "width": 2}, cliponaxis=False,
        marker={"size": 8, "color": colour, "symbol": [f"{symbol}-open" if thin else symbol for thin in hollow]},
        customdata=[
            language("{method}: {miss}, n = {n}", method=language.label(codes.FORECAST_METHODS, code),
                     miss=language.days(row.miss_days), n=language.number(row.pairs_scored))
            for row in mine.itertuples()
        ],
        hovertemplate="%{x|%Y-%m-%d}, %{customdata}<extra></extra>",
    )  # fmt: skip
