"""The strongest organisations in the order of their administrative levels, and the ties within and across levels."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import codes
from analytics.networks import layout
from analytics.networks.one_mode import OneMode

ORGANISATIONS = 36  # rows that stay legible
ARCS = 120


def picture(
    network: OneMode, levels: pd.Series, most: int = ORGANISATIONS, most_arcs: int = ARCS
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Nodes (`node_row` from 1, `organisation_id`, `organisation_level`, `partners`) and ties among them (`first_id`,
    `second_id`, `first_row`, `second_row`, `tie_weight`, `width_class`, `crosses_levels`), the strongest first.

    `levels` is by organisation id. Levels stand in the order of their list, the highest first; within one the
    strongest first. Each level has room in proportion to its organisations with a tie, one row at least; who has no
    tie that is drawn has none.
    """
    ties = network.undirected
    strength = np.asarray(ties.weights.sum(axis=1)).ravel()
    known = levels.reindex(network.ids).fillna(codes.UNKNOWN).to_numpy(dtype=object)
    order = {code: at for at, code in enumerate(codes.ORGANISATION_LEVELS)}
    table = pd.DataFrame(
        {
            "organisation_id": network.ids,
            "organisation_level": known,
            "level": pd.Series(known).map(order),
            "partners": np.diff(ties.weights.indptr),
            "strength": strength,
        }
    )
    table = table[table["partners"] > 0].sort_values(
        ["level", "strength", "organisation_id"], ascending=[True, False, True]
    )
    room = table["level"].value_counts()
    if len(table):
        room = (room * min(1.0, most / len(table))).astype("int64").clip(lower=1)
    table = table[table.groupby("level").cumcount() < table["level"].map(room)].head(most)
    among, arcs = table["organisation_id"], network.table().rename(columns={"weight": "tie_weight"})
    arcs = arcs[arcs["first_id"].isin(among) & arcs["second_id"].isin(among)].head(most_arcs)
    # A row without an arc would say nothing.
    table = table[among.isin(arcs["first_id"]) | among.isin(arcs["second_id"])].reset_index(drop=True)
    table["node_row"] = table.index + 1
    row = table.set_index("organisation_id")["node_row"]
    level = table.set_index("organisation_id")["organisation_level"]
    first, second = (arcs[f"{end}_id"].map(level) for end in ("first", "second"))
    unknown = (first == codes.UNKNOWN) | (second == codes.UNKNOWN)
    arcs = arcs.assign(
        first_row=arcs["first_id"].map(row),
        second_row=arcs["second_id"].map(row),
        width_class=layout.width_class(arcs["tie_weight"]),
        crosses_levels=(first != second).astype("boolean").mask(unknown),
    )
    return table, arcs.reset_index(drop=True)
