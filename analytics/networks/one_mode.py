"""Who is tied to whom, ready to compute with: node ids and a sparse matrix of weights.

A one-mode network of n nodes is an n × n matrix W whose entry w_ij is the weight of the tie from node i
to node j; no entry means no tie. Without directions W is symmetric and each tie stands in it twice. The
measures in this package take a `OneMode` and do their arithmetic on W. A networkx graph of 242,000 ties
takes a second to make and the sparse matrix hundredths of one, so convert once, at the edge.

There are no loops (a body does not work with itself), no weights of zero (no tie has no entry) and no
negative or missing weights. Nodes without a tie are nodes all the same: hand their ids over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse import csgraph

from analytics.errors import PortfolioError
from analytics.language import N_


@dataclass(frozen=True, eq=False)
class OneMode:
    """Node ids, and in the same order the rows and columns of the weights."""

    ids: np.ndarray
    weights: sparse.csr_array
    directed: bool = False

    @property
    def nodes(self) -> int:
        """How many nodes there are, with and without ties."""
        return len(self.ids)

    @property
    def ties(self) -> int:
        """How many ties there are; one without direction counts once."""
        return self.weights.nnz if self.directed else self.weights.nnz // 2

    @property
    def weight(self) -> float:
        """The weights of all ties together; one without direction counts once."""
        return float(self.weights.sum()) / (1 if self.directed else 2)

    @cached_property
    def adjacency(self) -> sparse.csr_array:
        """1 where there is a tie, whatever its weight."""
        ones = np.ones(self.weights.nnz)
        return sparse.csr_array((ones, self.weights.indices, self.weights.indptr), shape=self.weights.shape)

    @cached_property
    def undirected(self) -> OneMode:
        """The same network with directions forgotten: two ties between the same nodes become one, their sum."""
        if not self.directed:
            return self
        return OneMode(self.ids, sparse.csr_array(self.weights + self.weights.T), directed=False)

    def part(self, keep: np.ndarray) -> OneMode:
        """The nodes that `keep` (a mask or positions) selects, and the ties among them."""
        chosen = np.flatnonzero(keep) if keep.dtype == bool else keep
        return OneMode(self.ids[chosen], sparse.csr_array(self.weights[chosen][:, chosen]), self.directed)

    def component(self) -> np.ndarray:
        """The number of each node's connected component, directions forgotten; 0 is the largest.

        Of equally large components the one whose first node stands earlier comes first.
        """
        _, label = csgraph.connected_components(self.weights, directed=False)
        _, first, size = np.unique(label, return_index=True, return_counts=True)
        rank = np.empty(len(size), dtype="int64")
        rank[np.lexsort((first, -size))] = np.arange(len(size))
        return rank[label]

    def ends(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Every tie once, as (row, column, weight); without directions row < column."""
        row = np.repeat(np.arange(self.nodes), np.diff(self.weights.indptr))
        column, weight = self.weights.indices, self.weights.data
        if self.directed:
            return row, column, weight
        once = row < column
        return row[once], column[once], weight[once]

    def table(self) -> pd.DataFrame:
        """The ties as `first_id`, `second_id`, `weight`, strongest first and then by id.

        >>> ties = pd.DataFrame({"first_id": [7, 8], "second_id": [8, 9], "weight": [1, 3]})
        >>> from_ties(ties, ids=[5]).table().to_dict("list")
        {'first_id': [8, 7], 'second_id': [9, 8], 'weight': [3, 1]}
        """
        row, column, weight = self.ends()
        order = np.lexsort((column, row, -weight))
        row, column = row[order], column[order]
        return pd.DataFrame({"first_id": self.ids[row], "second_id": self.ids[column], "weight": weight[order]})

    def to_networkx(self) -> nx.Graph:
        """A Graph, or a DiGraph if directed, with edge attribute `weight`; nodes in the order of `ids`."""
        graph = nx.DiGraph() if self.directed else nx.Graph()
        names = self.ids.tolist()
        graph.add_nodes_from(names)
        row, column, weight = self.ends()
        ends = (([names[i] for i in side.tolist()]) for side in (row, column))
        graph.add_weighted_edges_from(zip(*ends, weight.tolist(), strict=True))
        return graph


def from_ties(
    ties: pd.DataFrame, ids: Iterable[Any] = (), *, directed: bool = False, weight: str | None = "weight"
) -> OneMode:
    """A table of ties, a row each, with columns `first_id`, `second_id` and `weight`, as a network.

    `ids` are nodes that may have no tie; nodes come in the order of their ids. Ties in several rows are
    added up, without directions also (a, b) and (b, a). A row whose two ids are one is left out.
    `weight=None` lets every row count 1. Raises PortfolioError for a missing column, id or weight and for
    a negative weight.
    """
    columns = ["first_id", "second_id", *([weight] if weight else [])]
    if absent := [name for name in columns if name not in ties]:
        raise PortfolioError(N_("The table of ties has no column {columns}."), columns=", ".join(absent))
    if gaps := int(ties[columns].isna().any(axis=1).sum()):
        raise PortfolioError(N_("{count} ties lack an id or a weight; leave those rows out first."), count=gaps)
    first, second = ties["first_id"].to_numpy(), ties["second_id"].to_numpy()
    value = ties[weight].to_numpy() if weight else np.ones(len(ties), dtype="int64")
    alone = pd.Series(list(ids)).to_numpy()
    ends = [part for part in (first, second, alone) if len(part)]
    position, names = pd.factorize(np.concatenate(ends), sort=True) if ends else (np.empty(0, "int64"),) * 2
    row, column = position[: len(ties)], position[len(ties) : 2 * len(ties)]
    if not directed:
        row, column, value = np.concatenate([row, column]), np.concatenate([column, row]), np.tile(value, 2)
    matrix = sparse.coo_array((value, (row, column)), shape=(len(names), len(names)))
    return OneMode(names, _clean(matrix), directed)


def from_matrix(matrix: Any, ids: Iterable[Any] | None = None, *, directed: bool | None = None) -> OneMode:
    """A square matrix of weights, dense or sparse, as a network; entries of zero are no ties.

    Unless told, a symmetric matrix is without directions. What stands on the diagonal is left out.

    >>> from_matrix([[0, 2], [2, 0]]).ties
    1
    """
    weights = sparse.coo_array(matrix)
    if weights.ndim != 2 or weights.shape[0] != weights.shape[1]:
        raise PortfolioError(N_("A matrix of ties must be square, not {shape}."), shape=weights.shape)
    names = np.arange(weights.shape[0]) if ids is None else pd.Series(list(ids)).to_numpy()
    if len(names) != weights.shape[0] or pd.Series(names).duplicated().any():
        raise PortfolioError(N_("Each row of the matrix needs one id of its own."))
    clean = _clean(weights)
    symmetric = (clean != clean.T).nnz == 0
    if directed is False and not symmetric:
        raise PortfolioError(N_("The ties differ by direction: choose a directed network or add both directions."))
    return OneMode(names, clean, not symmetric if directed is None else directed)


def from_networkx(graph: nx.Graph, weight: str = "weight") -> OneMode:
    """A networkx graph as a network, nodes in its order; edges without the attribute `weight` weigh 1.

    Parallel edges of a multigraph are added up.
    """
    names = list(graph)
    ids = (
        np.array(names) if all(isinstance(name, int) for name in names) else pd.Series(names, dtype="object").to_numpy()
    )
    if not names:
        return OneMode(np.empty(0, dtype="int64"), sparse.csr_array((0, 0)), graph.is_directed())
    matrix = nx.to_scipy_sparse_array(graph, nodelist=names, weight=weight, dtype=None)
    return OneMode(ids, _clean(matrix), graph.is_directed())


def _clean(matrix: sparse.sparray) -> sparse.csr_array:
    """Added up, sorted, without diagonal and zeros; refuses weights that are no weights."""
    cells = sparse.coo_array(matrix)
    apart = cells.row != cells.col
    value = cells.data[apart].astype(np.result_type(cells.dtype, np.int64))
    weights = sparse.csr_array((value, (cells.row[apart], cells.col[apart])), shape=cells.shape)
    weights.sum_duplicates()
    if not np.isfinite(weights.data).all() or (weights.data < 0).any():
        raise PortfolioError(N_("A weight is negative or not a number; a tie needs a weight above zero."))
    weights.eliminate_zeros()
    return weights
