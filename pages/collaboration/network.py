"""Collaboration: who works with whom?"""

import streamlit as st

from analytics.figures import network as figures
from analytics.measures import collaboration_words as words
from pages.components import filters, snapshot, view

# What the reader asked for
language = view.open_page("network")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
network = snapshot.table("collaboration_summary", scope)
view.stop_if_empty(network[network["projects"] > 0], scope)
summary = network.iloc[0]
view.finding(words.finding(summary, snapshot.table("collaboration_ties", scope), language))
view.tiles(words.tiles(summary, language))

# How it is shown
if summary["collaborating_pairs"]:
    view.chart(
        figures.network,
        "collaboration_nodes",
        "collaboration_ties",
        "collaboration_summary",
        scope=scope,
        definition="network",
    )
    left, right = st.columns(2, gap="medium")
    with left:
        view.chart(figures.matrix, "collaboration_matrix", scope=scope, definition="shared_projects")
    with right:
        view.table(
            "collaboration_pairs",
            scope,
            ["first_en", "second_en", "shared_projects"],
            title=language("Pairs, the closest first"),
            most=500,
        )
if summary["bodies"]:
    view.table(
        "collaboration_organisations",
        scope,
        ["organisation_en", "organisation_kind", "organisation_level", "projects_joined", "partners", "strength"],
        title=language("Organisations, most partners first"),
        most=500,
    )
view.method_note("network")
