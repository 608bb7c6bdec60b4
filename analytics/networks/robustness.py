"""What is left when the most important bodies go? The largest component as the top k are removed.

After each removal: how many ties are left, into how many components the rest falls, and which share of
*all* nodes the largest still holds together. Beside it stands the mean share when as many nodes are
removed at random: a network that leans on few hubs withstands accident and not attack.

Reference: R. Albert, H. Jeong and A.-L. Barabási, Error and attack tolerance of complex networks, Nature
406 (2000).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.attributes import of_nodes
from analytics.networks.betweenness import betweenness
from analytics.networks.one_mode import OneMode

MEASURES: dict[str, Callable[[OneMode], np.ndarray]] = {
    "degree": lambda network: np.diff(network.weights.indptr),
    "strength": lambda network: np.asarray(network.weights.sum(axis=1)).ravel(),
    "betweenness": lambda network: betweenness(network, normalised=False)["betweenness"].to_numpy(),
}


def robustness(
    network: OneMode,
    by: str | Sequence[float] | pd.Series = "degree",
    most: int = 10,
    *,
    recalculate: bool = False,
    draws: int = 100,
    seed: int = 0,
) -> pd.DataFrame:
    """A row for each number `removed`, from 0 to `most` or all nodes.

    `organisation_id` is who went last (missing at 0), then `ties`, `components`, `largest_component`, and
    for random removal `expected_largest` with `expected_low` and `expected_high`, its 5th and 95th of a
    hundred. `by` is "degree", "strength", "betweenness" or scores, a Series by organisation or a number for
    each node in order; of equal ones the first goes first. `recalculate` measures what is left anew after
    each removal. Directions are forgotten. Raises PortfolioError for an unknown measure, scores that do not
    fit, or scores to be measured anew.

    >>> import networkx as nx
    >>> from analytics.networks.one_mode import from_networkx
    >>> robustness(from_networkx(nx.star_graph(4)), most=1)["largest_component"].tolist()
    [1.0, 0.2]
    """
    plain = network.undirected
    n, most = plain.nodes, min(most, plain.nodes)
    order = _order(plain, by, most, recalculate)
    draw = np.random.default_rng(seed)
    chance = np.array([_left(plain, draw.permutation(n)[:most])["largest_component"] for _ in range(draws)])
    table = pd.DataFrame(_left(plain, order))
    table.insert(0, "removed", range(most + 1))
    table.insert(1, "organisation_id", pd.Series([None, *plain.ids[order]], dtype=_dtype(plain.ids)))
    if draws:
        table["expected_largest"] = chance.mean(axis=0)
        table["expected_low"], table["expected_high"] = np.quantile(chance, [0.05, 0.95], axis=0)
    else:
        table[["expected_largest", "expected_low", "expected_high"]] = np.nan
    return table


def _order(network: OneMode, by: str | Sequence[float] | pd.Series, most: int, recalculate: bool) -> np.ndarray:
    """The positions of the nodes to remove, in that order."""
    if not isinstance(by, str):
        if recalculate:
            raise PortfolioError(N_("Scores that are handed in cannot be measured anew after a removal."))
        return np.argsort(-of_nodes(by, network.ids).astype("float64"), kind="stable")[:most]
    if by not in MEASURES:
        raise PortfolioError(
            N_("There is no measure {measure} to remove by; there are {known}."), measure=by, known=", ".join(MEASURES)
        )
    if not recalculate:
        return np.argsort(-MEASURES[by](network), kind="stable")[:most]
    alive, order = np.arange(network.nodes), []
    for _ in range(most):
        first = int(np.argmax(MEASURES[by](network.part(alive))))
        order.append(alive[first])
        alive = np.delete(alive, first)
    return np.array(order, dtype="int64")


def _left(network: OneMode, order: np.ndarray) -> dict[str, np.ndarray]:
    """Ties, components, and the largest component's share of all nodes, while none, one, ... of `order` are gone.

    A tie lasts until the first of its ends goes. The film runs backwards, from the last removal to none, and
    components grow together tie by tie; only the ties of a forest whose ties last longest (Kruskal) can join two.
    """
    n, most = network.nodes, len(order)
    row, column, _ = network.ends()
    goes = np.full(n, most + 1, dtype="int64")  # with which removal a node goes
    goes[order] = np.arange(1, most + 1)
    lasts = np.minimum(goes[row], goes[column])
    ties = len(row) - np.cumsum(np.bincount(lasts, minlength=most + 2))[: most + 1]
    lengths = sparse.csr_array((most + 2.0 - lasts, (row, column)), shape=(n, n))
    forest = csgraph.minimum_spanning_tree(lengths).tocoo()
    last = (most + 2 - forest.data).astype("int64")
    joins = sorted(zip(last.tolist(), forest.row.tolist(), forest.col.tolist(), strict=True))
    back, size = list(range(n)), [1] * n

    def root(node: int) -> int:
        while back[node] != node:
            back[node] = back[back[node]]
            node = back[node]
        return node

    components, largest = np.zeros(most + 1, dtype="int64"), np.zeros(most + 1)
    count, biggest = n - most, min(1, n - most)
    for gone in range(most, -1, -1):
        if gone < most:  # one comes back
            count, biggest = count + 1, max(biggest, 1)
        while joins and joins[-1][0] > gone:
            _, first, second = joins.pop()
            one, two = root(first), root(second)
            back[one], size[two] = two, size[one] + size[two]
            count, biggest = count - 1, max(biggest, size[two])
        components[gone], largest[gone] = count, biggest / n if n else np.nan
    return {"ties": ties, "components": components, "largest_component": largest}


def _dtype(ids: np.ndarray) -> str:
    return "Int64" if np.issubdtype(ids.dtype, np.integer) else "object"
