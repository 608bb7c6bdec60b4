"""A chart with what belongs to it: title, subtitle, the picture, its source and its facts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from analytics.figures.drawn import Drawn
from analytics.scope import Scope
from pages.components import about, address, escape, snapshot

# The one tool that a reader needs; the picture downloads as SVG, which scales to any paper.
CONFIG = {
    "displaylogo": False,
    "displayModeBar": True,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "svg"},
    "scrollZoom": False,
    "responsive": True,
}


def show(maker: Callable[..., Drawn], *names: str, scope: Scope, definition: str = "", **options: Any) -> None:
    """Draw named tables with a figure of `analytics.figures`: maker(table, ..., language=language, **options)."""
    language = address.language()
    drawn = snapshot.figure(maker, names, scope, language, **options)
    table = snapshot.table(names[0], scope)
    key = f"{maker.__module__.rpartition('.')[2]}-{maker.__name__}"
    with st.container(key=f"chart-{key}", gap=None):
        st.html(
            f'<div class="chart-head"><h2>{escape.html(drawn.title)}</h2><p>{escape.html(drawn.subtitle)}</p></div>'
        )
        st.plotly_chart(drawn.figure, theme="streamlit", config=_config(key), alt=drawn.alt, key=f"plot-{key}")
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"foot-{key}"):
            st.html(f'<p class="source">{escape.html(about.source_line(language, scope))}</p>')
            known = float(table[definition].notna().mean()) if definition in table and len(table) else None
            about.popover(key, scope, definition or drawn.subtitle, rows=len(table), coverage=known)


def _config(key: str) -> dict[str, object]:
    options = {"format": "svg", "filename": key}
    return CONFIG | {"toImageButtonOptions": options}
