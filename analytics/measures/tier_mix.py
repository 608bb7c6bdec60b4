"""How projects and money spread over the tiers, and what a typical project costs.

The two spreads differ: a few large projects hold most of the money. So counts and money are never
shown one without the other, and the mean, which the large ones pull up, never without the median
(47 projects of 6.8 billion yuan have a mean of tier A, whatever the most of them are).

`counted` has one row per tier and whatever it is grouped by, with `projects`, and per currency the
number of known amounts and their sum in minor units. Unknown is a tier like the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd

from analytics import codes
from analytics.measures.tiers import of

TIERS = list(codes.TIERS)
REGISTERED = ("with_registered", "registered_amount")
BUDGETS = ("with_budget", "budget_current")


def counts(counted: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Projects by tier within each group of `by` (which may miss): `projects` and `projects_share` of the group.

    Every group has all four tiers; a group without projects has no shares.
    """
    sums = counted.groupby([*by, "tier"], dropna=False, sort=False)["projects"].sum()
    full = _every_tier(sums.to_frame().reset_index(), by)
    full["projects"] = full["projects"].fillna(0).astype("Int64")
    total = _total(full, "projects", by)
    return full.assign(projects_share=full["projects"].astype("Float64") / total.where(total > 0))


def money(counted: pd.DataFrame, by: Sequence[str] = (), measures: tuple[str, str] = REGISTERED) -> pd.DataFrame:
    """Amounts by tier within each group of `by` and currency, which are never added together.

    `measures` names the count of known amounts and their sum; a sum over none of them is missing, not
    zero. `money_share` is the tier's part of the group's known amounts in the currency: nothing is 0 %, but
    what the unknown would come to is not known. The currency of most amounts comes first.
    """
    count, amount = measures
    named = counted[counted["currency"].notna() & (counted["currency"] != "")]
    keys = [*by, "currency"]
    sums = named.groupby([*keys, "tier"], dropna=False, sort=False)[[count, amount]].sum().reset_index()
    full = _every_tier(sums, keys)
    full[count] = full[count].fillna(0).astype("Int64")
    full[amount] = full[amount].astype("Int64").where(full[count] > 0)
    total = _total(full, amount, keys)
    known = full[amount].fillna(0).where(full[amount].notna() | (full["tier"] != codes.UNKNOWN))
    full["money_share"] = known.astype("Float64") / total.where(total > 0)
    rank = named.groupby("currency", sort=True)[count].sum().sort_values(ascending=False, kind="stable")
    order = {currency: place for place, currency in enumerate(rank.index)}
    return full.sort_values("currency", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def _every_tier(table: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Each group of the table with a row for every tier, in the order of the tiers."""
    tiers = pd.DataFrame({"tier": TIERS})
    groups = table[list(by)].drop_duplicates() if by else pd.DataFrame(index=[0])
    return groups.merge(tiers, how="cross").merge(table, on=[*by, "tier"], how="left")


def _total(table: pd.DataFrame, column: str, by: Sequence[str]) -> pd.Series:
    """The sum of the row's group beside each row, as Float64."""
    values = table[column].astype("Float64").fillna(0)
    if not by:
        return pd.Series(values.sum(), index=table.index, dtype="Float64")
    return values.groupby([table[name] for name in by], dropna=False, sort=False).transform("sum")


def reasons(counted: pd.DataFrame) -> pd.DataFrame:
    """Why a tier is not what the rule alone would say: no figure, no rate, set by hand; with `share` of all."""
    total = int(counted["projects"].sum())
    named = [reason for reason in codes.TIER_REASONS if reason]
    found = counted.groupby("tier_reason")["projects"].sum().reindex(named, fill_value=0).astype("Int64")
    share = found.astype("Float64") / total if total else found.astype("Float64") * pd.NA
    return pd.DataFrame({"tier_reason": named, "projects": found.to_numpy(), "share": share.to_numpy()})


def trend(changes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts and money by tier at every reporting date, from what each date added to or took from the sums.

    `changes`: as_of, tier, currency ("" for none), projects, with_budget, budget_current.
    """
    keys = ["tier", "currency"]
    sums = ["projects", *BUDGETS]
    wide = changes.pivot_table(index="as_of", columns=keys, values=sums, aggfunc="sum", fill_value=0)
    if wide.empty:
        none = pd.DataFrame({name: changes[name] for name in ("as_of", *keys, *sums)}).iloc[:0]
        return counts(none, ["as_of"]), money(none, ["as_of"], BUDGETS)
    state = wide.sort_index().cumsum().stack(keys, future_stack=True).reset_index()
    by_date = counts(state, ["as_of"]), money(state, ["as_of"], BUDGETS)
    return by_date[0].sort_values("as_of", kind="stable", ignore_index=True), by_date[1]


def typical(amounts: pd.DataFrame, limits: Mapping[str, tuple[int, int] | None]) -> pd.DataFrame:
    """Mean, median and quartiles of the known amounts in each currency, and the tiers that they fall in.

    `amounts`: `currency` and `registered_amount`, one row per project; `limits`: by currency what
    `tiers.boundaries` says. The tier is decided on the exact fraction, the amount shown is rounded to
    the minor unit; without limits it is unknown. The currency of most projects comes first.
    """
    made = []
    for currency, column in amounts.groupby("currency", sort=True)["registered_amount"]:
        values = sorted(int(value) for value in column)
        middle, quarter, three = (quantile(values, Fraction(n, 4)) for n in (2, 1, 3))
        mean, limit = Fraction(sum(values), len(values)), limits.get(str(currency))
        made.append(
            {
                "currency": currency,
                "with_registered": len(values),
                "median_registered": round(middle),
                "mean_registered": round(mean),
                "quarter_registered": round(quarter),
                "three_quarter_registered": round(three),
                "median_tier": of(middle, limit) if limit else codes.UNKNOWN,
                "mean_tier": of(mean, limit) if limit else codes.UNKNOWN,
                "b_from": limit[0] if limit else None,
                "a_above": limit[1] if limit else None,
            }
        )
    columns = ["currency", "with_registered", "median_registered", "mean_registered", "quarter_registered",
               "three_quarter_registered", "median_tier", "mean_tier", "b_from", "a_above"]  # fmt: skip
    table = pd.DataFrame(made, columns=columns)
    return table.sort_values("with_registered", ascending=False, kind="stable", ignore_index=True)


def quantile(values: Sequence[int], part: Fraction) -> Fraction:
    """The quantile of sorted whole numbers, exactly, straight between two neighbours where it falls between them.

    >>> quantile([1, 2, 4], Fraction(1, 2)), quantile([1, 2], Fraction(1, 2))
    (Fraction(2, 1), Fraction(3, 2))
    """
    place = part * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)
