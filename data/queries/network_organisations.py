"""The organisations of a slice: where each stands, what has changed since the slice before, who is embedded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from analytics import network_slice
from analytics.frames import FRAMES
from analytics.measures import embedding, network_organisations
from analytics.scope import Scope
from data import bulk
from data.queries import slices, tie_units
from data.queries.common import in_scope, reporting_dates, resolve
from data.queries.slices import Slice
from data.schema_derived import project_fact, project_organisation

_YEAR = 365.25  # days


@dataclass(frozen=True, eq=False)
class Organisations:
    """The slice, its organisations with all measures, and the days that the slice before is about (None: there is
    none)."""

    slice: Slice
    rows: pd.DataFrame
    compared: tuple[date, date] | None


def organisations_in_scope(connection: Connection, scope: Scope) -> Organisations:
    """The slice that the scope asks for, measured, beside the one before."""
    scope = resolve(connection, scope)
    found, before = slices.slice_in_scope(connection, scope), scope_before(connection, scope)
    earlier = slices.slice_in_scope(connection, before).network if before else None
    compared = network_slice.asked(before).days(before.as_of) if before and before.as_of else None
    rows = network_organisations.organisations(found.network, found.memberships, earlier)
    return Organisations(found, rows, compared)


def scope_before(connection: Connection, scope: Scope) -> Scope | None:
    """The scope of the slice before: as of a year earlier, the year before, the years before a range.

    A window that the scope's date cuts short is compared with one cut at the same day. None where no report was
    made by then.
    """
    if scope.as_of is None:
        return None
    asked = network_slice.asked(scope)
    end = asked.end_year(scope.as_of)
    back = max(1, end - (asked.from_year or end) + 1) if asked.window == "range" else 1
    if min(end, scope.as_of.year) - back < network_slice.FIRST_YEAR:
        return None
    moved = replace(scope, as_of=_earlier(scope.as_of, back))
    if asked.window != "now":
        moved = moved.choosing(year=end - back)
    if asked.window == "range":
        moved = moved.choosing(from_year=(asked.from_year or end) - back)
    _, last = network_slice.asked(moved).days(moved.as_of)  # type: ignore[arg-type]
    return moved if any(day <= last for day in reporting_dates(connection)[:1]) else None


def _earlier(day: date, years: int) -> date:
    return (pd.Timestamp(day) - pd.DateOffset(years=years)).date()


def organisations(found: Organisations) -> pd.DataFrame:
    """The `network_organisations` frame."""
    return found.slice.named(found.rows, "organisation")


def summary(found: Organisations) -> pd.DataFrame:
    """The `network_organisations_summary` frame: one row."""
    row = network_organisations.summary(found.slice.network, found.rows, found.slice.memberships)
    first, last = found.compared or (None, None)
    if first == date.min:  # a cumulative window has no first day
        first = None
    return row.assign(compared_from=pd.Timestamp(first), compared_to=pd.Timestamp(last))


def drawn(found: Organisations) -> pd.DataFrame:
    """The `network_breadth_depth` frame."""
    return found.slice.named(network_organisations.drawn(found.rows), "organisation")


def by_year(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `network_organisations_by_year` frame: where each organisation stands in the slice of each year."""
    parts = []
    for year, found in slices.by_year(connection, scope).items():
        rows = network_organisations.standing(found.network, found.memberships)
        parts.append(found.named(rows, "organisation").assign(calendar_year=year))
    return pd.concat(parts, ignore_index=True) if parts else FRAMES["network_organisations_by_year"].empty()


def roles(found: Slice) -> pd.DataFrame:
    """The `network_brokerage` frame."""
    return found.named(network_organisations.roles(found.network, found.bodies["kind"]), "organisation")


def embedded(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `network_embedding` frame."""
    found = slices.slice_in_scope(connection, scope)
    rows = embedding.embedding(found.memberships, found.bodies["kind"])
    terms = service(connection, scope, rows.index.tolist())
    first, last = found.asked.days(scope.as_of or date.min)
    members = tie_units.contract_members(connection, scope, first, last)
    contracts = members.groupby("organisation_id")["unit"].nunique().reindex(rows.index, fill_value=0)
    rows = rows.join(terms).assign(contracts_held=contracts)
    rows["tenure_years"] = (rows["last_named"] - rows["known_since"]).dt.days / _YEAR
    return found.named(rows.reset_index(), "organisation")


def service(connection: Connection, scope: Scope, ids: list[int]) -> pd.DataFrame:
    """By `organisation_id` for some: `known_since` and `last_named`, the first and last day on which a project in
    scope has it, by the reports up to the scope's date."""
    part = project_organisation.c
    statement = select(
        part.organisation_id,
        func.min(part.as_of).label("known_since"),
        func.max(part.valid_to).label("last_named"),
    ).where(part.organisation_id.in_(ids), part.as_of <= scope.as_of).group_by(part.organisation_id)  # fmt: skip
    if scope.is_filtered:
        statement = statement.where(part.project_id.in_(select(project_fact.c.project_id).where(*in_scope(scope))))
    rows = bulk.fetch(connection, statement).set_index("organisation_id")
    return rows.assign(last_named=rows["last_named"].clip(upper=pd.Timestamp(scope.as_of)))
