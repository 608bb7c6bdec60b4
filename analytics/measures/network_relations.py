"""Attributes of organisations as relations: what two of them have in common, and how far they are apart.

A table of organisations has `kind`, `level`, `district`, `parent_id` (missing where not known or none),
`projects` (of the slice) and `budget` (of these projects together, in powers of ten; missing where none is
known). Every relation is a matrix of numbers, rows and columns in the order of the table.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analytics.networks import dyads

# relation -> the attribute without which it cannot be told; who has none is left out of the test
NEEDS = {
    "same_kind": "kind",
    "same_level": "level",
    "same_district": "district",
    "difference_budget": "budget",
    "sum_budget": "budget",
}
RELATIONS = (*NEEDS, "same_parent", "difference_projects", "sum_projects")


def known(bodies: pd.DataFrame, relations: Sequence[str]) -> np.ndarray:
    """Of which organisations all is known that these relations need."""
    needed = [NEEDS[name] for name in relations if name in NEEDS]
    return bodies[needed].notna().all(axis=1).to_numpy()


def matrix(relation: str, bodies: pd.DataFrame) -> np.ndarray:
    """One of `RELATIONS` among the organisations: 1 or 0 for what they have in common, else a number.

    Two organisations without a known parent are not of the same parent. A difference is without sign.
    """
    ids, how = bodies.index.to_numpy(), relation.partition("_")
    if relation == "same_parent":
        parent, _ = pd.factorize(bodies["parent_id"])
        return ((parent[:, None] == parent) & (parent >= 0)).astype("float64")
    maker = {"same": dyads.node_match, "difference": dyads.absolute_difference, "sum": dyads.node_sum}[how[0]]
    return maker(bodies[how[2]], ids)


def among(ids: np.ndarray, found_ids: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """A matrix of ties brought to other organisations: who is not in it has no tie.

    >>> among(np.array([7, 8, 9]), np.array([8, 9]), np.array([[0, 2], [2, 0]])).tolist()
    [[0.0, 0.0, 0.0], [0.0, 0.0, 2.0], [0.0, 2.0, 0.0]]
    """
    place = pd.Index(found_ids).get_indexer(ids)
    there = np.flatnonzero(place >= 0)
    made = np.zeros((len(ids), len(ids)))
    made[np.ix_(there, there)] = weights[np.ix_(place[there], place[there])]
    return made
