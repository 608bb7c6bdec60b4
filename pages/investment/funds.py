"""Funds: where does the money come from, and where does it go?"""

from typing import Any

import pandas as pd
import streamlit as st

from analytics import codes
from analytics.figures import fund_flows as flow_figures
from analytics.figures import funds as figures
from analytics.figures.fund_shares import share_moves
from analytics.language import N_
from analytics.measures import funds_words as words
from analytics.scope import Scope
from data.queries import portfolio
from pages.components import address, choice, contents, filters, snapshot, view

GROUPS = {name: codes.DIMENSIONS[name] for name in ("district", "sector", "tier")}
PARTS = ("allocated", "incremental_allocated", "incremental_share", "nature_unknown_share", "private_allocated",
         "private_share", "capital_unknown_share")  # fmt: skip
AGES = ("idle_projects", "idle", "carry_over", "median_idle_days", "mean_idle_days", "idle_old", "idle_old_share")

# What the reader asked for
language = view.open_page("funds")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
totals = snapshot.table("fund_totals", scope)
if totals.empty and snapshot.ask(portfolio.count, scope):
    view.finding(words.finding(None, totals, None, None, language))
    view.method_note("funds")
    st.stop()
view.stop_if_empty(totals, scope)
currency = choice.one_of(language("Currency"), {code: code for code in totals["currency"]}, "currency")


def of(name: str, at: Scope = scope) -> pd.DataFrame:
    """A table's rows in the chosen currency."""
    table = snapshot.table(name, at)
    return table[table["currency"] == currency]


def only(table: pd.DataFrame) -> pd.Series | None:
    """The one row of a table, where it has any."""
    return None if table.empty else table.iloc[0]


def show(name: str, *columns: str, **options: Any) -> None:
    """A table's rows in the chosen currency, on the screen."""
    view.table(name, scope, ("currency", *columns), rows=of(name), part=(currency,), **options)


since = snapshot.date_before(scope)
before = only(of("fund_totals", scope.at(since))) if since else None
idle, nodes = only(of("idle_total")), of("fund_nodes")

# How it is shown
total = totals[totals["currency"] == currency].iloc[0]
view.finding(words.finding(total, nodes, idle, snapshot.as_of(scope), language))
view.tiles(words.tiles(total, idle, before, since, language))
if len(nodes):
    view.chart(
        flow_figures.fund_flows,
        "fund_nodes",
        "fund_flows",
        "fund_totals",
        scope=scope,
        definition="funds",
        currency=currency,
    )
if st.button(
    language("Open the ledger: every total down to its payments"), icon=":material/receipt_long:", key="open-ledger"
):
    st.switch_page(contents.PAGES["ledger"].path, query_params={**address.shared(), "currency": currency})
if len(nodes):
    with st.expander(language("Every flow in a table"), icon=":material/table:"):
        show("fund_flows", "flow_step", "from_en", "to_en", "paid", "flow_share")
show("fund_sources", "group_en", "allocated", "paid")
moves = of("fund_share_moves")
if moves["year_share_change"].notna().any():
    view.chart(share_moves, "fund_share_moves", scope=scope, definition="year_share_change", currency=currency)
    with st.expander(language("Every source’s share, year by year"), icon=":material/table:"):
        show("fund_share_moves", "year", "group_en", "allocated", "year_share", "year_share_before",
             "year_share_change")  # fmt: skip
mix = choice.one_of(language("Group"), {"year": N_("by fiscal year"), **GROUPS}, "mix")
left, right = st.columns(2, gap="large")
for column, maker, definition in (
    (left, figures.nature, "incremental_share"),
    (right, figures.capital, "private_share"),
):
    with column:
        view.chart(maker, f"fund_mix_by_{mix}", scope=scope, definition=definition, currency=currency, dimension=mix)
with st.expander(language("Base and incremental, public and private money in a table"), icon=":material/table:"):
    show(f"fund_mix_by_{mix}", "year" if mix == "year" else "group_en", *PARTS)
if idle is not None:
    by = choice.one_of(language("Group"), GROUPS, "by")
    view.chart(figures.idle_by_age, f"idle_by_{by}", "idle_bands", scope=scope, definition="idle", currency=currency,
               dimension=by)  # fmt: skip
    show("idle_projects", "name_en", "name_zh", "district", "allocated_total", "paid_total", "idle", "idle_days",
         title=language("The most idle money"), most=10, bar="idle")  # fmt: skip
    with st.expander(language("Idle money and its age in tables"), icon=":material/table:"):
        show(f"idle_by_{by}", "group_en", *AGES)
        show("idle_bands", "idle_from", "idle_to", "projects", "idle", "idle_share")
view.chart(figures.paid_by_year, "fund_by_year", scope=scope, definition="paid_share", currency=currency)
with st.expander(language("Allocated and paid by fiscal year in a table"), icon=":material/table:"):
    show("fund_by_year", "year", "allocated", "paid", "allocated_with_paid", "paid_with_allocated", "paid_share")
view.method_note("funds")
