"""How firmly an organisation is held in the network: its k-core, and what falls apart without it.

The k-core is what is left when everyone with fewer than k partners goes, again and again; an organisation's number
is the largest k whose core it belongs to. A cut-point is one without which others lose contact with each other. What
it *cuts off* are those who would no longer reach the largest part of the rest of its component.

Cut-points come from one walk in depth: with d the order in which the walk reaches the nodes and low_c the earliest
node that the branch below c is tied to, v holds the branch of its child c where low_c ≥ d_v. Directions and weights
do not count.

References: S. Seidman, Network structure and minimum degree, Social Networks 5 (1983); R. Tarjan, Depth-first search
and linear graph algorithms, SIAM Journal on Computing 1 (1972).
"""

from __future__ import annotations

import numpy as np

from analytics.networks.one_mode import OneMode


def k_core(network: OneMode) -> np.ndarray:
    """The core number of each node in order; 0 without a partner.

    >>> import networkx as nx
    >>> from analytics.networks.one_mode import from_networkx
    >>> k_core(from_networkx(nx.lollipop_graph(4, 1))).tolist()
    [3, 3, 3, 3, 1]
    """
    ties = network.undirected.adjacency
    left = np.diff(ties.indptr).astype("int64")
    core, there, k = np.zeros(network.nodes, dtype="int64"), np.ones(network.nodes, dtype=bool), 0
    while there.any():
        going = np.flatnonzero(there & (left <= k))
        if not len(going):
            k = int(left[there].min())
            continue
        core[going], there[going] = k, False
        left -= np.bincount(ties[going].indices, minlength=network.nodes)
    return core


def cut_off(network: OneMode) -> np.ndarray:
    """How many others each node alone links to the largest part of the rest; 0 for one that is no cut-point.

    >>> import networkx as nx
    >>> from analytics.networks.one_mode import from_networkx
    >>> cut_off(from_networkx(nx.path_graph(4))).tolist()
    [0, 1, 1, 0]
    """
    ties = network.undirected.adjacency
    component = network.component()
    others = np.bincount(component)[component] - 1
    branches = _branches(ties.indptr.tolist(), ties.indices.tolist())
    found = np.zeros(network.nodes, dtype="int64")
    for node, sizes in enumerate(branches):
        if sizes:
            rest = int(others[node]) - sum(sizes)
            found[node] = int(others[node]) - max([*sizes, rest])
    return found


def _branches(begins: list[int], ends: list[int]) -> list[list[int]]:
    """For each node the sizes of the branches of the walk that only it holds.

    A node from which a walk begins holds all its branches, and nothing is left beside them.
    """
    nodes = len(begins) - 1
    held: list[list[int]] = [[] for _ in range(nodes)]
    reached, low, size, parent = [-1] * nodes, [0] * nodes, [1] * nodes, [-1] * nodes
    following, clock = begins[:-1], 0
    for root in range(nodes):
        if reached[root] >= 0:
            continue
        reached[root] = low[root] = clock
        clock, path = clock + 1, [root]
        while path:
            node = path[-1]
            if following[node] < begins[node + 1]:
                other = ends[following[node]]
                following[node] += 1
                if reached[other] < 0:
                    reached[other] = low[other] = clock
                    clock, parent[other] = clock + 1, node
                    path.append(other)
                elif other != parent[node]:
                    low[node] = min(low[node], reached[other])
                continue
            path.pop()
            above = parent[node]
            if above >= 0:
                low[above] = min(low[above], low[node])
                size[above] += size[node]
                if low[node] >= reached[above]:
                    held[above].append(size[node])
    return held
