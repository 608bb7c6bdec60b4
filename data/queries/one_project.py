"""Everything known about one project, every report with the file and row that it came from."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    ScalarSelect,
    Select,
    Table,
    and_,
    case,
    exists,
    select,
    true,
    tuple_,
)

from analytics.frames import FRAMES
from analytics.measures import project
from analytics.scope import Scope
from data import bulk, schema
from data.derive.read import order as newest_last
from data.queries import portfolio
from data.queries.common import in_scope, read
from data.queries.merged import counted
from data.schema_derived import project_fact

_SOURCE = {
    "file": schema.source_file.c.name,
    "sheet": schema.source_row.c.sheet,
    "row": schema.source_row.c.row,
}
_BODY, _PAYER, _PAYEE = (schema.organisation.alias(name) for name in ("body", "payer", "payee"))

# table -> (the facts that it shows, its order)
REPORTS: dict[str, tuple[Table, Sequence[str]]] = {
    "project_milestones": (schema.milestone_snapshot, ("as_of", "milestone", "baseline_no", "id")),
    "project_budgets": (schema.budget_figure, ("as_of", "kind", "id")),
    "project_progress": (schema.progress_report, ("as_of", "id")),
    "project_bodies": (schema.participation, ("as_of", "role", "id")),
    "project_plans": (schema.annual_plan, ("year", "as_of", "id")),
    "project_funding": (schema.funding, ("year", "as_of", "id")),
    "project_contracts": (schema.contract, ("as_of", "identifier", "id")),
    "project_payments": (schema.payment, ("paid_on", "id")),
}


def reports(connection: Connection, scope: Scope, name: str) -> pd.DataFrame:
    """One of REPORTS for the project of the scope, newest first, up to the scope's date."""
    return read(connection, statement(scope, name), FRAMES[name])


def statement(scope: Scope, name: str) -> Select:
    """The select of one of REPORTS."""
    table, order = REPORTS[name]
    words = {
        **_SOURCE,
        "edition": table.c.edition_id,
        **_renamed(table),
        **{f"{who}_{code}": body.c[f"name_{code}"] for who, body in _bodies(table) for code in ("en", "zh")},
        "organisation_kind": _BODY.c.kind,
        "is_flagged": case(
            (table.c.id.in_(_doubted(scope, table).with_only_columns(schema.flag.c.subject_id)), true())
        ),
    }
    columns = FRAMES[name].columns
    made = (
        select(*((words[column] if column in words else table.c[column]).label(column) for column in columns))
        .select_from(_with_source(table))
        .where(*_of(scope, table))
    )
    if table is schema.participation:
        made = made.where(_newest_of_its_role(scope))
    return made.order_by(*(table.c[key].desc() for key in order))


def facts(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `project_facts` frame: the last known value of every field. A value under an open flag does not count."""
    found = {}
    for table in (schema.project_record, schema.budget_figure, schema.progress_report, schema.milestone_snapshot):
        columns = [column for column in table.c if column.name not in ("project_id", "source_id")]
        statement = select(*columns, *(column.label(name) for name, column in _SOURCE.items()))
        statement = statement.select_from(_with_source(table)).where(*_of(scope, table))
        order = [table.c[each].asc().nulls_first() for each in newest_last(table)]
        rows = bulk.fetch(connection, statement.order_by(*order))
        for subject_id, field in connection.execute(_doubted(scope, table)):
            rows.loc[rows["id"] == subject_id, field] = None
        found[table.name] = rows
    labels = portfolio.code_labels(connection, scope).itertuples(index=False)
    places = {(row.choice_kind, row.choice): (row.label_en, row.label_zh) for row in labels}
    return FRAMES["project_facts"].cast(project.facts(found, scope.as_of, places))


def tier(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `project_tier` frame: one row, none where the project is not known."""
    if scope.project is None:
        return FRAMES["project_tier"].empty()
    fact = project_fact.c
    extra = {
        "currency": fact.registered_currency,
        "figure_current": case((fact.figure_currency == fact.registered_currency, fact.figure_current)),
    }
    columns = [extra[name] if name in extra else fact[name] for name in FRAMES["project_tier"].columns]
    return read(connection, select(*columns).where(*in_scope(scope)), FRAMES["project_tier"])


def _renamed(table: Table) -> dict[str, ColumnElement]:
    """Words of the frames for columns that the schema calls otherwise."""
    names = {
        "budget_figure": {"budget_kind": "kind"},
        "progress_report": {"light_reported": "light", "light_words": "light_reported"},
        "funding": {"funding_source": "source", "funding_nature": "nature"},
        "payment": {"funding_source": "source"},
        "contract": {
            "contract": "identifier",
            "contract_title": "title",
            "contract_method": "method",
            "contract_status": "status",
        },
    }
    return {word: table.c[column] for word, column in names.get(table.name, {}).items()}


def _bodies(table: Table) -> list[tuple[str, FromClause]]:
    if table is schema.payment:
        return [("payer", _PAYER), ("payee", _PAYEE)]
    return [("supplier" if table is schema.contract else "organisation", _BODY)]


def _with_source(table: Table) -> FromClause:
    """The facts beside the file and row that they came from, and the bodies that they name."""
    row, file = schema.source_row, schema.source_file
    joined = table.outerjoin(row, row.c.id == table.c.source_id).outerjoin(file, file.c.id == row.c.source_file_id)
    keys = {"organisation": "organisation_id", "supplier": "supplier_id", "payer": "payer_id", "payee": "payee_id"}
    for who, body in _bodies(table):
        if keys[who] in table.c:
            joined = joined.outerjoin(body, body.c.id == counted(table.c[keys[who]], table.c.as_of))
    return joined


def _of(scope: Scope, table: Table) -> list[ColumnElement[bool]]:
    return [table.c.project_id == _project_id(scope), table.c.as_of <= scope.as_of]


def _project_id(scope: Scope) -> ScalarSelect[int]:
    return select(schema.project.c.id).where(schema.project.c.code == scope.project).scalar_subquery()


def _newest_of_its_role(scope: Scope) -> ColumnElement[bool]:
    """The newest report of a role says who has it: no later one of the same role up to the scope's date, and
    none of a later edition for the same date. What is under an open flag is no report."""
    mine, later = schema.participation, schema.participation.alias("later")
    doubted = _doubted(scope, mine).with_only_columns(schema.flag.c.subject_id)
    newer = and_(
        later.c.project_id == mine.c.project_id,
        later.c.role == mine.c.role,
        tuple_(later.c.as_of, later.c.edition_id) > tuple_(mine.c.as_of, mine.c.edition_id),
        later.c.as_of <= scope.as_of,
        later.c.id.not_in(doubted),
    )
    return and_(mine.c.id.not_in(doubted), ~exists().where(newer))


def _doubted(scope: Scope, table: Table) -> Select:
    flag = schema.flag.c
    return select(flag.subject_id, flag.field).where(
        flag.project_id == _project_id(scope), flag.subject == table.name, flag.state != "accepted"
    )
