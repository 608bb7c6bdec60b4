"""What the tables about the network over time say: the finding, the tiles, and each measure in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.codes import TIME_MEASURES
from analytics.language import Language, is_missing
from analytics.measures.tiles import Tile, change

SHARES = ("multi_body_share", "vertical_share")
DIGITS = {"mean_partners": 1, "network_density": 3, "network_transitivity": 2, "degree_centralisation": 2,
          "betweenness_centralisation": 2, "kind_e_i": 2, "network_modularity": 2}  # fmt: skip


def value(measure: str, number: object, language: Language, *, more: int = 0) -> str:
    """A measure with as many digits as a reader compares; `more` digits for differences and means of counts."""
    if measure in SHARES:
        return language.percent(number, more)
    return language.number(number, DIGITS.get(measure, 0) + more)


def difference(measure: str, number: object, language: Language) -> str:
    """A difference of two values, with its sign; of shares in points."""
    if is_missing(number):
        return value(measure, number, language)
    said = language.points(number) if measure in SHARES else value(measure, number, language, more=1)
    return f"+{said}" if float(number) > 0 else said  # type: ignore[arg-type]


def span(first: object, last: object, language: Language) -> str:
    """Years that belong together: "2022", "2021–2023"."""
    return str(first) if first == last else language("{first}–{last}", first=first, last=last)


def side_years(row: pd.Series, which: str, language: Language) -> str:
    """The years on one side of a reform, of a row of `network_reform`; "none" where there is none."""
    if is_missing(row[f"{which}_from"]):
        return language("none")
    years = span(row[f"{which}_from"], row[f"{which}_to"], language)
    return language("{years}, covered in part", years=years) if row[f"partial_{which}"] else years


def partly(row: pd.Series, language: Language) -> str:
    """A caution where a side of a reform has only years that reports cover in part; "" where none is needed."""
    if not (row["partial_before"] or row["partial_after"]):
        return ""
    return language(
        "Reports cover one side only in part (before: {before}; after: {after}): ties that were there may be missing.",
        before=side_years(row, "before", language), after=side_years(row, "after", language),
    )  # fmt: skip


def finding(years: pd.DataFrame, changes: pd.DataFrame, reform: pd.DataFrame, language: Language) -> str:
    """`network_by_year`, `network_tie_changes`, and of `network_reform` the rows of the chosen reform, if any."""
    said = [
        _reform(reform, language) if len(reform) else "",
        _course(years, language),
        _turnover(changes, language),
    ]
    return language.sentences(said)


def _reform(reform: pd.DataFrame, language: Language) -> str:
    rows = reform.set_index("time_measure")
    ties, shared = rows.loc["network_ties"], rows.loc["multi_body_share"]
    name = language.name(ties["reform_en"], ties["reform_zh"])
    day = language.day(ties["took_effect"])
    if is_missing(ties["mean_difference"]):
        side = language("before") if not ties["years_before"] else language("after")
        return language(
            "“{reform}” ({day}) cannot be compared: no year lies whole {side} it.",
            reform=name, day=day, side=side,
        )  # fmt: skip
    before, after = (value("network_ties", ties[f"mean_{which}"], language) for which in ("before", "after"))
    said = [
        language(
            "After “{reform}” ({day}) a year has {after} ties on average ({years_after}), before it {before} "
            "({years_before}).",
            reform=name, day=day, after=after, before=before,
            years_after=side_years(ties, "after", language), years_before=side_years(ties, "before", language),
        )
    ]  # fmt: skip
    if not is_missing(shared["mean_difference"]):
        said.append(
            language(
                "Projects of several organisations went from {before} to {after}.",
                before=language.percent(shared["mean_before"]), after=language.percent(shared["mean_after"]),
            )
        )  # fmt: skip
    said.append(language("Before and after is no proof that the reform was the cause."))
    return language.sentences(said)


def _course(years: pd.DataFrame, language: Language) -> str:
    whole = years[years["year_state"] == "whole"]
    if len(whole) < 2:
        return language(
            "The reports cover {years} whole: too few to say whether cooperation has changed.",
            years=language.plural("{n} year", "{n} years", len(whole)),
        )
    first, last = whole.iloc[0], whole.iloc[-1]
    return language(
        "From {first} to {last} ties went from {before} to {after}, density from {thin} to {dense}.",
        first=first["calendar_year"], last=last["calendar_year"],
        before=language.number(first["network_ties"]), after=language.number(last["network_ties"]),
        thin=value("network_density", first["network_density"], language),
        dense=value("network_density", last["network_density"], language),
    )  # fmt: skip


def _turnover(changes: pd.DataFrame, language: Language) -> str:
    step = last_whole(changes)
    if step is None or is_missing(step["kept_share"]):
        return ""
    return language(
        "Of the ties of {before}, {kept} were still there in {year}; {formed} were new.",
        before=step["year_before"], year=step["calendar_year"], kept=language.percent(step["kept_share"]),
        formed=language.number(step["ties_formed"]),
    )  # fmt: skip


def last_whole(changes: pd.DataFrame) -> pd.Series | None:
    """The newest step to a year that is over; None where there is none."""
    over = changes[changes["year_state"] == "whole"]
    return over.iloc[-1] if len(over) else None


def tiles(years: pd.DataFrame, changes: pd.DataFrame, language: Language) -> list[Tile]:
    """The last whole year in five numbers, with the years before it."""
    whole = years[years["year_state"] == "whole"]
    if whole.empty:
        return []
    last = whole.iloc[-1]
    made = [_of_year(measure, whole, language) for measure in ("network_ties", "multi_body_share", "network_density")]
    step = last_whole(changes)
    if step is not None:
        over = changes[changes["year_state"] == "whole"]
        made += [
            _of_step("kept_share", language("Ties kept"), step, over, language(
                "of {n} ties of {year}", n=language.number(step["ties_kept"] + step["ties_dissolved"]),
                year=step["year_before"]), language),
            _of_step("repeated_share", language("Repeat ties"), step, over, language(
                "of {n} ties of {year} were there in an earlier year",
                n=language.number(step["ties_kept"] + step["ties_formed"]), year=last["calendar_year"]), language),
        ]  # fmt: skip
    return made


def _of_year(measure: str, whole: pd.DataFrame, language: Language) -> Tile:
    now, before = whole.iloc[-1], whole.iloc[-2] if len(whole) > 1 else None
    points = measure in SHARES
    moved = "" if before is None else change(
        now[measure], before[measure], None,
        lambda n: language.points(n) if points else value(measure, n, language), language,
    )  # fmt: skip
    return Tile(
        language("{measure}, {year}", measure=language(TIME_MEASURES[measure]), year=now["calendar_year"]),
        value(measure, now[measure], language),
        _note(measure, now, language),
        language("{moved} from {year}", moved=moved, year=before["calendar_year"])
        if moved and before is not None
        else "",
        _trend(whole[measure]),
        definition=measure,
    )


def _note(measure: str, now: pd.Series, language: Language) -> str:
    bodies = language.plural("{n} organisation", "{n} organisations", int(now["network_bodies"]))
    if measure == "multi_body_share":
        return language("of the projects of the year that have any organisation")
    return language("among {bodies}", bodies=bodies)


def _of_step(name: str, label: str, step: pd.Series, over: pd.DataFrame, note: str, language: Language) -> Tile:
    return Tile(label, language.percent(step[name]), note, trend=_trend(over[name]), definition=name)


def _trend(numbers: pd.Series) -> Sequence[float | None]:
    return [None if is_missing(number) else float(number) for number in numbers]
