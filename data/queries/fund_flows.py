"""Who paid whom: the nodes and links of the flows of money, exact to the fen, without scanning payments.

All payments by source and payer, and by payee, come from the rollups; what the few largest projects paid, from
`project_payment` by their keys; the others are what is left. Where only a few projects are in scope, their
contracts take the place of the projects.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, select

from analytics.frames import FRAMES
from analytics.language import Language
from analytics.measures import fund_flows, funds_words
from analytics.scope import Scope
from data import bulk
from data.queries import funds, groups
from data.queries.common import in_scope, known_at
from data.schema import contract, organisation
from data.schema_derived import project_fact, project_payment, project_year

FEW = 3  # projects whose contracts still fit into a column
ENGLISH, CHINESE = Language("en"), Language("zh_CN")
COLUMNS = ("source", "payer", "project", "payee")


@dataclass(frozen=True, slots=True)
class Flows:
    """`nodes` and `links` of every currency, with their names in both languages."""

    nodes: pd.DataFrame
    links: pd.DataFrame


def flows_in_scope(connection: Connection, scope: Scope) -> Flows:
    """The flows of all payments of the projects in scope, by currency."""
    payers = funds.paid(connection, scope, "source", "payer_id")
    payees = funds.paid(connection, scope, "payee_id")
    projects = _projects(connection, scope, payers.groupby("currency")["paid"].sum())
    third = "contract" if 0 < projects["project_id"].nunique() <= FEW else "project"
    largest = _through(connection, scope, projects["project_id"].tolist(), third)
    nodes, links = [], []
    for currency in payers["currency"].drop_duplicates().sort_values():
        through, own = largest[largest["currency"] == currency], projects[projects["currency"] == currency]
        count = through.loc[through["third"] != "", "third"].nunique()
        if third == "project":
            through, count = through[through["third"].isin(own["project_id"])], int(own["all"].max()) if len(own) else 0
        found, linked = fund_flows.flows(
            _stated(payers[payers["currency"] == currency], source="source", payer="payer_id"),
            _stated(through, payer="payer_id", third="third", payee="payee_id"),
            _stated(payees[payees["currency"] == currency], payee="payee_id"),
            count,
        )
        nodes.append(found.assign(currency=currency))
        links.append(linked.assign(currency=currency))
    return _named(connection, scope, nodes, links, (*COLUMNS[:2], third, COLUMNS[3]))


def _projects(connection: Connection, scope: Scope, paid: pd.Series) -> pd.DataFrame:
    """The projects that paid the most in each currency, whatever their own, and how many paid in it: `currency`,
    `project_id`, `all`. `paid` is what all of them paid, by currency: where what they paid in their own currency
    comes to as much, nobody else paid in it."""
    fact, year = project_fact.c, project_year.c
    own = select(fact.currency, fact.project_id, fact.paid_total.label("paid"))
    found = _ranked(connection, own.where(*in_scope(scope), fact.paid_total.is_not(None)))
    known = found.drop_duplicates("currency").set_index("currency")["whole"]
    others = [currency for currency, whole in paid.items() if known.get(currency) != whole]
    if not others:
        return found
    every = (
        select(year.currency, year.project_id, func.sum(year.paid).label("paid"))
        .join_from(project_year, project_fact, fact.project_id == year.project_id)
        .where(*in_scope(scope), *known_at(project_year, funds.as_of(scope)))
        .where(year.currency.in_(others), year.paid.is_not(None))
        .group_by(year.currency, year.project_id)
    )
    return pd.concat([found[~found["currency"].isin(others)], _ranked(connection, every)], ignore_index=True)


def _ranked(connection: Connection, paid: Select) -> pd.DataFrame:
    """The largest of each currency, with the number of all of them and the `whole` that they paid."""
    row = paid.subquery().c
    place = func.row_number().over(partition_by=row.currency, order_by=(row.paid.desc(), row.project_id))
    count, whole = (function.over(partition_by=row.currency) for function in (func.count(), func.sum(row.paid)))
    ranked = select(row.currency, row.project_id, place.label("place"), count.label("all"), whole.label("whole"))
    wanted = ranked.subquery()
    statement = select(wanted).where(wanted.c.place <= fund_flows.ROOM[2])
    return bulk.fetch(connection, statement.order_by(wanted.c.currency, wanted.c.place))


def _through(connection: Connection, scope: Scope, projects: list[int], third: str) -> pd.DataFrame:
    """What some projects paid: `currency`, `project_id`, `third` (the project, or the project and its contract, which
    others may number alike), `payer_id`, `payee_id`, `paid`."""
    row = project_payment.c
    keys = [row.currency, row.project_id, row.contract, row.payer_id, row.payee_id]
    if third == "project":
        keys.remove(row.contract)
    statement = (
        select(*keys, func.sum(row.paid).label("paid"))
        .where(row.project_id.in_(projects), *known_at(project_payment, funds.as_of(scope)))
        .group_by(*keys)
    )
    found = bulk.fetch(connection, statement)
    if third == "project":
        return found.assign(third=found["project_id"])
    pairs = zip(found["project_id"].tolist(), found["contract"].tolist(), strict=True)
    return found.assign(third=pd.Series([pair if pair[1] else "" for pair in pairs], found.index, dtype=object))


def _stated(rows: pd.DataFrame, **names: str) -> pd.DataFrame:
    """The columns under other names; "" and 0, which stand for "not stated" in the database, are missing."""
    found = {
        name: rows[column].astype(object).where(~rows[column].isin(["", 0]), None) for name, column in names.items()
    }
    return pd.DataFrame(found | {"paid": rows["paid"]})


def _named(
    connection: Connection, scope: Scope, nodes: list[pd.DataFrame], links: list[pd.DataFrame], columns: tuple[str, ...]
) -> Flows:
    """One table of nodes and one of links, with names in both languages."""
    if not nodes:
        return Flows(FRAMES["fund_nodes"].empty(), FRAMES["fund_flows"].empty())
    node = pd.concat(nodes, ignore_index=True).rename(columns={"kind": "flow_kind", "share": "flow_share"})
    node["flow_column"] = node["column"].map(columns.__getitem__)
    known = _names(connection, scope, node)
    for suffix, language in (("en", ENGLISH), ("zh", CHINESE)):
        node[f"node_{suffix}"] = [_name(row, known, language) for row in node.itertuples()]
    link = pd.concat(links, ignore_index=True).rename(columns={"share": "flow_share"})
    steps = [f"{start}_{end}" for start, end in pairwise(columns)]
    link["flow_step"] = link["column"].map(steps.__getitem__)
    for end in ("from", "to"):
        names = node[["currency", "node", "node_en", "node_zh"]]
        names = names.rename(columns={"node": f"{end}_node", "node_en": f"{end}_en", "node_zh": f"{end}_zh"})
        link = link.merge(names, on=["currency", f"{end}_node"], how="left")
    return Flows(node, link)


Known = dict[tuple[str, Any], tuple[str | None, str | None]]


def _names(connection: Connection, scope: Scope, nodes: pd.DataFrame) -> Known:
    """(column, key) of the named nodes -> their names in English and in Chinese."""
    named = nodes[nodes["flow_kind"] == fund_flows.NAMED]
    keys = {column: list(found["key"].unique()) for column, found in named.groupby("flow_column")}
    english, chinese = groups.names(connection, "source")
    known: Known = {("source", key): (english.get(key, key), chinese.get(key, key)) for key in keys.get("source", [])}
    body, fact = organisation.c, project_fact.c
    for column in ("payer", "payee"):
        statement = select(body.id, body.name_en, body.name_zh).where(body.id.in_(keys.get(column, [])))
        known |= {(column, row[0]): (row[1] or row[2], row[2] or row[1]) for row in connection.execute(statement)}
    projects = select(fact.project_id, fact.name_en, fact.name_zh, fact.code).where(
        fact.project_id.in_(keys.get("project", [])), *known_at(project_fact, scope.as_of)
    )
    for key, name_en, name_zh, code in connection.execute(projects).all():
        known["project", key] = (name_en or name_zh or code, name_zh or name_en or code)
    if "contract" in keys:
        pairs = keys["contract"]
        known |= {("contract", pair): (pair[1], pair[1]) for pair in pairs}
        of = contract.c
        titles = select(of.project_id, of.identifier, of.title).where(
            of.project_id.in_({pair[0] for pair in pairs}),
            of.identifier.in_({pair[1] for pair in pairs}),
            of.as_of <= funds.as_of(scope),
            of.title.is_not(None),
        )
        for project, key, title in connection.execute(titles.order_by(of.as_of, of.edition_id, of.id)):
            known["contract", (project, key)] = (f"{title} ({key})", f"{title}（{key}）")
    return known


def _name(node: Any, known: Known, language: Language) -> str:
    if node.flow_kind != fund_flows.NAMED:
        return funds_words.together(node.flow_kind, node.flow_column, node.members, language)
    english, chinese = known.get((node.flow_column, node.key), (None, None))
    return (chinese if language.is_chinese else english) or str(node.key)
