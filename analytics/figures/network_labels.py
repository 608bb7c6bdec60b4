"""Words of the network's picture: names beside the marks, what stands under the pointer, what sizes and labels mean."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import names as names_
from analytics.figures import network_groups, theme
from analytics.language import MISSING, Language, is_missing
from analytics.measures import network_marks, network_words
from analytics.measures.network_labels import BESIDE, CHARACTERS, LETTERS
from analytics.measures.network_marks import diameter

# A rim that keeps letters apart from lines and marks behind them: a hard one, and a soft one around it.
_RIM = [f"{x}px {y}px 0 {theme.PAPER}" for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y]
_HALO = ", ".join([*_RIM, f"0 0 3px {theme.PAPER}", f"0 0 3px {theme.PAPER}"])
_SMALL = 0.1  # two digits would say too little of what is smaller
_SHORT = 9  # letters of a name with which a number shares the line


@dataclass(frozen=True)
class Words:
    """What the tables were asked for, and the language in which it is said."""

    language: Language
    size: str = "strength"
    colour: str = "kind"
    label: str = "name"
    tie: str = "works"
    weight: str = "count"
    places: tuple[tuple[str, str], ...] = ()

    def measure(self, name: str, value: object, *, short: bool = False) -> str:
        """A value of one of `SIZES`; a strength has the unit of the weights."""
        if name == "strength":
            return network_words.weight(value, self.weight, self.language)
        if is_missing(value):
            return MISSING
        number = float(value)  # type: ignore[arg-type]
        digits = 0 if number.is_integer() else 2 if short and number >= _SMALL else 3
        return self.language.number(value, digits)

    def beside(self, row: object) -> str:
        """What stands beside the name of an organisation: a value, the word for its group, or ""."""
        if self.label in network_marks.SIZES:
            return self.measure(self.label, row.label_value, short=True)  # type: ignore[attr-defined]
        if self.label in network_marks.COLOURS:
            code = row.label_group  # type: ignore[attr-defined]
            places = dict(self.places)
            return MISSING if is_missing(code) else network_groups.title(self.label, code, self.language, places)
        return ""

    def facts(self, row: object, group: str) -> str:
        """All that is said of an organisation beside its name; `group` is the word for its colour."""
        language, said = self.language, []
        for name, value in ((self.size, row.mark_size), (self.label, row.label_value)):  # type: ignore[attr-defined]
            if name in network_marks.SIZES and name not in ("partners", "projects"):
                said.append(f"{language(network_marks.SIZES[name]).lower()} {self.measure(name, value)}")
        if self.colour != "kind":
            said.append(group)
        if self.label in network_marks.COLOURS and self.label not in ("kind", self.colour):
            said.append(self.beside(row))
        return language("; ").join(
            [
                language.label(codes.ORGANISATION_KINDS, row.organisation_kind),  # type: ignore[attr-defined]
                language.plural("{n} project", "{n} projects", int(row.projects_joined)),  # type: ignore[attr-defined]
                language.plural("{n} partner", "{n} partners", int(row.partners)),  # type: ignore[attr-defined]
                *dict.fromkeys(said),
            ]
        )

    def pointed_at(self, row: object, group: str) -> str:
        """The name and all that is said of it."""
        name = self.language.name(row.organisation_en, row.organisation_zh)  # type: ignore[attr-defined]
        return self.language("{label}: {detail}", label=name, detail=self.facts(row, group))

    def size_means(self) -> str:
        """What a larger mark is."""
        measure = self.language(network_marks.SIZES[self.size]).lower()
        return self.language("A larger mark is more: {measure}.", measure=measure)

    def label_means(self) -> str:
        """What stands beside the names; "" where it is nothing."""
        if self.label in ("name", "none"):
            return ""
        what = self.language(network_marks.LABELS[self.label]).lower()
        return self.language("Beside the name: {what}.", what=what)


def names(nodes: pd.DataFrame, largest: float, words: Words) -> go.Scatter:
    """Names above or below the marks, on short lines, with what stands beside them."""
    apart = names_.apart([words.language.name(row.organisation_en, row.organisation_zh) for row in nodes.itertuples()])
    rows = [(name, row) for name, row in zip(apart, nodes.itertuples(), strict=True) if row.labelled]
    return go.Scatter(
        x=[round(row.x, 4) for _, row in rows], y=[round(row.y, 4) for _, row in rows], mode="markers+text",
        text=[text(name, words.beside(row)) for name, row in rows], hoverinfo="skip", showlegend=False,
        textposition=["bottom center" if row.label_below else "top center" for _, row in rows],
        textfont={"size": 12, "color": theme.INK, "shadow": _HALO}, cliponaxis=False,
        # Not seen: its size keeps the name off the mark.
        marker={"size": [round(diameter(row.mark_size, largest), 1) for _, row in rows], "opacity": 0},
    )  # fmt: skip


def text(name: str, beside: str) -> str:
    """A name on a few short lines with a value beside it, or on the next line where there is no room.

    >>> text("DDC", "0.31"), text("Water Affairs Bureau", "0.31")
    ('DDC · 0.31', 'Water Affairs<br>Bureau<br>0.31')
    """
    said, value = names_.lines(name, LETTERS, CHARACTERS), theme.plain(theme.short(beside, BESIDE))
    if not beside:
        return said
    if len(name) <= _SHORT and len(beside) <= _SHORT:
        return f"{said} · {value}"
    lines = said.split("<br>")
    return "<br>".join([*lines[:2], value] if len(lines) < 3 else [lines[0], lines[1].removesuffix("…") + "…", value])
