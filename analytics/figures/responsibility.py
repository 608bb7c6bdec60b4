"""Who leads which stage, as a grid of bodies and stages; and what becomes of projects of one body and of several."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import names as names_
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing
from analytics.measures import responsibility_words as words
from analytics.measures import slippage_words

_ROW = 24  # pixels
NOBODY, SEVERAL = "○", "◆"  # a gap and an overlap, beside their words
_MARKS = (("led_by_none", "nobody", NOBODY), ("led_by_several", "several", SEVERAL))


def matrix(cells: pd.DataFrame, stages: pd.DataFrame, summary: pd.DataFrame, language: Language) -> Drawn:
    """`responsibility_matrix`, `_stages` and `_summary`: the stronger the colour, the more projects a body leads.

    Above the bodies stand the stages that nobody and that two or more lead; a cell in which the body leads with
    another has the mark of an overlap too.
    """
    across = {stage: place for place, stage in enumerate(stages["led_stage"], start=1)}
    ranked = cells.drop_duplicates("organisation_rank").sort_values("organisation_rank")
    made = theme.figure(height=120 + _ROW * (len(ranked) + len(_MARKS)))
    led = cells[cells["led_here"] > 0]
    made.add_trace(
        go.Heatmap(
            x=led["led_stage"].map(across), y=led["organisation_rank"], z=led["led_here"].astype("float64"),
            customdata=[theme.plain(words.cell(row, language)) for row in led.to_dict("records")], xgap=2, ygap=2,
            colorscale=theme.SCALE, zmin=0, hovertemplate="%{customdata}<extra></extra>", showscale=False,
        )
    )  # fmt: skip
    most = max([1, *cells["led_here"]])
    for row in cells.to_dict("records"):
        _number(made, across[row["led_stage"]], row, most, language)
    for line, (column, _, mark) in enumerate(_MARKS):
        for row in stages.to_dict("records"):
            count = int(row[column])
            text = f"{mark} {language.number(count)}" if count else language.number(0)
            made.add_annotation(
                x=across[row["led_stage"]], y=line - 1, text=text, showarrow=False,
                font={"size": 12, "color": theme.LATE if count else theme.INK},
            )  # fmt: skip
    _axes(made, ranked, stages, across, language)
    return Drawn(
        made,
        words.title(summary.iloc[0], language),
        language.sentences(
            (
                language("Number: projects of which the body leads the stage."),
                language("In brackets: it takes part and does not lead."),
                language("{mark} leads with another.", mark=SEVERAL) if cells["led_jointly"].any() else "",
                language(
                    "{shown} of {all} bodies that lead, the one with most projects first.",
                    shown=language.number(len(ranked)),
                    all=language.number(summary.iloc[0]["bodies_leading"]),
                ),
            )
        ),
        language(
            "Grid of {bodies} bodies and {stages} stages. Stages that nobody leads: {gaps}; that two or more lead: "
            "{overlaps}.",
            bodies=language.number(len(ranked)),
            stages=language.number(len(across)),
            gaps=language.number(summary.iloc[0]["led_by_none"]),
            overlaps=language.number(summary.iloc[0]["led_by_several"]),
        ),
    )


def shared_over_time(table: pd.DataFrame, language: Language) -> Drawn:
    """`shared_by_year`: the share of projects of several public bodies at the end of each year."""
    made = theme.figure(height=280)
    shares = table["shared_share"].astype("float64")
    made.add_scatter(
        x=table["as_of"], y=shares, mode="lines+markers", line={"color": theme.INK, "width": 2}, marker={"size": 8},
        customdata=[words.year(row, language) for row in table.to_dict("records")],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    if len(table):
        theme.label(made, table["as_of"].iloc[-1], shares.iloc[-1], language.percent(shares.iloc[-1]),
                    xanchor="right", yshift=14)  # fmt: skip
    theme.percent_axis(made, language, shares)
    theme.date_axis(made, language)
    return Drawn(
        made,
        words.over_time_title(table, language),
        language("Projects of two or more public bodies, of those with a known one, on the last reporting date of each "
                 "year."),
        language("Line of the share of projects of several public bodies over {n} dates.", n=len(table)),
    )  # fmt: skip


def delayed_by_bodies(table: pd.DataFrame, language: Language) -> Drawn:
    """`slippage_by_body_count`: the share delayed of the projects of one body and of several, on its 95 % interval."""
    shown = table[table["judged"] > 0]
    made = rows.frame(len(shown), language("Delayed, in % of the projects whose slip is known"))
    hovers = [
        language("{delayed} of {n} delayed, median slip {median}", delayed=language.number(row["delayed"]),
                 n=language.number(row["judged"]), median=slippage_words.middle(row, language))
        for _, row in shown.iterrows()
    ]  # fmt: skip
    rows.intervals(made, language, shown["delayed_low"], shown["delayed_share"], shown["delayed_high"], hovers)
    for place, (_, row) in enumerate(shown.iterrows()):
        facts = language(
            "{share}, median slip {median}, n = {n}", share=language.percent(row["delayed_share"]),
            median=language.days(row["median_slip"]), n=language.number(row["judged"]),
        )  # fmt: skip
        rows.words(made, place, language.label(codes.BODY_COUNTS, row["body_count"]), facts)
    return Drawn(
        made,
        words.delayed_title(table, language),
        language("Share delayed and median slip by how many public bodies take part. It says who is late, not why: "
                 "larger projects have more bodies."),
        language("Share delayed with interval of {n} groups.", n=len(shown)),
    )  # fmt: skip


def _number(made: go.Figure, x: int, row: dict[str, object], most: int, language: Language) -> None:
    """The number of a cell: dark cells have paper-coloured numbers; a body that only takes part stands in brackets."""
    led, joined = (int(str(row[name])) for name in ("led_here", "joined_here"))
    if not led and not joined:
        return
    text = language.number(led) if led else f"({language.number(joined)})"
    colour = theme.UNKNOWN if not led else theme.PAPER if 3 * led > 2 * most else theme.INK
    made.add_annotation(
        x=x, y=row["organisation_rank"], text=f"{SEVERAL} {text}" if row["led_jointly"] else text, showarrow=False,
        font={"size": 11, "color": colour},
    )  # fmt: skip


def _axes(
    made: go.Figure, ranked: pd.DataFrame, stages: pd.DataFrame, across: dict[str, int], language: Language
) -> None:
    apart = names_.apart([language.name(row.organisation_en, row.organisation_zh) for row in ranked.itertuples()])
    told = [theme.plain(theme.short(name, 12 if language.is_chinese else 22)) for name in apart]
    marks = [f"{mark} {language(codes.LEADING_STATES[state])}" for _, state, mark in _MARKS]
    made.update_yaxes(
        tickvals=[-1, 0, *ranked["organisation_rank"]], ticktext=[*marks, *told], range=[len(ranked) + 0.6, -1.6],
        showgrid=False, automargin=True, tickfont={"size": 11},
    )  # fmt: skip
    labels = [
        theme.plain(f"{language.label(codes.LED_STAGES, row.led_stage)} ({language.number(row.projects)})")
        for row in stages.itertuples()
        if not is_missing(row.led_stage)
    ]
    made.update_xaxes(
        tickvals=list(across.values()), ticktext=labels, side="top", range=[0.5, max(len(across), 1) + 0.5],
        showgrid=False, tickangle=40, automargin=True, tickfont={"size": 11},
    )  # fmt: skip
    made.add_shape(type="line", x0=0.5, x1=len(across) + 0.5, y0=0.5, y1=0.5, line={"color": theme.RULE, "width": 1})
