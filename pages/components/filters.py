"""The shared scope: chosen here, kept in the address, shown as chips that each remove one filter."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.language import N_, Language
from analytics.scope import Scope
from pages.components import address, escape, layout, snapshot

NAMES = {
    "as_of": N_("As of"),
    "sector": N_("Sector"),
    "tier": N_("Tier"),
    "district": N_("District"),
    "organisation": N_("Organisation"),
}


def choose(*names: str, beside: Callable[[], None] = lambda: None) -> Scope:
    """The scope of the address, with a control to change it; `names` are keys of `NAMES`.

    `beside` draws what a group of pages is asked for beyond that, in the same row.
    """
    language = address.language()
    scope = address.scope(*names)
    with layout.slot("chips"), st.container(horizontal=True, gap="small", key="chips", vertical_alignment="center"):
        chooser = st.popover(language("Filter"), icon=":material/filter_list:", on_change="rerun", key="filter")
        if chooser.open:
            with chooser:
                for name in names:
                    _control(name, language)
        beside()
        for name, value, words in chips(scope, language):
            removable(words, f"chip-{name}-{value}", language, _remove, name, value)
        if len([chip for chip in chips(scope, language) if chip[0] != "as_of"]) > 1:
            st.button(language("Remove all filters"), key="chips-clear", type="tertiary", on_click=address.clear)
    return scope


def chips(scope: Scope, language: Language) -> list[tuple[str, str, str]]:
    """One (parameter, value, words) for each filter of a scope."""
    found: list[tuple[str, str]] = [("as_of", scope.as_of.isoformat())] if scope.as_of else []
    found += [("sector", code) for code in scope.sectors] + [("tier", code) for code in scope.tiers]
    found += [("district", code) for code in scope.districts]
    found += [("organisation", str(body)) for body in scope.organisations]
    return [(name, value, f"{language(NAMES[name])}: {word(name, value, language)}") for name, value in found]


def removable(words: str, key: str, language: Language, remove: Callable[..., None], *arguments: str) -> None:
    """What is asked for, in words, on a button that takes it back."""
    st.button(
        escape.markdown(words),
        key=key,
        icon=":material/close:",
        icon_position="right",
        help=language("Remove this filter"),
        on_click=remove,
        args=arguments,
    )


def describe(scope: Scope, language: Language) -> str:
    """The filter in words."""
    words = [text for name, _, text in chips(scope, language) if name != "as_of"]
    return language("; ").join(words) if words else language("all projects")


def without(scope: Scope, name: str) -> Scope:
    """The scope with one of its filters removed."""
    kept = [other for other in NAMES if other != name]
    return address.scope(*kept) if name in NAMES else scope


def word(name: str, value: str, language: Language) -> str:
    """The reader's word for a value of a filter."""
    if name == "tier":
        return language.label(codes.TIERS, value)
    if name == "as_of":
        return language.day(value)
    if name == "organisation":
        names = {row.choice: (row.label_en, row.label_zh) for row in _choices("organisation").itertuples()}
        return language.name(*names[value]) if value in names else value
    return place(name, value, language)


def place(kind: str, code: str, language: Language) -> str:
    """The reader's word for a sector or a district: the data's own label, else our list, else the code."""
    known = snapshot.labels().get((kind, code))
    if known:
        return language.name(*known)
    return language.label(codes.SECTORS, code) if kind == "sector" else code


def places(kind: str, language: Language) -> tuple[tuple[str, str], ...]:
    """The reader's words for all sectors or districts that the data name, for a picture."""
    return tuple((code, language.name(*names)) for (known, code), names in snapshot.labels().items() if known == kind)


def _choices(kind: str) -> pd.DataFrame:
    table = snapshot.table("scope_choices", Scope())
    return table[table["choice_kind"] == kind]


def _control(name: str, language: Language) -> None:
    key = f"scope-{name}"
    options = _choices(name)["choice"].tolist()
    if name == "as_of":
        options = ["", *options]
        chosen = (address.values(name) or [""])[0]
        st.session_state[key] = chosen if chosen in options else ""
        st.selectbox(
            language("As of"),
            options,
            key=key,
            format_func=lambda value: language.iso(value) if value else language("Latest reporting date"),
            on_change=_changed,
            args=(name,),
        )
        return
    chosen_many = address.values(name)
    st.session_state[key] = chosen_many
    st.multiselect(
        language(NAMES[name]),
        [*options, *(value for value in chosen_many if value not in options)],
        key=key,
        format_func=_words(name, language),
        placeholder=language("All"),
        on_change=_changed,
        args=(name,),
    )


def _words(name: str, language: Language) -> Callable[[str], str]:
    return lambda value: word(name, value, language)


def _changed(name: str) -> None:
    value = st.session_state[f"scope-{name}"]
    address.change(name, [value] if isinstance(value, str) and value else list(value or []))


def _remove(name: str, value: str) -> None:
    address.change(name, [other for other in address.values(name) if other != value])
