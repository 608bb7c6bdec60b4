"""Who finishes faster: Cox's proportional hazards, and whether the hazards are proportional.

    h(t | x) = h0(t) · exp(β'x)

h is the hazard of finishing: of those still under way at t, how many finish just then. exp(β) is the hazard ratio;
below 1 is slower to finish. A cancelled project leaves the risk set when it is cancelled, so that h is the
cause-specific hazard. Ties are Efron's; p and interval of a coefficient are Wald's; the fit is statsmodels'.

Proportional means that the ratio is the same early and late. Grambsch and Therneau correlate the scaled Schoenfeld
residuals (of each project that finishes: its x less the mean x of those at risk) with time, here with 1 − the
Kaplan-Meier share just before it, which keeps a few very long projects from deciding alone:

    u = Σ (g_i − ḡ) r_i        χ²_j = d (V u)_j² / (V_jj Σ (g_i − ḡ)²)        together: χ² = d u'V u / Σ (g_i − ḡ)²

over the d projects that finish, r_i the residual, g_i the time, V the covariance of β.

Sources: D. R. Cox, J. R. Stat. Soc. B 34 (1972) 187-220; B. Efron, JASA 72 (1977) 557-565; P. M. Grambsch and T. M.
Therneau, Biometrika 81 (1994) 515-526; F. E. Harrell et al., JAMA 247 (1982) 2543-2546 (concordance).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri
from scipy.stats import chi2
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import SurvfuncRight

from analytics.measures.intervals import CONFIDENCE


@dataclass(frozen=True, slots=True)
class Cox:
    """A fitted model.

    `terms` has one row per column of x: `coefficient`, `standard_error`, `hazard_ratio` with `hazard_low` and
    `hazard_high`, `p`, `check_chi2` and `check_p` of the proportional hazards (1 degree of freedom). `model` has
    `projects`, `finished` (events), `log_likelihood`, `chi2`, `freedom` and `p` of the likelihood-ratio test,
    `concordance`, and `check_chi2` and `check_p` over all coefficients.
    """

    terms: pd.DataFrame
    model: dict[str, object]


def cox(time: np.ndarray, event: np.ndarray, x: pd.DataFrame, ties: str = "efron") -> Cox | None:
    """Fit x, one column a coefficient, none of them constant or a sum of others; None where the fit does not settle.

    `time` is not negative, `event` 1 where the project finished at it and 0 where it left the risk set. `ties` is
    "efron" or "breslow".
    """
    values, event = x.to_numpy("float64"), event.astype("int64")
    scale = values.std(axis=0)  # a budget of 10^10 beside a 0 or 1 would stop the search early
    model = PHReg(time, values / scale, status=event, ties=ties)
    found = model.fit()
    beta, covariance = found.params / scale, found.cov_params() / np.outer(scale, scale)
    error = np.sqrt(np.diag(covariance))
    if not np.isfinite(error).all() or np.abs(model.score(found.params) * error * scale).max() > 1e-3:
        return None
    likelihood, empty = float(model.loglike(found.params)), float(model.loglike(np.zeros(len(beta))))
    z, reach = beta / error, float(ndtri(1 - (1 - CONFIDENCE) / 2)) * error
    single, every = _check(time, event, values, beta, covariance)
    terms = pd.DataFrame(
        {
            "coefficient": beta,
            "standard_error": error,
            "hazard_ratio": np.exp(beta),
            "hazard_low": np.exp(beta - reach),
            "hazard_high": np.exp(beta + reach),
            "p": chi2.sf(z**2, 1),
            "check_chi2": single,
            "check_p": chi2.sf(single, 1),
        },
        index=x.columns,
    )
    return Cox(
        terms,
        {
            "projects": len(time),
            "finished": int(event.sum()),
            "log_likelihood": likelihood,
            "chi2": 2 * (likelihood - empty),
            "freedom": len(beta),
            "p": float(chi2.sf(2 * (likelihood - empty), len(beta))),
            "concordance": concordance(time, event, values @ beta),
            "check_chi2": every,
            "check_p": float(chi2.sf(every, len(beta))),
        },
    )


def concordance(time: np.ndarray, event: np.ndarray, risk: np.ndarray) -> float:
    """Harrell's C: of the pairs of which we know who finished first, how often that one had the higher risk.

    A pair is known where one finished before the other finished or was last seen, or on the same day that the other
    was last seen; two that finish on one day are no pair. An equal risk counts as half. nan without any pair.

    >>> concordance(np.array([1, 2, 2, 3]), np.array([1, 1, 0, 1]), np.array([0.9, 0.2, 0.5, 0.2]))
    0.7
    """
    risk = np.round(risk, 12)  # equal covariates may differ in the last bit
    later = np.empty(0)  # the risks of those that are still there, sorted
    right, pairs = 0.0, 0
    order = np.lexsort((event, -time))  # the last first, and on one day those last seen before those that finish
    for rows in np.split(order, np.flatnonzero(np.diff(time[order])) + 1):
        finish = event[rows] == 1
        seen, ended = np.sort(risk[rows[~finish]]), np.sort(risk[rows[finish]])
        later = np.insert(later, np.searchsorted(later, seen), seen)
        right += (np.searchsorted(later, ended, "left") + np.searchsorted(later, ended, "right")).sum() / 2
        pairs += len(later) * len(ended)
        later = np.insert(later, np.searchsorted(later, ended), ended)
    return float(right / pairs) if pairs else float("nan")


def _check(
    time: np.ndarray, event: np.ndarray, values: np.ndarray, beta: np.ndarray, covariance: np.ndarray
) -> tuple[np.ndarray, float]:
    """χ² of each coefficient and of all at once: does the residual move with time?"""
    curve = SurvfuncRight(time, event)
    before = np.append(1.0, curve.surv_prob)[np.searchsorted(curve.surv_times, time[event == 1])]
    clock = before.mean() - before
    residuals = schoenfeld(time, event, values, beta)
    moved, spread = clock @ residuals, float((clock**2).sum())
    if not spread:  # all finished at one time: nothing can move
        return np.full(len(beta), np.nan), float("nan")
    single = event.sum() * (covariance @ moved) ** 2 / (np.diag(covariance) * spread)
    return single, float(event.sum() * moved @ covariance @ moved / spread)


def schoenfeld(time: np.ndarray, event: np.ndarray, values: np.ndarray, beta: np.ndarray) -> np.ndarray:
    """Of each project that finishes, in the order of the rows: its covariates less their mean over those at risk.

    The mean is Efron's, as in the fit, so that the residuals add up to zero at the estimate; statsmodels has
    Breslow's only, which does not with ties.
    """
    linear = values @ beta
    weight = np.exp(linear - linear.max())
    weighted = pd.DataFrame(np.column_stack([weight, weight[:, None] * values]))
    place = np.unique(time, return_inverse=True)[1]
    at_risk = weighted.groupby(place).sum().to_numpy()[::-1].cumsum(axis=0)[::-1]
    failing = weighted.mul(event, axis=0).groupby(place).sum().to_numpy()
    own = pd.Series(place[event == 1])
    turn = (own.groupby(own).cumcount() / own.groupby(own).transform("size")).to_numpy()
    parts = at_risk[own] - turn[:, None] * failing[own]
    mean = pd.DataFrame(parts[:, 1:] / parts[:, :1]).groupby(own).transform("mean").to_numpy()
    return values[event == 1] - mean
