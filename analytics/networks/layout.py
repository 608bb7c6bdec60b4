"""Where to draw each organisation: the same place every time for the same ties.

Each connected component is laid out on its own by networkx's spring layout (seeded; above `MOST_SPRING`
members by `pivot`), gets a box whose area grows with its members, and the boxes are packed in rows, the
largest first. Organisations without a tie stand on a shelf beneath: a spring layout of everything at once
pushes them and the small components to the rim and squashes the middle where the ties are.

Reference: T. Fruchterman and E. Reingold, Graph drawing by force-directed placement, 1991.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import networkx as nx
import numpy as np
import pandas as pd
from scipy import sparse

from analytics.networks.one_mode import OneMode
from analytics.networks.pivot import pivot_places

SEED = 20231
ASPECT = 1.9  # width to height of the picture
MOST_TIES, MOST_NODES = 1500, 250  # beyond these the picture is a hairball and slow
WIDTHS = 5  # plotly cannot vary the width within a trace
MOST_SPRING = 500  # members of a component; springs take the square of it
_ENOUGH, _EACH = 50_000, 8  # ties that places follow from: with more, the strongest of each organisation
_MARGIN = 0.82  # how much of its box a component fills
_PAIR = (1.9, 0.7)  # the box of two, who stand side by side
_ITERATIONS = 60


def strongest(ties: pd.DataFrame, most_ties: int = MOST_TIES, most_nodes: int = MOST_NODES) -> pd.DataFrame:
    """The ties to draw: from the strongest down, until one more would be too many ties or organisations.

    `ties` are sorted strongest first. Every tie left out is therefore no stronger than any that is drawn.
    """
    first = ties.head(most_ties)
    met = pd.Series(first[["first_id", "second_id"]].to_numpy().ravel())
    nodes_so_far = (~met.duplicated()).cumsum().to_numpy()[1::2]
    return first[nodes_so_far <= most_nodes]


def width_class(shared_projects: pd.Series) -> pd.Series:
    """1 (thinnest) to `WIDTHS`: equal steps of the logarithm between the weakest and the strongest tie drawn.

    >>> width_class(pd.Series([1, 1, 10, 100])).tolist()
    [1, 1, 3, 5]
    """
    size = np.log(shared_projects.to_numpy(dtype="float64"))
    span = np.ptp(size) if len(size) else 0.0
    steps = np.zeros(len(size)) if span == 0 else WIDTHS * (size - size.min()) / span
    return pd.Series(np.minimum(steps.astype("int64"), WIDTHS - 1) + 1, index=shared_projects.index)


def graph(ties: pd.DataFrame, alone: Iterable[int] = ()) -> nx.Graph:
    """The ties (`first_id`, `second_id`, `shared_projects`) as a networkx graph with edge attribute `weight`.

    `alone` are organisations without a tie. Nodes go in by id, so that a seed always means one layout.
    """
    made = nx.Graph()
    made.add_nodes_from(sorted({*ties["first_id"], *ties["second_id"], *alone}))
    made.add_weighted_edges_from(
        zip(ties["first_id"].tolist(), ties["second_id"].tolist(), ties["shared_projects"].tolist(), strict=True)
    )
    return made


def places(network: OneMode, seed: int = SEED) -> pd.DataFrame:
    """`positions` for the nodes of a network, directions forgotten, of which a large one is thinned out first."""
    plain = network.undirected
    row, column, weight = plain.ends()
    if plain.ties > _ENOUGH:
        both = pd.DataFrame({"node": np.concatenate([row, column]), "weight": np.tile(weight, 2)})
        rank = both.groupby("node")["weight"].rank(method="first", ascending=False).to_numpy()
        keep = np.minimum(rank[: len(row)], rank[len(row) :]) <= _EACH
        row, column, weight = row[keep], column[keep], weight[keep]
    made = nx.Graph()
    made.add_nodes_from(plain.ids.tolist())
    ends = (plain.ids[side].tolist() for side in (row, column))
    made.add_weighted_edges_from(zip(*ends, weight.tolist(), strict=True))
    return positions(made, seed)


def components(network: nx.Graph) -> pd.Series:
    """The number of each node's connected component, the largest being 0."""
    groups = sorted(nx.connected_components(network), key=lambda nodes: (-len(nodes), min(nodes)))
    return pd.Series({node: number for number, nodes in enumerate(groups) for node in nodes}, dtype="int64")


def positions(network: nx.Graph, seed: int = SEED) -> pd.DataFrame:
    """A place for every node: `organisation_id`, `x`, `y`, and `on_shelf` for nodes without a tie.

    The picture is `ASPECT` times as wide as it is high; y grows upwards.
    """
    groups = sorted(nx.connected_components(network), key=lambda nodes: (-len(nodes), min(nodes)))
    tied = [nodes for nodes in groups if len(nodes) > 1]
    shelf = [node for nodes in groups if len(nodes) == 1 for node in nodes]
    boxes = _pack([len(nodes) for nodes in tied])
    rows: list[tuple[int, float, float, bool]] = []
    for nodes, (left, top, width, height) in zip(tied, boxes, strict=True):
        for node, (x, y) in zip(sorted(nodes), _spread(network, nodes, seed), strict=True):
            rows.append((node, left + width * (0.5 + x / 2), top - height * (0.5 - y / 2), False))
    right = max((left + width for left, _, width, _ in boxes), default=math.sqrt(ASPECT * max(len(shelf), 1)))
    bottom = min((top - height for _, top, _, height in boxes), default=0.0)
    rows += [(node, x, y, True) for node, (x, y) in zip(shelf, _shelf(len(shelf), right, bottom), strict=True)]
    return pd.DataFrame(rows, columns=["organisation_id", "x", "y", "on_shelf"])


def _spread(network: nx.Graph, nodes: set[int], seed: int) -> np.ndarray:
    """A component within [-1, 1] x [-1, 1], in the order of its sorted nodes."""
    if len(nodes) == 2:
        return np.array([[-_MARGIN, 0.0], [_MARGIN, 0.0]])
    part = nx.Graph()
    part.add_nodes_from(sorted(nodes))
    # Weights span orders of magnitude; their logarithm pulls partners together without gluing them.
    part.add_edges_from(
        (a, b, {"weight": 1 + math.log(weight)}) for a, b, weight in network.subgraph(nodes).edges(data="weight")
    )
    if len(part) > MOST_SPRING:
        points = pivot_places(sparse.csr_array(nx.to_scipy_sparse_array(part, weight=None, dtype="float32")), seed)
    else:
        distance = 1.6 / math.sqrt(len(part))
        at = nx.spring_layout(part, k=distance, iterations=_ITERATIONS, seed=seed, method="force")
        points = np.array([at[node] for node in part])
    points = _thin_out(points, np.array([network.degree(node, "weight") for node in part], dtype="float64"))
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return _MARGIN * points / np.maximum(np.abs(points).max(axis=0), 1e-9)


def _thin_out(points: np.ndarray, strength: np.ndarray) -> np.ndarray:
    """Moves points along their ray from the middle, which is where the strongest are, until they fill the disc evenly.

    A core of busy organisations with a few long arms otherwise leaves the core in a heap; directions and
    the order from the middle outwards stay as the springs left them.
    """
    away = points - np.average(points, axis=0, weights=strength**2)
    radius = np.hypot(*away.T)
    rank = radius.argsort(kind="stable").argsort(kind="stable")
    even = np.sqrt((rank + 0.5) / len(points))
    return away * (even / np.maximum(radius, 1e-9))[:, None]


def _pack(sizes: list[int]) -> list[tuple[float, float, float, float]]:
    """Boxes (left, top, width, height) for components of these sizes, in rows as wide as the largest needs."""
    areas = [size + 1.0 for size in sizes]
    total_width = math.sqrt(sum(areas) * ASPECT)
    boxes: list[tuple[float, float, float, float]] = []
    left = top = row_height = 0.0
    for area in areas:
        width, height = _PAIR if area == 3.0 else (math.sqrt(area * ASPECT), math.sqrt(area / ASPECT))
        if boxes and left + width > total_width * 1.02:
            left, top, row_height = 0.0, top - row_height, 0.0
        boxes.append((left, top, width, height))
        left, row_height = left + width, max(row_height, height)
    return boxes


def _shelf(count: int, right: float, bottom: float) -> list[tuple[float, float]]:
    """Rows of nodes beneath the picture, evenly spaced over its width."""
    if not count:
        return []
    per_row = max(12, math.ceil(math.sqrt(count * 6)))
    step = right / (per_row + 1)
    return [(step * (i % per_row + 1), bottom - step * (0.8 + i // per_row)) for i in range(count)]
