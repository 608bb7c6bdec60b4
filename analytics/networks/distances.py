"""How many steps apart everybody is: the sums of shortest distances that closeness and path length need.

All sources walk at once. What a node has been reached from is a row of bits, a bit per source, and one
step takes the bits of all neighbours together: 64 sources in each operation on a word. Rows that every
source has reached are left out of the next step. Only counts are kept, never the n × n distances.

Reference: A. Then et al., The more the merrier: efficient multi-source graph traversal, PVLDB 8 (2014).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from analytics.networks.one_mode import OneMode

_WORDS = 8  # of 64 sources, at once


@dataclass(frozen=True, eq=False)
class Distances:
    """For each node, from how many others it is reached and the sum of their distances to it."""

    reached: np.ndarray
    total: np.ndarray
    pairs: np.ndarray  # how many ordered pairs are 1, 2, 3, ... steps apart

    @property
    def average(self) -> float:
        """The mean distance of ordered pairs of which one reaches the other; missing if none does."""
        return float(self.total.sum() / self.reached.sum()) if self.reached.any() else np.nan

    @property
    def closeness_of_reached(self) -> np.ndarray:
        """(r / (n − 1)) · (r / Σ_u d(u, v)) over the r others who reach v; missing where nobody does.

        It can be told in a network of several components too, and equals `closeness` in one that is connected
        (S. Wasserman and K. Faust, Social Network Analysis (1994), formula 5.22).
        """
        below = np.where(self.total > 0, self.total * float(len(self.total) - 1), np.nan)
        return np.asarray(self.reached.astype("float64") ** 2 / below)

    @property
    def closeness(self) -> np.ndarray:
        """(n − 1) / Σ_u d(u, v); missing for a node that not all others reach."""
        others = len(self.total) - 1
        everyone = (self.reached == others) & (self.total > 0)
        return np.divide(others, self.total, out=np.full(len(self.total), np.nan), where=everyone)


def distances(network: OneMode) -> Distances:
    """Distances in steps, whatever the weights; with directions along them.

    >>> from analytics.networks.one_mode import from_ties
    >>> import pandas as pd
    >>> path = from_ties(pd.DataFrame({"first_id": [1, 2], "second_id": [2, 3]}), weight=None)
    >>> found = distances(path)
    >>> found.pairs.tolist(), found.total.tolist(), round(found.average, 3)
    ([4, 2], [3, 2, 3], 1.333)
    """
    n = network.nodes
    comes_from = sparse.csr_array(network.weights.T) if network.directed else network.weights
    total, reached = np.zeros(n, dtype="int64"), np.zeros(n, dtype="int64")
    pairs: list[int] = []
    for first in range(0, n, 64 * _WORDS):
        sources = np.arange(first, min(n, first + 64 * _WORDS))
        word, bit = np.divmod(sources - first, 64)
        seen = np.zeros((n, word[-1] + 1), dtype="uint64")
        seen[sources, word] = np.uint64(1) << bit.astype("uint64")
        everyone = np.bitwise_or.reduce(seen, axis=0)
        front, step, rows = seen.copy(), 0, np.flatnonzero(np.diff(comes_from.indptr))
        while len(rows := rows[(seen[rows] != everyone).any(axis=1)]):
            step += 1
            near = comes_from[rows]
            arrived = np.bitwise_or.reduceat(front[near.indices], near.indptr[:-1], axis=0) & ~seen[rows]
            count = np.bitwise_count(arrived).sum(axis=1, dtype="int64")
            if not count.any():
                break
            front = np.zeros_like(seen)
            front[rows] = arrived
            seen[rows] |= arrived
            reached[rows] += count
            total[rows] += step * count
            pairs += [0] * (step - len(pairs))
            pairs[step - 1] += int(count.sum())
    return Distances(reached, total, np.array(pairs, dtype="int64"))
