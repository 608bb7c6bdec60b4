"""The columns of the tables about the back-test."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

BACK_TEST: tuple[Column, ...] = (
    Column("forecast_method", "code", N_("Way of forecasting"), N_("By whom or by which method a completion is forecast."), codes="FORECAST_METHODS"),
    Column("rival_method", "code", N_("Held against"), N_("The responsible bodies' own forecasts; the second best way where they are the best themselves or cannot be compared."), codes="FORECAST_METHODS"),
    Column("cases", "code", N_("Cases"), N_("Common: the past forecasts that every compared way could make; only there is a comparison fair. Own: all that this way could make."), codes="BACK_TEST_CASES"),
    Column("forecast_on", "date", N_("Forecast made on"), N_("The past reporting date at which the forecast is made, from nothing but what was known then.")),
    Column("lead_band", "code", N_("Forecast ahead"), N_("How far ahead the completion lay by the responsible body's own forecast, on the day of the forecast."), codes="LEAD_BANDS"),
    Column("pairs", "integer", N_("Past forecasts"), N_("Pairs of a project that was unfinished and a past reporting date: a forecast is made for each."), "forecasts"),
    Column("pairs_scored", "integer", N_("Scored"), N_("Past forecasts of projects that are finished now, with an actual completion date."), "forecasts"),
    Column("pairs_undated", "integer", N_("Finished, no date"), N_("Past forecasts of projects that are reported finished without a date: nothing to hold them against."), "forecasts"),
    Column("pairs_open", "integer", N_("Still open"), N_("Past forecasts of projects that are not finished yet; scored ones like them count for more, so that they are not dropped."), "forecasts"),
    Column("pairs_cancelled", "integer", N_("Cancelled since"), N_("Past forecasts of projects that were cancelled: they will never be completed and are never scored."), "forecasts"),
    Column("pairs_refused", "integer", N_("No forecast possible"), N_("Past cases in which this way of forecasting had too little to go by."), "forecasts"),
    Column("pairs_effective", "number", N_("Scored, in effect"), N_("How many equally weighted forecasts are as informative as the weighted ones (Kish)."), "forecasts"),
    Column("pairs_with_range", "integer", N_("With a range"), N_("Scored forecasts of which the whole range from P10 to P90 is known."), "forecasts"),
    Column("bias_days", "number", N_("Bias"), N_("Mean of actual minus forecast completion; positive: it came later than was forecast, the forecasts were too early."), "days"),
    Column("median_error_days", "number", N_("Median error"), N_("Half of the completions came at most this much later than forecast; negative is earlier."), "days"),
    Column("miss_days", "number", N_("Mean miss"), N_("Mean absolute error: by how much the forecasts missed, early or late."), "days"),
    Column("median_miss_days", "number", N_("Median miss"), N_("Half of the forecasts missed by at most this much, early or late."), "days"),
    Column("plain_miss_days", "number", N_("Mean miss, unweighted"), N_("The mean miss of the scored forecasts alone, as if nothing were still open."), "days"),
    Column("rival_miss_days", "number", N_("Its mean miss"), N_("The mean miss of the forecasts that the best ones are held against."), "days"),
    Column("miss_difference", "number", N_("Difference of the misses"), N_("The mean miss of the best way minus that of the one held against it; negative is closer."), "days"),
    Column("miss_difference_low", "number", N_("Difference, at least"), N_("Lower end of the 95 % interval of the difference."), "days"),
    Column("miss_difference_high", "number", N_("Difference, at most"), N_("Upper end of the 95 % interval of the difference."), "days"),
    Column("is_certain", "flag", N_("Beyond chance"), N_("Whether the interval of the difference leaves out 0.")),
    Column("pinball_50", "number", N_("Loss at P50"), N_("Pinball loss of the median forecast: half of the mean miss."), "days"),
    Column("pinball_80", "number", N_("Loss at P80"), N_("Pinball loss of the date that should be kept with 80 %: a day too early costs 0.8, a day too late 0.2. A single date has none."), "days"),
    Column("coverage_50", "share", N_("Within P25 to P75"), N_("Completions that came within the middle half of the forecast; should be 50 %. A single date has none.")),
    Column("coverage_80", "share", N_("Within P10 to P90"), N_("Completions that came within P10 to P90 of the forecast; should be 80 %. A single date has none.")),
    Column("origins", "integer", N_("Reporting dates"), N_("Past reporting dates from which a forecast was made that is scored."), "dates"),
    Column("first_origin", "date", N_("First of them"), N_("The oldest of these reporting dates.")),
    Column("last_origin", "date", N_("Last of them"), N_("The newest of these reporting dates.")),
    Column("origins_left_out", "integer", N_("Older ones left out"), N_("Reporting dates that lie further back than the newest 24, which are tried."), "dates"),
    Column("test_refusal", "code", N_("Why there is no score"), N_("Why the way of forecasting is not scored, or not compared with the others."), codes="TEST_REFUSALS"),
)  # fmt: skip
