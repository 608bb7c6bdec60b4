"""Budgets: what do projects cost against what was approved?"""

import streamlit as st

from analytics import codes
from analytics.figures import budgets as figures
from analytics.language import N_
from analytics.measures import budget_words as words
from data.queries import budgets
from pages.components import choice, filters, snapshot, view

PAGE = 15  # rows of the list
RATES = ("projects", "with_figures", "above", "above_share", "above_low", "above_high", "median_overrun",
         "mean_overrun")  # fmt: skip
STEPS = ("budget_step", "with_figures", "above", "unchanged", "median_overrun", "mean_overrun", "mean_overrun_inside",
         "outliers", "least_overrun", "most_overrun")  # fmt: skip
ORDERS = {"percent": N_("By per cent"), "money": N_("By amount")}

# What the reader asked for
language = view.open_page("budgets")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
steps = snapshot.table("budget_steps", scope)
view.stop_if_empty(steps[steps["projects"] > 0], scope)
totals = snapshot.table("budget_totals", scope)
currencies = {code: code for code in totals["currency"]}
currency = choice.one_of(language("Currency"), currencies, "currency") if currencies else None
now = words.of(totals, currency)
since = snapshot.date_before(scope)
before = words.of(snapshot.table("budget_totals", scope.at(since)), currency) if since else None
view.finding(words.finding(steps, now, language))

# How it is shown
view.tiles(words.tiles(steps, now, before, since, language))
known = steps.set_index("budget_step")["with_figures"]
if known.any():
    view.chart(figures.overruns, "overrun_dots", "budget_steps", "overrun_outliers", scope=scope, definition="overrun")
dimension = choice.one_of(language("Group"), codes.DIMENSIONS, "by")
if known["approved_latest"]:
    view.chart(figures.above_by_group, f"budgets_by_{dimension}", scope=scope, definition="above_share",
               dimension=dimension)  # fmt: skip
if currency in set(snapshot.table("budget_waterfall", scope)["currency"]):
    view.chart(figures.portfolio_waterfall, "budget_waterfall", scope=scope, definition="figure", currency=currency)
if now is not None and now["above"]:
    above = int(now["above"])
    view.heading(language("Projects above their approved budget ({n})", n=language.number(above)))
    left_out = words.elsewhere(totals, now["currency"], language)
    if left_out:
        view.note(left_out)
    order = choice.one_of(language("Order"), ORDERS, "order")
    pages = -(-above // PAGE)
    number = st.pagination(pages, key="page", bind="query-params") if pages > 1 else 1
    first = (min(number, pages) - 1) * PAGE
    view.table(
        "budgets_above",
        scope,
        ("name_en", "code", "currency", "budget_approved", "budget_kind", "budget_latest", "excess", "excess_percent",
         "status", "responsible_en", "tier"),
        rows=snapshot.ask(budgets.above, scope, currency, order, first, PAGE),
        whole=snapshot.deferred(budgets.above, scope, currency, order),
        part=(currency, order, first),
        bar="excess_percent",
    )  # fmt: skip
view.table(f"budgets_by_{dimension}", scope, ["group_en", *RATES])
view.table("budget_steps", scope, STEPS, title=language("From figure to figure"))
if len(snapshot.table("overrun_outliers", scope)):
    view.table("overrun_outliers", scope, title=language("Farthest from the middle, step by step"))
view.method_note("budgets")
