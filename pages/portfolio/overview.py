"""Overview: how do our projects stand, and which need attention?"""

import streamlit as st

from analytics.figures import portfolio as figures
from analytics.measures import portfolio
from pages.components import filters, snapshot, view

WHY = ("name_en", "name_zh", "reasons", "slip_days", "over_approved_share", "completion_forecast", "currency",
       "budget_current", "responsible_en", "responsible_zh")  # fmt: skip

# What the reader asked for
language = view.open_page("overview")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
trend = snapshot.table("portfolio_trend", scope)
view.stop_if_empty(trend[trend["projects"] > 0], scope)
money = snapshot.table("portfolio_money", scope)

# How it is shown
view.finding(portfolio.finding(trend, money, language))
view.tiles(portfolio.tiles(trend, money, language))
view.chart(figures.slip_bands, "portfolio_slip_bands", scope=scope, definition="slip_days")
left, right = st.columns(2, gap="large")
with left:
    view.table("portfolio_moves", scope, ("move", "projects"), title=portfolio.moves_title(trend, language))
with right:
    view.chart(figures.lights, "portfolio_lights", scope=scope, definition="light")
view.table("attention", scope, WHY, title=language("Ten projects that need attention, and why"), bar="slip_days")
view.chart(figures.late_trend, "portfolio_trend", scope=scope, definition="late_share")
view.method_note("overview")
