"""The portfolio as a whole, date by date: counts, money, lights, and the sentence and tiles made of them.

`changes` has one row per reporting date, status, computed and reported light and currency with what that
date added to (or took from) each sum: the columns of the table `portfolio_rollup`. The state on a date is
the sum of all changes up to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from analytics import codes
from analytics.language import Language, is_missing
from analytics.measures.tiles import Tile, change
from analytics.thresholds import Thresholds

CLOSED = ("completed", "cancelled")
UNKNOWN_BAND = -1
_FEW = 30  # below this many cases a share is not printed in a sentence
_COUNTS = [
    "projects", "unfinished", "with_forecast", "without_forecast", "with_slip", "watch", "late", "delayed",
    "slip_days", "said_good", "said_good_late",
]  # fmt: skip


def trend(changes: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """The `portfolio_trend` frame, oldest date first. Without a known slip there is no share late.

    `delayed` slip by more than the tolerance; `watch` and `late` count the computed light, and `watch_from`
    and `late_from` are the limits of its rule, in days, that were in force on each date.
    """
    open_ = ~changes["status"].isin(CLOSED)
    good = changes["light_reported"] == "good"
    counted = changes.assign(
        unfinished=changes["projects"].where(open_, 0),
        without_forecast=(changes["projects"] - changes["with_forecast"]).where(open_, 0),
        watch=changes["projects"].where(changes["light"] == "watch", 0),
        late=changes["projects"].where(changes["light"] == "late", 0),
        said_good=changes["projects"].where(good, 0),
        said_good_late=changes["projects"].where(good & (changes["light"] == "late"), 0),
    )
    summed = counted.groupby("as_of")[_COUNTS].sum().sort_index().cumsum().astype("Int64").reset_index()
    known = summed["with_slip"].where(summed["with_slip"] > 0).astype("Float64")
    rule = {
        name: [int(thresholds.value(f"light.{name}", day.date())) for day in summed["as_of"]]
        for name in ("watch_from", "late_from")
    }
    return summed.assign(
        **rule,
        late_share=summed["late"] / known,
        delayed_share=summed["delayed"] / known,
        mean_slip=summed["slip_days"] / known,
    )


def money(changes: pd.DataFrame) -> pd.DataFrame:
    """The `portfolio_money` frame: every currency at every date, the currency of most projects first."""
    sums = ["projects", "with_budget", "budget_current", "with_completed", "completed_total"]
    named = changes[changes["currency"] != ""]
    wide = named.pivot_table(index="as_of", columns="currency", values=sums, aggfunc="sum", fill_value=0)
    state = wide.reindex(sorted(changes["as_of"].unique()), fill_value=0).cumsum()
    long = state.stack("currency", future_stack=True) if len(named) else pd.DataFrame(columns=sums)
    long = long.reset_index().reindex(columns=["as_of", "currency", *sums])
    projects = long["projects"].astype("Float64").where(long["projects"] > 0)
    made = long.assign(
        with_completed_total=long["with_completed"],
        budget_known_share=long["with_budget"] / projects,
        completed_known_share=long["with_completed"] / projects,
        # A sum over no known figure is not zero.
        budget_current=long["budget_current"].astype("Int64").where(long["with_budget"] > 0),
        completed_total=long["completed_total"].astype("Int64").where(long["with_completed"] > 0),
    )
    return made.sort_values(["as_of", "projects", "currency"], ascending=[True, False, True], ignore_index=True)


def lights(changes: pd.DataFrame) -> pd.DataFrame:
    """The `portfolio_lights` frame: all sixteen pairs, a light that was not reported is unknown."""
    reported = changes["light_reported"].where(changes["light_reported"].isin(list(codes.LIGHTS)), codes.UNKNOWN)
    counted = changes.assign(light_reported=reported).groupby(["light", "light_reported"])["projects"].sum()
    pairs = pd.MultiIndex.from_product([codes.LIGHTS, codes.LIGHTS], names=["light", "light_reported"])
    table = counted.reindex(pairs, fill_value=0).reset_index()
    total = int(table["projects"].sum())
    return table.assign(share=table["projects"] / total if total else pd.NA)


def slip_bands(counted: pd.DataFrame, edges: Sequence[int]) -> pd.DataFrame:
    """The `portfolio_slip_bands` frame from counts by `band` (0 is below the first edge) and currency.

    `edges` are 0, the watch and the late threshold, and two steps beyond, in days; each band's light follows.
    """
    bands = pd.DataFrame(
        {
            "band": [*range(len(edges) + 1), UNKNOWN_BAND],
            "band_from": pd.array([None, *edges, None], dtype="Int64"),
            "band_to": pd.array([*(edge - 1 for edge in edges), None, None], dtype="Int64"),
            "light": ["good", "good", "watch", *["late"] * (len(edges) - 2), codes.UNKNOWN],
        }
    )
    # "" is no currency, because a missing key never meets another in a merge.
    sums = counted.assign(currency=counted["currency"].astype(object).fillna("")).groupby(["band", "currency"]).sum()
    sums = sums.reset_index()
    named = sums[sums["currency"] != ""].groupby("currency")["projects"].sum().sort_values(ascending=False)
    grid = bands.merge(pd.DataFrame({"currency": list(named.index) or [""]}), how="cross")
    table = grid.merge(sums.drop(columns="projects"), on=["band", "currency"], how="left")
    table["projects"] = table["band"].map(sums.groupby("band")["projects"].sum()).fillna(0).astype("Int64")
    total, money_total = int(sums["projects"].sum()), table.groupby("currency")["budget_current"].transform("sum")
    return table.assign(
        currency=table["currency"].replace("", None),
        share=table["projects"].astype("Float64") / total if total else pd.NA,
        with_budget=table["with_budget"].fillna(0),
        budget_known=money_total.astype("Int64").where(money_total > 0),
        budget_share=table["budget_current"].astype("Float64") / money_total.astype("Float64").where(money_total > 0),
    )


def finding(trend: pd.DataFrame, money: pd.DataFrame, language: Language) -> str:
    """How many, how much, how late, and what is not known."""
    now = trend.iloc[-1]
    said = [
        language.plural("{n} project, ", "{n} projects, ", now["projects"])
        + language("{n} of them unfinished{money}.", n=language.number(now["unfinished"]), money=_cost(money, language))
    ]
    if now["with_slip"]:
        share = "" if now["with_slip"] < _FEW else language(" ({share})", share=language.percent(now["late_share"]))
        said.append(
            language(
                "Of the {known} whose slip is known, {late}{share} are late by {from_late} days or more{change}; "
                "{watch} are on watch ({from_watch} to {to_watch} days).",
                known=language.number(now["with_slip"]),
                late=language.number(now["late"]),
                share=share,
                from_late=language.number(now["late_from"]),
                change=_compared(trend, language),
                watch=language.number(now["watch"]),
                from_watch=language.number(now["watch_from"]),
                to_watch=language.number(now["late_from"] - 1),
            )
        )
    if now["said_good_late"]:
        said.append(
            language.plural(
                "{n} that is reported on plan is late by the rule.",
                "{n} that are reported on plan are late by the rule.",
                now["said_good_late"],
            )
        )
    if now["without_forecast"]:
        said.append(
            language.plural(
                "{n} unfinished project has no forecast of completion.",
                "{n} unfinished projects have no forecast of completion.",
                now["without_forecast"],
            )
        )
    return ("" if language.is_chinese else " ").join(said)


def moves_title(trend: pd.DataFrame, language: Language) -> str:
    """Says once since when the changes are counted; the first reporting date has none before it."""
    if len(trend) < 2:
        return language("What changed")
    return language("What changed since {day}", day=language.day(trend["as_of"].iloc[-2]))


def tiles(trend: pd.DataFrame, money: pd.DataFrame, language: Language) -> list[Tile]:
    """Six numbers: projects, budget, completed, late, no forecast, and the reports that hide it."""
    now = trend.iloc[-1]
    known = _share(now["with_slip"], now["projects"])
    return [
        Tile(
            language("Projects"),
            language.number(now["projects"]),
            language("{n} unfinished", n=language.number(now["unfinished"])),
            _change(trend["projects"], language.number, language),
            _values(trend["projects"]),
            definition="projects",
        ),
        *_money_tiles(money, now["projects"], language),
        Tile(
            language("Late by {days} days or more", days=language.number(now["late_from"])),
            language.number(now["late"] if now["with_slip"] else None),
            language("{share} of those known", share=language.percent(now["late_share"])) if now["with_slip"] else "",
            _change(trend["late"], language.number, language) if now["with_slip"] else "",
            _values(trend["late"]),
            known,
            "late",
            "late" if now["late"] else "",
        ),
        Tile(
            language("Without a forecast"),
            language.number(now["without_forecast"]),
            language("of {n} unfinished", n=language.number(now["unfinished"])),
            _change(trend["without_forecast"], language.number, language),
            _values(trend["without_forecast"]),
            definition="without_forecast",
            tone="watch" if now["without_forecast"] else "",
        ),
        Tile(
            language("Reported on plan, but late"),
            language.number(now["said_good_late"] if now["said_good"] else None),
            language("of {n} reported on plan", n=language.number(now["said_good"])),
            _change(trend["said_good_late"], language.number, language) if now["said_good"] else "",
            _values(trend["said_good_late"]) if now["said_good"] else (),
            _share(now["said_good"], now["projects"]),
            "said_good_late",
            "watch" if now["said_good_late"] else "",
        ),
    ]


def _money_tiles(money: pd.DataFrame, projects: int, language: Language) -> list[Tile]:
    """The two sums in the currency of most projects; the others are counted beside it."""
    if money.empty:
        return []
    now = money[money["as_of"] == money["as_of"].iloc[-1]]
    main, others = now.iloc[0], len(now) - 1
    history = money[money["currency"] == main["currency"]]
    note = language.plural("and {n} more currency", "and {n} more currencies", others) if others else ""
    done = _share(main["completed_total"], main["budget_current"])

    def amount_in_words(amount: float) -> str:
        return language.money(round(amount), main["currency"])

    return [
        Tile(
            language("Current budget"),
            language.money(main["budget_current"], main["currency"]),
            note,
            _change(history["budget_current"], amount_in_words, language),
            _values(history["budget_current"]),
            _share(now["with_budget"].sum(), projects),
            "budget_current",
        ),
        Tile(
            language("Completed investment"),
            language.money(main["completed_total"], main["currency"]),
            "" if done is None else language("{share} of the current budget", share=language.percent(done)),
            _change(history["completed_total"], amount_in_words, language),
            _values(history["completed_total"]),
            _share(now["with_completed_total"].sum(), projects),
            "completed_total",
        ),
    ]


def _cost(money: pd.DataFrame, language: Language) -> str:
    now = money[money["as_of"] == money["as_of"].iloc[-1]] if len(money) else money
    sums = [
        language.money(row["budget_current"], row["currency"])
        for _, row in now.iterrows()
        if not is_missing(row["budget_current"])
    ]
    if not sums:
        return ""
    listed = language(" and ").join(sums[:3]) + (language(" and more") if len(sums) > 3 else "")
    return language(", with current budgets of {sums}", sums=listed)


def _compared(trend: pd.DataFrame, language: Language) -> str:
    if len(trend) < 2:
        return ""
    moved, day = int(trend["late"].iloc[-1] - trend["late"].iloc[-2]), language.day(trend["as_of"].iloc[-2])
    if moved == 0:
        return language(", as many as on {day}", day=day)
    if moved > 0:
        return language(", {n} more than on {day}", n=language.number(moved), day=day)
    return language(", {n} fewer than on {day}", n=language.number(-moved), day=day)


def _change(values: pd.Series, write: Callable[[float], str], language: Language) -> str:
    """The last step of a series in words; nothing where there is no step. The title of the moves says since when."""
    return change(values.iloc[-1], values.iloc[-2], None, write, language) if len(values) > 1 else ""


def _values(values: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if is_missing(value) else float(value) for value in values)


def _share(part: object, whole: object) -> float | None:
    if is_missing(part) or is_missing(whole) or not whole:
        return None
    return float(part) / float(whole)  # type: ignore[arg-type]
