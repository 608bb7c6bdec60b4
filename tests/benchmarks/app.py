"""Zonglan's own app and, in the same server, a page with nothing on it: `?empty=1`; `?warm=1` shows the same when the
usual tables are there."""

from __future__ import annotations

import runpy
from pathlib import Path

import streamlit as st

from pages.components import warming

if "warm" in st.query_params:
    warming.DONE.wait()
if {"empty", "warm"} & set(st.query_params):
    st.button("again")
    st.session_state["runs"] = st.session_state.get("runs", 0) + 1
    st.text(f"Run {st.session_state['runs']}")
else:
    runpy.run_path(str(Path(__file__).parents[2] / "app.py"))
