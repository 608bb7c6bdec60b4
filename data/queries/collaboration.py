"""Who takes part in what, as of a date, and the network that follows from it."""

from __future__ import annotations

from functools import cached_property

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


class Collaboration:
    """What every table of the page is made from; what only some of them need is worked out when asked for."""

    def __init__(self, network: TwoMode, names: pd.DataFrame, projects: int) -> None:
        self.network, self.names, self.projects = network, names, projects
        self.pairs = two_mode.pairs(network)
        self.bodies = two_mode.organisations(network, self.pairs)

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """The ties that the picture has room for."""
        return layout.strongest(self.pairs)

    @cached_property
    def nodes(self) -> pd.DataFrame:
        """The organisations of the picture and their places."""
        return collaboration.nodes(self.bodies, self.drawn)

    def named(self, table: pd.DataFrame, *roles: str) -> pd.DataFrame:
        """Adds the names (and for `organisation` the kind and level) of the bodies whose ids are in `{role}_id`."""
        for role in roles:
            found = self.names.reindex(table[f"{role}_id"].to_numpy(dtype="int64"))
            added = {f"{role}_en": found["name_en"], f"{role}_zh": found["name_zh"]}
            if role == "organisation":
                added |= {"organisation_kind": found["kind"], "organisation_level": found["level"]}
            table = table.assign(**{name: values.to_numpy() for name, values in added.items()})
        return table


def collaboration_in_scope(connection: Connection, scope: Scope) -> Collaboration:
    """The projects in scope and the bodies that take part in them by the last report of each role."""
    part, body = project_organisation.c, organisation.c
    statement = select(part.project_id, part.organisation_id).where(*known_at(project_organisation, scope.as_of))
    if scope.is_filtered:
        statement = statement.where(part.project_id.in_(select(project_fact.c.project_id).where(*in_scope(scope))))
    names = bulk.fetch(connection, select(body.id, body.name_en, body.name_zh, body.kind, body.level))
    projects = connection.scalar(select(func.count()).select_from(project_fact).where(*in_scope(scope))) or 0
    network = two_mode.two_mode(bulk.fetch(connection, statement))
    return Collaboration(network, names.set_index("id"), projects)


def summary(found: Collaboration) -> pd.DataFrame:
    """The `collaboration_summary` frame: one row."""
    return pd.DataFrame([{"projects": found.projects, **two_mode.summary(found.network, found.pairs)}])


def pairs(found: Collaboration) -> pd.DataFrame:
    """The `collaboration_pairs` frame: every pair with a project in common, strongest first."""
    return found.named(found.pairs, "first", "second")


def organisations(found: Collaboration) -> pd.DataFrame:
    """The `collaboration_organisations` frame: most partners first."""
    order = ["partners", "strength", "organisation_id"]
    rows = found.bodies.sort_values(order, ascending=[False, False, True], ignore_index=True)
    return found.named(rows, "organisation")


def nodes(found: Collaboration) -> pd.DataFrame:
    """The `collaboration_nodes` frame: the organisations of the picture and their places."""
    return found.named(found.nodes, "organisation")


def ties(found: Collaboration) -> pd.DataFrame:
    """The `collaboration_ties` frame: the ties of the picture, from place to place."""
    return found.named(collaboration.ties(found.drawn, found.nodes), "first", "second")


def matrix(found: Collaboration) -> pd.DataFrame:
    """The `collaboration_matrix` frame: the strongest organisations against each other, a row per cell."""
    return found.named(collaboration.matrix(found.named(found.bodies, "organisation"), found.pairs), "first", "second")
