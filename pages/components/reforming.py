"""Reforms entered and withdrawn by persons: the form, the list, and what the last decision did."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.errors import PortfolioError
from analytics.language import Language
from analytics.scope import Scope
from data import reforms
from data.overrides import EARLIEST, LATEST
from data.reforms import Entry
from pages.components import escape, snapshot, view

CHOSEN = "reform"  # the parameter of the page that says which one is compared
_SAID = "_reform_said"
_FIELDS = ("reform-en", "reform-zh", "reform-source")


def told(language: Language) -> None:
    """What the last entry or withdrawal did, or every reason why it was refused, once."""
    said = st.session_state.pop(_SAID, None)
    with st.container():  # always there, so that what follows keeps its place and stays unfolded
        if isinstance(said, PortfolioError):
            for line in said.render(language).splitlines():
                st.error(escape.markdown(line))
        elif said:
            st.success(escape.markdown(said))


def name(row: Any, language: Language) -> str:
    """A reform of a table by its name and day."""
    return language(
        "{reform} ({day})", reform=language.name(row.reform_en, row.reform_zh), day=language.day(row.took_effect)
    )


def form(language: Language) -> None:
    """Name, day and source of a reform, and who enters it."""
    with st.container(horizontal=True, key="reform-names", vertical_alignment="bottom"):
        st.text_input(language("Name in English"), key="reform-en")
        st.text_input(language("Name in Chinese"), key="reform-zh")
        st.date_input(language("Took effect"), value=None, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD",
                      key="reform-day", width=180)  # fmt: skip
    with st.container(horizontal=True, key="reform-origin", vertical_alignment="bottom"):
        st.text_input(
            language("Source"), key="reform-source", placeholder=language("the document or decision that says so")
        )
        st.text_input(language("Entered by"), key="reform-by", width=240)
    st.button(language("Save"), type="primary", icon=":material/save:", key="reform-save", on_click=_add,
              args=(language,))  # fmt: skip


def log(events: pd.DataFrame, language: Language) -> None:
    """Every reform, and the way to withdraw one that a person entered."""
    if events.empty:
        view.note(language("No reform is known: enter one to hold the years before it against those after."))
        return
    view.table("reform_events", Scope())
    own = events[events["withdrawn_at"].isna() & ~events["of_edition"].astype("bool")]
    if own.empty:
        return
    with st.expander(language("Withdraw a reform"), icon=":material/undo:"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="reform-withdraw-row"):
            names = {int(row.reform): name(row, language) for row in own.itertuples()}
            st.selectbox(
                language("Reform"), list(names), key="reform-withdraw", format_func=lambda number: names[number]
            )
            st.text_input(language("Withdrawn by"), key="reform-withdrawn-by", width=240)
        st.button(language("Withdraw it"), key="reform-withdraw-save", on_click=_withdraw, icon=":material/undo:",
                  args=(names, language))  # fmt: skip


def _add(language: Language) -> None:
    """Enter what the form says when the button is pressed; its fields may have changed since they were drawn."""
    said = st.session_state
    entry = Entry(said["reform-day"], said["reform-en"], said["reform-zh"], said["reform-source"], said["reform-by"])
    try:
        number = reforms.add(snapshot.writable(), entry)
    except PortfolioError as error:
        st.session_state[_SAID] = error
        return
    named = language.name(entry.name_en.strip() or None, entry.name_zh.strip() or None)
    st.session_state[_SAID] = language("Saved: “{reform}”, from {day} on.", reform=named,
                                       day=language.day(entry.took_effect))  # fmt: skip
    st.session_state.pop(f"choice-{CHOSEN}", None)
    st.query_params[CHOSEN] = str(number)  # what was entered is what the reader wants to see
    for field in _FIELDS:
        st.session_state.pop(field, None)
    snapshot.renew()


def _withdraw(names: dict[int, str], language: Language) -> None:
    number, by = st.session_state["reform-withdraw"], st.session_state["reform-withdrawn-by"]
    try:
        reforms.withdraw(snapshot.writable(), number, by)
    except PortfolioError as error:
        st.session_state[_SAID] = error
        return
    st.session_state[_SAID] = language("{reform} is withdrawn; it stays in the list.", reform=names[number])
    snapshot.renew()
