"""Everything about one organisation, by the option `organisation_id`: names, partners, projects, money, lateness."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, and_, case, exists, or_, select
from sqlalchemy.sql.elements import ColumnElement

from analytics.measures import one_organisation, slippage
from analytics.money import LARGEST
from analytics.scope import Scope
from data import bulk
from data.queries import slices
from data.queries.common import in_scope, known_at
from data.queries.merged import counted
from data.queries.network_organisations import service
from data.queries.slippage import slips_in_scope
from data.schema import flag, organisation, organisation_alias, organisation_merge, payment
from data.schema_derived import project_fact, project_organisation, project_payment

NOBODY = 0
_PROJECTS = ("project_id", "code", "name_en", "name_zh", "status", "sector", "district", "tier", "completion_forecast",
             "currency", "budget_current")  # fmt: skip


def asked(scope: Scope) -> int:
    """The option `organisation_id`; NOBODY where none is asked for."""
    return scope.number("organisation_id", NOBODY, NOBODY, LARGEST)


def facts(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `organisation_facts` frame: one row, none for a number that nobody has."""
    body, above, into = organisation.c, organisation.alias("above"), organisation.alias("into")
    statement = (
        select(
            body.id.label("organisation_id"), body.name_en.label("organisation_en"),
            body.name_zh.label("organisation_zh"), body.kind.label("organisation_kind"),
            body.level.label("organisation_level"), body.identifier, above.c.id.label("parent_id"),
            above.c.name_en.label("parent_en"), above.c.name_zh.label("parent_zh"),
            into.c.id.label("counted_id"), into.c.name_en.label("counted_en"), into.c.name_zh.label("counted_zh"),
        )
        .select_from(
            organisation.outerjoin(above, above.c.id == counted(body.parent_id, scope.as_of))
            .outerjoin(into, and_(into.c.id == counted(body.id, scope.as_of), into.c.id != body.id))
        )
        .where(body.id == asked(scope))
    )  # fmt: skip
    rows = bulk.fetch(connection, statement)
    everywhere = Scope(as_of=scope.as_of)
    rows = rows.merge(service(connection, everywhere, [asked(scope)]).reset_index(), on="organisation_id", how="left")
    return rows.assign(projects_joined=_roles(connection, everywhere, asked(scope))["project_id"].nunique())


def names(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `organisation_names` frame: its own names, aliases, and bodies that a person has decided to count as it."""
    body, alias, merge = organisation.c, organisation_alias.c, organisation_merge.c
    other = organisation.alias("other")
    own = bulk.fetch(connection, select(body.name_en, body.name_zh).where(body.id == asked(scope)))
    aliases = bulk.fetch(
        connection,
        select(alias.name, alias.valid_from.label("name_from"), alias.valid_to.label("name_to"))
        .where(alias.organisation_id == asked(scope)).order_by(alias.valid_from, alias.id),
    )  # fmt: skip
    merged = bulk.fetch(
        connection,
        select(
            other.c.id.label("other_id"), other.c.name_en, other.c.name_zh, merge.valid_from.label("name_from"),
            merge.valid_to.label("name_to"),
        )
        .join(organisation, body.key == merge.into_key)
        .join(other, other.c.key == merge.organisation_key)
        .where(body.id == asked(scope), merge.decision == "same", merge.withdrawn_at.is_(None)),
    )  # fmt: skip
    return one_organisation.names(own, aliases, merged)


def partners(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `organisation_partners` frame: those with whom it shares projects in the slice, the closest first."""
    found, us = slices.slice_in_scope(connection, scope), asked(scope)
    shared = one_organisation.partners(found.memberships, found.network, us)
    part = project_organisation.c
    theirs = select(part.project_id).where(part.organisation_id == us, part.as_of <= scope.as_of)
    dated = select(part.project_id, part.organisation_id, part.as_of).where(
        part.project_id.in_(theirs), part.as_of <= scope.as_of
    )
    since = one_organisation.since(bulk.fetch(connection, dated), found.memberships, us)
    rows = shared.assign(shared_since=since.reindex(shared["partner_id"]).to_numpy())
    kinds = found.bodies["kind"].reindex(rows["partner_id"]).to_numpy()
    return found.named(rows, "partner").assign(organisation_kind=kinds)


@dataclass(frozen=True, eq=False)
class Lateness:
    """`slips`: those of all projects in scope, by `whose` they are; `own`: the organisation's projects in detail."""

    slips: pd.DataFrame
    own: pd.DataFrame


def lateness_in_scope(connection: Connection, scope: Scope) -> Lateness:
    """How late the organisation's projects are, beside all others; options: those of the tolerance too."""
    roles = _roles(connection, scope, asked(scope))
    slips = slips_in_scope(connection, scope).rows
    mine = slips["project_id"].isin(roles["project_id"])
    slips = slips.assign(whose=mine.map({True: "own", False: "others"}))
    part, fact = project_organisation.c, project_fact.c
    theirs = select(part.project_id).where(
        part.organisation_id == asked(scope), *known_at(project_organisation, scope.as_of)
    )
    chosen = select(*(fact[name] for name in _PROJECTS)).where(*in_scope(scope), fact.project_id.in_(theirs))
    own = bulk.fetch(connection, chosen).merge(one_organisation.roles(roles), on="project_id")
    return Lateness(slips, own)


def projects(found: Lateness) -> pd.DataFrame:
    """The `organisation_projects` frame: its projects as of the date, the largest slip first."""
    late = found.slips.set_index("project_id")[["slip_days", "is_delayed"]]
    rows = found.own.join(late, on="project_id")
    return rows.sort_values(["slip_days", "code"], ascending=[False, True], na_position="last", ignore_index=True)


def delays(found: Lateness) -> pd.DataFrame:
    """The `organisation_delays` frame: delay rates of its projects and of all others in scope."""
    rates = slippage.rates(found.slips, "whose").set_index("whose")
    return rates.reindex(["own", "others"]).dropna(how="all").reset_index()


def money(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `organisation_money` frame: payments to it and by it, by calendar year and currency.

    A payment whose amount is in doubt does not count, nor one whose payer or payee is.
    """
    us, way, row = asked(scope), project_payment.c, payment.c
    theirs = select(way.project_id).where(or_(way.payer_id == us, way.payee_id == us), way.as_of <= scope.as_of)
    ends = [case((_undoubted(end), counted(row[end], row.as_of))).label(end) for end in ("payer_id", "payee_id")]
    statement = select(row.paid_on, row.amount, row.currency, *ends).where(
        row.project_id.in_(theirs), row.as_of <= scope.as_of, _undoubted("amount"), or_(*(end == us for end in ends))
    )
    if scope.is_filtered:
        statement = statement.where(row.project_id.in_(select(project_fact.c.project_id).where(*in_scope(scope))))
    return one_organisation.money(bulk.fetch(connection, statement), us)


def _roles(connection: Connection, scope: Scope, body: int) -> pd.DataFrame:
    """`project_id` and `role` of an organisation as of the date."""
    part = project_organisation.c
    statement = select(part.project_id, part.role).distinct()
    statement = statement.where(part.organisation_id == body, *known_at(project_organisation, scope.as_of))
    if scope.is_filtered:
        statement = statement.where(part.project_id.in_(select(project_fact.c.project_id).where(*in_scope(scope))))
    return bulk.fetch(connection, statement)


def _undoubted(field: str) -> ColumnElement[bool]:
    """A value of a payment under a flag that nobody has accepted is in doubt."""
    doubt = and_(flag.c.subject == payment.name, flag.c.subject_id == payment.c.id, flag.c.field == field)
    return ~exists().where(doubt, flag.c.state != "accepted")
