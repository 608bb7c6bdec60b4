"""The S-curve: planned, completed and forecast money of the same projects on one per-cent axis."""

from __future__ import annotations

import pandas as pd

from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing

HEIGHT = 480


def s_curve(table: pd.DataFrame, language: Language, currency: str) -> Drawn:
    """`s_curve`: 100 % is the current budgets; physical progress is dotted where it is known."""
    shown = table[table["currency"] == currency].sort_values("day")
    now = shown[shown["forecast_to_date"].notna()].iloc[0]
    expected = {"color": theme.FORECAST, "width": 2, "dash": theme.DASH}
    physical = {"color": theme.CATEGORIES[0], "width": 1.5, "dash": "dot"}
    lines = (
        ("planned_to_date_share", language("planned"), {"color": theme.PLAN, "width": 2}, "lines"),
        ("forecast_to_date_share", language("forecast"), expected, "lines"),
        ("physical_share", language("physical"), physical, "lines"),
        ("actual_to_date_share", language("completed"), {"color": theme.INK, "width": 3}, "lines+markers"),
    )  # fmt: skip
    made = theme.figure(height=HEIGHT)
    ends: dict[object, list[tuple[float, str]]] = {}
    for column, word, line, mode in lines:
        known = shown[shown[column].notna()]
        if known.empty:
            continue
        made.add_scatter(
            x=known["day"], y=known[column].astype("float64"), mode=mode, line=line, marker={"size": 5},
            customdata=[_hover(row, column, language, currency) for _, row in known.iterrows()],
            hovertemplate=f"{word}, %{{x|%Y-%m-%d}}: %{{customdata}}<extra></extra>",
        )  # fmt: skip
        last = known.iloc[-1]
        text = f"{word} {language.percent(last[column])}"
        ends.setdefault(last["day"], []).append((float(last[column]), text))
    made.update_layout(margin={"r": 120, "t": 20})
    theme.date_axis(made, language)
    shares = [1.0, *(share for name, *_ in lines for share in shown[name].dropna())]
    theme.percent_axis(made, language, shares)
    low, high = made.layout.yaxis.range
    for day, texts in ends.items():
        theme.end_labels(made, day, texts, low, high)
    made.add_shape(type="line", x0=now["day"], x1=now["day"], y0=0, y1=high,
                   line={"color": theme.HIGHLIGHT, "width": 1}, layer="below")  # fmt: skip
    return Drawn(made, _title(now, language), _subtitle(now, language, currency), _alt(shown, now, language))


def _title(now: pd.Series, language: Language) -> str:
    if is_missing(now["actual_to_date_share"]):
        return language("How the money was planned to flow")
    return language(
        "{actual} of the budgets is completed; {planned} was planned by {day}",
        actual=language.percent(now["actual_to_date_share"], 1),
        planned=language.percent(now["planned_to_date_share"], 1),
        day=language.day(now["day"]),
    )


def _subtitle(now: pd.Series, language: Language, currency: str) -> str:
    said = [
        language(
            "100 %: {money}, the budgets of {projects}. Assumed: planned and forecast money flows evenly.",
            money=language.money(now["curve_budget"], currency),
            projects=language.plural("{n} project", "{n} projects", int(now["projects"])),
        )
    ]
    if now["undated_share"] >= 0.0005:
        said.append(
            language(
                "{share} has no date to come, so the forecast stays below 100 %.",
                share=language.percent(now["undated_share"], 1),
            )
        )
    completed, physical = (
        1 - float(0 if is_missing(now[name]) else now[name])
        for name in ("completed_known_share", "physical_known_share")
    )
    if max(completed, physical) >= 0.0005:
        said.append(
            language(
                "Not known and not counted: completed for {completed}, physical progress for {physical}.",
                completed=language.percent(completed, 1),
                physical=language.percent(physical, 1),
            )
        )
    return language.sentences(said)


def _alt(shown: pd.DataFrame, now: pd.Series, language: Language) -> str:
    return language(
        "Lines of planned, completed, forecast and physical progress from {first} to {last}; on {day} {actual} is "
        "completed.",
        first=language.day(shown.iloc[0]["day"]),
        last=language.day(shown.iloc[-1]["day"]),
        day=language.day(now["day"]),
        actual=language.percent(now["actual_to_date_share"], 1),
    )


def _hover(row: pd.Series, column: str, language: Language, currency: str) -> str:
    share = language.percent(row[column], 1)
    amount = column.removesuffix("_share")
    if amount not in row:
        return share
    return f"{share}, {language.money(row[amount], currency)}"
