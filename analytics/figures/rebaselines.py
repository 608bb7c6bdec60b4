"""Re-baselines: the slip that a new baseline shows beside the slip that is there."""

from __future__ import annotations

import pandas as pd

from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language


def absorbed(table: pd.DataFrame, whole: pd.DataFrame, language: Language) -> Drawn:
    """`rebaselines_by_responsible` and `rebaseline_summary`: a row a body, hollow the median slip against the latest
    baseline, filled against the first; the line between them is what the re-baselines took out of sight."""
    known = table[table["median_first"].notna() & table["median_latest"].notna()]
    shown = known.head(rows.MOST)
    made = rows.frame(len(shown), language("Median slip of the re-baselined projects, in days"))
    made.update_xaxes(zeroline=True, zerolinewidth=1.5, zerolinecolor=theme.PLAN, tickformat=",d")
    places = list(range(len(shown)))
    first, latest = (shown[name].astype("float64") for name in ("median_first", "median_latest"))
    for place, left, right in zip(places, latest, first, strict=True):
        made.add_shape(type="line", x0=left, x1=right, y0=place, y1=place, layer="below",
                       line={"color": theme.PLAN, "width": 2})  # fmt: skip
    for values, symbol, said in (
        (latest, "circle-open", language("against the latest baseline")),
        (first, "circle", language("against the first baseline")),
    ):
        made.add_scatter(
            x=values, y=places, mode="markers",
            marker={"symbol": symbol, "color": theme.INK, "size": 11, "line": {"width": 1.5, "color": theme.INK}},
            customdata=[language("{days} {against}", days=language.days(value), against=said) for value in values],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    for place, row in enumerate(shown.itertuples()):
        facts = language(
            "{n} in {projects}",
            n=language.number(row.rebaselines),
            projects=language.plural("{n} project", "{n} projects", row.projects),
        )
        rows.words(made, place, language.name(row.group_en, row.group_zh), facts)
    return Drawn(
        made,
        _title(whole, language),
        language.sentences(
            (
                language(
                    "Filled: slip against the first baseline. Hollow: against the latest. Medians by who answered."
                ),
                rows.left_out(len(known) - len(shown), language),
            )
        ),
        language("Slip against the first and the latest baseline of {n} bodies.", n=len(shown)),
    )


def _title(whole: pd.DataFrame, language: Language) -> str:
    one = whole.iloc[0]
    return language(
        "Re-baselined projects slip {latest} by the latest baseline, {first} by the first (medians)",
        latest=language.days(one["median_latest"]),
        first=language.days(one["median_first"]),
    )
