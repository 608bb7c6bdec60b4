"""Projects, contracts or meetings at the left, the organisations that share them at the right, a line for each part."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.figures import names as names_
from analytics.figures import network_lines, theme
from analytics.figures.drawn import Drawn
from analytics.language import N_, Language, is_missing

_ROW = 22  # pixels
_LEFT, _RIGHT = 0.0, 1.0
_CHARACTERS, _LETTERS = 10, 20  # of a name, in Chinese and in Latin script
_EACH = {True: 11.5, False: 6.0}  # pixels of one of them
# What a unit is -> its words: the column, the titles and the subtitles of a picture of all and of those of one.
_WORDS = {
    "project": (
        N_("Projects"),
        N_("{organisation} takes part in {n} of the {all} most shared projects"),
        N_("The {n} most shared projects of {organisation}"),
        N_("The {units} projects with the most organisations, of {all} that two or more share, and the {bodies} "
           "organisations in the most of them."),
        N_("No project has two organisations"),
    ),
    "contract": (
        N_("Contracts"),
        N_("{organisation} is a party to {n} of the {all} most shared contracts"),
        N_("The {n} most shared contracts of {organisation}"),
        N_("The {units} contracts with the most organisations, of {all} that two or more share, and the {bodies} "
           "organisations in the most of them."),
        N_("No contract has two organisations"),
    ),
    "meeting": (
        N_("Meetings"),
        N_("{organisation} attends {n} of the {all} most attended meetings"),
        N_("The {n} most attended meetings of {organisation}"),
        N_("The {units} meetings with the most organisations, of {all} that two or more attend, and the {bodies} "
           "organisations in the most of them."),
        N_("No meeting has two organisations"),
    ),
}  # fmt: skip


def two_mode(
    nodes: pd.DataFrame, ties: pd.DataFrame, summary: pd.DataFrame, language: Language, *, unit: str = "project"
) -> Drawn:
    """`network_two_mode_nodes`, `network_two_mode_ties` and `collaboration_summary`; `unit` is a key of
    `codes.TWO_MODE_SIDES`, what the organisations share."""
    units, bodies = nodes[nodes["two_mode_side"] == unit], nodes[nodes["two_mode_side"] == "organisation"]
    column, title, of_one, subtitle, nothing = _WORDS[unit]
    rows = int(nodes["node_row"].max()) if len(nodes) else 1
    made = theme.figure(height=_ROW * max(rows, 4) + 60)
    step = {"unit": (rows - 1) / max(len(units) - 1, 1), "organisation": (rows - 1) / max(len(bodies) - 1, 1)}
    chosen = bodies[bodies["is_chosen"]]
    coloured = chosen["node_row"].tolist() if len(chosen) else _busiest(bodies)
    for is_coloured in (False, True):  # the blue ones on top
        some = ties[ties["organisation_row"].isin(coloured) == is_coloured]
        lines = (
            network_lines.straight(((_LEFT, (left - 1) * step["unit"]), (_RIGHT, (right - 1) * step["organisation"])))
            for left, right in zip(some["unit_row"], some["organisation_row"], strict=True)
        )
        network_lines.add(made, lines, 1, theme.HIGHLIGHT if is_coloured else theme.UNKNOWN, opacity=0.5)
    left, right = (_short(_names(side, language)) for side in (units, bodies))
    made.add_trace(_marks(units, left, step["unit"], language))
    made.add_trace(_marks(bodies, right, step["organisation"], language))
    made.update_xaxes(visible=False, range=[_LEFT - 0.02, _RIGHT + 0.02])
    made.update_yaxes(visible=False, range=[rows - 0.2, -1.6])
    # Names are words beside the marks and their room is known beforehand: for an axis the browser draws all twice.
    made.update_layout(margin={"l": _room(left), "r": _room(right), "t": 4, "b": 4})
    for x, words, anchor in ((_LEFT, language(column), "right"), (_RIGHT, language("Organisations"), "left")):
        made.add_annotation(x=x, y=-1.1, text=f"<b>{words}</b>", showarrow=False, xanchor=anchor,
                            font={"size": 12, "color": theme.INK})  # fmt: skip
    if bodies.empty:
        return Drawn(made, language(nothing), "", language(nothing))
    first = (chosen if len(chosen) else bodies.sort_values("drawn_memberships", ascending=False)).iloc[0]
    name, shown = language.name(first["name_en"], first["name_zh"]), language.number(len(units))
    return Drawn(
        made,
        language(of_one, organisation=name, n=shown)
        if len(chosen)
        else language(title, organisation=name, n=language.number(first["drawn_memberships"]), all=shown),
        language.sentences(
            (
                language(
                    "It takes part in {all}; the {bodies} organisations in the most of them are drawn.",
                    all=language.number(first["all_memberships"]), bodies=language.number(len(bodies)),
                )
                if len(chosen)
                else language(
                    subtitle, units=shown, all=language.number(summary.iloc[0]["projects_shared"]),
                    bodies=language.number(len(bodies)),
                ),
                language("Each line: takes part."),
                language("Blue lines: those of {organisation}.", organisation=name)
                if len(chosen)
                else language("Blue lines: the three organisations with the most lines."),
            )
        ),
        language("Two columns, {column} ({units}) and organisations ({bodies}), with {n} lines between them.",
                 column=language(column).lower(), units=shown, bodies=language.number(len(bodies)),
                 n=language.number(len(ties))),
    )  # fmt: skip


def _busiest(bodies: pd.DataFrame) -> list[int]:
    return bodies.sort_values(["drawn_memberships", "node_row"], ascending=[False, True])["node_row"].head(3).tolist()


def _names(nodes: pd.DataFrame, language: Language) -> list[str]:
    """What stands on the axis: the name, or the number of a contract or a meeting."""
    plain = [
        row.unit_code if row.two_mode_side in ("contract", "meeting") else language.name(row.name_en, row.name_zh)
        for row in nodes.itertuples()
    ]
    return names_.apart(plain)


def _short(names: list[str]) -> list[str]:
    return [theme.short(name, _CHARACTERS if names_.is_chinese(name) else _LETTERS) for name in names]


def _room(names: list[str]) -> float:
    """Pixels for the names of a column."""
    return 16 + max((len(name) * _EACH[names_.is_chinese(name)] for name in names), default=0)


def _marks(nodes: pd.DataFrame, names: list[str], step: float, language: Language) -> go.Scatter:
    """A column of marks with their names on the outer side."""
    words = [
        theme.plain(
            language(
                "{name}: {drawn} lines drawn of {all}", name=_whole_name(row, language),
                drawn=language.number(row.drawn_memberships), all=language.number(row.all_memberships),
            )
        )
        for row in nodes.itertuples()
    ]  # fmt: skip
    is_right = (nodes["two_mode_side"] == "organisation").all()
    return go.Scatter(
        x=[_RIGHT if is_right else _LEFT] * len(nodes), y=[(row - 1) * step for row in nodes["node_row"]],
        mode="markers+text", text=[theme.plain(name) for name in names],
        textposition="middle right" if is_right else "middle left", textfont={"size": 11, "color": theme.INK},
        cliponaxis=False, customdata=words, hovertemplate="%{customdata}<extra></extra>",
        marker={"size": 8, "color": theme.CATEGORIES[0] if is_right else theme.INK,
                "symbol": "circle" if is_right else "square"},
    )  # fmt: skip


def _whole_name(row: object, language: Language) -> str:
    """The name under the pointer; a contract has its project's beside it, a meeting its day."""
    side, code = row.two_mode_side, row.unit_code  # type: ignore[attr-defined]
    name = language.name(row.name_en, row.name_zh)  # type: ignore[attr-defined]
    if side == "contract":
        return language("Contract {code} of {project}", code=code, project=name)
    if side == "meeting":
        day = row.unit_day  # type: ignore[attr-defined]
        return code if is_missing(day) else language("Meeting {code}, {day}", code=code, day=language.day(day))
    return name
