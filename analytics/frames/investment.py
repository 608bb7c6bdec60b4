"""The tables of the page about investment plans."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_PLAN_SUMS = (
    "with_plan", "plan", "with_completed", "completed", "with_both", "plan_with_completed", "completed_with_plan",
    "plan_due", "plan_share_known", "completion_share", "pro_rata_share", "gap_points", "gap_percent",
    "share_year_before",
)  # fmt: skip
_STARTS = (
    "year", "projects", "with_start_baseline", "starts_planned", "starts_made", "start_share", "starts_due",
    "starts_due_made", "starts_carried", "with_completion_baseline", "completions_planned", "completions_made",
    "finish_share", "completions_due", "completions_due_made", "completions_carried",
)  # fmt: skip

INVESTMENT = (
    Frame(
        "plan_by_year",
        N_("Annual plan and completed investment by fiscal year and currency, and the gap to the pro-rata line."),
        ("year", "currency", "projects", *_PLAN_SUMS),
    ),
    *(
        Frame(
            f"plan_by_{dimension}",
            sentence,
            ("group", "group_en", "group_zh", "currency", "projects", *_PLAN_SUMS),
            GROUPS[dimension],
        )
        for dimension, sentence in (
            ("sector", N_("Plan and completed investment of the newest year by sector; the widest gap first.")),
            ("district", N_("Plan and completed investment of the newest year by district; the widest gap first.")),
            ("tier", N_("Plan and completed investment of the newest year by tier; the widest gap first.")),
            (
                "responsible",
                N_("Plan and completed of the newest year by responsible organisation; the widest gap first."),
            ),
        )
    ),
    Frame(
        "gap_by_project",
        N_("The projects that explain the gap to the pro-rata line, the largest by name; the rows add up."),
        (
            "gap_part", "code", "name_en", "name_zh", "projects", "year", "currency", "gap_before", "gap_amount",
            "part_points", "part_percent", "plan_with_completed", "plan_due", "completed_with_plan", "completion_share",
            "pro_rata_share", "gap_points", "gap_percent",
        ),
    ),
    Frame(
        "s_curve",
        N_("Planned, completed and forecast money of the same projects, cumulative; 100 % is their budgets."),
        (
            "day", "currency", "projects", "curve_budget", "planned_to_date", "planned_to_date_share",
            "actual_to_date", "actual_to_date_share", "completed_known_share", "physical_share",
            "physical_known_share", "forecast_to_date", "forecast_to_date_share", "undated", "undated_share",
        ),
    ),
    Frame(
        "budget_execution",
        N_("Completed or paid, against the original and the revised figure: of the newest year, and over the life."),
        (
            "execution", "year", "currency", "with_basis", "basis", "with_basis_spent", "basis_with_spent",
            "spent_of_basis", "execution_share", "basis_known_share",
        ),
    ),
    *(
        Frame(f"starts_by_{dimension}", sentence, ("group", "group_en", "group_zh", *_STARTS), GROUPS[dimension])
        for dimension, sentence in (
            ("sector", N_("Starts and completions of the fiscal year by sector; most missing starts first.")),
            ("district", N_("Starts and completions of the fiscal year by district; most missing starts first.")),
            ("tier", N_("Starts and completions of the fiscal year by tier; most missing starts first.")),
            (
                "responsible",
                N_("Starts and completions of the fiscal year by responsible organisation; most missing starts first."),
            ),
        )
    ),
)  # fmt: skip
