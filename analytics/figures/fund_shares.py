"""Funds by source: who gains share of the year's money, and who loses it."""

from __future__ import annotations

import pandas as pd

from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language


def share_moves(table: pd.DataFrame, language: Language, currency: str) -> Drawn:
    """`fund_share_moves`: of the newest year with a year before it, a ring for the share of the year before and a
    dot for its own, a row a source, who gained most at the top."""
    known = table[(table["currency"] == currency) & table["year_share_change"].notna()]
    newest = known[known["year"] == known["year"].max()]
    shown = newest.head(rows.MOST)
    made = rows.frame(len(shown), language("% of the allocated"))
    places = list(range(len(shown)))
    before, now = (shown[name].astype("float64") for name in ("year_share_before", "year_share"))
    for place, left, right in zip(places, before, now, strict=True):
        made.add_shape(type="line", x0=left, x1=right, y0=place, y1=place, line={"color": theme.PLAN, "width": 3},
                       layer="below")  # fmt: skip
    ring = {"color": theme.PAPER, "size": 11, "line": {"color": theme.PLAN, "width": 2}}
    for shares, marker in ((before, ring), (now, {"color": theme.INK, "size": 11})):
        made.add_scatter(
            x=shares, y=places, mode="markers", marker=marker, hovertemplate="%{customdata}<extra></extra>",
            customdata=[language.percent(share, 1) for share in shares], cliponaxis=False,
        )  # fmt: skip
    rows.percent_axis(made, language, max([0.1, *before, *now]) + 0.02)
    for place, row in zip(places, shown.itertuples(), strict=True):
        rows.words(made, place, language.name(row.group_en, row.group_zh), _said(row, language))
    year = int(newest["year"].max()) if len(newest) else None
    return Drawn(
        made,
        _title(shown, year, language),
        language.sentences(
            (
                language(
                    "Share of the money allocated for the fiscal year {year} (dot) and {before} (ring), in %, as "
                    "known by the as-of date.",
                    year=year,
                    before=year - 1,
                )
                if year
                else "",
                rows.left_out(len(newest) - len(shown), language),
            )
        ),
        language("Shares of {n} sources in two fiscal years, who gained most first.", n=len(shown)),
    )


def _said(row: object, language: Language) -> str:
    share = language.percent(row.year_share, 1)  # type: ignore[attr-defined]
    change = row.year_share_change / 100  # type: ignore[attr-defined]
    if round(change, 3) == 0:
        return language("{share}, as in the year before", share=share)
    points = language.points(abs(change))
    if change > 0:
        return language("{share}, up {points}", share=share, points=points)
    return language("{share}, down {points}", share=share, points=points)


def _title(shown: pd.DataFrame, year: int | None, language: Language) -> str:
    stated = shown[shown["group"].notna()]
    if stated.empty or round(stated["year_share_change"].iloc[0], 1) <= 0:
        return language("No source gained share of the allocated money")
    first = stated.iloc[0]
    return language(
        "Largest gain of share for {year}: {source}, up {points} from the year before",
        source=language.name(first["group_en"], first["group_zh"]),
        year=year,
        points=language.points(first["year_share_change"] / 100),
    )
