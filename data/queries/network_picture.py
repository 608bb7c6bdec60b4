"""The picture of a slice: where everyone stands, whose tie is drawn and how thick, and what the backbone took away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from analytics.measures import collaboration, network_arcs, network_marks, network_two_mode, network_years
from analytics.money import LARGEST
from analytics.networks import layout, projection, two_mode
from analytics.networks.one_mode import OneMode
from analytics.scope import Scope
from data import bulk
from data.queries import slices
from data.queries.common import known_at
from data.queries.slices import Slice
from data.schema_derived import project_fact, project_organisation

DEPTHS = (1, 2)


def places(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Where every organisation stands, in whatever slice: from the projects in common over all time.

    The scope says nothing here: the same database has one map.
    """
    part = project_organisation.c
    members = bulk.fetch(connection, select(part.project_id, part.organisation_id).distinct())
    return layout.places(projection.project(two_mode.two_mode(members)))


def chosen(scope: Scope) -> int | None:
    """The organisation whose surroundings are asked for, by its id; None for everyone."""
    return scope.number("ego", 0, 0, LARGEST) or None


def _looked_at(found: Slice, scope: Scope) -> OneMode:
    """The network of the slice, or the surroundings of one organisation in it."""
    ego = chosen(scope)
    if ego is None:
        return found.network
    return collaboration.around(found.network, ego, scope.number("depth", 1, *DEPTHS))


def _drawn(found: Slice, network: OneMode, most_ties: int, most_nodes: int) -> pd.DataFrame:
    drawn = collaboration.strongest(network, most_ties, most_nodes)
    return collaboration.signed(drawn, found.backbone.ties if found.backbone and found.asked.signed else None)


def nodes(
    found: Slice,
    where: pd.DataFrame,
    scope: Scope,
    most_ties: int = collaboration.MOST_TIES,
    most_nodes: int = collaboration.MOST_NODES,
) -> pd.DataFrame:
    """The `collaboration_nodes` frame: the organisations of the picture, their places, sizes, groups and labels."""
    # Sizes and groups are those of the whole slice, also in the surroundings of one organisation.
    network, shown = found.network, _looked_at(found, scope)
    joined = found.memberships.groupby("organisation_id")["project_id"].nunique().reindex(network.ids, fill_value=0)
    size = scope.option("size", network_marks.SIZES, "strength")
    colour = scope.option("colour", network_marks.COLOURS, "kind")
    label = scope.option("label", network_marks.LABELS, "name")
    measured = pd.DataFrame(
        {
            "organisation_id": network.ids,
            "projects_joined": joined.to_numpy(dtype="int64"),
            "partners": np.diff(network.undirected.weights.indptr),
            "mark_size": network_marks.sizes(size, network, joined.to_numpy()),
        }
    ).join(network_marks.groups(colour, network, found.bodies))
    measured = measured.join(network_marks.labels(label, network, joined.to_numpy(), found.bodies))
    measured = found.named(measured[np.isin(network.ids, shown.ids)], "organisation")
    rows = collaboration.nodes(measured, _drawn(found, shown, most_ties, most_nodes), where, chosen(scope))
    return rows.assign(labelled=False) if label == "none" else rows


def ties(
    found: Slice,
    where: pd.DataFrame,
    scope: Scope,
    most_ties: int = collaboration.MOST_TIES,
    most_nodes: int = collaboration.MOST_NODES,
) -> pd.DataFrame:
    """The `collaboration_ties` frame: the ties of the picture, from place to place."""
    drawn = _drawn(found, _looked_at(found, scope), most_ties, most_nodes)
    return found.named(_counted(found, collaboration.ties(drawn, where)), "first", "second")


def _counted(found: Slice, rows: pd.DataFrame) -> pd.DataFrame:
    """Adds `shared_projects` (0 for a pair that never met) to ties or cells."""
    ids, often = found.counted.ids, found.counted.weights
    first, second = (np.searchsorted(ids, rows[f"{end}_id"]) for end in ("first", "second"))
    times = np.asarray(often[first, second]).ravel() if len(rows) else np.empty(0)
    return rows.assign(shared_projects=times.astype("int64"))


def matrix(found: Slice) -> pd.DataFrame:
    """The `collaboration_matrix` frame: the strongest organisations against each other, community by community."""
    network = found.network
    if network.ties > network_marks.QUICK:  # communities of all would take long: those of the strongest ties
        drawn = collaboration.strongest(network, network_marks.QUICK, network.nodes)
        network = network.part(np.isin(network.ids, drawn[["first_id", "second_id"]].head(5000)))
    cells = collaboration.matrix(network, network_marks.community(network))
    return found.named(_counted(found, cells), "first", "second")


def removed(found: Slice) -> pd.DataFrame:
    """The `network_backbone` frame: one row, the ties there were, those of the backbone, and those on the levels."""
    seldom = int((found.backbone.ties["sign"] < 0).sum()) if found.backbone and found.asked.signed else None
    row = {
        "ties_before": found.before.ties,
        "ties_in_backbone": found.backbone.network.ties if found.backbone else found.before.ties,
        "ties_in_network": found.network.ties,
        "tie_weight_before": found.before.weight,
        "tie_weight_in_network": found.network.weight,
        "seldom_pairs": seldom,
    }
    return pd.DataFrame([row])


def explored_nodes(found: Slice, where: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The `network_explore_nodes` frame: as `nodes`, with room for more."""
    return nodes(found, where, scope, collaboration.EXPLORED_TIES, collaboration.EXPLORED_NODES)


def explored_ties(found: Slice, where: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The `network_explore_ties` frame: as `ties`, with room for more."""
    return ties(found, where, scope, collaboration.EXPLORED_TIES, collaboration.EXPLORED_NODES)


def arc_nodes(found: Slice) -> pd.DataFrame:
    """The `network_arc_nodes` frame: the strongest organisations, level by level."""
    return found.named(_arcs(found)[0], "organisation")


def arcs(found: Slice) -> pd.DataFrame:
    """The `network_arcs` frame: the ties among them."""
    return found.named(_counted(found, _arcs(found)[1]), "first", "second")


def _arcs(found: Slice) -> tuple[pd.DataFrame, pd.DataFrame]:
    return network_arcs.picture(found.network, found.bodies["level"])


def year_nodes(found: Mapping[int, Slice], where: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The `network_year_nodes` frame: who is drawn in each year, and where."""
    table = _years(found, where)[0]
    if table.empty:
        return table.assign(**_NO_NAMES)
    return network_years.named(next(iter(found.values())).named(table, "organisation"))


def year_ties(found: Mapping[int, Slice], where: pd.DataFrame, scope: Scope) -> pd.DataFrame:
    """The `network_year_ties` frame: the strongest ties of each year."""
    return _years(found, where)[1]


_NO_NAMES = dict.fromkeys(("organisation_en", "organisation_zh", "organisation_kind", "labelled", "label_below"))


def _years(found: Mapping[int, Slice], where: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    return network_years.picture({year: one.network for year, one in found.items()}, where)


@dataclass(frozen=True, eq=False)
class TwoModeFound:
    """The picture; by unit `unit_code`, `unit_day` and the names of its project; the bodies; which of
    `codes.TWO_MODE_SIDES` a unit is; and the organisation asked for, if one was."""

    drawn: network_two_mode.TwoModePicture
    units: pd.DataFrame
    bodies: pd.DataFrame
    side: str
    chosen: int | None


def two_mode_in_scope(connection: Connection, scope: Scope) -> TwoModeFound:
    """Projects, contracts or meetings and their organisations, of all or of one organisation."""
    found = slices.slice_in_scope(connection, scope)
    drawn = network_two_mode.picture(found.members, chosen(scope))
    first = found.members.drop_duplicates("unit").set_index("unit").reindex(drawn.units.index)
    fact = project_fact.c
    statement = select(fact.project_id, fact.code.label("project_code"), fact.name_en, fact.name_zh).where(
        *known_at(project_fact, scope.as_of), fact.project_id.in_(first["project_id"].tolist())
    )
    units = first[["project_id"]].join(bulk.fetch(connection, statement).set_index("project_id"), on="project_id")
    units["unit_code"] = first.get("unit_code", units["project_code"])
    units["unit_day"] = first.get("unit_day", pd.Series(pd.NaT, index=first.index))
    if found.asked.tie == "meets":  # a meeting may be about several projects
        units[["name_en", "name_zh"]] = None
    side = {"contract": "contract", "meets": "meeting"}.get(found.asked.tie, "project")
    return TwoModeFound(drawn, units, found.bodies, side, chosen(scope))


def two_mode_nodes(found: TwoModeFound) -> pd.DataFrame:
    """The `network_two_mode_nodes` frame: projects, contracts or meetings, then organisations, from the top."""
    left = found.drawn.units.join(found.units).assign(two_mode_side=found.side, is_chosen=False)
    right = found.drawn.organisations.join(found.bodies[["name_en", "name_zh"]]).assign(
        two_mode_side="organisation", unit_code=None, unit_day=pd.NaT
    )
    right["is_chosen"] = right.index == (found.chosen or -1)
    return pd.concat([left, right], ignore_index=True)


def two_mode_ties(found: TwoModeFound) -> pd.DataFrame:
    """The `network_two_mode_ties` frame: who takes part in which project, contract or meeting."""
    names = found.bodies[["name_en", "name_zh"]].set_axis(["organisation_en", "organisation_zh"], axis=1)
    return found.drawn.ties.join(found.units["unit_code"], on="unit").join(names, on="organisation_id")
