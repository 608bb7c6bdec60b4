"""The network as a whole, in the numbers that the field reports.

    density         ties / pairs of nodes (ordered pairs with directions)
    average degree  ties per node, each tie counting at both its ends
    transitivity    3 × triangles / paths of two ties: how often a partner's partner is a partner
    average path    the mean number of steps between two nodes of which one reaches the other

Weights do not count. Transitivity and components forget directions. Closeness centralisation is of the
largest component, since it is missing where not everyone reaches everyone.

Reference: S. Wasserman and K. Faust, Social Network Analysis (1994), chapters 4 to 6.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from analytics.networks import centralisation
from analytics.networks.distances import distances
from analytics.networks.one_mode import OneMode


def density(network: OneMode) -> float:
    """The share of pairs that are tied; missing with fewer than two nodes, where there are no pairs."""
    pairs = network.nodes * (network.nodes - 1) / (1 if network.directed else 2)
    return network.ties / pairs if pairs else np.nan


def transitivity(network: OneMode) -> float:
    """The share of paths of two ties that close to a triangle; missing without such a path.

    Each triangle is counted once, from its node of fewest ties on: hubs are then cheap.

    >>> from analytics.networks.one_mode import from_matrix
    >>> transitivity(from_matrix([[0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]]))
    0.6
    """
    plain = network.undirected
    degree = np.diff(plain.weights.indptr)
    paths = int((degree * (degree - 1) // 2).sum())
    if not paths:
        return np.nan
    rank = np.empty(plain.nodes, dtype="int64")
    rank[np.argsort(degree, kind="stable")] = np.arange(plain.nodes)
    row, column, _ = plain.ends()
    low, high = np.minimum(rank[row], rank[column]), np.maximum(rank[row], rank[column])
    upward = sparse.csr_array((np.ones(len(low), dtype="int64"), (low, high)), shape=plain.weights.shape)
    triangles = int((upward @ upward).multiply(upward).sum())
    return 3 * triangles / paths


def reciprocity(network: OneMode) -> float:
    """The share of ties that are answered by one the other way; missing without a tie or without directions.

    >>> from analytics.networks.one_mode import from_matrix
    >>> round(reciprocity(from_matrix([[0, 1, 1], [1, 0, 0], [0, 0, 0]])), 3)
    0.667
    """
    if not network.directed or not network.ties:
        return np.nan
    return float(network.adjacency.multiply(network.adjacency.T).sum()) / network.ties


def whole(network: OneMode, *, sources: int | None = None, seed: int = 0) -> dict[str, float]:
    """All of them by name, missing as NaN.

    `nodes`, `ties`, `isolates`, `components` (isolates among them), `largest_component` (its share of the
    nodes), `density`, `average_degree`, `transitivity`, `average_path`, `longest_path`, and centralisation:
    `betweenness_centralisation`, `closeness_centralisation` and `degree_centralisation` or with directions
    `in_degree_centralisation` and `out_degree_centralisation`. `sources` and `seed` are for sampled
    betweenness (see `betweenness`).
    """
    part = network.component()
    largest = network.part(part == 0)
    apart = distances(network)
    found = {
        "nodes": network.nodes,
        "ties": network.ties,
        "isolates": int((np.diff(network.undirected.weights.indptr) == 0).sum()),
        "components": int(part.max(initial=-1)) + 1,
        "largest_component": largest.nodes / network.nodes if network.nodes else np.nan,
        "density": density(network),
        "average_degree": 2 * network.ties / network.nodes if network.nodes else np.nan,
        "transitivity": transitivity(network),
        "average_path": apart.average,
        "longest_path": len(apart.pairs) or np.nan,
        "betweenness_centralisation": centralisation.betweenness_centralisation(network, sources=sources, seed=seed),
        "closeness_centralisation": centralisation.closeness(largest),
    }
    if network.directed:
        found["in_degree_centralisation"] = centralisation.in_degree(network)
        found["out_degree_centralisation"] = centralisation.out_degree(network)
    else:
        found["degree_centralisation"] = centralisation.degree(network)
    return found
