"""Which projects explain the gap to the pro-rata line: a waterfall from an even pace to what was completed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing


def gap_waterfall(table: pd.DataFrame, language: Language, currency: str) -> Drawn:
    """`gap_by_project`: each row a step from where the rows above ended; zero is an even pace, the last bar the gap."""
    shown = table[table["currency"] == currency]
    made = rows.frame(len(shown), "")
    places = list(range(len(shown)))
    made.add_bar(
        orientation="h", y=places, base=shown["gap_before"], x=shown["gap_amount"], width=0.26,
        marker={"color": [_colour(row) for row in shown.itertuples()]},
        customdata=[_facts(row, language, currency) for row in shown.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    ends = shown["gap_before"] + shown["gap_amount"]
    for place in places:
        made.add_shape(type="line", x0=0, x1=0, y0=place - 0.16, y1=place + 0.22,
                       line={"color": theme.HIGHLIGHT, "width": 3})  # fmt: skip
    for place, end in zip(places[:-1], ends[:-1], strict=True):
        made.add_shape(type="line", x0=end, x1=end, y0=place, y1=place + 1,
                       line={"color": theme.RULE, "width": 1}, layer="below")  # fmt: skip
    for place, row in enumerate(shown.itertuples()):
        rows.words(made, place, _name(row, language), _facts(row, language, currency))
    unit = theme.money_axis(made, language, currency, [0, *shown["gap_before"], *ends], "x")
    steps = shown[shown["gap_part"] == "project"]
    return Drawn(
        made,
        _title(shown, language, currency),
        language(
            "Completed less what an even pace would have completed, project by project; blue mark: an even pace. After "
            "each amount: its part of the gap in percentage points. In {unit}.",
            unit=unit,
        ),
        language.plural(
            "Waterfall from an even pace to what was completed: {n} project by name, the others as sums.",
            "Waterfall from an even pace to what was completed: {n} projects by name, the others as sums.",
            len(steps),
        ),
    )


def _title(shown: pd.DataFrame, language: Language, currency: str) -> str:
    worst = shown[(shown["gap_part"] == "project") & (shown["gap_amount"] < 0)]
    if worst.empty:
        return language("No project is behind an even pace")
    return language(
        "Furthest behind an even pace: {name}, by {money}",
        name=language.name(worst.iloc[0]["name_en"], worst.iloc[0]["name_zh"]),
        money=language.money(-worst.iloc[0]["gap_amount"], currency),
    )


def _colour(row: Any) -> str:
    if row.gap_part == "total":
        return theme.INK
    return theme.LATE if row.gap_amount < 0 else theme.GOOD


def _name(row: Any, language: Language) -> str:
    if row.gap_part == "project":
        name = language.name(row.name_en, row.name_zh)
        known = row.code if name == language.name(None, None) else name
        return theme.short(known, 12 if language.is_chinese else 26)  # its amount and part follow on the line
    if row.gap_part == "others_below":
        return language.plural("{n} other project below", "{n} other projects below", row.projects)
    if row.gap_part == "others_ahead":
        return language.plural("{n} other, on or above", "{n} others, on or above", row.projects)
    return language.label(codes.GAP_PARTS, row.gap_part)


def _facts(row: Any, language: Language, currency: str) -> str:
    amount = language.money(row.gap_amount, currency)
    if is_missing(row.part_points):
        return amount
    return language(
        "{amount}, {points}",
        amount=amount,
        points=language.points(row.part_points / 100, 2),
    )
