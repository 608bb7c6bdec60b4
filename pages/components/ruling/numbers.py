"""Policy numbers: the form, what would move, the user's own entries and how one is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics.language import Language
from analytics.measures import rule_check, rule_words
from analytics.measures.rule_check import RATE, Entry
from analytics.measures.tiers import HOME
from analytics.money import currencies
from analytics.scope import Scope
from data import rules
from data.queries import common
from data.rules import Answer
from pages.components import escape, snapshot, view
from pages.components.ruling import pending

NAMED = 50  # projects shown by name; the downloads hold all
FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


def form(known: pd.DataFrame, scope: Scope, language: Language) -> None:
    """Choose a number, give its value, see what would move, save. `known` is the frame `rules`."""
    with st.container(border=True, key="rule-form"):
        entry = _entry(known, scope, language)
        if st.button(language("Show what would move"), type="primary", icon=":material/query_stats:", key="rule-ask"):
            pending.ask("enter", entry, scope)
        if not pending.is_asked("enter", entry, scope):
            if pending.kind() == "enter":
                view.note(language("The entry has changed since: ask again what would move."))
            return
        answer = pending.answer(rules.asked, entry, scope, language=language)
        if answer is None:
            return
        _show(answer, entry.key, entry.effective_from, scope, language)
        if st.button(language("Save"), type="primary", icon=":material/save:", key="rule-save"):
            said = language(
                "Saved: {number}, from {day} on.",
                number=rule_words.number(entry.key, entry.value, rule_check.unit(entry.key, entry.currency), language),
                day=language.day(entry.effective_from),
            )
            pending.decide(lambda tick: rules.add(snapshot.writable(), entry, tick), said, language)


def entries(known: pd.DataFrame, scope: Scope, language: Language) -> None:
    """The user's own values that are not withdrawn, each with its button."""
    own = known[(known["origin"] == "own") & (known["rule_state"] != "withdrawn")]
    if own.empty:
        view.note(language("You have entered no policy number: all are as shipped."))
    for row in own.sort_values("entry", ascending=False).itertuples(index=False):
        _card(row, scope, language)


def _entry(known: pd.DataFrame, scope: Scope, language: Language) -> Entry:
    """What the form says, unchecked."""
    key = st.selectbox(
        language("Policy number"),
        rule_check.keys(),
        key="rule-key",
        format_func=lambda each: rule_words.title(each, language),
    )
    with st.container(horizontal=True, key="rule-value-row", vertical_alignment="bottom"):
        value = st.text_input(
            language("New value"), key="rule-value", width=240, help=language("In full, not in thousands or millions.")
        )
        currency = _currency(key, language)
        begins = st.date_input(
            language("In force from"), value=snapshot.as_of(Scope()), min_value=FIRST, max_value=LAST,
            format="YYYY-MM-DD", key="rule-from", width=180,
        )  # fmt: skip
    with st.container(horizontal=True, key="rule-source-row", vertical_alignment="bottom"):
        source = st.text_input(
            language("Source"), key="rule-source", placeholder=language("the document or decision that says so")
        )
        by = st.text_input(language("Entered by"), key="rule-by", width=240)
    unit = rule_check.unit(key, currency)
    now = known[(known["word"] == key) & (known["unit"] == unit) & (known["rule_state"] == "in_force")]
    view.note(
        language("In force now: {number}", number=rule_words.number(key, now["value"].iloc[0], unit, language))
        if len(now)
        else language("In force now: none in {unit}", unit=unit)
    )
    return Entry(key, value, begins if isinstance(begins, date) else None, source, currency, by)


def _currency(key: str, language: Language) -> str | None:
    """The currency of a rate or of an amount; None where the number has none."""
    own = rule_check.unit(key, None)
    if key == RATE:
        return st.selectbox(
            language("Other currency"), [code for code in currencies() if code != HOME], key="rule-rate-of",
            index=None, placeholder=language("for example USD"), width=180,
        )  # fmt: skip
    if own not in currencies():
        return None
    return st.selectbox(language("Currency"), currencies(), currencies().index(own), key="rule-currency", width=180)


def _card(row: Any, scope: Scope, language: Language) -> None:
    number = int(row.entry)
    with st.container(border=True, key=f"own-rule-{number}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_words(row, language), width="stretch")
            if st.button(language("Withdraw"), icon=":material/undo:", key=f"rule-withdraw-{number}"):
                pending.ask("withdraw", number, scope)
        if not pending.is_asked("withdraw", number, scope):
            return
        answer = pending.answer(rules.asked, number, scope, language=language)
        if answer is None:
            return
        _show(answer, row.word, None, scope, language)
        by = st.text_input(language("Withdrawn by"), key="rule-withdrawn-by", width=240)
        with st.container(horizontal=True, gap="small"):
            if st.button(language("Withdraw it"), type="primary", icon=":material/undo:", key="rule-withdraw-save"):
                said = language("Entry {number} is withdrawn; it stays in the list of all values.", number=number)
                pending.decide(lambda tick: rules.withdraw(snapshot.writable(), number, by, tick), said, language)
            st.button(language("Keep it"), key="rule-withdraw-keep", on_click=pending.forget)


def _words(row: Any, language: Language) -> str:
    """One entry: number, value, since when, by whom, from where."""
    said = [language("from {day} on", day=language.day(row.effective_from)), str(row.source_en)]
    if not pd.isna(row.entered_by):
        said.append(language("entered by {name}", name=row.entered_by))
    head = escape.html(rule_words.number(row.word, row.value, row.unit, language))
    return f'<p><strong>{head}</strong></p><p class="note">{escape.html(language("; ").join(said))}</p>'


def _show(answer: Answer, key: str, begins: date | None, scope: Scope, language: Language) -> None:
    """What moves: a sentence, the table of moves, the fiscal year, the projects by name."""
    view.note(rule_words.effect(key, answer.moves, answer.projects, begins, _known(scope), language))
    if len(answer.pace):
        view.table("rule_pace", scope, title=language("The current fiscal year"), rows=answer.pace)
    if len(answer.moves):
        view.table("rule_moves", scope, title=language("What would move"), rows=answer.moves)
        view.table(
            "rule_moved_projects", scope, title=language("The projects that would move"), rows=answer.projects,
            most=NAMED,
        )  # fmt: skip


def _known(scope: Scope) -> tuple[date, date] | None:
    """The first reporting date and the as-of date, None in an empty database."""
    dates, as_of = snapshot.ask(common.reporting_dates), snapshot.as_of(scope)
    return (dates[0], as_of) if dates and as_of else None
