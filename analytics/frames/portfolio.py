"""The tables of the portfolio's pages, and those of one project."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

PORTFOLIO = (
    Frame(
        "projects",
        N_("One row per project in scope: what it is, who answers for it, its money, its dates and its slip."),
        (
            "code", "name_en", "name_zh", "sector", "district", "tier", "status", "stage", "light", "light_reported",
            "responsible_en", "responsible_zh", "organisations", "currency", "budget_current", "budget_as_of",
            "completed_total", "physical_percent", "completion_first_baseline", "completion_forecast",
            "forecast_as_of", "completion_actual", "slip_days", "as_of",
        ),
    ),
    Frame(
        "portfolio_trend",
        N_(
            "The portfolio at every reporting date up to the as-of date: how many projects, on watch, late and delayed."
        ),
        (
            "as_of", "projects", "unfinished", "with_forecast", "without_forecast", "with_slip", "watch", "late",
            "late_share", "delayed", "delayed_share", "watch_from", "late_from", "mean_slip", "said_good",
            "said_good_late",
        ),
    ),
    Frame(
        "portfolio_money",
        N_("Current budgets and completed investment at every reporting date, one row a currency."),
        (
            "as_of", "currency", "projects", "with_budget", "budget_known_share", "budget_current",
            "with_completed_total", "completed_known_share", "completed_total",
        ),
    ),
    Frame(
        "portfolio_lights",
        N_("Projects by the light computed by rule and the light that was reported."),
        ("light", "light_reported", "projects", "share"),
    ),
    Frame(
        "portfolio_slip_bands",
        N_("Projects and their current budgets by how far they slip."),
        (
            "band_from", "band_to", "light", "projects", "share", "currency", "with_budget", "budget_current",
            "budget_known", "budget_share",
        ),
    ),
    Frame(
        "portfolio_moves",
        N_("What changed since the reporting date before: how many projects are new, better, worse, dearer, later."),
        ("move", "projects", "since"),
    ),
    Frame(
        "attention",
        N_("The ten unfinished projects with most reasons for attention, and the reasons."),
        (
            "code", "name_en", "name_zh", "reasons", "slip_days", "over_approved_share", "completion_forecast",
            "currency", "budget_current", "light", "light_reported", "responsible_en", "responsible_zh", "as_of",
        ),
    ),
    Frame(
        "project_facts",
        N_("Everything known about one project, field by field: the last known value, how old it is, where it stands."),
        ("field", "value_en", "value_zh", "as_of", "age_days", "edition", "file", "sheet", "row"),
    ),
    Frame(
        "project_tier",
        N_("The tier of one project: in force, by rule frozen at registration, and on the current figure."),
        (
            "tier", "tier_rule", "tier_current", "tier_reason", "currency", "registered_amount", "registered_on",
            "figure_current",
        ),
    ),
    Frame(
        "project_milestones",
        N_("Every milestone report of one project: baseline, forecast and actual at each reporting date."),
        (
            "as_of", "milestone", "baseline_no", "baseline", "forecast", "actual", "is_flagged", "edition", "file",
            "sheet", "row",
        ),
    ),
    Frame(
        "project_budgets",
        N_("Every budget figure of one project, by kind and reporting date."),
        ("as_of", "budget_kind", "amount", "currency", "is_flagged", "edition", "file", "sheet", "row"),
    ),
    Frame(
        "project_progress",
        N_("Every progress report of one project: completed investment, physical progress and the reported light."),
        (
            "as_of", "completed_total", "completed_year", "currency", "physical_percent", "light_reported",
            "light_words", "is_flagged", "edition", "file", "sheet", "row",
        ),
    ),
    Frame(
        "project_bodies",
        N_("The organisations that take part in one project, by the newest report of each role."),
        (
            "role", "organisation_en", "organisation_zh", "organisation_kind", "stage", "from_date", "to_date", "as_of",
            "edition", "file", "sheet", "row",
        ),
    ),
    Frame(
        "project_plans",
        N_("The annual plans of one project."),
        ("year", "amount", "currency", "as_of", "edition", "file", "sheet", "row"),
    ),
    Frame(
        "project_funding",
        N_("Where the money of one project comes from, by year."),
        ("year", "funding_source", "funding_nature", "amount", "currency", "as_of", "edition", "file", "sheet", "row"),
    ),
    Frame(
        "project_contracts",
        N_("The contracting processes of one project in summary."),
        (
            "contract", "contract_title", "contract_method", "contract_status", "supplier_en", "supplier_zh", "amount",
            "currency", "start_date", "end_date", "as_of", "edition", "file", "sheet", "row",
        ),
    ),
    Frame(
        "project_payments",
        N_("The payments of one project, newest first."),
        (
            "paid_on", "amount", "currency", "payer_en", "payer_zh", "payee_en", "payee_zh", "contract",
            "funding_source", "reference", "edition", "file", "sheet", "row",
        ),
        exact=True,
    ),
    Frame(
        "scope_choices",
        N_("What the shared scope can be set to: sectors, districts, tiers, organisations and reporting dates."),
        ("choice_kind", "choice", "label_en", "label_zh", "projects"),
    ),
    Frame(
        "code_labels",
        N_("The names of sectors and districts in both languages, as far as the data give them."),
        ("choice_kind", "choice", "label_en", "label_zh"),
    ),
)  # fmt: skip
