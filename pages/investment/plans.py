"""Investment plans: are we spending what we planned, and where not?"""

import streamlit as st

from analytics import codes
from analytics.figures import investment as figures
from analytics.figures.plan_gap import gap_waterfall
from analytics.figures.s_curve import s_curve
from analytics.figures.starts import start_bullets
from analytics.measures import investment, plan_tiles, starts
from analytics.measures import investment_words as words
from data.queries import portfolio
from pages.components import choice, filters, snapshot, view

COLUMNS = (
    "with_plan", "plan", "with_both", "completed_with_plan", "completion_share", "share_year_before", "pro_rata_share",
    "gap_points", "gap_percent",
)  # fmt: skip
GAP = ("gap_part", "name_en", "projects", "gap_amount", "part_points", "part_percent", "completion_share", "gap_points",
       "gap_percent")  # fmt: skip
STARTS = (
    "group_en", "starts_planned", "starts_made", "start_share", "starts_due", "starts_due_made", "starts_carried",
    "completions_planned", "completions_made", "finish_share", "completions_due", "completions_due_made",
    "completions_carried",
)  # fmt: skip
EXECUTION = ("execution", "with_basis", "basis", "with_basis_spent", "spent_of_basis", "execution_share",
             "basis_known_share")  # fmt: skip
MOST = 30  # rows of a table by organisation

# What the reader asked for
language = view.open_page("plans")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
by_year = snapshot.table("plan_by_year", scope)
newest = investment.current(by_year)
if newest.empty and snapshot.ask(portfolio.count, scope):
    view.finding(words.finding(None, newest, newest, snapshot.as_of(scope), language))
    view.method_note("plans")
    st.stop()
view.stop_if_empty(newest, scope)

# How it is shown
currency = choice.one_of(language("Currency"), {code: code for code in newest["currency"]}, "currency")
year = newest[newest["currency"] == currency].iloc[0]
since = snapshot.date_before(scope)
before = snapshot.table("plan_by_year", scope.at(since)) if since else by_year.iloc[:0]
gaps, spent, by_tier, curve = (
    snapshot.table(name, scope) for name in ("gap_by_project", "budget_execution", "starts_by_tier", "s_curve")
)
view.tiles(
    [
        *plan_tiles.of_plan(year, before, since, language),
        *plan_tiles.of_execution(spent[spent["currency"] == currency], language),
        *plan_tiles.of_starts(starts.total(by_tier), language),
    ]
)
dimension = choice.one_of(language("Group"), codes.DIMENSIONS, "by")
plans_by, starts_by = f"plan_by_{dimension}", f"starts_by_{dimension}"
groups = snapshot.table(plans_by, scope)
gap = gaps[gaps["currency"] == currency]
view.finding(words.finding(year, groups[groups["currency"] == currency], gap, snapshot.as_of(scope), language))
view.chart(
    figures.plan_bullets, plans_by, scope=scope, definition="completion_share", currency=currency, dimension=dimension
)
left, right = st.columns(2, gap="large")
with left:
    if currency in curve["currency"].values:
        view.chart(s_curve, "s_curve", scope=scope, definition="s_curve", currency=currency)
    view.chart(figures.plan_by_year, "plan_by_year", scope=scope, definition="plans", currency=currency)
with right:
    if len(gap):
        view.chart(gap_waterfall, "gap_by_project", scope=scope, definition="gap_amount", currency=currency)
view.table("gap_by_project", scope, GAP, rows=gap, part=(currency,), title=language("Projects that explain the gap"))
shown = ("currency", *COLUMNS) if len(newest) > 1 else COLUMNS
view.table(plans_by, scope, ["group_en", *shown], title=language("Plan and completed"), most=MOST)
view.table("plan_by_year", scope, ["year", *shown])
view.table("budget_execution", scope, ["currency", *EXECUTION], title=language("Original and revised figures"))
view.chart(start_bullets, starts_by, scope=scope, definition="start_share", dimension=dimension)
view.table(starts_by, scope, STARTS, most=MOST)
view.method_note("plans")
