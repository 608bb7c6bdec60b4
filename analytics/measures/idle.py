"""Idle money: allocated, not known to be paid, and for how long.

Idle is what was allocated to a project for the fiscal years begun, less what is known to be paid, where that is
above zero. Payments use up the oldest allocation first; idle since is the day on which the oldest one that is
not fully paid became available, so all idle money of a project has the age of its oldest part: an upper bound.
Carried over is the part that was allocated for earlier fiscal years.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

BANDS = ("idle_recent", "idle_middle", "idle_old", "idle_age_unknown")


def aged(rows: pd.DataFrame, as_of: date, recent: int, old: int) -> pd.DataFrame:
    """Projects with idle money, the most first, with `idle_days` and the `band` of their age.

    `rows` has `code`, `currency`, `idle` and `idle_since`. Up to `recent` days is recent, more than `old` days is
    old; both ends belong to the younger band.
    """
    days = (pd.Timestamp(as_of) - rows["idle_since"]).dt.days.astype("Int64")
    band = pd.Series("idle_middle", index=rows.index).mask(days <= recent, "idle_recent")
    band = band.mask(days > max(old, recent), "idle_old").mask(days.isna(), "idle_age_unknown")
    found = rows.assign(idle_days=days, band=band)
    order = ["currency", "idle", "code"]
    return found.sort_values(order, ascending=[True, False, True], ignore_index=True)


def by(found: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Idle money by the keys (`currency` is one of them), the most first: how many projects have any, how much,
    its age as median over the projects and as mean weighted by money, and how much is in each band of age.

    The table comes from `aged`. Added: `idle_projects`, `idle`, `carry_over`, `idle_share` (of all idle money of the
    currency), `median_idle_days`, `mean_idle_days`, a sum a band and `idle_old_share`.
    """
    names = list(keys)
    weighted = found.assign(
        **{name: found["idle"].where(found["band"] == name, 0) for name in BANDS},
        weight=found["idle"].astype("float64").where(found["idle_days"].notna()),
        weighted=found["idle"].astype("float64") * found["idle_days"].astype("float64"),
    )
    groups = weighted.groupby(names, dropna=False, as_index=False)
    made = groups.agg(
        idle_projects=("idle", "size"),
        **{name: (name, "sum") for name in ("idle", "carry_over", *BANDS)},
        median_idle_days=("idle_days", "median"),
        mean_idle_days=("weighted", "sum"),
        weight=("weight", "sum"),
    )
    whole = made.groupby("currency")["idle"].transform("sum").astype("Float64")
    made = made.assign(
        idle_share=made["idle"].astype("Float64") / whole,
        idle_old_share=made["idle_old"].astype("Float64") / made["idle"].astype("Float64"),
        mean_idle_days=(made["mean_idle_days"] / made["weight"].where(made["weight"] > 0)).astype("Float64"),
    ).drop(columns="weight")
    order = ["currency", "idle", *(name for name in names if name != "currency")]
    return made.sort_values(order, ascending=[True, False, *[True] * (len(order) - 2)], ignore_index=True)


def bands(found: pd.DataFrame, recent: int, old: int) -> pd.DataFrame:
    """Idle money by age: the three bands, the youngest first, and a fourth where the age is not known.

    `idle_from` and `idle_to` are the ends of a band in days, both in it; the last has no end. A band without
    money has a row too, so that a reader sees where it ends.
    """
    old = max(old, recent)
    ends = {BANDS[0]: (0, recent), BANDS[1]: (recent + 1, old), BANDS[2]: (old + 1, None), BANDS[3]: (None, None)}
    rows = []
    for currency, of in found.groupby("currency"):
        whole = sum(int(idle) for idle in of["idle"])
        for band, (first, last) in ends.items():
            money = [int(idle) for idle in of.loc[of["band"] == band, "idle"]]
            if money or band != BANDS[3]:
                rows.append((currency, first, last, len(money), sum(money), sum(money) / whole))
    return pd.DataFrame(rows, columns=["currency", "idle_from", "idle_to", "projects", "idle", "idle_share"]).astype(
        {"idle_from": "Int64", "idle_to": "Int64"}
    )
