"""Lights: which projects are red, and by which rule?"""

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.figures import lights as figures
from analytics.measures import light_finding as words
from pages.components import choice, escape, filters, snapshot, view

WHY = ("name_en", "code", "rule_light", "explanation_en", "light_reported", "responsible_en", "district")
CHANGES = ("name_en", "code", "first_light", "second_light", "responsible_en", "district")
FIRST = 10  # rows of a list beside others
BANDS = ("light_rule_en", "light_measure", "good_band_en", "watch_band_en", "late_band_en", "currency", "least_plan",
         "note_en", "source_en", "effective_from", "origin")  # fmt: skip


def _of(name: str, **wanted: str) -> pd.DataFrame:
    """The rows of a named table that are about the chosen rules."""
    table = snapshot.table(name, scope)
    for column, value in wanted.items():
        table = table[table[column] == value]
    return table


# What the reader asked for
language = view.open_page("lights")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
counts = snapshot.table("light_counts", scope)
view.stop_if_empty(counts[counts["projects"] > 0], scope)
reasons, said = snapshot.table("light_reasons", scope), snapshot.table("light_disagreements", scope)
named = {key: escape.markdown(name) for key, name in words.names(counts, language).items()}
rule = choice.one_of(language("Rule"), {key: named[key] for key in said["light_rule"].unique()}, "rule")
worst, hidden = _of("light_by_project", light_rule=rule), _of("light_hidden", light_rule=rule)

# How it is shown
view.finding(words.finding(counts, reasons, said, rule, snapshot.as_of(scope), language))
view.tiles(words.tiles(counts, reasons, said, rule, language))
view.chart(figures.side_by_side, "light_counts", scope=scope, definition="lights")
view.heading(language("The rule against another, and against what was reported"))
other = choice.one_of(language("Second rule"), {key: named[key] for key in named if key != rule}, "against")
left, right = st.columns(2, gap="large")
with left:
    view.chart(figures.two_rules, "light_two_rules", scope=scope, definition="lights", rule=rule, against=other)
with right:
    view.chart(figures.reported, "light_disagreements", scope=scope, definition="lights", rule=rule)
if len(hidden):
    title = words.hidden_title(said, rule, len(hidden), language)
    view.table("light_hidden", scope, WHY, title=title, rows=hidden, part=(rule,), most=FIRST)
changed = _of("light_changes", first_rule=rule, second_rule=other)
if len(changed):
    title = words.changes_title(snapshot.table("light_two_rules", scope), rule, other, len(changed), language)
    view.table("light_changes", scope, CHANGES, title=title, rows=changed, part=(rule, other), most=FIRST)
lit = worst[worst["rule_light"] != codes.UNKNOWN]
worst = lit if len(lit) else worst
title = words.worst_title(counts, rule, len(worst), language)
view.table("light_by_project", scope, WHY, title=title, rows=worst, part=(rule,))
bands = snapshot.table("light_rules", scope)
view.table("light_rules", scope, [name for name in BANDS if bands[name].notna().any()], title=language("The rules"))
view.method_note("lights")
