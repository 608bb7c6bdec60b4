"""The whole network in pictures: each measure on the range that chance gives, what is left without the most central
organisations, and which kinds work with each other."""

from __future__ import annotations

from math import log10

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing
from analytics.measures import network_chance_words as chance_words
from analytics.measures import network_whole_words as words

_ROW, _WORDS = 70, 0.42  # pixels of a row; from its mark up to the middle of its two lines of words, as a part of it
_FARTHEST = 10.0  # standard deviations; what lies beyond stands at the edge, its number beside it
_MARKS = {
    "higher": ("triangle-up", theme.INK),
    "lower": ("triangle-down", theme.INK),
    "chance": ("circle-open", theme.PLAN),
}
_MOST_KINDS = 12
_TIMES = 10.0  # more often than expected, or less; what lies beyond stands at the edge
_TICKS = (0.1, 0.2, 0.5, 1, 2, 5, 10)


def beside_chance(table: pd.DataFrame, language: Language) -> Drawn:
    """`network_expected` of one null model: the network's mark on what chance gives, by measure."""
    shown = table[table["chance_verdict"].isin(_MARKS)].reset_index(drop=True)
    made = rows.frame(len(shown), language("Standard deviations from the mean of the random networks"))
    made.update_layout(height=max(_ROW * len(shown) + 64, 132))
    made.update_yaxes(range=[len(shown) - 0.6, -0.8])
    edge = _edge(shown)
    for place, row in shown.iterrows():
        low, high = row["chance_z_low"], row["chance_z_high"]
        if not is_missing(low):
            made.add_shape(
                type="line", x0=max(low, -edge), x1=min(high, edge), y0=place, y1=place, layer="below",
                line={"color": theme.PLAN, "width": 5},
            )  # fmt: skip
        _words(made, int(place), language(codes.NETWORK_MEASURES[row["network_measure"]]), _facts(row, language))
    for verdict, (symbol, colour) in _MARKS.items():
        these = shown[shown["chance_verdict"] == verdict]
        made.add_scatter(
            x=[_place(row, edge) for _, row in these.iterrows()], y=list(these.index), mode="markers+text",
            marker={"symbol": symbol, "color": colour, "size": 13, "line": {"width": 2, "color": colour}},
            text=[_beyond(row, edge, language) for _, row in these.iterrows()], textposition=[
                "middle left" if _place(row, edge) > 0 else "middle right" for _, row in these.iterrows()
            ],
            textfont={"color": theme.INK, "size": 12},
            customdata=[_hover(row, language) for _, row in these.iterrows()],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    made.add_shape(type="line", x0=0, x1=0, y0=-0.25, y1=len(shown) - 0.6, line={"color": theme.RULE, "width": 1},
                   layer="below")  # fmt: skip
    made.update_xaxes(range=[-edge * 1.06, edge * 1.06], nticks=7)
    return Drawn(
        made, chance_words.title(table, language), _chance_subtitle(table, language), _chance_alt(shown, language)
    )


def _edge(shown: pd.DataFrame) -> float:
    known = shown[["chance_z", "chance_z_low", "chance_z_high"]].abs().max().max() if len(shown) else 3.0
    unvaried = shown["chance_z"].isna().any()
    return _FARTHEST if unvaried or is_missing(known) else min(_FARTHEST, max(3.0, float(known)))


def _place(row: pd.Series, edge: float) -> float:
    """Where the mark stands; without a z, at the edge on the side of the verdict."""
    if is_missing(row["chance_z"]):
        return edge if row["chance_verdict"] == "higher" else -edge
    return min(max(float(row["chance_z"]), -edge), edge)


def _beyond(row: pd.Series, edge: float, language: Language) -> str:
    """The z beside a mark that stands at the edge."""
    if is_missing(row["chance_z"]) or abs(row["chance_z"]) <= edge:
        return ""
    return f"{language.number(row['chance_z'])}  "


def _facts(row: pd.Series, language: Language) -> str:
    return language(
        "{value}, {verdict}", value=chance_words.value(row["network_measure"], row["measure_value"], language),
        verdict=chance_words.facts(row, language),
    )  # fmt: skip


def _hover(row: pd.Series, language: Language) -> str:
    return theme.plain(
        language(
            "{measure}: {facts}; by chance {mean} on average, p = {p}",
            measure=language(codes.NETWORK_MEASURES[row["network_measure"]]),
            facts=_facts(row, language),
            mean=chance_words.value(row["network_measure"], row["chance_mean"], language),
            p=language.number(row["chance_p"], 3),
        )
    )


def _words(made: go.Figure, place: int, name: str, facts: str) -> None:
    made.add_annotation(
        x=0, xref="paper", xanchor="left", y=place - _WORDS, yanchor="middle", showarrow=False, align="left",
        bgcolor=theme.PAPER, font={"color": theme.INK, "size": 12},
        text=f"<b>{theme.plain(name)}</b><br>{theme.plain(facts)}",
    )  # fmt: skip


def _chance_subtitle(table: pd.DataFrame, language: Language) -> str:
    first = table.iloc[0]
    kept = table.loc[table["chance_verdict"] == "kept", "network_measure"]
    return language.sentences(
        (
            language(
                "Mark: the network. Bar: 95 % of {draws} random networks {model}. A filled mark lies outside chance "
                "(p at most .05).",
                draws=language.number(table["chance_draws"].max()),
                model=language(chance_words.RANDOM[first["null_model"]]),
            ),
            language(
                "The same in all of them: {measures}.",
                measures=language(", ").join(language(codes.NETWORK_MEASURES[name]) for name in kept),
            )
            if len(kept)
            else "",
        )
    )


def _chance_alt(shown: pd.DataFrame, language: Language) -> str:
    parts = [
        f"{language(codes.NETWORK_MEASURES[row['network_measure']])} {_facts(row, language)}"
        for _, row in shown.iterrows()
    ]
    return language("Measures of the network beside chance: {parts}.", parts=language("; ").join(parts))


def what_is_left(table: pd.DataFrame, language: Language) -> Drawn:
    """`network_robustness`: the largest component as the most central go, beside random removal with its band."""
    made = theme.figure(height=340)
    orders = {name: table[table["removal_order"] == name] for name in codes.REMOVALS}
    chance = orders["degree"]
    for column, fill in (("random_low", None), ("random_high", "tonexty")):
        made.add_scatter(
            x=chance["removed_share"], y=chance[column], mode="lines", line={"width": 0, "color": theme.PLAN},
            fill=fill, fillcolor=theme.RULE, hoverinfo="skip", opacity=0.6,
        )  # fmt: skip
    made.add_scatter(
        x=chance["removed_share"], y=chance["random_largest"], mode="lines", hoverinfo="skip",
        line={"color": theme.PLAN, "width": 2, "dash": "dot"},
    )  # fmt: skip
    ends = [(chance["random_largest"], language("at random"))]
    for (name, rows_), colour, dash in zip(
        orders.items(), (theme.INK, theme.HIGHLIGHT), ("solid", theme.DASH), strict=True
    ):
        made.add_scatter(
            x=rows_["removed_share"], y=rows_["largest_left"], mode="lines",
            line={"color": colour, "width": 2.5, "dash": dash},
            customdata=[_gone(row, language) for _, row in rows_.iterrows()],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        ends.append((rows_["largest_left"], _SHORT[name](language)))
    last = float(chance["removed_share"].iloc[-1]) if len(chance) else 1.0
    theme.end_labels(made, last, [(float(line.iloc[-1]), word) for line, word in ends if len(line)], 0, 1)
    for axis, high in (("x", last), ("y", 1.0)):
        theme.percent_axis(made, language, [high], axis)
    made.update_xaxes(range=[0, last], title={"text": language("Organisations gone"), "font": {"size": 12}})
    made.update_yaxes(range=[0, 1.03])
    made.update_layout(margin={"l": 8, "r": 96, "t": 12, "b": 44})
    return Drawn(
        made,
        words.left_title(table, language),
        language("Largest component in % of all organisations as they go. Band: 90 of a hundred random removals."),
        language("Falling curves of what hangs together. {title}.", title=words.left_title(table, language)),
    )


_SHORT = {"degree": lambda language: language("by degree"), "betweenness": lambda language: language("by betweenness")}


def _gone(row: pd.Series, language: Language) -> str:
    left = {"share": language.percent(row["largest_left"]), "random": language.percent(row["random_largest"])}
    if not row["bodies_removed"]:
        return language("Nobody gone: {share} hang together", share=left["share"])
    return theme.plain(
        language(
            "{n} gone, last {name}: {share} hang together, at random {random}",
            n=language.number(row["bodies_removed"]),
            name=language.name(row["organisation_en"], row["organisation_zh"]),
            **left,
        )
    )


def kinds(table: pd.DataFrame, language: Language) -> Drawn:
    """`network_mixing`: how many times the expected ties there are between kinds, the most surprising first."""
    shown = table.head(_MOST_KINDS).reset_index(drop=True)
    made = rows.frame(len(shown), language("Ties over expected ties: left of 1 fewer, right of 1 more"))
    made.update_layout(height=max(_ROW * len(shown) + 64, 132))
    made.update_yaxes(range=[len(shown) - 0.6, -0.8])
    for place, row in shown.iterrows():
        times = row["mixing_ratio"]
        more = times >= 1
        at = log10(min(max(times, 1 / _TIMES), _TIMES))
        made.add_shape(type="line", x0=1, x1=10**at, y0=place, y1=place, line={"color": theme.PLAN, "width": 2},
                       layer="below")  # fmt: skip
        made.add_scatter(
            x=[10**at], y=[place], mode="markers",
            marker={"symbol": "triangle-right" if more else "triangle-left", "size": 13, "color": theme.INK},
            hovertemplate=theme.plain(f"{words.pair(row, language)}: {words.times(row, language)}") + "<extra></extra>",
        )  # fmt: skip
        _words(made, int(place), words.pair(row, language), words.times(row, language))
    made.add_shape(type="line", x0=1, x1=1, y0=-0.25, y1=len(shown) - 0.6, line={"color": theme.RULE, "width": 1},
                   layer="below")  # fmt: skip
    made.update_xaxes(
        type="log", tickvals=list(_TICKS), ticktext=[f"{tick:g}×" for tick in _TICKS],
        range=[-1.06, 1.06],
    )  # fmt: skip
    left = len(table) - len(shown)
    return Drawn(
        made,
        words.kinds_title(table, language),
        language.sentences(
            (
                language(
                    "Expected: as many ties as if each organisation kept its number of partners and chose blindly. "
                    "Beyond ten times, the mark stands at the edge."
                ),
                language.plural("{n} more pair in the table.", "{n} more pairs in the table.", left) if left else "",
            )
        ),
        language(
            "Ties between kinds of organisations: {parts}.",
            parts=language("; ").join(
                f"{words.pair(row, language)} {words.times(row, language)}" for _, row in shown.iterrows()
            ),
        ),
    )
