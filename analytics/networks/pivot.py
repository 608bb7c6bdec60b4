"""Places for large networks in a second: multidimensional scaling by distances to a few pivots.

Let d_ip be the steps from node i to pivot p, of k pivots drawn at random. Squared and centred by rows and columns,

    c_ip = −½ (d_ip² − mean_i d_ip² − mean_p d_ip² + mean d²)

C is n × k, and the two leading eigenvectors of CᵀC, times C, are the coordinates. Nodes of the same distances to all
pivots would fall on one spot; a small seeded shift keeps them apart.

Reference: U. Brandes and C. Pich, Eigensolver methods for progressive multidimensional scaling of large data, Graph
Drawing 2006.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

PIVOTS = 50
_SHIFT = 0.06  # of the spread


def pivot_places(adjacency: sparse.csr_array, seed: int, pivots: int = PIVOTS) -> np.ndarray:
    """An n × 2 array for a connected network without directions (0 and 1); the same for the same seed.

    >>> path = sparse.csr_array(np.eye(5, k=1) + np.eye(5, k=-1))
    >>> along = pivot_places(path, seed=1)[:, 0]
    >>> bool(np.all(np.diff(along) > 0) or np.all(np.diff(along) < 0))
    True
    """
    draw = np.random.default_rng(seed)
    nodes = adjacency.shape[0]
    chosen = np.sort(draw.permutation(nodes)[:pivots])
    squared = _steps(adjacency, chosen).astype("float64") ** 2
    centred = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean())
    _, vectors = np.linalg.eigh(centred.T @ centred)
    leading = vectors[:, :-3:-1]
    leading *= np.sign(leading[np.abs(leading).argmax(axis=0), [0, 1]])  # the sign of an eigenvector is nobody's choice
    places = centred @ leading
    spread = np.maximum(places.std(axis=0), 1e-9)
    return places / spread + _SHIFT * draw.standard_normal(places.shape)


def _steps(adjacency: sparse.csr_array, sources: np.ndarray) -> np.ndarray:
    """The steps from each node to each source."""
    each = np.arange(len(sources))
    steps = np.full((adjacency.shape[0], len(sources)), -1, dtype="int32")
    front = np.zeros(steps.shape, dtype="float32")
    steps[sources, each], front[sources, each], step = 0, 1, 0
    while front.any():
        step += 1
        new = (adjacency @ front > 0) & (steps < 0)
        steps[new], front = step, new.astype("float32")
    return steps
