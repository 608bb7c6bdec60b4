"""How closely two organisations work together: four weights for the ties of a projected network.

Let b_pi be 1 where organisation i takes part in project p, k_p = Σ_i b_pi the organisations on project p,
and d_i = Σ_p b_pi the projects of organisation i. The weight of the tie between i ≠ j is

    count        Σ_p b_pi b_pj                       projects in common
    newman       Σ_p b_pi b_pj / (k_p − 1)           a crowded project ties each pair less
    jaccard      count_ij / (d_i + d_j − count_ij)   common projects as a share of all that either has
    investment   Σ_p b_pi b_pj m_p                   money of the projects in common, m_p being p's

Newman's weights of an organisation add up to its number of projects that have any partner. A project
with one organisation ties nobody, whatever the weight.

Each is one sparse product, BᵀDB with a diagonal D, whose diagonal entries are left out.

References: M. Newman, Scientific collaboration networks II, Physical Review E 64 (2001) 016132;
P. Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37 (1901).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.one_mode import OneMode
from analytics.networks.two_mode import TwoMode

WEIGHTS = ("count", "newman", "jaccard", "investment")


def project(network: TwoMode, weight: str = "count", amounts: Sequence[float] | pd.Series | None = None) -> OneMode:
    """The organisations and their ties, weighted in one of the four ways (`WEIGHTS`).

    Every organisation of the two-mode network is a node, also without a tie. `amounts` are needed for
    "investment" alone: one for each of `network.projects` in that order, in one currency. A missing amount
    is unknown, not nothing: such a project adds to no weight, and organisations that share none but
    projects of unknown or no amount are not tied; count ties tell how many those are. Whole amounts stay
    whole and exact. Raises PortfolioError for an unknown weight, amounts that do not fit or are negative.

    >>> from analytics.networks.two_mode import two_mode
    >>> table = pd.DataFrame({"project_id": [1, 1, 2, 2, 2], "organisation_id": [7, 8, 7, 8, 9]})
    >>> project(two_mode(table), "newman").table().to_dict("list")
    {'first_id': [7, 7, 8], 'second_id': [8, 9, 9], 'weight': [1.5, 0.5, 0.5]}
    """
    if weight not in WEIGHTS:
        raise PortfolioError(
            N_("There is no weight {weight}; the weights are {known}."), weight=weight, known=", ".join(WEIGHTS)
        )
    incidence = _narrow(network.incidence)
    if weight == "newman":
        size = np.diff(incidence.indptr)
        weights = _product(incidence, np.where(size > 1, 1 / np.maximum(size - 1, 1), 0.0))
    elif weight == "investment":
        weights = _product(incidence, _amounts(network, amounts))
    else:
        weights = _product(incidence)
    if weight == "jaccard":
        projects = np.bincount(incidence.indices, minlength=incidence.shape[1])
        either = np.repeat(projects, np.diff(weights.indptr)) + projects[weights.indices] - weights.data
        weights.data = weights.data / either
    return OneMode(network.organisations, weights)


def _product(incidence: sparse.csr_array, per_project: np.ndarray | None = None) -> sparse.csr_array:
    """BᵀDB without its diagonal and zeros."""
    right = incidence
    if per_project is not None:
        data = np.repeat(per_project, np.diff(incidence.indptr))
        right = sparse.csr_array((data, incidence.indices, incidence.indptr), shape=incidence.shape)
        right.eliminate_zeros()
    product = (incidence.T.tocsr() @ right).tocsr()
    # By hand: setdiag and eliminate_zeros want the entries of each row sorted, which costs half the product.
    row = np.repeat(np.arange(product.shape[0], dtype=product.indices.dtype), np.diff(product.indptr))
    keep = row != product.indices
    ends = np.concatenate([[0], np.cumsum(keep)])[product.indptr].astype(product.indptr.dtype)
    return sparse.csr_array((product.data[keep], product.indices[keep], ends), shape=product.shape)


def _narrow(incidence: sparse.csr_array) -> sparse.csr_array:
    """The same ones with narrow indices and wide integers: half the traffic, and no overflow."""
    if incidence.shape[1] > np.iinfo(np.int32).max or incidence.nnz > np.iinfo(np.int32).max:
        return incidence
    ones = np.ones(incidence.nnz, dtype="int64")
    narrow = (incidence.indices.astype("int32"), incidence.indptr.astype("int32"))
    return sparse.csr_array((ones, *narrow), shape=incidence.shape)


def _amounts(network: TwoMode, amounts: Sequence[float] | pd.Series | None) -> np.ndarray:
    """One number per project, 0 where unknown; whole amounts as whole numbers."""
    if amounts is None or len(amounts) != len(network.projects):
        raise PortfolioError(
            N_("Shared investment needs one amount for each of the {count} projects."), count=len(network.projects)
        )
    given = pd.to_numeric(pd.Series(np.asarray(amounts) if not isinstance(amounts, pd.Series) else amounts))
    known = given.fillna(0)
    if (known < 0).any():
        raise PortfolioError(N_("The amount of a project is negative; shared investment needs what it costs."))
    whole = pd.api.types.is_integer_dtype(given.dtype)
    return known.to_numpy(dtype="int64" if whole else "float64")
