"""The tables about when projects will be done."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

_PROJECT = ("code", "name_en", "name_zh", "sector", "tier", "responsible_en", "responsible_zh")
_DATES = (
    "began", "planned_end", "elapsed_ratio", "completion_forecast", "forecast_as_of", "forecast_age", "overdue_days",
    "forecast_gap", "class_level", "class_n", "reference_p10", "reference_p25", "reference_p50", "reference_p75",
    "reference_p80", "reference_p90", "reference_why", "survival_level", "survival_n", "survival_p50", "survival_p80",
    "survival_why", "earned_on", "earned_why",
)  # fmt: skip
_MONEY = (
    "budget", "planned_value", "earned_value", "actual_cost", "cost_variance", "schedule_variance", "cost_index",
    "schedule_index", "to_complete_index", "estimate", "estimate_as_planned", "variance_at_completion",
)  # fmt: skip
_TIME = ("elapsed_days", "earned_days", "time_variance", "time_index", "expected_days", "to_complete_time_index")

COMPLETION = (
    Frame(
        "completion_dates",
        N_(
            "When each unfinished project will be done by each method, beside its own forecast; sorted by how far the "
            "median of comparable projects lies after it."
        ),
        (*_PROJECT, "size_band", "currency", *_DATES),
    ),
    Frame(
        "completion_summary",
        N_("How many unfinished projects have a forecast, and how many forecasts come before what experience says."),
        (
            "unfinished", "with_forecast", "forecast_passed", "with_reference", "with_survival", "with_earned",
            "with_both_dates", "before_p50", "before_p80", "median_gap", "mean_gap",
        ),
    ),
    Frame(
        "reference_classes",
        N_("Every class of comparable projects that was used: what they agree in, how many, how far they ran over."),
        (
            "class_level", "sector", "tier", "size_band", "currency", "class_finished", "class_p20", "class_p50",
            "class_p80", "class_mean", "unfinished",
        ),
    ),
    Frame(
        "duration_overruns",
        N_("The distribution of the overrun of duration of finished projects, by hundredths of them."),
        ("within_share", "duration_overrun", "class_finished"),
    ),
    Frame(
        "duration_outliers",
        N_("The finished projects whose overrun of duration lies farthest beyond the whiskers, by name."),
        ("code", "name_en", "name_zh", "sector", "tier", "planned_days", "finished_on", "duration_overrun"),
    ),
    Frame(
        "earned_schedule_by_project",
        N_("Earned value and earned schedule of each project; of the unfinished, the farthest behind first."),
        (
            *_PROJECT, "progress_state", "currency", "plan_basis", "measured_on", "physical_percent", *_MONEY, "began",
            "planned_days", *_TIME, "earned_on", "earned_why",
        ),
    ),
    Frame(
        "project_earned_value",
        N_("Earned value and earned schedule of one project at each report of progress, and its plan between them."),
        (
            "day", "currency", "plan_basis", "planned_share", "earned_share", "cost_share", *_MONEY, "planned_days",
            *_TIME,
        ),
    ),
    Frame(
        "project_completion",
        N_("When one project will be done: its own forecasts, comparable projects, the curve and earned schedule."),
        (
            "code", "progress_state", "slip_days", "forecasts", "forecast_since", "finished_on", "completion_actual",
            "planned_days", "class_early_slip", "class_late_slip", *_DATES,
        ),
    ),
)  # fmt: skip
