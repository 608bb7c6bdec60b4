"""Reference class: how much longer than planned comparable finished projects took, and what follows for those
that are not finished.

    duration ratio = actual / planned duration      overrun = ratio − 1
    adjusted = estimate × (1 + Q_p(overruns))       blended = Σ share × bound

A project that is under way has already used up part of its time: its class is the comparable projects that took
longer than it already has, and that number is the one that must suffice. Where fewer than `fewest` are left the
class is widened (`analytics.measures.comparables`); where even all projects are too few there is no forecast.

Only the finished count, so a young portfolio looks quicker than it is: what takes long is not finished yet.
`analytics.measures.survival_dates` counts the unfinished too and stands beside it.

Sources: B. Flyvbjerg, Project Management Journal 37(3), 2006, 5-15; HM Treasury, Supplementary Green Book Guidance:
Optimism Bias; Mott MacDonald, Review of Large Public Procurement in the UK, 2002.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.measures import comparables
from analytics.measures.comparables import FEWEST


def adjusted(estimate: float, overruns: Sequence[float], confidence: float) -> float:
    """An estimate with the uplift that a share `confidence` of the class would have kept to.

    >>> round(adjusted(100, [0.0, 0.1, 0.2, 0.3, 0.4], 0.8), 6)
    132.0
    """
    return estimate * (1 + float(np.quantile(np.asarray(overruns, dtype="float64"), confidence)))


def blended(shares: Sequence[float], bounds: Sequence[float]) -> float:
    """The uplift of a project made of several kinds of work: Σ share × bound; ValueError where shares are not 1 in all.

    >>> round(blended([0.3, 0.7], [51, 24]), 6)
    32.1
    """
    if not np.isclose(sum(shares), 1):
        raise ValueError(f"the shares add up to {sum(shares):g}, not to 1")
    return float(np.dot(shares, bounds))


def predict(
    history: pd.DataFrame,
    targets: pd.DataFrame,
    keys: Sequence[str],
    quantiles: Sequence[float],
    fewest: int = FEWEST,
) -> pd.DataFrame:
    """The total duration of unfinished projects, as a multiple of what was planned.

    `history`: `ratio` (duration over planned duration), `outcome` (as `durations.outcomes`; only the finished
    count) and the columns `keys`. `targets`: `ratio`, what has passed of the planned duration, and the same keys.
    Out, with the index of `targets`: `class_level` (a code of `codes.CLASS_LEVELS`), `class_n` (comparable projects
    that took longer than the target has so far; NA where refused) and `q50` and so on, numpy's linear quantiles;
    missing where even all projects are fewer than `fewest`, or where the target has no ratio.
    """
    finished = history[(history["outcome"] == "finished") & history["ratio"].notna()]
    ratio = finished["ratio"].to_numpy("float64")
    steps = np.unique(ratio)
    elapsed = targets["ratio"].to_numpy("float64", na_value=np.nan)
    found = np.full((len(targets), len(quantiles)), np.nan)
    level_of, n_of = np.full(len(targets), None, dtype=object), np.zeros(len(targets), dtype="int64")
    first_longer = np.searchsorted(steps, elapsed, side="right")
    width = len(steps) + 1
    for level, asked in comparables.levels(keys).items():
        # All classes at once: sorted by class and by ratio within it, a search finds where a target stands in its own.
        classes, mine = comparables.numbered(finished, targets, asked)
        places = classes * width + np.searchsorted(steps, ratio)
        order = np.argsort(places)
        ranked, longest = places[order], ratio[order]
        start = np.searchsorted(ranked, mine * width + first_longer)
        n = np.searchsorted(ranked, (mine + 1) * width) - start
        chosen = (n_of == 0) & ~np.isnan(elapsed) & (mine >= 0) & (n >= max(fewest, 1))
        level_of[chosen], n_of[chosen] = level, n[chosen]
        for place, share in enumerate(quantiles):
            found[chosen, place] = _linear(longest, start[chosen], n[chosen], share)
    return answers(targets, level_of, n_of, found, quantiles)


def answers(
    targets: pd.DataFrame, level: np.ndarray, n: np.ndarray, found: np.ndarray, quantiles: Sequence[float]
) -> pd.DataFrame:
    """The table of a prediction: the class that answered (None: none did), its size and a column per quantile."""
    size = pd.Series(n, targets.index, dtype="Int64").where(n > 0)
    named = {column(share): found[:, place] for place, share in enumerate(quantiles)}
    return pd.DataFrame({"class_level": level, "class_n": size, **named}, index=targets.index)


def column(share: float) -> str:
    """The name of the column of a quantile.

    >>> column(0.5), column(0.25)
    ('q50', 'q25')
    """
    return f"q{round(share * 100)}"


def _linear(ranked: np.ndarray, start: np.ndarray, n: np.ndarray, share: float) -> np.ndarray:
    """numpy.quantile's linear method on slices of a sorted array."""
    place = (n - 1) * share
    low = place.astype("int64")
    below, above = ranked[start + low], ranked[start + np.minimum(low + 1, n - 1)]
    return below + (above - below) * (place - low)
