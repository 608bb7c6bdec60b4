"""Starts and completions by group: how many were planned for the year, how many are made, how many are due."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language


def start_bullets(table: pd.DataFrame, language: Language, dimension: str) -> Drawn:
    """`starts_by_sector` and its like: one bullet a group, in projects; most missing starts first."""
    planned = table[(table["starts_planned"] > 0) | (table["starts_carried"] > 0)]
    shown = planned.head(rows.MOST)
    places = list(range(len(shown)))
    made = rows.frame(len(shown), language("Projects"))
    made.add_bar(
        orientation="h", y=places, x=shown["starts_planned"], width=0.44, hoverinfo="skip",
        marker={"color": "rgba(0,0,0,0)", "line": {"color": theme.PLAN, "width": 1.5}},
    )  # fmt: skip
    made.add_bar(
        orientation="h", y=places, x=shown["starts_made"], width=0.22, marker={"color": theme.INK},
        customdata=[_facts(row, language) for row in shown.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    made.add_scatter(
        y=places, x=shown["starts_due"], mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 14, "color": theme.HIGHLIGHT,
                "line": {"width": 3, "color": theme.HIGHLIGHT}},
    )  # fmt: skip
    made.update_layout(barmode="overlay")
    made.update_xaxes(rangemode="tozero")
    for place, row in zip(places, shown.itertuples(), strict=True):
        rows.words(made, place, language.name(row.group_en, row.group_zh), _facts(row, language))
    by = language(codes.DIMENSIONS[dimension])
    return Drawn(
        made,
        _title(shown, language),
        language.sentences(
            (
                language("Starts of the fiscal year {by}.", by=by),
                language("Bar: started. Outline: planned to start this year. Blue mark: due by now."),
                rows.left_out(len(planned) - len(shown), language),
            )
        ),
        language("Bullet graphs of the starts of {n} groups {by}, most missing starts first.", n=len(shown), by=by),
    )


def _title(shown: pd.DataFrame, language: Language) -> str:
    if shown.empty or shown.iloc[0]["starts_made"] == shown.iloc[0]["starts_planned"]:
        return language("Every start that was planned for this year is made")
    first = shown.iloc[0]
    return language(
        "Most starts are missing in {group}: {made} of {planned} made, {due} due by now",
        group=language.name(first["group_en"], first["group_zh"]),
        made=language.number(first["starts_made"]),
        planned=language.number(first["starts_planned"]),
        due=language.number(first["starts_due"]),
    )


def _facts(row: Any, language: Language) -> str:
    said = language(
        "{made} of {planned} ({share}), {due} due",
        made=language.number(row.starts_made),
        planned=language.number(row.starts_planned),
        share=language.percent(row.start_share),
        due=language.number(row.starts_due),
    )
    if not row.starts_carried:
        return said
    return language("{said}, {n} from earlier years", said=said, n=language.number(row.starts_carried))
