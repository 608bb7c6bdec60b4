"""The tables of the pages about investment."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_PLAN_SUMS = (
    "with_plan", "plan", "with_completed", "completed", "with_both", "plan_with_completed", "completed_with_plan",
    "plan_due", "plan_share_known", "completion_share", "pro_rata_share", "gap_points", "gap_percent",
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
        )
    ),
)  # fmt: skip
