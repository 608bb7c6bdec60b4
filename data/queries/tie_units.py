"""What else ties organisations than a project in common: contracts that they share and meetings that both attend.

The newest report wins, and of two editions that report the same date the later one; a value under a flag that nobody
has accepted is missing. In the usual window ("as last reported") every contract and meeting counts that was reported
so far, like every project; in a window of years a contract counts from its start, else its first report, to its end,
and a meeting on its day, else on the date of its report.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, select

from analytics import network_slice
from analytics.scope import Scope
from data import bulk
from data.derive import merges
from data.queries.common import in_scope, known_at
from data.queries.merged import counted
from data.schema import attendance, contract, flag
from data.schema_derived import project_fact, project_organisation, project_payment

OWNERS = ("client", "responsible")  # who signs a project's contracts: the first of these roles that is filled
_CONTRACT = ["project_id", "contract"]
_MEETING = ["project_id", "meeting"]
_BODIES = ("organisation_id", "supplier_id")
_TERMS = ("begin", "end", "amount", "currency")


def contract_members(connection: Connection, scope: Scope, first: date, last: date) -> pd.DataFrame:
    """Who is tied by each contract of the projects in scope that ran between two days, both included.

    `unit` (a number per contract, from 0), `project_id`, `organisation_id`, the contract's `amount` (minor units of
    `currency`, missing where it is not known) and `unit_code`, its identifier. A contract ties its suppliers, those
    who pay or are paid under it, and the project's client, else its responsible body. One that only payments name
    counts from the first of them.
    """
    rows = _known(connection, scope, contract, "identifier", "supplier_id", "amount", "currency", "start_date",
                  "end_date").rename(columns={"identifier": "contract", "supplier_id": "organisation_id"})  # fmt: skip
    rows["currency"] = rows["currency"].where(rows["amount"].notna(), None)
    money = _payments(connection, scope)
    terms = rows.groupby(_CONTRACT).agg(
        begin=("start_date", "last"), reported=("as_of", "min"), end=("end_date", "last"), amount=("amount", "last"),
        currency=("currency", "last"),
    )  # fmt: skip
    terms["begin"] = terms["begin"].fillna(terms["reported"])
    paid = money.groupby(_CONTRACT).agg(begin=("as_of", "min"))
    terms = pd.concat([terms, paid.loc[paid.index.difference(terms.index)]])[list(_TERMS)]
    if network_slice.asked(scope).window != "now":
        open_ended = terms["end"].isna() | (terms["end"] >= pd.Timestamp(first))
        terms = terms[(terms["begin"] <= pd.Timestamp(last)) & open_ended]
    terms = terms.sort_index().reset_index()
    owners = terms[_CONTRACT].merge(_owners(connection, scope, last), on="project_id")
    named = [_newest(rows.dropna(subset=["organisation_id"]), _CONTRACT), money, owners]
    members = pd.concat([each[[*_CONTRACT, "organisation_id"]] for each in named], ignore_index=True)
    members = terms.assign(unit=range(len(terms))).merge(members.drop_duplicates(), on=_CONTRACT)
    members = members.rename(columns={"contract": "unit_code"})
    return members[["unit", "project_id", "organisation_id", "amount", "currency", "unit_code"]].reset_index(drop=True)


def meeting_members(connection: Connection, scope: Scope, first: date, last: date) -> pd.DataFrame:
    """Who attended each meeting about a project in scope that was held between two days, both included.

    `unit` (a number per meeting, from 0), `project_id`, `organisation_id`, `unit_code` and `unit_day`: the meeting's
    number and the day on which it was held, else of its report. Reports of several projects that give the
    same number and day mean one meeting.
    """
    rows = _newest(_known(connection, scope, attendance, "meeting", "held_on", "organisation_id"), _MEETING)
    day = rows["held_on"].fillna(rows.groupby(_MEETING)["held_on"].transform("max")).fillna(rows["as_of"])
    rows = rows.assign(day=day).dropna(subset=["organisation_id"])
    if network_slice.asked(scope).window != "now":
        rows = rows[rows["day"].between(pd.Timestamp(first), pd.Timestamp(last))]
    rows = rows.assign(unit=rows.groupby(["day", "meeting"]).ngroup())
    rows = rows.rename(columns={"meeting": "unit_code", "day": "unit_day"})
    return rows[["unit", "project_id", "organisation_id", "unit_code", "unit_day"]].drop_duplicates(ignore_index=True)


def _known(connection: Connection, scope: Scope, table: Table, *names: str) -> pd.DataFrame:
    """The reports about projects in scope up to the scope's date, in the order in which later ones win, with
    doubtful values blank."""
    row = table.c
    projects = select(project_fact.c.project_id).where(*in_scope(scope))
    kept = [row.project_id.in_(projects), row.as_of <= scope.as_of] if scope.as_of else [row.id.is_(None)]
    columns: list[ColumnElement[Any]] = [row[name] for name in ("id", "project_id", "as_of", "edition_id")]
    columns += [counted(row[name], row.as_of).label(name) if name in _BODIES else row[name] for name in names]
    found = bulk.fetch(connection, select(*columns).where(*kept).order_by(row.as_of, row.edition_id, row.id))
    doubtful = select(flag.c.subject_id, flag.c.field).where(flag.c.subject == table.name, flag.c.state != "accepted")
    for field, rows in bulk.fetch(connection, doubtful).groupby("field"):
        if field in names:
            found.loc[found["id"].isin(rows["subject_id"]), str(field)] = None
    return merges.follow(found, merges.merged(connection))


def _newest(rows: pd.DataFrame, subject: Sequence[str]) -> pd.DataFrame:
    """The rows of the newest report about each subject; a report may have several."""
    report = rows.drop_duplicates(list(subject), keep="last")[[*subject, "as_of", "edition_id"]]
    return rows.merge(report, on=[*subject, "as_of", "edition_id"])


def _payments(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Who pays and who is paid under each contract, a row each, and `as_of` when that was first reported."""
    paid = project_payment.c
    projects = select(project_fact.c.project_id).where(*in_scope(scope))
    columns = (paid.project_id, paid.contract, paid.as_of, paid.payer_id, paid.payee_id)
    known = select(*columns).where(
        paid.contract != "", paid.project_id.in_(projects), paid.as_of <= (scope.as_of or date.min)
    )
    rows = bulk.fetch(connection, known)
    ends = [rows.rename(columns={end: "organisation_id"}) for end in ("payer_id", "payee_id")]
    both = pd.concat(ends, ignore_index=True).sort_values("as_of", kind="stable")
    both = both[both["organisation_id"] > 0]  # 0 is not stated
    return both.drop_duplicates([*_CONTRACT, "organisation_id"])[[*_CONTRACT, "organisation_id", "as_of"]]


def _owners(connection: Connection, scope: Scope, last: date) -> pd.DataFrame:
    """The bodies in the first of OWNERS that a project has, as known on the last day of the window."""
    part = project_organisation.c
    day = min(last, scope.as_of) if scope.as_of else None
    chosen = select(part.project_id, part.organisation_id, part.role).distinct()
    rows = bulk.fetch(connection, chosen.where(part.role.in_(OWNERS), *known_at(project_organisation, day)))
    rank = rows["role"].map({role: place for place, role in enumerate(OWNERS)})
    return rows[rank == rank.groupby(rows["project_id"]).transform("min")][["project_id", "organisation_id"]]
