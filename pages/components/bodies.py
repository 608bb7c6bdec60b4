"""What the pages about organisations share: measures that may take long, a search box, an unknown number."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.language import N_, Language
from analytics.scope import Scope
from pages.components import address, contents, escape, jobs, snapshot

LARGE = 2_000  # organisations above which a reader would wait for the measures
OFFERED = 3_000  # organisations: more would make the page heavy
PARAMETER = "organisation_id"
_DIGITS = 9  # an address may hold anything
_BOX = "choose-organisation"


def asked() -> int:
    """The number in the address; 0 where it is none."""
    told = st.query_params.get(PARAMETER, "")
    return int(told) if told.isdecimal() and len(told) <= _DIGITS else 0


def measured(scope: Scope, name: str = "network_organisations", label: str = N_("Measure {n} organisations")) -> bool:
    """Whether the named table is there without a wait; else a button that has it made, and its progress."""
    language, bodies = address.language(), int(snapshot.table("collaboration_summary", scope)["bodies"].iloc[0])
    return bodies <= LARGE or jobs.ready(name, scope, language(label, n=language.number(bodies)))


def search(scope: Scope, chosen: int) -> None:
    """A list of the organisations in the slice, those with most partners first, that opens the page of one."""
    language = address.language()
    listed = snapshot.table("collaboration_organisations", scope).head(OFFERED)
    names = {
        int(number): language.name(english, chinese)
        for number, english, chinese in zip(
            listed["organisation_id"], listed["organisation_en"], listed["organisation_zh"], strict=True
        )
    }
    st.session_state[_BOX] = chosen if chosen in names else None
    st.selectbox(
        language("Another organisation"),
        list(names),
        key=_BOX,
        index=None,
        format_func=lambda number: names.get(number, str(number)),
        placeholder=language("Search by name"),
        on_change=_chosen,
    )


def stop_if_unknown(facts: pd.DataFrame, scope: Scope, chosen: int) -> None:
    """Nothing where the organisation is known; else the reason, the way on, and the end of the run."""
    if len(facts):
        return
    language = address.language()
    with st.container(key="empty-state", border=True):
        st.html(f"<p>{escape.html(_why(chosen, language))}</p>")
        search(scope, 0)
        if st.button(language("Open the list of organisations"), type="primary"):
            st.switch_page(contents.PAGES["organisations"].path)
    st.stop()


def _why(chosen: int, language: Language) -> str:
    if chosen:
        return language("No organisation has the number {n} in this database.", n=chosen)
    return language("Choose an organisation: its name in any list opens this page.")


def _chosen() -> None:
    number = st.session_state[_BOX]
    if number is not None:
        st.query_params[PARAMETER] = str(number)
