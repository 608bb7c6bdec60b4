"""The network year by year for one picture that plays: everyone in one place, each year with its strongest ties."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.measures import collaboration, network_labels
from analytics.networks import layout
from analytics.networks.one_mode import OneMode

MOST_TIES, MOST_NODES = 300, 200  # of a year: a picture of all years is sent at once


def picture(years: Mapping[int, OneMode], places: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Nodes (`calendar_year`, `organisation_id`, `partners`, `mark_size`, `x`, `y`) and ties (`calendar_year`,
    `first_id`, `second_id`, `tie_weight`, `width_class`, `x_from`, `y_from`, `x_to`, `y_to`).

    A node is the end of a tie that is drawn; `partners` and `mark_size`, its strength, are of its whole year. The
    widths of the lines are of one scale for all years.
    """
    drawn = {year: collaboration.strongest(network, MOST_TIES, MOST_NODES) for year, network in years.items()}
    place = places.set_index("organisation_id")
    nodes = [_nodes(year, years[year], ties, place) for year, ties in drawn.items()]
    ties = pd.concat([_EMPTY, *(some.assign(calendar_year=year) for year, some in drawn.items())], ignore_index=True)
    for end, name in (("from", "first_id"), ("to", "second_id")):
        for axis in ("x", "y"):
            ties[f"{axis}_{end}"] = ties[name].map(place[axis])
    return pd.concat([_NOBODY, *nodes], ignore_index=True), ties.assign(
        width_class=layout.width_class(ties["tie_weight"])
    )


def named(nodes: pd.DataFrame) -> pd.DataFrame:
    """The nodes of all years, with names, and `labelled` and `label_below` as `network_labels` has it: who is named
    in one year is named in all, by the greatest strength."""
    order = nodes.sort_values(["mark_size", "organisation_id"], ascending=[False, True])
    greatest = network_labels.named(order.drop_duplicates("organisation_id").reset_index(drop=True))
    return nodes.merge(greatest[["organisation_id", "labelled", "label_below"]], on="organisation_id", how="left")


_EMPTY = pd.DataFrame({"calendar_year": [], "first_id": [], "second_id": [], "tie_weight": []})
_NOBODY = pd.DataFrame(columns=["calendar_year", "organisation_id", "partners", "mark_size", "x", "y"])


def _nodes(year: int, network: OneMode, drawn: pd.DataFrame, place: pd.DataFrame) -> pd.DataFrame:
    plain = network.undirected
    ends = np.unique(drawn[["first_id", "second_id"]].to_numpy(dtype="int64"))
    at = np.searchsorted(network.ids, ends)
    return pd.DataFrame(
        {
            "calendar_year": year,
            "organisation_id": ends,
            "partners": np.diff(plain.weights.indptr)[at],
            "mark_size": np.asarray(plain.weights.sum(axis=1)).ravel()[at],
            "x": place["x"].reindex(ends).to_numpy(),
            "y": place["y"].reindex(ends).to_numpy(),
        }
    )
