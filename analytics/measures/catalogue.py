"""The central catalogue: who belongs in it by the annual plan, and who is reported as being in it.

A project belongs in it where its annual plan for the fiscal year of the as-of date is strictly above
the threshold (policy number catalogue.annual_above); exactly at the threshold it stays outside and is
listed; a cancelled project belongs in none. The tier goes by the whole investment, the catalogue by the
year's: 12 million yuan over three years are tier B, and outside. Tier C projects that a body is
authorised to execute are registered, and counted as centralised only where the reader asks for it.
"""

from __future__ import annotations

from datetime import date
from math import floor

import pandas as pd

from analytics import codes
from analytics.measures.tiers import threshold_in
from analytics.thresholds import Thresholds

LISTED = ("yes", "no", codes.UNKNOWN)


def annual_limit(currency: str, on: date, thresholds: Thresholds) -> int | None:
    """The minor units of a currency above which a plan is above the threshold; None without threshold and rate."""
    limit = threshold_in("catalogue.annual_above", currency, on, thresholds)
    return None if limit is None else floor(limit)


def cross(counted: pd.DataFrame) -> pd.DataFrame:
    """Every side of the threshold against what is reported: `projects` and `share` of all.

    `counted`: catalogue_side (a key of codes.CATALOGUE_SIDES), listed (yes, no, unknown), projects.
    """
    keys = ["catalogue_side", "listed"]
    pairs = pd.MultiIndex.from_product([list(codes.CATALOGUE_SIDES), LISTED], names=keys)
    table = counted.groupby(keys)["projects"].sum().reindex(pairs, fill_value=0).astype("Int64").reset_index()
    total = int(table["projects"].sum())
    share = table["projects"].astype("Float64")
    return table.assign(share=share / total if total else share * pd.NA)


def centralised(counted: pd.DataFrame) -> pd.DataFrame:
    """Projects in the catalogue, and apart from them those of tier C that are registered and delegated.

    `counted`: centralised (a key of codes.CENTRALISED), currency of the annual plan (missing without
    one), projects, with_plan, plan. One row per kind and currency; a kind without any has one row.
    """
    keys = ["centralised", "currency"]
    sums = counted.groupby(keys, dropna=False)[["projects", "with_plan", "plan"]].sum().reset_index()
    sums = sums.sort_values("currency", na_position="last")
    order = pd.DataFrame({"centralised": list(codes.CENTRALISED)})
    table = order.merge(sums, on="centralised", how="left")
    for name in ("projects", "with_plan"):
        table[name] = table[name].fillna(0).astype("Int64")
    return table.assign(plan=table["plan"].astype("Int64").where(table["with_plan"] > 0))


def total(table: pd.DataFrame, currency: str, *, delegated: bool) -> tuple[int, int, int | None]:
    """(projects, those with a plan in the currency, their plans) of the catalogue, with the delegated where asked."""
    kinds = list(codes.CENTRALISED) if delegated else ["centralised"]
    mine = table[table["centralised"].isin(kinds)]
    planned = mine[(mine["currency"] == currency) & (mine["with_plan"] > 0)]
    amounts = [int(amount) for amount in planned["plan"]]
    return int(mine["projects"].sum()), int(planned["with_plan"].sum()), sum(amounts) if amounts else None
