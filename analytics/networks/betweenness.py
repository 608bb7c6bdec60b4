"""Betweenness: on how many of the shortest ways between two others does an organisation stand?

    b_v = Σ_{s≠v≠t} σ_st(v) / σ_st

σ_st is the number of shortest paths from s to t and σ_st(v) of those that pass through v. Brandes counts
them from one source at a time, forwards for σ and backwards for what each node passes on. Here a batch of
sources walks at once: one step forwards or backwards is the product of the sparse matrix of ties with a
dense block, a column per source, and rows that every source of the batch has seen are left out of it.

With weights a tie of weight w is 1/w long. Sums of such fractions in floating point break ties between
equally short paths by rounding and give wrong answers (so do networkx and networkit). Whole weights
therefore become whole lengths, L // w with L their least common multiple. If that is beyond what a float
holds exactly, and for weights that are no whole numbers, lengths stay fractions and paths whose lengths
differ by less than one part in 10⁹ count as equally short.

In a large network a sample of sources is walked from and the sum scaled up, with a standard error.

References: L. Freeman, A set of measures of centrality based on betweenness, Sociometry 40 (1977);
U. Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25 (2001);
U. Brandes and C. Pich, Centrality estimation in large networks, Int. J. Bifurcation and Chaos 17 (2007).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.one_mode import OneMode

MOST_EXACT = 5000  # nodes; beyond, a sample of sources unless told otherwise
SAMPLE = 200
_BATCH = 64  # sources at once: wide enough to amortise the sparse indices, narrow enough for the cache
_EXACT = 2**53  # whole numbers that a float holds
_SAME = 1e-9

# the sources of one batch -> what every node passes on for each of them, nodes × sources
Walk = Callable[[np.ndarray], np.ndarray]


def sources_for(nodes: int) -> int:
    """From how many sources to walk unless told: all of them up to `MOST_EXACT` nodes, else `SAMPLE`."""
    return nodes if nodes <= MOST_EXACT else SAMPLE


def betweenness(
    network: OneMode, *, weighted: bool = False, normalised: bool = True, sources: int | None = None, seed: int = 0
) -> pd.DataFrame:
    """`organisation_id`, `betweenness` and `standard_error`, a row per node.

    Without directions each pair counts once. Normalised it is a share of the pairs of others,
    (n−1)(n−2)/2 or with directions twice as many, and missing below three nodes, where there are none.
    `sources` is how many to walk from (default `sources_for`); fewer than all are drawn with `seed`, and
    the standard error, else 0, is that of a sample without replacement:

        b ≈ (n/k) Σ_s δ_s,   se = n √(1 − k/n) sd(δ) / √k

    with δ_s what a node passes on for source s. It is itself an estimate, and low where few sources make
    up most of a node's betweenness: a node that no sampled path touches shows 0 ± 0.
    Raises PortfolioError for fewer than two sources of a sample.

    >>> import networkx as nx
    >>> from analytics.networks.one_mode import from_networkx
    >>> betweenness(from_networkx(nx.path_graph(4)), normalised=False)["betweenness"].tolist()
    [0.0, 2.0, 2.0, 0.0]
    """
    n = network.nodes
    count = min(n, sources_for(n) if sources is None else sources)
    if count < min(2, n):
        raise PortfolioError(N_("Sampled betweenness needs at least two sources, not {count}."), count=sources)
    chosen = np.arange(n) if count == n else np.sort(np.random.default_rng(seed).choice(n, count, replace=False))
    walk = _walk_by_length(network) if weighted else _walk_by_steps(network.adjacency)
    total, squares = np.zeros(n), np.zeros(n)
    for start in range(0, count, _BATCH):
        passed = walk(chosen[start : start + _BATCH])
        total += passed.sum(axis=1)
        squares += np.einsum("ij,ij->i", passed, passed)
    pairs = (n - 1) * (n - 2) if normalised else 1
    scale = (1.0 if network.directed or normalised else 0.5) / pairs if pairs else np.nan
    variance = np.maximum(squares - total**2 / max(count, 1), 0) / max(count - 1, 1)
    error = n * np.sqrt((1 - count / max(n, 1)) * variance / max(count, 1))
    columns = {"betweenness": scale * total * n / max(count, 1), "standard_error": scale * error}
    return pd.DataFrame({"organisation_id": network.ids, **columns})


def _walk_by_steps(adjacency: sparse.csr_array) -> Walk:
    """Each tie is one step."""
    back = adjacency.T.tocsr()  # a row has the nodes from which one comes to it

    def walk(sources: np.ndarray) -> np.ndarray:
        n, each = adjacency.shape[0], np.arange(len(sources))
        step = np.full((n, len(sources)), -1, dtype="int32")
        paths = np.zeros((n, len(sources)))
        step[sources, each], paths[sources, each] = 0, 1
        front, depth, seen_at = paths.copy(), 0, [sources]
        while True:
            open_ = np.flatnonzero((step < 0).any(axis=1))
            arrived = back[open_] @ front
            new = (arrived > 0) & (step[open_] < 0)
            some = new.any(axis=1)
            if not some.any():
                break
            depth += 1
            rows = open_[some]
            arrived = np.where(new[some], arrived[some], 0)
            front[seen_at[-1]] = 0
            front[rows] = arrived
            paths[rows] += arrived
            step[rows] = np.where(new[some], depth, step[rows])
            seen_at.append(rows)
        passed = np.zeros_like(paths)
        for at in range(depth, 1, -1):
            rows, before = seen_at[at], seen_at[at - 1]
            here = step[rows] == at
            share = np.divide(1 + passed[rows], paths[rows], out=np.zeros(here.shape), where=here)
            flow = _from(adjacency, back, rows, before, share)
            passed[before] += np.where(step[before] == at - 1, paths[before] * flow, 0)
        return passed

    return walk


def _from(
    adjacency: sparse.csr_array, back: sparse.csr_array, rows: np.ndarray, before: np.ndarray, share: np.ndarray
) -> np.ndarray:
    """What the nodes `before` receive of the `share` of the nodes at `rows`, over the ties from before to rows."""
    if 2 * len(rows) < adjacency.shape[0]:  # few send: only their ties
        return (back[rows].T @ share)[before]
    spread = np.zeros((adjacency.shape[0], share.shape[1]))
    spread[rows] = share
    return adjacency[before] @ spread


def lengths(weights: np.ndarray) -> tuple[np.ndarray, float]:
    """How long ties of these weights are, and within what share two lengths count as equal (0: exact).

    >>> lengths(np.array([1, 2, 3]))
    (array([6., 3., 2.]), 0.0)
    """
    if np.issubdtype(weights.dtype, np.integer):
        multiple = math.lcm(*np.unique(weights).tolist())
        # A path may be as long as all ties together and must still be exact.
        if sum((multiple // weight) * count for weight, count in zip(*_counts(weights), strict=True)) < _EXACT:
            return (multiple // weights).astype("float64"), 0.0
    return 1.0 / weights, _SAME


def _counts(values: np.ndarray) -> tuple[list[int], list[int]]:
    value, count = np.unique(values, return_counts=True)
    return value.tolist(), count.tolist()


def _walk_by_length(network: OneMode) -> Walk:
    """A tie of weight w is 1/w long: Dijkstra finds how far, then the ties on shortest paths are walked."""
    length, within = lengths(network.weights.data)
    graph = sparse.csr_array((length, network.weights.indices, network.weights.indptr), shape=network.weights.shape)
    row = np.repeat(np.arange(network.nodes), np.diff(graph.indptr))
    column = graph.indices

    def walk(sources: np.ndarray) -> np.ndarray:
        n, size = network.nodes, network.nodes * len(sources)
        far = csgraph.dijkstra(graph, directed=True, indices=sources)
        start, end = far[:, row], far[:, column]
        # Ahead of equality stands start < end, so that no rounding makes a circle.
        on = (start < end) & np.isfinite(start) & (start + length <= end * (1 + within))
        which, tie = np.nonzero(on)
        tail, head = which * n + row[tie], which * n + column[tie]
        ahead = sparse.csr_array((np.ones(len(tie)), (tail, head)), shape=(size, size))
        seeds = np.arange(len(sources)) * n + sources
        paths = np.zeros(size)
        paths[seeds] = 1
        paths = _added_up(ahead.T.tocsr(), paths)
        share = np.divide(1, paths, out=np.zeros(size), where=paths > 0)
        # g_u = 1/σ_u + Σ g_v over the ties ahead, and what u passes on is σ_u g_u − 1.
        passed = paths * _added_up(ahead, share) - (paths > 0)
        passed[seeds] = 0
        return np.maximum(passed, 0).reshape(len(sources), n).T

    return walk


def _added_up(matrix: sparse.csr_array, start: np.ndarray) -> np.ndarray:
    """The start, one step over the matrix from it, two, and so on until nothing is left, all added up."""
    total, step = start.copy(), matrix @ start
    while step.any():
        total += step
        step = matrix @ step
    return total
