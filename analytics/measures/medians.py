"""How sure a median is: an interval between two of the values themselves, whatever their distribution."""

from __future__ import annotations

import pandas as pd
from scipy.stats import binom

from analytics.measures.intervals import CONFIDENCE


def intervals(values: pd.Series, by: pd.Series, confidence: float = CONFIDENCE) -> pd.DataFrame:
    """The median of each group with its interval: `median`, `median_low`, `median_high`, Float64, indexed by group.

    The interval runs from the k-th smallest to the k-th largest value, k the largest for which at least `confidence`
    of all samples would hold the true median between the two: the number of values below it is binomial(n, 1/2). Five
    values or fewer have no such interval at 95 %; then both ends are NA. Missing values are left out; a missing group
    is a group too.

    >>> intervals(pd.Series([1, 2, 3, 4, 5, 90]), pd.Series(["a"] * 6)).loc["a"].tolist()
    [3.5, 1.0, 90.0]

    Reference: W. J. Conover, Practical Nonparametric Statistics, 3rd ed. 1999, section 3.2.
    """
    known = pd.DataFrame({"value": values.astype("Float64"), "group": by}).dropna(subset="value")
    known = known.sort_values("value", kind="stable")
    groups = known.groupby("group", dropna=False)["value"]
    place, n = groups.cumcount() + 1, groups.transform("size")
    sizes = pd.Series(groups.size().unique())
    ranks = pd.Series(binom.ppf((1 - confidence) / 2, sizes, 0.5), index=sizes)
    # ppf gives the first k whose tail reaches the level; where it meets it exactly, the next one still keeps it.
    exact = binom.cdf(ranks, sizes, 0.5) <= (1 - confidence) / 2
    rank = n.map(ranks + exact)

    def end(at: pd.Series) -> pd.Series:
        return known["value"].where((rank > 0) & (place == at)).groupby(known["group"], dropna=False).max()

    return pd.DataFrame({"median": groups.median(), "median_low": end(rank), "median_high": end(n - rank + 1)})
