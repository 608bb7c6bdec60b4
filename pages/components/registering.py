"""Deciding which names mean the same body: suggestions with their evidence, the form, withdrawing a decision.

Nothing is written before the reader has seen what it would change.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.language import Language
from analytics.measures import register_words as words
from analytics.scope import Scope
from data import overrides, register
from data.register import Entry
from pages.components import escape, snapshot, view
from pages.components.ruling import pending

AT_ONCE = 5  # suggestions on the screen
FOUND = 50  # names offered by a search
NAMED = 50  # projects shown by name; the downloads hold all


def suggestions(found: pd.DataFrame, scope: Scope, language: Language) -> None:
    """The pairs that nobody has decided on, the surest first, each with its evidence and the form."""
    if found.empty:
        view.note(language("No suggestion is open."))
        return
    pages = -(-len(found) // AT_ONCE)
    page = st.pagination(pages, key="pairs-page") if pages > 1 else 1
    for _, row in found.iloc[(page - 1) * AT_ONCE : page * AT_ONCE].iterrows():
        key = f"{row['first_id']}-{row['second_id']}"
        with st.container(border=True, key=f"pair-{key}"):
            notes = "".join(f'<p class="note">{escape.html(line)}</p>' for line in words.evidence(row, language))
            st.html(f"<p><strong>{escape.html(words.pair(row, language))}</strong></p>{notes}")
            if st.toggle(language("Decide on this pair"), key=f"decide-{key}"):
                names = {
                    row[f"{which}_key"]: language.name(row[f"{which}_en"], row[f"{which}_zh"])
                    for which in ("first", "second")
                }
                _form(names, key, scope, language)


def other(known: pd.DataFrame, scope: Scope, language: Language) -> None:
    """The same form for any two names of the register."""
    with st.expander(language("Decide on two other names"), icon=":material/merge:"):
        with st.container(horizontal=True, key="other-names", vertical_alignment="bottom"):
            names: dict[str, str] = {}
            for place, label in (("one", language("One name")), ("two", language("The other name"))):
                names |= _search(known, place, label, language)
        if len(names) == 2:
            _form(names, "other", scope, language)
        else:
            view.note(language("Search for two organisations by name, then choose them."))


def entries(decided: pd.DataFrame, scope: Scope, language: Language) -> None:
    """The decisions that are not withdrawn, each with the way to withdraw it."""
    standing = decided[decided["decision_state"] != "withdrawn"]
    if standing.empty:
        view.note(language("Nobody has decided on any names yet."))
    for _, row in standing.iterrows():
        _card(row, scope, language)


def _search(known: pd.DataFrame, place: str, label: str, language: Language) -> dict[str, str]:
    """The key and name of an organisation that the reader has searched for and chosen; none before."""
    asked = st.text_input(label, key=f"search-{place}", icon=":material/search:", width=260).strip().casefold()
    shown = known.head(0)
    if asked:
        texts = known[["organisation_en", "organisation_zh", "aliases", "organisation_key"]].fillna("")
        hits = texts.apply(lambda column: column.str.casefold().str.contains(asked, regex=False)).any(axis=1)
        shown = known[hits].head(FOUND)
    names = {
        row.organisation_key: language.name(row.organisation_en, row.organisation_zh) for row in shown.itertuples()
    }
    key = st.selectbox(
        language("Choose it"), list(names), key=f"choose-{place}", index=None, format_func=lambda each: names[each],
        placeholder=language("Choose one of {n}", n=language.number(len(names))), width=320,
    )  # fmt: skip
    return {key: names[key]} if key is not None and key in names else {}


def _form(names: dict[str, str], key: str, scope: Scope, language: Language) -> None:
    """Same or different, which name stands, since when, why, who; what would change; save."""
    entry = _entry(names, key, language)
    asked = replace(entry, reason="", entered_by="")
    if st.button(language("Show what would change"), type="primary", icon=":material/query_stats:", key=f"ask-{key}"):
        pending.ask(f"name-{key}", asked, scope)
    if not pending.is_asked(f"name-{key}", asked, scope):
        if pending.kind() == f"name-{key}":
            view.note(language("The entry has changed since: ask again what would change."))
        return
    answer = pending.answer(register.asked, asked, scope, language=language)
    if answer is None:
        return
    _show(answer, scope, language)
    if st.button(language("Save"), type="primary", icon=":material/save:", key=f"save-{key}"):
        said = language("Saved. It stays in the list of decisions and can be withdrawn.")
        pending.decide(lambda tick: register.decide(snapshot.writable(), entry, tick), said, language)


def _entry(names: dict[str, str], key: str, language: Language) -> Entry:
    """What the form says, unchecked."""
    with st.container(horizontal=True, key=f"form-{key}", vertical_alignment="bottom"):
        decision = st.segmented_control(
            language("The two names mean"), list(codes.NAME_DECISIONS), default=register.SAME, required=True,
            key=f"decision-{key}", format_func=lambda each: language.label(codes.NAME_DECISIONS, each),
        )  # fmt: skip
        is_same = decision == register.SAME
        into = list(names)[-1]
        since = until = None
        if is_same:
            into = st.selectbox(
                language("The name that stands"), list(names), len(names) - 1, key=f"into-{key}",
                format_func=lambda each: names.get(each, each), width=320,
            )  # fmt: skip
            since = _day(language("In reports from"), f"from-{key}", language)
            until = _day(language("In reports before"), f"to-{key}", language)
    with st.container(horizontal=True, key=f"why-{key}", vertical_alignment="bottom"):
        reason = st.text_input(language("Reason"), key=f"reason-{key}", max_chars=overrides.LONGEST)
        by = st.text_input(language("Your name"), key=f"by-{key}", width=240)
    name = next(each for each in names if each != into)
    return Entry(name, into, decision or register.SAME, since, until, reason, by)


def _day(label: str, key: str, language: Language) -> date | None:
    """A day, or none."""
    chosen = st.date_input(
        label, value=None, key=key, format="YYYY-MM-DD", min_value=overrides.EARLIEST, max_value=overrides.LATEST,
        help=language("Leave it empty where there is no limit."), width=180,
    )  # fmt: skip
    return chosen if isinstance(chosen, date) else None


def _card(row: Any, scope: Scope, language: Language) -> None:
    number = int(row["decision_number"])
    with st.container(border=True, key=f"decision-{number}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_words(row, language), width="stretch")
            if st.button(language("Withdraw"), icon=":material/undo:", key=f"name-withdraw-{number}"):
                pending.ask("withdraw-name", number, scope)
        if not pending.is_asked("withdraw-name", number, scope):
            return
        answer = pending.answer(register.asked, number, scope, language=language)
        if answer is None:
            return
        _show(answer, scope, language)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            reason = st.text_input(language("Reason"), key="name-withdrawn-reason", max_chars=overrides.LONGEST)
            by = st.text_input(language("Your name"), key="name-withdrawn-by", width=240)
        with st.container(horizontal=True, gap="small"):
            if st.button(language("Withdraw it"), type="primary", icon=":material/undo:", key="name-withdraw-save"):
                said = language("Decision {number} is withdrawn and stays in the list.", number=number)
                pending.decide(
                    lambda tick: register.withdraw(snapshot.writable(), number, reason, by, tick), said, language
                )
            st.button(language("Keep it"), key="name-withdraw-keep", on_click=pending.forget)


def _words(row: Any, language: Language) -> str:
    """One decision: what, why, by whom."""
    said = [str(row["decision_reason"]), language("decided by {name}", name=row["decided_by"])]
    if row["decision_state"] == "waiting":
        said.append(language.label(codes.DECISION_STATES, "waiting"))
    head = escape.html(words.decision(row, language))
    return f'<p><strong>{head}</strong></p><p class="note">{escape.html(language("; ").join(said))}</p>'


def _show(answer: register.Answer, scope: Scope, language: Language) -> None:
    """What changes: the figures, and the projects by name."""
    view.note(words.effect(answer.effects, answer.projects, language))
    if len(answer.projects):
        view.table(
            "merged_projects", scope, title=language("The projects that would name another body"),
            rows=answer.projects, most=NAMED,
        )  # fmt: skip
