"""Forecast: when will it really be done, and which forecast should be believed?"""

import streamlit as st

from analytics import codes
from analytics.figures import back_test as back_test_figures
from analytics.figures import completion as figures
from analytics.measures import back_test_words, completion_words
from analytics.measures.slippage_words import FEW
from data.queries import portfolio
from data.queries.completion import USUAL
from pages.components import choice, filters, snapshot, view

DATES = (
    "code", "name_en", "responsible_en", "completion_forecast", "reference_p50", "reference_p80", "forecast_gap",
    "class_level", "class_n", "survival_p50", "earned_on",
)  # fmt: skip
ALWAYS = ("code", "name_en", "responsible_en", "completion_forecast")  # the others where they say something
WHY = ("reference_why", "survival_why", "earned_why")  # why a method says nothing: only where it does not
LISTED = 10  # projects
SCORES = (
    "forecast_method", "cases", "pairs_scored", "pairs_open", "pairs_refused", "miss_days", "median_miss_days",
    "plain_miss_days", "bias_days", "coverage_50", "coverage_80", "pinball_50", "pinball_80", "test_refusal",
)  # fmt: skip
EARNED = (
    "code", "name_en", "plan_basis", "physical_percent", "planned_value", "earned_value", "actual_cost",
    "schedule_index", "cost_index", "time_variance", "time_index", "planned_days", "expected_days", "estimate",
    "earned_on", "earned_why",
)  # fmt: skip

# What the reader asked for
language = view.open_page("forecast")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")
view.stop_if_empty(range(snapshot.ask(portfolio.count, scope)), scope)
kind = choice.one_of(language("Comparable projects are alike in"), codes.CLASS_LEVELS, "class_by", USUAL, listed=True)
scope = scope.choosing(class_by=None if kind == USUAL else kind)  # what is usual is warm without being asked for

# What the numbers say
summary, dates = snapshot.table("completion_summary", scope), snapshot.table("completion_dates", scope)
scores, verdict = snapshot.table("back_test_scores", scope), snapshot.table("back_test_verdict", scope)
said = (completion_words.finding(summary, language), back_test_words.finding(verdict, scores, language))
view.finding(language.sentences(said))

# How it is shown
view.tiles(completion_words.tiles(summary, language))
if dates["forecast_gap"].notna().any():
    view.chart(figures.forecasts_by_project, "completion_dates", scope=scope, definition="forecast_gap",
               as_of=snapshot.as_of(scope))  # fmt: skip
if len(dates):
    shown = [name for name in (*DATES, *WHY) if name in ALWAYS or dates[name].head(LISTED).notna().any()]
    view.table("completion_dates", scope, shown, most=LISTED,
               title=language("What each method says, project by project"))  # fmt: skip
overruns = snapshot.table("duration_overruns", scope)
if len(overruns) and overruns["class_finished"].iloc[0] >= FEW:
    view.chart(figures.overrun_curve, "duration_overruns", scope=scope, definition="duration_overrun")
if len(overruns):
    with st.expander(language("The classes of comparable projects, and their outliers"), icon=":material/table:"):
        view.table("reference_classes", scope)
        view.table("duration_outliers", scope)
view.heading(language("Which forecast to believe"))
compared = scores[scores["cases"] == "common"]
if compared["miss_days"].notna().any():
    left, right = st.columns(2, gap="large")
    with left:
        view.chart(back_test_figures.misses, "back_test_scores", scope=scope, definition="miss_days")
    if compared["coverage_80"].notna().any():
        with right:
            view.chart(back_test_figures.calibration, "back_test_scores", scope=scope, definition="coverage_80")
if snapshot.table("back_test_by_origin", scope)["miss_days"].notna().any():
    view.chart(back_test_figures.over_time, "back_test_by_origin", scope=scope, definition="bias_days")
view.note(back_test_words.details(verdict, scores, language))
with st.expander(language("The back-test in tables"), icon=":material/table:"):
    view.table("back_test_scores", scope, SCORES)
    view.table("back_test_by_lead", scope)
    view.table("back_test_verdict", scope)
with st.expander(language("Earned value and earned schedule, project by project"), icon=":material/table:"):
    view.table("earned_schedule_by_project", scope, EARNED, most=100)
view.method_note("completion", "earned_schedule", "back_test")
