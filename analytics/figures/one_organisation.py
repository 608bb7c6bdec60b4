"""One organisation: its place year by year, the money that went to it and came from it, how late its projects are."""

from __future__ import annotations

import pandas as pd
from plotly.subplots import make_subplots

from analytics import codes
from analytics.figures import rows, theme
from analytics.figures.drawn import Drawn
from analytics.language import N_, Language
from analytics.measures import slippage_words

_YEARS = (
    ("projects_joined", N_("Projects joined")),
    ("degree", N_("Partners")),
    ("node_strength", N_("Strength, weighted")),
)
_MONEY: dict[tuple[str, ...], str] = {
    (): N_("No payment is known"),
    ("money_received",): N_("Money that it received"),
    ("money_paid",): N_("Money that it paid"),
    ("money_received", "money_paid"): N_("Money that it received and paid"),
}
_SIDES = (
    ("money_received", "payments_received", N_("Received"), theme.CATEGORIES[0], -0.2),
    ("money_paid", "payments_made", N_("Paid by it"), theme.INK, 0.2),
)


def years(everyone: pd.DataFrame, language: Language, organisation: int) -> Drawn:
    """`network_organisations_by_year`: projects, partners and strength of one organisation one above the other, each
    on its own axis from zero."""
    table = everyone[everyone["organisation_id"] == organisation]
    made = make_subplots(rows=len(_YEARS), cols=1, shared_xaxes=True, vertical_spacing=0.1)
    made.update_layout(theme.figure(height=420).layout)
    labels = [str(year) for year in table["calendar_year"]]
    for place, (column, title) in enumerate(_YEARS, start=1):
        said = [language.number(value, 0 if float(value).is_integer() else 1) for value in table[column]]
        made.add_scatter(
            x=labels, y=table[column].astype("float64"), mode="lines+markers+text", text=said,
            textposition="top center", row=place, col=1, line={"color": theme.INK, "width": 2}, marker={"size": 7},
            textfont={"color": theme.INK, "size": 12}, cliponaxis=False,
            customdata=[_place(row, language) for row in table.itertuples()],
            hovertemplate="%{x}: %{y} · %{customdata}<extra></extra>",
        )  # fmt: skip
        made.add_annotation(
            x=0, xref="x domain" if place == 1 else f"x{place} domain", y=1, yanchor="bottom", yshift=4,
            yref="y domain" if place == 1 else f"y{place} domain", xanchor="left", showarrow=False,
            text=f"<b>{language(title)}</b>", font={"size": 12, "color": theme.INK},
        )  # fmt: skip
        highest = max(table[column].astype("float64"), default=1.0) or 1.0
        made.update_yaxes(range=[0, 1.35 * highest], showticklabels=False, row=place, col=1)
    made.update_xaxes(type="category")
    made.update_layout(margin={"t": 28, "b": 24})
    return Drawn(
        made,
        _moved(table, language),
        language("Its place in the slice of each year by itself; the last year ends with the as-of date."),
        language("Projects, partners and strength of the organisation over {n} years.", n=len(table)),
    )  # fmt: skip


def _moved(table: pd.DataFrame, language: Language) -> str:
    degrees, labels = table["degree"].tolist(), table["calendar_year"].tolist()
    return language(
        "{first} partners in {then}, {last} in {now}",
        first=language.number(degrees[0]),
        then=labels[0],
        last=language.number(degrees[-1]),
        now=labels[-1],
    )


def _place(row: object, language: Language) -> str:
    return language(
        "rank {rank} of {all} by degree",
        rank=language.number(row.degree_rank),  # type: ignore[attr-defined]
        all=language.number(row.organisations),  # type: ignore[attr-defined]
    )


def money(table: pd.DataFrame, language: Language, currency: str) -> Drawn:
    """`organisation_money`: what was paid to the organisation beside what it paid, year by year, in one currency."""
    shown = table[table["currency"] == currency]
    labels = [str(year) for year in shown["calendar_year"]]
    made = theme.figure(height=420)
    drawn = [side for side in _SIDES if shown[side[0]].notna().any()]
    for column, counted, title, colour, shift in drawn:
        made.add_bar(
            x=labels, y=shown[column], width=0.36, offset=(shift if len(drawn) > 1 else 0) - 0.18, name=language(title),
            marker={"color": colour},
            customdata=[
                language("{money} in {payments}", money=language.money(amount, currency),
                         payments=language.plural("{n} payment", "{n} payments", int(n)))
                for amount, n in zip(shown[column], shown[counted], strict=True)
            ],
            hovertemplate=f"%{{x}} · {language(title)}: %{{customdata}}<extra></extra>",
        )  # fmt: skip
    unit = theme.money_axis(made, language, currency, [0, *shown["money_received"], *shown["money_paid"]])
    made.update_layout(showlegend=len(drawn) > 1, legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"})
    made.update_xaxes(type="category")
    return Drawn(
        made,
        language(_MONEY[tuple(side[0] for side in drawn)]),
        language("Payments by the calendar year in which they were made, in {unit}.", unit=unit),
        language("Payments to the organisation and by it over {n} years.", n=len(shown)),
    )


def delays(table: pd.DataFrame, language: Language) -> Drawn:
    """`organisation_delays`: the share delayed of its projects on its interval, and that of all others."""
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
            median=slippage_words.middle(row, language), n=language.number(row["judged"]),
        )  # fmt: skip
        rows.words(made, place, language(codes.WHOSE[row["whose"]]), facts)
    return Drawn(
        made,
        language("How late its projects are, beside all others"),
        language("Dot: share delayed. Bar: 95 % interval, wide where few projects are known."),
        language("Share delayed of the organisation’s projects and of all others, with intervals."),
    )
