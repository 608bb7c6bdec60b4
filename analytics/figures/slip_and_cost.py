"""Slip against cost growth as a scatter: who is later and dearer, and who is farthest out by name."""

from __future__ import annotations

import pandas as pd

from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import MISSING, Language
from analytics.measures import slip_and_cost_words as told
from analytics.measures import slippage_words as words

NAMED = 3  # projects
_LEAST, _LARGEST = 7, 30  # pixels across
_AT_LEAST = 20  # projects that the largest circle stands for: a single project is never a large one


def scatter(
    dots: pd.DataFrame, association: pd.DataFrame, farthest: pd.DataFrame, language: Language, baseline: str = "first"
) -> Drawn:
    """`slip_and_cost_dots`, `slip_and_cost`, `slip_and_cost_farthest`: later to the right, dearer upwards; what lies
    beyond the edge is a triangle. `baseline` is what the slip was held against."""
    made = theme.figure(height=380)
    each = dots["dot_projects"]
    made.add_scatter(
        x=dots["slip_value"], y=dots["cost_growth"], mode="markers",
        marker={"size": each, "sizemode": "area", "sizemin": _LEAST / 2,
                "sizeref": 2 * max([_AT_LEAST, *each]) / _LARGEST**2, "color": "rgba(0,0,0,0)",
                "symbol": ["triangle-up" if edge else "circle" for edge in dots["beyond"]],
                "line": {"width": 1.4, "color": theme.INK}},
        customdata=[language.plural("{n} project", "{n} projects", int(n)) for n in each],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    made.update_xaxes(
        title={"text": language("Slip in days; right of 0 is later than {baseline}",
                                baseline=words.against(baseline, language)), "font": {"size": 12}},
        tickformat=",d", zeroline=True, zerolinewidth=1.5, zerolinecolor=theme.PLAN,
    )  # fmt: skip
    made.update_yaxes(
        title={"text": language("Cost growth in %; above 0 is dearer"), "font": {"size": 12}},
        tickformat=",d", zeroline=True, zerolinewidth=1.5, zerolinecolor=theme.PLAN,
    )  # fmt: skip
    made.update_layout(margin={"t": 8, "r": 16, "b": 44})
    row = association.iloc[0]
    title = told.title(row, language)
    return Drawn(
        made,
        title,
        language.sentences(
            (
                told.quarters(row, language),
                told.far_out([_named(project, language) for _, project in farthest.head(NAMED).iterrows()], language),
                language("The larger a circle, the more projects. Triangles: beyond the edge."),
            )
        ),
        language("Scatter of slip against cost growth. {title}. {quarters}", title=title,
                 quarters=told.quarters(row, language)),
    )  # fmt: skip


def _named(project: pd.Series, language: Language) -> str:
    name = language.name(project["name_en"], project["name_zh"])
    return language(
        "{name} ({slip}, {growth})",
        name=theme.short(str(project["code"]) if name == MISSING else name, 40),
        slip=language.days(project["slip_days"]),
        growth=words.amount(project["cost_growth"], "%", language),
    )
