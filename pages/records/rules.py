"""Policy numbers: which decide, and what if they change?"""

import streamlit as st

from analytics.measures import rule_words
from pages.components import filters, snapshot, view
from pages.components.ruling import lights, numbers, pending

# What the reader asked for
language = view.open_page("rules")
scope = filters.choose("as_of")

# What the numbers say
known = snapshot.table("rules", scope)
view.finding(rule_words.finding(known, snapshot.table("rule_moves", scope), snapshot.as_of(scope), language))

# How it is shown
pending.told()
view.table("rules_in_force", scope, title=language("Numbers in force"))
view.heading(language("Change a number"))
numbers.form(known, scope, language)
view.heading(language("Your own numbers"))
numbers.entries(known, scope, language)
with st.expander(language("Every value, withdrawn and replaced ones too"), icon=":material/history:"):
    view.table("rules", scope)
view.heading(language("A rule for lights of your own"))
lights.form(scope, language)
lights.entries(snapshot.table("light_rule_entries", scope), scope, language)
view.method_note("rules")
