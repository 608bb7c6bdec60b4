"""Responsibility: who leads which stage, and where is nobody?"""

import streamlit as st

from analytics import codes
from analytics.figures import responsibility as figures
from analytics.measures import responsibility_words as words
from pages.components import choice, network_slice, snapshot, view

DIMENSIONS = ("sector", "district", "tier")
LED = ("projects", "stages_reached", "led_by_one", "led_by_none", "led_by_none_share", "led_by_several",
       "led_by_several_share")  # fmt: skip
CASES = ("code", "name_en", "led_stage", "leading_state", "leaders_en", "sector", "district", "tier", "status")
ROLES = ("led_stage", "role", "role_projects", "role_share", "role_bodies")
MATRIX = ("organisation_en", "led_stage", "led_here", "led_jointly", "joined_here")
SLIPS = ("body_count", "projects", "judged", "delayed", "delayed_share", "with_slip", "median_slip", "median_low",
         "median_high", "mean_slip", "without_forecast")  # fmt: skip
MOST = 200  # rows of a list

# What the reader asked for
language = view.open_page("responsibility")
scope = network_slice.choose()

# What the numbers say
summary = snapshot.table("responsibility_summary", scope)
view.stop_if_empty(summary[summary["projects"] > 0], scope)
stages, slips = snapshot.table("responsibility_stages", scope), snapshot.table("slippage_by_body_count", scope)
view.finding(words.finding(summary.iloc[0], stages, slips, language))
over_time = snapshot.table("shared_by_year", scope)
view.tiles(words.tiles(summary.iloc[0], snapshot.table("bodies_per_project", scope), over_time, language))

# How it is shown
view.chart(figures.matrix, "responsibility_matrix", "responsibility_stages", "responsibility_summary", scope=scope,
           definition="responsibility")  # fmt: skip
cases = snapshot.table("responsibility_cases", scope)
if len(cases):
    view.heading(language("Stages that nobody or that two or more bodies lead ({n})", n=language.number(len(cases))))
    view.table("responsibility_cases", scope, CASES, most=MOST)
    dimension = choice.one_of(language("Group"), {name: codes.DIMENSIONS[name] for name in DIMENSIONS}, "by")
    view.table(f"responsibility_by_{dimension}", scope, ["group_en", *LED])
view.table("responsibility_roles", scope, ROLES, title=language("Who else takes part, stage by stage"))

view.heading(language("One body or several"))
left, right = st.columns(2, gap="medium")
with left:
    view.chart(figures.shared_over_time, "shared_by_year", scope=scope, definition="shared_share")
with right:
    view.chart(figures.delayed_by_bodies, "slippage_by_body_count", scope=scope, definition="body_count")
with st.expander(language("The tables behind the pictures"), icon=":material/table:"):
    view.table("responsibility_matrix", scope, MATRIX, most=MOST)
    view.table("responsibility_stages", scope, ["led_stage", *LED[:1], *LED[2:], "bodies_leading"])
    view.table("bodies_per_project", scope)
    view.table("shared_by_year", scope)
    view.table("slippage_by_body_count", scope, SLIPS)
view.method_note("responsibility")
