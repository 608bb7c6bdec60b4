"""Structure: is this network unusual? The whole network beside what chance gives."""

import streamlit as st

from analytics import codes
from analytics import network_slice as options
from analytics.figures import network_whole as figures
from analytics.measures import network_chance_words as chance_words
from analytics.measures import network_whole_words as words
from data.queries import networks_whole as queries
from pages.components import choice, jobs, network_slice, snapshot, take_away, view

MANY = 2_000  # organisations: measuring more of them takes a while, and is done in the background
STARTED = 5_000  # ties: random networks with more are drawn when the reader asks for them
MEASURES = ("network_measure", "measure_group", "measure_value", "undefined_reason")
CHANCE = (
    "network_measure", "measure_value", "chance_mean", "chance_sd", "chance_low", "chance_high", "chance_z", "chance_p",
    "chance_verdict", "chance_draws",
)  # fmt: skip
GOVERNANCE = ("governance_indicator", "measure_value", "governance_hint", "organisation_en", "organisation_zh",
              "governance_caution")  # fmt: skip

# What the reader asked for
language = view.open_page("structure")
scope = network_slice.choose()
summary = snapshot.table("collaboration_summary", scope)
view.stop_if_empty(summary[summary["projects"] > 0], scope)
asked = options.asked(scope)
models = queries.models(asked)
with st.container(horizontal=True, gap="small", vertical_alignment="center", key="asked"):
    known = {name: word for name, word in codes.NULL_MODELS.items() if name in models}
    model = choice.one_of(language("Random networks with"), known, "null_model", listed=True)
    with st.popover(language("Draws"), icon=":material/casino:"):
        draws = choice.number(
            language("Random networks"), "draws", queries.DRAWS, (queries.FEWEST_DRAWS, queries.MOST_DRAWS)
        )
        seed = choice.number(language("Seed"), "seed", queries.SEED, (0, queries.MOST_SEED))
drawn = scope.choosing(
    null_model=model,
    draws=None if draws == queries.DRAWS else draws,
    seed=None if seed == queries.SEED else seed,
)

# What the numbers say
for name in ("network_whole", "network_robustness"):
    if summary["bodies"].iloc[0] > MANY and not jobs.ready(name, scope, language("Measure the network"), start=True):
        st.stop()
whole, removed = snapshot.table("network_whole", scope), snapshot.table("network_robustness", scope)
size, chance = whole.set_index("network_measure")["measure_value"], None
above = st.container(gap=None)  # the tiles say what chance gives, which is known further down
if asked.signed:
    view.note(
        language("Measured are the pairs that meet more often than by chance; pairs that meet too seldom are no ties.")
    )
view.note(words.error(whole, language))

# How it is shown
if size["ties"]:
    view.heading(language("Beside chance"))
    few = size["ties"] <= STARTED and draws <= queries.DRAWS
    if jobs.ready("network_expected", drawn, language("Draw the random networks"), start=few):
        chance = snapshot.table("network_expected", drawn)
        view.chart(figures.beside_chance, "network_expected", scope=drawn, definition="network_chance")
        view.note(chance_words.unlike(chance, language))
view.finding(words.finding(whole, removed, chance, language))
with above:
    view.tiles(words.tiles(whole, chance, language))
if size["ties"]:
    view.heading(language("What holds it together"))
    view.chart(figures.what_is_left, "network_robustness", scope=scope, definition="largest_left")
    if len(snapshot.table("network_mixing", scope)) > 1:
        view.heading(language("Who works with whom"))
        view.chart(figures.kinds, "network_mixing", scope=scope, definition="mixing_ratio")
view.heading(language("Governance: hints, no verdict"))
view.note(words.governance(snapshot.table("network_governance", scope), language))
view.table("network_governance", scope, GOVERNANCE)
view.heading(language("Fragmentation"))
agencies = snapshot.table("network_three_agencies", scope)
view.note(words.agencies(agencies, language))
left, right = st.columns(2, gap="large")
with left:
    view.table("network_alone", scope, title=language("Who acts alone"))
if agencies["agencies_present"].any():
    with right:
        view.table("network_three_agencies", scope, title=language("The three agencies, project by project"))
view.table("network_whole", scope, MEASURES, title=language("All measures"))
if size["ties"]:
    with st.expander(language("The tables behind the pictures"), icon=":material/table:"):
        if chance is not None:
            view.table("network_expected", drawn, CHANCE)
        view.table("network_robustness", scope, most=50)
        view.table("network_mixing", scope)
if chance is not None:
    take_away.in_words(scope, "chance", drawn)
view.method_note("structure", "network_chance", "network_robustness", "network_governance")
