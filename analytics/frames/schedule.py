"""The tables of the pages about schedules."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_RATES = (
    "projects", "with_slip", "median_slip", "mean_slip", "delayed", "delayed_share", "delayed_low", "delayed_high",
    "unfinished", "without_forecast", "without_forecast_share",
)  # fmt: skip

SCHEDULE = (
    Frame(
        "slippage_by_project",
        N_("One row per project in scope: its dates, its slip and whether it is delayed; the largest slip first."),
        (
            "code", "name_en", "name_zh", "sector", "district", "tier", "status", "progress_state", "responsible_en",
            "responsible_zh", "completion_first_baseline", "completion_forecast", "forecast_as_of",
            "completion_actual", "slip_days", "is_delayed", "as_of",
        ),
    ),
    Frame(
        "delay_rates",
        N_("Share delayed with its interval, median and mean slip: of the finished, of the unfinished, and of all."),
        ("progress_state", *_RATES, "tolerance_days"),
    ),
    *(
        Frame(f"slippage_by_{dimension}", sentence, ("group", "group_en", "group_zh", *_RATES), GROUPS[dimension])
        for dimension, sentence in (
            ("sector", N_("Share delayed and median slip by sector; the surest delay first.")),
            ("district", N_("Share delayed and median slip by district; the surest delay first.")),
            ("tier", N_("Share delayed and median slip by tier; the surest delay first.")),
            ("responsible", N_("Share delayed and median slip by responsible organisation; the surest delay first.")),
        )
    ),
    Frame(
        "slip_spread",
        N_("The distribution of the slip: quartiles, whiskers, mean with and without outliers."),
        (
            "progress_state", "with_slip", "least_slip", "low_whisker", "quarter_slip", "median_slip",
            "three_quarter_slip", "high_whisker", "most_slip", "mean_slip", "mean_without_outliers", "outliers",
        ),
    ),
    Frame(
        "slip_dots",
        N_("The distribution of the slip as columns of dots, as the picture draws them."),
        ("progress_state", "slip_days", "dot_level", "dot_projects", "beyond"),
    ),
    Frame(
        "slip_outliers",
        N_("The projects whose slip lies farthest beyond the whiskers, by name."),
        ("code", "name_en", "name_zh", "progress_state", "slip_days"),
    ),
)  # fmt: skip
