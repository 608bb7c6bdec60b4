"""Tiers: how projects and money spread over them, and whether the rule of each is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import BigInteger, ColumnElement, Connection, FromClause, Select, and_, case, func, select

from analytics import codes
from analytics.frames import FRAMES
from analytics.measures import tier_checks, tier_mix, tiers
from analytics.scope import Scope
from data import bulk
from data.queries import groups, portfolio
from data.queries.common import in_scope, read, resolve
from data.queries.rules import thresholds
from data.schema import organisation
from data.schema_derived import project_fact

NOT_STATED = "not_stated"  # what a reader asks for to see the projects without a nature or complexity
_KEYS = ("tier", "tier_reason", "sector", "district", "nature", "complexity")
RESPONSIBLE = organisation.alias("responsible")


@dataclass(frozen=True, slots=True)
class Mix:
    """The projects in scope, counted by all that the tables of the page group by, and the names of the groups."""

    rows: pd.DataFrame  # _KEYS, currency, projects, with_registered, registered_amount
    names: dict[str, groups.Names]


def mix_in_scope(connection: Connection, scope: Scope) -> Mix:
    """One look at the projects for all tables of counts and money by tier."""
    fact = project_fact.c
    keys = [*(fact[name] for name in _KEYS), fact.registered_currency.label("currency")]
    statement = (
        select(
            *keys,
            func.count().label("projects"),
            func.count(fact.registered_amount).label("with_registered"),
            func.coalesce(func.sum(fact.registered_amount), 0).cast(BigInteger).label("registered_amount"),
        )
        .where(*in_scope(scope))
        .group_by(*keys)
    )
    rows = bulk.fetch(connection, statement)
    return Mix(rows, {dimension: groups.names(connection, dimension) for dimension in ("sector", "district")})


def counts_by(mix: Mix, dimension: str) -> pd.DataFrame:
    """The frame `tiers_by_sector` or `tiers_by_district`: most projects first."""
    return _grouped(mix, tier_mix.counts(mix.rows.assign(group=mix.rows[dimension]), ["group"]), dimension)


def money_by(mix: Mix, dimension: str) -> pd.DataFrame:
    """The frame `tier_money_by_sector` or `tier_money_by_district`, in the same order."""
    return _grouped(mix, tier_mix.money(mix.rows.assign(group=mix.rows[dimension]), ["group"]), dimension)


def _grouped(mix: Mix, table: pd.DataFrame, dimension: str) -> pd.DataFrame:
    most = mix.rows.groupby(dimension, dropna=False)["projects"].sum()
    ordered = table.assign(
        most=table["group"].map(most), place=table["tier"].map({tier: n for n, tier in enumerate(codes.TIERS)})
    ).sort_values(["most", "group", "place"], ascending=[False, True, True], na_position="last", ignore_index=True)
    return groups.named(ordered, mix.names[dimension])


def classes(mix: Mix) -> pd.DataFrame:
    """The `tier_classes` frame: nature, tier and complexity that occur together, most projects first."""
    keys = ["nature", "tier", "complexity", "currency"]
    sums = ["projects", "with_registered", "registered_amount"]
    table = mix.rows.groupby(keys, dropna=False)[sums].sum().reset_index()
    known = table["registered_amount"].where(table["with_registered"] > 0).astype("Int64")
    total = known.groupby(table["currency"]).transform("sum").astype("Float64")
    all_ = int(table["projects"].sum())
    return table.assign(
        share=table["projects"].astype("Float64") / (all_ or 1),
        registered_amount=known,
        money_share=known.astype("Float64") / total.where(total > 0),
    ).sort_values(["projects", *keys], ascending=[False, *[True] * 4], na_position="last", ignore_index=True)


def typical(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `tier_typical` frame: mean and median, in each currency."""
    fact = project_fact.c
    columns = fact.registered_currency.label("currency"), fact.registered_amount
    amounts = bulk.fetch(connection, select(*columns).where(*in_scope(scope), fact.registered_amount.is_not(None)))
    policy, on = thresholds(connection), scope.as_of or date.max
    limits = {str(code): tiers.boundaries(str(code), on, policy) for code in amounts["currency"].unique()}
    return tier_mix.typical(amounts, limits)


def changes(connection: Connection, scope: Scope) -> pd.DataFrame:
    """What each reporting date changed in the sums of each tier."""
    return portfolio.changes(connection, scope, ("as_of", "tier", "currency"))


def class_projects(
    connection: Connection,
    scope: Scope,
    nature: str = "",
    tier: str = "",
    complexity: str = "",
    limit: int | None = None,
) -> pd.DataFrame:
    """The `class_projects` frame: the projects of one class, "" for any, the largest investment first."""
    fact, frame = project_fact.c, FRAMES["class_projects"]
    chosen = _of_class(nature, tier, complexity)
    order = fact.registered_amount.desc().nulls_last(), fact.code
    statement = listed(frame.columns, {}).where(*in_scope(resolve(connection, scope)), *chosen)
    return read(connection, statement.order_by(*order).limit(limit), frame)


def class_size(connection: Connection, scope: Scope, nature: str, tier: str, complexity: str) -> int:
    """How many projects the class has, "" for any."""
    chosen = [*in_scope(resolve(connection, scope)), *_of_class(nature, tier, complexity)]
    return connection.scalar(select(func.count()).select_from(project_fact).where(*chosen)) or 0


def _of_class(nature: str, tier: str, complexity: str) -> list[ColumnElement[bool]]:
    fact, asked = project_fact.c, {"nature": nature, "tier": tier, "complexity": complexity}
    return [
        fact[name].is_(None) if value == NOT_STATED else fact[name] == value for name, value in asked.items() if value
    ]


def rules(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `tier_rules` frame: a row for each of the three tiers."""
    fact, found = project_fact.c, gaps()
    statement = (
        select(fact.tier, found.label("gaps"), func.count().label("projects"))
        .select_from(with_responsible())
        .where(*in_scope(scope), *_asked())
        .group_by(fact.tier, found)
    )
    return tier_checks.kept(bulk.fetch(connection, statement))


def violations(connection: Connection, scope: Scope, limit: int | None = None) -> pd.DataFrame:
    """The `tier_violations` frame: broken rules by tier, the largest investment first; what cannot be judged last."""
    fact, frame, found = project_fact.c, FRAMES["tier_violations"], gaps()
    statement = (
        listed(frame.columns, {"gaps": found})
        .where(*in_scope(resolve(connection, scope)), *_asked(), found != "")
        .order_by(
            case((found == "unclear", 1), else_=0), fact.tier, fact.registered_amount.desc().nulls_last(), fact.code
        )
        .limit(limit)
    )
    return read(connection, statement, frame)


def gaps() -> ColumnElement[str]:
    """What the rule of the project's tier asks for and the records do not show: codes.TIER_GAPS, "" for none."""
    fact, kind = project_fact.c, func.coalesce(RESPONSIBLE.c.kind, codes.UNKNOWN)
    leaders = and_(fact.lead_official == 0, fact.project_director == 0)
    return case(
        (and_(fact.tier == "A", leaders), "lead_official;project_director"),
        (and_(fact.tier == "A", fact.lead_official == 0), "lead_official"),
        (and_(fact.tier == "A", fact.project_director == 0), "project_director"),
        (and_(fact.tier == "B", kind == codes.UNKNOWN), "unclear"),
        (and_(fact.tier == "B", kind != "department"), "department"),
        (and_(fact.tier == "C", fact.delegated == 0), "delegation"),
        else_="",
    )


def _asked() -> list[ColumnElement[bool]]:
    """Of whom a rule asks anything: projects with a tier that were not cancelled."""
    return [project_fact.c.tier.in_(list(codes.TIER_ASKS)), project_fact.c.status != "cancelled"]


def matrix(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `tier_matrix` frame."""
    fact = project_fact.c
    keys = fact.tier_rule, fact.tier_current
    statement = select(*keys, func.count().label("projects")).where(*in_scope(scope)).group_by(*keys)
    return tier_checks.matrix(bulk.fetch(connection, statement))


def movers(connection: Connection, scope: Scope, limit: int | None = None) -> pd.DataFrame:
    """The `tier_movers` frame: frozen and current tier are both known and differ."""
    fact, frame = project_fact.c, FRAMES["tier_movers"]
    now = case((fact.figure_currency == fact.registered_currency, fact.figure_current))
    change = now - fact.registered_amount
    statement = (
        listed(frame.columns, {"figure_current": now, "figure_change": change})
        .where(
            *in_scope(resolve(connection, scope)),
            fact.tier_rule != fact.tier_current,
            fact.tier_rule != codes.UNKNOWN,
            fact.tier_current != codes.UNKNOWN,
        )
        .order_by(func.abs(change).desc().nulls_last(), fact.code)
        .limit(limit)
    )
    return read(connection, statement, frame)


def with_responsible() -> FromClause:
    """The projects beside their responsible bodies."""
    return project_fact.outerjoin(RESPONSIBLE, RESPONSIBLE.c.id == project_fact.c.responsible_id)


def listed(columns: tuple[str, ...], words: dict[str, ColumnElement], table: FromClause | None = None) -> Select:
    """A select of projects with the columns of a frame; `words` are those that are not columns of the facts."""
    known = {
        "responsible_en": RESPONSIBLE.c.name_en,
        "responsible_zh": RESPONSIBLE.c.name_zh,
        "responsible_kind": RESPONSIBLE.c.kind,
        "currency": project_fact.c.registered_currency,
        **words,
    }
    found = (known[name].label(name) if name in known else project_fact.c[name] for name in columns)
    return select(*found).select_from(with_responsible() if table is None else table)
