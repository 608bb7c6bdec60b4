"""The tables of the page about budgets, and of the budget of one project."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_ABOVE = (
    "projects", "with_figures", "above", "above_share", "above_low", "above_high", "median_overrun", "mean_overrun",
)  # fmt: skip

BUDGETS = (
    Frame(
        "budget_totals",
        N_("Latest figures against approved budgets in money, one row a currency, over the projects that have both."),
        (
            "currency", "with_figures", "above", "approved_sum", "latest_sum", "net_excess", "net_percent",
            "excess_sum",
        ),
    ),
    Frame(
        "budget_steps",
        N_("Overruns from figure to figure: share above, median, mean with and without outliers, and the spread."),
        (
            "budget_step", *_ABOVE, "unchanged", "mean_overrun_inside", "outliers", "least_overrun",
            "low_whisker_overrun", "quarter_overrun", "three_quarter_overrun", "high_whisker_overrun", "most_overrun",
        ),
    ),
    *(
        Frame(f"budgets_by_{dimension}", sentence, ("group", "group_en", "group_zh", *_ABOVE), GROUPS[dimension])
        for dimension, sentence in (
            ("sector", N_("Projects above their approved budget by sector; the surest share first.")),
            ("district", N_("Projects above their approved budget by district; the surest share first.")),
            ("tier", N_("Projects above their approved budget by tier; the surest share first.")),
            ("responsible", N_("Projects above their approved budget by responsible organisation; the surest first.")),
        )
    ),
    Frame(
        "overrun_dots",
        N_("The distribution of the overruns as columns of dots, as the picture draws them."),
        ("budget_step", "overrun", "dot_level", "dot_projects", "beyond"),
    ),
    Frame(
        "overrun_outliers",
        N_("The projects whose overrun lies farthest beyond the whiskers of a step, by name."),
        ("budget_step", "code", "name_en", "name_zh", "currency", "figure_before", "figure_after", "overrun"),
    ),
    Frame(
        "budget_waterfall",
        N_("Estimate, approved budget, contract and final account of the projects that have all four, by currency."),
        (
            "currency", "budget_kind", "projects", "figure_before", "figure", "step_change", "step_percent",
            "over_approved_percent",
        ),
    ),
    Frame(
        "budgets_above",
        N_("Projects whose latest figure lies above their approved budget, the largest excess in per cent first."),
        (
            "code", "name_en", "name_zh", "currency", "budget_approved", "budget_kind", "budget_latest", "excess",
            "excess_percent", "sector", "district", "tier", "status", "responsible_en", "responsible_zh",
        ),
    ),
    Frame(
        "project_budget_steps",
        N_("The figures of one project from estimate to final account, and what each is more than the one before."),
        ("budget_kind", "currency", "figure_before", "figure", "step_change", "step_percent", "over_approved_percent"),
    ),
)  # fmt: skip
