"""Funds: base and incremental, public and private money as parts of 100 %; allocated and paid; idle money by age."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import N_, Language, is_missing

_NATURE = (
    (N_("Base"), "base_share", theme.CATEGORIES[0]),
    (N_("Incremental"), "incremental_share", theme.CATEGORIES[1]),
    (N_("Not stated"), "nature_unknown_share", theme.UNKNOWN),
)
_CAPITAL = (
    (N_("Public"), "public_share", theme.CATEGORIES[0]),
    (N_("Private"), "private_share", theme.CATEGORIES[1]),
    (N_("Not stated"), "capital_unknown_share", theme.UNKNOWN),
)
_AGES = {
    "idle_recent": theme.MAGNITUDE[3],
    "idle_middle": theme.MAGNITUDE[6],
    "idle_old": theme.MAGNITUDE[9],
    "idle_age_unknown": theme.UNKNOWN,
}


def nature(table: pd.DataFrame, language: Language, currency: str, dimension: str) -> Drawn:
    """`fund_mix_by_year` and its like: how much of the allocated money is incremental."""
    shown = table[table["currency"] == currency]
    known = shown[shown["incremental_share"].notna()]
    return Drawn(
        _parts(shown, _NATURE, language, currency, dimension),
        _highest(known, "incremental_share", language, dimension, language("Incremental money")),
        language.sentences(
            (
                language("Base and incremental money, in % of the allocated {by}.", by=_by(dimension, language)),
                rows.left_out(max(0, len(shown) - rows.MOST), language),
            )
        ),
        language("Parts of base and incremental money {by}, {n} rows.", by=_by(dimension, language), n=len(shown)),
    )


def capital(table: pd.DataFrame, language: Language, currency: str, dimension: str) -> Drawn:
    """The same table: how much of the allocated money private partners bring."""
    shown = table[table["currency"] == currency]
    known = shown[shown["private_share"].notna()]
    return Drawn(
        _parts(shown, _CAPITAL, language, currency, dimension),
        _highest(known, "private_share", language, dimension, language("Private capital")),
        language.sentences(
            (
                language("Public and private capital, in % of the allocated {by}.", by=_by(dimension, language)),
                rows.left_out(max(0, len(shown) - rows.MOST), language),
            )
        ),
        language("Parts of public and private capital {by}, {n} rows.", by=_by(dimension, language), n=len(shown)),
    )


def paid_by_year(table: pd.DataFrame, language: Language, currency: str) -> Drawn:
    """`fund_by_year`: allocated as an outline, paid in ink, and above them what was paid of the allocated."""
    shown = table[table["currency"] == currency].sort_values("year")
    years = [str(year) for year in shown["year"]]
    texts = {name: [language.money(value, currency) for value in shown[name]] for name in ("allocated", "paid")}
    outline = {"color": "rgba(0,0,0,0)", "line": {"color": theme.PLAN, "width": 1.5}}
    tops = shown[["allocated", "paid"]].fillna(0).max(axis=1)
    made = theme.figure(
        go.Bar(x=years, y=shown["allocated"], marker=outline, width=0.72, customdata=texts["allocated"],
               hovertemplate=language("Allocated") + " %{x}: %{customdata}<extra></extra>"),
        go.Bar(x=years, y=shown["paid"], marker={"color": theme.INK}, width=0.42, customdata=texts["paid"],
               hovertemplate=language("Paid") + " %{x}: %{customdata}<extra></extra>"),
        go.Scatter(x=years, y=tops, mode="text", textposition="top center", hoverinfo="skip",
                   text=[language.percent(share) for share in shown["paid_share"]],
                   textfont={"color": theme.INK, "size": 13}, cliponaxis=False),
        height=340,
    )  # fmt: skip
    made.update_layout(barmode="overlay", margin={"t": 28})
    made.update_xaxes(type="category")
    unit = theme.money_axis(made, language, currency, [0, *shown["allocated"], *shown["paid"]])
    known = shown[shown["paid_share"].notna()]
    title = language("What was allocated, and what was paid")
    if len(known):
        newest = known.iloc[-1]
        title = language(
            "{share} of the money allocated for {year} was paid in that year",
            share=language.percent(newest["paid_share"]),
            year=newest["year"],
        )
    return Drawn(
        made,
        title,
        language(
            "Outline: allocated for the fiscal year. Solid: paid in it. Above: paid of the allocated, over the "
            "projects of which both are known. {unit}.",
            unit=unit,
        ),
        language("Bars of allocated and paid money for {n} fiscal years in {unit}.", n=len(shown), unit=unit),
    )


def idle_by_age(table: pd.DataFrame, bands: pd.DataFrame, language: Language, currency: str, dimension: str) -> Drawn:
    """`idle_by_district` and its like with `idle_bands`: idle money of each group, darker where it is older."""
    groups = table[table["currency"] == currency]
    shown = groups.head(rows.MOST)
    made = rows.frame(len(shown), "")
    unit = theme.money_axis(made, language, currency, shown["idle"], axis="x")
    made.update_xaxes(title={"text": theme.plain(unit)})
    places = list(range(len(shown)))
    for (name, colour), band in zip(_AGES.items(), bands[bands["currency"] == currency].itertuples(), strict=False):
        label = _age(band.idle_from, band.idle_to, language)
        made.add_bar(
            orientation="h", y=places, x=shown[name], name=label, width=0.32, marker=_paint(colour),
            customdata=[language.money(idle, currency) for idle in shown[name]],
            hovertemplate=f"{theme.plain(label)}: %{{customdata}}<extra></extra>",
        )  # fmt: skip
    _legend(made)
    for place, row in zip(places, shown.itertuples(), strict=True):
        facts = language(
            "{idle}, median age {median}",
            idle=language.money(row.idle, currency),
            median=language.days(row.median_idle_days),
        )
        rows.words(made, place, language.name(row.group_en, row.group_zh), facts)
    by = language(codes.DIMENSIONS[dimension])
    return Drawn(
        made,
        _most_idle(shown, language, currency),
        language.sentences(
            (
                language("Allocated and not paid {by}, by days since the oldest unpaid allocation.", by=by),
                rows.left_out(len(groups) - len(shown), language),
            )
        ),
        language("Bars of idle money of {n} groups {by}, the most first.", n=len(shown), by=by),
    )


def _parts(
    table: pd.DataFrame,
    parts: tuple[tuple[str, str, str], ...],
    language: Language,
    currency: str,
    dimension: str,
) -> go.Figure:
    """One bar of 100 % a row; the name of the row and the share of the second part above it."""
    shown = table.head(rows.MOST)
    places = list(range(len(shown)))
    made = rows.frame(len(shown), language("% of the allocated"))
    for label, share, colour in parts:
        made.add_bar(
            orientation="h", y=places, x=shown[share].astype("float64"), name=language(label), width=0.32,
            marker=_paint(colour), customdata=[language.percent(part, 1) for part in shown[share]],
            hovertemplate=language(label) + ": %{customdata}<extra></extra>",
        )  # fmt: skip
    rows.percent_axis(made, language, 1.0)
    _legend(made)
    for place, (_, row) in zip(places, shown.iterrows(), strict=True):
        name = str(row["year"]) if dimension == "year" else language.name(row["group_en"], row["group_zh"])
        said = language(
            "{part} of {allocated}",
            part=language.percent(row[parts[1][1]], 1),
            allocated=language.money(row["allocated"], currency),
        )
        if not is_missing(row[parts[2][1]]) and row[parts[2][1]] >= 0.0005:
            unknown = language.percent(row[parts[2][1]], 1)
            said = language("{said}, {share} not stated", said=said, share=unknown)
        rows.words(made, place, name, said)
    return made


def _legend(made: go.Figure) -> None:
    made.update_layout(
        barmode="stack",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False, "itemdoubleclick": False,
                "traceorder": "normal"},
        margin={"t": 36},
    )  # fmt: skip


def _paint(colour: str) -> dict[str, object]:
    """The colour of a part; what is unknown is hatched."""
    painted: dict[str, object] = {"color": colour, "line": {"width": 1, "color": theme.PAPER}}
    if colour == theme.UNKNOWN:
        painted["pattern"] = {"shape": theme.HATCH, "fgcolor": theme.UNKNOWN, "bgcolor": theme.PAPER, "size": 6}
    return painted


def _age(first: object, last: object, language: Language) -> str:
    """A band of age in words; both ends are in it."""
    if not is_missing(last):
        most = language.days(last)
        if first:
            return language("{first} to {last}", first=language.number(first), last=most)
        return language("Up to {days}", days=most)
    return language("Age not known") if is_missing(first) else language("{days} and more", days=language.days(first))


def _most_idle(shown: pd.DataFrame, language: Language, currency: str) -> str:
    if shown.empty:
        return language("Nothing that was allocated is left unpaid")
    first = shown.iloc[0]
    return language(
        "{group} has the most idle money: {idle}",
        group=language.name(first["group_en"], first["group_zh"]),
        idle=language.money(first["idle"], currency),
    )


def _highest(known: pd.DataFrame, share: str, language: Language, dimension: str, what: str) -> str:
    """The newest year, or the group with the largest share."""
    if known.empty or not (known[share] > 0).any():
        return language("{what}: none is stated", what=what)
    row = known.iloc[0] if dimension == "year" else known.loc[known[share].idxmax()]
    name = str(row["year"]) if dimension == "year" else language.name(row["group_en"], row["group_zh"])
    said = language.percent(row[share], 1)
    if dimension == "year":
        return language("{what} in {year}: {share}", what=what, year=name, share=said)
    return language("{what} is highest in {group}: {share}", what=what, group=name, share=said)


def _by(dimension: str, language: Language) -> str:
    return language("by fiscal year") if dimension == "year" else language(codes.DIMENSIONS[dimension])
