"""A dense core and a periphery that hangs on it: Borgatti and Everett's two models.

Discrete. Each node is core or periphery. In the ideal network all of the core work together and none of
the periphery do; what is between core and periphery is left open (treated as missing). The fit r is
Pearson's correlation of the observed ties with the ideal, over the pairs within the core and the pairs
within the periphery. With A ties on N₁ pairs of the core, B on N₀ of the periphery, N = N₁ + N₀ and V the
variance of the N observed values,

    r = (A/N₁ − B/N₀) √(N₁ N₀) / (N √V)

The best core is searched for from many beginnings: from each, the node whose change of side raises r most
changes, until none does. That finds the optimum in small networks and need not in large ones.

Continuous. Each node has a coreness c_i ≥ 0 such that c_i c_j correlates with the ties w_ij as closely as
possible over all pairs i ≠ j.

Reference: S. Borgatti and M. Everett, Models of core/periphery structures, Social Networks 21 (2000).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import minimize

from analytics.networks.one_mode import OneMode

STARTS = 20
_EQUAL = 1e-12  # an r that is higher by less is not higher


@dataclass(frozen=True, eq=False)
class CorePeriphery:
    """`table`: `organisation_id` with `in_core` or `coreness`. `fit` is r, missing where nothing can be told apart."""

    table: pd.DataFrame
    fit: float


def discrete(network: OneMode, *, weighted: bool = False, starts: int = STARTS, seed: int = 0) -> CorePeriphery:
    """The best core found from `starts` random beginnings and as many by degree.

    Core and periphery have two members at least, since r compares pairs within both. With directions each
    ordered pair counts. Missing, and nobody in the core, without two of each or if all pairs are alike.

    >>> import networkx as nx
    >>> from analytics.networks.one_mode import from_networkx
    >>> triangle_with_leaves = nx.Graph([(0, 1), (1, 2), (2, 0), (0, 3), (1, 4), (2, 5)])
    >>> found = discrete(from_networkx(triangle_with_leaves))
    >>> found.table["in_core"].tolist(), found.fit
    ([True, True, True, False, False, False], 1.0)
    """
    n = network.nodes
    weights = network.weights.astype("float64") if weighted else network.adjacency
    draw = np.random.default_rng(seed)
    best, best_r = np.zeros(n, dtype=bool), -np.inf
    if n >= 4 and network.ties:
        both = sparse.csr_array(weights + weights.T)
        squared = sparse.csr_array(weights.power(2) + weights.T.power(2)) if weighted else both
        by_degree = np.argsort(-np.asarray(both.sum(axis=1)).ravel(), kind="stable")
        sizes = np.unique(np.geomspace(2, n - 2, starts).astype("int64"))
        cores = [by_degree[:size] for size in sizes]
        cores += [draw.permutation(n)[: draw.integers(2, n - 1)] for _ in range(starts)]
        for core in cores:
            inside = np.zeros(n, dtype=bool)
            inside[core] = True
            r = _climb(both, squared, inside)
            if r > best_r + _EQUAL:
                best, best_r = inside, r
    found = np.isfinite(best_r)
    table = pd.DataFrame({"organisation_id": network.ids, "in_core": best if found else np.zeros(n, dtype=bool)})
    return CorePeriphery(table, float(best_r) if found else np.nan)


def _climb(both: sparse.csr_array, squared: sparse.csr_array, inside: np.ndarray) -> float:
    """Changes `inside` one node at a time while that raises r, and returns r. A step costs O(n)."""
    strength, power = (np.asarray(matrix.sum(axis=1)).ravel() for matrix in (both, squared))
    to_core, power_to_core = both @ inside.astype("float64"), squared @ inside.astype("float64")
    k = int(inside.sum())
    a, a2 = to_core[inside].sum() / 2, power_to_core[inside].sum() / 2
    b, b2 = (strength - to_core)[~inside].sum() / 2, (power - power_to_core)[~inside].sum() / 2
    r = float(_fit(a, b, a2 + b2, np.array(k), len(inside)))
    while True:
        # A node that leaves the core takes its ties to the core away and brings those to the periphery.
        sign = np.where(inside, -1, 1)
        after_a, after_b = a + sign * to_core, b - sign * (strength - to_core)
        after_2 = a2 + b2 + sign * (power_to_core - (power - power_to_core))
        after = _fit(after_a, after_b, after_2, k + sign, len(inside))
        move = int(np.argmax(after))
        if not after[move] > r + _EQUAL:
            return r
        r, step = float(after[move]), sign[move]
        a, b = after_a[move], after_b[move]
        a2, b2 = a2 + step * power_to_core[move], b2 - step * (power[move] - power_to_core[move])
        k += step
        inside[move] = not inside[move]
        for matrix, sums in ((both, to_core), (squared, power_to_core)):
            part = slice(matrix.indptr[move], matrix.indptr[move + 1])
            sums[matrix.indices[part]] += step * matrix.data[part]


def _fit(a: np.ndarray, b: np.ndarray, squares: np.ndarray, k: np.ndarray, n: int) -> np.ndarray:
    """r for ordered pairs; −∞ where core or periphery has fewer than two or all pairs are alike."""
    core, rim = k * (k - 1.0), (n - k) * (n - k - 1.0)
    pairs = core + rim
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = squares / pairs - ((a + b) / pairs) ** 2
        r = (a / core - b / rim) * np.sqrt(core * rim) / (pairs * np.sqrt(variance))
    return np.where((k >= 2) & (n - k >= 2) & (variance > 1e-12 * squares / pairs), r, -np.inf)


def continuous(network: OneMode, *, weighted: bool = False, seed: int = 0) -> CorePeriphery:
    """Coreness of each node, scaled so that its squares add up to 1: the better of two climbs.

    They begin at the leading eigenvector and near it; where all have equally many partners that vector is
    flat and leads nowhere. Directions are forgotten. Missing if all pairs are alike (no ties, or all of
    them and equal).
    """
    n = network.nodes
    plain = network.undirected
    weights = plain.weights.astype("float64") if weighted else plain.adjacency
    pairs = n * (n - 1.0)
    strength = np.asarray(weights.sum(axis=1)).ravel()
    total, squares = float(weights.sum()), float((weights.data**2).sum())
    spread = squares - total**2 / pairs if pairs else 0.0
    if spread <= 1e-12 * squares:
        return CorePeriphery(pd.DataFrame({"organisation_id": network.ids, "coreness": np.full(n, np.nan)}), np.nan)

    def unlike(c: np.ndarray) -> tuple[float, np.ndarray]:
        """−r and its slope."""
        cover, own = _moments(c, weights, strength, total)
        if own <= 0:
            return 0.0, np.zeros(n)
        one, two = c.sum(), c @ c
        slope_cover = 2 * (weights @ c) - 2 * total / pairs * (one - c)
        slope_own = 4 * (two * c - c**3) - 4 * (one**2 - two) / pairs * (one - c)
        scale = 1 / np.sqrt(spread * own)
        return -cover * scale, -scale * (slope_cover - cover / (2 * own) * slope_own)

    start = np.ones(n)
    for _ in range(100):  # the leading eigenvector of W + 1, well enough to begin with
        start = weights @ start + start
        start /= np.linalg.norm(start)
    options = {"maxiter": 300, "ftol": 1e-13, "gtol": 1e-9}
    near = start * np.random.default_rng(seed).uniform(0.5, 1.5, n)
    climbs = [
        minimize(unlike, begin, jac=True, method="L-BFGS-B", bounds=[(0, None)] * n, options=options)
        for begin in (start, near)
    ]
    best = min(climbs, key=lambda climb: climb.fun)
    coreness = best.x / np.linalg.norm(best.x)
    return CorePeriphery(pd.DataFrame({"organisation_id": network.ids, "coreness": coreness}), float(-best.fun))


def _moments(c: np.ndarray, weights: sparse.csr_array, strength: np.ndarray, total: float) -> tuple[float, float]:
    """Covariance of c_i c_j with w_ij, and variance of c_i c_j, over pairs i ≠ j and times their number.

    In O(n), from sums of powers. Two cases would cancel out in these sums: one node far above the rest,
    which is therefore kept apart, and all nodes nearly equal, for which deviations from the mean are used.
    """
    n, top = len(c), int(np.argmax(c))
    pairs, rest = n * (n - 1.0), np.delete(c, top)
    one, two = rest.sum(), rest @ rest
    products = 2 * c[top] * one + one**2 - two
    squares = 2 * c[top] ** 2 * two + two**2 - (rest**4).sum()
    own = squares - products**2 / pairs
    if own > 1e-3 * squares:
        return float(c @ (weights @ c) - total * products / pairs), float(own)
    m = c.mean()
    d = c - m
    d2 = d @ d
    own = 2 * m**2 * (n - 2) * d2 - 4 * m * (d**3).sum() + d2**2 - (d**4).sum() - d2**2 / pairs
    return float(2 * m * (strength @ d) + d @ (weights @ d) + total * d2 / pairs), float(own)
