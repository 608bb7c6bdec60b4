"""A choice that belongs to one page (group by what, which currency), kept in the address like the scope."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.components import address


def one_of(label: str, words: Mapping[str, str], key: str, usual: str = "") -> str:
    """The chosen key of `words` (key -> catalogue entry), by default the `usual` one or the first; no control where
    there is one only."""
    options = list(words)
    usual = usual or options[0]
    if len(options) == 1:
        return options[0]
    language = address.language()
    asked = st.query_params.get(key)
    if f"choice-{key}" not in st.session_state or st.session_state[f"choice-{key}"] not in options:
        st.session_state[f"choice-{key}"] = asked if asked in options else usual
    picked = st.segmented_control(
        label,
        options,
        key=f"choice-{key}",
        required=True,
        format_func=lambda option: language(words[option]),
        label_visibility="collapsed",
    )
    chosen = picked or usual
    if chosen != usual:
        st.query_params[key] = chosen
    elif asked:
        del st.query_params[key]
    return chosen
