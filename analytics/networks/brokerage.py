"""Brokerage: who stands between whom, and in which role (Gould and Fernandez).

An organisation j brokers from i to k where i → j and j → k are there and i → k is not. With the groups of
the three (level, type, sponsor; j's own is B) the role is

    coordinator     B → B → B      all three in one group
    itinerant       A → B → A      an outsider between two of one group
    representative  B → B → C      speaks for its own group to the outside
    gatekeeper      A → B → B      lets the outside into its own group
    liaison         A → B → C      three groups

Scores count ordered pairs (i, k); without directions each brokered pair counts in both orders, and
representative equals gatekeeper. What chance would bring is in `brokerage_null`.

Two-paths are counted from degrees by group, closed ones from products of the ties within and across
groups, read at the ties only: a second or two for 242,000 ties.

Reference: R. V. Gould and R. M. Fernandez, Structures of Mediation, Sociological Methodology 19 (1989);
scores, expectations and z of the whole network as in `brokerage` of the R package sna 2.7-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analytics.networks.attributes import of_nodes
from analytics.networks.brokerage_null import ROLES, moments
from analytics.networks.masked import row_sums, values_at
from analytics.networks.one_mode import OneMode


@dataclass(frozen=True)
class Brokerage:
    """`by_organisation`: per role a column with the score, and with `_expected`, `_sd` and `_z` after its name.

    `total`: by `role` the sum over all organisations: `observed`, `expected`, `sd`, `z`.
    """

    by_organisation: pd.DataFrame
    total: pd.DataFrame


def brokerage(network: OneMode, groups: pd.Series | Sequence[Any] | np.ndarray, *, exact: bool = False) -> Brokerage:
    """Scores, expectations given the density and the sizes of the groups, and z scores.

    `groups` is a Series by organisation or a value for each node in order; weights do not matter.
    `exact=True` corrects the variance of two of the totals (see `brokerage_null.moments`). z is missing (NaN)
    where chance leaves no room: a role that the groups do not allow, no tie, every tie.

    The z scores take the score as roughly normal, which for single organisations in small networks it is
    not; draw from `null_models` to be sure. Raises PortfolioError where an organisation has no group.

    >>> from analytics.networks.one_mode import from_matrix
    >>> chain = from_matrix([[0, 1, 0], [0, 0, 1], [0, 0, 0]], directed=True)
    >>> brokerage(chain, ["state", "state", "city"]).total["observed"].to_dict()["representative"]
    1.0
    """
    code, _ = pd.factorize(of_nodes(groups, network.ids))
    scores = _scores(network.adjacency, code, network.directed)
    sizes = np.bincount(code) if len(code) else np.zeros(0, dtype="int64")
    pairs = network.nodes * (network.nodes - 1)
    density = network.weights.nnz / pairs if pairs else 0.0
    chance = moments(sizes, density, directed=network.directed, exact=exact)
    mean, sd = chance.mean[code], _root(chance.variance)[code]
    z = _z(scores, mean, sd)
    columns = {
        role + ending: values[:, place]
        for place, role in enumerate(ROLES)
        for ending, values in (("", scores), ("_expected", mean), ("_sd", sd), ("_z", z))
    }
    observed, sd_of_sum = scores.sum(axis=0), _root(chance.variance_of_sum)
    total = {
        "observed": observed,
        "expected": chance.mean_of_sum,
        "sd": sd_of_sum,
        "z": _z(observed, chance.mean_of_sum, sd_of_sum),
    }
    return Brokerage(
        pd.DataFrame(columns, index=pd.Index(network.ids, name="organisation_id")),
        pd.DataFrame(total, index=pd.Index(list(ROLES), name="role")),
    )


def _scores(ties: sparse.csr_array, code: np.ndarray, directed: bool) -> np.ndarray:
    """Rows: organisations. Columns: `ROLES`."""
    row = np.repeat(np.arange(len(code)), np.diff(ties.indptr))
    same = code[row] == code[ties.indices]
    within, across = _where(ties, same), _where(ties, ~same)
    out_own, out_other = within.sum(axis=1), across.sum(axis=1)
    in_own, in_other = within.sum(axis=0), across.sum(axis=0)
    places = (np.arange(len(code)), code)
    member = sparse.csr_array((np.ones(len(code)), places), shape=(len(code), code.max(initial=0) + 1))
    same_elsewhere = (across.T @ member).multiply(across @ member).sum(axis=1)
    # A two-path i → j → i is none.
    coordinator = in_own * out_own - _mutual(within)
    itinerant = same_elsewhere - _mutual(across)
    representative, gatekeeper = in_own * out_other, in_other * out_own
    liaison = in_other * out_other - same_elsewhere
    # Closed: i → j, j → k and i → k, by whether each tie stays within a group. Numbers of nodes are whole,
    # so single precision is exact here (to 16 million) and half the traffic.
    within, across = within.astype("float32"), across.astype("float32")
    from_own, from_other = sparse.csr_array(within.T), sparse.csr_array(across.T)
    coordinator -= _closed(from_own, within, within)
    itinerant -= _closed(from_other, within, across)
    closed = values_at(from_other, across, ties)
    into_own = row_sums(closed * same, ties)
    gatekeeper -= into_own
    liaison -= row_sums(closed, ties) - into_own
    # Without directions a triangle closes both ways about.
    representative -= _closed(from_own, across, across) if directed else into_own
    roles = np.column_stack([coordinator, itinerant, representative, gatekeeper, liaison])
    return np.column_stack([roles, roles.sum(axis=1)])


def _closed(into_broker: sparse.csr_array, past_broker: sparse.csr_array, onward: sparse.csr_array) -> np.ndarray:
    """For each j, the number of i, k with i → j in the first, i → k in the second, j → k in the third."""
    return row_sums(values_at(into_broker, past_broker, onward), onward)


def _mutual(ties: sparse.csr_array) -> np.ndarray:
    return ties.multiply(ties.T).sum(axis=1)


def _where(ties: sparse.csr_array, keep: np.ndarray) -> sparse.csr_array:
    chosen = sparse.csr_array((ties.data * keep, ties.indices.copy(), ties.indptr.copy()), shape=ties.shape)
    chosen.eliminate_zeros()
    return chosen


def _root(variance: np.ndarray) -> np.ndarray:
    # A variance of nothing may come out as −1e-18.
    return np.sqrt(np.where(variance > 1e-12, variance, 0))


def _z(observed: np.ndarray, mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    return np.divide(observed - mean, sd, out=np.full(np.shape(sd), np.nan), where=sd > 0)
