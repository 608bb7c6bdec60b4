"""Tiers by count and by money, the typical project between the thresholds, and the tiers over time and by group."""

from __future__ import annotations

from math import log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, is_missing

COUNTED, MONEY = theme.CATEGORIES[0], theme.CATEGORIES[1]
# The larger the stronger; unknown is hatched grey as everywhere.
FILLS = {"A": theme.MAGNITUDE[9], "B": theme.MAGNITUDE[6], "C": theme.MAGNITUDE[2], codes.UNKNOWN: theme.UNKNOWN}


def tier_shares(counts: pd.DataFrame, money: pd.DataFrame, language: Language, currency: str | None) -> Drawn:
    """`tier_counts` and `tier_money`: each tier's part of the projects above its part of their money."""
    mine = money[money["currency"] == currency].set_index("tier")
    made = rows.frame(len(counts), language("Share of all projects, and of all known investment"))
    made.update_layout(barmode="overlay")
    for place, row in enumerate(counts.itertuples()):
        amount = mine.loc[row.tier] if row.tier in mine.index else None
        share = None if amount is None else amount["money_share"]
        facts = language(
            "{n} ({share}); {money}",
            n=language.plural("{n} project", "{n} projects", int(row.projects)),
            share=language.percent(row.projects_share, 1),
            money=language("investment not known")
            if amount is None or is_missing(share)
            else language("{amount} ({share})", amount=language.money(amount["registered_amount"], currency or ""),
                          share=language.percent(share, 1)),
        )  # fmt: skip
        rows.words(made, place, language.label(codes.TIERS, row.tier), facts)
        for level, value, colour in ((-0.1, row.projects_share, COUNTED), (0.16, share, MONEY)):
            hatched = {"shape": theme.HATCH if row.tier == codes.UNKNOWN else ""}
            made.add_bar(
                orientation="h", y=[place + level], x=[_plain(value)], width=0.22,
                marker={"color": colour, "pattern": hatched}, hoverinfo="skip",
            )  # fmt: skip
    known = [float(share) for share in (*counts["projects_share"], *mine["money_share"]) if not is_missing(share)]
    rows.percent_axis(made, language, min(1.0, max([0.2, *known]) * 1.05))
    return Drawn(
        made,
        _weights(counts, mine, language),
        language("Upper bar: share of the projects. Lower bar: share of their investment at registration."),
        language(
            "Bars of each tier’s share of projects and of money: {parts}.",
            parts=language("; ").join(
                f"{language.label(codes.TIERS, row.tier)} {language.percent(row.projects_share, 1)}"
                for row in counts.itertuples()
            ),
        ),
    )


def _plain(share: Any) -> float:
    return 0.0 if is_missing(share) else float(share)


def _weights(counts: pd.DataFrame, mine: pd.DataFrame, language: Language) -> str:
    by_number = counts.set_index("tier")["projects_share"]
    if "A" not in mine.index or is_missing(mine.loc["A", "money_share"]):
        return language("Projects by tier")
    return language(
        "Tier A is {share} of the projects and {money} of the money",
        share=language.percent(by_number["A"], 1), money=language.percent(mine.loc["A", "money_share"], 1),
    )  # fmt: skip


def typical(table: pd.DataFrame, language: Language, currency: str | None) -> Drawn:
    """`tier_typical`: the middle half, median and mean of the investments on a logarithmic axis with the thresholds."""
    mine = table[table["currency"] == currency]
    row = mine.iloc[0]
    made = theme.figure(height=190)
    low, high = (float(row[name]) for name in ("quarter_registered", "three_quarter_registered"))
    made.add_shape(type="line", x0=low, x1=high, y0=0, y1=0, line={"color": theme.PLAN, "width": 10}, layer="below")
    # The words of the mean stand at its left, away from the threshold of tier A.
    words = {"median": language("median {amount}"), "mean": language("mean {amount}")}
    for name, symbol, level, beside in (("median", "diamond", -0.42, "center"), ("mean", "circle", 0.42, "left")):
        amount = row[f"{name}_registered"]
        said = words[name].replace("{amount}", language.money(amount, str(currency)))
        made.add_scatter(
            x=[float(amount)], y=[0], mode="markers", hoverinfo="skip",
            marker={"symbol": symbol, "size": 15, "color": theme.INK, "line": {"width": 1.5, "color": theme.PAPER}},
        )  # fmt: skip
        made.add_scatter(
            x=[float(amount)], y=[level], mode="text", text=[said], hoverinfo="skip", cliponaxis=False,
            textposition=f"middle {beside}", textfont={"size": 13, "color": theme.INK},
        )  # fmt: skip
    named = [(row[name], between) for name, between in (("b_from", ("C", "B")), ("a_above", ("B", "A")))]
    limits = [(limit, between) for limit, between in named if not is_missing(limit)]
    for limit, _ in limits:
        made.add_shape(type="line", x0=float(limit), x1=float(limit), y0=-0.75, y1=0.75,
                       line={"color": theme.HIGHLIGHT, "width": 2})  # fmt: skip
    # Words as a trace: the place of an annotation on a logarithmic axis would be its power of ten.
    made.add_scatter(
        x=[float(limit) for limit, _ in limits], y=[-0.98] * len(limits), mode="text", hoverinfo="skip",
        cliponaxis=False, textfont={"size": 12, "color": theme.HIGHLIGHT},
        text=[f"{below} ← {language.money(limit, str(currency))} → {above}" for limit, (below, above) in limits],
    )  # fmt: skip
    amounts = [
        low,
        high,
        float(row["median_registered"]),
        float(row["mean_registered"]),
        *(float(limit) for limit, _ in limits),
    ]
    ticks = _powers(min(amounts), max(amounts))
    made.update_xaxes(type="log", tickvals=ticks, showgrid=True, range=_room(min(amounts), max(amounts)),
                      ticktext=[language.money(tick, str(currency)) for tick in ticks])  # fmt: skip
    made.update_yaxes(range=[-1.2, 0.9], showticklabels=False, showgrid=False)
    tiers = [language.label(codes.TIERS, row[name]) for name in ("mean_tier", "median_tier")]
    return Drawn(
        made,
        language("The mean falls in {mean}, the median in {median}", mean=tiers[0], median=tiers[1])
        if tiers[0] != tiers[1]
        else language("Mean and median both fall in {tier}", tier=tiers[0]),
        language("Diamond: median. Circle: mean. Bar: the middle half. Blue lines: thresholds. Logarithmic axis."),
        language(
            "Mean {mean} and median {median} of {n} between the tier thresholds.",
            mean=language.money(row["mean_registered"], str(currency)),
            median=language.money(row["median_registered"], str(currency)),
            n=language.plural("{n} project", "{n} projects", int(row["with_registered"])),
        ),
    )


def _room(low: float, high: float) -> list[float]:
    """A logarithmic axis with room for words at both ends, in powers of ten."""
    return [log10(max(low, 1)) - 0.4, log10(max(high, 1)) + 0.4]


def _powers(low: float, high: float) -> list[int]:
    """Powers of ten from the last below `low` to the first above `high`."""
    first, last = len(str(int(max(low, 1)))) - 1, len(str(int(high)))
    return [10**power for power in range(first, last + 1)]


def count_trend(table: pd.DataFrame, language: Language) -> Drawn:
    """`tier_trend`: each tier's share of the projects at every reporting date."""
    made = _stacks(table, "projects_share", language)
    return Drawn(
        made,
        _over_time(table, "projects_share", language),
        language("Share of the projects in each tier at every reporting date"),
        language("Stacked bars of the tiers’ shares of projects at {n} reporting dates.", n=table["as_of"].nunique()),
    )


def money_trend(table: pd.DataFrame, language: Language, currency: str | None) -> Drawn:
    """`tier_money_trend`: each tier's share of the current budgets at every reporting date."""
    mine = table[table["currency"] == currency]
    made = _stacks(mine, "money_share", language)
    return Drawn(
        made,
        _over_time(mine, "money_share", language),
        language("Share of the known current budgets in each tier at every reporting date"),
        language("Stacked bars of the tiers’ shares of money at {n} reporting dates.", n=mine["as_of"].nunique()),
    )


def _over_time(table: pd.DataFrame, share: str, language: Language) -> str:
    """What tier A weighs now, and at the first date of which it is known."""
    first = table[(table["tier"] == "A") & table[share].notna()]
    of = language("of the projects") if share == "projects_share" else language("of the money")
    if first.empty:
        return language("What tier A weighs {of} is not known", of=of)
    then, now = first.iloc[0], first.iloc[-1]
    return language(
        "Tier A is {now} {of}; in {month} it was {then}", now=language.percent(now[share], 1), of=of,
        month=language.iso(then["as_of"])[:7], then=language.percent(then[share], 1),
    )  # fmt: skip


def _stacks(table: pd.DataFrame, share: str, language: Language) -> go.Figure:
    """Bars of 100 %, one a date, with the tiers named at the right."""
    made = theme.figure(height=280)
    made.update_layout(barmode="stack", bargap=0.12, margin={"r": 104})
    begin = 0.0
    for tier in codes.TIERS:
        mine = table[table["tier"] == tier]
        made.add_bar(
            x=[language.iso(day)[:7] for day in mine["as_of"]],
            y=mine[share].astype("Float64").fillna(0).astype("float64"),
            customdata=[language.percent(value, 1) for value in mine[share]],
            hovertemplate="%{x} " + language.label(codes.TIERS, tier) + ": %{customdata}<extra></extra>",
            marker=_fill(tier),
        )
        last = mine[share].iloc[-1] if len(mine) else None
        if not is_missing(last) and float(last) >= 0.04:  # type: ignore[arg-type]
            text = f"{language.label(codes.TIERS, tier)} {language.percent(last)}"
            made.add_annotation(x=1, xref="paper", y=begin + float(last) / 2, text=text, showarrow=False,  # type: ignore[arg-type]
                                xanchor="left", xshift=6, font={"color": theme.INK, "size": 12})  # fmt: skip
        begin += 0.0 if is_missing(last) else float(last)  # type: ignore[arg-type]
    made.update_xaxes(type="category", showgrid=False)
    theme.percent_axis(made, language, [0.8])
    made.update_yaxes(range=[0, 1], tickvals=[0, 0.25, 0.5, 0.75, 1],
                      ticktext=[language.percent(tick) for tick in (0, 0.25, 0.5, 0.75, 1)])  # fmt: skip
    return made


def _fill(tier: str) -> dict[str, Any]:
    hatched = {"shape": theme.HATCH if tier == codes.UNKNOWN else "", "size": 6}
    return {"color": FILLS[tier], "pattern": hatched, "line": {"color": theme.MAGNITUDE[9], "width": 0.8}}


def by_group(
    counts: pd.DataFrame, money: pd.DataFrame, language: Language, currency: str | None, dimension: str
) -> Drawn:
    """`tiers_by_sector` and `tier_money_by_sector` or their like: two bars of 100 % a group, by number and by money."""
    groups = counts.drop_duplicates("group")["group"].tolist()
    shown, mine = groups[: rows.MOST], money[money["currency"] == currency]
    made = rows.frame(len(shown), language("Share of the group’s projects, and of their known investment"))
    made.update_layout(barmode="stack", bargap=0)
    for place, group in enumerate(shown):
        number, amount = (t[t["group"].isna() if is_missing(group) else t["group"] == group] for t in (counts, mine))
        first = number.iloc[0]
        rows.words(made, place, language.name(first["group_en"], first["group_zh"]), _facts(number, amount, language))
    names = {group: place for place, group in enumerate(shown)}
    for level, table, share in ((-0.1, counts, "projects_share"), (0.17, mine, "money_share")):
        for tier in codes.TIERS:
            part = table[(table["tier"] == tier) & table["group"].isin(shown)]
            made.add_bar(
                orientation="h", y=[names[group] + level for group in part["group"]], width=0.24,
                x=part[share].astype("Float64").fillna(0).astype("float64"), marker=_fill(tier),
                customdata=[language.percent(value, 1) for value in part[share]],
                hovertemplate=language.label(codes.TIERS, tier) + ": %{customdata}<extra></extra>",
            )  # fmt: skip
    rows.percent_axis(made, language, 1.0)
    by = language(codes.DIMENSIONS[dimension])
    return Drawn(
        made,
        _strongest(counts, by, language),
        language.sentences(
            (
                language(
                    "Upper bar: projects. Lower bar: investment. From strong to pale tier A, B, C; hatched: unknown."
                ),
                rows.left_out(len(groups) - len(shown), language),
            )
        ),
        language("Bars of the mix of tiers in {n} groups {by}, by number and by money.", n=len(shown), by=by),
    )


def _strongest(counts: pd.DataFrame, by: str, language: Language) -> str:
    """The group in which tier A is most frequent."""
    stated = counts[(counts["tier"] == "A") & counts["group"].notna() & (counts["projects"] > 0)]
    if stated.empty:
        return language("The mix of tiers {by}: no tier A", by=by)
    top = stated.sort_values("projects_share", ascending=False, kind="stable").iloc[0]
    return language(
        "Tier A is most frequent in {group}: {share} of its projects",
        group=language.name(top["group_en"], top["group_zh"]), share=language.percent(top["projects_share"], 1),
    )  # fmt: skip


def _facts(number: pd.DataFrame, amount: pd.DataFrame, language: Language) -> str:
    by_number, by_money = number.set_index("tier"), amount.set_index("tier")
    share = by_money.loc["A", "money_share"] if "A" in by_money.index else None
    return language(
        "{n}; tier A {share}, of money {money}",
        n=language.plural("{n} project", "{n} projects", sum(int(each) for each in number["projects"])),
        share=language.percent(by_number.loc["A", "projects_share"]),
        money=language.percent(share),
    )
