"""The picture of the collaboration network as finished tables: places, lines, and the cells of a matrix."""

from __future__ import annotations

import pandas as pd

from analytics.networks import layout

SHELVED = 40  # organisations without a partner that are drawn; the others are only counted
MATRIX = 24  # rows that stay legible
LABELLED = 12  # names at most, where they do not cover each other
# The room that a name takes, as parts of the picture's width and height.
_NAME_WIDTH, _NAME_HEIGHT = 0.32, 0.13


def nodes(bodies: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """The organisations of the picture: the ends of the ties `drawn`, and the largest of those without a partner.

    `bodies` is `two_mode.organisations`. Added: `x`, `y`, `on_shelf`, and `labelled`. The strongest first.
    """
    lonely = bodies[bodies["partners"] == 0].sort_values("projects_joined", ascending=False, kind="stable")
    network = layout.graph(drawn, lonely["organisation_id"].head(SHELVED))
    rows = bodies.merge(layout.positions(network), on="organisation_id")
    rows = rows.sort_values("strength", ascending=False, kind="stable", ignore_index=True)
    return rows.assign(labelled=_named(rows, layout.components(network)))


def _named(rows: pd.DataFrame, component: pd.Series) -> list[bool]:
    """Which organisations get a name: the strongest of each component, then the strongest of all, where there is room.

    `component` is the number of each organisation's component, by id.
    """
    first_of = ~rows["organisation_id"].map(component).duplicated() & ~rows["on_shelf"].astype(bool)
    order = [*rows.index[first_of], *rows.index[~first_of & ~rows["on_shelf"].astype(bool)]]
    width, height = (float(rows[axis].max() - rows[axis].min()) or 1.0 for axis in ("x", "y"))
    placed: list[tuple[float, float]] = []
    named = [False] * len(rows)
    for at in order:
        x, y = rows.at[at, "x"] / width, rows.at[at, "y"] / height
        if len(placed) < LABELLED and all(abs(x - a) > _NAME_WIDTH or abs(y - b) > _NAME_HEIGHT for a, b in placed):
            placed.append((x, y))
            named[at] = True
    return named


def ties(drawn: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """The ties of the picture with the places of their ends (`x_from`, `y_from`, `x_to`, `y_to`), middle and width."""
    place = placed.set_index("organisation_id")
    lines = drawn.assign(
        x_from=drawn["first_id"].map(place["x"]),
        y_from=drawn["first_id"].map(place["y"]),
        x_to=drawn["second_id"].map(place["x"]),
        y_to=drawn["second_id"].map(place["y"]),
        width_class=layout.width_class(drawn["shared_projects"]),
    )
    return lines.assign(x_middle=(lines["x_from"] + lines["x_to"]) / 2, y_middle=(lines["y_from"] + lines["y_to"]) / 2)


def matrix(bodies: pd.DataFrame, pairs: pd.DataFrame, most: int = MATRIX) -> pd.DataFrame:
    """Who works with whom among the strongest organisations, one row for each ordered pair of two different ones.

    `bodies` has `organisation_id`, `organisation_kind`, `strength` and `partners`. Organisations of one kind
    stand together, the strongest first; `first_rank` and `second_rank` (from 1) give the order. Pairs that
    share no project have 0 `shared_projects`: the projects of both are known, and none is common.
    """
    met = bodies[bodies["partners"] > 0].sort_values(["strength", "organisation_id"], ascending=[False, True])
    top = met.head(most)
    kind_strength = top.groupby("organisation_kind")["strength"].transform("sum")
    order = top.assign(of_kind=kind_strength).sort_values(
        ["of_kind", "organisation_kind", "strength", "organisation_id"], ascending=[False, True, False, True]
    )
    ids = order["organisation_id"].reset_index(drop=True)
    both = pd.concat([pairs, pairs.rename(columns={"first_id": "second_id", "second_id": "first_id"})])
    rank = pd.Series(range(1, len(ids) + 1), index=ids.to_numpy())
    cells = pd.MultiIndex.from_product([ids, ids], names=["first_id", "second_id"]).to_frame(index=False)
    cells = cells[cells["first_id"] != cells["second_id"]].merge(both, how="left", on=["first_id", "second_id"])
    return cells.assign(
        first_rank=cells["first_id"].map(rank),
        second_rank=cells["second_id"].map(rank),
        shared_projects=cells["shared_projects"].fillna(0),
    )
