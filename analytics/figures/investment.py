"""Investment plans: plan and completed year by year, and bullet graphs with the pro-rata mark by group."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing


def plan_by_year(table: pd.DataFrame, language: Language, currency: str) -> Drawn:
    """`plan_by_year`: the plan as an outline, what was completed of it in ink, the pro-rata mark as a line."""
    shown = table[table["currency"] == currency].sort_values("year")
    years = [str(year) for year in shown["year"]]
    texts = {
        name: [language.money(value, currency) for value in shown[name]] for name in ("plan", "completed_with_plan")
    }
    outline = {"color": "rgba(0,0,0,0)", "line": {"color": theme.PLAN, "width": 1.5}}
    made = theme.figure(
        go.Bar(x=years, y=shown["plan"], marker=outline, width=0.72, customdata=texts["plan"],
               hovertemplate=language("Plan") + " %{x}: %{customdata}<extra></extra>"),
        go.Bar(x=years, y=shown["completed_with_plan"], marker={"color": theme.INK}, width=0.42,
               customdata=texts["completed_with_plan"],
               hovertemplate=language("Completed") + " %{x}: %{customdata}<extra></extra>"),
        # Words as a trace: an annotation would take the name of a year for a place on the axis.
        go.Scatter(x=years, y=shown["plan"].fillna(0), mode="text", textposition="top center", hoverinfo="skip",
                   text=[language.percent(share, 1) for share in shown["completion_share"]],
                   textfont={"color": theme.INK, "size": 13}, cliponaxis=False),
        height=340,
    )  # fmt: skip
    made.update_layout(barmode="overlay", margin={"t": 28})
    for place, row in enumerate(shown.itertuples()):  # the line of a year that is over is its plan
        if not is_missing(row.plan_due) and row.pro_rata_share < 1:
            made.add_shape(type="line", x0=place - 0.36, x1=place + 0.36, y0=row.plan_due, y1=row.plan_due,
                           line={"color": theme.HIGHLIGHT, "width": 3})  # fmt: skip
    made.update_xaxes(type="category")
    unit = theme.money_axis(made, language, currency, [0, *shown["plan"], *shown["completed_with_plan"]])
    return Drawn(
        made,
        _year(shown, language),
        language(
            "Outline: annual plan. Solid: completed of it. Blue line: where an even pace would stand. Above: "
            "completion rate. {unit}, fiscal years.",
            unit=unit,
        ),
        language("Bars of plan and completed investment for {n} fiscal years in {unit}.", n=len(shown), unit=unit),
    )


def plan_bullets(table: pd.DataFrame, language: Language, currency: str, dimension: str) -> Drawn:
    """`plan_by_sector` and its like: one bullet a group, 100 % is its plan; widest gap below the line first."""
    groups = table[table["currency"] == currency]
    shown = groups.head(rows.MOST)
    places = list(range(len(shown)))
    made = rows.frame(len(shown), language("Completed, in % of the annual plan"))
    made.add_bar(
        orientation="h", y=places, x=[1] * len(shown), width=0.44, hoverinfo="skip",
        marker={"color": "rgba(0,0,0,0)", "line": {"color": theme.PLAN, "width": 1.5}},
    )  # fmt: skip
    made.add_bar(
        orientation="h", y=places, x=shown["completion_share"], width=0.22, marker={"color": theme.INK},
        customdata=[_hover(row, language, currency) for row in shown.itertuples()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    made.add_scatter(
        y=places, x=shown["pro_rata_share"], mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 14, "color": theme.HIGHLIGHT,
                "line": {"width": 3, "color": theme.HIGHLIGHT}},
    )  # fmt: skip
    largest = max([1.0, *(float(share) for share in shown["completion_share"].dropna())])
    made.update_layout(barmode="overlay")
    rows.percent_axis(made, language, min(largest, 2.0) * 1.02)
    for place, row in zip(places, shown.itertuples(), strict=True):
        rows.words(made, place, language.name(row.group_en, row.group_zh), _facts(row, language))
    by = language(codes.DIMENSIONS[dimension])
    return Drawn(
        made,
        _below(groups, language),
        language.sentences(
            (
                language("Completed of the annual plan {by}.", by=by),
                language("Bar: completed. Outline: the plan. Blue mark: the pro-rata line."),
                rows.left_out(len(groups) - len(shown), language),
            )
        ),
        language("Bullet graphs of {n} groups {by}, the furthest below the pro-rata line first.", n=len(shown), by=by),
    )


def _below(groups: pd.DataFrame, language: Language) -> str:
    """How many groups with a known rate stand below the line."""
    known = groups["gap_points"].dropna()
    if known.empty:
        return language("How much of the plan is completed is not known")
    below = known[known < 0]
    if below.empty:
        return language("All with a known rate are at or above the pro-rata line")
    return language(
        "{below} of {n} stand below the pro-rata line",
        below=language.number(len(below)),
        n=language.number(len(known)),
    )


def _year(shown: pd.DataFrame, language: Language) -> str:
    """The title says the newest year that has a rate."""
    known = shown[shown["completion_share"].notna() & shown["pro_rata_share"].notna()]
    if known.empty:
        return language("What was planned, and what was done of it")
    newest = known.iloc[-1]
    return language(
        "{share} of the plan for {year} is completed; an even pace would be {line}",
        share=language.percent(newest["completion_share"], 1), year=newest["year"],
        line=language.percent(newest["pro_rata_share"], 1),
    )  # fmt: skip


def _facts(row: object, language: Language) -> str:
    if is_missing(row.completion_share):  # type: ignore[attr-defined]
        return language("completed is not known")
    return language(
        "{share}, {gap} ({percent}), n = {known}",
        share=language.percent(row.completion_share, 1),  # type: ignore[attr-defined]
        gap=language.points(_over(row.gap_points)),  # type: ignore[attr-defined]
        percent=language.percent(_over(row.gap_percent), 1),  # type: ignore[attr-defined]
        known=language.number(row.with_both),  # type: ignore[attr-defined]
    )


def _over(per_cent: object) -> float | None:
    """A number of per cent or points as a share; a fiscal year that has not begun has no gap."""
    return None if is_missing(per_cent) else float(per_cent) / 100  # type: ignore[arg-type]


def _hover(row: object, language: Language, currency: str) -> str:
    return language(
        "Completed {completed} of {plan}",
        completed=language.money(row.completed_with_plan, currency),  # type: ignore[attr-defined]
        plan=language.money(row.plan_with_completed, currency),  # type: ignore[attr-defined]
    )
