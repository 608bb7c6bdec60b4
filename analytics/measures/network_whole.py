"""The network as a whole: each measure of the library by name, and the reason where there is none.

Weights do not count, but for modularity. What is drawn at random is measured by `statistics` too, so that the
network and chance are measured alike.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics import codes
from analytics.networks import communities, core_periphery, mixing
from analytics.networks.betweenness import betweenness
from analytics.networks.one_mode import OneMode
from analytics.networks.permuting import Tick
from analytics.networks.robustness import robustness
from analytics.networks.small_world import DRAWS, small_world
from analytics.networks.whole import whole

GROUPS = {
    "size": ("nodes", "ties", "density", "average_degree"),
    "centralisation": (
        "degree_centralisation", "in_degree_centralisation", "out_degree_centralisation", "betweenness_centralisation",
        "closeness_centralisation",
    ),
    "cohesion": ("transitivity", "average_path", "longest_path", "small_world", "core_periphery"),
    "fragmentation": ("components", "largest_component", "alone", "modularity"),
    "mixing": (
        "e_i_kind", "e_i_level", "e_i_district", "cross_kind", "vertical", "horizontal", "repeated", "reciprocity",
    ),
    "robustness": ("without_degree", "without_betweenness"),
}  # fmt: skip
GROUP_OF = {measure: group for group, measures in GROUPS.items() for measure in measures}
ATTRIBUTES = ("kind", "level", "district")
TRIES, STARTS = 5, 10  # searches for communities and for a core
MANY = 100_000  # ties: with more, fewer searches
TOP = 0.1  # of the organisations go where the most central are taken away
KNOWN = 0.5  # of the ties must have both ends known, else nothing is said of who works with whom

# Where a measure is missing though there are ties, this is why.
_WHY = {
    "closeness_centralisation": "few",
    "transitivity": "no_paths",
    "small_world": "no_triangles",
    "core_periphery": "alike",
    "reciprocity": "undirected",
    **dict.fromkeys(("e_i_kind", "e_i_level", "e_i_district", "cross_kind", "vertical", "horizontal"), "unknown"),
}
_LEAST = {  # organisations that a measure needs
    "density": 2,
    "core_periphery": 4,
    **dict.fromkeys(GROUPS["centralisation"], 3),
}


def statistics(
    network: OneMode, groups: Mapping[str, np.ndarray], *, tries: int = TRIES, starts: int = STARTS
) -> dict[str, float]:
    """The measures that a random network of the same organisations has too; NaN where one has none.

    `groups`: for each of `ATTRIBUTES` a value for each node in order, None where unknown. All of
    `codes.NETWORK_MEASURES` but `small_world`, which is a comparison with chance by itself, and `repeated`,
    which needs to know how often.
    """
    found = whole(network)
    across = {name: external_share(network, groups[name]) for name in ATTRIBUTES}
    return found | {
        "alone": found["isolates"] / network.nodes if network.nodes else np.nan,
        "core_periphery": core_periphery.discrete(network, starts=starts).fit,
        "modularity": communities.louvain(network, tries=tries).modularity,
        **{f"e_i_{name}": 2 * share - 1 for name, share in across.items()},
        "cross_kind": across["kind"],
        "vertical": across["level"],
        "horizontal": 1 - across["level"],
        "reciprocity": reciprocity(network),
        "without_degree": without(network, np.diff(network.undirected.weights.indptr)),
        "without_betweenness": without(network, betweenness(network)["betweenness"].to_numpy()),
    }


def measures(
    network: OneMode, counted: OneMode, groups: Mapping[str, np.ndarray], tick: Tick | None = None
) -> pd.DataFrame:
    """The `network_whole` frame: a row per measure that such a network could have, in the order of the codes.

    `counted` has the same organisations and all ties with how often two of them meet. `measure_error` is the standard
    error of betweenness centralisation as far as it comes from the most central organisation, 0 where exact.
    """
    effort = {"tries": 1, "starts": 3} if network.ties > MANY else {}
    if tick:
        tick(0, DRAWS)
    found = statistics(network, groups, **effort)
    found["repeated"] = repeated(network, counted)
    found["small_world"] = small_world(network, DRAWS, tick=tick).sigma
    one_way = {"in_degree_centralisation", "out_degree_centralisation"}
    left_out = {"degree_centralisation"} if network.directed else one_way
    names = [name for name in codes.NETWORK_MEASURES if name not in left_out]
    value = [float(found[name]) for name in names]
    return pd.DataFrame(
        {
            "network_measure": names,
            "measure_group": [GROUP_OF[name] for name in names],
            "measure_value": value,
            "measure_error": [_error(name, network) for name in names],
            "undefined_reason": [
                why_not(name, network) if np.isnan(one) else None for name, one in zip(names, value, strict=True)
            ],
        }
    )


def external_share(network: OneMode, groups: np.ndarray) -> float:
    """The share of ties between different groups, of those whose ends are both known; twice that less 1 is E-I.

    Missing without ties and where `KNOWN` of the ties or more have an unknown end.

    >>> from analytics.networks.one_mode import from_matrix
    >>> path = from_matrix([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
    >>> external_share(path, np.array(["state", "state", "city"]))
    0.5
    >>> external_share(path, np.array(["state", None, None]))
    nan
    """
    found = mixing.e_i_index(network, groups)
    known = found.external + found.internal
    return found.external / known if known and known >= KNOWN * (known + found.unknown) else np.nan


def reciprocity(network: OneMode) -> float:
    """The share of ties that are returned; missing without directions or ties.

    >>> from analytics.networks.one_mode import from_matrix
    >>> reciprocity(from_matrix([[0, 1, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 0]], directed=True))
    0.5
    """
    if not network.directed or not network.ties:
        return np.nan
    return float(network.adjacency.multiply(network.adjacency.T).sum() / network.ties)


def repeated(network: OneMode, counted: OneMode) -> float:
    """The share of ties between organisations that met twice or more; missing without ties.

    >>> from analytics.networks.one_mode import from_matrix
    >>> often = from_matrix([[0, 3, 1], [3, 0, 0], [1, 0, 0]])
    >>> repeated(often, often)
    0.5
    """
    times = counted.weights.multiply(network.adjacency).tocsr()
    return float((times.data > 1).sum() / network.weights.nnz) if network.ties else np.nan


def without(network: OneMode, score: np.ndarray) -> float:
    """The largest component's share of all organisations once the tenth with the highest score is gone.

    At least one goes; of equal ones the first. Missing without organisations.

    >>> import networkx as nx
    >>> from analytics.networks.one_mode import from_networkx
    >>> without(from_networkx(nx.star_graph(9)), np.arange(10) == 0)
    0.1
    """
    if not network.nodes or not np.isfinite(score).all():
        return np.nan
    rest = robustness(network, score, most=top(network.nodes), draws=0)
    return float(rest["largest_component"].iloc[-1])


def top(nodes: int) -> int:
    """How many organisations the most central tenth are: at least one.

    >>> top(4), top(36)
    (1, 4)
    """
    return max(1, round(TOP * nodes))


def why_not(name: str, network: OneMode) -> str:
    """Why a measure is missing: a code of `codes.UNDEFINED_MEASURES`."""
    if name == "reciprocity" and not network.directed:
        return "undirected"
    if name == "closeness_centralisation" and network.directed:
        return "directed"
    if network.nodes < _LEAST.get(name, 1):
        return "few"
    if not network.ties:
        return "no_ties"
    return _WHY.get(name, "few")


def _error(name: str, network: OneMode) -> float:
    """Where betweenness is a sample's: Σ (max − c_v) / (n − 1) moves with max by n / (n − 1)."""
    if name != "betweenness_centralisation" or network.nodes < 3:
        return 0.0
    scores = betweenness(network)
    return float(scores["standard_error"][scores["betweenness"].idxmax()] * network.nodes / (network.nodes - 1))
