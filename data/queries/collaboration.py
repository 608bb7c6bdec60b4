"""Who works with whom in a slice: its numbers, its pairs and its organisations."""

from __future__ import annotations

import pandas as pd

from analytics.networks import two_mode
from data.queries.slices import Slice


def pairs(found: Slice) -> pd.DataFrame:
    """The `collaboration_pairs` frame: every tie, the strongest first; directed ones go from first to second."""
    return found.named(found.pairs, "first", "second")


def summary(found: Slice) -> pd.DataFrame:
    """The `collaboration_summary` frame: one row. Bodies are all that take part, whatever ties them."""
    row = two_mode.summary(found.units, found.pairs) | {"bodies": found.network.nodes}
    named = found.memberships["project_id"].nunique() if found.asked.tie in ("contract", "meets") else None
    return pd.DataFrame(
        [{"projects": found.projects, **row, **({} if named is None else {"projects_with_bodies": named})}]
    )


def organisations(found: Slice) -> pd.DataFrame:
    """The `collaboration_organisations` frame: most partners first."""
    order = ["partners", "strength", "organisation_id"]
    return found.named(
        _bodies(found).sort_values(order, ascending=[False, False, True], ignore_index=True), "organisation"
    )


def _bodies(found: Slice) -> pd.DataFrame:
    """Projects joined, partners and strength (shared projects over all partners) of each organisation, by id."""
    ids = found.network.ids
    ties = found.pairs
    ends = pd.concat(
        [ties[[f"{end}_id", "shared_projects"]].set_axis(["id", "shared"], axis=1) for end in ("first", "second")]
    )
    met = ends.groupby("id")["shared"].agg(["size", "sum"]).reindex(ids, fill_value=0)
    joined = found.memberships.groupby("organisation_id")["project_id"].nunique().reindex(ids, fill_value=0)
    partners = found.network.undirected.adjacency.sum(axis=1)
    return pd.DataFrame(
        {
            "organisation_id": ids,
            "projects_joined": joined.to_numpy(dtype="int64"),
            "partners": partners.astype("int64"),
            "strength": met["sum"].to_numpy(dtype="int64"),
        }
    )
