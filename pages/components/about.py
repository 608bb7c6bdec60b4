"""About this number: every tile, chart and table opens its definition, filter, rows, coverage and date."""

from __future__ import annotations

import streamlit as st

from analytics.columns import COLUMNS
from analytics.language import Language
from analytics.method_notes import NOTES
from analytics.scope import Scope
from pages.components import address, escape, filters, snapshot


def popover(key: str, scope: Scope, definition: str, rows: int | None = None, coverage: float | None = None) -> None:
    """A small button that opens the facts about a number. `definition` is a column or a key of the method notes."""
    language = address.language()
    opener = st.popover(
        language("About this number"), icon=":material/info:", type="tertiary", key=f"about-{key}", on_change="rerun"
    )
    if opener.open:
        with opener:
            st.html(_list(facts(language, scope, definition, rows, coverage)))


def facts(
    language: Language, scope: Scope, definition: str, rows: int | None, coverage: float | None
) -> list[tuple[str, str]]:
    """(term, text) pairs, in the reader's language."""
    found = [(language("Definition"), meaning(language, definition))]
    found.append((language("Filter"), filters.describe(scope, language)))
    if rows is not None:
        found.append((language("Rows"), language.number(rows)))
    if coverage is not None:
        found.append((language("Coverage"), language("known for {share}", share=language.percent(coverage))))
    found.append((language("Edition"), language.number(snapshot.edition())))
    found.append((language("As of"), language.day(snapshot.as_of(scope))))
    return found


def meaning(language: Language, definition: str) -> str:
    """The dictionary's sentence for a column, or the method note for a key; a sentence stays itself."""
    if definition in COLUMNS:
        column = COLUMNS[definition]
        return language(column.meaning)
    return language(NOTES[definition]) if definition in NOTES else definition


def source_line(language: Language, scope: Scope) -> str:
    """Where the figures come from and when."""
    name = language("Invented city") if address.database() == "city" else language("Project database")
    return language(
        "{name}, edition {edition}, as of {day}",
        name=name,
        edition=language.number(snapshot.edition()),
        day=language.day(snapshot.as_of(scope)),
    )


def _list(pairs: list[tuple[str, str]]) -> str:
    items = "".join(f"<dt>{escape.html(term)}</dt><dd>{escape.html(text)}</dd>" for term, text in pairs)
    return f'<dl class="about">{items}</dl>'
