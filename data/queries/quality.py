"""How good the data is: what is known, flagged, contradictory or stale, within the shared scope."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, and_, case, exists, func, null, or_, select

from analytics.codes import COVERED_FIELDS, UNKNOWN
from analytics.scope import Scope
from data.queries.common import in_scope
from data.repeats import SUBJECT
from data.schema import edition, flag, metadata, organisation, project, source_file, source_row
from data.schema_derived import project_fact

fact = project_fact.c
ENDED = ("completed", "cancelled")

# --- coverage -----------------------------------------------------------------------------------

# Where a value may be older than the report that carries it along, the date on which it was reported.
_REPORTED_ON = {
    "budget_current": fact.budget_as_of,
    "completion_forecast": fact.forecast_as_of,
    "physical_percent": fact.progress_as_of,
    "completed_total": fact.progress_as_of,
}


def _known(field: str) -> ColumnElement[bool]:
    """Whether a project has the field; the code "unknown" and no body at all are not known."""
    column = project_fact.c[field]
    if field in ("status", "tier", "light_reported"):
        return and_(column.is_not(None), column != UNKNOWN)
    return column > 0 if field == "organisations" else column.is_not(None)


def coverage(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Per field: how many projects in scope have it, of how many, and the newest report of it."""
    counts = []
    for field in COVERED_FIELDS:
        known = _known(field)
        newest = func.max(_REPORTED_ON.get(field, fact.as_of)).filter(known)
        counts += [func.count().filter(known).label(f"{field}_known"), newest.label(f"{field}_newest")]
    row = connection.execute(select(func.count().label("projects"), *counts).where(*in_scope(scope))).mappings().one()
    return pd.DataFrame(
        {
            "field": list(COVERED_FIELDS),
            "known": [row[f"{field}_known"] for field in COVERED_FIELDS],
            "projects": row["projects"],
            "newest_report": [row[f"{field}_newest"] for field in COVERED_FIELDS],
        }
    )


# --- contradictions -----------------------------------------------------------------------------


def _progress_after_cancelled() -> ColumnElement[bool]:
    """Whether a cancelled project later reported more progress than when it was first reported cancelled."""
    before = project_fact.alias("before").c
    return and_(
        fact.status == "cancelled",
        exists().where(
            before.project_id == fact.project_id,
            before.as_of < fact.as_of,
            before.status == "cancelled",
            or_(fact.physical_percent > before.physical_percent, fact.completed_total > before.completed_total),
        ),
    )


# Each rule: when it holds, and its two sides.
_CONTRADICTIONS = {
    "completed_without_date": (
        and_(fact.status == "completed", fact.completion_actual.is_(None)), fact.status, None,
    ),
    "date_without_completed": (
        and_(fact.completion_actual.is_not(None), fact.status.not_in((*ENDED, UNKNOWN))),
        fact.completion_actual, fact.status,
    ),
    "completed_in_future": (fact.completion_actual > fact.as_of, fact.as_of, fact.completion_actual),
    "full_not_completed": (
        and_(fact.physical_percent >= 100, fact.status.not_in((*ENDED, UNKNOWN))), fact.physical_percent, fact.status,
    ),
    "good_but_late": (and_(fact.light_reported == "good", fact.light == "late"), fact.light_reported, fact.light),
    "completed_above_budget": (fact.completed_total > fact.budget_current, fact.completed_total, fact.budget_current),
    "contract_above_approved": (
        fact.budget_contract > fact.budget_approved, fact.budget_contract, fact.budget_approved,
    ),
    "start_after_completion": (
        fact.start_actual > fact.completion_actual, fact.start_actual, fact.completion_actual,
    ),
    "progress_after_cancelled": (_progress_after_cancelled(), fact.status, fact.physical_percent),
}  # fmt: skip

_OF_MONEY = ("completed_above_budget", "contract_above_approved")


def contradictions(connection: Connection, scope: Scope) -> pd.DataFrame:
    """One row per project and rule that its latest known values break, with the two sides as fetched.

    `is_money` says that the two sides are minor units of the row's currency.
    """
    body = organisation.alias("responsible")
    identity = (fact.code, fact.name_en, fact.name_zh, body.c.name_en, body.c.name_zh, fact.as_of, fact.currency)
    sides = [each for _, one, other in _CONTRADICTIONS.values() for each in (one, null() if other is None else other)]
    broken = [case((holds, 1), else_=0) for holds, _, _ in _CONTRADICTIONS.values()]
    statement = (
        select(*(each.label(f"c{at}") for at, each in enumerate((*identity, *broken, *sides))))
        .select_from(project_fact.outerjoin(body, body.c.id == fact.responsible_id))
        .where(or_(*(holds for holds, _, _ in _CONTRADICTIONS.values())), *in_scope(scope))
        .order_by(fact.code)
    )
    fetched = connection.execute(statement).all()  # one pass over the facts, however many rules
    first, width = len(identity), len(identity) + len(broken)
    rows = [
        (rule, rule in _OF_MONEY, *row[:first], row[width + 2 * at], row[width + 2 * at + 1])
        for at, rule in enumerate(_CONTRADICTIONS)
        for row in fetched
        if row[first + at]
    ]
    return pd.DataFrame(
        rows,
        columns=[
            "contradiction", "is_money", "code", "name_en", "name_zh", "responsible_en", "responsible_zh", "as_of",
            "currency", "reported", "contradicted_by",
        ],
        dtype="object",
    )  # fmt: skip


# --- freshness ----------------------------------------------------------------------------------


def last_reports(connection: Connection, scope: Scope) -> pd.DataFrame:
    """How many unfinished projects last reported on which date, by responsible body; `today` is the scope's date."""
    body = organisation.alias("responsible")
    statement = (
        select(
            fact.responsible_id,
            func.min(body.c.name_en).label("responsible_en"),
            func.min(body.c.name_zh).label("responsible_zh"),
            fact.as_of,
            func.count().label("projects"),
        )
        .select_from(project_fact.outerjoin(body, body.c.id == fact.responsible_id))
        .where(fact.status.not_in(ENDED), *in_scope(scope))
        .group_by(fact.responsible_id, fact.as_of)
    )
    return pd.DataFrame(connection.execute(statement).all(), columns=[c.name for c in statement.selected_columns])


# --- flags --------------------------------------------------------------------------------------

# What the reports of one thing have in common, beside the project. Each body counts by itself; a payment stands alone.
_SAME = {**SUBJECT, "participation": ("organisation_id", "role"), "payment": ("id",)}


def flags(connection: Connection, scope: Scope) -> pd.DataFrame:
    """Every flag of the projects in scope, newest first, with its project and its line in the file."""
    statement = (
        select(
            flag.c.id.label("flag"), flag.c.edition_id.label("edition"), flag.c.project_id, project.c.code,
            fact.name_en, fact.name_zh, flag.c.rule, flag.c.subject, flag.c.subject_id, flag.c.field,
            flag.c.found, flag.c.state, source_file.c.name.label("file"), source_row.c.row,
        )
        .select_from(flag)
        .join(edition, edition.c.id == flag.c.edition_id)
        .join(project, project.c.id == flag.c.project_id)
        .join(project_fact, fact.project_id == flag.c.project_id)
        .outerjoin(source_row, source_row.c.id == flag.c.source_id)
        .outerjoin(source_file, source_file.c.id == source_row.c.source_file_id)
        .where(edition.c.status == "complete", *in_scope(scope))
        .order_by(flag.c.id.desc())
    )  # fmt: skip
    return pd.DataFrame(
        connection.execute(statement).all(), columns=[c.name for c in statement.selected_columns], dtype="object"
    )


def flagged_series(connection: Connection, scope: Scope) -> pd.DataFrame:
    """All known reports of each flagged thing: what the latest known value is taken from, oldest first.

    Columns: subject, field, subject_id, series (equal for reports of the same thing), value, currency,
    as_of, held (an undecided or rejected flag keeps the value from counting).
    """
    kinds = connection.execute(
        select(flag.c.subject, flag.c.field).distinct().order_by(flag.c.subject, flag.c.field)
    ).all()
    rows: list[tuple[object, ...]] = []
    for subject, field in kinds:
        rows += _reports(connection, metadata.tables[subject], field, scope)
    return pd.DataFrame(
        rows,
        columns=["subject", "field", "subject_id", "series", "value", "currency", "as_of", "held"],
        dtype="object",
    )


def _reports(connection: Connection, table: Table, field: str, scope: Scope) -> list[tuple[object, ...]]:
    of_field = and_(flag.c.subject == table.name, flag.c.field == field)
    held = select(flag.c.subject_id).where(of_field, flag.c.state != "accepted")
    conditions: list[ColumnElement[bool]] = [
        table.c.project_id.in_(select(flag.c.project_id).where(of_field)),
        table.c[field].is_not(None),
    ]
    if scope.as_of is not None:
        conditions.append(table.c.as_of <= scope.as_of)
    key = [table.c.project_id, *(table.c[name] for name in _SAME[table.name])]
    money = table.c["currency"] if "currency" in table.c else null()
    statement = (
        select(table.c.id, table.c[field], money, table.c.as_of, table.c.id.in_(held), *key)
        .where(*conditions)
        .order_by(table.c.as_of, table.c.edition_id, table.c.id)
    )
    return [
        (table.name, field, row[0], tuple(row[5:]), row[1], row[2], row[3], bool(row[4]))
        for row in connection.execute(statement)
    ]
