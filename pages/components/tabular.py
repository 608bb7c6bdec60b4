"""A named table on the screen: labels and names in the reader's language, one unit a column, downloads.

A short table is real HTML: readable by a screen reader, and a stack of cards on a telephone. A long
one is Streamlit's grid with the key columns held at the left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analytics.frames import Frame
from analytics.language import MISSING, is_missing
from analytics.scope import Scope
from data import tables
from data.exporters import spreadsheet
from pages.components import about, address, contents, escape, snapshot
from pages.components.cells import Shown, shown_columns

SHORT = 30  # rows
NARROW = 3  # columns


@dataclass(frozen=True, slots=True)
class Grid:
    """A long table made ready for Streamlit's grid."""

    values: pd.DataFrame
    heads: dict[str, str]
    config: dict[str, Any]


def show(
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
    """The table with its downloads; the arguments are those of `view.table`."""
    language = address.language()
    frame = tables.frame(name)
    data = snapshot.table(name, scope) if rows is None else rows
    seen = data if most is None else data.head(most)
    all_ = len(data) if total is None else total
    names = tuple(columns or frame.columns)

    def made() -> str | Grid:
        shown = shown_columns(seen, frame, names, language)
        return _html(seen, shown, bar, links) if len(seen) <= SHORT else _grid(shown)

    if rows is None or part:
        ready = snapshot.kept(made, name, scope, names, most, bar, part, language, tuple(address.shared().items()))
    else:
        ready = made()
    with st.container(key=f"table-{name}", gap=None):
        if title:
            st.html(f"<h2>{escape.html(title)}</h2>")
        if isinstance(ready, str):
            st.html(ready)
        else:
            _show_grid(name, ready, language(frame.sentence))
        if len(seen) < all_:
            st.caption(
                language(
                    "The first {seen} of {all} rows; the downloads hold all of them.",
                    seen=language.number(len(seen)),
                    all=language.number(all_),
                )
            )
        downloads(name, scope, whole or (lambda: data), frame, len(data))


def downloads(name: str, scope: Scope, data: Callable[[], pd.DataFrame], frame: Frame, rows: int) -> None:
    """All columns and all rows of the table as CSV and XLSX, made when asked for, and the facts about it."""
    language = address.language()
    file, places = f"{name}-{_stamp(scope)}", snapshot.labels()
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"downloads-{name}"):
        st.html(f'<p class="source">{escape.html(about.source_line(language, scope))}</p>')
        st.download_button(
            language("Download CSV"),
            lambda: spreadsheet.csv(data(), frame, frame.columns, language, places),
            file_name=f"{file}.csv",
            mime="text/csv",
            key=f"csv-{name}",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            language("Download XLSX"),
            lambda: spreadsheet.xlsx(data(), frame, frame.columns, language, places),
            file_name=f"{file}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"xlsx-{name}",
            type="tertiary",
            icon=":material/download:",
            on_click="ignore",
        )
        about.popover(f"table-{name}", scope, language(frame.sentence), rows=rows)


def project_link(code: str) -> str:
    """The address of one project's page, in the view that the reader has now."""
    return "project?" + urlencode({**address.shared(), "project": code}, doseq=True)


def open_project(code: str) -> None:
    """Leave for one project's page, in the view that the reader has now."""
    st.switch_page(contents.PAGES["project"].path, query_params={**address.shared(), "project": code})


def _stamp(scope: Scope) -> str:
    day: date | None = snapshot.as_of(scope)
    return day.isoformat() if day else "empty"


def _html(data: pd.DataFrame, shown: Sequence[Shown], bar: str, links: Sequence[str]) -> str:
    """A real table. The cell's label is repeated in `data-label` for the cards of a narrow screen."""
    linked = shown[0].name if links else next((column.name for column in shown if column.name == "name"), "code")
    if not links:
        codes = data["code"] if "code" in data else [None] * len(data)
        links = ["" if is_missing(code) else project_link(str(code)) for code in codes]
    head = "".join(f'<th scope="col" class="{column.align}">{escape.html(column.head)}</th>' for column in shown)
    body = []
    for line in range(len(data)):
        cells = []
        for column in shown:
            text = escape.html(column.texts[line])
            if column.name == linked and links[line]:
                text = f'<a href="{escape.html(links[line])}" target="_self">{text}</a>'
            if column.tones:
                text = f'<span class="tone-{escape.html(column.tones[line])}">{text}</span>'
            if column.name == bar:
                text += f'<i class="bar" style="width:{column.share(line)}%" aria-hidden="true"></i>'
            cells.append(
                f'<td class="{column.align} {column.kind}" data-label="{escape.html(column.head)}">{text}</td>'
            )
        body.append("<tr>" + "".join(cells) + "</tr>")
    rows = "".join(body)
    form = "narrow" if len(shown) <= NARROW else "cards"  # on a telephone
    table = f'<table class="table {form}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="frame">{table}</div>'


def _grid(shown: Sequence[Shown]) -> Grid:
    values = pd.DataFrame({column.name: column.values for column in shown}, copy=False)
    return Grid(values, {column.name: column.head for column in shown}, {c.name: c.config() for c in shown})


def _show_grid(name: str, grid: Grid, alt: str) -> None:
    """Streamlit's grid; a click on a project's code opens its page."""
    key, config = f"open-{name}", grid.config
    opens = "code" in grid.values
    if opens:
        opener = st.column_config.ButtonColumn(grid.heads["code"], key=key, type="tertiary", pinned=True)
        config = config | {"code": opener}
    st.dataframe(grid.values, hide_index=True, column_config=config, key=f"grid-{name}", alt=alt, placeholder=MISSING)
    clicked = st.session_state.get(key)
    if opens and clicked:
        open_project(str(grid.values["code"].iloc[clicked["row"]]))
