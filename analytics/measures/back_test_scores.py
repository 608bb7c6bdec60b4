"""How far the forecasts of a back-test missed, and which to believe.

    error = actual − forecast completion, in days: positive where it came later than was forecast
    bias = mean error      miss = mean |error|      pinball(p) = mean of p·error where error ≥ 0, else (p − 1)·error

A forecast of one date counts as P50; it has no P80 and no range, and gets no score for them. A range covers where the
actual date lies within it, both ends included; it is judged where all its quantiles are known.

Each method is scored on all its own cases and on the common ones, which every compared method could forecast: only
there is a comparison fair. Compared is a method that is not refused and forecast at least a tenth of all pairs, so
that a method that hardly ever applies does not leave the others without cases.

Pairs that are still open would have the longest times to go; leaving them out would make every method look better and
the optimistic ones best. So a scored pair stands for those like it that are still open: its weight is one over the
probability of having been followed that long, by Kaplan and Meier's curve of the time to censoring, over the pairs of
all origins (an old origin is followed longer than a new one). Assumed: how long a pair is followed says nothing about
its error, and beyond the longest time followed nothing is known. The weights are taken as given in the intervals.

Sources: E. Graf et al., Statistics in Medicine 18 (1999) 2529-2545 (weights); R. Koenker and G. Bassett, Econometrica
46 (1978) 33-50 (pinball); F. X. Diebold and R. S. Mariano, Journal of Business & Economic Statistics 13 (1995)
253-263 (difference of losses); S. Lerch et al., Statistical Science 32 (2017) 106-127 (never group by the outcome).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import CensoredData, ecdf
from statsmodels.regression.linear_model import WLS

from analytics.measures.back_test import METHODS, RESULTS, WITH_RANGE
from analytics.measures.intervals import CONFIDENCE

FEWEST_PAIRS, FEWEST_PROJECTS, FEWEST_ORIGINS = 30, 10, 3  # below these there is no score
FEWEST_IN_ROW = 10  # scored pairs below which one origin or one time ahead gets no mean
LEAST_SHARE = 0.1  # of all pairs: below it a method is not compared
# From the origin to the responsible body's own forecast then, in days: less than the upper end.
LEADS = {"passed": 0, "under_6": 183, "from_6": 365, "from_12": 730, "from_24": np.inf}


def weights(pairs: pd.DataFrame) -> np.ndarray:
    """One over the probability of having been followed to the end, 0 for a pair that is not scored.

    `pairs` has `result` and `remaining_days`. Where nothing is open every scored pair has weight 1.
    """
    days = pairs["remaining_days"].to_numpy("float64").clip(min=0)
    is_open, scored = (pairs["result"] == "open").to_numpy(), (pairs["result"] == "scored").to_numpy()
    if not is_open.any():
        return scored.astype("float64")
    # A pair that ends on the day of a last report ended first: its weight does not count that report.
    followed = ecdf(CensoredData(uncensored=days[is_open] + 0.5, right=days[~is_open])).sf
    made = np.zeros(len(pairs))
    made[scored] = 1 / followed.evaluate(days[scored])
    return made


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who can be compared, and on what.

    `pairs` is `back_test.pairs`; `common` those of them that every method of `compared` forecast, with the column
    `weight`. `refusals` says for each method why it is not compared (a code of TEST_REFUSALS, None where it is), and
    `refusal` why nobody is. `left_out`: older origins than were tried.
    """

    pairs: pd.DataFrame
    common: pd.DataFrame
    refusals: dict[str, str | None]
    refusal: str | None
    left_out: int

    @property
    def compared(self) -> list[str]:
        return [] if self.refusal else [method for method in METHODS if not self.refusals[method]]


def compare(pairs: pd.DataFrame, left_out: int = 0) -> Comparison:
    """The common cases of the methods that are neither refused nor hardly ever apply."""
    said = {method: pairs[f"{method}_q50"].notna() for method in METHODS}
    refusals = {
        method: _refusal(pairs[mine]) or ("rarely" if mine.mean() < LEAST_SHARE else None)
        for method, mine in said.items()
    }
    taking_part = [said[method] for method in METHODS if not refusals[method]]
    common = pairs[np.logical_and.reduce(taking_part)] if taking_part else pairs[:0]
    # Where even all pairs are too few that is the reason, not what any method lacks.
    refusal = _refusal(pairs) or ("few_methods" if len(taking_part) < 2 else _refusal(common))
    return Comparison(pairs, common.assign(weight=weights(common)), refusals, refusal, left_out)


def scores(comparison: Comparison) -> pd.DataFrame:
    """One row per method and kind of cases (common, then own): counts, and the scores or why they are refused.

    Columns: `forecast_method`, `cases`, `pairs`, `pairs_scored`, `pairs_open`, `pairs_cancelled`, `pairs_undated`,
    `pairs_refused` (pairs for which the method had no forecast), `pairs_effective` ((Σw)² / Σw²), `bias_days`,
    `median_error_days` and `median_miss_days` (half of the weight lies at or below), `miss_days`, `plain_miss_days`
    (without weights), `pinball_50`, `pinball_80`, `coverage_50`, `coverage_80`, `pairs_with_range` and `test_refusal`.
    What does not apply or is refused is missing.
    """
    pairs, common = comparison.pairs, comparison.common
    made = []
    for method in METHODS:
        refusal = comparison.refusals[method] or comparison.refusal
        made.append({"cases": "common", **_score(common[:0] if refusal else common, method, refusal)})
    for method in METHODS:
        mine = pairs[pairs[f"{method}_q50"].notna()]
        score = _score(mine.assign(weight=weights(mine)), method, _refusal(mine))
        made.append({"cases": "own", **score, "pairs_refused": len(pairs) - len(mine)})
    return pd.DataFrame(made)


def by_origin(comparison: Comparison) -> pd.DataFrame:
    """Bias and miss of the compared methods at each origin, on the common cases; no row where nobody is compared.

    `forecast_on` (the origin), `forecast_method`, the counts, `bias_days` and `miss_days` (missing below FEWEST_IN_ROW
    scored pairs). Without weights: all pairs of an origin are followed equally long, so none stands for an open one.
    """
    common = comparison.common.assign(weight=1.0)
    return _rows(common, "forecast_on", sorted(common["forecast_on"].unique()), comparison.compared)


def by_lead(comparison: Comparison) -> pd.DataFrame:
    """Bias and miss of the compared methods by how far ahead the responsible body's forecast lay, on the common cases.

    `lead_band` (a key of LEADS) by what was known at the origin, not by what it took in the end: among projects that
    took long any forecast looks too early. Else as `by_origin`, weighted.
    """
    ahead = comparison.common[comparison.common["lead_days"].notna()]
    place = np.searchsorted(list(LEADS.values())[:-1], ahead["lead_days"].to_numpy("float64"), side="right")
    return _rows(ahead.assign(lead_band=np.array(list(LEADS))[place]), "lead_band", list(LEADS), comparison.compared)


def verdict(comparison: Comparison) -> pd.DataFrame:
    """One row: the method that missed least on the common cases, against the responsible bodies' own forecasts.

    `forecast_method` and its `miss_days`; `rival_method` (agency; the second best where the agency is best or not
    compared) with `rival_miss_days`; `miss_difference` (best minus rival, negative is closer) with its interval
    `miss_difference_low` to `_high`: Student's, clustered by project, whose pairs are no independent cases, and widened
    after Bonferroni for having chosen the best of several. `is_certain`: it does not hold 0. Beside them the counts of
    the common cases, `projects` (scored), `origins`, `first_origin`, `last_origin`, `origins_left_out` and
    `test_refusal`, with which all that is compared is missing.
    """
    common, compared = comparison.common, comparison.compared
    scored = common[common["result"] == "scored"]
    row: dict[str, Any] = {
        **_counts(common),
        "projects": scored["project_id"].nunique(),
        "origins": scored["forecast_on"].nunique(),
        "first_origin": scored["forecast_on"].min(),
        "last_origin": scored["forecast_on"].max(),
        "origins_left_out": comparison.left_out,
        "test_refusal": comparison.refusal,
    }
    names = ("forecast_method", "miss_days", "rival_method", "rival_miss_days", "miss_difference",
             "miss_difference_low", "miss_difference_high", "is_certain")  # fmt: skip
    if not compared:
        return pd.DataFrame([row | dict.fromkeys(names)])
    miss = {method: _errors(scored, method).abs() for method in compared}
    mean = {method: np.average(miss[method], weights=scored["weight"]) for method in compared}
    best, *others = sorted(compared, key=lambda method: mean[method])
    rival = "agency" if "agency" in others else others[0]
    low, high = _interval(miss[best] - miss[rival], scored, (1 - CONFIDENCE) / len(others))
    values = (best, mean[best], rival, mean[rival], mean[best] - mean[rival], low, high, low > 0 or high < 0)
    return pd.DataFrame([row | dict(zip(names, values, strict=True))])


def _refusal(pairs: pd.DataFrame) -> str | None:
    scored = pairs[pairs["result"] == "scored"]
    if len(scored) < FEWEST_PAIRS:
        return "few_pairs"
    if scored["forecast_on"].nunique() < FEWEST_ORIGINS:
        return "few_origins"
    return "few_projects" if scored["project_id"].nunique() < FEWEST_PROJECTS else None


def _score(pairs: pd.DataFrame, method: str, refusal: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {"forecast_method": method, **_counts(pairs), "pairs_refused": 0, "test_refusal": refusal}
    names = ("pairs_effective", "bias_days", "median_error_days", "miss_days", "median_miss_days", "plain_miss_days",
             "pinball_50", "pinball_80", "coverage_50", "coverage_80", "pairs_with_range")  # fmt: skip
    row |= dict.fromkeys(names)
    if refusal:
        return row
    scored = pairs[pairs["result"] == "scored"]
    weight, error = scored["weight"].to_numpy(), _errors(scored, method).to_numpy()
    row |= {
        "pairs_effective": weight.sum() ** 2 / (weight**2).sum(),
        "bias_days": np.average(error, weights=weight),
        "median_error_days": _median(error, weight),
        "miss_days": np.average(np.abs(error), weights=weight),
        "median_miss_days": _median(np.abs(error), weight),
        "plain_miss_days": np.abs(error).mean(),
        "pinball_50": np.average(pinball(error, 0.5), weights=weight),
    }
    return row | (_range_scores(scored, method) if method in WITH_RANGE else {})


def _range_scores(scored: pd.DataFrame, method: str) -> dict[str, Any]:
    """Coverage of P25-P75 and P10-P90 and the loss at P80, where the whole range is known."""
    scored = scored[scored[[f"{method}_q{level}" for level in (10, 25, 75, 80, 90)]].notna().all(axis=1)]
    if scored.empty:
        return {"pairs_with_range": 0}
    actual, weight = scored["remaining_days"], scored["weight"]
    inside = {
        share: actual.between(scored[f"{method}_q{low}"], scored[f"{method}_q{high}"])
        for share, low, high in ((50, 25, 75), (80, 10, 90))
    }
    return {
        "pairs_with_range": len(scored),
        **{f"coverage_{share}": np.average(covered, weights=weight) for share, covered in inside.items()},
        "pinball_80": np.average(pinball(actual - scored[f"{method}_q80"], 0.8), weights=weight),
    }


def pinball(error: np.ndarray | pd.Series, share: float) -> np.ndarray:
    """The loss of a quantile forecast, in the unit of the error: too early costs `share`, too late 1 − `share`.

    >>> pinball(np.array([10, -10]), 0.8).round(9).tolist()
    [8.0, 2.0]
    """
    return np.maximum(share * error, (share - 1) * error)


def _rows(common: pd.DataFrame, by: str, groups: Sequence[Any], compared: Sequence[str]) -> pd.DataFrame:
    """One row per group and compared method."""
    made = []
    for group in groups:
        mine = common[common[by] == group]
        scored = mine[mine["result"] == "scored"]
        for method in compared:
            row = {by: group, "forecast_method": method, **_counts(mine), "bias_days": None, "miss_days": None}
            if len(scored) >= FEWEST_IN_ROW:
                error, weight = _errors(scored, method), scored["weight"]
                row["bias_days"] = np.average(error, weights=weight)
                row["miss_days"] = np.average(error.abs(), weights=weight)
            made.append(row)
    names = [by, "forecast_method", "pairs", *(f"pairs_{result}" for result in RESULTS), "bias_days", "miss_days"]
    return pd.DataFrame(made, columns=names)


def _counts(pairs: pd.DataFrame) -> dict[str, int]:
    found = pairs["result"].value_counts()
    return {"pairs": len(pairs), **{f"pairs_{result}": int(found.get(result, 0)) for result in RESULTS}}


def _errors(scored: pd.DataFrame, method: str) -> pd.Series:
    return scored["remaining_days"] - scored[f"{method}_q50"]


def _median(values: np.ndarray, weight: np.ndarray) -> float:
    return float(np.quantile(values, 0.5, weights=weight, method="inverted_cdf"))


def _interval(difference: pd.Series, scored: pd.DataFrame, alpha: float) -> tuple[float, float]:
    """Of the weighted mean of a difference: a regression on nothing but a constant, with clustered errors."""
    fitted = WLS(difference.to_numpy(), np.ones(len(difference)), weights=scored["weight"].to_numpy()).fit(
        cov_type="cluster", cov_kwds={"groups": scored["project_id"].to_numpy()}, use_t=True
    )
    low, high = fitted.conf_int(alpha)[0]
    return float(low), float(high)
