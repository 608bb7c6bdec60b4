"""A choice that belongs to one page (group by what, which currency), kept in the address like the scope."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.components import address


def one_of(label: str, words: Mapping[str, str], key: str) -> str:
    """The chosen key of `words` (key -> catalogue entry), the first by default; no control where there is one only."""
    options = list(words)
    if len(options) == 1:
        return options[0]
    language = address.language()
    asked = st.query_params.get(key)
    if f"choice-{key}" not in st.session_state or st.session_state[f"choice-{key}"] not in options:
        st.session_state[f"choice-{key}"] = asked if asked in options else options[0]
    picked = st.segmented_control(
        label,
        options,
        key=f"choice-{key}",
        required=True,
        format_func=lambda option: language(words[option]),
        label_visibility="collapsed",
    )
    chosen = picked or options[0]
    if chosen != options[0]:
        st.query_params[key] = chosen
    elif asked:
        del st.query_params[key]
    return chosen
