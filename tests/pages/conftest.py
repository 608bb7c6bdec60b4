"""What all page tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st


@pytest.fixture(autouse=True)
def _fresh_caches() -> Iterator[None]:
    """No test reads what another one has cached."""
    yield
    st.cache_resource.clear()
