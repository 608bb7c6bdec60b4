"""Which projects are comparable: the classes that a project belongs to, the narrowest first.

A class is all projects that agree in its keys: sector, tier and size, in the order of their weight. The last is given
up first, until nothing is asked any more and the class is all projects. A missing value is no class: a project
without a known tier is in no class by tier.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.codes import UNKNOWN
from analytics.money import exponent

ALL = "all"
FEWEST = 20  # projects below which a class is not believed; this software's own policy, no source states a number
# Bands of size by their lower end in millions of major units, which is included; the upper end is not.
BANDS = {"below_5": 0, "from_5": 5, "from_20": 20, "from_100": 100, "from_500": 500}


def keys(class_by: str) -> list[str]:
    """The keys that a code of `codes.CLASS_LEVELS` stands for.

    >>> keys("sector-tier-size"), keys("all")
    (['sector', 'tier', 'size'], [])
    """
    return [] if class_by == ALL else class_by.split("-")


def levels(keys: Sequence[str]) -> dict[str, list[str]]:
    """The classes that are asked in turn, by their code: from all keys to none.

    >>> levels(["sector", "tier"])
    {'sector-tier': ['sector', 'tier'], 'sector': ['sector'], 'all': []}
    """
    return {"-".join(keys[:n]) or ALL: list(keys[:n]) for n in range(len(keys), -1, -1)}


def classified(projects: pd.DataFrame) -> pd.DataFrame:
    """The projects with the columns that classes are made of: `sector`, `tier`, `size_band` and `size`.

    `projects` has `sector`, `tier`, `budget` (minor units, Int64) and `currency`. An unknown tier is missing.
    `size_band` is a code of BANDS; `size` is the band in its currency, since currencies are never compared.
    """
    tier = projects["tier"].astype("object")
    band = size_bands(projects["budget"], projects["currency"])
    return projects.assign(
        tier=tier.where(tier.notna() & (tier != UNKNOWN), None),
        size_band=band,
        size=projects["currency"].astype("str").str.cat(band.astype("str"), sep=" "),
    )


def size_bands(budget: pd.Series, currency: pd.Series) -> pd.Series:
    """The band of each budget (minor units): a code of BANDS, None where budget or currency is missing.

    >>> size_bands(pd.Series([499_999_999, 500_000_000], dtype="Int64"), pd.Series(["CNY", "CNY"])).tolist()
    ['below_5', 'from_5']
    """
    million = currency.map({code: 10.0 ** (6 + exponent(code)) for code in currency.dropna().unique()})
    amount = budget.to_numpy("float64", na_value=np.nan) / million.to_numpy("float64", na_value=np.nan)
    places = np.searchsorted(list(BANDS.values()), amount, side="right") - 1
    return pd.Series(np.array(list(BANDS), dtype=object)[places], index=budget.index).where(amount >= 0, None)


def budgets(band: str, currency: str) -> tuple[int, int | None]:
    """The budgets of a band in minor units: from the first, which is included, to below the second; None: no end.

    >>> budgets("from_5", "CNY"), budgets("from_500", "JPY")
    ((500000000, 2000000000), (500000000, None))
    """
    million = 10 ** (6 + exponent(currency))
    ends = [lower * million for lower in BANDS.values()]
    place = list(BANDS).index(band)
    return ends[place], ends[place + 1] if place + 1 < len(ends) else None


def numbered(history: pd.DataFrame, targets: pd.DataFrame, keys: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """The class of each row of the two tables by these keys as a number, −1 where one of the keys is missing."""
    number = np.zeros(len(history) + len(targets), dtype="int64")
    for key in keys:
        codes, values = pd.factorize(pd.concat([history[key], targets[key]]))
        number = np.where((codes < 0) | (number < 0), -1, number * len(values) + codes)
    return number[: len(history)], number[len(history) :]
