"""How long stages take: a box for what was planned above a box for what it took."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language

_ROW = 72  # pixels
_BOXES = {"planned": (-0.02, theme.PLAN), "actual": (0.26, theme.INK)}


def stage_boxes(table: pd.DataFrame, language: Language) -> Drawn:
    """`stage_durations`: one row a stage on an axis of days that reaches to the whiskers; what lies farther out is
    counted in words."""
    known = table[(table["stages_known"] > 0) & (table["duration_kind"] != "open")]
    shown = list(known["stage_step"].drop_duplicates())
    made = rows.frame(len(shown), language("Days"))
    made.update_layout(height=max(_ROW * len(shown) + 64, 132))
    for place, stage in enumerate(shown):
        boxes = table[table["stage_step"] == stage].set_index("duration_kind")
        for kind, (below, colour) in _BOXES.items():
            box = boxes.loc[kind]
            if box["stages_known"]:
                _box(
                    made,
                    place + below,
                    box,
                    colour,
                    f"{language(codes.DURATION_KINDS[kind])}: {_middle(box, language)}",
                )
        rows.words(made, place, language(codes.STAGE_STEPS[stage]), _facts(boxes, language))
    if len(known):
        edge = float(known["high_whisker_days"].max())
        made.update_xaxes(range=[-0.01 * edge, 1.12 * edge])
    made.update_xaxes(tickformat=",d")
    return Drawn(
        made,
        _longest(table, language),
        language.sentences(
            (
                language("A stage runs from the milestone before to its own. Grey: planned. Dark: actual."),
                language("Box: middle half. Line in it: median. Dashed: mean. +n: so many are farther out."),
                language("Stages that are not over are in no box; their number is stated."),
            )
        ),
        language("Boxes of planned and actual durations of {n} stages, in days.", n=len(shown)),
    )


def _box(made: go.Figure, y: float, box: pd.Series, colour: str, hover: str) -> None:
    made.add_box(
        orientation="h", y=[y], q1=[box["quarter_days"]], median=[box["median_days"]], q3=[box["three_quarter_days"]],
        lowerfence=[box["low_whisker_days"]], upperfence=[box["high_whisker_days"]], mean=[box["mean_days"]],
        boxmean=True, width=0.2, line={"color": colour, "width": 1.5}, fillcolor="rgba(0,0,0,0)", hoverinfo="skip",
    )  # fmt: skip
    made.add_scatter(
        x=[box["median_days"]], y=[y], mode="markers", marker={"size": 16, "color": "rgba(0,0,0,0)"},
        customdata=[theme.plain(hover)], hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    if box["stages_beyond"]:
        theme.label(made, box["high_whisker_days"], y, f"+{box['stages_beyond']}", colour)


def _middle(box: pd.Series, language: Language) -> str:
    return language(
        "median {median}, mean {mean}, n = {n}",
        median=language.days(box["median_days"]), mean=language.days(box["mean_days"]),
        n=language.number(box["stages_known"]),
    )  # fmt: skip


def _facts(boxes: pd.DataFrame, language: Language) -> str:
    planned, actual, open_ = (boxes.loc[kind] for kind in ("planned", "actual", "open"))
    return language(
        "median {actual}, planned {planned}; n = {n}, {open} not over",
        actual=language.number(actual["median_days"]), planned=language.number(planned["median_days"]),
        n=language.number(actual["stages_known"]), open=language.number(open_["stages_known"]),
    )  # fmt: skip


def _longest(table: pd.DataFrame, language: Language) -> str:
    actual = table[(table["duration_kind"] == "actual") & table["median_days"].notna()]
    if actual.empty:
        return language("No stage has both of its dates")
    first = actual.sort_values("median_days", ascending=False, kind="stable").iloc[0]
    return language(
        "Longest stage: {stage}; half of them take {median} or more, the mean is {mean}",
        stage=language(codes.STAGE_STEPS[first["stage_step"]]).lower(),
        median=language.days(first["median_days"]), mean=language.days(first["mean_days"]),
    )  # fmt: skip
