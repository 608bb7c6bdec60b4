"""Lights by rule: the same projects under every rule, and one rule held against another."""

from __future__ import annotations

import pandas as pd

from analytics.codes import LIGHT_SHAPES, LIGHTS
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.figures.light_grid import grid
from analytics.language import Language

_WRITTEN = 0.1  # a segment narrower than this has no room for its share, and on a hatched one nobody could read it
_ORDER = ("late", "watch", "good", "unknown")


def side_by_side(table: pd.DataFrame, language: Language) -> Drawn:
    """`light_counts`: one bar a rule, all projects in each; red begins at the left, so that reds compare."""
    keys = table["light_rule"].unique()[: rows.MOST]
    left_out = table["light_rule"].nunique() - len(keys)
    shown = table[table["light_rule"].isin(keys)].set_index(["rule_light", "light_rule"])
    made = rows.frame(len(keys), language("Share of the projects"))
    for light in _ORDER:
        part = shown.loc[light].loc[list(keys)]
        shares = part["share"].astype("float64").fillna(0)
        word = f"{LIGHT_SHAPES[light]} {language(LIGHTS[light])}"
        made.add_bar(
            orientation="h", y=list(range(len(keys))), x=shares, width=0.4,
            marker={"color": theme.LIGHTS[light], "line": {"width": 1, "color": theme.PAPER},
                    "pattern": {"shape": theme.HATCH if light == "unknown" else "", "fillmode": "replace"}},
            text=["" if light == "unknown" or share < _WRITTEN else f"{LIGHT_SHAPES[light]} {language.percent(share)}"
                  for share in shares],
            textposition="inside", insidetextanchor="middle", textangle=0, constraintext="none",
            textfont={"color": theme.PAPER, "size": 12},
            customdata=[language.number(n) for n in part["projects"]],
            hovertemplate=f"{word}: %{{customdata}}<extra></extra>",
        )  # fmt: skip
    made.update_layout(barmode="stack")
    rows.percent_axis(made, language, 1.0)
    for place, key in enumerate(keys):
        name = language.name(shown.loc[("late", key), "light_rule_en"], shown.loc[("late", key), "light_rule_zh"])
        numbers = [f"{LIGHT_SHAPES[light]} {language.number(shown.loc[(light, key), 'projects'])}" for light in _ORDER]
        rows.words(made, place, name, "  ".join(numbers))
    legend = "  ".join(f"{LIGHT_SHAPES[light]} {language(LIGHTS[light])}" for light in _ORDER)
    return Drawn(
        made,
        _title(shown.loc["late"], language),
        language.sentences((language("All projects in scope by their light. {legend}.", legend=legend),
                            rows.left_out(left_out, language))),
        language("Bars of all projects by light under {n} rules. {title}.", n=len(keys),
                 title=_title(shown.loc["late"], language)),
    )  # fmt: skip


def two_rules(table: pd.DataFrame, language: Language, rule: str, against: str) -> Drawn:
    """`light_two_rules`: the lights of one rule from top to bottom, of another from left to right."""
    shown = table[(table["first_rule"] == rule) & (table["second_rule"] == against)]
    first, second = (language.name(shown[f"{one}_rule_en"].iloc[0], shown[f"{one}_rule_zh"].iloc[0])
                     for one in ("first", "second"))  # fmt: skip
    number = shown.set_index(["first_light", "second_light"])["projects"]
    made = grid(
        shown["first_light"], shown["second_light"], shown["projects"],
        (theme.short(first, 22), theme.short(second, 32)), language,
    )  # fmt: skip
    red = language.number(number["late", "late"])
    return Drawn(
        made,
        language.plural("{n} project is red by both rules", "{n} projects are red by both rules",
                        int(number["late", "late"]))
        if number["late", "late"] else language("No project is red by both rules"),
        language("Projects by “{first}” (rows) and “{second}” (columns); vermilion where the two differ.",
                 first=first, second=second),
        language("A grid of lights by two rules: {n} projects are red by both.", n=red),
    )  # fmt: skip


def reported(table: pd.DataFrame, language: Language, rule: str) -> Drawn:
    """`light_disagreements`: the lights of a rule against the lights that were reported."""
    shown = table[table["light_rule"] == rule]
    name = language.name(shown["light_rule_en"].iloc[0], shown["light_rule_zh"].iloc[0])
    number = shown.set_index(["rule_light", "light_reported"])["projects"]
    titles = (theme.short(name, 22), language("Reported"))
    hidden = language.number(number["late", "good"])
    return Drawn(
        grid(shown["rule_light"], shown["light_reported"], shown["projects"], titles, language),
        language.plural(
            "{n} project is reported on plan and red by the rule",
            "{n} projects are reported on plan and red by the rule",
            int(number["late", "good"]),
        )
        if number["late", "good"] else language("No project is reported on plan and red by the rule"),
        language("Projects by “{rule}” (rows) and by the light that was reported (columns).", rule=name),
        language("A grid of lights: {n} projects are reported on plan and late by the rule.", n=hidden),
    )  # fmt: skip


def _title(late: pd.DataFrame, language: Language) -> str:
    """Which rule has the most red projects and which the fewest."""
    ordered = late.sort_values("projects", kind="stable")
    least, most = ordered.iloc[0], ordered.iloc[-1]
    if not most["projects"]:
        return language("No project is red by any rule")
    return language(
        "The same projects: {most_n} red by “{most}”, {least_n} by “{least}”",
        most_n=language.number(most["projects"]),
        most=language.name(most["light_rule_en"], most["light_rule_zh"]),
        least_n=language.number(least["projects"]),
        least=language.name(least["light_rule_en"], least["light_rule_zh"]),
    )
