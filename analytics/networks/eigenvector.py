"""Eigenvector centrality: an organisation is central where its partners are.

    λ c_i = Σ_j w_ij c_j

with λ the largest eigenvalue of the weights and Σ c_i² = 1. Directions are forgotten. Two components have two
eigenvectors that cannot be held against each other, so the measure is for the largest component, and missing
elsewhere.

Reference: P. Bonacich, Factoring and weighting approaches to status scores and clique identification,
Journal of Mathematical Sociology 2 (1972).
"""

from __future__ import annotations

import numpy as np
from scipy.sparse.linalg import eigsh

from analytics.networks.one_mode import OneMode

_SMALL = 50  # nodes up to which all eigenvectors are as quick


def eigenvector(network: OneMode, *, weighted: bool = True) -> np.ndarray:
    """A number from 0 to 1 for each node in order; NaN outside the largest component, and without ties.

    >>> import networkx as nx
    >>> from analytics.networks.one_mode import from_networkx
    >>> eigenvector(from_networkx(nx.path_graph(3))).round(3).tolist()
    [0.5, 0.707, 0.5]
    """
    found = np.full(network.nodes, np.nan)
    if not network.ties:
        return found
    inside = network.component() == 0
    part = network.undirected.part(inside)
    weights = (part.weights if weighted else part.adjacency).astype("float64")
    if part.nodes <= _SMALL:
        vector = np.linalg.eigh(weights.toarray())[1][:, -1]
    else:
        vector = eigsh(weights, k=1, which="LA", v0=np.ones(part.nodes))[1][:, 0]
    found[inside] = np.abs(vector)  # the leading vector of a connected network has one sign
    return found
