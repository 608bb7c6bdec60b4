"""Funds and payments by line, posts, the central catalogue, original plans, and what persons decide.

The derived tables are emptied: they are rebuilt when the upgrade is done.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


DERIVED = ("project_fact", "project_year", "project_organisation", "portfolio_rollup", "investment_rollup")


def upgrade() -> None:
    for table in DERIVED:
        op.execute(f"DELETE FROM {table}")
    op.create_table(
        "funding_rollup",
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=False),
        sa.Column("district", sa.String(length=200), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("nature", sa.String(length=20), nullable=False),
        sa.Column("capital", sa.String(length=20), nullable=False),
        sa.Column("projects", sa.BigInteger(), nullable=False),
        sa.Column("allocated", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "as_of",
            "year",
            "sector",
            "district",
            "tier",
            "currency",
            "source",
            "nature",
            "capital",
            name=op.f("pk_funding_rollup"),
        ),
    )
    op.create_table(
        "light_rule",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("watch_from", sa.String(length=60), nullable=False),
        sa.Column("watch_included", sa.Integer(), nullable=False),
        sa.Column("late_from", sa.String(length=60), nullable=False),
        sa.Column("late_included", sa.Integer(), nullable=False),
        sa.Column("least_plan", sa.String(length=60), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_light_rule")),
    )
    op.create_table(
        "payee_rollup",
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("payee_id", sa.BigInteger(), nullable=False),
        sa.Column("payments", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("as_of", "currency", "payee_id", name=op.f("pk_payee_rollup")),
    )
    op.create_table(
        "payment_rollup",
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=False),
        sa.Column("district", sa.String(length=200), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("payer_id", sa.BigInteger(), nullable=False),
        sa.Column("payments", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "as_of", "sector", "district", "tier", "currency", "source", "payer_id", name=op.f("pk_payment_rollup")
        ),
    )
    op.create_table(
        "project_funding",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("nature", sa.String(length=20), nullable=False),
        sa.Column("capital", sa.String(length=20), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=True),
        sa.Column("district", sa.String(length=200), nullable=True),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("allocated", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "project_id", "year", "currency", "source", "nature", "capital", "as_of", name=op.f("pk_project_funding")
        ),
    )
    with op.batch_alter_table("project_funding", schema=None) as batch_op:
        batch_op.create_index("ix_project_funding_valid_to_as_of", ["valid_to", "as_of"], unique=False)

    op.create_table(
        "project_payment",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("payer_id", sa.BigInteger(), nullable=False),
        sa.Column("payee_id", sa.BigInteger(), nullable=False),
        sa.Column("contract", sa.String(length=300), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=True),
        sa.Column("district", sa.String(length=200), nullable=True),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("payments", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "project_id",
            "currency",
            "source",
            "payer_id",
            "payee_id",
            "contract",
            "as_of",
            name=op.f("pk_project_payment"),
        ),
    )
    with op.batch_alter_table("project_payment", schema=None) as batch_op:
        batch_op.create_index("ix_project_payment_payee_id", ["payee_id", "project_id"], unique=False)
        batch_op.create_index("ix_project_payment_payer_id", ["payer_id", "project_id"], unique=False)

    op.create_table(
        "tier_override",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("project_code", sa.String(length=300), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("entered_by", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tier_override")),
    )
    with op.batch_alter_table("tier_override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tier_override_project_code"), ["project_code"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("post", sa.String(length=30), nullable=False),
        sa.Column("holder", sa.Text(), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_appointment_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_appointment_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_appointment_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_appointment_project_id_as_of", ["project_id", "as_of"], unique=False)

    with op.batch_alter_table("funding", schema=None) as batch_op:
        batch_op.add_column(sa.Column("capital", sa.String(length=20), nullable=True))

    with op.batch_alter_table("investment_rollup", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_first", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("plan_first_with_completed", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("with_allocated", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("allocated", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("allocated_first", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("with_allocated_and_paid", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("allocated_with_paid", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("allocated_first_with_paid", sa.BigInteger(), nullable=False))
        batch_op.add_column(sa.Column("paid_with_allocated", sa.BigInteger(), nullable=False))

    with op.batch_alter_table("project_fact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("in_catalogue", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("tier_rule", sa.String(length=10), nullable=False))
        batch_op.add_column(sa.Column("registered_amount", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("registered_currency", sa.String(length=3), nullable=True))
        batch_op.add_column(sa.Column("registered_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("figure_current", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("figure_currency", sa.String(length=3), nullable=True))
        batch_op.add_column(sa.Column("lead_official", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("project_director", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("delegated", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("allocated_total", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("idle", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("idle_since", sa.Date(), nullable=True))
        batch_op.drop_index("ix_project_fact_valid_to_as_of")
        batch_op.create_index(
            "ix_project_fact_valid_to_as_of",
            ["valid_to", "as_of", "project_id", "currency", "completed_total", "physical_percent"],
            unique=False,
        )

    with op.batch_alter_table("project_record", schema=None) as batch_op:
        batch_op.add_column(sa.Column("in_catalogue", sa.Integer(), nullable=True))

    with op.batch_alter_table("project_year", schema=None) as batch_op:
        batch_op.add_column(sa.Column("plan_first", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("allocated_first", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("allocated", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("allocated_on", sa.Date(), nullable=True))

    with op.batch_alter_table("rule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("entered_by", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn_by", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("rule", schema=None) as batch_op:
        batch_op.drop_column("withdrawn_by")
        batch_op.drop_column("withdrawn_at")
        batch_op.drop_column("entered_by")

    with op.batch_alter_table("project_year", schema=None) as batch_op:
        batch_op.drop_column("allocated_on")
        batch_op.drop_column("allocated")
        batch_op.drop_column("allocated_first")
        batch_op.drop_column("plan_first")

    with op.batch_alter_table("project_record", schema=None) as batch_op:
        batch_op.drop_column("in_catalogue")

    with op.batch_alter_table("project_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_project_fact_valid_to_as_of")
        batch_op.create_index("ix_project_fact_valid_to_as_of", ["valid_to", "as_of"], unique=False)
        batch_op.drop_column("idle_since")
        batch_op.drop_column("idle")
        batch_op.drop_column("allocated_total")
        batch_op.drop_column("delegated")
        batch_op.drop_column("project_director")
        batch_op.drop_column("lead_official")
        batch_op.drop_column("figure_currency")
        batch_op.drop_column("figure_current")
        batch_op.drop_column("registered_on")
        batch_op.drop_column("registered_currency")
        batch_op.drop_column("registered_amount")
        batch_op.drop_column("tier_rule")
        batch_op.drop_column("in_catalogue")

    with op.batch_alter_table("investment_rollup", schema=None) as batch_op:
        batch_op.drop_column("paid_with_allocated")
        batch_op.drop_column("allocated_first_with_paid")
        batch_op.drop_column("allocated_with_paid")
        batch_op.drop_column("with_allocated_and_paid")
        batch_op.drop_column("allocated_first")
        batch_op.drop_column("allocated")
        batch_op.drop_column("with_allocated")
        batch_op.drop_column("plan_first_with_completed")
        batch_op.drop_column("plan_first")

    with op.batch_alter_table("funding", schema=None) as batch_op:
        batch_op.drop_column("capital")

    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index("ix_appointment_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_appointment_edition_id"))

    op.drop_table("appointment")
    with op.batch_alter_table("tier_override", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tier_override_project_code"))

    op.drop_table("tier_override")
    with op.batch_alter_table("project_payment", schema=None) as batch_op:
        batch_op.drop_index("ix_project_payment_payer_id")
        batch_op.drop_index("ix_project_payment_payee_id")

    op.drop_table("project_payment")
    with op.batch_alter_table("project_funding", schema=None) as batch_op:
        batch_op.drop_index("ix_project_funding_valid_to_as_of")

    op.drop_table("project_funding")
    op.drop_table("payment_rollup")
    op.drop_table("payee_rollup")
    op.drop_table("light_rule")
    op.drop_table("funding_rollup")
