"""The ties that matter: a backbone keeps those that are stronger than they would be by chance.

A projected network is dense: a large body is tied to almost everyone. Four ways to thin it out:

`minimum_weight`: ties of at least so much weight. Simple, and unfair to small bodies.
`disparity`: ties that hold a surprising share of an end's whole weight. With s_i the weights of i's k_i
ties together, the chance that a blind division of s_i gives one tie w_ij or more is

    p_ij = (1 − w_ij / s_i)^(k_i − 1)

A tie is kept if it surprises at one of its ends at least.
`sdsm`, `fixed_row`: pairs of organisations that meet on more projects than `co_occurrence` expects of
them. `signed` also keeps those that meet less often than expected, among them pairs that never meet;
α is then for both sides together, p being twice the smaller of the two.

References: M. Serrano, M. Boguñá and A. Vespignani, Extracting the multiscale backbone of complex weighted
networks, PNAS 106 (2009); Z. Neal, backbone: an R package to extract network backbones, PLoS ONE 17 (2022).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks import co_occurrence
from analytics.networks.one_mode import OneMode
from analytics.networks.projection import project
from analytics.networks.two_mode import TwoMode

ALPHA = 0.05
_BLOCK = 4_000_000  # cells of a dense block of rows


@dataclass(frozen=True, eq=False)
class Backbone:
    """What is kept, and how much there was before.

    `network` has every node and the ties kept. `ties` are `first_id`, `second_id`, `weight`, `p_value`
    (missing where nothing was tested) and `sign`, −1 for pairs that meet too seldom, which are no ties
    of `network`; the strongest first.
    """

    network: OneMode
    ties: pd.DataFrame
    ties_before: int
    weight_before: float

    @property
    def removed(self) -> dict[str, float]:
        """`ties` removed, and as shares of what there was `share_of_ties` and `share_of_weight` (missing: none)."""
        kept, weight = self.network.ties, self.network.weight
        return {
            "ties": self.ties_before - kept,
            "share_of_ties": 1 - kept / self.ties_before if self.ties_before else np.nan,
            "share_of_weight": 1 - weight / self.weight_before if self.weight_before else np.nan,
        }


def minimum_weight(network: OneMode, least: float) -> Backbone:
    """The ties of weight `least` or more.

    >>> from analytics.networks.one_mode import from_matrix
    >>> minimum_weight(from_matrix([[0, 3, 1], [3, 0, 2], [1, 2, 0]]), 2).removed["ties"]
    1
    """
    weight = network.ends()[2]
    return _kept(network, weight >= least, np.full(len(weight), np.nan))


def disparity(network: OneMode, alpha: float = ALPHA) -> Backbone:
    """The ties whose smaller p, of the two ends', is below `alpha`.

    With directions p is the smaller of the share of what the first node sends and of what the second
    receives. At a node with one tie that tie is all it has: p = 1, and the other end decides.
    """
    _check(alpha)
    row, column, weight = network.ends()
    p = np.ones(len(weight))
    for node, axis in ((row, 1), (column, 0)):
        strength = np.asarray(network.weights.sum(axis=axis)).ravel()[node]
        degree = np.asarray(network.adjacency.sum(axis=axis)).ravel()[node]
        # A tie that is all its node has would be 0 to the power of 0.
        p = np.minimum(p, np.where(degree > 1, np.maximum(1 - weight / strength, 0), 1) ** (degree - 1))
    return _kept(network, p < alpha, p)


def sdsm(network: TwoMode, alpha: float = ALPHA, signed: bool = False) -> Backbone:
    """Pairs that meet more often than in the Bipartite Configuration Model (see `co_occurrence.sdsm`)."""
    return _beyond_chance(network, co_occurrence.sdsm(network), alpha, signed)


def fixed_row(network: TwoMode, alpha: float = ALPHA, signed: bool = False) -> Backbone:
    """Pairs that meet more often than if each drew its projects blindly (see `co_occurrence.fixed_row`)."""
    return _beyond_chance(network, co_occurrence.fixed_row(network), alpha, signed)


def _beyond_chance(network: TwoMode, chance: co_occurrence.Chance, alpha: float, signed: bool) -> Backbone:
    _check(alpha)
    ties = project(network)
    row, column, together = ties.ends()
    upper, lower = chance.p_values(row, column, together)
    if not signed:
        return _kept(ties, upper < alpha, upper)
    p = np.minimum(1, 2 * np.minimum(upper, lower))
    more, less = (p < alpha) & (upper <= lower), (p < alpha) & (upper > lower)
    found = [_table(ties, row[less], column[less], together[less], p[less], -1)]
    found += [
        _table(ties, i, j, np.zeros(len(i), dtype="int64"), value, -1) for i, j, value in _never(ties, chance, alpha)
    ]
    return _kept(ties, more, p, pd.concat(found, ignore_index=True))


def _never(ties: OneMode, chance: co_occurrence.Chance, alpha: float) -> Iterator[tuple[np.ndarray, ...]]:
    """Pairs that never meet although they should, and their p, a block of rows at a time."""
    classes = int(chance.member_of.max(initial=-1)) + 1
    a, b = (side.ravel() for side in np.indices((classes, classes)))
    p = np.minimum(1, 2 * chance.tails(a, b, np.zeros(len(a), dtype="int64"))[1]).reshape(classes, classes)
    seldom = p < alpha
    step = max(1, _BLOCK // max(ties.nodes, 1))
    for start in range(0, ties.nodes, step):
        member = chance.member_of[start : start + step]
        open_ = seldom[member][:, chance.member_of]
        open_[ties.weights[start : start + step].toarray() > 0] = False
        i, j = np.nonzero(np.triu(open_, k=start + 1))
        yield i + start, j, p[member[i], chance.member_of[j]]


def _kept(network: OneMode, keep: np.ndarray, p: np.ndarray, seldom: pd.DataFrame | None = None) -> Backbone:
    row, column, weight = (side[keep] for side in network.ends())
    cells = sparse.csr_array((weight, (row, column)), shape=network.weights.shape)
    thinned = OneMode(network.ids, cells if network.directed else sparse.csr_array(cells + cells.T), network.directed)
    ties = _table(network, row, column, weight, p[keep], 1)
    if seldom is not None and len(seldom):
        ties = pd.concat([ties, seldom], ignore_index=True) if len(ties) else seldom
    order = ["sign", "weight", "first_id", "second_id"]
    ties = ties.sort_values(order, ascending=[False, False, True, True], ignore_index=True)
    return Backbone(thinned, ties, network.ties, network.weight)


def _table(
    network: OneMode, row: np.ndarray, column: np.ndarray, weight: np.ndarray, p: np.ndarray, sign: int
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "first_id": network.ids[row],
            "second_id": network.ids[column],
            "weight": weight,
            "p_value": p,
            "sign": np.full(len(row), sign, dtype="int64"),
        }
    )


def _check(alpha: float) -> None:
    if not 0 < alpha < 1:
        raise PortfolioError(N_("A significance level lies between 0 and 1, not at {alpha}."), alpha=alpha)
