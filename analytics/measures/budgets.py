"""Budgets: what a project costs from estimate to final account, and how far that is from what was approved.

Overrun of a step = its second figure / its first figure - 1, in per cent. Where the first figure is
missing, zero or negative, or the second missing, the overrun is unknown, never zero: the project is in
no denominator and is counted beside it. The steps:

    estimate_approved   estimate -> approved budget (概算)
    approved_contract   approved budget -> contract
    approved_final      approved budget -> final account (决算)
    approved_latest     approved budget -> final account, else current budget
    first_current       first known -> latest known current budget

Whether a figure lies above another is decided in whole minor units. Median and mean stand side by side,
with the mean also without the outliers (`distribution`); shares carry Wilson's 95 % interval, and groups
are ranked by its lower end, so that 2 of 2 do not stand above 40 of 50.

Sources: 政府投资条例 (State Council Decree 712) art. 23: investment in principle not above the approved
budget; OC4IDS worked example, 40.0 -> 42.1 million = +5.25 %; GAO-13-276SP (median, mean, named outliers).
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analytics.measures import distribution
from analytics.measures.intervals import wilson

STEPS = {
    "estimate_approved": ("budget_estimate", "budget_approved"),
    "approved_contract": ("budget_approved", "budget_contract"),
    "approved_final": ("budget_approved", "budget_final"),
    "approved_latest": ("budget_approved", "budget_latest"),
    "first_current": ("budget_first", "budget_current"),
}
DRAWN = ("estimate_approved", "approved_contract", "approved_final", "first_current")
CHAIN = {  # figure of a waterfall, in its order -> column
    "estimate": "budget_estimate",
    "approved_budget": "budget_approved",
    "contract": "budget_contract",
    "current": "budget_current",
    "final_account": "budget_final",
}
WHOLE = ("estimate", "approved_budget", "contract", "final_account")  # the portfolio's waterfall
NAMED = 20  # outliers kept of each step
_NICE_TENTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # widths of a column of dots, in tenths of a %
_TALLEST = 6  # dots
_SPREAD = {
    "kind": "budget_step",
    "low_whisker": "low_whisker_overrun",
    "high_whisker": "high_whisker_overrun",
    "mean_inside": "mean_overrun_inside",
    **{name: f"{name}_overrun" for name in ("quarter", "median", "three_quarter", "mean", "least", "most")},
}


def overrun(before: pd.Series, after: pd.Series) -> pd.Series:
    """How much dearer in per cent, Float64; NA where the overrun is unknown.

    >>> overrun(pd.Series([4_000_000_000, 0, 5]), pd.Series([4_210_000_000, 7, None])).round(9).tolist()
    [5.25, <NA>, <NA>]
    """
    before, after = before.astype("Int64"), after.astype("Int64")
    base = before.where(before > 0)
    return (after - base).astype("Float64") / base.astype("Float64") * 100


def with_latest(figures: pd.DataFrame) -> pd.DataFrame:
    """Adds `budget_latest`: the final account where it is known, else the current budget."""
    final, current = figures["budget_final"], figures["budget_current"]
    return figures.assign(budget_latest=final.where(final.notna(), current))


def rates(figures: pd.DataFrame, step: str, by: str) -> pd.DataFrame:
    """How many projects lie above their first figure, for each value of the column `by` (missing is a group too).

    `figures` has the money columns of `STEPS`, one row per project. Columns out: `by`, `projects`,
    `with_figures` (the overrun is known), `above`, `above_share`, `above_low`, `above_high`, `median_overrun`
    and `mean_overrun` (per cent). Sorted by `above_low`, groups without any known overrun last.
    """
    before, after = (figures[column].astype("Int64") for column in STEPS[step])
    known = overrun(before, after)
    counted = pd.DataFrame({"group": figures[by], "overrun": known, "above": (after > before) & known.notna()})
    table = (
        counted.groupby("group", dropna=False, sort=True)
        .agg(
            projects=("above", "size"),
            with_figures=("overrun", "count"),
            above=("above", "sum"),
            median_overrun=("overrun", "median"),
            mean_overrun=("overrun", "mean"),
        )
        .reset_index(names=by)
    )
    table["above_share"] = table["above"] / table["with_figures"].astype("Float64").where(table["with_figures"] > 0)
    table["above_low"], table["above_high"] = wilson(table["above"], table["with_figures"])
    order = ["above_low", "with_figures"]
    return table.sort_values(order, ascending=False, na_position="last", kind="stable", ignore_index=True)


def steps(figures: pd.DataFrame) -> pd.DataFrame:
    """The `budget_steps` frame: `rates` over all projects and the distribution of the overrun, one row a step.

    `unchanged` counts the projects whose two figures are equal to the smallest unit.
    """
    everything = figures.assign(all="all")
    shares = pd.concat([rates(everything, step, "all").assign(budget_step=step) for step in STEPS])
    shares = shares.set_index("budget_step").reindex(list(STEPS))
    counts = {name: shares[name].fillna(0) for name in ("projects", "with_figures", "above")}
    overruns = _overruns(figures, STEPS)
    boxes = distribution.spread(overruns, tuple(STEPS)).rename(columns=_SPREAD)
    boxes = boxes.set_index("budget_step").drop(columns=["known", "median_overrun", "mean_overrun"])
    same = overruns.loc[overruns["value"] == 0, "kind"].value_counts()
    return shares.assign(**counts, unchanged=same.reindex(list(STEPS), fill_value=0)).join(boxes).reset_index()


def dots(figures: pd.DataFrame) -> pd.DataFrame:
    """The `overrun_dots` frame: the steps that are drawn as columns of dots, without the overruns of exactly 0.

    Half of a portfolio may cost to the fen what was approved; one column of these would flatten all others.
    """
    moved = _overruns(figures, DRAWN).query("value != 0")
    tenths = moved.assign(value=(moved["value"] * 10).round().astype("int64"))
    drawn = distribution.dots(tenths, _NICE_TENTHS, _TALLEST).rename(columns={"kind": "budget_step"})
    return drawn.assign(overrun=drawn["value"].astype("Float64") / 10)


def outliers(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows of `figures` beyond the whiskers of a step, farthest from its median first, at most `NAMED` a step.

    Adds `budget_step`, `overrun`, `figure_before` and `figure_after`.
    """
    found = distribution.outliers(_overruns(figures, STEPS), tuple(STEPS)).groupby("kind", observed=True).head(NAMED)
    parts = []
    for step, (before, after) in STEPS.items():
        mine = found[found["kind"] == step]
        rows = figures.loc[mine["row"]]
        added = {"figure_before": rows[before], "figure_after": rows[after], "overrun": mine["value"].to_numpy()}
        parts.append(rows.assign(budget_step=step, **added))
    return pd.concat(parts, ignore_index=True)


def waterfall(figures: pd.DataFrame) -> pd.DataFrame:
    """The `budget_waterfall` frame: the sums of estimate, approved budget, contract and final account.

    Only over the projects of which all four are known, so that every bar is of the same ones; one
    block a currency, most projects first.
    """
    columns = [CHAIN[kind] for kind in WHOLE]
    same = figures[figures[columns].notna().all(axis=1)]
    sums = same.groupby("currency")[columns].sum().assign(projects=same.groupby("currency").size())
    sums = sums.reset_index().sort_values(["projects", "currency"], ascending=[False, True])
    long = sums.rename(columns={column: kind for kind, column in CHAIN.items()}).melt(
        ["currency", "projects"], list(WHOLE), "budget_kind", "figure"
    )
    place = long["currency"].map({code: at for at, code in enumerate(sums["currency"])})
    return changes(long.loc[place.sort_values(kind="stable").index].reset_index(drop=True))


def of_one(fact: pd.Series) -> pd.DataFrame:
    """The `project_budget_steps` frame: the known figures of one project in the order in which they come.

    The current budget is left out where there is a final account, which replaces it.
    """
    kinds = [kind for kind in CHAIN if kind != "current" or pd.isna(fact["budget_final"])]
    table = pd.DataFrame(
        {
            "budget_kind": pd.Series(kinds, dtype="str"),
            "currency": fact["currency"],
            "figure": pd.array([fact[CHAIN[kind]] for kind in kinds], dtype="Int64"),
        }
    )
    return changes(table[table["figure"].notna()].reset_index(drop=True))


def changes(table: pd.DataFrame) -> pd.DataFrame:
    """What each `figure` is more than the one above it in the same currency, and than the approved budget.

    Adds `figure_before`, `step_change`, `step_percent` and `over_approved_percent`.
    """
    figure, currency = table["figure"].astype("Int64"), table["currency"].fillna("")
    before = figure.groupby(currency).shift()
    approved = figure.where(table["budget_kind"] == "approved_budget").groupby(currency).transform("max")
    return table.assign(
        figure=figure,
        figure_before=before,
        step_change=figure - before,
        step_percent=overrun(before, figure),
        over_approved_percent=overrun(approved, figure),
    )


def _overruns(figures: pd.DataFrame, wanted: Iterable[str]) -> pd.DataFrame:
    """Every known overrun of the steps: `kind`, `value` (per cent) and `row`, its label in `figures`."""
    parts = []
    for step in wanted:
        value = overrun(*(figures[column] for column in STEPS[step])).dropna().astype("float64")
        kind = pd.Categorical([step], list(STEPS)).repeat(len(value))  # five texts a project would be slow to compare
        parts.append(pd.DataFrame({"kind": kind, "value": value, "row": value.index}))
    return pd.concat(parts, ignore_index=True)
