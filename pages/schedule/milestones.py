"""Milestones: what is due next, who owns it, and how sound is the schedule?"""

import streamlit as st

from analytics import codes
from analytics.figures import gantt, stages
from analytics.figures import milestones as figures
from analytics.language import N_
from analytics.measures import milestone_words as words
from data.queries.gantt import BARS
from pages.components import choice, filters, snapshot, view

PICTURES = {"lanes": N_("Lanes of completions"), "projects": N_("The 40 projects that need attention first")}
TRENDS = {"moved": N_("Moved most since the report before"), "slip": N_("Largest slip")}
WHO = ("milestone", "name_en", "code", "responsible_en", "status", "baseline", "forecast", "forecast_age")
HEALTH = (
    "group_en", "bei", "milestones_done", "milestones_come", "missed_share", "missed_low", "missed_high",
    "cpli_projects", "cpli_median", "cpli_below_share", "cpli_below_low", "cpli_below_high",
)  # fmt: skip
SPREAD = (
    "stage_step", "duration_kind", "stages_known", "median_days", "mean_days", "mean_days_inside", "quarter_days",
    "three_quarter_days", "most_days", "stages_beyond", "out_of_order",
)  # fmt: skip
FIRST = 100  # rows of a list

# What the reader asked for
language = view.open_page("milestones")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
counts = snapshot.table("milestone_counts", scope)
view.stop_if_empty(counts[counts["projects"] > 0], scope)
view.finding(words.finding(counts, snapshot.table("milestone_owners", scope), language))
health = snapshot.table("schedule_health", scope)
due, overdue = snapshot.table("milestones_due", scope), snapshot.table("milestones_overdue", scope)

# How it is shown
view.tiles(words.tiles(counts, health, language))
few = counts["projects"].iloc[0] <= BARS
picture = "projects" if few else choice.one_of(language("Picture"), PICTURES, "show")
dimension = choice.one_of(language("Group"), codes.DIMENSIONS, "by") if picture == "lanes" else ""
on = snapshot.as_of(scope)
if dimension:
    view.chart(
        gantt.lanes, f"lanes_by_{dimension}", scope=scope, definition="milestones", dimension=dimension, as_of=on
    )
else:
    view.chart(gantt.gantt, "gantt_bars", "gantt_milestones", scope=scope, definition="milestones", as_of=on)
if len(due):
    title = words.due_title(counts, len(due), language)
    view.table("milestones_due", scope, ("due_on", "days_left", "due_band", *WHO), title=title, most=FIRST)
if len(overdue):
    title = words.overdue_title(counts, len(overdue), language)
    view.table(
        "milestones_overdue", scope, ("overdue_since", "days_overdue", "is_silent", *WHO), title=title, most=FIRST
    )
with st.expander(language("Who owes how many"), icon=":material/table:"):
    view.table("milestone_owners", scope, bar="milestones_overdue")
measured = health[health["check_verdict"] != "refused"]
view.table("schedule_health", scope, title=language("How sound the schedule is, check by check"), rows=measured,
           part=("measured",), whole=lambda: health)  # fmt: skip
view.note(words.refused(health, language))
dimension = dimension or choice.one_of(language("Group"), codes.DIMENSIONS, "by")
with st.expander(language("How sound it is {by}", by=language(codes.DIMENSIONS[dimension])), icon=":material/table:"):
    view.table(f"schedule_by_{dimension}", scope, HEALTH)
moved = choice.one_of(language("Trends"), TRENDS, "trend")
view.chart(figures.trends, "milestone_trends", scope=scope.choosing(trend=moved), definition="milestones", by=moved)
lengths = snapshot.table("stage_durations", scope)
if lengths.loc[lengths["duration_kind"] != "open", "stages_known"].any():
    view.chart(stages.stage_boxes, "stage_durations", scope=scope, definition="stage_step")
    folded = language("Stages in tables, and those far longer or shorter than others")
    with st.expander(folded, icon=":material/table:"):
        view.table("stage_durations", scope, SPREAD)
        view.table("stage_outliers", scope, ("name_en", "code", "stage_step", "duration_days", "responsible_en"))
else:
    view.note(language("How long stages take is not known: no stage has both of its dates."))
view.method_note("milestones")
