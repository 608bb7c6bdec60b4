"""The tables of the back-test: which forecast to believe."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

_COUNTS = ("pairs", "pairs_scored", "pairs_open", "pairs_cancelled", "pairs_undated")

BACK_TEST = (
    Frame(
        "back_test_scores",
        N_("How far each way of forecasting missed at the past reporting dates: on the common cases, then on its own."),
        (
            "forecast_method", "cases", *_COUNTS, "pairs_refused", "pairs_effective", "bias_days", "median_error_days",
            "miss_days", "median_miss_days", "plain_miss_days", "coverage_50", "coverage_80", "pairs_with_range",
            "pinball_50", "pinball_80", "test_refusal",
        ),
    ),
    Frame(
        "back_test_by_origin",
        N_("Bias and mean miss at each past reporting date, on the common cases, unweighted."),
        ("forecast_on", "forecast_method", *_COUNTS, "bias_days", "miss_days"),
    ),
    Frame(
        "back_test_by_lead",
        N_("Bias and mean miss by how far ahead the responsible body's own forecast lay, on the common cases."),
        ("lead_band", "forecast_method", *_COUNTS, "bias_days", "miss_days"),
    ),
    Frame(
        "back_test_verdict",
        N_("The way of forecasting that missed least, against the responsible bodies' own, and how sure that is."),
        (
            "forecast_method", "miss_days", "rival_method", "rival_miss_days", "miss_difference",
            "miss_difference_low", "miss_difference_high", "is_certain", *_COUNTS, "projects", "origins",
            "first_origin", "last_origin", "origins_left_out", "test_refusal",
        ),
    ),
)  # fmt: skip
