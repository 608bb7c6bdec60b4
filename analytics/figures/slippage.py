"""Slippage: the distribution as dots with a box, and the share delayed of each group with its interval."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import MISSING, N_, Language
from analytics.measures import slippage_words as words

NAMED = 3  # outliers named in each half of the picture
_HEAD = 2.15  # times the tallest column: the room of the words above
_ABOUT = {"days": N_("About {days} days"), "percent": N_("About {percent} %")}
_AXIS = {
    "days": N_("Slip in days; right of 0 is later than {baseline}"),
    "percent": N_("Slip in % of the planned duration; right of 0 is later than {baseline}"),
}
_MARKS = {"finished": ("circle", theme.INK), "unfinished": ("circle-open", theme.FORECAST)}


def slip_distribution(
    dots: pd.DataFrame, spread: pd.DataFrame, outliers: pd.DataFrame, language: Language, baseline: str = "first"
) -> Drawn:
    """`slip_dots`, `slip_spread` and `slip_outliers`: finished above, unfinished (forecast) below, one axis of days or
    of per cent; `baseline` is what they were measured against."""
    shown = spread[spread["with_slip"] > 0].set_index("progress_state")
    made = make_subplots(rows=max(len(shown), 1), cols=1, shared_xaxes=True, vertical_spacing=0.08)
    made.update_layout(theme.figure(height=100 + 270 * max(len(shown), 1)).layout)
    made.update_layout(margin={"t": 8, "b": 44, "r": 16})
    top = int(dots["dot_level"].max()) if len(dots) else 1
    for place, state in enumerate(shown.index, start=1):
        _half(made, place, state, dots[dots["progress_state"] == state], shown.loc[state], top, language)
        _names(made, place, outliers[outliers["progress_state"] == state].head(NAMED), top, language)
    made.update_yaxes(showticklabels=False, showgrid=False, range=[-0.34 * top, _HEAD * top])
    made.update_xaxes(zeroline=True, zerolinewidth=1.5, zerolinecolor=theme.PLAN, tickformat=",d")
    title = language(_AXIS[spread["slip_unit"].iloc[0]], baseline=words.against(baseline, language))
    made.update_xaxes(title={"text": title, "font": {"size": 12}}, row=max(len(shown), 1), col=1)
    each = int(dots["dot_projects"].iloc[0]) if len(dots) else 1
    return Drawn(
        made,
        _title(shown, language),
        language.sentences(
            (
                language.plural("Each dot is {n} project.", "Each dot is up to {n} projects.", each),
                language("Box: middle half. Line in it: median. Dashed: mean. Triangles: beyond the edge."),
            )
        ),
        language("Distribution of the slip. {parts}", parts=language.sentences(_sentences(shown, language))),
    )


def _half(
    made: go.Figure, place: int, state: str, dots: pd.DataFrame, box: pd.Series, top: int, language: Language
) -> None:
    symbol, colour = _MARKS[state]
    made.add_scatter(
        x=dots["slip_value"], y=dots["dot_level"], mode="markers", row=place, col=1,
        marker={"symbol": ["triangle-right" if edge else symbol for edge in dots["beyond"]], "color": colour,
                "size": 6, "line": {"width": 1.2, "color": colour}},
        hovertemplate=language(_ABOUT[box["slip_unit"]], days="%{x}", percent="%{x}") + "<extra></extra>",
    )  # fmt: skip
    made.add_box(
        orientation="h", y=[-0.17 * top], q1=[box["quarter_slip"]], median=[box["middle_slip"]],
        q3=[box["three_quarter_slip"]], lowerfence=[box["low_whisker"]], upperfence=[box["high_whisker"]],
        mean=[box["average_slip"]], boxmean=True, width=0.2 * top, hoverinfo="skip", row=place, col=1,
        line={"color": theme.INK, "width": 1.5}, fillcolor="rgba(0,0,0,0)",
    )  # fmt: skip
    made.add_annotation(
        x=0, xref="x domain" if place == 1 else f"x{place} domain", y=_HEAD * top, yanchor="top", xanchor="left",
        showarrow=False, row=place, col=1, align="left", bgcolor=theme.PAPER, font={"size": 13, "color": theme.INK},
        text=f"<b>{language(codes.PROGRESS_STATES[state])}</b><br>" + language(
            "median {median}, mean {mean}, n = {n}",
            n=language.number(box["with_slip"]), **_middle(box, language),
        ) + _inside(box, language),
    )  # fmt: skip


def _names(made: go.Figure, place: int, outliers: pd.DataFrame, top: int, language: Language) -> None:
    """The farthest projects by name, as a list beneath the head: beside the dots they would cover each other."""
    if outliers.empty:
        return
    said = []
    for row in outliers.itertuples():
        name = language.name(row.name_en, row.name_zh)
        name = theme.short(str(row.code) if name == MISSING else name, 30)
        said.append(f"{theme.plain(name)}  <b>{words.amount(row.slip_value, row.slip_unit, language)}</b>")
    made.add_annotation(
        x=1, xref="x domain" if place == 1 else f"x{place} domain", y=0.76 * _HEAD * top, yanchor="top",
        xanchor="right", showarrow=False, row=place, col=1, align="right", font={"size": 12, "color": theme.INK},
        bgcolor=theme.PAPER, text="<br>".join([language("Farthest out:"), *said]),
    )  # fmt: skip


def _title(shown: pd.DataFrame, language: Language) -> str:
    if shown.empty:
        return language("No slip is known")
    state = "unfinished" if "unfinished" in shown.index else "finished"
    said = {
        "unfinished": language("Half of the unfinished slip by {median} or more; the mean is {mean}"),
        "finished": language("Half of the finished slipped by {median} or more; the mean is {mean}"),
    }
    return said[state].format(**_middle(shown.loc[state], language))


def _middle(box: pd.Series, language: Language) -> dict[str, str]:
    return {
        name: words.amount(box[column], box["slip_unit"], language)
        for name, column in (("median", "middle_slip"), ("mean", "average_slip"))
    }


def _inside(box: pd.Series, language: Language) -> str:
    """The mean without the outliers on a line of its own, where there are any."""
    if not box["outliers"]:
        return ""
    inside = words.amount(box["mean_without_outliers"], box["slip_unit"], language)
    return "<br>" + language.plural(
        "mean {mean} without {n} outlier", "mean {mean} without {n} outliers", int(box["outliers"]), mean=inside
    )


def _sentences(shown: pd.DataFrame, language: Language) -> list[str]:
    return [
        language(
            "{state}: median {median}, mean {mean}, {n} projects.",
            state=language(codes.PROGRESS_STATES[str(state)]),
            n=language.number(box["with_slip"]),
            **_middle(box, language),
        )
        for state, box in shown.iterrows()
    ]


def delayed_by_group(table: pd.DataFrame, language: Language, dimension: str) -> Drawn:
    """`slippage_by_sector` and its like: the share delayed as a dot on its 95 % interval, the surest delay first."""
    known = table[table["judged"] > 0]
    shown = known.head(rows.MOST)
    made = rows.frame(len(shown), language("Delayed, in % of the projects whose slip is known"))
    hovers = [
        language("{delayed} of {n} delayed, median slip {median}", delayed=language.number(row["delayed"]),
                 n=language.number(row["judged"]), median=words.middle(row, language))
        for _, row in shown.iterrows()
    ]  # fmt: skip
    rows.intervals(made, language, shown["delayed_low"], shown["delayed_share"], shown["delayed_high"], hovers)
    for place, row in enumerate(shown.itertuples()):
        facts = language(
            "{share} ({low} to {high}), n = {n}",
            share=language.percent(row.delayed_share),
            low=language.percent(row.delayed_low),
            high=language.percent(row.delayed_high),
            n=language.number(row.judged),
        )
        rows.words(made, place, language.name(row.group_en, row.group_zh), facts)
    by = language(codes.SLIP_DIMENSIONS[dimension])
    return Drawn(
        made,
        _surest(shown, language) if len(shown) else language("No slip is known"),
        language.sentences(
            (
                language("Share delayed {by}.", by=by),
                language("Dot: share. Bar: 95 % interval, wide where few projects are known. Sorted by its lower end."),
                rows.left_out(len(known) - len(shown), language),
            )
        ),
        language("Share delayed with interval of {n} groups {by}, the surest delay first.", n=len(shown), by=by),
    )


def _surest(shown: pd.DataFrame, language: Language) -> str:
    first = shown.iloc[0]
    if len(shown) == 1:
        return language("{group}: {share} are delayed", group=language.name(first["group_en"], first["group_zh"]),
                        share=language.percent(first["delayed_share"]))  # fmt: skip
    if first["delayed_low"] <= shown["delayed_high"].min():
        ends = {"low": shown["delayed_share"].min(), "high": shown["delayed_share"].max()}
        return language(
            "No group stands out: {low} to {high} delayed, and all intervals overlap",
            **{name: language.percent(share) for name, share in ends.items()},
        )
    return language(
        "Most surely delayed: {group}, at least {low}",
        group=language.name(first["group_en"], first["group_zh"]),
        low=language.percent(first["delayed_low"]),
    )
