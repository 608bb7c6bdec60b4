"""The same network before and after a reform, in two pictures with everyone in the same place.

Before and after are as many whole years each, next to the reform, put together: a tie weighs its mean over the
years. The pictures show the strongest ties of both sides together and those whose weight has changed most: the
strongest alone are much the same on both sides. An organisation stands in the same place in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.networks import layout, over_time
from analytics.networks.one_mode import OneMode, from_ties

MOST_TIES, MOST_NODES = 50, 40  # the strongest, and again as many of those that changed most; half the page is narrow
LABELLED = 6  # organisations with a name in the picture
ROOM = (0.3, 0.16)  # that a name takes, as parts of the picture's width and height


@dataclass(frozen=True)
class Pictures:
    """`nodes` and `ties`: of both sides (`reform_side`), with their places in the picture."""

    nodes: pd.DataFrame
    ties: pd.DataFrame


def pooled(networks: Sequence[OneMode]) -> OneMode:
    """Several years as one: ties of any of them, weighted by their mean weight over all of the years.

    >>> first = from_ties(pd.DataFrame({"first_id": [1], "second_id": [2], "weight": [4]}))
    >>> second = from_ties(pd.DataFrame({"first_id": [2], "second_id": [3], "weight": [1]}))
    >>> pooled([first, second]).table().to_dict("list")
    {'first_id': [1, 2], 'second_id': [2, 3], 'weight': [2.0, 0.5]}
    """
    everyone = np.unique(np.concatenate([network.ids for network in networks]))
    ties = pd.concat([network.table() for network in networks], ignore_index=True)
    ties["weight"] = ties["weight"] / len(networks)
    return from_ties(ties, everyone, directed=networks[0].directed)


def pictures(before: OneMode, after: OneMode) -> Pictures:
    """The ties of the two that are strongest or have changed most, and where everyone stands in both pictures.

    `nodes`: `reform_side`, `organisation_id`, `is_present` (takes part on this side), `partners` and `node_strength`
    on this side in the whole network, `x`, `y`, `labelled`. `ties`: `reform_side`, `first_id`, `second_id`,
    `tie_weight`, `width_class` (of one scale for both), `on_both_sides`, `x_from`, `y_from`, `x_to`, `y_to`.
    """
    sides = {"before": before, "after": after}
    tables = {which: network.table() for which, network in sides.items()}
    together = pooled([before, after])
    union = together.table().rename(columns={"weight": "shared_projects"})
    drawn = _chosen(union, before, after)
    graph = layout.graph(drawn.assign(shared_projects=drawn["shared_projects"] / drawn["shared_projects"].min()))
    place = layout.positions(graph).set_index("organisation_id") if len(graph) else _NOWHERE
    strength = pd.Series(together.undirected.weights.sum(axis=1), index=together.ids).reindex(place.index)
    labelled = _named(place, strength)
    nodes = [_nodes(place, labelled, network).assign(reform_side=which) for which, network in sides.items()]
    keys = drawn[["first_id", "second_id"]]
    found = [_turned(tables[which], keys).assign(reform_side=which) for which in sides]
    ties = pd.concat(found, ignore_index=True).rename(columns={"weight": "tie_weight"})
    ties["on_both_sides"] = ties.duplicated(["first_id", "second_id"], keep=False)
    for end, name in (("from", "first_id"), ("to", "second_id")):
        for axis in ("x", "y"):
            ties[f"{axis}_{end}"] = ties[name].map(place[axis])
    ties["width_class"] = layout.width_class(ties["tie_weight"])
    return Pictures(pd.concat(nodes, ignore_index=True), ties)


def _chosen(union: pd.DataFrame, before: OneMode, after: OneMode) -> pd.DataFrame:
    """The rows of `union` to draw, in its order."""
    moved = over_time.tie_changes(before, after)
    moved = moved.assign(by=(moved["later"] - moved["earlier"]).abs())
    order = ["by", "first_id", "second_id"]
    most = moved.sort_values(order, ascending=[False, True, True])[["first_id", "second_id"]]
    both = [layout.strongest(table, MOST_TIES, MOST_NODES)[["first_id", "second_id"]] for table in (union, most)]
    return union.merge(pd.concat(both).drop_duplicates(), on=["first_id", "second_id"])


_NOWHERE = pd.DataFrame({"x": [], "y": [], "on_shelf": []}, index=pd.Index([], name="organisation_id"), dtype="float64")


def _nodes(place: pd.DataFrame, labelled: pd.Series, network: OneMode) -> pd.DataFrame:
    plain = network.undirected
    own = pd.DataFrame(
        {"partners": np.diff(plain.weights.indptr), "node_strength": np.asarray(plain.weights.sum(axis=1)).ravel()},
        index=pd.Index(network.ids, name="organisation_id"),
    ).reindex(place.index)
    return (
        place[["x", "y"]].assign(is_present=own["partners"].notna(), labelled=labelled, **own.fillna(0)).reset_index()
    )


def _named(place: pd.DataFrame, strength: pd.Series) -> pd.Series:
    """Who has a name in the picture: the strongest whose names would not cover each other."""
    chosen: list[tuple[float, float]] = []
    named = pd.Series(False, index=place.index)
    width, height = (
        max(np.ptp(place[axis]) if len(place) else 0.0, 1e-9) * room for axis, room in zip("xy", ROOM, strict=True)
    )
    for body in strength.sort_values(ascending=False, kind="stable").index:
        x, y = place.loc[body, ["x", "y"]]
        if all(abs(x - left) >= width or abs(y - low) >= height for left, low in chosen) and len(chosen) < LABELLED:
            chosen.append((x, y))
            named[body] = True
    return named


def _turned(ties: pd.DataFrame, keys: pd.DataFrame) -> pd.DataFrame:
    """The ties of one side that are drawn, in the order and under the names of the union."""
    return keys.merge(ties, on=["first_id", "second_id"])
