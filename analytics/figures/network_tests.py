"""The tests of the network in pictures: a correlation among those that chance gives, and measures beside chance."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing
from analytics.measures import network_test_words as words


def chance_correlations(distribution: pd.DataFrame, correlation: pd.DataFrame, language: Language) -> Drawn:
    """`qap_distribution` and `qap_correlation`: bars for chance, a line for what is observed."""
    observed = correlation.iloc[0]
    r = float(observed["correlation"])
    low, high, times = (distribution[name].astype("float64").tolist() for name in ("r_from", "r_to", "times_drawn"))
    made = theme.figure(height=320)
    made.add_bar(
        x=low, y=times, offset=0, width=[right - left for left, right in zip(low, high, strict=True)],
        marker={"color": theme.PLAN, "line": {"width": 0}},
        customdata=[
            language("r from {low} to {high}: {n} permutations", low=language.number(left, 3),
                     high=language.number(right, 3), n=language.number(n))
            for left, right, n in zip(low, high, times, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    made.add_shape(type="line", x0=r, x1=r, y0=0, y1=1, yref="y domain", line={"color": theme.HIGHLIGHT, "width": 3})
    right_half = r > (min(*low, r) + max(*high, r)) / 2
    theme.label(
        made, r, 1.0, language("observed r = {r}", r=language.number(r, 3)), theme.HIGHLIGHT, yref="y domain",
        yanchor="bottom", xanchor="right" if right_half else "left", xshift=0,
    )  # fmt: skip
    made.update_layout(bargap=0, margin={"t": 28, "b": 44})
    made.update_xaxes(title={"text": language("Correlation r"), "font": {"size": 12}}, tickformat=".2~f")
    made.update_yaxes(title={"text": language("Permutations"), "font": {"size": 12}}, rangemode="tozero")
    names = [words.relation(observed[name], language) for name in ("relation_first", "relation_second")]
    return Drawn(
        made,
        words.correlation_title(correlation, language),
        language(
            "“{first}” with “{second}”: correlations in {n} permutations of the organisations, and the observed one",
            first=names[0], second=names[1], n=language.number(observed["permutations"]),
        ),
        language(
            "Histogram of {n} correlations by chance, mean {mean}, standard deviation {sd}; observed {r}.",
            n=language.number(observed["permutations"]), mean=words.mean_by_chance(observed, language),
            sd=language.number(observed["permuted_sd"], 3), r=language.number(r, 3),
        ),
    )  # fmt: skip


def uniform(table: pd.DataFrame, language: Language) -> Drawn:
    """`cug_tests`: how far each measure lies from what uniform networks give."""
    return _beside_chance(
        table,
        [language.label(codes.NETWORK_MEASURES, code) for code in table["network_measure"]],
        words.measured,
        language("How unlike a uniform network this one is"),
        language("z: standard deviations from the mean of the random networks; the band is what chance gives 19 times "
                 "in 20, were z normal"),
        language,
    )  # fmt: skip


def brokerage(table: pd.DataFrame, language: Language) -> Drawn:
    """`brokerage_totals`: how far each role lies from what ties at random give."""
    return _beside_chance(
        table,
        [language.label(codes.BROKERAGE_ROLES, code) for code in table["brokerage_role"]],
        words.brokered,
        language("How much is brokered in each role, beside chance"),
        language("z: standard deviations from what ties at random between these groups give; the band is what chance "
                 "gives 19 times in 20"),
        language,
    )  # fmt: skip


def _beside_chance(
    table: pd.DataFrame,
    names: list[str],
    facts: Callable[[pd.Series, Language], str],
    title: str,
    subtitle: str,
    language: Language,
) -> Drawn:
    made = rows.frame(len(table), language("z, 0 is chance"))
    known = [float(z) for z in table["chance_z"] if not is_missing(z)]
    made.add_vrect(x0=-words.Z, x1=words.Z, fillcolor=theme.RULE, opacity=0.6, line_width=0, layer="below")
    said = []
    for place, (name, (_, row)) in enumerate(zip(names, table.iterrows(), strict=True)):
        text = facts(row, language)
        rows.words(made, place, name, text)
        z = row["chance_z"]
        said.append(f"{name}: {text}" + ("" if is_missing(z) else language(" (z {z})", z=language.number(z, 2))))
        if not is_missing(z):
            _mark(made, place, float(z), said[-1])
    reach = max([words.Z, *(abs(z) for z in known)]) * 1.12
    made.update_xaxes(range=[-reach, reach], zeroline=True, zerolinecolor=theme.PLAN, tickformat=",~f")
    return Drawn(made, title, subtitle, language("; ").join(said))


def _mark(made: go.Figure, place: int, z: float, hover: str) -> None:
    made.add_shape(type="line", x0=0, x1=z, y0=place, y1=place, line={"color": theme.PLAN, "width": 2}, layer="below")
    made.add_scatter(
        x=[z], y=[place], mode="markers", marker={"color": theme.INK, "size": 11}, text=[theme.plain(hover)],
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
