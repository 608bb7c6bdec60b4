"""A choice that belongs to one page (group by what, which tolerance), kept in the address like the scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components import address

_DIGITS = 9  # an address may hold anything


def one_of(label: str, words: Mapping[str, str], key: str, usual: str = "", *, listed: bool = False) -> str:
    """The chosen key of `words` (key -> catalogue entry), by default the `usual` one or the first; no control where
    there is one only. `listed`: a list that opens, for more options than stand side by side on a phone."""
    options = list(words)
    usual = usual or options[0]
    if len(options) == 1:
        return options[0]
    language, asked, widget = address.language(), st.query_params.get(key), f"choice-{key}"
    known = st.session_state.get(widget)
    # Said in every run: what a run says that ends at once, the browser may never see, and would show the first.
    st.session_state[widget] = known if known in options else asked if asked in options else usual

    def say(option: str) -> str:
        return language(words[option])

    picked = (
        st.selectbox(label, options, key=widget, format_func=say)
        if listed
        else st.segmented_control(
            label, options, key=widget, required=True, format_func=say, label_visibility="collapsed"
        )
    )
    return _keep(key, picked or usual, usual)


def several(label: str, words: Mapping[str, str], key: str, usual: Sequence[str], most: int) -> list[str]:
    """One to `most` of the keys of `words`, in the order in which they were chosen, by default the `usual` ones."""
    language, asked, widget = address.language(), st.query_params.get(key, "").split(","), f"choice-{key}"
    chosen = st.session_state.get(widget, asked)
    chosen = list(dict.fromkeys(option for option in chosen if option in words))[:most]
    st.session_state[widget] = chosen or list(usual)
    picked = st.multiselect(
        label, list(words), key=widget, format_func=lambda option: language(words[option]), max_selections=most
    )
    return _keep(key, ",".join(picked or usual), ",".join(usual)).split(",")


def number(label: str, key: str, usual: int, limits: tuple[int, int]) -> int:
    """A whole number within `limits`, both included; what the address says and cannot be is as if it said nothing."""
    lowest, highest = limits
    asked, widget = st.query_params.get(key, ""), f"choice-{key}"
    readable = asked.isdecimal() and len(asked) <= _DIGITS and lowest <= int(asked) <= highest
    st.session_state[widget] = st.session_state.get(widget, int(asked) if readable else usual)  # see `one_of`
    picked = st.number_input(label, lowest, highest, step=1, key=widget)
    return int(_keep(key, str(picked), str(usual)))


def _keep(key: str, chosen: str, usual: str) -> str:
    """The address says what was chosen, and nothing of what is usual."""
    if chosen != usual:
        st.query_params[key] = chosen
    elif key in st.query_params:
        del st.query_params[key]
    return chosen
