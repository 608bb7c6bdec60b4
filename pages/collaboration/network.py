"""Collaboration: who works with whom?"""

import streamlit as st

from analytics import network_slice as options
from analytics.figures import network as figures
from analytics.figures import network_arcs, network_matrix, network_two_mode, network_years
from analytics.language import N_
from analytics.measures import collaboration_words as words
from analytics.measures import network_words
from analytics.scope import Scope
from data.queries import portfolio
from pages.components import bodies, choice, exploring, jobs, network_slice, snapshot, take_away, view

# view -> the tables that it draws
TABLES = {
    "picture": ("collaboration_nodes", "collaboration_ties"),
    "explore": exploring.TABLES,
    "matrix": ("collaboration_matrix",),
    "years": ("network_year_nodes", "network_year_ties"),
    "arcs": ("network_arc_nodes", "network_arcs"),
    "two_mode": ("network_two_mode_nodes", "network_two_mode_ties"),
}
WHICH = {"most": N_("The most shared"), "one": N_("Those of the organisation below")}
# tie -> what the organisations share in the picture of both, and what the picture is called
UNITS = {
    "contract": ("contract", N_("Contracts and organisations")),
    "meets": ("meeting", N_("Meetings and organisations")),
}
LARGE = 20_000  # projects, above which a table of the network is worth a bar of progress
FEW = 20  # organisations, above which a matrix is read more surely than lines
VIEWS = {
    "picture": N_("Picture"),
    "explore": N_("Explore"),
    "matrix": N_("Matrix"),
    "years": N_("Year by year"),
    "arcs": N_("Levels"),
    "two_mode": N_("Projects and organisations"),
}


def _wait_for(*names: str, asked_for: Scope) -> None:
    """The run ends here where a table is not there yet; it goes on by itself when it is."""
    if is_large and not all(jobs.ready(name, asked_for, language("Draw the network"), start=True) for name in names):
        st.stop()


# What the reader asked for
language = view.open_page("network")
scope = network_slice.choose()
asked = options.asked(scope)

# What the numbers say
is_large = snapshot.ask(portfolio.count, scope.only(())) > LARGE
_wait_for("collaboration_summary", "collaboration_pairs", "network_backbone", asked_for=scope)
network = snapshot.table("collaboration_summary", scope)
view.stop_if_empty(network[network["projects"] > 0], scope)
summary, backbone = network.iloc[0], snapshot.table("network_backbone", scope).iloc[0]
view.finding(words.finding(summary, snapshot.table("collaboration_pairs", scope), language, asked))
view.tiles(words.tiles(summary, language, asked) + network_words.tiles(backbone, asked, language))
view.note(network_words.removed(backbone, asked, language))

# How it is shown
if summary["collaborating_pairs"]:
    tied = {"tie": asked.tie, "weight": asked.weight}
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="asked"):
        unit, both = UNITS.get(asked.tie, ("project", VIEWS["two_mode"]))
        possible = {
            key: word
            for key, word in {**VIEWS, "two_mode": both}.items()
            if key != "explore" or exploring.is_possible()
        }
        usual = "matrix" if summary["bodies_in_pairs"] > FEW else "picture"
        shown = choice.one_of(language("View"), possible, "view", usual)
        looked_at = bodies.asked()
        marks = exploring.marks(scope, are_seen=shown in ("picture", "explore") or bool(looked_at))
        of_one = shown == "two_mode" and looked_at and choice.one_of(language("Which"), WHICH, "which") == "one"
    marked = exploring.marked(scope, marks)
    shared = scope.choosing(ego=looked_at if of_one else None)
    _wait_for(*TABLES[shown], asked_for={"picture": marked, "explore": marked, "two_mode": shared}.get(shown, scope))
    if shown == "picture":
        view.chart(figures.network, "collaboration_nodes", "collaboration_ties", "collaboration_summary", scope=marked,
                   definition="network", **tied, **marks)  # fmt: skip
    elif shown == "explore":
        exploring.show(marked, **tied, **marks)
    elif shown == "matrix":
        view.chart(network_matrix.matrix, "collaboration_matrix", scope=scope, definition="tie_weight", **tied)
    elif shown == "years":
        view.chart(network_years.years, "network_year_nodes", "network_year_ties", scope=scope, definition="network",
                   window=asked.window)  # fmt: skip
    elif shown == "arcs":
        view.chart(network_arcs.arcs, "network_arc_nodes", "network_arcs", scope=scope, definition="crosses_levels",
                   **tied)  # fmt: skip
    else:
        view.chart(network_two_mode.two_mode, "network_two_mode_nodes", "network_two_mode_ties",
                   "collaboration_summary", scope=shared, definition="network", unit=unit)  # fmt: skip
    exploring.one(marked, **tied, **marks)
    weighed = [] if asked.weight == "count" else ["tie_weight"]
    view.table(
        "collaboration_pairs", scope, ["first_en", "second_en", "shared_projects", *weighed],
        title=language("Pairs, the closest first"), most=500,
    )  # fmt: skip
if summary["bodies"]:
    view.table(
        "collaboration_organisations", scope,
        ["organisation_en", "organisation_kind", "organisation_level", "projects_joined", "partners", "strength"],
        title=language("Organisations, most partners first"), most=500,
    )  # fmt: skip
    take_away.show(scope)
view.method_note("network")
