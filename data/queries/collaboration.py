"""Who takes part in what, as of a date, and the network that follows from it."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Connection, func, select

from analytics.measures import collaboration
from analytics.networks import layout, two_mode
from analytics.networks.two_mode import TwoMode
from analytics.scope import Scope
from data import bulk
from data.queries.common import in_scope, known_at
from data.schema import organisation
from data.schema_derived import project_fact, project_organisation


def network(connection: Connection, scope: Scope) -> TwoMode:
    """The projects in scope and the bodies that take part in them by the last report of each role."""
    part = project_organisation.c
    statement = select(part.project_id, part.organisation_id).where(*known_at(project_organisation, scope.as_of))
    if scope.is_filtered:
        statement = statement.where(part.project_id.in_(select(project_fact.c.project_id).where(*in_scope(scope))))
    return two_mode.two_mode(bulk.fetch(connection, statement))


def collaboration_summary(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `collaboration_summary` frame: one row."""
    joined = network(connection, scope)
    projects = connection.scalar(select(func.count()).select_from(project_fact).where(*in_scope(scope)))
    return pd.DataFrame([{"projects": projects, **two_mode.summary(joined, two_mode.pairs(joined))}])


def collaboration_pairs(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `collaboration_pairs` frame: every pair with a project in common, strongest first."""
    ties = two_mode.pairs(network(connection, scope))
    return _named(_named(ties, connection, "first"), connection, "second")


def collaboration_organisations(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `collaboration_organisations` frame: most partners first."""
    joined = network(connection, scope)
    bodies = two_mode.organisations(joined, two_mode.pairs(joined))
    order = ["partners", "strength", "organisation_id"]
    rows = bodies.sort_values(order, ascending=[False, False, True], ignore_index=True)
    return _named(rows, connection, "organisation")


def collaboration_nodes(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `collaboration_nodes` frame: the organisations of the picture and their places."""
    joined = network(connection, scope)
    ties = two_mode.pairs(joined)
    nodes = collaboration.nodes(two_mode.organisations(joined, ties), layout.strongest(ties))
    return _named(nodes, connection, "organisation")


def collaboration_ties(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `collaboration_ties` frame: the ties of the picture, from place to place."""
    joined = network(connection, scope)
    ties = two_mode.pairs(joined)
    drawn = layout.strongest(ties)
    rows = collaboration.ties(drawn, collaboration.nodes(two_mode.organisations(joined, ties), drawn))
    return _named(_named(rows, connection, "first"), connection, "second")


def collaboration_matrix(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `collaboration_matrix` frame: the strongest organisations against each other, a row per cell."""
    joined = network(connection, scope)
    ties = two_mode.pairs(joined)
    bodies = _named(two_mode.organisations(joined, ties), connection, "organisation")
    rows = collaboration.matrix(bodies, ties)
    return _named(_named(rows, connection, "first"), connection, "second")


def _named(table: pd.DataFrame, connection: Connection, which: str) -> pd.DataFrame:
    """Adds the names (and for `organisation` the kind and level) of the body whose id is in `{which}_id`."""
    body = organisation.c
    known = bulk.fetch(connection, select(body.id, body.name_en, body.name_zh, body.kind, body.level)).set_index("id")
    found = known.reindex(table[f"{which}_id"].to_numpy(dtype="int64"))
    added = {f"{which}_en": found["name_en"], f"{which}_zh": found["name_zh"]}
    if which == "organisation":
        added |= {"organisation_kind": found["kind"], "organisation_level": found["level"]}
    return table.assign(**{name: values.to_numpy() for name, values in added.items()})
