"""Imports: files come in as an edition, checked whole; every doubtful row is named; the newest can be taken back."""

import streamlit as st

from analytics.errors import PortfolioError
from analytics.measures import records
from analytics.scope import Scope
from data import database
from pages.components import address, escape, snapshot, view
from pages.components.importing import detected, mapping_form, outcome, past, upload

# What the reader asked for
language = view.open_page("imports")
if address.database() != database.PORTFOLIO:
    view.finding(language("Files come into the database of real projects, never into the invented city."))
    st.button(
        language("Open the real projects"), type="primary", on_click=address.change, args=("db", [database.PORTFOLIO])
    )
    st.stop()

# What the numbers say
listed = snapshot.table("editions", Scope())
view.finding(records.finding(listed, language))

# How it is shown
outcome.result(listed, language)
dropped = None
try:
    dropped = upload.ask(language)
    if dropped:
        detected.show(dropped, language)
        mapping = None
        if not dropped.is_package:
            view.heading(language("What the columns mean"))
            mapping = mapping_form.choose(dropped, outcome.last_problems(dropped), language)
        as_of = detected.reporting_date(dropped, mapping, language)
        outcome.check_and_confirm(dropped, mapping, as_of, language)
except PortfolioError as error:
    for line in error.render(language).splitlines():
        st.error(escape.markdown(line))

view.heading(language("Editions"))
past.show(listed, language)
if not dropped:
    past.problems(listed, language)
view.method_note("imports")
