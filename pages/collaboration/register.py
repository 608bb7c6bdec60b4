"""Collaboration: which names mean the same body?"""

import streamlit as st

from analytics.measures import register_words as words
from pages.components import filters, registering, snapshot, view
from pages.components.ruling import pending

# What the reader asked for
language = view.open_page("register")
scope = filters.choose("as_of", "sector", "tier", "district")

# What the numbers say
known = snapshot.table("organisation_register", scope)
view.stop_if_empty(known, scope)
suggested, decided = snapshot.table("same_body_suggestions", scope), snapshot.table("organisation_merges", scope)
view.finding(words.finding(known, suggested, decided, snapshot.table("merge_effects", scope), language))
view.tiles(words.tiles(known, suggested, decided, language))

# How it is shown
pending.told()
view.heading(language("Names that may mean the same body"))
registering.suggestions(suggested, scope, language)
registering.other(known, scope, language)
view.heading(language("Decisions"))
registering.entries(decided, scope, language)
if len(decided):
    with st.expander(language("Every decision, withdrawn ones too"), icon=":material/history:"):
        view.table("organisation_merges", scope)
if (decided["decision_state"] == "standing").any():
    view.table("merge_effects", scope, title=language("What the decisions in force change"))
view.table(
    "organisation_register", scope,
    ["organisation_en", "aliases", "organisation_kind", "organisation_level", "projects_joined", "first_named",
     "last_named", "counted_en"],
    title=language("All organisations, most projects first"), most=500,
)  # fmt: skip
view.method_note("register")
