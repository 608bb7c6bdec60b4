"""Do bodies work with their own kind? The E-I index of ties across groups and within them.

    EI = (E − I) / (E + I)

E counts the ties between groups and I those within one: −1 is all within, +1 all across. Large groups
have more ties within them by chance alone, so the index is held against what it would be if the same
groups were dealt out to the same network at random.

Reference: D. Krackhardt and R. Stern, Informal networks and organizational crises, Social Psychology
Quarterly 51 (1988).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.networks.attributes import of_nodes
from analytics.networks.one_mode import OneMode
from analytics.networks.permuting import batches, p_values


@dataclass(frozen=True)
class Mixing:
    """The index with its counts, and against dealing the groups out at random (missing: not asked for).

    `p_inward` is the share of deals, the observed one among them, with an index as low or lower, and
    `p_outward` as high or higher. `unknown` ties have an end whose group is unknown and count nowhere.
    """

    index: float
    external: int
    internal: int
    unknown: int
    expected: float
    p_inward: float
    p_outward: float


def e_i_index(network: OneMode, groups: Sequence[object] | pd.Series, permutations: int = 0, seed: int = 0) -> Mixing:
    """The E-I index by `groups`, a Series by organisation or a value for each node in order; a missing one is unknown.

    Two ties between the same nodes in opposite directions are one. Missing if no tie has both groups
    known. Only known groups are dealt out, among the nodes that have one. Raises PortfolioError if the
    groups do not fit the nodes.

    >>> from analytics.networks.one_mode import from_matrix
    >>> path = from_matrix([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> found = e_i_index(path, ["state", "state", None])
    >>> found.index, found.internal, found.unknown
    (-1.0, 1, 1)
    """
    label, _ = pd.factorize(of_nodes(groups, network.ids, gaps=True))
    row, column, _ = network.undirected.ends()
    known = (label[row] >= 0) & (label[column] >= 0)
    row, column, ties = row[known], column[known], int(known.sum())
    internal = int((label[row] == label[column]).sum())
    index = (ties - 2 * internal) / ties if ties else np.nan
    expected = inward = outward = np.nan
    if permutations and ties:
        within = _dealt(label, row, column, permutations, np.random.default_rng(seed))
        expected = float((ties - 2 * within.mean()) / ties)
        tails = p_values(internal, within)
        inward, outward = tails["p_upper"], tails["p_lower"]  # the more within, the lower the index
    return Mixing(index, ties - internal, internal, int((~known).sum()), expected, inward, outward)


def _dealt(
    label: np.ndarray, row: np.ndarray, column: np.ndarray, permutations: int, draw: np.random.Generator
) -> np.ndarray:
    """How many ties are within a group, for each random deal."""
    named = np.flatnonzero(label >= 0)
    within = []
    for size in batches(permutations, max(len(row), len(label))):
        dealt = np.tile(label.astype("int32"), (size, 1))
        dealt[:, named] = draw.permuted(dealt[:, named], axis=1)
        within.append((dealt[:, row] == dealt[:, column]).sum(axis=1))
    return np.concatenate(within)
