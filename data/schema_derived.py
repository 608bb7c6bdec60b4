"""Derived tables: what pages read. `data.derive` rebuilds them inside the importing transaction.

`project_fact`, `project_year` and `project_organisation` hold what was known of a project from one
of its reporting dates (`as_of`) until the next (`valid_to`, exclusive; FOREVER where there is no
next), so "as of D" is `as_of <= D AND valid_to > D` and picks one state of each project.

The two rollups hold changes, not states: what each reporting date added to or took from the sums,
by the columns of the shared scope. The state as of D is the sum of all rows up to D, so an import
touches only the dates and groups of its own projects, however large the database is.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, Column, Date, Float, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from data.schema import metadata

FOREVER = date(9999, 12, 31)


def _interval() -> list[Column]:
    return [
        Column("project_id", BigInteger, nullable=False),
        Column("as_of", Date, nullable=False),
        Column("valid_to", Date, nullable=False),
    ]


project_fact = Table(
    "project_fact",
    metadata,
    *_interval(),
    # what it is
    Column("code", String(300), nullable=False),
    Column("name_en", Text),
    Column("name_zh", Text),
    Column("sector", String(200)),
    Column("district", String(200)),
    Column("nature", String(20)),
    Column("complexity", String(20)),
    Column("is_key", Integer),
    Column("status", String(20), nullable=False),
    Column("stage", String(20)),
    Column("tier", String(10), nullable=False),  # frozen at registration
    Column("tier_current", String(10), nullable=False),  # on the latest figure
    Column("tier_reason", String(20), nullable=False),
    # who
    Column("responsible_id", BigInteger),  # the first body in the role "responsible"
    Column("organisations", Integer, nullable=False),  # how many distinct bodies take part
    # money, minor units of `currency`; a figure in another currency than `currency` is left out
    Column("currency", String(3)),
    Column("budget_first", BigInteger),  # first known current budget
    Column("budget_current", BigInteger),  # latest known
    Column("budget_as_of", Date),
    Column("budget_estimate", BigInteger),
    Column("budget_approved", BigInteger),
    Column("budget_contract", BigInteger),
    Column("budget_final", BigInteger),
    Column("plan_year", BigInteger),  # annual plan of the fiscal year of as_of
    Column("completed_year", BigInteger),
    Column("completed_total", BigInteger),
    Column("paid_total", BigInteger),
    # progress
    Column("physical_percent", Float),
    Column("progress_as_of", Date),
    Column("light_reported", String(20)),
    Column("light", String(20), nullable=False),  # computed from slip_days
    # dates
    Column("start_baseline", Date),
    Column("start_actual", Date),
    Column("completion_first_baseline", Date),
    Column("completion_baseline", Date),
    Column("baseline_no", Integer),
    Column("completion_first_forecast", Date),
    Column("completion_forecast", Date),
    Column("forecast_as_of", Date),
    Column("completion_actual", Date),
    Column("slip_days", Integer),  # actual, else forecast, minus first baseline, else first forecast
    Column("slip_latest_days", Integer),  # against the latest baseline
    Column("planned_days", Integer),  # first baseline completion minus baseline start
    PrimaryKeyConstraint("project_id", "as_of"),
    Index("ix_project_fact_valid_to_as_of", "valid_to", "as_of"),
    Index("ix_project_fact_as_of", "as_of"),
)

project_year = Table(
    "project_year",
    metadata,
    *_interval(),
    Column("year", Integer, nullable=False),  # fiscal year
    Column("currency", String(3), nullable=False),
    Column("sector", String(200)),
    Column("district", String(200)),
    Column("tier", String(10), nullable=False),
    Column("plan", BigInteger),
    Column("completed", BigInteger),
    Column("paid", BigInteger),
    PrimaryKeyConstraint("project_id", "year", "currency", "as_of"),
    Index("ix_project_year_valid_to_as_of", "valid_to", "as_of"),
)

project_organisation = Table(
    "project_organisation",
    metadata,
    *_interval(),
    Column("organisation_id", BigInteger, nullable=False),
    Column("role", String(20), nullable=False),
    PrimaryKeyConstraint("project_id", "organisation_id", "role", "as_of"),
    Index("ix_project_organisation_organisation_id", "organisation_id", "project_id"),
    Index("ix_project_organisation_valid_to_as_of", "valid_to", "as_of"),
)


def _rollup(name: str, dimensions: list[Column], measures: list[str]) -> Table:
    keys = [Column("as_of", Date, nullable=False), *dimensions]
    return Table(
        name,
        metadata,
        *keys,
        *(Column(measure, BigInteger, nullable=False) for measure in measures),
        PrimaryKeyConstraint(*(key.name for key in keys)),
    )


# In a rollup's key "" stands for NULL: SQL never finds two NULLs equal.
portfolio_rollup = _rollup(
    "portfolio_rollup",
    [
        Column("sector", String(200), nullable=False),
        Column("district", String(200), nullable=False),
        Column("tier", String(10), nullable=False),
        Column("status", String(20), nullable=False),
        Column("light", String(20), nullable=False),
        Column("light_reported", String(20), nullable=False),
        Column("currency", String(3), nullable=False),
    ],
    [
        "projects",
        "with_budget",
        "budget_current",
        "with_completed",
        "completed_total",
        "with_forecast",
        "with_slip",
        "delayed",
        "slip_days",
    ],
)

investment_rollup = _rollup(
    "investment_rollup",
    [
        Column("year", Integer, nullable=False),
        Column("sector", String(200), nullable=False),
        Column("district", String(200), nullable=False),
        Column("tier", String(10), nullable=False),
        Column("currency", String(3), nullable=False),
    ],
    [
        "with_plan",
        "plan",
        "with_completed",
        "completed",
        # of the projects whose plan and completed investment are both known: a rate needs the same ones above and below
        "with_both",
        "plan_with_completed",
        "completed_with_plan",
        "with_paid",
        "paid",
    ],
)

DERIVED = (project_fact, project_year, project_organisation, portfolio_rollup, investment_rollup)
