"""Organisation: what is known about this organisation? Partners, projects, money, lateness, place in the network."""

import streamlit as st

from analytics import network_slice as options
from analytics.figures import network as network_figures
from analytics.figures import one_organisation as figures
from analytics.language import N_
from analytics.measures import network_organisations_words as questions
from analytics.measures import one_organisation_words as words
from data.queries import portfolio
from pages.components import address, bodies, choice, network_slice, snapshot, view

TABLES = ("partners", "projects", "money", "delays")
YEARS = "network_organisations_by_year"
PARTNER = ("partner_en", "organisation_kind", "shared_projects", "shared_since", "own_roles", "partner_roles")
NAMES = ("name", "name_kind", "name_from", "name_to")
PARTNERS, PROJECTS = 15, 100  # rows on the screen

# What the reader asked for
chosen = bodies.asked()
facts = snapshot.table("organisation_facts", address.scope("as_of").choosing(organisation_id=chosen))
language = view.open_page("organisation", title=words.title(facts, address.language()))
slice_ = network_slice.choose()
view.stop_if_empty(range(snapshot.ask(portfolio.count, slice_)), slice_)
bodies.stop_if_unknown(facts, slice_, chosen)
bodies.search(slice_, chosen)
scope, asked = slice_.choosing(organisation_id=chosen), options.asked(slice_)
partners, projects, money, delays = (snapshot.table(f"organisation_{name}", scope) for name in TABLES)
is_measured = bodies.measured(slice_)
everyone = snapshot.table("network_organisations" if is_measured else "collaboration_organisations", slice_)
place = everyone[everyone["organisation_id"] == chosen]
measures = place if is_measured else place.head(0)

# What the numbers say
view.finding(words.finding(facts.iloc[0], projects, partners, delays, measures, language))
view.tiles(words.tiles(projects, partners, delays, money, measures, len(everyone), language))

# How it is shown
view.note(words.who(facts.iloc[0], language))
if len(place) and place["degree" if is_measured else "partners"].iloc[0]:
    view.chart(network_figures.ego, "collaboration_nodes", "collaboration_ties", scope=slice_.choosing(ego=chosen),
               definition="network", tie=asked.tie, weight=asked.weight)  # fmt: skip
if len(partners):
    weighed = ["tie_weight"] if asked.weight != "count" or asked.tie != "works" or asked.backbone != "none" else []
    view.table("organisation_partners", scope, [*PARTNER[:3], *weighed, *PARTNER[3:]], most=PARTNERS,
               title=language("Partners, the closest first"))  # fmt: skip
if len(projects):
    view.table("organisation_projects", scope, title=language("Projects, the largest slip first"), most=PROJECTS)
left, right = st.columns(2, gap="large")
if delays["judged"].sum():
    with left:
        view.chart(figures.delays, "organisation_delays", scope=scope, definition="delayed_share")
if len(money):
    with right:
        view.chart(figures.money, "organisation_money", scope=scope, definition="money_received",
                   currency=words.currency(money))  # fmt: skip
years = projects.head(0)
if bodies.measured(slice_, YEARS, N_("Measure {n} organisations year by year")):
    years = snapshot.table(YEARS, slice_)
    years = years[years["organisation_id"] == chosen]
if len(years) > 1:
    view.chart(figures.years, YEARS, scope=slice_, definition="degree", organisation=chosen)
if len(measures):
    view.heading(language("Its place in the slice"))
    question = choice.one_of(language("Columns"), questions.QUESTIONS, "ask")
    summary = snapshot.table("network_organisations_summary", slice_).iloc[0]
    name = "network_brokerage" if question == "roles" else "network_organisations"
    rows = snapshot.table(name, slice_)
    view.note(questions.note(question, summary, language))
    view.table(
        name,
        slice_,
        questions.columns(question, summary, directed=asked.directed),
        rows=rows[rows["organisation_id"] == chosen],
        part=(question, chosen),
    )
with st.expander(language("Names, money and years in tables"), icon=":material/table:"):
    view.table("organisation_names", scope, NAMES, title=language("Every name"))
    if len(money):
        view.table("organisation_money", scope)
    if len(years):
        view.table(YEARS, slice_, rows=years, part=(chosen,))
    view.table("organisation_delays", scope)
view.method_note("organisation", "network_organisations")
