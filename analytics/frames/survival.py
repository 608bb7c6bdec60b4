"""The tables about durations."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

_GROUP = ("group", "group_en", "group_zh")
_CURVE = ("duration", "at_risk", "censored", "open_share", "open_low", "open_high")
_CHECK = ("chi2", "freedom", "p")

SURVIVAL = (
    Frame(
        "survival_curves",
        N_("The share not yet finished by duration, in at most about 200 steps for each of the six largest groups."),
        (*_GROUP, "clock", *_CURVE),
    ),
    Frame(
        "survival_at_risk",
        N_("How many projects of each group were still followed and unfinished at round durations."),
        (*_GROUP, "clock", "duration", "at_risk"),
    ),
    Frame(
        "survival_groups",
        N_("How long projects take, the unfinished and the cancelled counted, beside the finished alone; by group."),
        (
            *_GROUP, "clock", "projects", "with_duration", "finished", "cancelled", "still_open", "finished_estimated",
            "without_start", "without_plan", "ended_before_start", "median_duration", "duration_low", "duration_high",
            "finished_median", "overrunning_share", "overrunning_low", "overrunning_high", "estimator", "is_drawn",
        ),
    ),
    Frame(
        "survival_incidence",
        N_("The shares finished and cancelled by duration, of all projects in scope, in at most about 200 steps."),
        (
            "clock", "duration", "at_risk", "censored", "finished_share", "finished_low", "finished_high",
            "cancelled_share", "cancelled_low", "cancelled_high",
        ),
    ),
    Frame(
        "survival_tests",
        N_("Whether the groups finish equally fast: the log-rank test, or why it is refused."),
        ("clock", "groups_tested", "groups_untested", "projects", "finished", "cancelled", *_CHECK, "refusal"),
    ),
    Frame(
        "hazard_ratios",
        N_("Who finishes faster, all else equal: hazard ratios by sector, tier and budget, and what is left out."),
        (
            "clock", "covariate", "covariate_level", "covariate_level_en", "covariate_level_zh", "term_state",
            "projects", "finished", "hazard_ratio", "hazard_low", "hazard_high", "p", "coefficient",
            "standard_error", "check_chi2", "check_p",
        ),
    ),
    Frame(
        "hazard_model",
        N_("The regression as a whole: projects, likelihood-ratio test, concordance and the check of proportionality."),
        (
            "clock", "projects", "finished", "cancelled", "left_out", "currency", "log_likelihood", *_CHECK,
            "concordance", "check_chi2", "check_p", "refusal",
        ),
    ),
)  # fmt: skip
