"""The tiles of the page about investment plans, in the reader's language."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.language import N_, Language, is_missing
from analytics.measures.investment_words import gap_in_percent
from analytics.measures.tiles import Tile, change


def of_plan(year: pd.Series, before: pd.DataFrame, since: date | None, language: Language) -> list[Tile]:
    """The current fiscal year in three numbers; `year` is a row of `plan_by_year`.

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
                "{completed} of {plan}; same month last year {before}",
                completed=language.money(year["completed_with_plan"], currency),
                plan=language.money(year["plan_with_completed"], currency),
                before=_or_unknown(year["share_year_before"], language),
            ),
            change(year["completion_share"], was["completion_share"], since, language.points, language),
            coverage=_share(year["with_both"], year["with_plan"]),
            definition="completion_share",
        ),
        Tile(
            language("Gap to the pro-rata line"),
            language.points(None if is_missing(year["gap_points"]) else year["gap_points"] / 100),
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
    ]


def of_execution(execution: pd.DataFrame, language: Language) -> list[Tile]:
    """What was paid of the year's funds, original and revised; `execution` is `budget_execution` in one currency."""
    rows = execution.set_index("execution")
    if "allocated" not in rows.index:
        return []
    funds = rows.loc["allocated"]
    return [
        Tile(
            language("Paid of this year’s funds"),
            language.percent(funds["execution_share"], 1),
            language(
                "{original} of the funds first allocated; over the life {life} of the budgets",
                original=language.percent(rows.loc["allocated_first", "execution_share"], 1),
                life=language.percent(rows["execution_share"].get("budget_current"), 1),
            ),
            coverage=None if is_missing(funds["basis_known_share"]) else float(funds["basis_known_share"]),
            definition="execution_share",
        )
    ]


def of_starts(total: pd.Series, language: Language) -> list[Tile]:
    """Starts and completions of the fiscal year; `total` is `starts.total`."""
    return [
        Tile(
            language(label),
            language.percent(total[share], 1),
            language(
                "{made} of {planned}; {due} due, {carried} left over from earlier years",
                made=language.number(total[f"{name}_made"]),
                planned=language.number(total[f"{name}_planned"]),
                due=language.number(total[f"{name}_due"]),
                carried=language.number(total[f"{name}_carried"]),
            ),
            coverage=_share(total[known], total["projects"]),
            definition=share,
        )
        for label, share, name, known in (
            (N_("Started this year"), "start_share", "starts", "with_start_baseline"),
            (N_("Completed this year"), "finish_share", "completions", "with_completion_baseline"),
        )
    ]


def _share(part: object, whole: object) -> float | None:
    return None if is_missing(whole) or not whole else float(part) / float(whole)  # type: ignore[arg-type]


def _or_unknown(share: object, language: Language) -> str:
    return language("not known") if is_missing(share) else language.percent(share, 1)
