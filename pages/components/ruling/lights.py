"""The user's own rules for lights: the form, the lights that a rule would give, and how an entry is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.language import Language
from analytics.measures.light_rule_check import LightEntry
from analytics.measures.tiers import HOME
from analytics.money import currencies
from analytics.scope import Scope
from data import light_rules
from pages.components import escape, snapshot, view
from pages.components.ruling import pending
from pages.components.ruling.numbers import FIRST, LAST

LIGHTS = ("light_rule_en", "rule_light", "projects", "share")
REASONS = ("light_rule_en", "light_reason", "projects", "share")


def form(scope: Scope, language: Language) -> None:
    """Give two cuts through a shortfall, see which lights they give, save."""
    with st.container(border=True, key="light-form"):
        entry = _entry(language)
        if st.button(language("Show the lights"), type="primary", icon=":material/query_stats:", key="light-ask"):
            pending.ask("light", entry, scope)
        if not pending.is_asked("light", entry, scope):
            if pending.kind() == "light":
                view.note(language("The rule has changed since: ask again which lights it gives."))
            return
        answer = pending.answer(light_rules.asked, entry, scope, language=language)
        if answer is None:
            return
        view.table(
            "light_counts", scope, LIGHTS, title=language("The lights that it would give, beside the reported ones"),
            rows=answer.counts, bar="projects",
        )  # fmt: skip
        if len(answer.reasons):
            view.table(
                "light_reasons", scope, REASONS, title=language("Why projects have no light"), rows=answer.reasons
            )
        if st.button(language("Save"), type="primary", icon=":material/save:", key="light-save"):
            said = language("Saved: the rule “{name}”, from {day} on.", name=entry.name.strip(),
                            day=language.day(entry.effective_from))  # fmt: skip
            pending.decide(lambda _tick: light_rules.add(snapshot.writable(), entry), said, language)


def entries(known: pd.DataFrame, scope: Scope, language: Language) -> None:
    """The user's rules that are not withdrawn, each with its button. `known` is the frame `light_rule_entries`."""
    standing = known[known["rule_state"] != "withdrawn"]
    if standing.empty:
        view.note(language("You have entered no rule for lights; the published ones stand on the page of lights."))
    for row in standing.itertuples(index=False):
        _card(row, scope, language)
    if len(known):
        with st.expander(language("Every rule entered, withdrawn ones too"), icon=":material/history:"):
            view.table("light_rule_entries", scope)


def _entry(language: Language) -> LightEntry:
    """What the form says, unchecked."""
    with st.container(horizontal=True, key="light-name-row", vertical_alignment="bottom"):
        name = st.text_input(language("Name of the rule"), key="light-name")
        measure = st.selectbox(
            language("Measures"), list(codes.LIGHT_MEASURES), key="light-measure",
            format_func=lambda each: language("{label} ({unit})", label=language.label(codes.LIGHT_MEASURES, each),
                                              unit=language(codes.LIGHT_UNITS[each])),
        )  # fmt: skip
    with st.container(horizontal=True, key="light-cuts-row", vertical_alignment="bottom"):
        watch, watch_included = _cut(language("Yellow from"), "watch", language)
        late, late_included = _cut(language("Red from"), "late", language)
    with st.container(horizontal=True, key="light-plan-row", vertical_alignment="bottom"):
        least = st.text_input(
            language("Only for an annual plan of at least"), key="light-least", width=280,
            placeholder=language("empty: for every project"),
        )  # fmt: skip
        currency = st.selectbox(
            language("Currency"), currencies(), currencies().index(HOME), key="light-currency", width=140
        )
        begins = st.date_input(
            language("In force from"), value=snapshot.as_of(Scope()), min_value=FIRST, max_value=LAST,
            format="YYYY-MM-DD", key="light-from", width=180,
        )  # fmt: skip
    with st.container(horizontal=True, key="light-source-row", vertical_alignment="bottom"):
        source = st.text_input(
            language("Source"), key="light-source", placeholder=language("the document or decision that says so")
        )
        by = st.text_input(language("Entered by"), key="light-by", width=240)
    return LightEntry(
        name, measure, watch, watch_included, late, late_included, begins if isinstance(begins, date) else None,
        source, least, currency, by,
    )  # fmt: skip


def _cut(label: str, light: str, language: Language) -> tuple[str, bool]:
    """A value, and whether a shortfall that equals it has the worse light."""
    value = st.text_input(label, key=f"light-{light}", width=160)
    included = st.checkbox(language("this value included"), value=True, key=f"light-{light}-included", width=200)
    return value, included


def _card(row: Any, scope: Scope, language: Language) -> None:
    number = int(row.entry)
    with st.container(border=True, key=f"own-light-{number}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_words(row, language), width="stretch")
            if st.button(language("Withdraw"), icon=":material/undo:", key=f"light-withdraw-{number}"):
                pending.ask("withdraw-light", number, scope)
        if not pending.is_asked("withdraw-light", number, scope):
            return
        view.note(language("The rule no longer stands among the rules on the page of lights; no other number changes."))
        by = st.text_input(language("Withdrawn by"), key="light-withdrawn-by", width=240)
        with st.container(horizontal=True, gap="small"):
            if st.button(language("Withdraw it"), type="primary", icon=":material/undo:", key="light-withdraw-save"):
                said = language("The rule “{name}” is withdrawn; it stays in the list.", name=row.light_rule_en)
                pending.decide(lambda _tick: light_rules.withdraw(snapshot.writable(), number, by), said, language)
            st.button(language("Keep it"), key="light-withdraw-keep", on_click=pending.forget)


def _words(row: Any, language: Language) -> str:
    """One rule: name, measure, bands, since when, from where."""
    bands = [
        language(
            "{colour} {band}", colour=language(word),
            band=getattr(row, f"{light}_band_{'zh' if language.is_chinese else 'en'}"),
        )
        for light, word in codes.LIGHT_COLOURS.items()
    ]  # fmt: skip
    said = [
        language.label(codes.LIGHT_MEASURES, row.light_measure), *bands,
        language("from {day} on", day=language.day(row.effective_from)), str(row.source_en),
    ]  # fmt: skip
    head, text = escape.html(str(row.light_rule_en)), escape.html(language("; ").join(said))
    return f'<p><strong>{head}</strong></p><p class="note">{text}</p>'
