"""Projects and the organisations that share them, in two columns whose lines cross as little as they need.

The projects with the most organisations are drawn, and of their organisations those on the most of these projects.
Order: each side in turn by the mean row of whom it is tied to on the other (the barycentre heuristic).

Reference: K. Sugiyama, S. Tagawa and M. Toda, Methods for visual understanding of hierarchical system structures,
IEEE Transactions on Systems, Man, and Cybernetics 11 (1981).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

PROJECTS, ORGANISATIONS = 40, 40  # rows of a column that stay legible
_SWEEPS = 12


@dataclass(frozen=True)
class TwoModePicture:
    """`projects` and `organisations`: by id, `node_row`, `drawn_memberships`, `all_memberships`, from the top; `ties`:
    `project_id`, `organisation_id`, `project_row`, `organisation_row`."""

    projects: pd.DataFrame
    organisations: pd.DataFrame
    ties: pd.DataFrame


def picture(
    memberships: pd.DataFrame, most_projects: int = PROJECTS, most_organisations: int = ORGANISATIONS
) -> TwoModePicture:
    """`memberships` are of `project_id` and `organisation_id`; several roles in a project count once.

    Projects of one organisation are left out: they tie nobody.
    """
    pairs = memberships[["project_id", "organisation_id"]].drop_duplicates()
    size, joined = (pairs[f"{side}_id"].value_counts() for side in ("project", "organisation"))
    projects = _first(size[size > 1], most_projects)
    among = pairs[pairs["project_id"].isin(projects)]
    organisations = _first(among["organisation_id"].value_counts(), most_organisations)
    among = among[among["organisation_id"].isin(organisations)]
    rows = _order(among)
    ties = among.assign(
        **{f"{side}_row": among[f"{side}_id"].map(rows[side]) for side in ("project", "organisation")}
    ).sort_values(["project_row", "organisation_row"], ignore_index=True)
    sides = []
    for side, counts in (("project", size), ("organisation", joined)):
        drawn = among[f"{side}_id"].value_counts()
        table = pd.DataFrame({"node_row": rows[side], "drawn_memberships": drawn, "all_memberships": counts})
        sides.append(
            table.dropna(subset=["node_row"]).astype("int64").sort_values("node_row").rename_axis(f"{side}_id")
        )
    return TwoModePicture(sides[0], sides[1], ties)


def _first(counts: pd.Series, most: int) -> list[int]:
    """The ids with the largest counts, of equal ones the smaller id."""
    return counts.sort_index().sort_values(ascending=False, kind="stable").head(most).index.tolist()


def _order(among: pd.DataFrame) -> dict[str, pd.Series]:
    """The rows of both sides, from 1, by id."""
    rows = {side: _ranked(among[f"{side}_id"].value_counts() * -1.0) for side in ("project", "organisation")}
    best, fewest = dict(rows), np.inf
    for _ in range(_SWEEPS):
        for side, other in (("organisation", "project"), ("project", "organisation")):
            middle = among[f"{other}_id"].map(rows[other]).groupby(among[f"{side}_id"]).mean()
            rows[side] = _ranked(middle)
        now = crossings(among["project_id"].map(rows["project"]), among["organisation_id"].map(rows["organisation"]))
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
