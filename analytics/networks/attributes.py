"""Attributes and relations of organisations, brought into the order of a network's nodes and checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from scipy import sparse

from analytics.errors import PortfolioError
from analytics.language import N_

Relation: TypeAlias = "np.ndarray | sparse.sparray"  # n × n numbers in the order of the nodes


def of_nodes(values: pd.Series | Sequence[Any] | np.ndarray, ids: np.ndarray, *, gaps: bool = False) -> np.ndarray:
    """`values` in the order of `ids`: a Series is looked up by its index, anything else is in that order already.

    Raises PortfolioError where a node has two values, or has none and `gaps` are not allowed: a test on a
    guess about some nodes is no test.

    >>> of_nodes(pd.Series({8: "city", 7: "state"}), np.array([7, 8])).tolist()
    ['state', 'city']
    """
    if isinstance(values, pd.Series):
        if values.index.has_duplicates:
            raise PortfolioError(N_("The attribute has two values for one organisation."))
        values = values.reindex(ids)
    # Not by way of numpy, to which ["city", nan] are two words.
    plain = values if isinstance(values, pd.Series | np.ndarray) else list(values)
    series = pd.Series(plain, dtype=None if len(ids) else "object")
    if len(series) != len(ids):
        raise PortfolioError(
            N_("The attribute has {found} values, the network {nodes} organisations."),
            found=len(series), nodes=len(ids),
        )  # fmt: skip
    if not gaps and (unknown := int(series.isna().sum())):
        raise PortfolioError(
            N_("The attribute is not known of {count} organisations; leave them out of the network first."),
            count=unknown,
        )  # fmt: skip
    return series.to_numpy()


def relation(name: str, given: Relation, nodes: int) -> np.ndarray:
    """A relation among all nodes as a plain matrix; its diagonal says nothing.

    `name` is for the reader. Raises PortfolioError where the matrix has another size, misses a value off
    the diagonal, or is the same for all pairs.

    >>> relation("distance", sparse.csr_array([[0, 2, 1], [2, 0, 3], [1, 3, 0]]), 3)[1].tolist()
    [2.0, 0.0, 3.0]
    """
    matrix = np.asarray(given if isinstance(given, np.ndarray) else sparse.csr_array(given).toarray(), dtype="float64")
    if matrix.shape != (nodes, nodes):
        raise PortfolioError(
            N_("The relation {name} is {shape}, not {n} by {n}."), name=name, shape=matrix.shape, n=nodes
        )
    pairs = matrix[~np.eye(nodes, dtype=bool)]
    if not np.isfinite(pairs).all():
        raise PortfolioError(N_("The relation {name} has missing values."), name=name)
    if len(pairs) == 0 or np.ptp(pairs) == 0:
        raise PortfolioError(N_("The relation {name} does not vary; nothing can go with it."), name=name)
    return matrix
