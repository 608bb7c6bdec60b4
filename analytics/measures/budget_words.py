"""What the budget tables say: the finding and the tiles, in the reader's language."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.language import Language, is_missing
from analytics.measures.tiles import Tile, change

FEW = 10  # projects below which a share is not stated as if it meant something


def signed(percent: object, language: Language) -> str:
    """A change in per cent with its sign: 5.25 -> "+5.2 %", −8 -> "−8.0 %", nothing known -> "–"."""
    if is_missing(percent):
        return language.percent(None)
    text = language.percent(float(percent) / 100, 1)  # type: ignore[arg-type]
    return f"+{text}" if float(percent) > 0 and text != language.percent(0, 1) else text  # type: ignore[arg-type]


def of(totals: pd.DataFrame, currency: str | None) -> pd.Series | None:
    """The row of `budget_totals` in one currency; None where no project has both figures in it."""
    mine = totals[totals["currency"] == currency]
    return mine.iloc[0] if len(mine) else None


def finding(steps: pd.DataFrame, money: pd.Series | None, language: Language) -> str:
    """How many stand above what was approved, how far off the final accounts end, and what is not known.

    `steps` is `budget_steps`; `money` the row of `budget_totals` in the chosen currency, None without any.
    """
    step = steps.set_index("budget_step")
    latest, final, current = (step.loc[name] for name in ("approved_latest", "approved_final", "first_current"))
    known, projects = int(latest["with_figures"]), int(latest["projects"])
    if not known:
        said = [
            language.plural(
                "For {n} project in scope no approved budget is known together with a later figure.",
                "For none of {n} projects in scope is an approved budget known together with a later figure.",
                projects,
            )
        ]
        if current["with_figures"]:
            said.append(
                language(
                    "Since they were first reported, current budgets moved by a median of {median} and a mean of "
                    "{mean} (n = {n}).",
                    **_middle(current, language),
                )
            )
        return language.sentences(said)
    said = [_above(latest, money, language)]
    if final["with_figures"]:
        said.append(
            language(
                "Final accounts end at a median of {median} and a mean of {mean} against the approved budget "
                "(n = {n}).",
                **_middle(final, language),
            )
        )
    if known < projects:
        said.append(
            language.plural(
                "For {n} of {all} projects one of the two figures is not known.",
                "For {n} of {all} projects one of the two figures is not known.",
                projects - known,
                all=language.number(projects),
            )
        )
    return language.sentences(said)


def _above(latest: pd.Series, money: pd.Series | None, language: Language) -> str:
    known, above = int(latest["with_figures"]), int(latest["above"])
    counted = language.plural(
        "Of {n} project with an approved budget and a later figure",
        "Of {n} projects with an approved budget and a later figure",
        known,
    )
    stand = language.plural("{n} stands above what was approved", "{n} stand above what was approved", above)
    sentence = language("{counted}, {stand}", counted=counted, stand=stand)
    if known < FEW:
        return sentence + language("; too few to speak of a share.")
    sentence += language(
        " ({share}; 95 % interval {low} to {high})",
        share=language.percent(latest["above_share"], 1),
        low=language.percent(latest["above_low"]),
        high=language.percent(latest["above_high"]),
    )
    if money is None or not money["above"]:
        return sentence + language(".")
    amounts = {
        "excess": language.money(money["excess_sum"], money["currency"]),
        "percent": signed(money["net_percent"], language),
    }
    if money["above"] == above:
        return sentence + language(
            ", by {excess} together; net of what others stay below, {percent} of what was approved.", **amounts
        )
    return sentence + language(
        "; the {n} in {currency} by {excess} together, net of what others stay below {percent} of what was approved.",
        n=language.number(money["above"]),
        currency=money["currency"],
        **amounts,
    )


def _middle(step: pd.Series, language: Language) -> dict[str, str]:
    return {
        "median": signed(step["median_overrun"], language),
        "mean": signed(step["mean_overrun"], language),
        "n": language.number(step["with_figures"]),
    }


def elsewhere(totals: pd.DataFrame, currency: str, language: Language) -> str:
    """How many projects above their approved budget the list in one currency leaves out; "" where it has them all."""
    others = int(totals.loc[totals["currency"] != currency, "above"].sum())
    return language.plural("{n} more in another currency.", "{n} more in other currencies.", others) if others else ""


def tiles(
    steps: pd.DataFrame, money: pd.Series | None, before: pd.Series | None, since: date | None, language: Language
) -> list[Tile]:
    """Above the approved budget, final accounts, net overrun, overruns alone, and the current budgets since the first.

    `money` and `before` are rows of `budget_totals` in one currency, now and on `since`, the reporting
    date before; None where no project has both figures.
    """
    step = steps.set_index("budget_step")
    latest = step.loc["approved_latest"]
    of_all = money is not None and money["with_figures"] == latest["with_figures"]
    note = language("{above} of {n}", above=language.number(latest["above"]), n=language.number(latest["with_figures"]))
    if latest["with_figures"]:
        note += language(
            "; 95 % interval {low} to {high}",
            low=language.percent(latest["above_low"]),
            high=language.percent(latest["above_high"]),
        )
    return [
        Tile(
            language("Above the approved budget"),
            language.percent(latest["above_share"], 1),
            note,
            change(_share(money if of_all else None), _share(before), since, language.points, language),
            coverage=_part(latest["with_figures"], latest["projects"]),
            definition="above_share",
            tone="late" if latest["above"] else "",
        ),
        _middle_tile(language("Final accounts, median overrun"), step.loc["approved_final"], language),
        *_money_tiles(money, before, since, language),
        _middle_tile(language("Since first budget, median"), step.loc["first_current"], language),
    ]


def _middle_tile(label: str, step: pd.Series, language: Language) -> Tile:
    note = ""
    if step["with_figures"]:
        note = language("mean {mean}", mean=signed(step["mean_overrun"], language))
        if step["outliers"]:
            inside = signed(step["mean_overrun_inside"], language)
            note += language.plural(
                ", {inside} without {n} outlier",
                ", {inside} without {n} outliers",
                int(step["outliers"]),
                inside=inside,
            )
    return Tile(
        label,
        signed(step["median_overrun"], language),
        note,
        coverage=_part(step["with_figures"], step["projects"]),
        definition="median_overrun",
    )


def _money_tiles(
    money: pd.Series | None, before: pd.Series | None, since: date | None, language: Language
) -> list[Tile]:
    if money is None:
        return []
    currency = money["currency"]
    was = pd.Series(pd.NA, index=money.index) if before is None else before

    def amount(moved: float) -> str:
        return language.money(round(moved), currency)

    return [
        Tile(
            language("Net overrun"),
            language.money(money["net_excess"], currency),
            language(
                "{percent} of the approved budgets of {n}",
                percent=signed(money["net_percent"], language),
                n=language.plural("{n} project", "{n} projects", int(money["with_figures"])),
            ),
            change(money["net_excess"], was["net_excess"], since, amount, language),
            definition="net_excess",
        ),
        Tile(
            language("Overruns alone"),
            language.money(money["excess_sum"], currency),
            language.plural("of {n} project above its budget", "of {n} projects above their budget", money["above"]),
            change(money["excess_sum"], was["excess_sum"], since, amount, language),
            definition="excess_sum",
        ),
    ]


def _share(money: pd.Series | None) -> float | None:
    return None if money is None else _part(money["above"], money["with_figures"])


def _part(part: object, whole: object) -> float | None:
    return float(part) / float(whole) if whole else None  # type: ignore[arg-type]
