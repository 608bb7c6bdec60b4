"""The five delay rates side by side, each as a dot on its interval, and a line where a claim lies."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing
from analytics.measures import slippage_words as words

_ROW = 76  # pixels: two lines of words above each dot
_WORDS = 0.38  # of a row: from the dot up to the middle of its words


def side_by_side(table: pd.DataFrame, language: Language) -> Drawn:
    """`five_delay_rates`: what is divided by what, the share with its interval, the number behind it."""
    made = rows.frame(len(table), language("Delayed, in % of what is judged"))
    made.update_layout(height=_ROW * len(table) + 76)
    made.update_yaxes(range=[len(table) - 0.55, -0.85])
    told = [_numbers(row, language) for row in table.itertuples()]
    rows.intervals(made, language, table["delayed_low"], table["delayed_share"], table["delayed_high"], told)
    for place, (row, numbers) in enumerate(zip(table.itertuples(), told, strict=True)):
        label = language(codes.DELAY_MEASURES[row.delay_measure])
        made.add_annotation(
            x=0, xref="paper", xanchor="left", y=place - _WORDS, yanchor="middle", showarrow=False, align="left",
            bgcolor=theme.PAPER, font={"color": theme.INK, "size": 13},
            text=f"<b>{label}</b><br>{theme.plain(numbers)}",
        )  # fmt: skip
    _claim(made, table["claimed_share"].iloc[0], len(table), language)
    return Drawn(
        made,
        _title(table, language),
        language(
            "Delayed: more than {limit}. Dot: share. Bar: 95 % interval. Dashed: below {claim}, which an article "
            "states of Suzhou without saying of what (source claim, not verified).",
            limit=words.limit(table.iloc[0], language),
            claim=language.percent(table["claimed_share"].iloc[0]),
        ),
        language("Five delay rates. {parts}", parts=language("; ").join(_parts(table, told, language))),
    )


def _numbers(row: Any, language: Language) -> str:
    if not row.asked:
        return language("none to judge")
    if is_missing(row.delayed_share):
        return language("not known; {n} in question", n=language.number(row.asked))
    ends = {name: language.percent(getattr(row, f"delayed_{name}")) for name in ("share", "low", "high")}
    share = language("{share} ({low} to {high})", **ends)
    if is_missing(row.delayed):
        return language(
            "{share}, {n} followed of {all}", share=share, n=language.number(row.judged), all=language.number(row.asked)
        )
    counts = {name: language.number(getattr(row, name)) for name in ("delayed", "judged", "asked")}
    if row.judged == row.asked:
        return language("{share}, {delayed} of {judged}", share=share, **counts)
    return language("{share}, {delayed} of {judged} known of {asked}", share=share, **counts)


def _parts(table: pd.DataFrame, told: list[str], language: Language) -> list[str]:
    return [
        f"{language(codes.DELAY_MEASURES[name])}: {numbers}"
        for name, numbers in zip(table["delay_measure"], told, strict=True)
    ]


def _claim(made: go.Figure, share: float, places: int, language: Language) -> None:
    made.add_shape(
        type="line", x0=share, x1=share, y0=-0.85, y1=places - 0.7,
        line={"color": theme.HIGHLIGHT, "width": 1.2, "dash": theme.DASH}, layer="below",
    )  # fmt: skip
    theme.label(
        made, share, places - 0.65, language("claimed: below {share}", share=language.percent(share)),
        theme.HIGHLIGHT,
    )  # fmt: skip


def _title(table: pd.DataFrame, language: Language) -> str:
    known = table["delayed_share"].dropna().sort_values()
    if len(known) < 2:  # nothing to set side by side
        return language("Five ways to count who is delayed")
    return language(
        "From {low} to {high} delayed, by what is divided by what",
        low=language.percent(known.iloc[0]),
        high=language.percent(known.iloc[-1]),
    )
