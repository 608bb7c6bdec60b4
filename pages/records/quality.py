"""Data quality: what is known, what is doubtful, what contradicts itself, and who has gone silent."""

import streamlit as st

from analytics.figures import quality as figures
from analytics.measures import freshness, quality
from pages.components import decisions, filters, snapshot, view

# What the reader asked for
language = view.open_page("quality")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
known = snapshot.table("coverage", scope)
view.stop_if_empty(known[known["projects"] > 0], scope)
flags = snapshot.table("flags", scope)
contradicted = snapshot.table("contradictions", scope)
reports = snapshot.table("freshness_by_responsible", scope)
view.finding(quality.finding(known, flags, contradicted, language))
view.tiles(quality.tiles(known, flags, contradicted, reports, language))

# How it is shown
view.chart(figures.coverage, "coverage", scope=scope, definition="known_share")

view.heading(language("Suspicious values"))
view.table("flag_rules", scope)
if len(flags):
    decisions.choose(flags, language)
    with st.expander(language("Every flag in scope"), icon=":material/flag:"):
        view.table("flags", scope)

view.heading(language("Contradictions"))
if len(contradicted):
    view.table("contradiction_rules", scope)
    with st.expander(language("Every project that contradicts itself"), icon=":material/rule:"):
        view.table("contradictions", scope)
else:
    view.note(language("No project in scope contradicts itself by these rules."))

view.heading(language("Freshness"))
view.note(freshness.finding(reports, language))
if len(reports):
    view.chart(figures.freshness, "freshness", scope=scope, definition="age_band")
    view.table("freshness_by_responsible", scope)

view.method_note("quality")
