"""The editions that are in the database, their problems, and taking back the newest."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.errors import PortfolioError
from analytics.frames import FRAMES
from analytics.language import Language
from analytics.scope import Scope
from data import editions
from pages.components import escape, snapshot, view

_TOLD = "_taken_back"


def show(listed: pd.DataFrame, language: Language) -> None:
    """The list, newest first, with the button that takes back the newest complete one."""
    told = st.session_state.pop(_TOLD, None)
    if isinstance(told, PortfolioError):
        st.error(escape.markdown(told.render(language)))
    elif told:
        st.success(escape.markdown(language("Edition {edition} is taken back.", edition=told)))
    if listed.empty:
        view.note(language("Nothing has been imported yet."))
        return
    view.table("editions", Scope())
    complete = listed.loc[listed["edition_status"] == "complete", "edition"]
    if len(complete):
        newest = int(complete.max())
        if st.button(language("Take back edition {edition}", edition=newest), icon=":material/undo:", key="take-back"):
            st.dialog(language("Take back edition {edition}?", edition=newest))(_confirm)(newest, language)


def _confirm(newest: int, language: Language) -> None:
    st.write(
        language(
            "Everything that edition {edition} brought is removed, with the decisions on its flags. The database is "
            "then as it was before it. The files can be imported again at any time.",
            edition=newest,
        )
    )
    with st.container(horizontal=True, gap="small"):
        if st.button(
            language("Take back"),
            type="primary",
            icon=":material/undo:",
            key="take-back-confirmed",
            on_click=_take_back,
        ):
            st.rerun()  # the whole page, not the dialog alone
        if st.button(language("Keep it"), key="take-back-cancelled"):
            st.rerun()


def _take_back() -> None:
    try:
        st.session_state[_TOLD] = editions.take_back(snapshot.writable())
    except PortfolioError as error:
        st.session_state[_TOLD] = error
    snapshot.renew()


def problems(listed: pd.DataFrame, language: Language) -> None:
    """The problems of one edition, the newest that had any by default."""
    with_problems = listed.loc[(listed["problems"] > 0) & (listed["edition_status"] == "complete"), "edition"].tolist()
    if not with_problems:
        return
    view.heading(language("What could not be used"))
    chosen = st.selectbox(language("Edition"), with_problems, key="problems-edition")
    table = snapshot.table("problems", Scope())
    listing(table[table["edition"] == chosen])


def listing(found: pd.DataFrame) -> None:
    """Problems of one edition or check, with their sheet where any has one."""
    left_out = {"edition"} if found["sheet"].notna().any() else {"edition", "sheet"}
    columns = [name for name in FRAMES["problems"].columns if name not in left_out]
    view.table("problems", Scope(), columns, rows=found)
