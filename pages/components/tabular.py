"""A named table on the screen: labels and names in the reader's language, one unit a column, downloads.

A short table is real HTML: readable by a screen reader, and a stack of cards on a telephone. A long
one is Streamlit's grid with the key columns held at the left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

import pandas as pd
import streamlit as st

from analytics.frames import Frame
from analytics.language import MISSING, is_missing
from analytics.scope import Scope
from data import tables
from data.exporters import spreadsheet
from pages.components import about, address, contents, escape, network_slice, snapshot
from pages.components.cells import Shown, shown_columns

SHORT = 30  # rows
NARROW = 3  # columns
BODIES = ("organisation", "partner", "first", "second")  # names beside whose number, `{name}_id`, a row stands
Links = dict[str, list[str]]  # shown column -> where each of its cells leads, "" for nowhere


@dataclass(frozen=True, slots=True)
class Grid:
    """A long table made ready for Streamlit's grid."""

    values: pd.DataFrame
    heads: dict[str, str]
    config: dict[str, Any]
    links: Links


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
        lead = _links(seen, shown, links)
        return _html(shown, len(seen), bar, lead) if len(seen) <= SHORT else _grid(shown, lead)

    if rows is None or part:
        view = tuple(network_slice.shared().items())  # what the links hold
        ready = snapshot.kept(made, name, scope, names, most, bar, part, language, view)
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
    _follow(project_link(code))


def organisation_link(organisation_id: object) -> str:
    """The address of one organisation's page, in the view and the slice that the reader has now; "" for nobody."""
    if is_missing(organisation_id):
        return ""
    return "organisation?" + urlencode({**network_slice.shared(), "organisation_id": organisation_id}, doseq=True)


def _follow(link: str) -> None:
    page, _, query = link.partition("?")
    st.switch_page(contents.PAGES[page].path, query_params=parse_qs(query))


def _stamp(scope: Scope) -> str:
    day: date | None = snapshot.as_of(scope)
    return day.isoformat() if day else "empty"


def _links(data: pd.DataFrame, shown: Sequence[Shown], links: Sequence[str]) -> Links:
    """Where the cells lead: the first column to `links` where there are any; else a project to its page, and each
    organisation whose number stands in the row to its own."""
    if links:
        return {shown[0].name: list(links)}
    names = [column.name for column in shown]
    found = {
        body: [organisation_link(number) for number in data[f"{body}_id"]]
        for body in BODIES
        if body in names and f"{body}_id" in data
    }
    if "code" in data:
        project = "name" if "name" in names else "code"
        found[project] = ["" if is_missing(code) else project_link(str(code)) for code in data["code"]]
    return found


def _html(shown: Sequence[Shown], lines: int, bar: str, links: Links) -> str:
    """A real table. The cell's label is repeated in `data-label` for the cards of a narrow screen."""
    head = "".join(f'<th scope="col" class="{column.align}">{escape.html(column.head)}</th>' for column in shown)
    body = []
    for line in range(lines):
        cells = []
        for column in shown:
            text = escape.html(column.texts[line])
            if column.name in links and links[column.name][line]:
                text = f'<a href="{escape.html(links[column.name][line])}" target="_self">{text}</a>'
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


def _grid(shown: Sequence[Shown], links: Links) -> Grid:
    values = pd.DataFrame({column.name: column.values for column in shown}, copy=False)
    heads = {column.name: column.head for column in shown}
    if "name" in links and "code" in values:  # pinned at the left, and never missing
        links = {"code": links["name"]} | {column: leads for column, leads in links.items() if column != "name"}
    return Grid(values, heads, {column.name: column.config() for column in shown}, links)


def _show_grid(name: str, grid: Grid, alt: str) -> None:
    """Streamlit's grid; a click on a project's code or an organisation's name opens its page."""
    keys = {column: f"open-{name}-{column}" for column in grid.links}
    openers = {
        column: st.column_config.ButtonColumn(
            grid.heads[column], key=key, type="tertiary", pinned=column == first, alignment="left"
        )
        for first in list(keys)[:1]
        for column, key in keys.items()
    }
    config = grid.config | openers
    st.dataframe(grid.values, hide_index=True, column_config=config, key=f"grid-{name}", alt=alt, placeholder=MISSING)
    for column, key in keys.items():
        clicked = st.session_state.get(key)
        if clicked and grid.links[column][clicked["row"]]:
            _follow(grid.links[column][clicked["row"]])
