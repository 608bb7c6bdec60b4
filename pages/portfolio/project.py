"""Project: what is known about this project? All of it, with the file and row behind each figure."""

from functools import partial

import pandas as pd
import streamlit as st

from analytics.figures import budgets as budget_figures
from analytics.figures import completion as completion_figures
from analytics.figures import earned_schedule
from analytics.figures import project as figures
from analytics.language import N_
from analytics.measures import completion_words, project
from pages.components import address, filters, snapshot, states, trail, view

REPORTS = {
    "project_milestones": N_("Milestones, report by report"),
    "rebaselines": N_("Re-baselines: when, by whom, how far"),
    "project_budgets": N_("Budget figures, report by report"),
    "project_budget_steps": N_("From estimate to final account, step by step"),
    "project_progress": N_("Progress, report by report"),
    "project_earned_value": N_("Earned value and earned schedule"),
    "project_bodies": N_("Who takes part"),
    "project_plans": N_("Annual plans"),
    "project_funding": N_("Funding"),
    "project_contracts": N_("Contracts"),
    "project_payments": N_("Payments"),
    "flags": N_("Suspicious values"),
}

LIGHTS = ("light_rule_en", "rule_light", "explanation_en")
SILENT = ("flags", "rebaselines")  # nothing is missing where there is none
HIDDEN = ("code", "name_en", "name_zh")  # the page is about one project


def _known(rows: pd.DataFrame) -> list[str]:
    """The columns that say something."""
    return [column for column in rows if column not in HIDDEN and rows[column].notna().any()]


# What the reader asked for
scope = address.project()
known = snapshot.table("projects", scope)
language = view.open_page("project", title=project.title(known, address.language()))
filters.choose("as_of")
states.stop_if_unknown(known, scope)

# What the numbers say
this = known.iloc[0]
tables = {name: snapshot.table(name, scope) for name in REPORTS}
completion = snapshot.table("project_completion", scope)
approved = len(snapshot.table("baseline_numbers", scope)) > 0

# How it is shown
story = completion_words.story(completion.iloc[0], language, approved=approved)
view.finding(project.finding(this, story, language, approved=approved))
view.tiles(project.tiles(this, snapshot.table("project_tier", scope).iloc[0], language))
history, outlook = [], []  # pictures that stand side by side, where there are two
if project.has_history(tables["project_milestones"]):
    history.append(partial(view.chart, figures.milestone_trend, "project_milestones", definition="forecast",
                           title=project.dates_title(this, language, approved=approved)))  # fmt: skip
if project.has_history(tables["project_budgets"], tables["project_progress"], currency=this["currency"]):
    history.append(partial(view.chart, figures.money_history, "project_budgets", "project_progress",
                           definition="amount", currency=this["currency"],
                           title=project.money_title(this, language)))  # fmt: skip
if completion["progress_state"].iloc[0] == "unfinished" and completion["planned_end"].notna().all():
    outlook.append(partial(view.chart, completion_figures.ways, "project_completion", definition="reference_p50",
                           as_of=snapshot.as_of(scope), approved=approved))  # fmt: skip
if tables["project_earned_value"]["earned_days"].notna().any():
    outlook.append(partial(view.chart, earned_schedule.s_curve, "project_earned_value", definition="earned_days"))
for pictures in (history, outlook):
    for place, draw in zip(st.columns(max(len(pictures), 1), gap="large"), pictures, strict=False):
        with place:
            draw(scope=scope)
if len(snapshot.table("project_budget_steps", scope)) > 1:
    view.chart(budget_figures.project_waterfall, "project_budget_steps", scope=scope, definition="figure")
view.table("light_by_project", scope, LIGHTS, title=language("Lights by rule"))
facts = snapshot.table("project_facts", scope)
if len(facts):
    view.table("project_facts", scope, _known(facts), title=language("Last known values, and where they stand"))
for name, title in REPORTS.items():
    if len(tables[name]):
        heading = language("{title} ({n})", title=language(title), n=language.number(len(tables[name])))
        fold = st.expander(heading, key=f"fold-{name}", on_change="rerun")
        if fold.open:  # nine tables that nobody reads would keep every reader waiting
            with fold:
                view.table(name, scope, _known(tables[name]))
                if name == "project_payments":
                    way = (("project", this["code"]),)
                    trail.offer(language("These payments in the ledger"), way, tables[name]["currency"].iloc[0])
missing = [language(title) for name, title in REPORTS.items() if tables[name].empty and name not in SILENT]
if missing:
    view.note(language("Nothing is known about: {list}.", list=language("; ").join(missing)))
view.method_note("project", "completion", "earned_schedule")
