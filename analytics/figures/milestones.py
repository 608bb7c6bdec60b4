"""Milestone trends as small multiples: how the forecast completions of several projects moved."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd
from plotly.subplots import make_subplots

from analytics import codes
from analytics.figures import theme, trend
from analytics.figures.drawn import Drawn
from analytics.language import MISSING, Language, is_missing

_COLUMNS, _PANEL, _BETWEEN = 2, 130, 60  # side by side; pixels of a panel, and above it for its title
_LETTERS, _CHARACTERS = 24, 13  # of a name that fit in each of two lines above a panel on a telephone


def trends(table: pd.DataFrame, language: Language, by: str) -> Drawn:
    """`milestone_trends`: a panel for each project on the same axes; a level line is a forecast that holds."""
    projects = table.drop_duplicates("place", keep="last")
    lines = max(1, -(-len(projects) // _COLUMNS))
    height = lines * (_PANEL + _BETWEEN) + 30
    made = make_subplots(
        rows=lines, cols=_COLUMNS, vertical_spacing=_BETWEEN / height, horizontal_spacing=0.06,
        shared_xaxes="all", shared_yaxes="all", subplot_titles=[_head(row, language) for row in projects.itertuples()],
    )  # fmt: skip
    theme.house(made, height)
    made.update_layout(margin={"t": _BETWEEN, "b": 8, "r": 8})
    made.update_annotations(font={"size": 12, "color": theme.INK}, align="center")
    word = language(codes.MILESTONES["completion"])
    days = table["as_of"]
    for row in projects.itertuples():
        at = {"row": int(row.place) // _COLUMNS + 1, "col": int(row.place) % _COLUMNS + 1}
        reports = table[table["place"] == row.place]
        made.add_trace(trend.hairline([days.min(), days.max()], [days.min(), days.max()]), **at)
        for column, colour, dash in (("baseline", theme.PLAN, theme.DASH), ("forecast", theme.INK, "solid")):
            known = reports[reports[column].notna()]
            if len(known):
                made.add_trace(trend.line(known, column, colour, dash, True, word, language), **at)
    for axis, update in (("x", made.update_xaxes), ("y", made.update_yaxes)):
        theme.date_axis(made, language, axis)  # of the first panel; all others take it over
        first = made.layout[f"{axis}axis"]
        update(type="date", hoverformat=first.hoverformat, tickformatstops=first.tickformatstops, nticks=4)
    return Drawn(
        made,
        _title(projects, by, language),
        language.sentences(
            (
                language("Forecast completion (up) at each reporting date (across)."),
                language("A level line is on plan, a rising one slips; dashed is the latest baseline."),
                language("Where a line meets the thin one, the day has come."),
            )
        ),
        language("Lines of the forecast completions of {n} projects over the reporting dates.", n=len(projects)),
    )


def _head(row: object, language: Language) -> str:
    name = language.name(row.name_en, row.name_zh)  # type: ignore[attr-defined]
    name = str(row.code) if name == MISSING else name  # type: ignore[attr-defined]
    slip = language("slip {days}", days=language.days(row.slip_days))  # type: ignore[attr-defined]
    lines = wrap(name, _LETTERS if name.isascii() else _CHARACTERS, max_lines=2, placeholder="…")
    return f"<b>{'<br>'.join(theme.plain(line) for line in lines)}</b><br>{theme.plain(slip)}"


def _title(projects: pd.DataFrame, by: str, language: Language) -> str:
    if projects.empty:
        return language("No forecast has moved since the reporting date before")
    first = projects.iloc[0]
    name = language.name(first["name_en"], first["name_zh"])
    moved = first["moved_days"]
    if by == "moved" and not is_missing(moved):
        days = language.days(abs(moved))
        if moved > 0:
            return language("Moved farthest since the report before: {name}, {days} later", name=name, days=days)
        return language("Moved farthest since the report before: {name}, {days} earlier", name=name, days=days)
    return language("Largest slip: {name}, {days}", name=name, days=language.days(first["slip_days"]))
