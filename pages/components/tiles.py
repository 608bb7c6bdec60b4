"""Tiles: a label, a big number, what changed, a sparkline and how much of it is known."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.language import Language, is_missing
from analytics.measures.tiles import Tile
from analytics.scope import Scope
from pages.components import about, address, escape


def show(tiles: Sequence[Tile], scope: Scope) -> None:
    """Three to seven tiles that wrap on a narrow screen."""
    language = address.language()
    with st.container(horizontal=True, gap="small", key="tiles"):
        for number, tile in enumerate(tiles):
            with st.container(key=f"tile-{number}", width="stretch", gap=None):
                st.html(markup(tile, language, any(other.trend for other in tiles)))
                about.popover(f"tile-{number}", scope, tile.definition or tile.label, coverage=tile.coverage)


def markup(tile: Tile, language: Language, trends: bool = True) -> str:
    """A tile as HTML; everything in it is escaped. `trends`: leave room for a sparkline."""
    known = "" if tile.coverage is None else language("known for {share}", share=language.percent(tile.coverage))
    small = " · ".join(escape.html(text) for text in (tile.note, known) if text)
    change = f'<div class="tile-change">{escape.html(tile.change)}</div>' if tile.change else ""
    return (
        f'<div class="tile tone-{escape.html(tile.tone or "plain")}">'
        f'<div class="tile-label">{escape.html(tile.label)}</div>'
        f'<div class="tile-value">{escape.html(tile.value)}</div>'
        f"{_sparkline(tile.trend) if trends else ''}{change}"
        f'<div class="tile-note">{small}</div></div>'
    )


def _sparkline(trend: Sequence[float | None]) -> str:
    """The last 24 values as bars, for the eye only: the words beside it say what changed."""
    values = [None if is_missing(value) else float(value) for value in list(trend)[-24:]]  # type: ignore[arg-type]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return '<div class="spark" aria-hidden="true"></div>'
    low, high = min(0.0, *known), max(0.0, *known)
    size = (high - low) or 1.0
    bars = "".join(
        '<i class="gap"></i>'
        if value is None
        else f'<i style="height:{max(4, round(100 * (value - low) / size))}%"></i>'
        for value in values
    )
    return f'<div class="spark" aria-hidden="true">{bars}</div>'
