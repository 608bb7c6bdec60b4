"""The central catalogue: who stands at the line, who belongs in the catalogue, who has outgrown the tier?"""

import streamlit as st

from analytics import codes
from analytics.figures import catalogue as figures
from analytics.measures import catalogue_words as words
from data.queries import boundaries, catalogue, tiers
from pages.components import choice, filters, snapshot, view

SHOWN = 12  # rows of a list that a reader looks through
NAMES = ("code", "name_en", "name_zh")
PLAN = (*NAMES, "tier", "listed", "currency", "plan", "plan_distance", "responsible_en")
NEAR = ("boundary_kind", "boundary_side", *NAMES, "tier", "currency", "registered_amount", "distance", "catalogue_side")
MOVED = (*NAMES, "tier_rule", "tier_current", "currency", "registered_amount", "figure_current", "figure_change")

# What the reader asked for
language = view.open_page("catalogue")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
cross = snapshot.table("catalogue_cross", scope)
view.stop_if_empty(cross[cross["projects"] > 0], scope)
totals, matrix = (snapshot.table(name, scope) for name in ("catalogue_totals", "tier_matrix"))
near = snapshot.table("boundary_counts", scope)
view.finding(words.finding(cross, matrix, snapshot.ask(catalogue.year, scope), language))

# How it is shown
currency = choice.one_of(
    language("Currency"), {code: code for code in totals["currency"].dropna().unique()} or {"CNY": "CNY"}, "currency"
)
delegated = st.checkbox(
    language("Count delegated tier C projects as centralised"),
    key="delegated",
    bind="query-params",
    help=language("They are registered and executed by an authorised body, below the catalogue’s threshold."),
)
view.tiles(words.tiles(cross, totals, matrix, near, currency, delegated, language))
view.chart(figures.catalogue_cross, "catalogue_cross", scope=scope, definition="catalogue_side")
numbers = words.counted(cross)
reasons = {key: word for key, word in codes.CATALOGUE_REASONS.items() if numbers[key]}
if reasons:
    heads = {key: language("{reason} ({n})", reason=language(word), n=language.number(numbers[key]))
             for key, word in reasons.items()}  # fmt: skip
    reason = choice.one_of(language("Why it is listed here"), heads, "reason")
    view.table("catalogue_cases", scope, PLAN, rows=snapshot.ask(catalogue.cases, scope, reason, SHOWN),
               whole=snapshot.deferred(catalogue.cases, scope, reason), part=(reason, SHOWN),
               title=heads[reason], total=numbers[reason])  # fmt: skip
else:
    view.note(language("What is planned and what is reported agree: nothing to list."))

view.heading(language("Boundary cases"))
view.chart(figures.boundary_sides, "boundary_counts", scope=scope, definition="boundary_side")
for _, row in near.iterrows():
    view.note(words.bunching(row, language))
view.table("boundary_cases", scope, NEAR, rows=snapshot.ask(boundaries.cases, scope, SHOWN),
           whole=snapshot.deferred(boundaries.cases, scope), part=(SHOWN,), total=words.near(near))  # fmt: skip

view.heading(language("Frozen against current"))
view.chart(figures.tier_matrix, "tier_matrix", scope=scope, definition="tier_current")
if words.moves(matrix):
    view.table("tier_movers", scope, MOVED, rows=snapshot.ask(tiers.movers, scope, SHOWN),
               whole=snapshot.deferred(tiers.movers, scope), part=(SHOWN,), total=words.moves(matrix))  # fmt: skip
view.method_note("catalogue")
