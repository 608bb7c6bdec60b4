"""How deeply social organisations are embedded: do they come back, and do they work where people live?

A social organisation that serves no community hangs in the air (悬浮): it is paid from above and known to nobody
below. Three things that a network can tell of it: whether it works with the same partners again, for how long it has
been there, and how many communities it shares a project with.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.networks.two_mode import two_mode

SOCIAL = ("social_organisation", "social_workers")
COMMUNITY = "community"


def embedding(memberships: pd.DataFrame, kinds: pd.Series) -> pd.DataFrame:
    """By `organisation_id` for the kinds `SOCIAL`, those without a community first, then by projects joined.

    `memberships` has `project_id` and `organisation_id`; `kinds` is by organisation id. `repeat_partners` share two
    projects or more with it, `repeat_share` of all partners (missing without a partner); `communities_served` are
    the communities with a project in common, `community_ties` its projects that a community joins too;
    `is_suspended` where there is none.
    """
    network = two_mode(memberships)
    kind = kinds.reindex(network.organisations)
    ours = np.flatnonzero(kind.isin(SOCIAL))
    at_community = np.flatnonzero(kind == COMMUNITY)
    parts = network.incidence[:, ours].astype("int64")
    common = (parts.T @ network.incidence).tocsr()
    partners = np.diff(common.indptr) - 1  # with itself
    counts = common.copy()
    counts.data = (counts.data > 1).astype("int64")
    repeated = np.asarray(counts.sum(axis=1)).ravel() - (parts.sum(axis=0) > 1)
    near = network.incidence[:, at_community]
    has_community = np.asarray(near.sum(axis=1)).ravel() > 0
    table = pd.DataFrame(
        {
            "projects_joined": np.asarray(parts.sum(axis=0)).ravel(),
            "repeat_partners": repeated,
            "repeat_share": pd.array(repeated / np.where(partners > 0, partners, np.nan), "Float64"),
            "communities_served": np.diff((parts.T @ near).tocsr().indptr),
            "community_ties": parts.T @ has_community.astype("int64"),
        },
        index=pd.Index(network.organisations[ours], name="organisation_id"),
    )
    table["is_suspended"] = table["communities_served"] == 0
    order = ["is_suspended", "projects_joined", "organisation_id"]
    return table.sort_values(order, ascending=[False, False, True])
