"""Meetings, reforms, names that mean the same body, and the stage in which a body takes part.

The derived tables are emptied: they are rebuilt when the upgrade is done.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

DERIVED = (
    "project_fact", "project_year", "project_milestone", "project_baseline", "project_funding", "project_payment",
    "portfolio_rollup", "investment_rollup", "funding_rollup", "payment_rollup", "payee_rollup",
)  # fmt: skip


def upgrade() -> None:
    for table in DERIVED:
        op.execute(f"DELETE FROM {table}")
    op.create_table(
        "attendance",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("meeting", sa.String(length=300), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_attendance_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_attendance_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_attendance_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attendance_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_attendance_project_id_as_of", ["project_id", "as_of"], unique=False)
    op.create_table(
        "reform_event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("name_zh", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        *_logged(),
        sa.Column("edition_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_reform_event_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reform_event")),
    )
    with op.batch_alter_table("reform_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reform_event_edition_id"), ["edition_id"], unique=False)
    op.create_table(
        "organisation_merge",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_key", sa.String(length=800), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("into_key", sa.String(length=800), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_logged(),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_merge")),
    )
    op.create_table(
        "merged_organisation",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("into_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "as_of", name=op.f("pk_merged_organisation")),
    )
    op.drop_table("project_organisation")
    _members(["project_id", "organisation_id", "role", "stage", "as_of"], *_stages())


def downgrade() -> None:
    op.drop_table("project_organisation")
    _members(["project_id", "organisation_id", "role", "as_of"])
    for table in ("merged_organisation", "organisation_merge", "reform_event", "attendance"):
        op.drop_table(table)


def _logged() -> list[sa.Column]:
    return [
        sa.Column("entered_by", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
    ]


def _stages() -> list[sa.Column]:
    return [
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=True),
    ]


def _members(key: list[str], *stages: sa.Column) -> None:
    """`project_organisation` with the columns of either revision: a key cannot be altered on both engines alike."""
    op.create_table(
        "project_organisation",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        *stages,
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_project_organisation")),
    )
    with op.batch_alter_table("project_organisation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_project_organisation_organisation_id", ["organisation_id", "project_id"], unique=False
        )
        batch_op.create_index("ix_project_organisation_valid_to_as_of", ["valid_to", "as_of"], unique=False)
