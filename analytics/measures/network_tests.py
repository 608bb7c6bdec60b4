"""The tables of the tests: what `analytics.networks` finds, in the columns of `analytics.frames.network_tests`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics.networks import centralisation
from analytics.networks.distances import distances
from analytics.networks.dyads import Fit
from analytics.networks.one_mode import OneMode
from analytics.networks.qap import Correlation, Regression
from analytics.networks.whole import density, reciprocity, transitivity

BARS = 40  # of the histogram


def correlation(found: Correlation) -> pd.DataFrame:
    """One row: `correlation`, its p-values, what chance gives, `pairs_tested`, `permutations`, `chance_seed`."""
    return pd.DataFrame(
        {
            "correlation": [found.r], "p_two_sided": found.p_two_sided, "p_upper": found.p_upper,
            "p_lower": found.p_lower, "permuted_mean": found.mean, "permuted_sd": found.sd,
            "pairs_tested": found.dyads, "permutations": found.permutations, "chance_seed": found.seed,
        }
    )  # fmt: skip


def distribution(drawn: np.ndarray, bars: int = BARS) -> pd.DataFrame:
    """The drawn values as a histogram: `r_from`, `r_to`, `times_drawn`, bars of one width from the least to the most.

    >>> distribution(np.array([0.0, 0.0, 0.5, 1.0]), bars=2)["times_drawn"].tolist()
    [2, 2]
    """
    times, edges = np.histogram(drawn, bins=bars)
    return pd.DataFrame({"r_from": edges[:-1], "r_to": edges[1:], "times_drawn": times})


def regression(found: Regression) -> pd.DataFrame:
    """A row for each term: `relation_term`, `slope`, `t_value`, its p-values, and the regression as a whole."""
    terms = found.terms.rename(columns={"coefficient": "slope", "t": "t_value"}).rename_axis("relation_term")
    return terms.reset_index().assign(
        r_squared=found.r_squared, pairs_tested=found.dyads, permutations=found.permutations, chance_seed=found.seed
    )


def statistics(directed: bool) -> dict[str, Callable[[OneMode], float]]:
    """What a network can be measured by in a test of conditional uniform graphs; names in `codes.NETWORK_MEASURES`."""
    by_direction: dict[str, Callable[[OneMode], float]] = (
        {
            "in_degree_centralisation": centralisation.in_degree,
            "out_degree_centralisation": centralisation.out_degree,
            "reciprocity": reciprocity,
        }
        if directed
        else {"degree_centralisation": centralisation.degree}
    )
    return {
        "transitivity": transitivity,
        **by_direction,
        "betweenness_centralisation": centralisation.betweenness_centralisation,
        "average_path": lambda network: distances(network).average,
        "components": lambda network: float(network.component().max(initial=-1) + 1),
        "largest_component": lambda network: float((network.component() == 0).mean()),
        "density": density,
    }


def uniform(found: pd.DataFrame) -> pd.DataFrame:
    """A row for each statistic of `null_models.against`."""
    names = {
        "statistic": "network_measure", "observed": "measure_value", "expected": "chance_mean", "sd": "chance_sd",
        "z": "chance_z", "draws": "chance_draws",
    }  # fmt: skip
    return found.reset_index().rename(columns=names)


def brokerage(total: pd.DataFrame) -> pd.DataFrame:
    """A row for each role of `Brokerage.total`."""
    names = {
        "role": "brokerage_role", "observed": "pairs_brokered", "expected": "brokered_by_chance", "sd": "brokered_sd",
        "z": "chance_z",
    }  # fmt: skip
    return total.reset_index().rename(columns=names)


def terms(found: Fit) -> pd.DataFrame:
    """A row for each term of the logistic regression: the `ergm_terms` frame."""
    names = {
        "term": "relation_term", "coefficient": "log_odds", "standard_error": "log_odds_error", "z": "wald_z",
        "p": "wald_p",
    }  # fmt: skip
    return found.terms.reset_index().rename(columns=names)


def fit(found: Fit) -> pd.DataFrame:
    """One row: `pairs_tested`, `pairs_tied`, `tie_likelihood`, `aic`, `bic`."""
    return pd.DataFrame(
        {
            "pairs_tested": [found.dyads], "pairs_tied": found.ties, "tie_likelihood": found.log_likelihood,
            "aic": found.aic, "bic": found.bic,
        }
    )  # fmt: skip
