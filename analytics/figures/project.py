"""Pictures of one project: how its dates moved, and how its money did."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.codes import BUDGET_KINDS, MILESTONES
from analytics.figures import theme, trend
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing


def milestone_trend(table: pd.DataFrame, language: Language, title: str = "") -> Drawn:
    """Milestone trend chart: at each reporting date, the date that was forecast for each milestone.

    A level line is a forecast that holds, a rising one slips. The hairline from corner to corner is the
    reporting date itself: a forecast that meets it has come due. Baselines are dashed. What is done keeps
    its date: a hairline leads from its diamond to its name.
    """
    made = theme.figure(height=380)
    shown = _counted(table).sort_values(["as_of", "baseline_no"])
    days = shown["as_of"]
    ends: list[tuple[float, str]] = []
    # What was over before the first report has no trend, and would press the others together.
    over = set(shown.loc[shown["actual"] < days.min(), "milestone"])
    shown = shown[~shown["milestone"].isin(over - {"completion"})]
    for milestone in [name for name in MILESTONES if name in set(shown["milestone"])]:
        rows = shown[shown["milestone"] == milestone]
        word = language.label(MILESTONES, milestone)
        main = milestone == "completion"
        for column, colour, dash in (("baseline", theme.PLAN, theme.DASH), ("forecast", theme.INK, "solid")):
            known = rows[rows[column].notna()].drop_duplicates("as_of", keep="last")
            if len(known):
                made.add_trace(trend.line(known, column, colour, dash, main, word, language))
        open_, done = rows[rows["forecast"].notna()], rows[rows["actual"].notna()].drop_duplicates("actual")
        if len(done):
            made.add_trace(trend.hairline([done.iloc[-1]["as_of"], days.max()], [done.iloc[-1]["actual"]] * 2))
            made.add_trace(_diamonds(done, word, language))
            ends.append((_moment(done.iloc[-1]["actual"]), f"◆ {word}"))
        elif len(open_):
            ends.append((_moment(open_.iloc[-1]["forecast"]), word))
    made.add_trace(trend.hairline([days.min(), days.max()], [days.min(), days.max()]))
    made.update_layout(margin={"r": 130})
    theme.date_axis(made, language)
    made.update_xaxes(range=[days.min(), days.max()])
    theme.date_axis(made, language, "y")
    dates = pd.concat([shown["baseline"], shown["forecast"], shown["actual"], days]).dropna()
    theme.end_labels(made, days.max(), ends, _moment(dates.min()), _moment(dates.max()))
    return Drawn(
        made,
        title or language("How the dates moved"),
        language("Forecast date (up) at each reporting date (across); dashed is the baseline, ◆ is done"),
        language(
            "Lines of {n} milestones over {dates} reporting dates; a rising line slips.",
            n=shown["milestone"].nunique(),
            dates=days.nunique(),
        ),
    )


def money_history(
    budgets: pd.DataFrame, progress: pd.DataFrame, language: Language, currency: str, title: str = ""
) -> Drawn:
    """Budget figures by kind as steps, and completed investment, over the reporting dates."""
    made = theme.figure(height=380)
    amounts: list[object] = [0]
    colours = {"current": theme.INK, "approved_budget": theme.PLAN, "final_account": theme.GOOD}
    budgets, progress = _counted(budgets), _counted(progress)
    money = budgets[(budgets["currency"] == currency) & budgets["amount"].notna()].sort_values("as_of")
    done = progress[(progress["currency"] == currency) & progress["completed_total"].notna()].sort_values("as_of")
    kinds = sorted(BUDGET_KINDS, key="current".__eq__)  # the current budget lies over those that it equals
    series = [(kind, language.label(BUDGET_KINDS, kind), money[money["budget_kind"] == kind], "amount")
              for kind in kinds]  # fmt: skip
    series.append(("completed", language("Completed investment"), done, "completed_total"))
    last = pd.concat([money["as_of"], done["as_of"]]).max()
    ends: list[tuple[float, str]] = []
    for kind, word, reported, column in series:
        if reported.empty:
            continue
        # The last known figure stands until another is reported.
        rows = pd.concat([reported, reported.tail(1).assign(as_of=last)])
        amounts += rows[column].tolist()
        completed = kind == "completed"
        made.add_trace(
            go.Scatter(
                x=rows["as_of"],
                y=[int(amount) for amount in rows[column]],
                mode="lines+markers",
                fill="tozeroy" if completed else None,
                fillcolor=theme.RULE,
                line={
                    "color": theme.HIGHLIGHT if completed else colours.get(kind, theme.OTHERS),
                    "shape": "linear" if completed else "hv",
                    "width": 2,
                },
                marker={"size": 5},
                customdata=[language.money(amount, currency) for amount in rows[column]],
                hovertemplate=f"{theme.plain(word)}, %{{x|%Y-%m-%d}}: %{{customdata}}<extra></extra>",
            )
        )
        ends.insert(0 if kind == "current" else len(ends), (float(rows.iloc[-1][column]), word))
    days = pd.concat([money["as_of"], done["as_of"]])
    made.update_layout(margin={"r": 150})
    theme.date_axis(made, language)
    made.update_xaxes(range=[days.min(), days.max()])
    unit = theme.money_axis(made, language, currency, amounts)
    low, high = made.layout.yaxis.range
    theme.end_labels(made, last, ends, low, high)
    return Drawn(
        made,
        title or language("How the money moved"),
        language("Budget figures and completed investment at each reporting date, in {unit}", unit=unit),
        language("Steps of budget figures and a line of completed investment, in {unit}.", unit=unit),
    )


def _counted(reports: pd.DataFrame) -> pd.DataFrame:
    """The reports that count: none under a flag that nobody has accepted."""
    return reports[~reports["is_flagged"].fillna(False).astype(bool)]


def _moment(day: pd.Timestamp) -> float:
    """A date as plotly's axis counts it: milliseconds."""
    return day.timestamp() * 1000


def _diamonds(rows: pd.DataFrame, word: str, language: Language) -> go.Scatter:
    kind = language("actual")
    return go.Scatter(
        x=rows["as_of"],
        y=[None if is_missing(day) else day for day in rows["actual"]],
        mode="markers",
        cliponaxis=False,
        marker={"symbol": "diamond", "size": 11, "color": theme.INK, "line": {"color": theme.PAPER, "width": 1}},
        hovertemplate=f"{theme.plain(word)}, {kind}: %{{y|%Y-%m-%d}}<extra></extra>",
    )
