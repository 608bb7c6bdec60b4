"""Derived tables: what pages read. `data.derive` rebuilds them inside the importing transaction.

The tables `project_*` hold what was known of a project from one
of its reporting dates (`as_of`) until the next (`valid_to`, exclusive; FOREVER where there is no
next), so "as of D" is `as_of <= D AND valid_to > D` and picks one state of each project.

The rollups hold changes, not states: what each reporting date added to or took from the sums,
by the columns of the shared scope. The state as of D is the sum of all rows up to D, so an import
touches only the dates and groups of its own projects, however large the database is.
"""

# Long because: the tables are read side by side.

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


def _scope() -> list[Column]:
    return [
        Column("sector", String(200)),
        Column("district", String(200)),
        Column("tier", String(10), nullable=False),
    ]


# What persons have decided about names, worked out: by the date of a report, the body that an organisation counts as.
# An organisation that counts as itself has no row.
merged_organisation = Table(
    "merged_organisation",
    metadata,
    Column("organisation_id", BigInteger, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("valid_to", Date, nullable=False),
    Column("into_id", BigInteger, nullable=False),
    PrimaryKeyConstraint("organisation_id", "as_of"),
)

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
    Column("status_since", Date, nullable=False),  # the report since which every report has left it so
    Column("stage", String(20)),
    Column("in_catalogue", Integer),  # as reported
    Column("tier", String(10), nullable=False),  # in force: a person's decision, else by the rule
    Column("tier_rule", String(10), nullable=False),  # by the rule, frozen at registration
    Column("tier_current", String(10), nullable=False),  # by the rule, on the latest figure
    Column("tier_reason", String(20), nullable=False),
    Column("registered_amount", BigInteger),  # the figure that the frozen tier rests on
    Column("registered_currency", String(3)),
    Column("registered_on", Date),
    Column("figure_current", BigInteger),  # the figure that the current tier rests on
    Column("figure_currency", String(3)),
    # who
    Column("responsible_id", BigInteger),  # the first body in the role "responsible"
    Column("organisations", Integer, nullable=False),  # how many distinct bodies take part
    Column("lead_official", Integer, nullable=False),  # 1: somebody holds the post
    Column("project_director", Integer, nullable=False),
    Column("delegated", Integer, nullable=False),  # 1: a body is on record as authorised to execute
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
    Column("allocated_total", BigInteger),  # funds of the fiscal years begun
    Column("idle", BigInteger),  # allocated and not known to be paid
    Column("idle_since", Date),  # the day from which the oldest of it was available
    # progress
    Column("physical_percent", Float),
    Column("progress_as_of", Date),
    Column("light_reported", String(20)),
    Column("light", String(20), nullable=False),  # computed from slip_days
    # dates
    Column("start_baseline", Date),
    Column("start_actual", Date),
    Column("start_first_forecast", Date),
    Column("completion_first_baseline", Date),
    Column("completion_baseline", Date),
    Column("baseline_no", Integer),
    Column("completion_first_forecast", Date),
    Column("completion_forecast", Date),
    Column("forecast_as_of", Date),
    Column("completion_actual", Date),
    Column("slip_days", Integer),  # actual, else forecast, minus first baseline, else first forecast
    Column("slip_latest_days", Integer),  # against the latest baseline
    Column("planned_days", Integer),  # first baseline completion minus the start: baseline, else actual, else forecast
    PrimaryKeyConstraint("project_id", "as_of"),
    # The index alone answers what projects had completed at each date, without reading half a million wide rows.
    Index(
        "ix_project_fact_valid_to_as_of",
        "valid_to",
        "as_of",
        "project_id",
        "currency",
        "completed_total",
        "physical_percent",
    ),
    Index("ix_project_fact_as_of", "as_of"),
)

project_year = Table(
    "project_year",
    metadata,
    *_interval(),
    Column("year", Integer, nullable=False),  # fiscal year
    Column("currency", String(3), nullable=False),
    *_scope(),
    Column("plan_first", BigInteger),  # original: the first known one
    Column("plan", BigInteger),  # revised: the last known one
    Column("completed", BigInteger),
    Column("paid", BigInteger),
    Column("allocated_first", BigInteger),
    Column("allocated", BigInteger),
    Column("allocated_on", Date),  # the day from which it was available, as far as known
    PrimaryKeyConstraint("project_id", "year", "currency", "as_of"),
    Index("ix_project_year_valid_to_as_of", "valid_to", "as_of"),
)

project_organisation = Table(
    "project_organisation",
    metadata,
    *_interval(),
    Column("organisation_id", BigInteger, nullable=False),
    Column("role", String(20), nullable=False),
    Column("stage", String(20), nullable=False),  # "" for the whole project
    Column("from_date", Date),
    Column("to_date", Date),
    PrimaryKeyConstraint("project_id", "organisation_id", "role", "stage", "as_of"),
    Index("ix_project_organisation_organisation_id", "organisation_id", "project_id"),
    Index("ix_project_organisation_valid_to_as_of", "valid_to", "as_of"),
)

project_milestone = Table(
    "project_milestone",  # a milestone as last known: a row where a report says something new about it
    metadata,
    *_interval(),
    Column("milestone", String(20), nullable=False),
    *_scope(),
    Column("baseline_no", Integer),
    Column("first_baseline", Date),  # where none was ever given, the first known forecast
    Column("baseline", Date),  # the latest
    Column("forecast", Date),
    Column("forecast_as_of", Date),
    Column("actual", Date),
    PrimaryKeyConstraint("project_id", "milestone", "as_of"),
    Index("ix_project_milestone_valid_to_as_of", "valid_to", "as_of"),
)

project_baseline = Table(
    "project_baseline",  # each numbered baseline of the completion, as last reported
    metadata,
    *_interval(),
    Column("baseline_no", Integer, nullable=False),
    Column("baseline", Date, nullable=False),
    Column("set_on", Date, nullable=False),  # the report that first gave this number
    Column("responsible_id", BigInteger),  # the body that answered for the project then
    Column("edition_id", Integer, nullable=False),
    PrimaryKeyConstraint("project_id", "baseline_no", "as_of"),
    Index("ix_project_baseline_valid_to_as_of", "valid_to", "as_of"),
)


# Keys of the next two: "" and 0 stand for "not stated".
project_funding = Table(
    "project_funding",  # a line of funding: year, source, base or incremental, public or private
    metadata,
    *_interval(),
    Column("year", Integer, nullable=False),  # fiscal year
    Column("currency", String(3), nullable=False),
    Column("source", String(300), nullable=False),
    Column("nature", String(20), nullable=False),
    Column("capital", String(20), nullable=False),
    *_scope(),
    Column("allocated", BigInteger, nullable=False),
    PrimaryKeyConstraint("project_id", "year", "currency", "source", "nature", "capital", "as_of"),
    Index("ix_project_funding_valid_to_as_of", "valid_to", "as_of"),
)

project_payment = Table(
    "project_payment",  # all payments so far along one way: source, payer, contract, payee
    metadata,
    *_interval(),
    Column("currency", String(3), nullable=False),
    Column("source", String(300), nullable=False),
    Column("payer_id", BigInteger, nullable=False),
    Column("payee_id", BigInteger, nullable=False),
    Column("contract", String(300), nullable=False),
    *_scope(),
    Column("payments", BigInteger, nullable=False),
    Column("paid", BigInteger, nullable=False),
    PrimaryKeyConstraint("project_id", "currency", "source", "payer_id", "payee_id", "contract", "as_of"),
    Index("ix_project_payment_payer_id", "payer_id", "project_id"),
    Index("ix_project_payment_payee_id", "payee_id", "project_id"),
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


def _scope_keys() -> list[Column]:
    return [
        Column("sector", String(200), nullable=False),
        Column("district", String(200), nullable=False),
        Column("tier", String(10), nullable=False),
    ]


# In a rollup's key "" stands for NULL: SQL never finds two NULLs equal.
portfolio_rollup = _rollup(
    "portfolio_rollup",
    [
        *_scope_keys(),
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
        *_scope_keys(),
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
        # original against revised: the first known plan, and the funds, of the same projects
        "plan_first",
        "plan_first_with_completed",
        "with_allocated",
        "allocated",
        "allocated_first",
        "with_allocated_and_paid",
        "allocated_with_paid",
        "allocated_first_with_paid",
        "paid_with_allocated",
    ],
)

funding_rollup = _rollup(
    "funding_rollup",
    [
        Column("year", Integer, nullable=False),
        *_scope_keys(),
        Column("currency", String(3), nullable=False),
        Column("source", String(300), nullable=False),
        Column("nature", String(20), nullable=False),
        Column("capital", String(20), nullable=False),
    ],
    ["projects", "allocated"],
)

payment_rollup = _rollup(
    "payment_rollup",
    [
        *_scope_keys(),
        Column("currency", String(3), nullable=False),
        Column("source", String(300), nullable=False),
        Column("payer_id", BigInteger, nullable=False),
    ],
    ["payments", "paid"],
)

# By nothing of the scope: thousands of payees times its columns would be as many rows as `project_payment`.
payee_rollup = _rollup(
    "payee_rollup",
    [Column("currency", String(3), nullable=False), Column("payee_id", BigInteger, nullable=False)],
    ["payments", "paid"],
)

DERIVED = (
    merged_organisation,
    project_fact,
    project_year,
    project_organisation,
    project_milestone,
    project_baseline,
    project_funding,
    project_payment,
    portfolio_rollup,
    investment_rollup,
    funding_rollup,
    payment_rollup,
    payee_rollup,
)
