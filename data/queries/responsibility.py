"""Who leads which stage of the projects in the slice, where nobody does, and how many bodies a project has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, func, select

from analytics import network_slice
from analytics.frames import FRAMES
from analytics.measures import responsibility, slippage
from analytics.network_slice import NetworkSlice
from analytics.scope import Scope
from data import bulk
from data.queries import groups, slices
from data.queries.common import in_scope, known_at, reporting_dates
from data.queries.slices import Slice
from data.queries.slippage import slips_in_scope
from data.schema import organisation
from data.schema_derived import project_fact, project_organisation

_SHOWN = ("project_id", "code", "name_en", "name_zh", "sector", "district", "tier", "status")


@dataclass(frozen=True, eq=False)
class Led:
    """What the tables of the page are made from: the slice, the stages reached, who leads them, what they are called.

    Who leads is a state: it is that of the last day of the window, by bodies of all kinds, so that a filter by kinds
    never makes a gap. Who takes part is that of the slice. `cases` are the projects with a stage that nobody or that
    several lead, as a list shows them.
    """

    slice: Slice
    facts: pd.DataFrame
    stages: pd.DataFrame
    led: pd.DataFrame
    rows: pd.DataFrame
    cases: pd.DataFrame
    names: dict[str, groups.Names]


def led_in_scope(connection: Connection, scope: Scope) -> Led:
    """The stages that the projects of the slice have reached, and who leads them."""
    found = slices.slice_in_scope(connection, scope)
    facts = found.facts.reset_index()
    stages = responsibility.reached(facts, found.asked.stage)
    last = found.asked.days(scope.as_of or date.max)[1]
    part = project_organisation.c
    statement = select(part.project_id, part.organisation_id, part.stage).where(
        part.role == "responsible", *known_at(project_organisation, last)
    )
    led = responsibility.leading(stages, bulk.fetch(connection, statement))
    rows = responsibility.judged(stages, led).merge(facts, on="project_id")
    fact = project_fact.c
    shown = bulk.fetch(connection, select(*(fact[name] for name in _SHOWN)).where(*in_scope(scope.at(last))))
    open_ = shown[shown["project_id"].isin(rows.loc[rows["leading_state"] != "one", "project_id"])]
    named = {dimension: groups.names(connection, dimension) for dimension in ("sector", "district", "tier")}
    return Led(found, facts, stages, led, rows, open_, named)


def summary(found: Led) -> pd.DataFrame:
    """The `responsibility_summary` frame."""
    return responsibility.summary(found.facts, found.rows, found.led)


def stages(found: Led) -> pd.DataFrame:
    """The `responsibility_stages` frame."""
    return responsibility.by_stage(found.rows, found.led)


def matrix(found: Led) -> pd.DataFrame:
    """The `responsibility_matrix` frame."""
    cells = responsibility.matrix(found.stages, found.led, found.slice.memberships)
    return found.slice.named(cells, "organisation")


def by(found: Led, dimension: str) -> pd.DataFrame:
    """Gaps and overlaps by sector, district or tier."""
    table = responsibility.counts(found.rows, dimension).rename(columns={dimension: "group"})
    return groups.named(table, found.names[dimension])


def roles(found: Led) -> pd.DataFrame:
    """The `responsibility_roles` frame."""
    return responsibility.roles(found.stages, found.slice.memberships)


def cases(found: Led) -> pd.DataFrame:
    """The `responsibility_cases` frame: gaps first, then overlaps, by project and stage."""
    open_ = responsibility.in_order(found.rows[found.rows["leading_state"] != "one"])
    open_ = open_[["project_id", "led_stage", "stage_rank", "leading_state"]]
    leaders = found.slice.named(found.led.merge(open_[["project_id", "led_stage"]]), "organisation")
    both = {f"leaders_{code}": f"organisation_{code}" for code in ("en", "zh")}
    other = {"leaders_en": "organisation_zh", "leaders_zh": "organisation_en"}
    told = leaders.assign(**{name: leaders[own].fillna(leaders[other[name]]) for name, own in both.items()})
    listed = told.groupby(["project_id", "led_stage"], as_index=False).agg(
        leaders_en=("leaders_en", "; ".join), leaders_zh=("leaders_zh", "、".join)
    )
    rows = open_.merge(listed, how="left", on=["project_id", "led_stage"]).merge(found.cases, on="project_id")
    return rows.sort_values(["leading_state", "code", "stage_rank"], ignore_index=True)


def per_project(found: Led) -> pd.DataFrame:
    """The `bodies_per_project` frame."""
    return responsibility.per_project(_bodies(found.slice))


def shared_by_year(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `shared_by_year` frame: the projects in scope on the last reporting date of each year up to the scope's."""
    body, part = organisation.c, project_organisation.c
    kinds = _kinds(network_slice.asked(scope))
    projects = select(project_fact.c.project_id).where(*in_scope(scope))
    newest = {day.year: day for day in reporting_dates(connection) if scope.as_of and day <= scope.as_of}
    found = []
    for day in newest.values():
        each = (
            select(func.count(part.organisation_id.distinct()).label("organisations"))
            .join(organisation, body.id == part.organisation_id)
            .where(body.kind.in_(kinds), part.project_id.in_(projects), *known_at(project_organisation, day))
            .group_by(part.project_id)
            .subquery()
        )
        statement = select(each.c.organisations, func.count().label("projects")).group_by(each.c.organisations)
        found.append(bulk.fetch(connection, statement).assign(as_of=pd.Timestamp(day)))
    return responsibility.shared(pd.concat(found)) if found else FRAMES["shared_by_year"].empty()


def slippage_by_body_count(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `slippage_by_body_count` frame: the slips of the page about slippage, by the bodies of the slice."""
    count = responsibility.body_count(_bodies(slices.slice_in_scope(connection, scope)))
    rows = slips_in_scope(connection, scope).rows
    rows = rows.assign(group=rows["project_id"].map(count))
    table = slippage.rates(rows[rows["group"].notna()], "group").rename(columns={"group": "body_count"})
    return table.sort_values("body_count", key=lambda column: column.map(_COUNTS.index), ignore_index=True)


_COUNTS = ("one", "several", "none")


def _kinds(asked: NetworkSlice) -> tuple[str, ...]:
    """The kinds of bodies that make a project one of several: those asked for, else public bodies."""
    return asked.kinds or responsibility.PUBLIC


def _bodies(found: Slice) -> pd.Series:
    """How many of these bodies take part in each project."""
    kind = found.bodies["kind"].reindex(found.memberships["organisation_id"])
    counted = found.memberships[kind.isin(_kinds(found.asked)).to_numpy()]
    return responsibility.bodies(found.facts.reset_index(), counted)
