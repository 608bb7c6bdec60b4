"""The network over time: its measures by year with the reforms marked, and its ties formed, kept and dissolved."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics import codes
from analytics.figures import theme
from analytics.figures.drawn import Drawn
from analytics.language import Language, as_date, is_missing
from analytics.measures import network_time_words as words

# Two columns: what a telephone has room for. The number of organisations and their partners move with these.
SHOWN = (
    "network_ties", "multi_body_share", "network_density", "network_components", "network_transitivity",
    "network_modularity", "degree_centralisation", "betweenness_centralisation", "kind_e_i", "vertical_share",
    "network_bodies", "mean_partners",
)  # fmt: skip
_COLUMNS, _ROW = 2, 132  # pixels of a row of panels
NEW, GONE = theme.CATEGORIES[0], theme.CATEGORIES[1]


def measures(
    years: pd.DataFrame, means: pd.DataFrame, events: pd.DataFrame, language: Language, reform: int = 0
) -> Drawn:
    """`network_by_year`, `network_reform` and `reform_events`: a small line for each measure, the reforms marked.

    `reform` is the number of the one that is compared, 0 where none is.
    """
    shown = [measure for measure in SHOWN if years[measure].notna().any()]
    lines = -(-len(shown) // _COLUMNS)
    height = _ROW * max(lines, 1) + 40
    titles = [theme.plain(language(codes.TIME_MEASURES[measure])) for measure in shown]
    made = theme.house(
        make_subplots(rows=max(lines, 1), cols=_COLUMNS, subplot_titles=titles, vertical_spacing=46 / height,
                      horizontal_spacing=0.1),
        height,
    )  # fmt: skip
    for title, place in zip(made.layout.annotations, range(len(shown)), strict=True):
        axis = made.layout["xaxis" if place == 0 else f"xaxis{place + 1}"]
        title.update(x=axis.domain[0], xanchor="left", font={"size": 13, "color": theme.INK})
    standing = events[events["withdrawn_at"].isna()]
    chosen = means[means["reform"] == reform].set_index("time_measure") if reform else means.head(0)
    first, last = int(years["calendar_year"].iloc[0]), int(years["calendar_year"].iloc[-1])
    for place, measure in enumerate(shown):
        row, column = divmod(place, _COLUMNS)
        at = {"row": row + 1, "col": column + 1}
        _line(made, years, measure, language, at)
        for event in standing.itertuples():
            name = theme.short(language.name(event.reform_en, event.reform_zh), 22)
            _mark(made, event, first, last, at, name if event.reform == reform else "", labelled=place == 0)
        if measure in chosen.index:
            _means(made, chosen.loc[measure], measure, language, at)
        made.update_xaxes(
            range=[first - 0.6, last + 0.6], tickvals=_ticks(first, last), tickformat="d", showgrid=False, **at
        )
        made.update_yaxes(range=_scale(years[measure], measure), nticks=4, **at)
        if measure in words.SHARES:
            made.update_yaxes(tickformat=".0%", **at)
    made.update_layout(margin={"l": 8, "r": 12, "t": 30, "b": 24})
    return Drawn(
        made,
        _measures_title(chosen, language),
        _measures_subtitle(years, chosen, standing, language),
        language("{n} measures of the network by year, {first} to {last}.", n=len(shown), first=first, last=last),
    )


def _line(made: go.Figure, years: pd.DataFrame, measure: str, language: Language, at: dict[str, int]) -> None:
    """The measure by year: filled where reports cover the whole year, hollow where they do not."""
    known = years[years[measure].notna()]
    whole = known["year_state"] == "whole"
    made.add_scatter(
        x=known["calendar_year"].astype("int64"), y=known[measure].astype("float64"), mode="lines+markers",
        line={"color": theme.INK, "width": 2},
        marker={"size": 7, "color": theme.INK, "symbol": ["circle" if full else "circle-open" for full in whole]},
        customdata=[
            language(
                "{year}: {value} ({state})", year=row.calendar_year,
                value=words.value(measure, getattr(row, measure), language),
                state=language.label(codes.YEAR_STATES, row.year_state),
            )
            for row in known.itertuples()
        ],
        hovertemplate="%{customdata}<extra></extra>", **at,
    )  # fmt: skip


def _mark(
    made: go.Figure, event: object, first: int, last: int, at: dict[str, int], chosen: str, *, labelled: bool
) -> None:
    """A reform as a thin line on its day; years stand in the middle of their marks, so a year begins half before.

    `chosen` is the name of the one that is compared, "" for another; it is written beside the first line alone.
    """
    day = as_date(event.took_effect)  # type: ignore[attr-defined]
    place = day.year - 0.5 + (day.timetuple().tm_yday - 1) / 366
    if not first - 0.6 < place < last + 0.6:
        return
    line = {"color": theme.HIGHLIGHT, "width": 2} if chosen else {"color": theme.PLAN, "width": 1, "dash": "dot"}
    made.add_vline(x=place, line=line, layer="below", **at)
    if chosen and labelled:
        made.add_annotation(x=place, y=0, yref="y domain", text=theme.plain(chosen), showarrow=False, xanchor="left",
                            yanchor="bottom", xshift=3, font={"size": 11, "color": theme.HIGHLIGHT}, **at)  # fmt: skip


def _means(made: go.Figure, row: pd.Series, measure: str, language: Language, at: dict[str, int]) -> None:
    """The means before and after as flat lines over their years."""
    for which in codes.REFORM_SIDES:
        mean = row[f"mean_{which}"]
        if is_missing(mean):
            continue
        said = language("mean {value}", value=words.value(measure, mean, language, more=1))
        made.add_scatter(
            x=[int(row[f"{which}_from"]) - 0.35, int(row[f"{which}_to"]) + 0.35], y=[float(mean)] * 2, mode="lines",
            line={"color": theme.HIGHLIGHT, "width": 3}, opacity=0.75,
            hovertemplate=theme.plain(said) + "<extra></extra>", **at,
        )  # fmt: skip


def _scale(values: pd.Series, measure: str) -> list[float]:
    """An axis of its own for each measure, wide enough that a small change looks small."""
    low, high = float(values.min()), float(values.max())
    room = max(0.15 * (high - low), 0.12 * max(abs(low), abs(high)), 1e-9)
    floor = 0.0 if low >= 0 else -1.0
    return [max(low - room, floor), min(high + room, 1.02) if measure in words.SHARES else high + room]


def _ticks(first: int, last: int) -> list[int]:
    """At most five years, the first and the last among them where they fit."""
    step = -(-(last - first) // 4) or 1
    return list(range(last, first - 1, -step))[::-1]


def _measures_title(chosen: pd.DataFrame, language: Language) -> str:
    if chosen.empty:
        return language("The network year by year")
    row = chosen.iloc[0]
    return language("The network before and after “{reform}”", reform=language.name(row["reform_en"], row["reform_zh"]))


def _measures_subtitle(years: pd.DataFrame, chosen: pd.DataFrame, standing: pd.DataFrame, language: Language) -> str:
    said = [language("Each axis has its own scale.")]
    if (years["year_state"] != "whole").any():
        said.append(language("Hollow: the reports do not cover the whole year."))
    if len(chosen):
        row = chosen.iloc[0]
        said.append(
            language(
                "Blue line: {day}, when the reform took effect; flat: means over the years before ({before}) and "
                "after ({after}).",
                day=language.day(row["took_effect"]),
                before=words.side_years(row, "before", language),
                after=words.side_years(row, "after", language),
            )
        )  # fmt: skip
    if len(standing) > len(chosen[:1]):
        said.append(language("Dotted: the other reforms."))
    return language.sentences(said)


def turnover(changes: pd.DataFrame, language: Language) -> Drawn:
    """`network_tie_changes`: kept and formed ties upwards, dissolved ones downwards."""
    made = theme.figure(height=320)
    labels = [
        f"{row.calendar_year}" if row.year_state == "whole" else f"{row.calendar_year}*" for row in changes.itertuples()
    ]
    places = list(range(len(changes)))
    for name, sign, colour, shape, word in (
        ("ties_kept", 1, theme.PLAN, "", language("kept")),
        ("ties_formed", 1, NEW, "", language("formed")),
        ("ties_dissolved", -1, GONE, "x", language("dissolved")),
    ):
        numbers = changes[name].astype("int64")
        made.add_bar(
            x=places, y=sign * numbers, marker={"color": colour, "pattern": {"shape": shape, "solidity": 0.25}},
            text=[f"{word} {language.number(n)}" if n else "" for n in numbers], textangle=0,
            textposition="inside" if sign > 0 else "outside", insidetextanchor="middle",
            insidetextfont={"color": theme.PAPER}, outsidetextfont={"color": theme.INK}, cliponaxis=False,
            customdata=[
                language("{before} to {year}: {n} {word}", before=row.year_before, year=row.calendar_year,
                         n=language.number(n), word=word)
                for row, n in zip(changes.itertuples(), numbers, strict=True)
            ],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    made.update_layout(barmode="relative", margin={"l": 8, "r": 8, "t": 8, "b": 8}, bargap=0.4,
                       uniformtext={"minsize": 11, "mode": "hide"})  # fmt: skip
    made.update_xaxes(tickvals=places, ticktext=labels)
    top = max([1, *(changes["ties_kept"] + changes["ties_formed"])])
    made.update_yaxes(zeroline=True, zerolinecolor=theme.INK, zerolinewidth=1, tickformat=",d",
                      range=[-max([0, *changes["ties_dissolved"]]) - 0.12 * top, 1.05 * top])  # fmt: skip
    step = words.last_whole(changes)
    return Drawn(
        made,
        language("Ties formed, kept and dissolved")
        if step is None
        else language(
            "{kept} of the ties of {before} were kept in {year}",
            kept=language.percent(step["kept_share"]), before=step["year_before"], year=step["calendar_year"],
        ),
        language.sentences(
            (
                language("Ties of each year against the year before: above the line those of the year (grey: kept), "
                         "below it those that are gone."),
                language("*: the reports do not cover the whole year.")
                if (changes["year_state"] != "whole").any() else "",
            )
        ),
        language("Ties formed, kept and dissolved in {n} years.", n=len(changes)),
    )  # fmt: skip
