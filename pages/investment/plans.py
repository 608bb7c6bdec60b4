"""Investment plans: are we spending what we planned, and where not?"""

import streamlit as st

from analytics import codes
from analytics.figures import investment as figures
from analytics.language import as_date
from analytics.measures import investment
from analytics.measures import investment_words as words
from data.queries import portfolio
from pages.components import choice, filters, snapshot, view

GROUPS = ("sector", "district", "tier")
COLUMNS = (
    "with_plan", "plan", "with_both", "completed_with_plan", "completion_share", "pro_rata_share", "gap_points",
    "gap_percent",
)  # fmt: skip

# What the reader asked for
language = view.open_page("plans")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
by_year = snapshot.table("plan_by_year", scope)
newest = investment.current(by_year)
if newest.empty and snapshot.ask(portfolio.count, scope):
    view.finding(words.finding(None, newest, snapshot.as_of(scope), language))
    view.method_note("plans")
    st.stop()
view.stop_if_empty(newest, scope)

# How it is shown
currency = choice.one_of(language("Currency"), {code: code for code in newest["currency"]}, "currency")
shown = ("currency", *COLUMNS) if len(newest) > 1 else COLUMNS
year = newest[newest["currency"] == currency].iloc[0]
dates = snapshot.table("portfolio_trend", scope)["as_of"].tail(2).map(as_date).tolist()
since = dates[0] if len(dates) == 2 else None
before = snapshot.table("plan_by_year", scope.at(since)) if since else by_year.iloc[:0]
view.tiles(words.tiles(year, before, since, language))
dimension = choice.one_of(language("Group"), {name: codes.DIMENSIONS[name] for name in GROUPS}, "by")
groups = snapshot.table(f"plan_by_{dimension}", scope)
view.finding(words.finding(year, groups[groups["currency"] == currency], snapshot.as_of(scope), language))
view.chart(
    figures.plan_bullets,
    f"plan_by_{dimension}",
    scope=scope,
    definition="completion_share",
    currency=currency,
    dimension=dimension,
)
view.chart(figures.plan_by_year, "plan_by_year", scope=scope, definition="plans", currency=currency)
view.table(f"plan_by_{dimension}", scope, ["group_en", *shown])
view.table("plan_by_year", scope, ["year", *shown])
view.method_note("plans")
