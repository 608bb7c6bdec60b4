"""The dictionary: every column and every policy number, with meaning, unit and source."""

import streamlit as st

from analytics.measures import words
from analytics.scope import Scope
from pages.components import snapshot, view

# What the reader asked for
language = view.open_page("dictionary")
asked = st.text_input(
    language("Search words and meanings"), key="dictionary-search", bind="query-params", icon=":material/search:"
)

# What the numbers say
columns = snapshot.table("dictionary", Scope())
numbers = snapshot.table("policy_numbers", Scope())
view.finding(words.finding(columns, numbers, language))

# How it is shown
view.heading(language("Policy numbers"))
view.table("policy_numbers", Scope(), rows=words.matching(numbers, asked, language))
view.heading(language("Words"))
view.table("dictionary", Scope(), rows=words.matching(columns, asked, language))
view.method_note("dictionary")
