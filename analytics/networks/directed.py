"""From roles in projects to ties with a direction: lead to partner, funder to recipient.

Let s_pi be 1 where organisation i sends on project p (it leads, it funds) and r_pj where j receives. The tie from i
to j ≠ i weighs

    count        Σ_p s_pi r_pj                          projects that i leads and j joins
    newman       Σ_p s_pi r_pj / (k_p − 1)              k_p bodies on project p
    jaccard      count_ij / (s_i + r_j − count_ij)      s_i projects sent on, r_j received on
    investment   Σ_p s_pi r_pj m_p                      money of those projects

Where two bodies lead the same project each leads the other: both ties stand. Policy documents signed by several
agencies are read in this way, the first signatory leading the others.

Reference: J. Li and S. Huang, Leading-agency coordination, 2023; weights as in `projection`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.one_mode import OneMode
from analytics.networks.projection import WEIGHTS


def from_to(
    memberships: pd.DataFrame, weight: str = "count", amounts: Mapping[int, float] | pd.Series | None = None
) -> OneMode:
    """The ties from senders to receivers, as a directed network over all organisations in the table.

    `memberships` has `project_id`, `organisation_id` and two columns of booleans, `sends` and `receives`; an
    organisation in several rows of a project sends or receives if one of them says so. `amounts` (investment alone)
    are by project; a missing one is unknown and adds nothing. Raises PortfolioError for an unknown weight or no
    amounts.

    >>> table = pd.DataFrame({"project_id": [1, 1, 2, 2], "organisation_id": [7, 8, 7, 8],
    ...                       "sends": [True, False, True, False], "receives": [False, True, False, True]})
    >>> from_to(table).table().to_dict("list")
    {'first_id': [7], 'second_id': [8], 'weight': [2]}
    """
    if weight not in WEIGHTS:
        raise PortfolioError(
            N_("There is no weight {weight}; the weights are {known}."), weight=weight, known=", ".join(WEIGHTS)
        )
    if weight == "investment" and amounts is None:
        raise PortfolioError(N_("Shared investment needs what each project costs."))
    both = memberships.groupby(["project_id", "organisation_id"], as_index=False)[["sends", "receives"]].any()
    row, projects = pd.factorize(both["project_id"].to_numpy(dtype="int64"), sort=True)
    column, ids = pd.factorize(both["organisation_id"].to_numpy(dtype="int64"), sort=True)
    shape = (len(projects), len(ids))
    sent, received = (
        sparse.csr_array((both[side].to_numpy(dtype="int64"), (row, column)), shape=shape)
        for side in ("sends", "receives")
    )
    for side in (sent, received):
        side.eliminate_zeros()
    scale: np.ndarray = np.ones(len(projects), dtype="int64")
    if weight == "newman":
        size = np.bincount(row, minlength=len(projects))
        scale = np.where(size > 1, 1 / np.maximum(size - 1, 1), 0.0)
    elif weight == "investment":
        known = pd.Series(amounts).reindex(projects).fillna(0)
        scale = known.to_numpy(dtype="int64" if pd.api.types.is_integer_dtype(known.dtype) else "float64")
    ties = sparse.coo_array(sent.T @ sparse.csr_array(sparse.diags_array(scale, dtype=scale.dtype)) @ received)
    apart = (ties.row != ties.col) & (ties.data != 0)
    value, first, second = ties.data[apart], ties.row[apart], ties.col[apart]
    if weight == "jaccard":
        either = np.asarray(sent.sum(axis=0)).ravel()[first] + np.asarray(received.sum(axis=0)).ravel()[second]
        value = value / (either - value)
    return OneMode(ids, sparse.csr_array((value, (first, second)), shape=(len(ids), len(ids))), directed=True)
