"""Would chance alone bring two organisations together this often? Two answers for their projects in common.

Let w be the number of projects that organisations i and j have in common and X what that number would be
if it were left to chance. The p-values are P(X ≥ w), small where they meet more often than chance, and
P(X ≤ w), small where they meet less often. What chance may do differs:

`fixed_row`: each organisation draws its d_i of the P projects blindly. X is hypergeometric (P, d_i, d_j).
`sdsm` (stochastic degree sequence model): a crowded project is also likelier to be drawn. In the Bipartite
Configuration Model i is on project p with probability π_ip, so X is a sum of coins that show heads with
q_p = π_ip π_jp, a Poisson-binomial number with

    μ = Σ q_p,   σ² = Σ q_p (1 − q_p),   γ = σ⁻³ Σ q_p (1 − q_p)(1 − 2q_p)

    P(X ≤ k) ≈ Φ(x) + γ (1 − x²) φ(x) / 6,   x = (k + ½ − μ) / σ     (refined normal approximation)

cut off at 0 and 1. Projects of equal size share π, and so do organisations with equally many projects: all
the moments there are, are three small products of matrices. The approximation is off by a few hundredths
where μ is far below 1; the tests hold it against the exact distribution.

References: Z. Neal, R. Domagalski and B. Sagan, Comparing alternatives to the fixed degree sequence model,
Scientific Reports 11 (2021) 23929; Y. Hong, On computing the distribution function for the Poisson
binomial distribution, Computational Statistics & Data Analysis 59 (2013).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln
from scipy.stats import norm

from analytics.networks import bicm
from analytics.networks.two_mode import TwoMode

MODELS = ("sdsm", "fixed_row")

# positions of classes of i and of j, and w -> P(X ≥ w), P(X ≤ w)
Tails = Callable[[np.ndarray, np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True, eq=False)
class Chance:
    """A model of chance: organisations of one class (equally many projects) are alike to it."""

    member_of: np.ndarray  # the class of each organisation
    tails: Tails

    def p_values(self, i: np.ndarray, j: np.ndarray, together: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """P(X ≥ w) and P(X ≤ w) for the organisations at positions i and j with w projects in common."""
        return self.tails(self.member_of[i], self.member_of[j], together.astype("int64"))


def fixed_row(network: TwoMode) -> Chance:
    """Chance that keeps each organisation's number of projects and nothing else.

    Of one body on all 4 projects and one on 2 of them, both must meet twice:

    >>> import pandas as pd
    >>> from analytics.networks.two_mode import two_mode
    >>> table = pd.DataFrame({"project_id": [1, 2, 3, 4, 1, 2], "organisation_id": [7, 7, 7, 7, 8, 8]})
    >>> upper, lower = fixed_row(two_mode(table)).p_values(np.array([0]), np.array([1]), np.array([2]))
    >>> float(upper[0]), float(lower[0])
    (1.0, 1.0)
    """
    joined = np.asarray(network.incidence.sum(axis=0), dtype="int64").ravel()
    sums, member_of = np.unique(joined, return_inverse=True)
    projects = len(network.projects)

    def tails(a: np.ndarray, b: np.ndarray, together: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        # Most questions come up many times: each is answered once.
        i, j = np.minimum(a, b), np.maximum(a, b)
        _, first, where = np.unique(
            (i * len(sums) + j) * (projects + 1) + together, return_index=True, return_inverse=True
        )
        has, other, both = sums[i[first]], sums[j[first]], together[first]
        upper = _at_least(both, projects, has, other)
        # i has d_i − X of the projects that j has not: what is few of one is many of the other.
        lower = _at_least(has - both, projects, has, projects - other)
        return upper[where], lower[where]

    return Chance(member_of, tails)


def sdsm(network: TwoMode) -> Chance:
    """Chance that keeps each organisation's projects and each project's organisations, on average.

    Raises PortfolioError if the Bipartite Configuration Model is not reached.
    """
    matrix = network.incidence
    model = bicm.fit(np.asarray(matrix.sum(axis=0)).ravel(), np.asarray(matrix.sum(axis=1)).ravel())
    p, size = model.probability, model.columns
    first, second, third = (((p**power) * size) @ (p**power).T for power in (1, 2, 3))
    spread = np.sqrt(np.maximum(first - second, 0))
    with np.errstate(divide="ignore", invalid="ignore"):
        skew = (first - 3 * second + 2 * third) / spread**3
    # A sum of certainties, up to rounding: then X is its mean.
    certain = spread < 1e-7

    def tails(a: np.ndarray, b: np.ndarray, together: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        mean, sd, gamma, sure = first[a, b], spread[a, b], skew[a, b], certain[a, b]
        with np.errstate(divide="ignore", invalid="ignore"):
            above, below = (together - 0.5 - mean) / sd, (together + 0.5 - mean) / sd
            upper = norm.sf(above) - gamma * (1 - above**2) * norm.pdf(above) / 6
            lower = norm.cdf(below) + gamma * (1 - below**2) * norm.pdf(below) / 6
        upper = np.where(sure, together <= np.rint(mean), np.clip(upper, 0, 1))
        return np.where(together <= 0, 1.0, upper), np.where(sure, together >= np.rint(mean), np.clip(lower, 0, 1))

    return Chance(model.row_class, tails)


def _at_least(k: np.ndarray, total: int, marked: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """P(X ≥ k) for X of the `marked` among `drawn` out of `total`, term by term from the first.

    scipy's hypergeometric tail is right but takes half a millisecond each.
    """
    low, high = np.maximum(0, marked + drawn - total), np.minimum(marked, drawn)
    start = np.maximum(k, low)

    def choose(n: np.ndarray, m: np.ndarray) -> np.ndarray:
        return gammaln(n + 1.0) - gammaln(m + 1.0) - gammaln(n - m + 1.0)

    possible = start <= high
    at = np.where(possible, start, high)
    term = np.exp(choose(marked, at) + choose(total - marked, drawn - at) - choose(np.full_like(drawn, total), drawn))
    tail = np.zeros(len(at))
    left = np.flatnonzero(possible & (start > low))  # from the lowest possible number on, it is certain
    mode = (marked + 1) * (drawn + 1) // (total + 2)
    while len(left):
        tail[left] += term[left]
        x = at[left]
        rest = total - marked[left] - drawn[left] + x + 1
        term[left] *= (marked[left] - x) * (drawn[left] - x) / ((x + 1.0) * rest)
        at[left] += 1
        left = left[(at[left] <= high[left]) & ((at[left] <= mode[left]) | (term[left] > 1e-17 * tail[left]))]
    return np.where(start <= low, 1.0, np.minimum(tail, 1.0))
