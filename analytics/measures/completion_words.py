"""What the tables about completion say: the finding, the tiles, and one project's story in a sentence."""

from __future__ import annotations

import pandas as pd

from analytics import codes
from analytics.language import N_, Language, as_date, is_missing
from analytics.measures.comparables import ALL
from analytics.measures.slippage_words import FEW
from analytics.measures.tiles import Tile

_MONTH = 30.4375  # days
_IN_DAYS = 60  # what is shorter is said in days
_ORDINALS = (
    N_("First forecast"), N_("Second forecast"), N_("Third forecast"), N_("Fourth forecast"), N_("Fifth forecast"),
    N_("Sixth forecast"), N_("Seventh forecast"), N_("Eighth forecast"), N_("Ninth forecast"), N_("Tenth forecast"),
)  # fmt: skip
_LATER_ORDINALS = {1: N_("{n}st forecast"), 2: N_("{n}nd forecast"), 3: N_("{n}rd forecast")}
_USUAL_ORDINAL = N_("{n}th forecast")
# whether a baseline was ever given -> as then, later, earlier; without one the slip counts from the first forecast
_MOVED = {
    True: (
        N_("as first approved"), N_("{span} later than first approved"), N_("{span} earlier than first approved"),
    ),
    False: (
        N_("as first forecast"), N_("{span} later than first forecast"), N_("{span} earlier than first forecast"),
    ),
}  # fmt: skip


def span(days: float, language: Language) -> str:
    """A stretch of time without its direction: days below 60, then whole months.

    >>> span(-59, Language()), span(426, Language())
    ('59 days', '14 months')
    """
    n = abs(days)
    if n < _IN_DAYS:
        return language.days(n)
    return language.plural("{n} month", "{n} months", round(n / _MONTH))


def ordinal(n: int, language: Language) -> str:
    """How many times a completion was forecast.

    >>> ordinal(3, Language()), ordinal(11, Language()), ordinal(22, Language())
    ('Third forecast', '11th forecast', '22nd forecast')
    """
    if n <= len(_ORDINALS):
        return language(_ORDINALS[n - 1])
    last = n % 10 if n // 10 % 10 != 1 else 0
    return language(_LATER_ORDINALS.get(last, _USUAL_ORDINAL), n=n)


def story(project: pd.Series, language: Language, *, approved: bool = True) -> str:
    """One project in a sentence; `project` is the row of `project_completion`.

    `approved`: whether a baseline was ever given; without one the slip counts from the first forecast, and is called
    so.
    """
    state = project["progress_state"]
    if state == "finished":
        return _finished(project, language, approved)
    if state == "cancelled":
        return _cancelled(project, language, approved)
    others = _comparable(project, language)
    if not project["forecasts"]:
        return language("No forecast of completion is known; {comparable}.", comparable=others)
    if project["forecasts"] == 1 and project["slip_days"] == 0:
        said = language("{forecast}, not moved since; {comparable}.", forecast=_counted(project, language),
                        comparable=others)  # fmt: skip
    else:
        said = language("{forecast}: {slip}; {comparable}.", forecast=_counted(project, language),
                        slip=_moved(project, language, approved), comparable=others)  # fmt: skip
    if is_missing(project["overdue_days"]):
        return said
    passed = language("The day forecast passed {span} ago.", span=span(project["overdue_days"], language))
    return language.sentences((said, passed))


def _counted(project: pd.Series, language: Language) -> str:
    n, year = int(project["forecasts"]), as_date(project["forecast_since"]).year
    if n == 1:
        return language("First forecast, of {year}", year=year)
    return language("{forecast} since {year}", forecast=ordinal(n, language), year=year)


def _moved(project: pd.Series, language: Language, approved: bool) -> str:
    slip = project["slip_days"]
    if is_missing(slip):
        return language("no earlier date to compare it with")
    same, later, earlier = _MOVED[approved]
    return language(same) if slip == 0 else language(later if slip > 0 else earlier, span=span(slip, language))


def _comparable(project: pd.Series, language: Language) -> str:
    if not is_missing(project["reference_why"]):
        why = language.label(codes.METHOD_REFUSALS, project["reference_why"])
        return language("there is nothing to compare it with: {why}", why=why)
    return language(
        "the middle half of comparable projects ({which}) end {range}",
        which=comparable(project, language),
        range=_range(int(project["class_early_slip"]), int(project["class_late_slip"]), language),
    )


def comparable(project: pd.Series, language: Language) -> str:
    """How many projects it is compared with and what they agree in: "28, by sector"."""
    n = language.number(project["class_n"])
    if project["class_level"] == ALL:
        return language("{n}, of all kinds", n=n)
    return language("{n}, by {level}", n=n, level=language.label(codes.CLASS_LEVELS, project["class_level"]))


def _range(low: int, high: int, language: Language) -> str:
    """From the one slip to the other, in one unit where both have the same sign."""
    if low == high == 0:
        return language("on time")
    if low < 0 < high:
        return language("{low} early to {high} late", low=span(low, language), high=span(high, language))
    near, far = sorted((abs(low), abs(high)))
    if near == 0:
        if high > 0:
            return language("on time to {high} late", high=span(far, language))
        return language("on time to {high} early", high=span(far, language))
    if span(near, language) == span(far, language):
        both = span(far, language)
    elif near >= _IN_DAYS:
        both = language("{low} to {high} months", low=round(near / _MONTH), high=round(far / _MONTH))
    elif far < _IN_DAYS:
        both = language("{low} to {high} days", low=near, high=far)
    else:
        both = language("{low} to {high}", low=span(near, language), high=span(far, language))
    return language("{span} late", span=both) if high > 0 else language("{span} early", span=both)


def _finished(project: pd.Series, language: Language, approved: bool) -> str:
    day = language.day(project["finished_on"])
    n = int(project["forecasts"])
    moved = _moved(project, language, approved) if not is_missing(project["slip_days"]) else language("slip not known")
    if not n:
        return language("Finished on {day}, {slip}.", day=day, slip=moved)
    return language("Finished on {day}, {slip}, after {forecasts}.", day=day, slip=moved,
                    forecasts=language.plural("{n} forecast", "{n} forecasts", n))  # fmt: skip


def _cancelled(project: pd.Series, language: Language, approved: bool) -> str:
    if not project["forecasts"] or is_missing(project["slip_days"]):
        return language("Cancelled; it will not be completed.")
    return language("Cancelled; its last forecast of completion was {slip}.", slip=_moved(project, language, approved))


def finding(summary: pd.DataFrame, language: Language) -> str:
    """`completion_summary` in a sentence, and another about who has no forecast."""
    counts = summary.iloc[0]
    unfinished, both, early = int(counts["unfinished"]), int(counts["with_both_dates"]), int(counts["before_p50"])
    if not unfinished:
        return language("No project in scope is unfinished.")
    if not both:
        said = [language("No forecast here can be held against comparable projects: too few are finished.")]
    else:
        sentence = language.plural(
            "Of {n} forecast that can be held against comparable projects, {early} than the day by which half of those "
            "were done",
            "Of {n} forecasts that can be held against comparable projects, {early} than the day by which half of "
            "those were done",
            both,
            early=language.plural("{n} is earlier", "{n} are earlier", early),
        )
        if both < FEW:
            said = [sentence + language("; too few to speak of a share.")]
        else:
            said = [
                sentence
                + language(
                    " ({share}); the median gap is {gap}.",
                    share=language.percent(early / both), gap=language.days(counts["median_gap"]),
                )
            ]  # fmt: skip
    without = unfinished - int(counts["with_forecast"])
    if without:
        said.append(
            language.plural(
                "{n} unfinished project has no forecast.", "{n} unfinished projects have no forecast.", without
            )
        )
    return language.sentences(said)


def tiles(summary: pd.DataFrame, language: Language) -> list[Tile]:
    """How many forecasts are earlier than experience, how far, how many have passed, and what each method covers."""
    counts = summary.iloc[0]
    both, unfinished = counts["with_both_dates"], counts["unfinished"]
    return [
        _share(language("Forecast before P50"), "before_p50", counts, both, language),
        _share(language("Forecast before P80"), "before_p80", counts, both, language),
        Tile(
            language("Median gap"),
            language.days(counts["median_gap"]),
            language("mean {mean}", mean=language.days(counts["mean_gap"])) if both else language("none to judge"),
            coverage=_part(both, unfinished),
            definition="median_gap",
        ),
        _share(language("Forecast has passed"), "forecast_passed", counts, counts["with_forecast"], language),
        _share(language("With comparable projects"), "with_reference", counts, unfinished, language),
        _share(language("With earned schedule"), "with_earned", counts, unfinished, language),
    ]


def _share(label: str, name: str, counts: pd.Series, of: int, language: Language) -> Tile:
    note = (
        language("{n} of {all} unfinished projects", n=language.number(counts[name]), all=language.number(of))
        if of
        else language("none to judge")
    )
    coverage = _part(of, counts["unfinished"])
    return Tile(label, language.percent(_part(counts[name], of)), note, coverage=coverage, definition=name)


def _part(part: int, whole: int) -> float | None:
    return float(part) / float(whole) if whole else None
