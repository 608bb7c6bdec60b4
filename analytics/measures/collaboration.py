"""The picture of the collaboration network as finished tables: places, lines, and the cells of a matrix.

Every organisation has one place, whatever the slice: `places` are those of the network over all time.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures import network_labels
from analytics.networks import layout
from analytics.networks.one_mode import OneMode

MOST_TIES, MOST_NODES = 1500, 300  # of the drawing; beyond these it is a hairball and slow
EXPLORED_TIES, EXPLORED_NODES = 6000, 3000  # of the picture that can be dragged
ALONE = 80  # organisations without a tie that are drawn; the others are only counted
SELDOM = 300  # pairs that meet too seldom that are drawn
MATRIX = 40  # rows that stay legible
_ENDS = ["first_id", "second_id"]


def strongest(network: OneMode, most_ties: int = MOST_TIES, most_nodes: int = MOST_NODES) -> pd.DataFrame:
    """The ties to draw (`first_id`, `second_id`, `tie_weight`), as `layout.strongest` chooses them."""
    return layout.strongest(network.table().rename(columns={"weight": "tie_weight"}), most_ties, most_nodes)


def around(network: OneMode, organisation: int, depth: int) -> OneMode:
    """The ego network: those within `depth` steps of an organisation, directions forgotten, and the ties among them.

    Nobody where the organisation is not in the network.
    """
    inside = network.ids == organisation
    ties = network.undirected.adjacency
    for _ in range(depth):
        inside = inside | (ties @ inside.astype("float64") > 0)
    return network.part(inside)


def nodes(measured: pd.DataFrame, drawn: pd.DataFrame, places: pd.DataFrame, chosen: int | None = None) -> pd.DataFrame:
    """The organisations of the picture: the ends of the ties `drawn`, and the largest of those without a partner.

    `measured` is by row `organisation_id`, its names, `partners`, `projects_joined`, `mark_size` and more. Added: `x`,
    `y`, `on_shelf` (without a partner here), `is_chosen`, and what `network_labels` adds. The largest marks first.
    """
    ends = pd.unique(drawn[_ENDS].to_numpy().ravel())
    alone = measured[measured["partners"] == 0].sort_values("projects_joined", ascending=False, kind="stable")
    shown = measured["organisation_id"].isin([*ends, *alone["organisation_id"].head(ALONE), chosen])
    rows = measured[shown].merge(places[["organisation_id", "x", "y"]], on="organisation_id")
    rows = rows.sort_values(["mark_size", "organisation_id"], ascending=[False, True], ignore_index=True)
    rows = rows.assign(on_shelf=rows["partners"] == 0, is_chosen=rows["organisation_id"] == (chosen or -1))
    return network_labels.named(rows)


def ties(drawn: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """The ties of the picture with the places of their ends (`x_from`, `y_from`, `x_to`, `y_to`), middle and width.

    A pair that meets too seldom (`tie_sign` −1) is a thin line whatever it weighs.
    """
    place = placed.drop_duplicates("organisation_id").set_index("organisation_id")
    often = drawn["tie_sign"] > 0
    lines = drawn.assign(
        **{f"{axis}_{end}": drawn[name].map(place[axis]) for axis in ("x", "y")
           for end, name in zip(("from", "to"), _ENDS, strict=True)},
        width_class=layout.width_class(drawn.loc[often, "tie_weight"]).reindex(drawn.index, fill_value=1),
    )  # fmt: skip
    return lines.assign(x_middle=(lines["x_from"] + lines["x_to"]) / 2, y_middle=(lines["y_from"] + lines["y_to"]) / 2)


def signed(drawn: pd.DataFrame, backbone_ties: pd.DataFrame | None, most: int = SELDOM) -> pd.DataFrame:
    """The ties `drawn` (`tie_sign` 1) and after them the pairs among their ends that meet too seldom (−1), the clearest
    first and at most so many."""
    found = drawn.assign(tie_sign=1)
    if backbone_ties is None:
        return found
    seldom = backbone_ties[backbone_ties["sign"] < 0]
    ends = np.unique(drawn[_ENDS])
    among = seldom["first_id"].isin(ends) & seldom["second_id"].isin(ends)
    seldom = seldom[among].sort_values(["p_value", *_ENDS]).head(most).rename(columns={"weight": "tie_weight"})
    return pd.concat([found, seldom[[*_ENDS, "tie_weight"]].assign(tie_sign=-1)], ignore_index=True)


def matrix(network: OneMode, community: np.ndarray, most: int = MATRIX) -> pd.DataFrame:
    """Who works with whom among the organisations with the most weight, a row for each ordered pair of two.

    `community` is a label for each node, 0 for none. Organisations of one community stand together, the strongest
    community first; `first_rank` and `second_rank` (from 1) give the order. Without directions a tie stands in both
    of its cells; with them the rows send and the columns receive. Pairs without a tie have 0 `tie_weight`: both are
    known, and nothing ties them.
    """
    plain = network.undirected
    strength = np.asarray(plain.weights.sum(axis=1)).ravel()
    top = np.lexsort((network.ids, -strength))[:most]
    top = top[strength[top] > 0]
    weight_of = pd.Series(strength[top]).groupby(community[top]).sum()
    order = np.lexsort((network.ids[top], -strength[top], community[top], -weight_of[community[top]].to_numpy()))
    top = top[order]
    cells = network.weights[top][:, top].toarray()
    rank = np.arange(1, len(top) + 1)
    first, second = (side.ravel() for side in np.meshgrid(rank, rank, indexing="ij"))
    table = pd.DataFrame(
        {
            "first_id": network.ids[top][first - 1], "second_id": network.ids[top][second - 1],
            "first_rank": first, "second_rank": second,
            "first_community": community[top][first - 1], "second_community": community[top][second - 1],
            "tie_weight": cells.ravel().astype("float64"),
        }
    )  # fmt: skip
    return table[table["first_rank"] != table["second_rank"]].reset_index(drop=True)
