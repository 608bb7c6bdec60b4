"""Earned value of one project on one axis of per cent, with earned schedule as the arrow between plan and today."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing
from analytics.measures.completion_words import span

HEIGHT = 400


def s_curve(table: pd.DataFrame, language: Language) -> Drawn:
    """`project_earned_value`: planned, earned and spent, in per cent of the budget.

    The arrow leads, at the height of what is earned, from the last report back to the day of the plan by which that
    much was to be earned: its length is SV(t).
    """
    made = theme.figure(height=HEIGHT)
    lines = (
        ("planned_share", language("planned"), {"color": theme.PLAN, "width": 2}, "lines"),
        ("cost_share", language("spent"), {"color": theme.CATEGORIES[1], "width": 2, "dash": "dot"}, "lines+markers"),
        ("earned_share", language("earned"), {"color": theme.INK, "width": 3}, "lines+markers"),
    )
    ends: dict[object, list[tuple[float, str]]] = {}
    for column, word, line, mode in lines:
        known = table[table[column].notna()]
        if known.empty:
            continue
        made.add_scatter(
            x=known["day"], y=known[column].astype("float64"), mode=mode, line=line, marker={"size": 5},
            customdata=[_hover(row, column, language) for _, row in known.iterrows()],
            hovertemplate=f"{word}, %{{x|%Y-%m-%d}}: %{{customdata}}<extra></extra>",
        )  # fmt: skip
        last = known.iloc[-1]
        ends.setdefault(last["day"], []).append((float(last[column]), f"{word} {language.percent(last[column])}"))
    made.update_layout(margin={"r": 110, "t": 20})
    theme.date_axis(made, language)
    if len(table):
        made.update_xaxes(range=[table["day"].min(), table["day"].max()], nticks=5, tickangle=0)
    theme.percent_axis(made, language, [1.0, *(share for name, *_ in lines for share in table[name].dropna())])
    low, high = made.layout.yaxis.range
    for day, texts in ends.items():
        theme.end_labels(made, day, texts, low, high)
    told = table[table["earned_days"].notna()]
    if len(told):
        _arrow(made, told.iloc[-1], language)
    title, subtitle = _words(told, table, language)
    return Drawn(made, title, subtitle, language("Lines of planned, earned and spent money. {finding}", finding=title))


def _arrow(made: object, now: pd.Series, language: Language) -> None:
    planned_day = now["day"] + pd.Timedelta(days=float(now["time_variance"]))
    height, colour = float(now["earned_share"]), theme.LATE if now["time_variance"] < 0 else theme.GOOD
    made.add_annotation(  # type: ignore[attr-defined]
        x=planned_day, y=height, ax=now["day"], ay=height, xref="x", yref="y", axref="x", ayref="y", text="",
        showarrow=True, arrowhead=2, arrowwidth=2, arrowcolor=colour,
    )  # fmt: skip
    theme.label(
        made, planned_day, height, language("ES {day}", day=language.iso(planned_day)), colour, xanchor="right",
        yanchor="bottom", xshift=0,
    )  # fmt: skip


def _words(told: pd.DataFrame, table: pd.DataFrame, language: Language) -> tuple[str, str]:
    basis = table["plan_basis"].iloc[0] if len(table) else None
    measured = language(
        "100 %: the budget at completion. Plan: {basis}.", basis=language.label(codes.PLAN_BASES, basis)
    )
    if told.empty:
        return language("No progress is reported that could be held against the plan"), measured
    now = told.iloc[-1]
    behind, index = float(now["time_variance"]), language.percent(now["time_index"])
    if round(behind) == 0:
        title = language("As far as planned")
    elif behind < 0:
        title = language("{span} behind the plan", span=span(behind, language))
    else:
        title = language("{span} ahead of the plan", span=span(behind, language))
    return title, language.sentences(
        (
            measured,
            language(
                "ES: the day by which the plan had done as much as was earned by {day}; SPI(t) {index}.",
                day=language.day(now["day"]), index=index,
            ),
        )
    )  # fmt: skip


def _hover(row: pd.Series, column: str, language: Language) -> str:
    amount = {"planned_share": "planned_value", "cost_share": "actual_cost", "earned_share": "earned_value"}[column]
    share = language.percent(row[column], 1)
    currency = "" if is_missing(row["currency"]) else str(row["currency"])
    return f"{share}, {language.money(row[amount], currency)}"
