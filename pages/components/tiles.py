"""Tiles: a label, a big number, what changed, a sparkline and how much of it is known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

import streamlit as st

from analytics.language import Language, is_missing
from analytics.measures.tiles import Tile
from analytics.scope import Scope
from pages.components import about, address, escape

_NUMBER = re.compile(r"(\D*?)(\s*)([+−-]?\d[\d.,]*)(\s*)(\D*)")


def show(tiles: Sequence[Tile], scope: Scope) -> None:
    """Three to seven tiles that wrap on a narrow screen."""
    language = address.language()
    with st.container(horizontal=True, gap="small", key="tiles"):
        for number, tile in enumerate(tiles):
            with st.container(key=f"tile-{number}", width="stretch", gap=None):
                st.html(
                    markup(tile, language, [name for name in ("trend", "change") if any(map(attrgetter(name), tiles))])
                )
                about.popover(f"tile-{number}", scope, tile.definition or tile.label, coverage=tile.coverage)


def markup(tile: Tile, language: Language, rows: Sequence[str] = ("trend", "change")) -> str:
    """A tile as HTML; everything in it is escaped. `rows`: what has its line in every tile of the row, empty or not."""
    known = "" if tile.coverage is None else language("known for {share}", share=language.percent(tile.coverage))
    small = " · ".join(escape.html(text) for text in (tile.note, known) if text).replace(" %", "&nbsp;%")
    change = f'<div class="tile-change">{escape.html(tile.change) or "&nbsp;"}</div>' if "change" in rows else ""
    return (
        f'<div class="tile tone-{escape.html(tile.tone or "plain")}">'
        f'<div class="tile-label">{escape.html(tile.label)}</div>'
        f'<div class="tile-value">{_value(tile.value)}</div>'
        f"{_sparkline(tile.trend) if 'trend' in rows else ''}{change}"
        f'<div class="tile-note">{small}</div></div>'
    )


def _value(text: str) -> str:
    """The number large, its currency and unit small: "CNY 61.2 billion" stays on one line."""
    parts = _NUMBER.fullmatch(text)
    if not parts:
        return escape.html(text)
    before, space, number, gap, after = parts.groups()
    return f"<small>{escape.html(before)}</small>{space}{number}{gap}<small>{escape.html(after)}</small>"


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
