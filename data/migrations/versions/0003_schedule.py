"""Milestones by interval, every baseline of the completion, the first forecast of the start, the age of a status.

The derived tables are emptied: they are rebuilt when the upgrade is done.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

DERIVED = (
    "project_fact", "project_year", "project_organisation", "project_funding", "project_payment", "portfolio_rollup",
    "investment_rollup", "funding_rollup", "payment_rollup", "payee_rollup",
)  # fmt: skip


def upgrade() -> None:
    for table in DERIVED:
        op.execute(f"DELETE FROM {table}")
    op.create_table(
        "project_milestone",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("milestone", sa.String(length=20), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=True),
        sa.Column("district", sa.String(length=200), nullable=True),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("baseline_no", sa.Integer(), nullable=True),
        sa.Column("first_baseline", sa.Date(), nullable=True),
        sa.Column("baseline", sa.Date(), nullable=True),
        sa.Column("forecast", sa.Date(), nullable=True),
        sa.Column("forecast_as_of", sa.Date(), nullable=True),
        sa.Column("actual", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", "milestone", "as_of", name=op.f("pk_project_milestone")),
    )
    op.create_table(
        "project_baseline",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("baseline_no", sa.Integer(), nullable=False),
        sa.Column("baseline", sa.Date(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("responsible_id", sa.BigInteger(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "baseline_no", "as_of", name=op.f("pk_project_baseline")),
    )
    for table in ("project_milestone", "project_baseline"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.create_index(f"ix_{table}_valid_to_as_of", ["valid_to", "as_of"], unique=False)
    with op.batch_alter_table("project_fact", schema=None) as batch_op:
        batch_op.add_column(sa.Column("status_since", sa.Date(), nullable=False))
        batch_op.add_column(sa.Column("start_first_forecast", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("project_fact", schema=None) as batch_op:
        batch_op.drop_column("start_first_forecast")
        batch_op.drop_column("status_since")
    for table in ("project_milestone", "project_baseline"):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_index(f"ix_{table}_valid_to_as_of")
        op.drop_table(table)
