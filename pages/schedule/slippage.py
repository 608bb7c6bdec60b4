"""Slippage: who is delayed, by how much, and how sure is that?"""

from analytics import codes
from analytics.figures import slippage as figures
from analytics.measures import slippage_words as words
from pages.components import choice, filters, snapshot, view

# What the reader asked for
language = view.open_page("slippage")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
rates = snapshot.table("delay_rates", scope)
view.stop_if_empty(rates[rates["projects"] > 0], scope)
view.finding(words.finding(rates, snapshot.table("slippage_by_sector", scope), language))

# How it is shown
view.tiles(words.tiles(rates, snapshot.table("portfolio_trend", scope), language))
view.chart(figures.slip_distribution, "slip_dots", "slip_spread", "slip_outliers", scope=scope, definition="slippage")
dimension = choice.one_of(language("Group"), codes.DIMENSIONS, "by")
groups = f"slippage_by_{dimension}"
view.chart(figures.delayed_by_group, groups, scope=scope, definition="delayed_share", dimension=dimension)
COUNTED = (
    "projects", "with_slip", "delayed", "delayed_share", "delayed_low", "delayed_high", "median_slip", "mean_slip",
    "without_forecast",
)  # fmt: skip
view.table(groups, scope, ["group_en", *COUNTED])
view.table("delay_rates", scope, ["progress_state", *COUNTED])
view.table(
    "slippage_by_project",
    scope,
    ["code", "name_en", "slip_days", "is_delayed", "progress_state", "responsible_en", "sector", "district", "tier",
     "completion_first_baseline", "completion_forecast", "forecast_as_of", "completion_actual"],
    title=language("Projects, the largest slip first"),
    most=500,
)  # fmt: skip
view.method_note("slippage")
