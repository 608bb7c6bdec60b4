"""Gantt chart: the bars of up to 40 projects, and lanes of completions where there are more."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing

_LANE_HEIGHT, _LARGEST = 64, 26  # pixels of a lane, and across its largest mark
_LETTER, _RIM = 7, 5  # pixels
# part -> place below the row's middle, colour, width, dash
_BARS = {
    "baseline": (0.2, theme.PLAN, 3, "solid"),
    "forecast": (0.0, theme.INK, 8, theme.DASH),
    "forecast_late": (0.0, theme.LATE, 8, theme.DASH),
    "actual": (0.0, theme.INK, 8, "solid"),
    "actual_late": (0.0, theme.LATE, 8, "solid"),
}
# mark -> place in its lane, symbol, colour; what was overdue stands beneath what was done
_MARKS = {
    "done": (-0.06, "circle", theme.INK),
    "due": (-0.06, "circle-open", theme.INK),
    "overdue": (0.24, "square", theme.LATE),
}
_DIAMONDS = {
    "done": ("diamond", theme.INK),
    "due": ("diamond-open", theme.INK),
    "overdue": ("diamond-open", theme.LATE),
}


def gantt(bars: pd.DataFrame, marks: pd.DataFrame, language: Language, as_of: date) -> Drawn:
    """`gantt_bars` and `gantt_milestones`: a thin line for the first baseline beneath the bar that is done or forecast,
    vermilion beyond that baseline, diamonds for milestones."""
    projects = bars.drop_duplicates("place")
    made = rows.frame(len(projects), language("Date"))
    for part, (below, colour, width, dash) in _BARS.items():
        pieces = bars[bars["bar_part"] == part]
        if len(pieces):
            made.add_trace(_pieces(pieces, below, {"color": colour, "width": width, "dash": dash}))
    for mark, (symbol, colour) in _DIAMONDS.items():
        shown = marks[marks["lane_mark"] == mark]
        if len(shown):
            made.add_trace(_diamonds(shown, mark, symbol, colour, language))
    for row in projects.itertuples():
        rows.words(made, int(row.place), language.name(row.name_en, row.name_zh), _facts(row, language))
    _today(made, as_of)
    theme.date_axis(made, language)
    return Drawn(
        made,
        _farthest_behind(projects, language),
        language.sentences(
            (
                language("Unfinished projects first, the largest slip on top."),
                language(
                    "Thin: first baseline, else first forecast. Bar: done so far, dashed where forecast, vermilion "
                    "beyond it."
                ),
                language("Diamonds: milestones, filled where done. Vertical line: the as-of date."),
            )
        ),
        language("Bars of {n} projects over time, with first baseline, forecast and milestones.", n=len(projects)),
    )


def _farthest_behind(projects: pd.DataFrame, language: Language) -> str:
    behind = projects[projects["slip_days"] > 0]
    if behind.empty:
        return language("When projects begin and end, planned and forecast")
    first = behind.iloc[0]
    return language(
        "Farthest behind of {n} projects: {name}, {days}",
        n=language.number(len(projects)),
        name=language.name(first["name_en"], first["name_zh"]),
        days=language.days(first["slip_days"]),
    )


def lanes(table: pd.DataFrame, language: Language, dimension: str, as_of: date) -> Drawn:
    """`lanes_by_sector` and its like: completions by group and period, the area of a mark is their number."""
    heads = table.drop_duplicates("lane")
    made = rows.frame(len(heads), language("Date of completion"))
    made.update_layout(height=max(_LANE_HEIGHT * len(heads) + 64, 132))
    largest = max([1, *table["completions"]])
    for mark, (below, symbol, colour) in _MARKS.items():
        shown = table[table["lane_mark"] == mark]
        if len(shown):
            made.add_trace(_circles(shown, below, symbol, colour, largest, language))
    for row in heads.itertuples():
        told = table[table["lane"] == row.lane].drop_duplicates("lane_mark")
        rows.words(made, int(row.lane), _lane_name(row, language), _told(told, language))
    _today(made, as_of)
    theme.date_axis(made, language)
    by = language(codes.DIMENSIONS[dimension])
    period = language.label(codes.LANE_PERIODS, table["lane_period"].iloc[0]) if len(table) else ""
    return Drawn(
        made,
        _most_overdue(table, language),
        language.sentences(
            (
                language(
                    "Completions {by}; one mark is a {period}, its area their number.", by=by, period=period.lower()
                ),
                language("● done, ○ due by forecast, ■ the day has passed and nothing new is said."),
                language("Vertical line: the as-of date."),
            )
        ),
        language("Lanes of completions of {n} groups {by}: done, due and overdue.", n=len(heads), by=by),
    )


def _pieces(pieces: pd.DataFrame, below: float, line: dict[str, object]) -> go.Scatter:
    """All pieces of one kind as one broken line."""
    x = [day for row in pieces.itertuples() for day in (row.from_date, row.to_date, None)]
    y = [None if step is None else place + below for place in pieces["place"] for step in (0, 1, None)]
    return go.Scatter(x=x, y=y, mode="lines", line=line, hovertemplate="%{x|%Y-%m-%d}<extra></extra>")


def _diamonds(shown: pd.DataFrame, mark: str, symbol: str, colour: str, language: Language) -> go.Scatter:
    word = language(codes.LANE_MARKS[mark])
    return go.Scatter(
        x=shown["day"], y=shown["place"], mode="markers",
        marker={"symbol": symbol, "size": 9, "color": colour, "line": {"width": 1.5, "color": (
            theme.PAPER if mark == "done" else colour)}},
        customdata=[theme.plain(language.label(codes.MILESTONES, milestone)) for milestone in shown["milestone"]],
        hovertemplate=f"%{{customdata}}, %{{x|%Y-%m-%d}}: {theme.plain(word)}<extra></extra>",
    )  # fmt: skip


def _circles(
    shown: pd.DataFrame, below: float, symbol: str, colour: str, largest: int, language: Language
) -> go.Scatter:
    sizes = [max(5.0, _LARGEST * (int(n) / largest) ** 0.5) for n in shown["completions"]]
    numbers = [language.number(n) for n in shown["completions"]]
    fits = [len(number) * _LETTER + _RIM <= size for number, size in zip(numbers, sizes, strict=True)]
    word = theme.plain(language(codes.LANE_MARKS[str(shown["lane_mark"].iloc[0])]))
    return go.Scatter(
        x=shown["period_middle"], y=[lane + below for lane in shown["lane"]], mode="markers+text",
        marker={"symbol": symbol, "size": sizes, "color": colour, "line": {"width": 1.5, "color": colour},
                "opacity": 1},  # where sizes differ plotly would draw ink as grey
        text=[number if fit else "" for number, fit in zip(numbers, fits, strict=True)],
        textfont={"size": 11, "color": theme.INK if symbol.endswith("open") else theme.PAPER},
        customdata=[f"{start:%Y-%m}: {number}" for start, number in zip(shown["period_from"], numbers, strict=True)],
        hovertemplate=f"{word}, %{{customdata}}<extra></extra>", cliponaxis=False,
    )  # fmt: skip


def _today(made: go.Figure, as_of: date) -> None:
    line = {"color": theme.HIGHLIGHT, "width": 1.5}
    made.add_shape(type="line", x0=as_of, x1=as_of, y0=0, y1=1, yref="paper", layer="below", line=line)


def _facts(row: object, language: Language) -> str:
    slip, status = row.slip_days, str(row.status)  # type: ignore[attr-defined]
    said = language("slip not known") if is_missing(slip) else language("slip {days}", days=language.days(slip))
    if status in ("suspended", "completed"):
        said += language("; ") + language(codes.STATUSES[status]).lower()
    return said


def _lane_name(row: object, language: Language) -> str:
    groups = int(row.lane_groups)  # type: ignore[attr-defined]
    if groups > 1:
        return language.plural("{n} other group", "{n} other groups", groups)
    return language.name(row.group_en, row.group_zh)  # type: ignore[attr-defined]


def _told(marks: pd.DataFrame, language: Language) -> str:
    """What a lane holds, in words; also what lies outside the picture."""
    n = {row.lane_mark: language.number(row.lane_completions) for row in marks.itertuples()}
    words = {
        "done": language("{n} done"),
        "due": language("{n} due"),
        "overdue": language("{n} overdue"),
        "earlier": language("{n} earlier"),
        "later": language("{n} later"),
        "undated": language("{n} undated"),
    }
    return language("; ").join(word.format(n=n[mark]) for mark, word in words.items() if mark in n)


def _most_overdue(table: pd.DataFrame, language: Language) -> str:
    late = table[(table["lane_mark"] == "overdue") & (table["lane_groups"] == 1)]
    if late.empty:
        return language("When projects are completed, and when the others are due")
    most = late.drop_duplicates("lane").sort_values("lane_completions", ascending=False, kind="stable")
    if most["lane_completions"].head(2).nunique() < len(most.head(2)):  # two groups share the first place
        return language("When projects are completed, and when the others are due")
    first = most.iloc[0]
    return language(
        "Most completions past their day with nothing new said: {group} ({n})",
        group=language.name(first["group_en"], first["group_zh"]), n=language.number(first["lane_completions"]),
    )  # fmt: skip
