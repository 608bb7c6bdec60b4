"""Budgets: overruns from figure to figure as dots over boxes, shares above by group, and two waterfalls."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import MISSING, Language, is_missing
from analytics.measures.budget_words import signed

_BAND = 112  # height of a step in the picture of overruns, in pixels and in units of its axis
_FLOOR, _DOT, _BOX = 85, 5.5, 97  # in a band: where the lowest dot stands, a dot's height, where the box lies


def overruns(dots: pd.DataFrame, steps: pd.DataFrame, outliers: pd.DataFrame, language: Language) -> Drawn:
    """`overrun_dots`, `budget_steps` and `overrun_outliers`: one band a step, dots over a box, one axis of per cent."""
    drawn = steps[(steps["with_figures"] > 0) & (steps["budget_step"] != "approved_latest")]
    made = theme.figure(height=_BAND * max(len(drawn), 1) + 52)
    made.update_layout(margin={"l": 8, "r": 16, "t": 4, "b": 44})
    for place, step in enumerate(drawn.itertuples()):
        farthest = outliers[outliers["budget_step"] == step.budget_step].head(1)
        _band(made, place * _BAND, step, dots[dots["budget_step"] == step.budget_step], farthest, language)
    made.update_yaxes(range=[_BAND * max(len(drawn), 1), -2], showticklabels=False, showgrid=False)
    title = language("Overrun in %; right of 0 is dearer than the figure before")
    made.update_xaxes(
        title={"text": title, "font": {"size": 12}}, zeroline=True, zerolinewidth=1.5, zerolinecolor=theme.PLAN,
        tickformat=",.0f",
    )  # fmt: skip
    each = int(dots["dot_projects"].iloc[0]) if len(dots) else 1
    return Drawn(
        made,
        _title(steps.set_index("budget_step"), language),
        language.sentences(
            (
                language.plural(
                    "Each dot is {n} project whose figure moved.", "Each dot is up to {n} projects whose figure moved.",
                    each,
                ),
                language("Box: middle half. Line in it: median. Dashed: mean. Triangles: beyond the edge."),
            )
        ),
        language("Distribution of the overruns. {parts}", parts=language.sentences(_sentences(drawn, language))),
    )  # fmt: skip


def _band(made: go.Figure, top: int, step: Any, dots: pd.DataFrame, farthest: pd.DataFrame, language: Language) -> None:
    made.add_scatter(
        x=dots["overrun"], y=[top + _FLOOR - _DOT * (level - 1) for level in dots["dot_level"]], mode="markers",
        marker={"symbol": ["triangle-right" if edge else "circle" for edge in dots["beyond"]], "color": theme.INK,
                "size": 5},
        hovertemplate=language("About {percent} %", percent="%{x:.1f}") + "<extra></extra>",
    )  # fmt: skip
    made.add_box(
        orientation="h", y=[top + _BOX], q1=[step.quarter_overrun], median=[step.median_overrun],
        q3=[step.three_quarter_overrun], lowerfence=[step.low_whisker_overrun],
        upperfence=[step.high_whisker_overrun], mean=[step.mean_overrun], boxmean=True, width=14, hoverinfo="skip",
        line={"color": theme.INK, "width": 1.5}, fillcolor="rgba(0,0,0,0)",
    )  # fmt: skip
    inside = signed(step.mean_overrun_inside, language)
    said = [
        f"<b>{theme.plain(language.label(codes.BUDGET_STEPS, step.budget_step))}</b>  "
        + language("n = {n}", n=language.number(step.with_figures))
        + (language(", {n} unchanged", n=language.number(step.unchanged)) if step.unchanged else ""),
        language("median {median}, mean {mean}", **_middle(step, language))
        + (
            language.plural(
                " ({inside} without {n} outlier)", " ({inside} without {n} outliers)", int(step.outliers), inside=inside
            )
            if step.outliers
            else ""
        ),
    ]  # fmt: skip
    for row in farthest.itertuples():
        name = language.name(row.name_en, row.name_zh)
        name = theme.plain(theme.short(str(row.code) if name == MISSING else name, 30))
        said.append(language("Farthest out: {name} {overrun}", name=name, overrun=signed(row.overrun, language)))
    made.add_annotation(
        x=0, xref="paper", y=top + 2, yanchor="top", xanchor="left", align="left", showarrow=False,
        bgcolor=theme.PAPER, font={"size": 12.5, "color": theme.INK}, text="<br>".join(said),
    )  # fmt: skip


def _middle(step: Any, language: Language) -> dict[str, str]:
    return {"median": signed(step.median_overrun, language), "mean": signed(step.mean_overrun, language)}


def _title(steps: pd.DataFrame, language: Language) -> str:
    final, current = steps.loc["approved_final"], steps.loc["first_current"]
    if final["with_figures"]:
        return language(
            "Final accounts: median {median}, mean {mean} against the approved budget", **_middle(final, language)
        )
    if current["with_figures"]:
        return language(
            "Current budgets: median {median}, mean {mean} against the first one reported", **_middle(current, language)
        )
    return language("No overrun is known")


def _sentences(drawn: pd.DataFrame, language: Language) -> list[str]:
    return [
        language(
            "{step}: median {median}, mean {mean}, {n} projects.",
            step=language.label(codes.BUDGET_STEPS, step.budget_step),
            n=language.number(step.with_figures),
            **_middle(step, language),
        )
        for step in drawn.itertuples()
    ]


def above_by_group(table: pd.DataFrame, language: Language, dimension: str) -> Drawn:
    """`budgets_by_sector` and its like: the share above what was approved on its interval, the surest first."""
    known = table[table["with_figures"] > 0]
    shown = known.head(rows.MOST)
    made = rows.frame(len(shown), language("Above the approved budget, in % of those known"))
    hovers = [
        language(
            "{above} of {n} above, median overrun {median}",
            above=language.number(row.above),
            n=language.number(row.with_figures),
            median=signed(row.median_overrun, language),
        )
        for row in shown.itertuples()
    ]
    rows.intervals(made, language, shown["above_low"], shown["above_share"], shown["above_high"], hovers)
    for place, row in enumerate(shown.itertuples()):
        facts = language(
            "{share} ({low} to {high}), n = {n}",
            share=language.percent(row.above_share),
            low=language.percent(row.above_low),
            high=language.percent(row.above_high),
            n=language.number(row.with_figures),
        )
        rows.words(made, place, language.name(row.group_en, row.group_zh), facts)
    by = language(codes.DIMENSIONS[dimension])
    return Drawn(
        made,
        _surest(shown, language),
        language.sentences(
            (
                language("Share of projects above their approved budget {by}.", by=by),
                language("Dot: the share. Bar: its 95 % interval, wide where few are known. Sorted by its lower end."),
                rows.left_out(len(known) - len(shown), language),
            )
        ),
        language("Share above with interval of {n} groups {by}, the surest first.", n=len(shown), by=by),
    )


def _surest(shown: pd.DataFrame, language: Language) -> str:
    if shown.empty:
        return language("No overrun is known")
    first = shown.iloc[0]
    if not first["above"]:
        return language("No project stands above its approved budget")
    return language(
        "Most surely above: {group}, at least {low} of its projects",
        group=language.name(first["group_en"], first["group_zh"]),
        low=language.percent(first["above_low"]),
    )


def portfolio_waterfall(table: pd.DataFrame, language: Language, currency: str) -> Drawn:
    """`budget_waterfall`: estimate, approved budget, contract and final account of the same projects."""
    shown = table[table["currency"] == currency]
    made, unit = _waterfall(shown, language, currency)
    projects = language.plural("{n} project", "{n} projects", int(shown["projects"].iloc[0]))
    final = signed(shown["over_approved_percent"].iloc[-1], language)
    return Drawn(
        made,
        language("In sum, final accounts {percent} against the approved budgets", percent=final),
        language(
            "Sums over the {projects} of which all four figures are known: the same ones in each bar. {how} In {unit}.",
            projects=projects, how=_how(language), unit=unit,
        ),
        language("Waterfall over {projects}. {parts}", projects=projects, parts=_parts(shown, language, currency)),
    )  # fmt: skip


def project_waterfall(table: pd.DataFrame, language: Language) -> Drawn:
    """`project_budget_steps`: the figures of one project, each held against the one before."""
    currency = str(table["currency"].iloc[0])
    made, unit = _waterfall(table, language, currency)
    last = table.iloc[-1]
    kind = language.label(codes.BUDGET_KINDS, last["budget_kind"])
    title = language("From the first to the last figure")
    percent = last["over_approved_percent"]
    if not is_missing(percent) and last["budget_kind"] != "approved_budget":
        text = signed(percent, language)
        title = (
            language("{kind}: {percent} against the approved budget", kind=kind, percent=text)
            if percent
            else language("{kind}: equal to the approved budget", kind=kind)
        )
    return Drawn(
        made, title, language("{how} In {unit}.", how=_how(language), unit=unit),
        language("Waterfall of one project. {parts}", parts=_parts(table, language, currency)),
    )  # fmt: skip


def _how(language: Language) -> str:
    return language("Coloured: the change from the bar above. Dashed: the approved budget.")


def _waterfall(table: pd.DataFrame, language: Language, currency: str) -> tuple[go.Figure, str]:
    """One row a figure: its bar, at the bar's end the change from the figure above, its words over it."""
    made = rows.frame(len(table), "")
    made.update_layout(height=rows.ROW_HEIGHT * len(table) + 40, margin={"b": 24})
    made.update_xaxes(title=None)
    places = list(range(len(table)))
    made.add_bar(orientation="h", y=places, x=table["figure"], width=0.3, marker={"color": theme.INK},
                 hoverinfo="skip")  # fmt: skip
    dearer = [not is_missing(change) and change > 0 for change in table["step_change"]]
    made.add_bar(
        orientation="h", y=places, base=table["figure_before"].fillna(0), x=table["step_change"].fillna(0), width=0.3,
        marker={"color": [theme.LATE if more else theme.GOOD for more in dearer]},
        customdata=[_step(row, language, currency) for row in table.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    made.update_layout(barmode="overlay")
    for row in table[table["budget_kind"] == "approved_budget"].itertuples():
        made.add_shape(type="line", x0=row.figure, x1=row.figure, y0=-0.4, y1=len(table) - 0.5,
                       line={"color": theme.PLAN, "width": 1.5, "dash": "dash"}, layer="below")  # fmt: skip
    for place, row in enumerate(table.itertuples()):
        rows.words(made, place, language.label(codes.BUDGET_KINDS, row.budget_kind), _step(row, language, currency))
    amounts = [0, *table["figure"], *table["figure_before"]]
    return made, theme.money_axis(made, language, currency, amounts, "x")


def _step(row: Any, language: Language, currency: str) -> str:
    amount = language.money(row.figure, currency)
    if is_missing(row.step_percent):
        return amount
    return language("{amount}, {percent}", amount=amount, percent=signed(row.step_percent, language))


def _parts(table: pd.DataFrame, language: Language, currency: str) -> str:
    said = [
        f"{language.label(codes.BUDGET_KINDS, row.budget_kind)} {_step(row, language, currency)}"
        for row in table.itertuples()
    ]
    return language("; ").join(said)
