"""The tables of the page about milestones."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_PROJECT = ("code", "name_en", "name_zh")
_OWNER = ("responsible_en", "responsible_zh", "status", "sector", "district", "tier")
_COUNTS = (
    "milestones_dated", "milestones_open", "milestones_due_30", "milestones_due_60", "milestones_due_90",
    "milestones_overdue", "milestones_silent", "milestones_done", "milestones_come", "milestones_missed",
    "milestones_undated", "milestones_forecast", "milestones_forecast_past", "starts_overdue",
)  # fmt: skip
_BY = (
    *_COUNTS, "bei", "missed_share", "missed_low", "missed_high", "cpli_projects", "cpli_median", "cpli_below",
    "cpli_below_share", "cpli_below_low", "cpli_below_high",
)  # fmt: skip
_LANES = (
    "lane",
    "lane_groups",
    "lane_mark",
    "lane_period",
    "period_from",
    "period_middle",
    "completions",
    "lane_completions",
)

MILESTONES = (
    Frame(
        "milestone_counts",
        N_("How many milestones are open, due, overdue, done and missed, over how many projects."),
        ("projects", *_COUNTS, "projects_due_30"),
    ),
    Frame(
        "milestones_due",
        N_("The first 1,000 milestones that fall due in the next 90 days, with who answers for them."),
        ("due_on", "days_left", "due_band", "milestone", *_PROJECT, *_OWNER, "baseline", "forecast",
         "forecast_as_of", "forecast_age"),
    ),
    Frame(
        "milestones_overdue",
        N_("The 1,000 milestones that have been overdue longest, with who answers for them."),
        ("overdue_since", "days_overdue", "is_silent", "milestone", *_PROJECT, *_OWNER, "baseline", "forecast",
         "forecast_as_of", "forecast_age"),
    ),
    Frame(
        "milestone_owners",
        N_("How many milestones each responsible organisation owes: open, due and overdue; the most overdue first."),
        ("group", "group_en", "group_zh", "milestones_open", "milestones_due_30", "milestones_due_60",
         "milestones_due_90", "milestones_overdue", "milestones_silent"),
        GROUPS["responsible"],
    ),
    Frame(
        "schedule_health",
        N_("The DCMA 14-point assessment, as far as a portfolio’s data go, and why the rest cannot be measured."),
        ("health_check", "check_part", "check_whole", "check_value", "check_limit", "check_verdict", "check_meaning"),
    ),
    *(
        Frame(f"schedule_by_{dimension}", sentence, ("group", "group_en", "group_zh", *_BY), GROUPS[dimension])
        for dimension, sentence in (
            ("sector", N_("What is due, overdue and missed by sector; the most overdue first.")),
            ("district", N_("What is due, overdue and missed by district; the most overdue first.")),
            ("tier", N_("What is due, overdue and missed by tier; the most overdue first.")),
            ("responsible", N_("What is due, overdue and missed by responsible organisation; the most overdue first.")),
        )
    ),
    *(
        Frame(f"lanes_by_{dimension}", sentence, ("group", "group_en", "group_zh", *_LANES), GROUPS[dimension])
        for dimension, sentence in (
            ("sector", N_("Completions by sector and month or quarter: done, due and overdue.")),
            ("district", N_("Completions by district and month or quarter: done, due and overdue.")),
            ("tier", N_("Completions by tier and month or quarter: done, due and overdue.")),
            ("responsible", N_("Completions by responsible organisation and month or quarter: done, due and overdue.")),
        )
    ),
    Frame(
        "gantt_bars",
        N_("The 40 projects that need attention first, piece by piece of their bars: unfinished, largest slip first."),
        ("place", *_PROJECT, "status", "slip_days", "bar_part", "from_date", "to_date"),
    ),
    Frame(
        "gantt_milestones",
        N_("The milestones of these projects: done, due, or overdue."),
        ("place", *_PROJECT, "milestone", "lane_mark", "day"),
    ),
    Frame(
        "milestone_trends",
        N_("The forecast completion at each reporting date, of the 12 projects that moved or slip most."),
        ("place", *_PROJECT, "slip_days", "moved_days", "as_of", "completion_first_baseline", "baseline",
         "forecast", "actual"),
    ),
    Frame(
        "stage_durations",
        N_("How long stages were planned to take, took, and have lasted so far where they are not over."),
        ("stage_step", "duration_kind", "stages_known", "least_days", "low_whisker_days", "quarter_days",
         "median_days", "three_quarter_days", "high_whisker_days", "most_days", "mean_days", "mean_days_inside",
         "stages_beyond", "out_of_order"),
    ),
    Frame(
        "stage_outliers",
        N_("The 20 longest of the stages whose actual duration lies beyond the whiskers, by project."),
        (*_PROJECT, "stage_step", "duration_days", *_OWNER),
    ),
)  # fmt: skip
