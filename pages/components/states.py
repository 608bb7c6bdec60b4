"""What a page says instead of numbers: an empty database, or filters that leave nothing."""

from __future__ import annotations

from collections.abc import Sized

import pandas as pd
import streamlit as st

from analytics.language import Language
from analytics.scope import Scope
from data import database
from data.queries import portfolio
from pages.components import address, contents, escape, filters, snapshot


def stop_if_empty(table: Sized, scope: Scope, page: contents.Page) -> None:
    """Nothing where the table has rows; else the reason, what to do about it, and the end of the run."""
    if len(table):
        return
    language = address.language()
    if snapshot.as_of(Scope()) is None:
        _nothing_yet(language, page)
    else:
        _nothing_left(language, scope)
    st.stop()


def stop_if_unknown(project: pd.DataFrame, scope: Scope) -> None:
    """The same for the page of one project, which has no filters but the code in the address."""
    if len(project):
        return
    language = address.language()
    if scope.project and snapshot.as_of(Scope()) is not None:
        sentence = language("No project with the code “{code}” is known as of {day}.",
                            code=scope.project, day=language.day(snapshot.as_of(scope)))  # fmt: skip
    else:
        sentence = language("Choose a project in the list: its name opens this page.")
    with st.container(key="empty-state", border=True):
        st.html(f"<p>{escape.html(sentence)}</p>")
        if st.button(language("Open the list of projects"), type="primary"):
            st.switch_page(contents.PAGES["projects"].path)
    st.stop()


def _nothing_yet(language: Language, page: contents.Page) -> None:
    with st.container(key="empty-state", border=True):
        st.subheader(language("There are no projects in this database yet"), anchor=False)
        st.write(language("Here you will see {what}.", what=language(page.shows)))
        with st.container(horizontal=True):
            if st.button(language("Import projects"), type="primary", icon=":material/upload_file:"):
                st.switch_page(contents.PAGES["imports"].path)
            if address.database() != database.CITY:
                st.button(language("Look at the invented city"), on_click=address.change, args=("db", [database.CITY]))


def _nothing_left(language: Language, scope: Scope) -> None:
    with st.container(key="empty-state", border=True):
        st.subheader(language("No project matches these filters"), anchor=False)
        found = filters.chips(scope, language)
        for name in dict.fromkeys(chip[0] for chip in found):
            words = "; ".join(chip[2] for chip in found if chip[0] == name)
            left = snapshot.ask(portfolio.count, filters.without(scope, name))
            with st.container(horizontal=True, vertical_alignment="center"):
                st.button(
                    language("Remove “{filter}”", filter=escape.markdown(words)),
                    key=f"undo-{name}",
                    type="primary" if left else "secondary",
                    on_click=address.change,
                    args=(name, []),
                )
                st.write(language.plural("{n} project without this filter", "{n} projects without this filter", left))
        if not found:
            st.write(language("The projects in this database have nothing to show here."))
