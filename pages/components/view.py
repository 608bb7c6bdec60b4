"""What every page calls: opening, finding, tiles, charts, tables, method notes, empty states.

language = view.open_page("slippage")
scope = filters.choose("as_of", "sector")
table = snapshot.table("slippage_by_project", scope)
view.stop_if_empty(table, scope)
view.finding(slippage.finding(table, language))
view.tiles(slippage.tiles(table, language))
view.chart(figures.slip_distribution, "slippage_by_project", scope=scope, definition="slip_days")
view.table("slippage_by_project", scope)
view.method_note("slippage")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from typing import Any

import pandas as pd
import streamlit as st

from analytics.columns import COLUMNS
from analytics.figures.drawn import Drawn
from analytics.language import LANGUAGES, N_, Language
from analytics.measures.tiles import Tile
from analytics.method_notes import NOTES
from analytics.scope import Scope
from data import database
from pages.components import address, cells, charts, contents, escape, layout, snapshot, states, tabular
from pages.components import tiles as tiles_

DATABASES = {database.PORTFOLIO: N_("Real projects"), database.CITY: N_("Invented city")}
_PAGE = "_page"


def open_page(key: str, title: str = "") -> Language:
    """Head of a page: its question (or a title from the data), the stamp, and the two switches."""
    language = address.language()
    page = contents.PAGES[key]
    st.session_state[_PAGE] = key
    with st.container(key="head", horizontal=True, gap="small", vertical_alignment="center"):
        _stamp(language)
        with st.container(key="switches", horizontal=True, gap="small", width="content"):
            _switch("db", language("Database"), DATABASES, address.database(), language)
            _switch("lang", language("Language"), LANGUAGES, language.code, Language("en"))
    st.html(f'<h1 lang="{language.tag}">{escape.html(title or language(page.question))}</h1>')
    layout.make_slots("finding", "chips")
    return language


def finding(sentence: str) -> None:
    """One or two sentences computed from the data in scope."""
    with layout.slot("finding"):
        st.html(f'<p class="finding" lang="{address.language().tag}">{escape.html(sentence)}</p>')


def tiles(shown: Sequence[Tile]) -> None:
    """Three to seven tiles."""
    tiles_.show(shown, address.scope(*address.FILTERS, "as_of"))


def chart(maker: Callable[..., Drawn], *names: str, scope: Scope, definition: str = "", **options: Any) -> None:
    """A figure of `analytics.figures` drawn from one or several named tables."""
    charts.show(maker, *names, scope=scope, definition=definition, **options)


def table(
    name: str,
    scope: Scope,
    columns: Sequence[str] | None = None,
    *,
    title: str = "",
    rows: pd.DataFrame | None = None,
    bar: str = "",
    most: int | None = None,
    whole: Callable[[], pd.DataFrame] | None = None,
    part: tuple[object, ...] = (),
    links: Sequence[str] = (),
    total: int | None = None,
) -> None:
    """A named table with its downloads.

    `columns`: these of its columns; `rows`: these rows instead of the whole table in scope; `part`: what tells
    them from other rows of the table, so that they can be kept ready for the next reader; `whole`: what a
    download holds where `rows` is one page of it; `most`: show that many of its first rows, while the
    downloads hold all; `bar`: the column that gets in-cell bars; `links`: where the first column of each row
    leads, "" for nowhere (default: a row of a project leads to its page);
    `total`: how many rows there are where `rows` is only the first of them, which is then said.
    """
    tabular.show(
        name,
        scope,
        columns,
        title=title,
        rows=rows,
        bar=bar,
        most=most,
        whole=whole,
        part=part,
        links=links,
        total=total,
    )


def column_label(name: str, language: Language) -> str:
    """What the screen calls a column; a pair of names in two languages has one."""
    return cells.label(COLUMNS[name], language)


def stop_if_empty(table: Sized, scope: Scope) -> None:
    """Ends the run with the reason and the way on where the table has no rows."""
    states.stop_if_empty(table, scope, contents.PAGES[st.session_state[_PAGE]])


def method_note(*keys: str) -> None:
    """The method, folded: one paragraph for each of `NOTES` that the page rests on."""
    language = address.language()
    with st.expander(language("How this is measured"), icon=":material/menu_book:"):
        for key in keys:
            st.html(f'<p class="note">{escape.html(language(NOTES[key]))}</p>')


def heading(text: str) -> None:
    """A heading between the parts of a page."""
    st.html(f"<h2>{escape.html(text)}</h2>")


def note(text: str, *, alarm: bool = False) -> None:
    """A plain sentence between the parts of a page, if there is one; in red where a reader must not miss it."""
    kind = 'class="note alarm" role="alert"' if alarm else 'class="note"'
    if text:
        st.html(f"<p {kind}>{escape.html(text)}</p>")


def _stamp(language: Language) -> None:
    as_of = snapshot.as_of(address.scope("as_of"))
    words = (
        language("No edition yet")
        if as_of is None
        else language("Edition {edition} · as of {day}", edition=snapshot.edition(), day=language.day(as_of))
    )
    st.html(f'<p class="stamp">{escape.html(words)}</p>')


def _switch(key: str, label: str, words: dict[str, str], chosen: str, language: Language) -> None:
    widget = f"switch-{key}"
    st.session_state[widget] = chosen
    st.segmented_control(
        label,
        list(words),
        key=widget,
        required=True,
        format_func=lambda code: language(words[code]),
        label_visibility="collapsed",
        on_change=_switched,
        args=(key,),
    )


def _switched(key: str) -> None:
    value = st.session_state[f"switch-{key}"]
    if value:
        address.change(key, [Language(value).tag if key == "lang" else value])
