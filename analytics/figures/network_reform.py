"""The network before a reform beside the network after it, with every organisation in the same place."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import names as names_
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.figures.network_time import GONE, NEW
from analytics.language import Language
from analytics.measures import network_time_words as words

_WIDTHS = {1: 0.8, 2: 1.4, 3: 2.2, 4: 3.4, 5: 5.0}  # pixels by width_class
_MARK = 20  # pixels across the strongest organisation


def before(nodes: pd.DataFrame, ties: pd.DataFrame, language: Language, reform: int) -> Drawn:
    """`network_reform_nodes` and `_ties` of one reform: the network of the years before it."""
    return _side(nodes, ties, "before", reform, language)


def after(nodes: pd.DataFrame, ties: pd.DataFrame, language: Language, reform: int) -> Drawn:
    """The same of the years after it, everyone in the same place."""
    return _side(nodes, ties, "after", reform, language)


def _side(nodes: pd.DataFrame, ties: pd.DataFrame, side: str, reform: int, language: Language) -> Drawn:
    here = nodes[(nodes["reform"] == reform) & (nodes["reform_side"] == side)]
    lines = ties[(ties["reform"] == reform) & (ties["reform_side"] == side)]
    own = {"color": GONE, "dash": "dash"} if side == "before" else {"color": NEW, "dash": "solid"}
    made = theme.figure(height=380)
    for both, look in ((True, {"color": theme.UNKNOWN, "dash": "solid"}), (False, own)):
        of_kind = lines[lines["on_both_sides"] == both]
        for width in sorted(of_kind["width_class"].unique()):
            part = of_kind[of_kind["width_class"] == width]
            gap = [None] * len(part)
            made.add_scatter(
                x=[x for ends in zip(part["x_from"], part["x_to"], gap, strict=True) for x in ends],
                y=[y for ends in zip(part["y_from"], part["y_to"], gap, strict=True) for y in ends],
                mode="lines", line={**look, "width": _WIDTHS[int(width)]}, opacity=0.7, hoverinfo="skip",
            )  # fmt: skip
    _bodies(made, here, nodes[nodes["reform"] == reform], language)
    made.update_xaxes(visible=False, range=_room(here["x"]))
    made.update_yaxes(visible=False, range=_room(here["y"]))
    made.update_layout(margin={"l": 4, "r": 4, "t": 4, "b": 4})
    one = here.iloc[0]
    years = words.span(one["side_from"], one["side_to"], language)
    own_ties = int((~lines["on_both_sides"].astype("bool")).to_numpy().nonzero()[0].size)
    only = (
        language("Dashed: not there afterwards ({n}).", n=language.number(own_ties))
        if side == "before"
        else language("Coloured: not there before ({n}).", n=language.number(own_ties))
    )
    title = language("Before: {years}", years=years) if side == "before" else language("After: {years}", years=years)
    return Drawn(
        made,
        title,
        language.sentences(
            (
                language("{n} of the ties that are strongest or changed most; every organisation in the same place.",
                         n=language.number(len(lines))),
                only if own_ties else "",
                language("Hollow: takes part in nothing here.") if not here["is_present"].all() else "",
            )
        ),
        language("Network {title}: {n} ties.", title=title, n=len(lines)),
    )  # fmt: skip


def _bodies(made: go.Figure, here: pd.DataFrame, everyone: pd.DataFrame, language: Language) -> None:
    largest = max([1e-9, *everyone["node_strength"].astype("float64")])
    present = here["is_present"].astype("bool")
    made.add_scatter(
        x=here["x"], y=here["y"], mode="markers",
        marker={
            "size": here["node_strength"].astype("float64"), "sizemode": "area", "sizemin": 3.5,
            "sizeref": 2 * largest / _MARK**2, "color": theme.INK, "opacity": 1,
            "symbol": ["circle" if there else "circle-open" for there in present],
            "line": {"width": 1, "color": theme.PAPER},
        },
        customdata=[
            theme.plain(
                language(
                    "{name}: {partners} partners", name=language.name(row.organisation_en, row.organisation_zh),
                    partners=language.number(row.partners),
                )
            )
            for row in here.itertuples()
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    named = here[here["labelled"].astype("bool")]
    apart = names_.apart([language.name(row.organisation_en, row.organisation_zh) for row in named.itertuples()])
    for name, row in zip(apart, named.itertuples(), strict=True):
        made.add_annotation(x=row.x, y=row.y, text=names_.lines(name, 14, 7), showarrow=False, yanchor="bottom",
                            yshift=8, bgcolor=theme.PAPER, font={"size": 11, "color": theme.INK})  # fmt: skip


def _room(places: pd.Series) -> list[float]:
    low, high = float(places.min()), float(places.max())
    room = 0.14 * max(high - low, 1e-9)
    return [low - room, high + room]
