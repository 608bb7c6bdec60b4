"""The one change that a reader has asked about and not yet decided on, and what was said when it was decided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from analytics.errors import PortfolioError
from analytics.language import Language
from pages.components import escape, snapshot

_ASKED, _SAID = "_rule_asked", "_rule_said"


def ask(*change: object) -> None:
    """From now on this change is shown; any other one is forgotten."""
    st.session_state[_ASKED] = (*change, snapshot.version())


def is_asked(*change: object) -> bool:
    """Whether the reader has asked about exactly this change, of the database as it is now."""
    return st.session_state.get(_ASKED) == (*change, snapshot.version())


def kind() -> str:
    """What kind of change is asked about: the first word given to `ask`; "" where none is."""
    return st.session_state.get(_ASKED, ("",))[0]


def forget() -> None:
    """No change is asked about."""
    st.session_state.pop(_ASKED, None)


def told() -> None:
    """What the last decision did, once."""
    said = st.session_state.pop(_SAID, "")
    if said:
        st.success(escape.markdown(said))


def answer(query: Callable[..., Any], *arguments: Any, language: Language) -> Any:
    """What a query says about a change; None where the change is refused, with every reason on the screen."""
    try:
        with st.spinner(language("Asking what would move"), show_time=True):
            return snapshot.ask(query, *arguments)
    except PortfolioError as error:
        refused(error, language)
        return None


def refused(error: PortfolioError, language: Language) -> None:
    """Each thing that is wrong, in a line of its own."""
    for line in error.render(language).splitlines():
        st.error(escape.markdown(line))


def decide(write: Callable[[Callable[[int], None]], Any], said: str, language: Language) -> None:
    """Write the change, saying how far it is, and begin the page anew."""
    with st.spinner(language("Saving"), show_time=True):
        place = st.empty()

        def tick(done: int) -> None:
            place.caption(language.plural("{n} project put together", "{n} projects put together", done))

        try:
            write(tick)
        except PortfolioError as error:
            refused(error, language)
            return
    snapshot.renew()
    forget()
    st.session_state[_SAID] = said
    st.rerun()
