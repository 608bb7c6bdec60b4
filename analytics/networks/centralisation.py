"""How far a network leans on its most central node: Freeman's centralisation.

    C = Σ_v (max_u c_u − c_v) / the largest such sum that any network of n nodes has

0 if all are equally central, 1 for a star. The largest sums are, for n nodes,

    degree        (n − 1)(n − 2)            with directions, for those who come or go  (n − 1)²
    betweenness   (n − 1)²(n − 2) / 2       with directions                            (n − 1)²(n − 2)
    closeness     (n − 1)(n − 2) / (2n − 3)

Closeness needs a connected network without directions: elsewhere it has no agreed largest sum and is
missing. Weights do not count. Missing below three nodes.

Reference: L. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1 (1979).
"""

from __future__ import annotations

import numpy as np

from analytics.networks.betweenness import betweenness
from analytics.networks.distances import distances
from analytics.networks.one_mode import OneMode


def centralisation(score: np.ndarray, largest: float) -> float:
    """How far the scores fall short of their maximum, as a share of `largest`; missing without one.

    >>> centralisation(np.array([3, 1, 1, 1]), largest=6)
    1.0
    """
    return float((score.max() - score).sum() / largest) if len(score) and largest > 0 else np.nan


def degree(network: OneMode) -> float:
    """Of the number of partners, directions forgotten."""
    n = network.nodes
    return centralisation(np.diff(network.undirected.weights.indptr), (n - 1) * (n - 2))


def in_degree(network: OneMode) -> float:
    """Of the number of ties that come in."""
    came = np.bincount(network.weights.indices, minlength=network.nodes)
    return _by_direction(came, network)


def out_degree(network: OneMode) -> float:
    """Of the number of ties that go out."""
    return _by_direction(np.diff(network.weights.indptr), network)


def _by_direction(ties: np.ndarray, network: OneMode) -> float:
    n = network.nodes
    return centralisation(ties, (n - 1) ** 2 if network.directed and n > 2 else 0)


def closeness(network: OneMode) -> float:
    """Of closeness, (n − 1) over the sum of distances."""
    n = network.nodes
    if network.directed or n < 3:
        return np.nan
    return centralisation(distances(network).closeness, (n - 1) * (n - 2) / (2 * n - 3))


def betweenness_centralisation(network: OneMode, *, sources: int | None = None, seed: int = 0) -> float:
    """Of betweenness; above `MOST_EXACT` nodes of a sample, which makes it somewhat too large."""
    score = betweenness(network, sources=sources, seed=seed)["betweenness"].to_numpy()
    return centralisation(score, network.nodes - 1 if network.nodes > 2 else 0)
