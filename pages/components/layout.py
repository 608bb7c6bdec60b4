"""Where things stand on a page, whatever the order in which a page script asks for them."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_SLOTS = "_slots"


def make_slots(*names: str) -> None:
    """Reserve places, top to bottom."""
    st.session_state[_SLOTS] = {name: st.container(key=f"slot-{name}") for name in names}


def slot(name: str) -> DeltaGenerator:
    """A reserved place."""
    return st.session_state[_SLOTS][name]
