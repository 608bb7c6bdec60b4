"""What the slippage tables say: the finding and the tiles, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd

from analytics import codes
from analytics.language import N_, Language, as_date, is_missing
from analytics.measures.tiles import Tile, change

FEW = 10  # projects below which a share is not stated as if it meant something
# whether a baseline was ever given (None: one or the other) -> as then, later, earlier
_MOVED = {
    True: (
        N_("Completion as first approved"), N_("Completion {days} later than first approved"),
        N_("Completion {days} earlier than first approved"),
    ),
    False: (
        N_("Completion as first forecast"), N_("Completion {days} later than first forecast"),
        N_("Completion {days} earlier than first forecast"),
    ),
    None: (
        N_("Completion as first planned"), N_("Completion {days} later than first planned"),
        N_("Completion {days} earlier than first planned"),
    ),
}  # fmt: skip


def against(baseline: str, language: Language) -> str:
    """What a slip is measured against, within a sentence: first, latest, a baseline by its number, or forecast: the
    first one, where no project has a baseline."""
    if baseline == "forecast":
        return language("the first forecast")
    if baseline == "first":
        return language("the first baseline")
    if baseline == "latest":
        return language("the latest baseline")
    return language("baseline {n}", n=baseline)


def baselines(numbers: Iterable[int], language: Language) -> dict[str, str]:
    """What a slip can be measured against: the first baseline; where there are baselines the latest, and each later
    number that a project has."""
    known = list(numbers)
    named = {name: language(word) for name, word in codes.BASELINES.items() if known or name == "first"}
    return named | {str(n): language("Baseline {n}", n=n) for n in known if n > 1}


def earlier(trend: pd.DataFrame, language: Language) -> dict[str, str]:
    """The reporting dates of `portfolio_trend` before its last one, newest first, as an address and as a reader writes
    them."""
    days = [as_date(day) for day in trend["as_of"]]
    return {day.isoformat(): language.day(day) for day in reversed(days[:-1])}


def amount(value: object, unit: str, language: Language) -> str:
    """A slip in its unit: 14 days, 12 %."""
    if unit == "days" or is_missing(value):
        return language.days(value)
    return language.percent(float(value) / 100)  # type: ignore[arg-type]


def limit(rate: pd.Series, language: Language) -> str:
    """The tolerance that counts: 30 days, 10 % of the planned duration, or both."""
    days = language.days(rate["tolerance_days"])
    percent = language("{percent} of the planned duration", percent=amount(rate["tolerance_percent"], "%", language))
    if rate["late_by"] == "both":
        return language("{days} and {percent}", days=days, percent=percent)
    return percent if rate["late_by"] == "percent" else days


def middle(row: pd.Series, language: Language) -> str:
    """A median slip with its interval, where there is one: 14 days (8 to 21)."""
    said = language.days(row["median_slip"])
    if is_missing(row["median_low"]):
        return said
    ends = {name: language.number(row[f"median_{name}"]) for name in ("low", "high")}
    return language("{median} ({low} to {high})", median=said, **ends)


def finding(
    rates: pd.DataFrame,
    groups: pd.DataFrame,
    language: Language,
    baseline: str = "first",
    first: pd.DataFrame | None = None,
) -> str:
    """`rates` is `delay_rates`; `groups` a table by sector, district or the like, the surest delay first.

    For another `baseline` than the first, `first` is `delay_rates` against the first one, and is said beside it.
    Where no project has a baseline (`baseline` is forecast) it is said what the slip counts from.
    """
    by_state = rates.set_index("progress_state")
    unfinished, everything = by_state.loc["unfinished"], by_state.loc["all"]
    if not everything["projects"]:
        return language("All of these projects are cancelled: they will not be completed, and are in no rate.")
    said = [] if first is None else [_beside(everything, baseline, first, language)]
    if not everything["with_slip"]:
        unknown = language("The slip of none of these projects is known: a baseline or a forecast is missing.")
        return language.sentences([unknown, *said])
    said.insert(0, _share_delayed(unfinished if unfinished["judged"] else by_state.loc["finished"], language))
    said.append(_outstanding(groups, everything, language))
    if baseline == "forecast":
        said.append(language("No baseline is reported here: slip counts from each project’s first forecast."))
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


def _outstanding(groups: pd.DataFrame, everything: pd.Series, language: Language) -> str:
    """The group that is delayed most surely: only where the lower end of its interval lies above the whole."""
    stated = groups[groups["group"].notna()]
    first = stated.iloc[0] if len(groups) > 1 and len(stated) else None
    if first is None or is_missing(first["delayed_low"]) or not first["delayed_low"] > everything["delayed_share"]:
        return ""
    return language(
        "{group} stands out: {share} of {n} are delayed, median slip {median}.",
        group=language.name(first["group_en"], first["group_zh"]),
        share=language.percent(first["delayed_share"]),
        n=language.number(first["judged"]),
        median=language.days(first["median_slip"]),
    )


def _beside(everything: pd.Series, baseline: str, first: pd.DataFrame, language: Language) -> str:
    """What another baseline leaves out, and the slip against the first, which no re-baseline takes away."""
    whole = first.set_index("progress_state").loc["all"]
    return language(
        "That is against {baseline}, which {n} of {all} projects have with a date to compare; against the first "
        "baseline {share} are delayed, median slip {median}.",
        baseline=against(baseline, language),
        n=language.number(everything["with_slip"]),
        all=language.number(everything["projects"]),
        share=language.percent(whole["delayed_share"]),
        median=language.days(whole["median_slip"]),
    )


def _share_delayed(rate: pd.Series, language: Language) -> str:
    known, delayed = int(rate["judged"]), int(rate["delayed"])
    tolerance = limit(rate, language)
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


def tiles(rates: pd.DataFrame, trend: pd.DataFrame, language: Language, *, usual: bool = True) -> list[Tile]:
    """Three delay rates, the middle of the slip, and the silence.

    `trend` is `portfolio_trend`, by the first baseline and the tolerance in force; where the reader asked for others
    (not `usual`) the share delayed has no change beside it.
    """
    by_state = rates.set_index("progress_state")
    everything, unfinished = by_state.loc["all"], by_state.loc["unfinished"]
    delayed = _rate(language("Delayed, all projects"), everything, language)
    if usual:
        since = _since(trend, "delayed_share", language.points, language)
        delayed = replace(delayed, change=since, trend=trend["delayed_share"].tolist())
    return [
        _rate(language("Delayed, unfinished projects"), unfinished, language),
        _rate(language("Delayed, finished projects"), by_state.loc["finished"], language),
        delayed,
        Tile(
            language("Median slip"),
            language.days(everything["median_slip"]),
            language(
                "mean {mean}; median {percent} of the planned duration",
                mean=language.days(everything["mean_slip"]),
                percent=amount(everything["median_slip_percent"], "%", language),
            ),
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


def moves(counts: pd.DataFrame, language: Language) -> str:
    """`slip_move_counts` in a sentence; what did not move is left out."""
    parts = []
    for row in counts[counts["projects"] > 0].itertuples():
        said = language("{what}: {n}", what=language(codes.SLIP_MOVES[row.slip_move]), n=language.number(row.projects))
        if not is_missing(row.median_moved):
            said += language(" (median {days})", days=language.days(row.median_moved))
        parts.append(said)
    since = language.day(counts["since"].iloc[0])
    if not parts:
        return language("Nothing has moved since {day}.", day=since)
    return language("Since {day}: {moves}.", day=since, moves=language("; ").join(parts))


def completions(moves: pd.DataFrame, language: Language) -> str:
    """`completion_moves` in a sentence: a forecast that was given once says nothing about moving."""
    n = moves.set_index("completion_move")["projects"]
    counts = {name: language.number(n[name]) for name in n.index}
    return language(
        "Last forecast against the first: {later} later, {earlier} earlier, {same} the same ({same_one} of them "
        "forecast at one reporting date only), {unknown} never forecast.",
        same=language.number(n["same_many"] + n["same_one"]),
        **counts,
    )


def moved(slip_days: int, language: Language, *, approved: bool | None = True) -> str:
    """How far one completion has moved from the first baseline; not `approved`: from the first forecast; None: from the
    first baseline, else the first forecast."""
    same, later, earlier = _MOVED[approved]
    if slip_days == 0:
        return language(same)
    return language(later if slip_days > 0 else earlier, days=language.days(abs(slip_days)))


def _rate(label: str, rate: pd.Series, language: Language) -> Tile:
    """The tolerance stands with the number: "delayed" means nothing without it."""
    note = language("none to judge")
    if rate["judged"]:
        note = language(
            "{delayed} of {n} by more than {days}",
            delayed=language.number(rate["delayed"]),
            n=language.number(rate["judged"]),
            days=limit(rate, language),
        ) + language(
            "; 95 % interval {low} to {high}",
            low=language.percent(rate["delayed_low"]),
            high=language.percent(rate["delayed_high"]),
        )
    return Tile(
        label,
        language.percent(rate["delayed_share"]),
        note,
        coverage=_share(rate["judged"], rate["projects"]),
        definition="delayed_share",
    )


def _since(trend: pd.DataFrame, name: str, write: Callable[[float], str], language: Language) -> str:
    if len(trend) < 2:
        return ""
    before, now = trend.iloc[-2], trend.iloc[-1]
    return change(now[name], before[name], as_date(before["as_of"]), write, language)


def _share(part: object, whole: object) -> float | None:
    return float(part) / float(whole) if whole else None  # type: ignore[arg-type]
