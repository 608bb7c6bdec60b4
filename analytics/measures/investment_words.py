"""What the investment tables say: the finding and the tiles, in the reader's language."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.language import Language, is_missing
from analytics.measures.tiles import Tile, change


def finding(year: pd.Series | None, groups: pd.DataFrame, as_of: date | None, language: Language) -> str:
    """One or two sentences about a fiscal year: `year` is a row of `investment.current` (None: no plan at all),
    `groups` the rows of `plan_by_district` or the like in the same currency, the widest gap first."""
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
                "Furthest below is {group}: {gap} the line, over {n}.",
                group=language.name(worst["group_en"], worst["group_zh"]),
                gap=gap_in_points(worst["gap_points"], language),
                n=language.plural("{n} project", "{n} projects", int(worst["with_both"])),
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


def tiles(year: pd.Series, before: pd.DataFrame, since: date | None, language: Language) -> list[Tile]:
    """The current fiscal year in four numbers; `year` is a row of `plan_by_year`.

    `before` is that table on `since`, the reporting date before: what changed is said of the same year.
    """
    currency = year["currency"]
    same = before[(before["year"] == year["year"]) & (before["currency"] == currency)]
    was = same.iloc[0] if len(same) else pd.Series(pd.NA, index=year.index)

    def money(amount: float) -> str:
        return language.money(round(amount), currency)

    def points(moved: float) -> str:
        return language.points(moved / 100)

    return [
        Tile(
            language("Completion rate"),
            language.percent(year["completion_share"], 1),
            language(
                "{completed} of {plan}",
                completed=language.money(year["completed_with_plan"], currency),
                plan=language.money(year["plan_with_completed"], currency),
            ),
            change(year["completion_share"], was["completion_share"], since, language.points, language),
            coverage=_share(year["with_both"], year["with_plan"]),
            definition="completion_share",
        ),
        Tile(
            language("Gap to the pro-rata line"),
            language.points(_over(year["gap_points"], 100)),
            language(
                "{relative}; the line stands at {line}",
                relative=gap_in_percent(year["gap_percent"], language),
                line=language.percent(year["pro_rata_share"], 1),
            ),
            change(year["gap_points"], was["gap_points"], since, points, language),
            definition="gap_points",
        ),
        Tile(
            language("Annual plan"),
            language.money(year["plan"], currency),
            language(
                "{n} of {all} projects have one",
                n=language.number(year["with_plan"]),
                all=language.number(year["projects"]),
            ),
            change(year["plan"], was["plan"], since, money, language),
            coverage=_share(year["with_plan"], year["projects"]),
            definition="plan",
        ),
        Tile(
            language("Completed, planned or not"),
            language.money(year["completed"] if year["with_completed"] else None, currency),
            language(
                "{n} of {all} projects report it",
                n=language.number(year["with_completed"]),
                all=language.number(year["projects"]),
            ),
            change(year["completed"], was["completed"], since, money, language),
            coverage=_share(year["with_completed"], year["projects"]),
            definition="completed",
        ),
    ]


def _share(part: object, whole: object) -> float | None:
    return None if is_missing(whole) or not whole else float(part) / float(whole)  # type: ignore[arg-type]


def _over(value: object, by: float) -> float | None:
    return None if is_missing(value) else float(value) / by  # type: ignore[arg-type]
