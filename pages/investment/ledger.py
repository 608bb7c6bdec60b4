"""Ledger: which payments make up this total? From the total of all payments down to each, along any way."""

import streamlit as st

from analytics.measures import ledger_words as words
from data.queries import ledger, portfolio
from data.queries.ledger_sums import PAYMENT
from pages.components import choice, filters, snapshot, trail, view

PAGE = 25  # rows

# What the reader asked for
language = view.open_page("ledger")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")
totals = snapshot.table("ledger_totals", scope)
counted = totals[totals["payments"] > 0]
if counted.empty and snapshot.ask(portfolio.count, scope):
    view.finding(words.nothing(int(totals["payments_left_out"].sum()), language))
    view.method_note("ledger")
    st.stop()
view.stop_if_empty(counted, scope)
steps = trail.read()
currency = choice.one_of(language("Currency"), {code: code for code in counted["currency"]}, "currency")
crumbs = st.container(key="slot-trail")
by = choice.one_of(
    language("Next level"), {name: words.DIMENSIONS[name] for name in trail.levels(steps)}, "by", trail.usual(steps)
)

# What the numbers say
first = (trail.page() - 1) * PAGE
level = snapshot.ask(ledger.level, scope, currency, steps, by, first, PAGE)
everything = int(counted.loc[counted["currency"] == currency, "paid"].iloc[0])
since = snapshot.date_before(scope)
before = snapshot.ask(ledger.total, scope.at(since), currency, steps, by) if since else None

# How it is shown
with crumbs:
    trail.show(steps, level.steps, language)
view.finding(
    words.finding(by, bool(steps), level.shown, level.rows.payments, level.total, everything, currency,
                  snapshot.as_of(scope), language)
)  # fmt: skip
left_out = (level.left_out.payments, level.left_out.paid)
view.tiles(words.tiles(level.rows.payments, level.total, before, since, everything, left_out, currency, language))
if level.rows.rows > PAGE:
    st.pagination(-(-level.rows.rows // PAGE), key="page", bind="query-params")
if by == PAYMENT:
    view.table(
        "project_payments",
        scope,
        [name for name in level.shown if level.shown[name].notna().any()],
        rows=level.shown,
        whole=snapshot.deferred(ledger.payments, scope, currency, steps),
        part=(currency, steps, level.first),
    )
elif level.rows.rows:
    named = ["group_en", "name_en"] if by == "contract" and "project" not in dict(steps) else ["group_en"]
    view.table(
        f"ledger_by_{by}",
        scope,
        [*named, "paid", "paid_percent", "payments"],
        rows=level.shown,
        bar="paid_percent",
        whole=snapshot.deferred(ledger.rows, scope, currency, steps, by),
        part=(currency, steps, level.first),
        links=trail.further(steps, by, level.shown, level.listed, currency),
    )
else:
    view.note(language("Nothing was paid along this way by the projects in scope. Remove a step or a filter."))
view.note(words.check(level.total, level.rows.paid, currency, language), alarm=level.total != level.rows.paid)
if level.left_out.payments:
    view.note(words.left_out(level.left_out.payments, level.left_out.paid, currency, language))
view.method_note("ledger")
