"""Durations: the share not yet finished as steps, what becomes of projects, and hazard ratios."""

from __future__ import annotations

from math import log10

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language
from analytics.measures import survival_words as words

_CURVE, _ROW = 330, 44  # pixels: the curves, and each row of numbers at risk
_NAME = 13  # characters of a group's name at the end of its curve
_NAMED = 4  # groups left out that are named; more are counted
_TWICE = (0.5, 2.0)  # a log axis of ratios shows at least half to twice, so that small differences look small
_TICKS = (0.05, 0.1, 0.25, 0.5, 1, 2, 4, 10, 20)


def not_finished(
    curves: pd.DataFrame, at_risk: pd.DataFrame, groups: pd.DataFrame, tests: pd.DataFrame, language: Language
) -> Drawn:
    """`survival_curves`, `survival_at_risk`, `survival_groups` and `survival_tests`: the share not yet finished as
    steps (Kaplan-Meier, Aalen-Johansen where projects were cancelled), numbers at risk beneath on the same axis."""
    drawn = groups[groups["is_drawn"].astype(bool) & (groups["with_duration"] > 0)]
    one = len(drawn) < 2
    height = _ROW * max(len(drawn), 1) + 20
    made = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=56 / (_CURVE + height),
                         row_heights=[_CURVE, height])  # fmt: skip
    theme.house(made, _CURVE + height + 60)
    ends: list[tuple[float, str, str]] = []
    for place, (_, group) in enumerate(drawn.iterrows()):
        steps = curves[_same(curves, group)]
        colour = theme.INK if one else theme.CATEGORIES[place]
        if len(drawn) <= 2:  # more bands than two would hide each other; the intervals stay in the hover
            _band(made, steps, "open")
        name = words.group(group, language)
        _steps(made, steps, "open", name, colour, language)
        _marks(made, steps, colour, language)
        ends.append((float(steps["open_share"].iloc[-1]), theme.short(name, _NAME), colour))
        _numbers(made, place, at_risk[_same(at_risk, group)], "" if one else name, colour, language)
    clock = str(groups["clock"].iloc[0]) if len(groups) else "ratio"
    end = float(curves["duration"].max()) if len(curves) else 1.0
    if not one:
        _name_ends(made, end, ends)
    _axes(made, clock, end, at_risk["duration"].drop_duplicates(), language)
    made.update_yaxes(range=[max(len(drawn), 1) - 0.4, -0.75], showticklabels=False, showgrid=False, row=2, col=1)
    made.update_layout(margin={"l": 8, "r": 16 if one else 116, "t": 22, "b": 8})
    left_out = [words.group(row, language) for _, row in groups[~groups["is_drawn"].astype(bool)].iterrows()]
    return Drawn(
        made,
        words.curve_title(groups, tests, language),
        language.sentences(
            (
                language("Share not yet finished, by time since the planned start. Strokes: last seen unfinished."),
                language("Band: pointwise 95 % interval (log-log).") if len(drawn) in (1, 2) else "",
                language("Cancelled projects count as never finished (Aalen-Johansen).")
                if (drawn["estimator"] == "aalen_johansen").any()
                else language("Kaplan-Meier."),
                language("In the table only: {names}.", names=_listed(left_out, language))
                if 0 < len(left_out) <= _NAMED
                else rows.left_out(len(left_out), language),
            )
        ),
        language.sentences(
            [language("Step curves of the share not yet finished, falling from 100 %.")]
            + [_alt(row, language) for _, row in drawn.iterrows()]
        ),
    )


def incidence(table: pd.DataFrame, language: Language) -> Drawn:
    """`survival_incidence`: the shares finished and cancelled by then, each with its interval."""
    made = theme.figure(height=_CURVE)
    clock = str(table["clock"].iloc[0]) if len(table) else "ratio"
    ends: list[tuple[float, str, str]] = []
    for name, word, colour in (
        ("finished", language("Finished"), theme.INK),
        ("cancelled", language("Cancelled"), theme.LATE),
    ):
        _band(made, table, name)
        _steps(made, table, name, word, colour, language)
        if len(table):
            share = table[f"{name}_share"].iloc[-1]
            ends.append((float(share), f"{word} {language.percent(share)}", colour))
    end = float(table["duration"].max()) if len(table) else 1.0
    _name_ends(made, end, ends)
    _axes(made, clock, end, None, language)
    made.update_layout(margin={"l": 8, "r": 116, "t": 22, "b": 44})
    return Drawn(
        made,
        words.incidence_title(table, language),
        language("Share of all projects by time since the planned start; the rest is open. Bands: 95 % intervals."),
        language("Two rising step curves, the shares finished and cancelled. {title}.",
                 title=words.incidence_title(table, language)),
    )  # fmt: skip


def hazards(terms: pd.DataFrame, model: pd.DataFrame, language: Language) -> Drawn:
    """`hazard_ratios` and `hazard_model`: a dot on its 95 % interval for each term, ratios on a log axis."""
    shown = terms[terms["hazard_ratio"].notna()]
    made = rows.frame(len(shown), language("Hazard ratio: left of 1 slower to finish, right of 1 faster"))
    gap = [None] * len(shown)
    made.add_scatter(
        x=[x for bar in zip(shown["hazard_low"], shown["hazard_high"], gap, strict=True) for x in bar],
        y=[y for place in range(len(shown)) for y in (place, place, None)],
        mode="lines", line={"color": theme.PLAN, "width": 4}, hoverinfo="skip",
    )  # fmt: skip
    clear = [bool(row.hazard_low > 1 or row.hazard_high < 1) for row in shown.itertuples()]
    made.add_scatter(
        x=shown["hazard_ratio"].astype("float64"), y=list(range(len(shown))), mode="markers",
        marker={"color": theme.INK, "size": 11, "symbol": ["circle" if sure else "circle-open" for sure in clear],
                "line": {"width": 2, "color": theme.INK}},
        customdata=[
            language("{p}; same early and late: {check}", p=words.probability(row.p, language),
                     check=words.probability(row.check_p, language))
            for row in shown.itertuples()
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    said = []
    for place, (_, row) in enumerate(shown.iterrows()):
        facts = language(
            "{ratio} ({low} to {high})",
            ratio=language.number(row["hazard_ratio"], 2),
            low=language.number(row["hazard_low"], 2),
            high=language.number(row["hazard_high"], 2),
        )
        rows.words(made, place, words.term(row, language), facts)
        said.append(f"{words.term(row, language)}: {facts}, {words.pace(row, language)}")
    ends = min([_TWICE[0], *shown["hazard_low"]]), max([_TWICE[1], *shown["hazard_high"]])
    made.update_xaxes(type="log", tickvals=_TICKS, ticktext=[_plain(tick, language) for tick in _TICKS],
                      range=[log10(0.95 * ends[0]), log10(1.05 * ends[1])])  # fmt: skip
    made.add_vline(x=1, line={"color": theme.INK, "width": 1}, layer="below")
    return Drawn(
        made,
        words.hazard_title(terms, model, language),
        language.sentences(
            (
                words.references(terms, language),
                language("Bar: 95 % interval. Filled: the interval leaves out 1.") if len(shown) else "",
            )
        ),
        language("Hazard ratios with intervals. {parts}", parts=_listed(said, language)),
    )


def _same(table: pd.DataFrame, group: pd.Series) -> pd.Series:
    """The rows of one group; the group that is not stated has no code."""
    return table["group"].fillna("") == ("" if pd.isna(group["group"]) else group["group"])


def _steps(made: go.Figure, steps: pd.DataFrame, name: str, word: str, colour: str, language: Language) -> None:
    hover = [
        language("{share} ({low} to {high}); still under way: {n}", share=language.percent(share, 1),
                 low=language.percent(low), high=language.percent(high), n=language.number(n))
        for share, low, high, n in steps[[f"{name}_share", f"{name}_low", f"{name}_high", "at_risk"]].itertuples(
            index=False
        )
    ]  # fmt: skip
    made.add_scatter(
        x=steps["duration"], y=steps[f"{name}_share"].astype("float64"), mode="lines", customdata=hover,
        line={"color": colour, "width": 2.5, "shape": "hv"},
        hovertemplate=f"<b>{theme.plain(word)}</b>, %{{x:.2~f}}: %{{customdata}}<extra></extra>",
    )  # fmt: skip


def _band(made: go.Figure, steps: pd.DataFrame, name: str) -> None:
    for end, fill in (("high", None), ("low", "tonexty")):
        made.add_scatter(
            x=steps["duration"], y=steps[f"{name}_{end}"].astype("float64"), mode="lines", fill=fill,
            fillcolor=theme.RULE, line={"color": theme.RULE, "width": 0, "shape": "hv"}, hoverinfo="skip",
        )  # fmt: skip


def _marks(made: go.Figure, steps: pd.DataFrame, colour: str, language: Language) -> None:
    seen = steps[steps["censored"] > 0]
    made.add_scatter(
        x=seen["duration"], y=seen["open_share"].astype("float64"), mode="markers",
        marker={"symbol": "line-ns-open", "size": 7, "color": colour, "line": {"width": 1.2, "color": colour}},
        customdata=[language("last seen unfinished: {n}", n=language.number(n)) for n in seen["censored"]],
        hovertemplate="%{x:.2~f}: %{customdata}<extra></extra>",
    )  # fmt: skip


def _numbers(made: go.Figure, place: int, at_risk: pd.DataFrame, name: str, colour: str, language: Language) -> None:
    made.add_scatter(
        x=at_risk["duration"], y=[place] * len(at_risk), mode="text", hoverinfo="skip", row=2, col=1,
        text=[language.number(n) for n in at_risk["at_risk"]], textfont={"color": theme.INK, "size": 12},
        cliponaxis=False,
    )  # fmt: skip
    head = language("Still under way") if not name else theme.short(name, 32)
    made.add_annotation(
        x=0, xref="paper", y=place - 0.45, text=f"<b>{theme.plain(head)}</b>", showarrow=False, xanchor="left",
        yanchor="middle", font={"size": 12, "color": colour if name else theme.INK}, row=2, col=1,
    )  # fmt: skip


def _name_ends(made: go.Figure, end: float, ends: list[tuple[float, str, str]]) -> None:
    rising = sorted(ends)
    for y, (_, text, colour) in zip(theme.spread([y for y, *_ in rising], 0.07, 1.0), rising, strict=True):
        theme.label(made, end, y, text, colour, xref="x", yref="y")


def _axes(made: go.Figure, clock: str, end: float, ticks: pd.Series | None, language: Language) -> None:
    theme.percent_axis(made, language, [1.0])
    made.update_layout(yaxis={"range": [-0.02, 1.03]})
    made.update_xaxes(range=[-0.04 * end, 1.02 * end], showticklabels=True, tickformat=",~f")
    if ticks is not None and len(ticks):
        made.update_xaxes(tickvals=ticks.tolist(), row=1, col=1)
        made.update_xaxes(showticklabels=False, showgrid=False, row=2, col=1)
    made.update_layout(xaxis={"title": {"text": language(codes.CLOCKS[clock]), "font": {"size": 12}}})
    if clock == "ratio":
        made.add_shape(type="line", x0=1, x1=1, xref="x", y0=0, y1=1, yref="y domain",
                       line={"color": theme.PLAN, "width": 1.5}, layer="below")  # fmt: skip
        theme.label(made, 1, 1, language("planned duration over"), theme.PLAN, xref="x", yref="y domain", xshift=0,
                    xanchor="center", yanchor="bottom")  # fmt: skip


def _alt(row: pd.Series, language: Language) -> str:
    return language(
        "{group}: half finished after {median}, n = {n}.",
        group=words.group(row, language),
        median=words.how_long(row["median_duration"], str(row["clock"]), language),
        n=language.number(row["with_duration"]),
    )


def _listed(names: list[str], language: Language) -> str:
    return language("; ").join(names)


def _plain(tick: float, language: Language) -> str:
    return language.number(tick, 2 if tick < 0.1 or tick == 0.25 else 1 if tick < 1 else 0)
