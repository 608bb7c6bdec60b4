"""Durations: how long do projects really take, the unfinished and the cancelled counted?"""

import streamlit as st

from analytics import codes
from analytics.figures import survival as figures
from analytics.measures import survival_words as words
from analytics.measures.slippage_words import FEW
from data.queries import portfolio
from pages.components import choice, filters, snapshot, view

GROUPS = (
    "group_en", "projects", "with_duration", "finished", "cancelled", "still_open", "median_duration", "duration_low",
    "duration_high", "finished_median", "overrunning_share", "overrunning_low", "overrunning_high",
)  # fmt: skip

# What the reader asked for
language = view.open_page("durations")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")
view.stop_if_empty(range(snapshot.ask(portfolio.count, scope)), scope)
with st.container(horizontal=True, gap="medium"):
    clock = choice.one_of(language("Clock"), codes.CLOCKS, "clock")
    by = choice.one_of(language("Group"), codes.DURATION_GROUPS, "by")
whole = scope.choosing(clock=None if clock == "ratio" else clock)  # what is usual is warm without being asked for
grouped = whole.choosing(by=None if by == "none" else by)

# What the numbers say
everything, groups = snapshot.table("survival_groups", whole), snapshot.table("survival_groups", grouped)
view.finding(words.finding(everything, language))

# How it is shown
if groups["finished"].sum():
    view.chart(figures.not_finished, "survival_curves", "survival_at_risk", "survival_groups", "survival_tests",
               scope=grouped, definition="open_share")  # fmt: skip
view.note(words.compared(snapshot.table("survival_tests", grouped), language))
view.table("survival_groups", grouped, GROUPS, title=language("How long they take, beside the finished alone"))
if everything[["finished", "cancelled"]].sum(axis=None) >= FEW:
    view.chart(figures.incidence, "survival_incidence", scope=whole, definition="cancelled_share")
view.heading(language("Who finishes faster, all else equal"))
terms, model = snapshot.table("hazard_ratios", whole), snapshot.table("hazard_model", whole)
if terms["hazard_ratio"].notna().any():
    view.chart(figures.hazards, "hazard_ratios", "hazard_model", scope=whole, definition="hazard_ratio")
view.note(words.regression(terms, model, language))
with st.expander(language("The regression and its check in tables"), icon=":material/table:"):
    view.table("hazard_ratios", whole)
    view.table("hazard_model", whole)
view.method_note("survival", "hazards")
