"""The tables of the pages about schedules."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_RATES = (
    "projects", "with_slip", "median_slip", "median_low", "median_high", "mean_slip", "median_slip_percent", "judged",
    "delayed", "delayed_share", "delayed_low", "delayed_high", "unfinished", "without_forecast",
    "without_forecast_share",
)  # fmt: skip
_TOLERANCE = ("tolerance_days", "tolerance_percent", "late_by")
_SLIPS = (
    "code", "name_en", "name_zh", "sector", "district", "tier", "status", "progress_state", "responsible_en",
    "responsible_zh", "completion_first_baseline", "completion_baseline", "completion_forecast", "forecast_as_of",
    "completion_actual", "planned_days", "slip_days", "slip_latest_days", "slip_chosen_days", "slip_percent",
    "is_delayed", "as_of",
)  # fmt: skip
_CONTRACTOR = dict.fromkeys(("group_en", "group_zh"), N_("Contractor"))

SCHEDULE = (
    Frame(
        "slippage_by_project",
        N_("One row per project in scope: its dates, its slip and whether it is delayed; the largest slip first."),
        _SLIPS,
    ),
    Frame("slippage_largest", N_("The projects with the largest slips: their dates, and who is responsible."), _SLIPS),
    Frame(
        "delay_rates",
        N_("Share delayed with its interval, median and mean slip: of the finished, of the unfinished, and of all."),
        ("progress_state", *_RATES, *_TOLERANCE),
    ),
    Frame(
        "five_delay_rates",
        N_("Five delay rates side by side, each with what it divides by what, its interval and its coverage."),
        (
            "delay_measure", "asked", "judged", "judged_share", "delayed", "delayed_share", "delayed_low",
            "delayed_high", "claimed_share", *_TOLERANCE,
        ),
    ),
    *(
        Frame(f"slippage_by_{dimension}", sentence, ("group", "group_en", "group_zh", *_RATES), heads)
        for dimension, heads, sentence in (
            ("sector", GROUPS["sector"], N_("Share delayed and median slip by sector; the surest delay first.")),
            ("district", GROUPS["district"], N_("Share delayed and median slip by district; the surest delay first.")),
            ("tier", GROUPS["tier"], N_("Share delayed and median slip by tier; the surest delay first.")),
            (
                "responsible",
                GROUPS["responsible"],
                N_("Share delayed and median slip by responsible organisation; the surest delay first."),
            ),
            (
                "contractor",
                _CONTRACTOR,
                N_("Share delayed and median slip by contractor; a project with two contractors counts for both."),
            ),
        )
    ),
    Frame(
        "slip_spread",
        N_("The distribution of the slip: quartiles, whiskers, mean with and without outliers."),
        (
            "progress_state", "slip_unit", "with_slip", "least_slip", "low_whisker", "quarter_slip", "middle_slip",
            "three_quarter_slip", "high_whisker", "most_slip", "average_slip", "mean_without_outliers", "outliers",
        ),
    ),
    Frame(
        "slip_dots",
        N_("The distribution of the slip as columns of dots, as the picture draws them."),
        ("progress_state", "slip_unit", "slip_value", "dot_level", "dot_projects", "beyond"),
    ),
    Frame(
        "slip_outliers",
        N_("The projects whose slip lies farthest beyond the whiskers, by name."),
        ("code", "name_en", "name_zh", "progress_state", "slip_unit", "slip_value", "slip_days", "responsible_en",
         "responsible_zh"),
    ),
    Frame(
        "cost_by_schedule",
        N_("How many projects cost more than approved, by whether they started late, took longer, both or neither."),
        (
            "schedule_outcome", "projects", "cost_known", "over_budget", "over_share", "over_low", "over_high",
            "median_growth", *_TOLERANCE,
        ),
    ),
    Frame(
        "slip_and_cost",
        N_("How many projects are later, dearer, both or neither, and how far the two go together."),
        ("projects", "later_dearer", "later_only", "dearer_only", "neither_moved", "rank_correlation", "rank_low",
         "rank_high"),
    ),
    Frame(
        "slip_and_cost_dots",
        N_("Slip against cost growth in small fields, as the picture draws them."),
        ("slip_value", "cost_growth", "dot_projects", "beyond"),
    ),
    Frame(
        "slip_and_cost_farthest",
        N_("The projects that are farthest out in slip and cost growth together, by name."),
        ("code", "name_en", "name_zh", "slip_days", "cost_growth"),
    ),
    Frame(
        "slip_move_counts",
        N_("How many completions moved since an earlier reporting date, in which way and how far."),
        ("slip_move", "projects", "median_moved", "mean_moved", "since"),
    ),
    Frame(
        "slip_moves",
        N_("Every completion that moved since an earlier reporting date, how far, and who answers for it."),
        (
            "code", "name_en", "name_zh", "slip_move", "moved_days", "forecast_before", "forecast", "baseline_before",
            "baseline", "actual", "slip_days", "responsible_en", "responsible_zh", "since",
        ),
        {"slip_days": N_("Slip, first baseline")},
    ),
    Frame(
        "completion_moves",
        N_("How many projects are now forecast to complete later or earlier than first forecast, or at the same date."),
        ("completion_move", "projects", "share"),
    ),
    Frame(
        "rebaselines",
        N_("Every re-baseline, newest first: how far it moved, who answered, and the slip against first and latest."),
        (
            "code", "name_en", "name_zh", "baseline_no", "set_on", "baseline_before", "baseline", "moved_days",
            "moved_from_first", "slip_days", "slip_latest_days", "responsible_en", "responsible_zh", "edition",
        ),
        {"slip_days": N_("Slip, first baseline")},
    ),
    Frame(
        "rebaselines_by_responsible",
        N_("Who re-baselined how often, and how much slip against the first baseline that took out of sight."),
        (
            "group", "group_en", "group_zh", "rebaselines", "projects", "median_moved", "median_first", "median_latest",
            "median_absorbed",
        ),
        GROUPS["responsible"],
    ),
    Frame(
        "rebaseline_summary",
        N_("All re-baselines in scope together; no row where there are none."),
        ("rebaselines", "projects", "median_moved", "median_first", "median_latest", "median_absorbed"),
    ),
    Frame(
        "baseline_numbers",
        N_("How many projects have a first, a second, a third approved baseline of their completion."),
        ("baseline_no", "projects"),
    ),
)  # fmt: skip
