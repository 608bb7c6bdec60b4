"""When unfinished projects will be done, from a curve in which the unfinished count too.

Among comparable projects the cumulative incidence of finishing, F, is Aalen and Johansen's: a cancelled project will
never be finished, so cancellation is a competing event and no censoring. Given that a project has not ended by its
own elapsed ratio e, it finishes by t with probability (F(t) − F(e)) / S(e), where S is the share that has neither
finished nor been cancelled. Without cancellations that is 1 − S(t) / S(e) of Kaplan and Meier. A quantile is the
first t at which that probability is reached. Where it is never reached, because too few were followed for so long
or because too many are cancelled, the quantile is missing: it lies beyond what was observed.

Source: O. Aalen and S. Johansen, Scandinavian Journal of Statistics 5 (1978) 141-150; the curve is statsmodels'.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from statsmodels.duration.survfunc import CumIncidenceRight

from analytics.measures import comparables
from analytics.measures.comparables import FEWEST
from analytics.measures.reference_class import answers

_ENDS = {"finished": 1, "cancelled": 2}  # by statsmodels' numbers; 0 is open
_ROUNDING = 1e-9  # a curve that reaches one half must not miss it by the last digit


def predict(
    history: pd.DataFrame,
    targets: pd.DataFrame,
    keys: Sequence[str],
    quantiles: Sequence[float],
    fewest: int = FEWEST,
) -> pd.DataFrame:
    """The total duration of unfinished projects, as a multiple of what was planned.

    `history`: `ratio`, `outcome` (finished, cancelled, open: followed up to `ratio`) and the columns `keys`;
    `targets`: `ratio`, what has passed of the planned duration, and the same keys. Out as `reference_class.predict`,
    but `class_n` counts all comparable projects that were followed longer than the target has taken, whatever became
    of them, and a quantile is missing also where the curve does not get there.
    """
    history = history[history["ratio"].notna()]
    ratio = history["ratio"].to_numpy("float64")
    event = np.select([(history["outcome"] == outcome).to_numpy() for outcome in _ENDS], [*_ENDS.values()], 0)
    elapsed = targets["ratio"].to_numpy("float64", na_value=np.nan)
    found = np.full((len(targets), len(quantiles)), np.nan)
    level_of, n_of = np.full(len(targets), None, dtype=object), np.zeros(len(targets), dtype="int64")
    waiting = ~np.isnan(elapsed)
    by_ratio, nobody = np.argsort(ratio), np.empty(0, dtype="int64")
    for level, asked in comparables.levels(keys).items():
        classes, mine = comparables.numbered(history, targets, asked)
        members = _by_class(classes, by_ratio)
        for number, asking in _by_class(mine, np.flatnonzero(waiting & (mine >= 0))).items():
            inside = members.get(number, nobody)
            n = len(inside) - np.searchsorted(ratio[inside], elapsed[asking], side="right")
            chosen, n = asking[n >= max(fewest, 1)], n[n >= max(fewest, 1)]
            if len(chosen):
                level_of[chosen], n_of[chosen], waiting[chosen] = level, n, False
                found[chosen] = _quantiles(ratio[inside], event[inside], elapsed[chosen], quantiles)
    return answers(targets, level_of, n_of, found, quantiles)


def _by_class(classes: np.ndarray, places: np.ndarray) -> dict[int, np.ndarray]:
    """The places that lie in each class, in the order given."""
    ranked = places[np.argsort(classes[places], kind="stable")]
    numbers, first = np.unique(classes[ranked], return_index=True)
    return dict(zip(numbers.tolist(), np.split(ranked, first[1:]), strict=len(numbers) > 0))


def _quantiles(ratio: np.ndarray, event: np.ndarray, elapsed: np.ndarray, quantiles: Sequence[float]) -> np.ndarray:
    """One row per elapsed ratio, one column per quantile; NaN where the curve does not get there."""
    times, finishing, going_on = curve(ratio, event)
    before = np.searchsorted(times, elapsed, side="right")
    done, left = np.r_[0.0, finishing][before], np.r_[1.0, going_on][before]
    wanted = done[:, None] + left[:, None] * np.asarray(quantiles)
    return np.r_[times, np.nan][np.searchsorted(finishing, wanted - _ROUNDING)]


def curve(ratio: np.ndarray, event: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The times, the cumulative incidence of finishing and the share still going on just after each of them."""
    # With weights, of 1 each, statsmodels leaves out the standard errors, which nobody reads here.
    fitted = CumIncidenceRight(ratio, event, freq_weights=np.ones(len(ratio)))
    nothing = np.zeros(len(fitted.times))
    finishing, cancelling = [*fitted.cinc, nothing, nothing][:2]
    return fitted.times, finishing, 1 - finishing - cancelling
