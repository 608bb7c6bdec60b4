"""What the slippage tables say: the finding and the tiles, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from analytics.language import Language, as_date, is_missing
from analytics.measures.tiles import Tile, change

FEW = 10  # projects below which a share is not stated as if it meant something


def finding(rates: pd.DataFrame, groups: pd.DataFrame, language: Language) -> str:
    """`rates` is `delay_rates`; `groups` a table by sector, district or the like, the surest delay first."""
    by_state = rates.set_index("progress_state")
    unfinished, everything = by_state.loc["unfinished"], by_state.loc["all"]
    if not everything["with_slip"]:
        return language("The slip of none of these projects is known: a baseline or a forecast is missing.")
    said = [_share_delayed(unfinished if unfinished["with_slip"] else by_state.loc["finished"], language)]
    stated = groups[groups["group"].notna()]
    first = stated.iloc[0] if len(groups) > 1 and len(stated) else None
    low = None if first is None else first["delayed_low"]
    # Only where even the lower end of its interval lies above the whole does a group stand out.
    if first is not None and not is_missing(low) and low > everything["delayed_share"]:
        said.append(
            language(
                "{group} stands out: {share} of {n} are delayed, median slip {median}.",
                group=language.name(first["group_en"], first["group_zh"]),
                share=language.percent(first["delayed_share"]),
                n=language.number(first["with_slip"]),
                median=language.days(first["median_slip"]),
            )
        )
    if unfinished["unfinished"]:
        said.append(
            language(
                "{share} of the unfinished have no forecast.",
                share=language.percent(unfinished["without_forecast_share"]),
            )
            if unfinished["without_forecast"]
            else language("Every unfinished project has a forecast.")
        )
    return language.sentences(said)


def _share_delayed(rate: pd.Series, language: Language) -> str:
    known, delayed = int(rate["with_slip"]), int(rate["delayed"])
    tolerance = language.days(rate["tolerance_days"])
    if rate.name == "finished":
        counted = language.plural("{n} finished project", "{n} finished projects", known)
        late = language.plural(
            "{n} was delayed by more than {days}", "{n} were delayed by more than {days}", delayed, days=tolerance
        )
    else:
        counted = language.plural(
            "{n} unfinished project with a forecast", "{n} unfinished projects with a forecast", known
        )
        late = language.plural(
            "{n} is delayed by more than {days}", "{n} are delayed by more than {days}", delayed, days=tolerance
        )
    sentence = language("Of {counted}, {delayed}", counted=counted, delayed=late)
    if known < FEW:
        return sentence + language("; too few to speak of a share.")
    return sentence + language(
        " ({share}; 95 % interval {low} to {high}); the median slip is {median}.",
        share=language.percent(rate["delayed_share"]),
        low=language.percent(rate["delayed_low"]),
        high=language.percent(rate["delayed_high"]),
        median=language.days(rate["median_slip"]),
    )


def tiles(rates: pd.DataFrame, trend: pd.DataFrame, language: Language) -> list[Tile]:
    """Three delay rates, the middle of the slip, and the silence; `trend` is `portfolio_trend`."""
    by_state = rates.set_index("progress_state")
    everything, unfinished = by_state.loc["all"], by_state.loc["unfinished"]
    return [
        _rate(language("Delayed, unfinished projects"), unfinished, language),
        _rate(language("Delayed, finished projects"), by_state.loc["finished"], language),
        replace(
            _rate(language("Delayed, all projects"), everything, language),
            change=_since(trend, "delayed_share", language.points, language),
            trend=trend["delayed_share"].tolist(),
        ),
        Tile(
            language("Median slip"),
            language.days(everything["median_slip"]),
            language("mean {mean}", mean=language.days(everything["mean_slip"])),
            coverage=_share(everything["with_slip"], everything["projects"]),
            definition="median_slip",
        ),
        Tile(
            language("Without a forecast"),
            language.percent(unfinished["without_forecast_share"]),
            language(
                "{n} of {all} unfinished projects",
                n=language.number(unfinished["without_forecast"]),
                all=language.number(unfinished["unfinished"]),
            ),
            change=_since(
                trend, "without_forecast", lambda n: language.plural("{n} project", "{n} projects", round(n)), language
            ),
            trend=trend["without_forecast"].tolist(),
            definition="without_forecast",
            tone="unknown",
        ),
    ]


def moved(slip_days: int, language: Language) -> str:
    """How far one completion has moved from the first baseline."""
    if slip_days == 0:
        return language("Completion as first approved")
    days = language.days(abs(slip_days))
    if slip_days > 0:
        return language("Completion {days} later than first approved", days=days)
    return language("Completion {days} earlier than first approved", days=days)


def _rate(label: str, rate: pd.Series, language: Language) -> Tile:
    """The tolerance stands with the number: "delayed" means nothing without it."""
    note = language(
        "{delayed} of {n} by more than {days}",
        delayed=language.number(rate["delayed"]),
        n=language.number(rate["with_slip"]),
        days=language.days(rate["tolerance_days"]),
    )
    if rate["with_slip"]:
        note += language(
            "; 95 % interval {low} to {high}",
            low=language.percent(rate["delayed_low"]),
            high=language.percent(rate["delayed_high"]),
        )
    return Tile(
        label,
        language.percent(rate["delayed_share"]),
        note,
        coverage=_share(rate["with_slip"], rate["projects"]),
        definition="delayed_share",
    )


def _since(trend: pd.DataFrame, name: str, write: Callable[[float], str], language: Language) -> str:
    if len(trend) < 2:
        return ""
    before, now = trend.iloc[-2], trend.iloc[-1]
    return change(now[name], before[name], as_date(before["as_of"]), write, language)


def _share(part: object, whole: object) -> float | None:
    return float(part) / float(whole) if whole else None  # type: ignore[arg-type]
