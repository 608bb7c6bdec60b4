"""Zonglan 纵览: the menu, the language, and errors as sentences. Run it with `make run`."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analytics.errors import PortfolioError
from pages.components import address, escape
from pages.components.contents import SECTIONS

HERE = Path(__file__).parent
SIDEBAR = 248  # px

# An icon of our own: for a page's icon Streamlit would ask a font server on the internet.
st.set_page_config(
    page_title="Zonglan 纵览", page_icon=HERE / "static" / "zonglan.svg", layout="wide", initial_sidebar_state=SIDEBAR
)
st.html(HERE / "pages" / "components" / "look.css")
try:
    address.restore()
    language = address.language()
    menu = {
        language(section): [
            st.Page(
                HERE / page.path,
                title=language(page.menu),
                icon=page.icon,
                url_path=page.key,
                default=page.key == "overview",
                visibility="visible" if page.in_menu else "hidden",
            )
            for page in pages
        ]
        for section, pages in SECTIONS.items()
    }
    st.navigation(menu).run()
except PortfolioError as error:
    st.html(f'<p class="finding" role="alert">{escape.html(error.render(address.language()))}</p>')
