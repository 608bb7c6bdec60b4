"""How sure a share is: Wilson's interval, which stays sensible for few cases and for none at all."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtri

CONFIDENCE = 0.95


def wilson(cases: pd.Series, of: pd.Series, confidence: float = CONFIDENCE) -> tuple[pd.Series, pd.Series]:
    """Lower and upper bound of Wilson's score interval (no continuity correction) for whole columns.

        (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)

    NA where there are no cases at all (n = 0). The same numbers as scipy's
    `binomtest(k, n).proportion_ci(method="wilson")`, which takes one pair at a time and needs a
    millisecond for each.

    >>> low, high = wilson(pd.Series([2, 0]), pd.Series([47, 47]))
    >>> [round(float(x), 4) for x in (*low, *high)]
    [0.0117, 0.0, 0.1425, 0.0756]

    Reference: E. B. Wilson, JASA 22 (1927) 209-212; A. Agresti and B. Coull, The American Statistician 52 (1998).
    """
    n = of.astype("Float64").where(of > 0)
    share = cases.astype("Float64") / n
    z = float(ndtri(1 - (1 - confidence) / 2))
    centre = share + z**2 / (2 * n)
    half = z * (share * (1 - share) / n + z**2 / (4 * n**2)).astype("Float64").map(np.sqrt, na_action="ignore")
    scale = 1 + z**2 / n
    # Rounding may leave −1e-18 where no case was seen.
    return ((centre - half) / scale).clip(0, 1), ((centre + half) / scale).clip(0, 1)
