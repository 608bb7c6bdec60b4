"""Setting a project's tier by hand: the form, what it would change, and withdrawing an entry. The log keeps all."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.errors import PortfolioError
from analytics.language import Language
from analytics.measures import tier_words
from analytics.scope import Scope
from data import overrides
from data.queries import projects
from pages.components import escape, snapshot, view

FOUND = 50  # projects offered by a search
_SAID = "_override_said"


def told(language: Language) -> None:
    """What the last entry or withdrawal did, or every reason why it was refused, once."""
    said = st.session_state.pop(_SAID, None)
    with st.container():  # always there, so that what follows keeps its place and stays unfolded
        if isinstance(said, PortfolioError):
            for line in said.render(language).splitlines():
                st.error(escape.markdown(line))
        elif said:
            st.success(escape.markdown(said))


def form(scope: Scope, language: Language) -> None:
    """Find a project, see where it stands, choose a tier with a reason, see what would change, and set it."""
    with st.container(horizontal=True, key="override-project", vertical_alignment="bottom"):
        search = st.text_input(language("Project"), key="override-search", placeholder=language("Code or name"),
                               icon=":material/search:", width=320)  # fmt: skip
        found = snapshot.ask(projects.page, Scope(as_of=scope.as_of), search, "code", 0, FOUND)
        names = {row.code: language.name(row.name_en, row.name_zh) for row in found.itertuples()}
        code = st.selectbox(
            language("Choose the project"), list(names), key="override-code", index=None,
            format_func=lambda each: f"{each} · {names.get(each, '')}",
            placeholder=language("Choose one of {n}", n=language.number(len(names))), width=480,
        )  # fmt: skip
    if code is None:
        view.note(language("Search for a project by its code or name, then choose it."))
        return
    states = snapshot.ask(overrides.states, code)
    view.note(tier_words.standing(states, language))
    with st.container(horizontal=True, key="override-entry", vertical_alignment="bottom"):
        tier = st.segmented_control(
            language("Tier"), list(codes.TIER_ASKS), key="override-tier",
            format_func=lambda key: language.label(codes.TIERS, key),
        )  # fmt: skip
        since = st.date_input(
            language("Holds from"), value=snapshot.as_of(Scope()), key="override-from", format="YYYY-MM-DD",
            min_value=overrides.EARLIEST, max_value=overrides.LATEST,
        )  # fmt: skip
        by = st.text_input(language("Your name"), key="override-by")
    reason = st.text_area(language("Reason"), key="override-reason", max_chars=overrides.LONGEST, height=90)
    if tier and isinstance(since, date):
        with st.container(key="override-effect"):
            view.note(language("What would change: {effect}", effect=tier_words.effect(states, tier, since, language)))
    st.button(
        language("Set the tier"), type="primary", icon=":material/gavel:", key="override-save", on_click=_set,
        args=(code, tier or "", reason, by, since if isinstance(since, date) else None, language),
    )  # fmt: skip


def log(entries: pd.DataFrame, language: Language) -> None:
    """Every entry, newest first, and the way to withdraw one that still holds."""
    if entries.empty:
        view.note(language("No tier has been set by hand."))
        return
    view.table("tier_overrides", Scope())
    standing = entries.loc[entries["withdrawn_at"].isna(), "entry"].tolist()
    if not standing:
        return
    with st.expander(language("Withdraw an entry"), icon=":material/undo:"):
        with st.container(horizontal=True, vertical_alignment="bottom", key="withdraw-entry"):
            codes_of = dict(zip(entries["entry"], entries["code"], strict=True))
            number = st.selectbox(
                language("Entry"), standing, key="withdraw-number", width=240,
                format_func=lambda each: f"{each} · {codes_of[each]}",
            )  # fmt: skip
            by = st.text_input(language("Your name"), key="withdraw-by")
        reason = st.text_area(language("Reason"), key="withdraw-reason", max_chars=overrides.LONGEST, height=90)
        st.button(language("Withdraw it"), key="withdraw-save", on_click=_withdraw, icon=":material/undo:",
                  args=(int(number), reason, by, language))  # fmt: skip


def _set(code: str, tier: str, reason: str, by: str, since: date | None, language: Language) -> None:
    try:
        number = overrides.set_tier(snapshot.writable(), code, tier, reason, by, since)
    except PortfolioError as error:
        st.session_state[_SAID] = error
        return
    st.session_state[_SAID] = language(
        "{code} is {tier} from {day} on: entry {number} of the log.",
        code=code, tier=language.label(codes.TIERS, tier), day=language.day(since), number=number,
    )  # fmt: skip
    for key in ("override-tier", "override-reason"):
        st.session_state.pop(key, None)
    snapshot.renew()


def _withdraw(number: int, reason: str, by: str, language: Language) -> None:
    try:
        overrides.withdraw(snapshot.writable(), number, reason, by)
    except PortfolioError as error:
        st.session_state[_SAID] = error
        return
    st.session_state[_SAID] = language("Entry {number} is withdrawn and stays in the log.", number=number)
    st.session_state.pop("withdraw-reason", None)
    snapshot.renew()
