"""Who leads, who links: organisations by breadth and depth, and ranked by a measure."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.columns import COLUMNS
from analytics.figures import names as names_
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language
from analytics.measures.network_organisations_words import name

_MARKS = {
    "leading": ("circle", theme.INK, 9),
    "key": ("circle-open", theme.INK, 8),
    "auxiliary": ("circle", theme.UNKNOWN, 6),
}
_LETTERS, _CHARACTERS = 16, 8  # of a line of a name
_FREEST_FIRST = ("constraint",)


def breadth_depth(table: pd.DataFrame, summary: pd.DataFrame, language: Language) -> Drawn:
    """`network_breadth_depth` and `network_organisations_summary`: the matrix with its two cuts as lines."""
    made, cuts = theme.figure(height=460), summary.iloc[0]
    for kind, (symbol, colour, size) in _MARKS.items():
        members = table[table["breadth_class"] == kind]
        made.add_scatter(
            x=members["breadth"], y=members["depth"], mode="markers", name=language(codes.BREADTH_CLASSES[kind]),
            marker={"symbol": symbol, "color": colour, "size": size, "opacity": 0.75,
                    "line": {"width": 1.4, "color": colour}},
            customdata=[_facts(row, language) for _, row in members.iterrows()],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    cut = {"line": {"color": theme.PLAN, "width": 1, "dash": theme.DASH}, "layer": "below"}
    made.add_shape(type="line", x0=cuts["breadth_cut"], x1=cuts["breadth_cut"], y0=0, y1=1, yref="y domain", **cut)
    made.add_shape(type="line", y0=cuts["depth_cut"], y1=cuts["depth_cut"], x0=0, x1=1, xref="x domain", **cut)
    words = {"showarrow": False, "font": {"color": theme.PLAN, "size": 12}, "bgcolor": theme.PAPER, "borderpad": 1}
    mean = language.number(cuts["breadth_cut"], 1)
    made.add_annotation(x=cuts["breadth_cut"], y=1, yref="y domain", yanchor="top", xanchor="left",
                        text=language("mean {n}", n=mean), **words)  # fmt: skip
    mean = language.number(cuts["depth_cut"], 2)
    made.add_annotation(x=1, xref="x domain", y=cuts["depth_cut"], xanchor="right", yanchor="bottom",
                        text=language("mean {n}", n=mean), **words)  # fmt: skip
    corners = (
        (1, "right", 0.93, "top", language("Leading")),
        (0, "left", 0.93, "top", language("Key: deep")),
        (1, "right", 0, "bottom", language("Key: broad")),
        (0, "left", 0, "bottom", language("Auxiliary")),
    )
    for x, across, y, along, text in corners:
        made.add_annotation(x=x, xref="x domain", y=y, yref="y domain", xanchor=across, yanchor=along,
                            text=f"<b>{text}</b>", **(words | {"font": {"color": theme.INK, "size": 12}}))  # fmt: skip
    labelled = table[table["labelled"]]
    apart = names_.apart([name(row, language) for _, row in labelled.iterrows()])
    for text, row in zip(apart, labelled.itertuples(), strict=True):
        made.add_annotation(
            x=row.breadth, y=row.depth, text=names_.lines(text, _LETTERS, _CHARACTERS), showarrow=False,
            yanchor="bottom", yshift=6, bgcolor=theme.PAPER, borderpad=0, font={"size": 12, "color": theme.INK},
        )  # fmt: skip
    made.update_xaxes(title={"text": language("Breadth: partners"), "font": {"size": 12}}, rangemode="tozero")
    made.update_yaxes(title={"text": language("Depth: weight per partner"), "font": {"size": 12}})
    made.update_layout(margin={"l": 8, "r": 16, "t": 8, "b": 44})
    return Drawn(
        made,
        language.plural(
            "{n} organisation leads: broad and deep at once",
            "{n} organisations lead: broad and deep at once",
            int(cuts["class_leading"]),
        ),
        language.sentences(
            (
                language("Each mark is an organisation. Full: leading. Ring: key. Grey: auxiliary. Dashed: the means."),
                _drawn(len(table), int(cuts["organisations_tied"]), language),
            )
        ),
        language(
            "Breadth against depth of {n} organisations: {leading} leading, {key} key, {auxiliary} auxiliary.",
            n=language.number(len(table)),
            **{kind: language.number(cuts[f"class_{kind}"]) for kind in _MARKS},
        ),
    )


def _drawn(organisations: int, tied: int, language: Language) -> str:
    if organisations == tied:
        return ""
    counts = {"n": language.number(organisations), "all": language.number(tied)}
    return language("Drawn are the {n} broadest of {all}.", **counts)


def _facts(row: pd.Series, language: Language) -> str:
    return theme.plain(
        language(
            "{organisation} ({kind}): {breadth} partners, {depth} with each on average",
            organisation=name(row, language),
            kind=language.label(codes.ORGANISATION_KINDS, row["organisation_kind"]),
            breadth=language.number(row["breadth"]),
            depth=language.number(row["depth"], 2),
        )
    )


def ranked(table: pd.DataFrame, language: Language, measure: str) -> Drawn:
    """`network_organisations`: the first by a measure as dots from zero; by constraint the freest first."""
    column = COLUMNS[measure]
    known = table[table[measure].notna()]
    shown = known.sort_values(measure, ascending=measure in _FREEST_FIRST, kind="stable").head(rows.MOST)
    made = rows.frame(len(shown), language(column.label))
    values, places = shown[measure].astype("float64"), list(range(len(shown)))
    for place, value in zip(places, values, strict=True):
        made.add_shape(type="line", x0=0, x1=value, y0=place, y1=place, line={"color": theme.RULE, "width": 3},
                       layer="below")  # fmt: skip
    said = [amount(value, measure, language) for value in shown[measure]]
    made.add_scatter(
        x=values, y=places, mode="markers", marker={"color": theme.INK, "size": 11}, customdata=said,
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    named = names_.apart([name(row, language) for _, row in shown.iterrows()])
    for place, (text, value) in enumerate(zip(named, said, strict=True)):
        rows.words(made, place, text, value)
    made.update_xaxes(range=[0, (max(values, default=1.0) or 1.0) * 1.05])
    if column.type == "share":
        theme.percent_axis(made, language, values, "x")
    title = language("Nobody has a value")
    if len(shown):
        first = {"organisation": name(shown.iloc[0], language), "value": said[0]}
        title = (
            language("{organisation} is bound least: constraint {value}", **first)
            if measure in _FREEST_FIRST
            else language("{organisation} comes first: {value}", **first)
        )
    return Drawn(
        made,
        title,
        language.sentences(
            (
                language("{label}. {meaning}", label=language(column.label), meaning=language(column.meaning)),
                _left_out(len(known) - len(shown), language),
            )
        ),
        language("The first {n} organisations by {measure}.", n=len(shown), measure=language(column.label)),
    )


def amount(value: object, measure: str, language: Language) -> str:
    """A value of a measure as its column is written."""
    column = COLUMNS[measure]
    if column.type == "share":
        return language.percent(value, 1)
    return language.number(value, column.digits if column.type == "number" else 0)


def _left_out(organisations: int, language: Language) -> str:
    if not organisations:
        return ""
    return language("{n} more in the table.", n=language.number(organisations))
