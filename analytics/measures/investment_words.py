"""What the tables of investment plans say: the finding, and gaps in words, in the reader's language."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.language import Language, is_missing


def finding(
    year: pd.Series | None, groups: pd.DataFrame, gaps: pd.DataFrame, as_of: date | None, language: Language
) -> str:
    """A few sentences about a fiscal year: `year` is a row of `investment.current` (None: no plan at all), `groups`
    the rows of `plan_by_district` or the like and `gaps` those of `gap_by_project`, both in the same currency."""
    if year is None:
        return language("No annual plan is known for these projects, so there is nothing to hold spending against.")
    if is_missing(year["completion_share"]):
        return language(
            "{plan} is planned for fiscal year {year}; how much of it was completed is not known for any project.",
            plan=language.money(year["plan"], year["currency"]),
            year=year["year"],
        )
    said = [
        language(
            "By {day}, {completed} of the {plan} planned for {year} was completed: {share}, {gap} the pro-rata line "
            "of {line} ({relative}).",
            day=language.day(as_of),
            completed=language.money(year["completed_with_plan"], year["currency"]),
            plan=language.money(year["plan_with_completed"], year["currency"]),
            year=year["year"],
            share=language.percent(year["completion_share"], 1),
            gap=gap_in_points(year["gap_points"], language),
            line=language.percent(year["pro_rata_share"], 1),
            relative=gap_in_percent(year["gap_percent"], language),
        )
    ]
    stated = groups[groups["group"].notna()]
    worst = stated.iloc[0] if len(groups) > 1 and len(stated) else None
    if worst is not None and not is_missing(worst["gap_points"]) and worst["gap_points"] < 0:
        said.append(
            language(
                "Furthest below is {group}: {gap} the line ({relative}), over {n}.",
                group=language.name(worst["group_en"], worst["group_zh"]),
                gap=gap_in_points(worst["gap_points"], language),
                relative=gap_in_percent(worst["gap_percent"], language),
                n=language.plural("{n} project", "{n} projects", int(worst["with_both"])),
            )
        )
    short = gaps[(gaps["gap_part"] == "project") & (gaps["gap_amount"] < 0)]
    if len(short):
        first = short.iloc[0]
        said.append(
            language(
                "Furthest behind of all projects is {name}: {money} less than due, which alone lowers the rate by "
                "{points} points.",
                name=language.name(first["name_en"], first["name_zh"]),
                money=language.money(-first["gap_amount"], year["currency"]),
                points=language.number(-first["part_points"], 2),
            )
        )
    unknown = 1 - float(year["plan_share_known"])
    if unknown >= 0.0005:
        said.append(
            language("Left out: {share} of the plan, whose progress is not known.", share=language.percent(unknown, 1))
        )
    return language.sentences(said)


def gap_in_points(points: object, language: Language) -> str:
    """−10.5 -> "10.5 percentage points below"."""
    if is_missing(points):
        return language("an unknown distance from")
    number = language.number(abs(float(points)), 1)  # type: ignore[arg-type]
    if number == language.number(0, 1):
        return language("level with")
    if float(points) < 0:  # type: ignore[arg-type]
        return language("{number} percentage points below", number=number)
    return language("{number} percentage points above", number=number)


def gap_in_percent(percent: object, language: Language) -> str:
    """−21 -> "21.0 % less than at an even pace"."""
    if is_missing(percent):
        return language("the year has not begun")
    share = language.percent(abs(float(percent)) / 100, 1)  # type: ignore[arg-type]
    if float(percent) < 0:  # type: ignore[arg-type]
        return language("{share} less than at an even pace", share=share)
    return language("{share} more than at an even pace", share=share)
