"""The central catalogue against the annual plans, frozen against current tiers, and the thresholds' neighbourhoods."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing
from analytics.measures import catalogue_words

# What does not fit, by side of the threshold and by what is reported.
_TROUBLE = {("above", "no"): theme.LATE, ("below", "yes"): theme.WATCH}
_SIDES = {"near_below": theme.CATEGORIES[0], "near_at": theme.HIGHLIGHT, "near_above": theme.CATEGORIES[1]}


def catalogue_cross(table: pd.DataFrame, language: Language) -> Drawn:
    """`catalogue_cross`: where the annual plan stands against what is reported."""
    seen = set(table.loc[table["projects"] > 0, "catalogue_side"]) | {"above", "at", "below"}
    sides = {side: words for side, words in codes.CATALOGUE_SIDES.items() if side in seen}
    shown = table[table["catalogue_side"].isin(seen)]
    made = _squares(shown, ("catalogue_side", "listed"), (sides, codes.LISTED), _catalogue_colour, language)
    made.update_xaxes(title=language("Reported"))
    found = table.set_index(["catalogue_side", "listed"])["projects"]
    return Drawn(
        made,
        language.plural(
            "{n} project above the threshold is not in the catalogue",
            "{n} projects above the threshold are not in the catalogue",
            int(found["above", "no"]),
        ),
        language("Projects by annual plan and by what is reported; vermilion: missing, amber: there without need"),
        language(
            "A grid of projects: {missing} above the threshold and not in the catalogue, {needless} in it and below.",
            missing=language.number(found["above", "no"]),
            needless=language.number(found["below", "yes"]),
        ),
    )


def tier_matrix(table: pd.DataFrame, language: Language) -> Drawn:
    """`tier_matrix`: off the diagonal are the projects whose figure has outgrown, or shrunk from, their tier."""
    made = _squares(table, ("tier_rule", "tier_current"), (codes.TIERS, codes.TIERS), _matrix_colour, language)
    made.update_xaxes(title=language("On the current figure"))
    made.update_yaxes(title=language("Frozen at registration"))
    moved = catalogue_words.moves(table)
    return Drawn(
        made,
        language.plural(
            "{n} project would be in another tier today",
            "{n} projects would be in another tier today",
            moved,
        ),
        language("Projects by the tier frozen at registration and the tier on the current figure; amber: they differ"),
        language("A grid of frozen and current tiers; {n} differ.", n=language.number(moved)),
    )


def _catalogue_colour(side: str, listed: str) -> str:
    unknown = listed == codes.UNKNOWN or side in ("no_plan", "currency")
    return _TROUBLE.get((side, listed), theme.UNKNOWN if unknown else theme.INK)


def _matrix_colour(frozen: str, current: str) -> str:
    if codes.UNKNOWN in (frozen, current):
        return theme.UNKNOWN
    return theme.INK if frozen == current else theme.WATCH


def _squares(
    table: pd.DataFrame,
    names: tuple[str, str],
    words: tuple[Mapping[str, str], Mapping[str, str]],
    colour: Callable[[str, str], str],
    language: Language,
) -> go.Figure:
    """A grid of squares, their area the number of projects, rows of the first code list, columns of the second."""
    largest = max(1, int(table["projects"].max()))
    pairs = list(zip(table[names[0]], table[names[1]], strict=True))
    heads = [[language(word) for word in codes_.values()] for codes_ in words]
    sides, wrapped = ([_wrapped(head) for head in words_] for words_ in heads)
    places = [dict(zip(codes_, range(len(codes_)), strict=True)) for codes_ in words]
    made = theme.figure(
        go.Scatter(
            x=[places[1][column] for _, column in pairs],
            y=[places[0][row] for row, _ in pairs],
            mode="markers+text",
            marker={
                "size": [6 + 24 * (int(n) / largest) ** 0.5 if n else 0 for n in table["projects"]],
                "color": [colour(*pair) for pair in pairs],
                "symbol": "square",
                "opacity": 1,
            },
            text=[language.number(n) if n else "" for n in table["projects"]],
            textposition="middle right",
            textfont={"color": theme.INK, "size": 13},
            customdata=[language.percent(share, 1) for share in table["share"]],
            hovertemplate="%{text} (%{customdata})<extra></extra>",
            cliponaxis=False,
        ),
        height=80 + 44 * len(heads[0]),
    )
    made.update_xaxes(side="top", tickvals=list(range(len(wrapped))), ticktext=wrapped, tickangle=0, showgrid=False,
                      range=[-0.45, len(wrapped) - 0.35])  # fmt: skip
    made.update_yaxes(tickvals=list(range(len(heads[0]))), ticktext=sides, autorange=False, showgrid=True,
                      range=[len(heads[0]) - 0.5, -0.5])  # fmt: skip
    for axis in (made.layout.xaxis, made.layout.yaxis):
        axis.tickfont = {"color": theme.INK, "size": 12}
    return made


def _wrapped(head: str) -> str:
    """On two lines where it is long: after the comma or space nearest to its middle, if there is any."""
    breaks = [place for place, letter in enumerate(head) if letter in " ，"]
    if len(head) <= 10 or not breaks:
        return head
    cut = min(breaks, key=lambda place: abs(place - len(head) // 2))
    return head[: cut + 1].rstrip() + "<br>" + head[cut + 1 :]


def boundary_sides(table: pd.DataFrame, language: Language) -> Drawn:
    """`boundary_counts`: how many stand just below, at and just above each threshold."""
    made = rows.frame(len(table), language("Projects near the threshold"))
    made.update_layout(barmode="stack")
    for place, row in enumerate(table.itertuples()):
        name = language.label(codes.TIER_BOUNDARIES, row.boundary_kind)
        facts = language(
            "{boundary}: {below} below, {at} at, {above} above",
            boundary=language.money(row.boundary, str(row.currency)),
            below=language.number(row.near_below), at=language.number(row.near_at),
            above=language.number(row.near_above),
        )  # fmt: skip
        rows.words(made, place, name, facts)
    for side, colour in _SIDES.items():
        made.add_bar(
            orientation="h", y=list(range(len(table))), x=[int(n) for n in table[side]], width=0.3, hoverinfo="skip",
            marker={"color": colour, "line": {"color": theme.PAPER, "width": 1}},
        )  # fmt: skip
    made.update_xaxes(tickformat=",d", rangemode="tozero", nticks=5)
    near = table["near_percent"].iloc[0] if len(table) else None
    return Drawn(
        made,
        language.plural(
            "{n} project is near a tier threshold, {at} of them exactly at it",
            "{n} projects are near a tier threshold, {at} of them exactly at it",
            catalogue_words.near(table),
            at=language.number(catalogue_words.exactly_at(table)),
        ),
        language(
            "Projects within {near} of the threshold; from the left: below, exactly at, above",
            near=language.percent(None if is_missing(near) else float(near) / 100, 0),  # type: ignore[arg-type]
        ),
        language(
            "Bars of the projects near {n} thresholds: {parts}.",
            n=len(table),
            parts=language("; ").join(
                f"{language.number(row.near_below)}, {language.number(row.near_at)}, {language.number(row.near_above)}"
                for row in table.itertuples()
            ),
        ),
    )
