"""Groups that work more among themselves than with others: modularity and Louvain's communities.

    Q = Σ_c (W_c / W − γ (S_c / 2W)²)

W is the weight of all ties, W_c of those within community c, S_c the strengths of its nodes added up and γ
the resolution: above 1 communities become smaller. Q is 0 for communities no better than chance.

Louvain's method depends on the order in which it looks at the nodes. It is run from several seeds and the
best result is kept. Directions are forgotten.

References: M. Newman and M. Girvan, Finding and evaluating community structure, Physical Review E 69 (2004);
V. Blondel et al., Fast unfolding of communities in large networks, J. Statistical Mechanics (2008) P10008.
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.one_mode import OneMode

TRIES = 10


@dataclass(frozen=True, eq=False)
class Communities:
    """`table`: `organisation_id` and `community`, the largest being 0. `modularity` is missing without ties."""

    table: pd.DataFrame
    modularity: float


def modularity(network: OneMode, community: np.ndarray, *, weighted: bool = True, resolution: float = 1.0) -> float:
    """Q of any division, a label for each node; missing without ties.

    >>> from analytics.networks.one_mode import from_matrix
    >>> modularity(from_matrix([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]]), np.array([7, 7, 8, 8]))
    0.5
    """
    plain = network.undirected
    weights = plain.weights if weighted else plain.adjacency
    twice = float(weights.sum())
    if not twice:
        return np.nan
    label = pd.factorize(community)[0]
    row = np.repeat(label, np.diff(weights.indptr))
    within = float(weights.data[row == label[weights.indices]].sum())
    strength = np.bincount(row, weights=weights.data)
    return within / twice - resolution * float(((strength / twice) ** 2).sum())


def louvain(
    network: OneMode, *, weighted: bool = True, resolution: float = 1.0, tries: int = TRIES, seed: int = 0
) -> Communities:
    """The best of `tries` runs of networkx's Louvain method; of equally good ones the first.

    Nodes without a tie are communities of their own. Raises PortfolioError for fewer tries than one.
    """
    if tries < 1:
        raise PortfolioError(N_("Communities need at least one try, not {count}."), count=tries)
    graph = OneMode(np.arange(network.nodes), network.undirected.weights).to_networkx()
    best, best_q = np.arange(network.nodes), -np.inf
    for state in np.random.SeedSequence(seed).generate_state(tries).tolist() if network.ties else ():
        label = np.empty(network.nodes, dtype="int64")
        parts = nx.community.louvain_communities(
            graph, weight="weight" if weighted else None, resolution=resolution, seed=state
        )
        for number, nodes in enumerate(sorted(parts, key=lambda nodes: (-len(nodes), min(nodes)))):
            label[list(nodes)] = number
        q = modularity(network, label, weighted=weighted, resolution=resolution)
        if q > best_q + 1e-12:
            best, best_q = label, q
    table = pd.DataFrame({"organisation_id": network.ids, "community": best})
    return Communities(table, best_q if network.ties else np.nan)
