"""How much brokerage chance alone would bring: mean and variance of the five roles, ties falling at random.

Every tie is there with probability p, the density, independently of the others; the groups stay as they
are. A triple (i, j, k) of organisations is brokered when i → j and j → k are there and i → k is not:
expectation p² (1 − p) for each of the triples whose groups fit the role. Two triples vary together when
they share a tie, so the variance of a sum is

    Var = Σ_T Σ_T' [ P(T and T' brokered) − p⁴ (1 − p)² ]     over pairs T, T' with a tie in common

Up to renaming there are 14 such pairs with directions (more without), on three or four organisations, and
the number of each that fits a role depends on the sizes of the groups alone. So any number of
organisations costs the same, and nothing is drawn.

Reference: R. V. Gould and R. M. Fernandez, Structures of Mediation, Sociological Methodology 19 (1989).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np

# role -> does a triple of groups (sender, broker, receiver) play it?
ROLES = {
    "coordinator": lambda a, b, c: a == b == c,
    "itinerant": lambda a, b, c: a == c != b,
    "representative": lambda a, b, c: a == b != c,
    "gatekeeper": lambda a, b, c: a != b == c,
    "liaison": lambda a, b, c: a != b != c != a,
    "total": lambda a, b, c: True,
}
_AS_PUBLISHED = np.array([role in ("coordinator", "total") for role in ROLES])


@dataclass(frozen=True)
class Moments:
    """Rows: groups. Columns: `ROLES`. For one organisation of the group; and one row for the whole network."""

    mean: np.ndarray
    variance: np.ndarray
    mean_of_sum: np.ndarray
    variance_of_sum: np.ndarray


def moments(sizes: Sequence[int] | np.ndarray, density: float, *, directed: bool, exact: bool) -> Moments:
    """Mean and variance of the number of triples brokered, by role, for groups of these `sizes`.

    The z that R's sna publishes for a whole network, and for its coordinators, comes out only when the variance
    of the sums leaves out that i → j → k and i → k → j exclude each other, and i → j → k and j → i → k.
    `exact=False` does so for these two; that sd of all roles is 4 % too large for the 14 bodies of Cheyenne and
    0.7 % for the 25 of Texas. Itinerants and liaisons are exact and as in sna, representatives and gatekeepers
    exact where sna's sd is too large (10 % at Cheyenne). The variance of single organisations, and all without
    directions, is exact either way.

    >>> moments([2, 2], 0.5, directed=True, exact=True).mean_of_sum.tolist()  # no three of one group
    [0.0, 1.0, 1.0, 1.0, 0.0, 3.0]
    """
    counts = np.asarray(sizes, dtype="float64")
    shape = (len(counts), len(ROLES))
    chance = density**2 * (1 - density)
    triples, variance, all_brokers = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    first = _ties((0, 1, 2), directed)
    for groups in _groupings(3):
        triples += np.outer(_ways(groups, counts), _plays(groups, (0, 1, 2)))
    for other in permutations(range(4), 3):
        second = _ties(other, directed)
        if not first.keys() & second.keys():
            continue
        both = _both(first, second, density)
        covariance = both - chance**2
        exclusive = directed and not exact and 3 not in other and both == 0
        for groups in _groupings(4 if 3 in other else 3):
            plays = _plays(groups, (0, 1, 2)) & _plays(groups, other)
            part = covariance * np.outer(_ways(groups, counts), plays)
            all_brokers += np.where(_AS_PUBLISHED, 0, part) if exclusive else part
            variance += part if other[1] == 1 else 0
    return Moments(triples * chance, variance, counts @ triples * chance, counts @ all_brokers)


def _ties(triple: tuple[int, ...], directed: bool) -> dict[tuple[int, int], bool]:
    """The three ties of a triple, and whether each must be there."""
    i, j, k = triple
    wanted = {(i, j): True, (j, k): True, (i, k): False}
    return wanted if directed else {(min(tie), max(tie)): there for tie, there in wanted.items()}


def _both(first: dict[tuple[int, int], bool], second: dict[tuple[int, int], bool], density: float) -> float:
    """The probability that all ties are as both triples want them; 0 where they want opposites."""
    if any(first[tie] != second[tie] for tie in first.keys() & second.keys()):
        return 0.0
    there = list((first | second).values())
    return density ** sum(there) * (1 - density) ** (len(there) - sum(there))


def _groupings(nodes: int) -> list[tuple[int, ...]]:
    """All ways in which nodes can share groups or not: (0, 0, 1) means the first two share one."""
    return [
        labels
        for labels in product(range(nodes), repeat=nodes)
        if all(label <= max(labels[:i], default=-1) + 1 for i, label in enumerate(labels))
    ]


def _plays(groups: tuple[int, ...], triple: tuple[int, ...]) -> np.ndarray:
    return np.array([rule(*(groups[node] for node in triple)) for rule in ROLES.values()])


def _ways(groups: tuple[int, ...], sizes: np.ndarray) -> np.ndarray:
    """For a broker (node 1) of each group: how many choices of the other nodes share groups in this way."""
    own = groups.count(groups[1])
    others = [_choices(sizes, groups.count(label)) for label in set(groups) - {groups[1]}]
    return _choices(sizes - 1, own - 1) * _over_distinct(others, len(sizes))


def _choices(sizes: np.ndarray, nodes: int) -> np.ndarray:
    """Ordered choices of so many different nodes from each group."""
    return np.prod([np.maximum(sizes - taken, 0) for taken in range(nodes)], axis=0) * np.ones(len(sizes))


def _over_distinct(factors: list[np.ndarray], groups: int) -> np.ndarray:
    """For each group, the product of the factors summed over different groups that are not this one.

    All choices of a group for the first factor, less those in which it coincides with another factor's.
    """
    if not factors:
        return np.ones(groups)
    first, *rest = factors
    found = (first.sum() - first) * _over_distinct(rest, groups)
    for i in range(len(rest)):
        merged = [factor * first if i == j else factor for j, factor in enumerate(rest)]
        found = found - _over_distinct(merged, groups)
    return found
