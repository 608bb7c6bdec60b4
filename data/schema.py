"""The project database as SQLAlchemy Core tables. Three rules matter most:

1. Never overwrite a date or a forecast: append a dated row (`as_of`).
2. Cancelled and unfinished projects stay; baseline, forecast and actual are three columns.
3. Missing is NULL, never zero; money is whole minor units beside its currency.

Every fact carries the edition that brought it, so that an edition can be taken back, and the
source row that it came from, so that a number on the screen can be traced to a line in a file.
"""

# Long because: the tables are read side by side.

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _identity() -> Column:
    # Ids are handed out by the one writer that holds the write lock, so that rows can be
    # bulk-copied with their references already in place.
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False)


def _edition() -> Column:
    return Column("edition_id", Integer, ForeignKey("edition.id"), nullable=False, index=True)


def _source() -> Column:
    return Column("source_id", BigInteger, nullable=True)  # source_row.id; NULL in the invented city


def _project() -> Column:
    return Column("project_id", BigInteger, ForeignKey("project.id"), nullable=False)


def _money(name: str) -> Column:
    return Column(name, BigInteger)


def _logged() -> list[Column]:
    """Who entered and withdrew a row that a person made; it is never edited or deleted."""
    return [
        Column("entered_by", Text),
        Column("created_at", DateTime, nullable=False),  # UTC
        Column("withdrawn_at", DateTime),
        Column("withdrawn_by", Text),
    ]


def _fact_table(name: str, *columns: Column, project: bool = True) -> Table:
    """A table of dated facts about a project, looked up by project and date."""
    return Table(
        name,
        metadata,
        _identity(),
        _project(),
        Column("as_of", Date, nullable=False),
        *columns,
        _edition(),
        _source(),
        Index(f"ix_{name}_project_id_as_of", "project_id", "as_of"),
    )


# --- where rows come from ---------------------------------------------------------------------

edition = Table(
    "edition",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("created_at", DateTime, nullable=False),  # UTC
    Column("kind", String(20), nullable=False),  # import, sample
    Column("status", String(20), nullable=False),  # complete, withdrawn
    Column("mapping", String(200)),
    Column("content_hash", String(64), nullable=False),
    Column("as_of", Date),  # as given by the user; NULL where the rows carry it
    Column("note", Text),
    Column("rows_read", Integer, nullable=False),
    Column("rows_used", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    Column("flags", Integer, nullable=False),
    Column("withdrawn_at", DateTime),
)

source_file = Table(
    "source_file",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _edition(),
    Column("name", String(500), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("described", Text),  # encoding, separator, header row, columns not stored: JSON
)

source_row = Table(
    "source_row",
    metadata,
    _identity(),
    _edition(),
    Column("source_file_id", Integer, ForeignKey("source_file.id"), nullable=False),
    Column("sheet", String(200)),
    Column("row", Integer, nullable=False),  # 1-based line or spreadsheet row as the user sees it
)

problem = Table(
    "problem",
    metadata,
    _identity(),
    _edition(),
    Column("file", String(500), nullable=False),
    Column("sheet", String(200)),
    Column("row", Integer),
    Column("column", String(500)),
    Column("found", Text),
    Column("allowed", Text),
    Column("message", Text, nullable=False),
)

flag = Table(
    "flag",
    metadata,
    _identity(),
    _edition(),
    _project(),
    _source(),
    Column("subject", String(40), nullable=False),  # the table that holds the value
    Column("subject_id", BigInteger, nullable=False),
    Column("field", String(60), nullable=False),  # the column of that table
    Column("rule", String(60), nullable=False),
    Column("found", Text, nullable=False),
    Column("state", String(20), nullable=False),  # open, accepted, rejected
    Column("decided_at", DateTime),
    Index("ix_flag_project_id", "project_id"),
    Index("ix_flag_state", "state"),
)

# --- who ------------------------------------------------------------------------------------

organisation = Table(
    "organisation",
    metadata,
    _identity(),
    Column("key", String(800), nullable=False, unique=True),  # identifier, else the name as written
    Column("identifier", String(200)),  # e.g. 统一社会信用代码, or scheme-id
    Column("name_en", String(800)),
    Column("name_zh", String(800)),
    Column("kind", String(30), nullable=False),
    Column("level", String(20), nullable=False),
    Column("parent_id", BigInteger, ForeignKey("organisation.id"), index=True),
    _edition(),
    _source(),
)

organisation_alias = Table(
    "organisation_alias",
    metadata,
    _identity(),
    Column("organisation_id", BigInteger, ForeignKey("organisation.id"), nullable=False, index=True),
    Column("name", String(800), nullable=False, index=True),
    Column("language", String(10)),
    Column("valid_from", Date),
    Column("valid_to", Date),
    _edition(),
)

# --- what -----------------------------------------------------------------------------------

project = Table(
    "project",
    metadata,
    _identity(),
    Column("code", String(300), nullable=False, unique=True),
    _edition(),
)

project_record = _fact_table(
    "project_record",  # what a report says about the project itself; blank cells stay NULL
    Column("name_en", Text),
    Column("name_zh", Text),
    Column("description", Text),
    Column("sector", String(200)),
    Column("district", String(200)),
    Column("nature", String(20)),
    Column("complexity", String(20)),
    Column("is_key", Integer),
    Column("in_catalogue", Integer),  # listed for central management
    Column("status", String(20)),
    Column("stage", String(20)),
)

participation = _fact_table(
    "participation",  # the bodies that a report names in a role; the newest report of a role wins
    Column("organisation_id", BigInteger, ForeignKey("organisation.id"), nullable=False, index=True),
    Column("role", String(20), nullable=False),
    Column("stage", String(20)),
    Column("from_date", Date),
    Column("to_date", Date),
)

attendance = _fact_table(
    "attendance",  # the bodies that a report names as present at a meeting; the newest report of a meeting wins
    Column("meeting", String(300), nullable=False),  # its identifier
    Column("held_on", Date),
    Column("kind", String(20)),
    Column("organisation_id", BigInteger, ForeignKey("organisation.id"), nullable=False, index=True),
)

appointment = _fact_table(
    "appointment",  # who holds a post that the rules ask for; the newest report of a post wins
    Column("post", String(30), nullable=False),
    Column("holder", Text),
    Column("from_date", Date),
    Column("to_date", Date),
)

budget_figure = _fact_table(
    "budget_figure",
    Column("kind", String(20), nullable=False),
    _money("amount"),
    Column("currency", String(3), nullable=False),
)

funding = _fact_table(
    "funding",
    Column("year", Integer, nullable=False),
    Column("source", String(300), nullable=False),
    Column("nature", String(20)),  # base, incremental
    Column("capital", String(20)),  # public, private
    _money("amount"),
    Column("currency", String(3), nullable=False),
)

annual_plan = _fact_table(
    "annual_plan",
    Column("year", Integer, nullable=False),
    _money("amount"),
    Column("currency", String(3), nullable=False),
)

contract = _fact_table(
    "contract",  # a contracting process in summary
    Column("identifier", String(300), nullable=False),
    Column("title", Text),
    Column("nature", String(60)),
    Column("method", String(60)),
    Column("status", String(30)),
    Column("supplier_id", BigInteger, ForeignKey("organisation.id")),
    _money("amount"),
    Column("currency", String(3)),
    Column("start_date", Date),
    Column("end_date", Date),
)

payment = _fact_table(
    "payment",
    Column("paid_on", Date, nullable=False),
    _money("amount"),
    Column("currency", String(3), nullable=False),
    Column("source", String(300)),
    Column("payer_id", BigInteger, ForeignKey("organisation.id")),
    Column("payee_id", BigInteger, ForeignKey("organisation.id")),
    Column("contract", String(300)),  # contract.identifier
    Column("reference", String(300)),
)

progress_report = _fact_table(
    "progress_report",
    _money("completed_total"),  # since the project began
    _money("completed_year"),  # since the fiscal year of as_of began
    Column("currency", String(3)),
    Column("physical_percent", Float),  # 0 to 100
    Column("light", String(20)),  # our own code, by the mapping
    Column("light_reported", String(200)),  # the words of the report
)

milestone_snapshot = _fact_table(
    "milestone_snapshot",
    Column("milestone", String(20), nullable=False),
    Column("baseline_no", Integer),  # 1 is the first approved
    Column("baseline", Date),
    Column("forecast", Date),
    Column("actual", Date),
)

# --- words and rules ---------------------------------------------------------------------------

code_label = Table(
    "code_label",
    metadata,
    _identity(),
    Column("kind", String(30), nullable=False),  # sector, district
    Column("code", String(200), nullable=False),
    Column("name_en", String(300)),
    Column("name_zh", String(300)),
    _edition(),
    UniqueConstraint("kind", "code"),
)

rule = Table(
    "rule",  # a user's own threshold or rate: a dated row that wins over the shipped value
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", String(100), nullable=False, index=True),
    Column("currency", String(3)),
    Column("value", String(60), nullable=False),  # an exact decimal
    Column("unit", String(40), nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("source", Text, nullable=False),
    *_logged(),
)

light_rule = Table(
    "light_rule",  # a user's own rule for lights: two cuts through a shortfall
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(200), nullable=False),
    Column("measure", String(40), nullable=False),
    Column("watch_from", String(60), nullable=False),  # exact decimals
    Column("watch_included", Integer, nullable=False),
    Column("late_from", String(60), nullable=False),
    Column("late_included", Integer, nullable=False),
    Column("least_plan", String(60)),  # the smallest annual plan that the rule is for, in `currency`
    Column("currency", String(3)),
    Column("effective_from", Date, nullable=False),
    Column("source", Text, nullable=False),
    *_logged(),
)

reform_event = Table(
    "reform_event",  # a reorganisation of government, marked where figures run over time
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("held_on", Date, nullable=False),  # the day it took effect
    Column("name_en", Text),
    Column("name_zh", Text),
    Column("source", Text),
    *_logged(),
    Column("edition_id", Integer, ForeignKey("edition.id"), index=True),  # NULL: a person entered it
)

# --- decisions of persons -------------------------------------------------------------------------

tier_override = Table(
    "tier_override",  # by the project's code: it outlives an edition that is taken back
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("project_code", String(300), nullable=False, index=True),
    Column("tier", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("effective_from", Date, nullable=False),
    *_logged(),
    Column("withdrawn_reason", Text),
)

organisation_merge = Table(
    "organisation_merge",  # by the bodies' keys: it outlives an edition that is taken back
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("organisation_key", String(800), nullable=False),
    Column("decision", String(20), nullable=False),  # same: it counts as `into_key`; different: two bodies
    Column("into_key", String(800), nullable=False),
    Column("valid_from", Date),  # reports dated valid_from <= as_of < valid_to; NULL: without a limit
    Column("valid_to", Date),
    Column("reason", Text, nullable=False),
    *_logged(),
    Column("withdrawn_reason", Text),
)
