"""The Bipartite Configuration Model: how likely is each body on each project, had only the totals been fixed?

Among all random two-mode networks whose rows and columns have, on average, the observed sums r_i and c_j,
the one that assumes nothing else (greatest entropy) has independent cells with

    p_ij = x_i y_j / (1 + x_i y_j),   Σ_j p_ij = r_i,   Σ_i p_ij = c_j

Rows with equal sums share x and columns with equal sums share y, so the equations are solved for classes
of equal sums, not for rows: by Newton's method on the logarithms of x and y, where the likelihood is
concave, with halved steps while a step would worsen it.

Some totals leave cells no choice: a body on every project, a project without bodies, and more generally
wherever an inequality of Gale and Ryser, Σ_{i≤k} r_i ≤ Σ_j min(c_j, k), holds with equality. There x or y
would be infinite. The network is therefore first cut at each such k: what is above and left is 1, what is
below and right is 0, and only the free blocks between are solved.

References: F. Saracco et al., Randomizing bipartite networks, Scientific Reports 5 (2015) 10595;
D. Gale, A theorem on flows in networks, Pacific Journal of Mathematics 7 (1957).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.special import expit

from analytics.errors import PortfolioError
from analytics.language import N_

TOLERANCE = 1e-9  # how far an expected sum may be from the observed one, as a share of it
_MOST_STEPS = 200


@dataclass(frozen=True, eq=False)
class Classes:
    """Rows and columns by their sums, largest first, and the probability between any two classes."""

    row_sums: np.ndarray  # the different sums of rows
    row_class: np.ndarray  # of each row, its position in `row_sums`
    column_sums: np.ndarray
    column_class: np.ndarray
    columns: np.ndarray  # how many columns have each sum
    probability: np.ndarray  # len(row_sums) × len(column_sums)

    def cells(self) -> np.ndarray:
        """The probability of every cell; for small networks, it is as large as the network is wide and high."""
        return self.probability[self.row_class][:, self.column_class]


def fit(row_sums: np.ndarray, column_sums: np.ndarray) -> Classes:
    """The model for these sums of rows and columns.

    Raises PortfolioError if no network of zeros and ones has these sums, or if the solution is not
    reached within `TOLERANCE`.

    >>> fit(np.array([1, 1, 2]), np.array([1, 1, 2])).cells().round(3).tolist()
    [[0.216, 0.216, 0.568], [0.216, 0.216, 0.568], [0.568, 0.568, 0.863]]
    """
    r, row_class, rows = _classes(row_sums)
    c, column_class, columns = _classes(column_sums)
    # How far each inequality of Gale and Ryser is from equality after the k largest rows, k at class borders.
    border = np.concatenate([[0], np.cumsum(rows)])
    spare = np.minimum(c, border[:, None]) @ columns - np.concatenate([[0], np.cumsum(rows * r)])
    if (spare < 0).any() or spare[-1] != 0 or (min(r.min(initial=0), c.min(initial=0)) < 0):
        raise PortfolioError(N_("No network of zeros and ones has these sums of rows and columns."))
    tight = np.flatnonzero(spare == 0)
    probability = np.zeros((len(r), len(c)))
    for first, last in pairwise(tight):
        above, below = border[first], border[last]
        certain, free = c >= below, (c > above) & (c < below)
        probability[first:last, certain] = 1.0
        if free.any():
            left = r[first:last] - columns[certain].sum()
            block = _solve(left, rows[first:last], c[free] - above, columns[free])
            probability[first:last, free] = block
    return Classes(r, row_class, c, column_class, columns, probability)


def _classes(sums: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The different sums from the largest down, the class of each member, and the members of each class."""
    value, where, count = np.unique(-np.asarray(sums, dtype="int64"), return_inverse=True, return_counts=True)
    return -value, where, count


def _solve(r: np.ndarray, rows: np.ndarray, c: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Probabilities between classes of rows (sums r, `rows` members each) and columns, all strictly within 0 and 1."""
    split = len(r)
    target = np.concatenate([r * rows, c * columns]).astype("float64")
    members = np.concatenate([rows, columns])
    total = r @ rows
    # The odds of a sparse network, x y = r c / total, are where the search begins.
    at = np.log(np.concatenate([r, c]) / np.sqrt(total))

    def likelihood(at: np.ndarray) -> float:
        return target @ at - rows @ np.logaddexp(0, at[:split, None] + at[split:]) @ columns

    for _ in range(_MOST_STEPS):
        p = expit(at[:split, None] + at[split:])
        weighted = rows[:, None] * columns * p
        gap = target - np.concatenate([weighted.sum(axis=1), weighted.sum(axis=0)])
        if (np.abs(gap) <= TOLERANCE * target).all():
            return p
        bend = weighted * (1 - p)
        curve = np.block(
            [[np.diag(bend.sum(axis=1)), bend], [bend.T, np.diag(bend.sum(axis=0))]],
        )
        # x times t and y divided by t is the same model: hold the first x where it is.
        step = np.zeros(len(at))
        step[1:] = _newton(curve[1:, 1:], gap[1:])
        now, rise, size = likelihood(at), float(gap @ step), 1.0
        while likelihood(at + size * step) < now + 1e-4 * size * rise - 1e-12 * abs(now) and size > 1e-10:
            size /= 2
        at = at + size * step
    worst = float(np.max(np.abs(gap) / members))
    raise PortfolioError(
        N_("The Bipartite Configuration Model was not reached in {steps} steps: a sum is still {gap} off."),
        steps=_MOST_STEPS,
        gap=f"{worst:.2g}",
    )


def _newton(curve: np.ndarray, gap: np.ndarray) -> np.ndarray:
    """Solves curve · step = gap; scaled, since classes hold from one member to thousands."""
    scale = 1 / np.sqrt(np.diag(curve))
    return scale * np.linalg.solve(curve * scale * scale[:, None] + 1e-14 * np.eye(len(gap)), scale * gap)
