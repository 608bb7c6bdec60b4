"""Zonglan's own app and, in the same server, a page with nothing on it: `?empty=1`."""

from __future__ import annotations

import runpy
from pathlib import Path

import streamlit as st

if "empty" in st.query_params:
    st.write("")
else:
    runpy.run_path(str(Path(__file__).parents[2] / "app.py"))
