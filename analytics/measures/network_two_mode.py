"""What organisations share and the organisations, in two columns whose lines cross as little as they need.

The units (projects, contracts or meetings) with the most organisations are drawn, of all or of those in which one
organisation takes part, and of their organisations those in the most of these units. Order: each side in turn by the
mean row of whom it is tied to on the other (the barycentre heuristic).

Reference: K. Sugiyama, S. Tagawa and M. Toda, Methods for visual understanding of hierarchical system structures,
IEEE Transactions on Systems, Man, and Cybernetics 11 (1981).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

UNITS, ORGANISATIONS = 40, 40  # rows of a column that stay legible
_SWEEPS = 12


@dataclass(frozen=True)
class TwoModePicture:
    """`units` and `organisations`: by id, `node_row`, `drawn_memberships`, `all_memberships`, from the top; `ties`:
    `unit`, `organisation_id`, `unit_row`, `organisation_row`."""

    units: pd.DataFrame
    organisations: pd.DataFrame
    ties: pd.DataFrame


def picture(
    members: pd.DataFrame, of: int | None = None, most_units: int = UNITS, most_organisations: int = ORGANISATIONS
) -> TwoModePicture:
    """`members` are of `unit` and `organisation_id`; several roles in a unit count once.

    `of`: only what this organisation takes part in; it is drawn then, however many others there are. Units of one
    organisation are left out: they tie nobody.
    """
    pairs = members[["unit", "organisation_id"]].drop_duplicates()
    size, joined = (pairs[side].value_counts() for side in ("unit", "organisation_id"))
    shared = size[size > 1]
    if of is not None:
        shared = shared[shared.index.isin(pairs.loc[pairs["organisation_id"] == of, "unit"])]
    units = _first(shared, most_units)
    among = pairs[pairs["unit"].isin(units)]
    often = among["organisation_id"].value_counts()
    often += often.index == of  # before others who are in all of these units too
    organisations = _first(often, most_organisations)
    among = among[among["organisation_id"].isin(organisations)]
    rows = _order(among)
    ties = among.assign(
        unit_row=among["unit"].map(rows["unit"]), organisation_row=among["organisation_id"].map(rows["organisation_id"])
    ).sort_values(["unit_row", "organisation_row"], ignore_index=True)
    sides = []
    for side, counts in (("unit", size), ("organisation_id", joined)):
        drawn = among[side].value_counts()
        table = pd.DataFrame({"node_row": rows[side], "drawn_memberships": drawn, "all_memberships": counts})
        sides.append(table.dropna(subset=["node_row"]).astype("int64").sort_values("node_row").rename_axis(side))
    return TwoModePicture(sides[0], sides[1], ties)


def _first(counts: pd.Series, most: int) -> list[int]:
    """The ids with the largest counts, of equal ones the smaller id."""
    return counts.sort_index().sort_values(ascending=False, kind="stable").head(most).index.tolist()


def _order(among: pd.DataFrame) -> dict[str, pd.Series]:
    """The rows of both sides, from 1, by id."""
    sides = ("unit", "organisation_id")
    rows = {side: _ranked(among[side].value_counts() * -1.0) for side in sides}
    best, fewest = dict(rows), np.inf
    for _ in range(_SWEEPS):
        for side, other in (sides[::-1], sides):
            middle = among[other].map(rows[other]).groupby(among[side]).mean()
            rows[side] = _ranked(middle)
        now = crossings(among["unit"].map(rows["unit"]), among["organisation_id"].map(rows["organisation_id"]))
        if now < fewest:
            best, fewest = dict(rows), now
    return best


def _ranked(values: pd.Series) -> pd.Series:
    return values.sort_index().rank(method="first").astype("int64")


def crossings(first: pd.Series, second: pd.Series) -> int:
    """How many pairs of lines cross, each line going from a row at the left to one at the right.

    >>> crossings(pd.Series([1, 2]), pd.Series([2, 1])), crossings(pd.Series([1, 2]), pd.Series([1, 1]))
    (1, 0)
    """
    a, b = first.to_numpy(), second.to_numpy()
    return int(((a[:, None] - a) * (b[:, None] - b) < 0).sum()) // 2
