"""Organisations: who leads, who links, who stands alone?"""

import streamlit as st

from analytics import network_slice as options
from analytics.figures import network_organisations as figures
from analytics.measures import network_organisations_words as words
from pages.components import bodies, choice, network_slice, snapshot, view

MOST = 200  # rows on the screen
EMBEDDING = (
    "organisation_en", "organisation_kind", "is_suspended", "communities_served", "community_ties", "projects_joined",
    "repeat_partners", "repeat_share", "contracts_held", "tenure_years",
)  # fmt: skip

# What the reader asked for
language = view.open_page("organisations")
scope = network_slice.choose()
network = snapshot.table("collaboration_summary", scope)
view.stop_if_empty(network[network["projects"] > 0], scope)
if not bodies.measured(scope):
    view.table("collaboration_organisations", scope, title=language("Until then: partners and strength"), most=MOST)
    st.stop()

# What the numbers say
table, whole = snapshot.table("network_organisations", scope), snapshot.table("network_organisations_summary", scope)
summary = whole.iloc[0]
view.finding(words.finding(summary, table, language))
view.tiles(words.tiles(summary, table, language))

# How it is shown
if summary["organisations_tied"]:
    view.chart(figures.breadth_depth, "network_breadth_depth", "network_organisations_summary", scope=scope,
               definition="breadth_class")  # fmt: skip
    measure = choice.one_of(language("Ranked by"), words.MEASURES, "measure", listed=True)
    view.chart(figures.ranked, "network_organisations", scope=scope, definition=measure, measure=measure)
view.heading(language("Every organisation"))
question = choice.one_of(language("Columns"), words.QUESTIONS, "ask")
name = "network_brokerage" if question == "roles" else "network_organisations"
view.note(words.note(question, summary, language))
view.table(
    name,
    scope,
    words.columns(question, summary, directed=options.asked(scope).directed),
    rows=words.ordered(snapshot.table(name, scope), question),
    part=(question,),
    most=MOST,
)
view.heading(language("How deeply are social organisations embedded?"))
embedding = snapshot.table("network_embedding", scope)
view.note(words.embedded(embedding, language))
if len(embedding):
    view.table("network_embedding", scope, EMBEDDING, title=language("Those without a community first"), most=MOST)
view.method_note("network_organisations", "network_embedding")
