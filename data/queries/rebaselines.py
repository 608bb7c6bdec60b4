"""The re-baselines of the projects in scope, from `project_baseline`: who, when, how far."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, func, select

from analytics.measures import rebaselines
from analytics.scope import Scope
from data import bulk
from data.queries import groups
from data.queries.common import in_scope, known_at
from data.schema import organisation
from data.schema_derived import project_baseline, project_fact

_BASE, _FACT = project_baseline.c, project_fact.c


@dataclass(frozen=True, slots=True)
class Rebaselines:
    """`rows` is the `rebaselines` frame, with `group`, the body that answered for the project then."""

    rows: pd.DataFrame
    names: groups.Names


def rebaselines_in_scope(connection: Connection, scope: Scope) -> Rebaselines:
    """Every re-baseline of the projects in scope."""
    body = organisation.alias("responsible")
    again = (
        select(_BASE.project_id)
        .where(*known_at(project_baseline, scope.as_of))
        .group_by(_BASE.project_id)
        .having(func.count() > 1)
    )
    columns = [
        *(_BASE[name] for name in ("project_id", "baseline_no", "baseline", "set_on")),
        _BASE.responsible_id.label("group"),
        _BASE.edition_id.label("edition"),
        *(_FACT[name] for name in ("code", "name_en", "name_zh", "slip_days", "slip_latest_days")),
        body.c.name_en.label("responsible_en"),
        body.c.name_zh.label("responsible_zh"),
    ]
    table = project_baseline.join(project_fact, _FACT.project_id == _BASE.project_id)
    table = table.outerjoin(body, body.c.id == _BASE.responsible_id)
    known = [*known_at(project_baseline, scope.as_of), *in_scope(scope), _BASE.project_id.in_(again)]
    rows = bulk.fetch(connection, select(*columns).select_from(table).where(*known))
    return Rebaselines(rebaselines.steps(rows), groups.names(connection, "responsible"))


def by_responsible(found: Rebaselines) -> pd.DataFrame:
    """The `rebaselines_by_responsible` frame."""
    return groups.named(rebaselines.by_body(found.rows), found.names)


def numbers(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `baseline_numbers` frame."""
    known = [*known_at(project_baseline, scope.as_of), *in_scope(scope)]
    table = project_baseline.join(project_fact, _FACT.project_id == _BASE.project_id)
    counted = select(_BASE.baseline_no, func.count().label("projects")).select_from(table).where(*known)
    return bulk.fetch(connection, counted.group_by(_BASE.baseline_no).order_by(_BASE.baseline_no))
