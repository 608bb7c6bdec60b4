"""The network to explore, and one organisation looked at: a click and a search say the same, in the address."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from analytics.figures import network as figures
from analytics.figures import network_explore
from analytics.language import N_, Language
from analytics.measures import network_marks
from analytics.scope import Scope
from data.queries.network_picture import DEPTHS
from pages.components import (
    about,
    address,
    bodies,
    choice,
    contents,
    escape,
    filters,
    network_slice,
    snapshot,
    view,
)

TABLES = ("network_explore_nodes", "network_explore_ties", "collaboration_summary")
STEPS = {"1": N_("Partners"), "2": N_("Partners of partners too")}
_KEY, _HEIGHT = "explore-network", 620
assert tuple(map(int, STEPS)) == DEPTHS


def is_possible() -> bool:
    """Whether this Streamlit has the element; older ones do not."""
    return hasattr(st, "echarts_chart")


def marks(scope: Scope, *, are_seen: bool) -> dict[str, Any]:
    """What size, colour and label show, which stands in the address, and the words for districts.

    Where no marks are seen there is no control, and the address keeps what it says.
    """
    language = address.language()
    usual = network_marks.usual_colour(snapshot.table("collaboration_organisations", scope)["organisation_kind"])
    asked = (
        ("size", N_("Size shows"), network_marks.SIZES, "strength"),
        ("colour", N_("Colour shows"), network_marks.COLOURS, usual),
        ("label", N_("Label shows"), _labels(language), "name"),
    )
    chosen = {name: st.query_params.get(name, first) for name, _, _, first in asked}
    chosen = {name: chosen[name] if chosen[name] in words else first for name, _, words, first in asked}
    if are_seen:
        with st.popover(language("Size, colour, label"), icon=":material/palette:"):
            chosen = {
                name: choice.one_of(language(label), words, name, first, listed=True)
                for name, label, words, first in asked
            }
    return {**chosen, "places": filters.places("district", language)}


def _labels(language: Language) -> dict[str, str]:
    """The words for what stands beside the marks; what stands beside a name says so."""
    alone = ("name", "none")
    return {
        key: word if key in alone else language("Name and {what}", what=language(word).lower())
        for key, word in network_marks.LABELS.items()
    }


def marked(scope: Scope, marks: Mapping[str, Any]) -> Scope:
    """The scope of the tables of the picture; what is usual for them is not said."""
    usual = {"size": "strength", "colour": "kind", "label": "name"}
    return scope.choosing(**{name: None if marks[name] == value else marks[name] for name, value in usual.items()})


def show(scope: Scope, **options: Any) -> None:
    """The picture to drag and click; `options` are those of `network_explore.explore`."""
    language, dark = address.language(), st.context.theme.type == "dark"

    def made() -> network_explore.Explored:
        nodes, ties, summary = (snapshot.table(name, scope) for name in TABLES)
        return network_explore.explore(nodes, ties, summary, language, dark=dark, **options)

    drawn = snapshot.kept(made, _KEY, scope, language, dark, tuple(sorted(options.items())))
    with st.container(key="chart-explore", gap=None):
        st.html(
            f'<div class="chart-head"><h2>{escape.html(drawn.title)}</h2><p>{escape.html(drawn.subtitle)}</p></div>'
        )
        st.echarts_chart(drawn.option, height=_HEIGHT, key=_KEY, on_select=partial(_clicked, drawn.ids), alt=drawn.alt)
        st.html(f'<p class="source">{escape.html(about.source_line(language, scope))}</p>')


def _clicked(ids: tuple[int, ...]) -> None:
    """`ids` are those of the picture that was clicked on."""
    groups = st.session_state[_KEY]["selection"]["selected"]
    nodes = [at for group in groups if group["data_type"] == "node" for at in group["data_indices"]]
    if nodes and nodes[0] < len(ids):
        st.query_params[bodies.PARAMETER] = str(ids[nodes[0]])


def one(scope: Scope, **options: Any) -> None:
    """A search for an organisation; one that is looked at with those around it, and the way to its page."""
    language, chosen = address.language(), bodies.asked()
    view.heading(language("One organisation"))
    bodies.search(scope.only(network_slice.OPTIONS), chosen)
    if not chosen:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="ego"):
        depth = choice.one_of(language("How far"), STEPS, "depth")
        st.page_link(
            contents.PAGES["organisation"].script,
            label=language("Open its page"),
            icon=contents.PAGES["organisation"].icon,
            query_params={**network_slice.shared(), bodies.PARAMETER: str(chosen)},
        )
        st.button(language("Look at everyone"), key="ego-close", type="tertiary", on_click=_forget)
    around = scope.choosing(ego=chosen, depth=None if depth == "1" else depth)
    if not snapshot.table("collaboration_nodes", around)["is_chosen"].any():
        view.note(language("This organisation takes part in nothing in this slice."))
        return
    view.chart(figures.ego, "collaboration_nodes", "collaboration_ties", scope=around, definition="network", **options)


def _forget() -> None:
    st.query_params.pop(bodies.PARAMETER, None)
