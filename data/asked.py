"""Why a table is empty: what it was asked for is not in the database."""

from __future__ import annotations

from sqlalchemy import Connection

from analytics.errors import NotFound
from analytics.language import N_
from analytics.scope import Scope
from data import tables
from data.queries import one_project

NAMED = 20
_UNKNOWN = {
    "sector": N_("No project has the sector “{asked}”. Known are: {known}"),
    "tier": N_("No project has the tier “{asked}”. Known are: {known}"),
    "district": N_("No project has the district “{asked}”. Known are: {known}"),
    "organisation": N_("No project has the organisation with the number {asked}. Known are: {known}"),
}


def in_vain(connection: Connection, name: str, scope: Scope) -> list[NotFound]:
    """A sentence for each code of the scope that no project has, and for a project that is not named or not there."""
    found = []
    choices = tables.make(connection, "scope_choices", Scope()).groupby("choice_kind")["choice"].agg(list)
    wanted = {
        "sector": scope.sectors,
        "tier": scope.tiers,
        "district": scope.districts,
        "organisation": scope.organisations,
    }
    for kind, codes in wanted.items():
        known = choices.get(kind, [])
        listed = ", ".join(known[:NAMED]) + (", …" if len(known) > NAMED else "")
        found += [
            NotFound(_UNKNOWN[kind], asked=code, known=listed or "–") for code in map(str, codes) if code not in known
        ]
    if not scope.project and name in ("project_facts", *one_project.REPORTS):
        found.append(NotFound(N_("“{name}” is about one project: name it with --project CODE."), name=name))
    elif scope.project and tables.make(connection, "projects", Scope(project=scope.project)).empty:
        found.append(NotFound(N_("There is no project with the code “{code}”."), code=scope.project))
    return found
