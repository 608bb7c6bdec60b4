"""Who works with whom: the network of the strongest ties, and the surroundings of one organisation in it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import names as names_
from analytics.figures import network_groups, theme
from analytics.figures.drawn import Drawn
from analytics.figures.network_groups import Group
from analytics.language import MISSING, Language, is_missing
from analytics.measures import network_marks, network_words
from analytics.measures.collaboration import MOST_TIES

WIDTHS = {1: 0.6, 2: 1.3, 3: 2.4, 4: 4.0, 5: 6.5}  # pixels by width_class
LARGEST, SMALLEST = 32, 5  # pixels across the largest and the smallest organisation
_BASE = 0.004  # how wide a tapered line begins, as a part of the picture, times its width in pixels
_LETTERS, _CHARACTERS = 16, 8  # of a line of a name, in Latin and in Chinese script: as wide as a telephone allows
_DIRECTED = ("leads", "funds")


def network(
    nodes: pd.DataFrame,
    ties: pd.DataFrame,
    summary: pd.DataFrame,
    language: Language,
    *,
    tie: str = "works",
    weight: str = "count",
    size: str = "strength",
    colour: str = "kind",
    places: tuple[tuple[str, str], ...] = (),
) -> Drawn:
    """`collaboration_nodes`, `_ties` and `_summary`: marks by a measure and a group, lines by the weight of the tie.

    `size` and `colour` say what the table was asked for; `places` are the reader's words for districts.
    """
    made = _picture(nodes, ties, language, tie, weight, size, network_groups.groups(colour, nodes, language, places))
    return Drawn(
        made,
        _title(nodes, size, language),
        language.sentences(
            (_shown(nodes, ties, summary.iloc[0], language), _lines_mean(ties, tie, language),
             _size_means(nodes, size, language))
        ),
        language(
            "Network of {bodies} organisations and {ties} ties. Strongest: {strongest}.",
            bodies=language.number(len(nodes)),
            ties=language.number(len(ties)),
            strongest=theme.plain(network_words.pair(ties.iloc[0], language, tie, weight)) if len(ties) else MISSING,
        ),
    )  # fmt: skip


def ego(nodes: pd.DataFrame, ties: pd.DataFrame, language: Language, **options: object) -> Drawn:
    """The same of one organisation (`is_chosen`), its partners and the ties among them."""
    centre = nodes[nodes["is_chosen"]].iloc[0]
    size, colour = str(options.get("size", "strength")), str(options.get("colour", "kind"))
    tie, weight = str(options.get("tie", "works")), str(options.get("weight", "count"))
    places: tuple[tuple[str, str], ...] = options.get("places", ())  # type: ignore[assignment]
    made = _picture(nodes, ties, language, tie, weight, size, network_groups.groups(colour, nodes, language, places))
    name = language.name(centre["organisation_en"], centre["organisation_zh"])
    return Drawn(
        made,
        language("{organisation} and those around it", organisation=name),
        language.sentences(
            (
                _around(nodes, ties, language),
                language("Each stands in its place in the whole picture."),
                _lines_mean(ties, tie, language),
            )
        ),
        language("Network of {bodies} organisations around {organisation}.", bodies=language.number(len(nodes)),
                 organisation=name),
    )  # fmt: skip


def _around(nodes: pd.DataFrame, ties: pd.DataFrame, language: Language) -> str:
    bodies = language.plural("{n} organisation", "{n} organisations", len(nodes))
    if len(ties) < MOST_TIES:
        return language("{bodies} with {ties} ties among them.", bodies=bodies, ties=language.number(len(ties)))
    return language(
        "{bodies} with the {ties} strongest ties among them.", bodies=bodies, ties=language.number(len(ties))
    )


def _picture(
    nodes: pd.DataFrame, ties: pd.DataFrame, language: Language, tie: str, weight: str, size: str,
    drawn: Sequence[Group],
) -> go.Figure:  # fmt: skip
    made = theme.figure(height=600)
    left, right = (float(nodes["x"].min()), float(nodes["x"].max())) if len(nodes) else (0.0, 1.0)
    low, high = (float(nodes["y"].min()), float(nodes["y"].max())) if len(nodes) else (0.0, 1.0)
    often, seldom = ties[ties["tie_sign"] > 0], ties[ties["tie_sign"] < 0]
    for width in sorted(often["width_class"].unique()):
        some = often[often["width_class"] == width]
        if tie in _DIRECTED:
            made.add_trace(_tapered(some, WIDTHS[int(width)] * _BASE * max(right - left, high - low, 1e-9)))
        else:
            made.add_trace(lines(some, WIDTHS[int(width)]))
    if len(seldom):
        made.add_trace(lines(seldom, 1.2, dash="dot", colour=theme.LATE))
    made.add_trace(_middles(ties, language, tie, weight))
    largest = max([float(value) for value in nodes["mark_size"] if not is_missing(value)], default=1.0) or 1.0
    for group in drawn:
        members = nodes[group.members]
        made.add_trace(_marks(members, group, largest, size, language))
    _names(made, nodes, largest, language)
    made.update_layout(
        showlegend=len(drawn) > 1,
        legend={
            "orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemsizing": "constant",
            "itemdoubleclick": False,
        },
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
    )  # fmt: skip
    room = 0.11 * max(right - left, 1e-9)  # for the names at the rim
    made.update_xaxes(visible=False, range=[left - room, right + room])
    made.update_yaxes(visible=False)
    return made


def _title(nodes: pd.DataFrame, size: str, language: Language) -> str:
    if nodes.empty or nodes["on_shelf"].all():
        return language("No organisation has a partner")
    if size == "partners" or size == "strength":
        widest = nodes.loc[nodes["partners"].idxmax()]
        return language(
            "{organisation} has the most partners: {partners}",
            organisation=language.name(widest["organisation_en"], widest["organisation_zh"]),
            partners=language.plural("{n} organisation", "{n} organisations", int(widest["partners"])),
        )
    first = nodes.iloc[0]
    return language(
        "{measure}: the highest is {organisation}",
        measure=language(network_marks.SIZES[size]),
        organisation=language.name(first["organisation_en"], first["organisation_zh"]),
    )


def _shown(nodes: pd.DataFrame, ties: pd.DataFrame, everything: pd.Series, language: Language) -> str:
    """Who and what is drawn, and what is left out."""
    bodies = language(
        "{shown} of {all} organisations with a partner are drawn",
        shown=language.number(len(nodes[~nodes["on_shelf"]])),
        all=language.number(everything["bodies_in_pairs"]),
    )
    often = len(ties[ties["tie_sign"] > 0])
    if often == everything["collaborating_pairs"]:
        drawn = language("with all {n} ties.", n=language.number(often))
    else:
        drawn = language(
            "with the {n} strongest of {all} ties; weaker ones are only in the table.",
            n=language.number(often),
            all=language.number(everything["collaborating_pairs"]),
        )
    alone = len(nodes[nodes["on_shelf"]])
    beside = language.plural(
        "{n} faint mark is an organisation without a partner here.",
        "{n} faint marks are organisations without a partner here.",
        alone,
    )
    return language.sentences((bodies, drawn, beside if alone else ""))


def _lines_mean(ties: pd.DataFrame, tie: str, language: Language) -> str:
    said = [language("A thicker line is a stronger tie.")]
    if tie == "leads":
        said.append(language("Lines taper from the leader to the partner."))
    if tie == "funds":
        said.append(language("Lines taper from the funder to the recipient."))
    if (ties["tie_sign"] < 0).any():
        said.append(language("Dotted lines: meet less often than by chance."))
    return language.sentences(said)


def _size_means(nodes: pd.DataFrame, size: str, language: Language) -> str:
    return language("A larger mark is more: {measure}.", measure=language(network_marks.SIZES[size]).lower())


def lines(ties: pd.DataFrame, width: float, dash: str = "solid", colour: str = theme.UNKNOWN) -> go.Scatter:
    """All ties of one width as one trace, broken by None between them."""
    gap = [None] * len(ties)
    return go.Scatter(
        x=[x for ends in zip(ties["x_from"], ties["x_to"], gap, strict=True) for x in ends],
        y=[y for ends in zip(ties["y_from"], ties["y_to"], gap, strict=True) for y in ends],
        mode="lines", line={"width": width, "color": colour, "dash": dash}, opacity=0.45, hoverinfo="skip",
        showlegend=False,
    )  # fmt: skip


def _tapered(ties: pd.DataFrame, base: float) -> go.Scatter:
    """The ties as slender triangles, broad where they begin and pointed where they end."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row in ties.itertuples():
        across, up = row.x_to - row.x_from, row.y_to - row.y_from
        length = (across**2 + up**2) ** 0.5 or 1.0
        side_x, side_y = -up / length * base / 2, across / length * base / 2
        xs += [row.x_from + side_x, row.x_to, row.x_from - side_x, row.x_from + side_x, None]
        ys += [row.y_from + side_y, row.y_to, row.y_from - side_y, row.y_from + side_y, None]
    return go.Scatter(
        x=xs, y=ys, mode="lines", fill="toself", fillcolor=theme.UNKNOWN, line={"width": 0.4, "color": theme.UNKNOWN},
        opacity=0.55, hoverinfo="skip", showlegend=False,
    )  # fmt: skip


def _middles(ties: pd.DataFrame, language: Language, tie: str, weight: str) -> go.Scatter:
    """Invisible marks in the middle of the lines: a line itself cannot be pointed at."""
    words = [theme.plain(network_words.pair(row, language, tie, weight)) for row in ties.to_dict("records")]
    return go.Scatter(
        x=ties["x_middle"], y=ties["y_middle"], mode="markers", showlegend=False,
        marker={"size": 10, "color": "rgba(0,0,0,0)"}, customdata=words, hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def facts(row: object, size: str, language: Language) -> str:
    """What is said of an organisation under the pointer."""
    measure = language(network_marks.SIZES[size])
    value = row.mark_size  # type: ignore[attr-defined]
    whole = not is_missing(value) and float(value).is_integer()
    return language(
        "{name} ({kind}): {projects}, {partners} partners, {measure} {value}",
        name=language.name(row.organisation_en, row.organisation_zh),  # type: ignore[attr-defined]
        kind=language.label(codes.ORGANISATION_KINDS, row.organisation_kind),  # type: ignore[attr-defined]
        projects=language.plural("{n} project", "{n} projects", int(row.projects_joined)),  # type: ignore[attr-defined]
        partners=language.number(row.partners),  # type: ignore[attr-defined]
        measure=measure.lower(),
        value=language.number(value, 0 if whole else 3),
    )


def _marks(nodes: pd.DataFrame, group: Group, largest: float, size: str, language: Language) -> go.Scatter:
    return go.Scatter(
        x=nodes["x"], y=nodes["y"], mode="markers", name=group.title,
        customdata=[theme.plain(facts(row, size, language)) for row in nodes.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
        marker={
            "size": [diameter(value, largest) for value in nodes["mark_size"]], "symbol": group.symbol,
            "color": group.colour, "opacity": [0.45 if alone else 1 for alone in nodes["on_shelf"]],
            "line": {
                "width": [3 if chosen else 1 for chosen in nodes["is_chosen"]],
                "color": [theme.HIGHLIGHT if chosen else theme.PAPER for chosen in nodes["is_chosen"]],
            },
        },
    )  # fmt: skip


def diameter(value: object, largest: float) -> float:
    """Pixels across a mark whose area goes with its measure; the smallest where there is none."""
    if is_missing(value) or float(value) <= 0:  # type: ignore[arg-type]
        return SMALLEST
    return max(SMALLEST, LARGEST * (float(value) / largest) ** 0.5)  # type: ignore[arg-type]


def _names(made: go.Figure, nodes: pd.DataFrame, largest: float, language: Language) -> None:
    """Direct labels above the marks, on short lines and on paper of their own."""
    names = names_.apart([language.name(row.organisation_en, row.organisation_zh) for row in nodes.itertuples()])
    for name, row in zip(names, nodes.itertuples(), strict=True):
        if row.labelled:
            made.add_annotation(
                x=row.x, y=row.y, text=names_.lines(name, _LETTERS, _CHARACTERS), showarrow=False, yanchor="bottom",
                yshift=2 + diameter(row.mark_size, largest) / 2, bgcolor=theme.PAPER, borderpad=0,
                font={"size": 12, "color": theme.INK},
            )  # fmt: skip
