"""The portfolio in one object: the numbers that `python -m data summary` prints."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from analytics.codes import STATUSES, TIERS, UNKNOWN
from analytics.money import to_major
from analytics.scope import Scope
from data.queries import collaboration, slices
from data.queries.common import in_scope, resolve
from data.schema_derived import project_fact


def summary(connection: Connection, scope: Scope) -> dict[str, object]:
    """Counts, sums and coverage of the projects in scope, keyed as documented in the README.

    Completion compares the last known with the first known forecast: a project with one date only
    counts as the same, one with none as unknown. Amounts are exact decimals in major units, one entry
    a currency; shares are 0 to 1, and None where there are no projects.
    """
    scope = resolve(connection, scope)
    fact = project_fact.c
    first, last = fact.completion_first_forecast, fact.completion_forecast

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    row = connection.execute(
        select(
            func.count().label("projects"),
            count(fact.budget_current.is_not(None)).label("projects_with_budget"),
            count(last > first).label("completion_later"),
            count(last == first).label("completion_same"),
            count(last < first).label("completion_earlier"),
            count(first.is_(None)).label("completion_unknown"),
            count(fact.organisations > 0).label("with_organisations"),
        ).where(*in_scope(scope))
    ).one()
    numbers = {key: int(value) for key, value in row._mapping.items()}
    projects, with_organisations = numbers["projects"], numbers.pop("with_organisations")
    together = slices.slice_in_scope(connection, scope)
    pairs = collaboration.pairs(together)
    tiers = _by(connection, scope, "tier", list(TIERS))
    statuses = _by(connection, scope, "status", list(STATUSES))

    def share(known: int) -> float | None:
        return round(known / projects, 4) if projects else None

    return {
        "as_of": _iso(scope.as_of),
        "projects": projects,
        "projects_with_budget": numbers["projects_with_budget"],
        "budget_total": _budget_total(connection, scope),
        "completion_later": numbers["completion_later"],
        "completion_same": numbers["completion_same"],
        "completion_earlier": numbers["completion_earlier"],
        "completion_unknown": numbers["completion_unknown"],
        "organisations": together.network.nodes,
        "collaborating_pairs": len(pairs),
        "pair_weight": int(pairs["shared_projects"].sum()),
        "tiers": tiers,
        "statuses": statuses,
        "coverage": {
            "budget_total": share(numbers["projects_with_budget"]),
            "completion": share(projects - numbers["completion_unknown"]),
            "organisations": share(with_organisations),
            "collaborating_pairs": share(with_organisations),
            "tiers": share(projects - tiers[UNKNOWN]),
            "statuses": share(projects - statuses[UNKNOWN]),
        },
    }


def _budget_total(connection: Connection, scope: Scope) -> dict[str, str]:
    fact = project_fact.c
    totals = (
        select(fact.currency, func.sum(fact.budget_current))
        .where(and_(*in_scope(scope)), fact.budget_current.is_not(None))
        .group_by(fact.currency)
        .order_by(fact.currency)
    )
    return {currency: f"{to_major(int(total), currency):f}" for currency, total in connection.execute(totals)}


def _by(connection: Connection, scope: Scope, column: str, codes: list[str]) -> dict[str, int]:
    key = project_fact.c[column]
    rows = connection.execute(select(key, func.count()).where(*in_scope(scope)).group_by(key))
    return {**dict.fromkeys(codes, 0), **{code: int(n) for code, n in rows}}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
