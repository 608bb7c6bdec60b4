"""The first schema."""

# Long because: one migration holds the whole first schema, as it was on that day.

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("mapping", sa.String(length=200), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("rows_used", sa.Integer(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
    )
    op.create_table(
        "investment_rollup",
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=False),
        sa.Column("district", sa.String(length=200), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("with_plan", sa.BigInteger(), nullable=False),
        sa.Column("plan", sa.BigInteger(), nullable=False),
        sa.Column("with_completed", sa.BigInteger(), nullable=False),
        sa.Column("completed", sa.BigInteger(), nullable=False),
        sa.Column("with_both", sa.BigInteger(), nullable=False),
        sa.Column("plan_with_completed", sa.BigInteger(), nullable=False),
        sa.Column("completed_with_plan", sa.BigInteger(), nullable=False),
        sa.Column("with_paid", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "as_of", "year", "sector", "district", "tier", "currency", name=op.f("pk_investment_rollup")
        ),
    )
    op.create_table(
        "portfolio_rollup",
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=False),
        sa.Column("district", sa.String(length=200), nullable=False),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("light", sa.String(length=20), nullable=False),
        sa.Column("light_reported", sa.String(length=20), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("projects", sa.BigInteger(), nullable=False),
        sa.Column("with_budget", sa.BigInteger(), nullable=False),
        sa.Column("budget_current", sa.BigInteger(), nullable=False),
        sa.Column("with_completed", sa.BigInteger(), nullable=False),
        sa.Column("completed_total", sa.BigInteger(), nullable=False),
        sa.Column("with_forecast", sa.BigInteger(), nullable=False),
        sa.Column("with_slip", sa.BigInteger(), nullable=False),
        sa.Column("delayed", sa.BigInteger(), nullable=False),
        sa.Column("slip_days", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "as_of",
            "sector",
            "district",
            "tier",
            "status",
            "light",
            "light_reported",
            "currency",
            name=op.f("pk_portfolio_rollup"),
        ),
    )
    op.create_table(
        "project_fact",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("name_zh", sa.Text(), nullable=True),
        sa.Column("sector", sa.String(length=200), nullable=True),
        sa.Column("district", sa.String(length=200), nullable=True),
        sa.Column("nature", sa.String(length=20), nullable=True),
        sa.Column("complexity", sa.String(length=20), nullable=True),
        sa.Column("is_key", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=True),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("tier_current", sa.String(length=10), nullable=False),
        sa.Column("tier_reason", sa.String(length=20), nullable=False),
        sa.Column("responsible_id", sa.BigInteger(), nullable=True),
        sa.Column("organisations", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("budget_first", sa.BigInteger(), nullable=True),
        sa.Column("budget_current", sa.BigInteger(), nullable=True),
        sa.Column("budget_as_of", sa.Date(), nullable=True),
        sa.Column("budget_estimate", sa.BigInteger(), nullable=True),
        sa.Column("budget_approved", sa.BigInteger(), nullable=True),
        sa.Column("budget_contract", sa.BigInteger(), nullable=True),
        sa.Column("budget_final", sa.BigInteger(), nullable=True),
        sa.Column("plan_year", sa.BigInteger(), nullable=True),
        sa.Column("completed_year", sa.BigInteger(), nullable=True),
        sa.Column("completed_total", sa.BigInteger(), nullable=True),
        sa.Column("paid_total", sa.BigInteger(), nullable=True),
        sa.Column("physical_percent", sa.Float(), nullable=True),
        sa.Column("progress_as_of", sa.Date(), nullable=True),
        sa.Column("light_reported", sa.String(length=20), nullable=True),
        sa.Column("light", sa.String(length=20), nullable=False),
        sa.Column("start_baseline", sa.Date(), nullable=True),
        sa.Column("start_actual", sa.Date(), nullable=True),
        sa.Column("completion_first_baseline", sa.Date(), nullable=True),
        sa.Column("completion_baseline", sa.Date(), nullable=True),
        sa.Column("baseline_no", sa.Integer(), nullable=True),
        sa.Column("completion_first_forecast", sa.Date(), nullable=True),
        sa.Column("completion_forecast", sa.Date(), nullable=True),
        sa.Column("forecast_as_of", sa.Date(), nullable=True),
        sa.Column("completion_actual", sa.Date(), nullable=True),
        sa.Column("slip_days", sa.Integer(), nullable=True),
        sa.Column("slip_latest_days", sa.Integer(), nullable=True),
        sa.Column("planned_days", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", "as_of", name=op.f("pk_project_fact")),
    )
    with op.batch_alter_table("project_fact", schema=None) as batch_op:
        batch_op.create_index("ix_project_fact_as_of", ["as_of"], unique=False)
        batch_op.create_index("ix_project_fact_valid_to_as_of", ["valid_to", "as_of"], unique=False)

    op.create_table(
        "project_organisation",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("project_id", "organisation_id", "role", "as_of", name=op.f("pk_project_organisation")),
    )
    with op.batch_alter_table("project_organisation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_project_organisation_organisation_id", ["organisation_id", "project_id"], unique=False
        )
        batch_op.create_index("ix_project_organisation_valid_to_as_of", ["valid_to", "as_of"], unique=False)

    op.create_table(
        "project_year",
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=True),
        sa.Column("district", sa.String(length=200), nullable=True),
        sa.Column("tier", sa.String(length=10), nullable=False),
        sa.Column("plan", sa.BigInteger(), nullable=True),
        sa.Column("completed", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", "year", "currency", "as_of", name=op.f("pk_project_year")),
    )
    with op.batch_alter_table("project_year", schema=None) as batch_op:
        batch_op.create_index("ix_project_year_valid_to_as_of", ["valid_to", "as_of"], unique=False)

    op.create_table(
        "rule",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule")),
    )
    with op.batch_alter_table("rule", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_key"), ["key"], unique=False)

    op.create_table(
        "code_label",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=True),
        sa.Column("name_zh", sa.String(length=300), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_code_label_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_label")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_code_label_kind_code")),
    )
    with op.batch_alter_table("code_label", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_code_label_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=800), nullable=False),
        sa.Column("identifier", sa.String(length=200), nullable=True),
        sa.Column("name_en", sa.String(length=800), nullable=True),
        sa.Column("name_zh", sa.String(length=800), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_organisation_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisation.id"], name=op.f("fk_organisation_parent_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("key", name=op.f("uq_organisation_key")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "problem",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=500), nullable=False),
        sa.Column("sheet", sa.String(length=200), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", sa.String(length=500), nullable=True),
        sa.Column("found", sa.Text(), nullable=True),
        sa.Column("allowed", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_problem_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_problem")),
    )
    with op.batch_alter_table("problem", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_problem_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "project",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=300), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_project_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("code", name=op.f("uq_project_code")),
    )
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "source_file",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("described", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_source_file_edition_id_edition")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_file")),
    )
    with op.batch_alter_table("source_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_file_edition_id"), ["edition_id"], unique=False)

    op.create_table(
        "annual_plan",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_annual_plan_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_annual_plan_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_annual_plan")),
    )
    with op.batch_alter_table("annual_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_annual_plan_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_annual_plan_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "budget_figure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_budget_figure_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_budget_figure_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_figure")),
    )
    with op.batch_alter_table("budget_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_budget_figure_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_budget_figure_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "contract",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("identifier", sa.String(length=300), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("nature", sa.String(length=60), nullable=True),
        sa.Column("method", sa.String(length=60), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=True),
        sa.Column("supplier_id", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_contract_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_contract_project_id_project")),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["organisation.id"], name=op.f("fk_contract_supplier_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
    )
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contract_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_contract_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "flag",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("rule", sa.String(length=60), nullable=False),
        sa.Column("found", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_flag_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_flag_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag")),
    )
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_flag_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_flag_project_id", ["project_id"], unique=False)
        batch_op.create_index("ix_flag_state", ["state"], unique=False)

    op.create_table(
        "funding",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("nature", sa.String(length=20), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_funding_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_funding_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_funding")),
    )
    with op.batch_alter_table("funding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_funding_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_funding_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "milestone_snapshot",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("milestone", sa.String(length=20), nullable=False),
        sa.Column("baseline_no", sa.Integer(), nullable=True),
        sa.Column("baseline", sa.Date(), nullable=True),
        sa.Column("forecast", sa.Date(), nullable=True),
        sa.Column("actual", sa.Date(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_milestone_snapshot_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_milestone_snapshot_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone_snapshot")),
    )
    with op.batch_alter_table("milestone_snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_snapshot_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_milestone_snapshot_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "organisation_alias",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=800), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_organisation_alias_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_organisation_alias_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_alias")),
    )
    with op.batch_alter_table("organisation_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_organisation_alias_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_alias_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_organisation_alias_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "participation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=True),
        sa.Column("from_date", sa.Date(), nullable=True),
        sa.Column("to_date", sa.Date(), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_participation_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_participation_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_participation_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
    )
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participation_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participation_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_participation_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=True),
        sa.Column("payer_id", sa.BigInteger(), nullable=True),
        sa.Column("payee_id", sa.BigInteger(), nullable=True),
        sa.Column("contract", sa.String(length=300), nullable=True),
        sa.Column("reference", sa.String(length=300), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_payment_edition_id_edition")),
        sa.ForeignKeyConstraint(["payee_id"], ["organisation.id"], name=op.f("fk_payment_payee_id_organisation")),
        sa.ForeignKeyConstraint(["payer_id"], ["organisation.id"], name=op.f("fk_payment_payer_id_organisation")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_payment_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payment_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_payment_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "progress_report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("completed_total", sa.BigInteger(), nullable=True),
        sa.Column("completed_year", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("physical_percent", sa.Float(), nullable=True),
        sa.Column("light", sa.String(length=20), nullable=True),
        sa.Column("light_reported", sa.String(length=200), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_progress_report_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_progress_report_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
    )
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_report_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_progress_report_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "project_record",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("project_id", sa.BigInteger(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("name_zh", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("sector", sa.String(length=200), nullable=True),
        sa.Column("district", sa.String(length=200), nullable=True),
        sa.Column("nature", sa.String(length=20), nullable=True),
        sa.Column("complexity", sa.String(length=20), nullable=True),
        sa.Column("is_key", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_project_record_edition_id_edition")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_project_record_project_id_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_record")),
    )
    with op.batch_alter_table("project_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_record_edition_id"), ["edition_id"], unique=False)
        batch_op.create_index("ix_project_record_project_id_as_of", ["project_id", "as_of"], unique=False)

    op.create_table(
        "source_row",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=200), nullable=True),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_source_row_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_source_row_source_file_id_source_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_row")),
    )
    with op.batch_alter_table("source_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_row_edition_id"), ["edition_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("source_row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_row_edition_id"))

    op.drop_table("source_row")
    with op.batch_alter_table("project_record", schema=None) as batch_op:
        batch_op.drop_index("ix_project_record_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_project_record_edition_id"))

    op.drop_table("project_record")
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.drop_index("ix_progress_report_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_progress_report_edition_id"))

    op.drop_table("progress_report")
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.drop_index("ix_payment_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_payment_edition_id"))

    op.drop_table("payment")
    with op.batch_alter_table("participation", schema=None) as batch_op:
        batch_op.drop_index("ix_participation_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_participation_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_participation_edition_id"))

    op.drop_table("participation")
    with op.batch_alter_table("organisation_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_alias_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_alias_name"))
        batch_op.drop_index(batch_op.f("ix_organisation_alias_edition_id"))

    op.drop_table("organisation_alias")
    with op.batch_alter_table("milestone_snapshot", schema=None) as batch_op:
        batch_op.drop_index("ix_milestone_snapshot_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_milestone_snapshot_edition_id"))

    op.drop_table("milestone_snapshot")
    with op.batch_alter_table("funding", schema=None) as batch_op:
        batch_op.drop_index("ix_funding_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_funding_edition_id"))

    op.drop_table("funding")
    with op.batch_alter_table("flag", schema=None) as batch_op:
        batch_op.drop_index("ix_flag_state")
        batch_op.drop_index("ix_flag_project_id")
        batch_op.drop_index(batch_op.f("ix_flag_edition_id"))

    op.drop_table("flag")
    with op.batch_alter_table("contract", schema=None) as batch_op:
        batch_op.drop_index("ix_contract_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_contract_edition_id"))

    op.drop_table("contract")
    with op.batch_alter_table("budget_figure", schema=None) as batch_op:
        batch_op.drop_index("ix_budget_figure_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_budget_figure_edition_id"))

    op.drop_table("budget_figure")
    with op.batch_alter_table("annual_plan", schema=None) as batch_op:
        batch_op.drop_index("ix_annual_plan_project_id_as_of")
        batch_op.drop_index(batch_op.f("ix_annual_plan_edition_id"))

    op.drop_table("annual_plan")
    with op.batch_alter_table("source_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_file_edition_id"))

    op.drop_table("source_file")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_project_edition_id"))

    op.drop_table("project")
    with op.batch_alter_table("problem", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_problem_edition_id"))

    op.drop_table("problem")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_parent_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_edition_id"))

    op.drop_table("organisation")
    with op.batch_alter_table("code_label", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_code_label_edition_id"))

    op.drop_table("code_label")
    with op.batch_alter_table("rule", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_key"))

    op.drop_table("rule")
    with op.batch_alter_table("project_year", schema=None) as batch_op:
        batch_op.drop_index("ix_project_year_valid_to_as_of")

    op.drop_table("project_year")
    with op.batch_alter_table("project_organisation", schema=None) as batch_op:
        batch_op.drop_index("ix_project_organisation_valid_to_as_of")
        batch_op.drop_index("ix_project_organisation_organisation_id")

    op.drop_table("project_organisation")
    with op.batch_alter_table("project_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_project_fact_valid_to_as_of")
        batch_op.drop_index("ix_project_fact_as_of")

    op.drop_table("project_fact")
    op.drop_table("portfolio_rollup")
    op.drop_table("investment_rollup")
    op.drop_table("edition")
