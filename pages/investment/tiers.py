"""Tiers: which rule does each project fall under, and is it kept?"""

import streamlit as st

from analytics import codes
from analytics.figures import tiers as figures
from analytics.language import N_
from analytics.measures import tier_words as words
from data.queries import tiers
from pages.components import choice, filters, overriding, snapshot, view

SHOWN = 12  # rows of a list that a reader looks through
GROUPS = {name: codes.DIMENSIONS[name] for name in ("sector", "district")}
NONE = {tiers.NOT_STATED: N_("Not stated")}
NAMES = ("code", "name_en", "name_zh")

# What the reader asked for
language = view.open_page("tiers")
scope = filters.choose("as_of", "sector", "tier", "district", "organisation")

# What the numbers say
counts = snapshot.table("tier_counts", scope)
view.stop_if_empty(counts[counts["projects"] > 0], scope)
money, typical = snapshot.table("tier_money", scope), snapshot.table("tier_typical", scope)
reasons, rules = snapshot.table("tier_reasons", scope), snapshot.table("tier_rules", scope)

# How it is shown
currencies = list(dict.fromkeys(money["currency"])) or [None]
currency = choice.one_of(language("Currency"), {code: code or "" for code in currencies}, "currency")
view.finding(words.finding(counts, money, typical, reasons, rules, currency, language))
view.tiles(words.tiles(counts, money, typical, reasons, rules, currency, language))
view.chart(figures.tier_shares, "tier_counts", "tier_money", scope=scope, definition="money_share", currency=currency)
if len(typical):
    view.chart(figures.typical, "tier_typical", scope=scope, definition="median_registered", currency=currency)
view.heading(language("Over time"))
left, right = st.columns(2, gap="large")
with left:
    view.chart(figures.count_trend, "tier_trend", scope=scope, definition="projects_share")
with right:
    view.chart(figures.money_trend, "tier_money_trend", scope=scope, definition="money_share", currency=currency)
by = choice.one_of(language("Group"), GROUPS, "by")
view.chart(
    figures.by_group, f"tiers_by_{by}", f"tier_money_by_{by}", scope=scope, definition="tiers", currency=currency,
    dimension=by,
)  # fmt: skip

view.heading(language("Is the rule of each tier kept?"))
view.table("tier_rules", scope)
broken = snapshot.ask(tiers.violations, scope, SHOWN)
if len(broken):
    view.table("tier_violations", scope, ("tier", *NAMES, "gaps", "responsible_en", "responsible_kind", "currency",
               "registered_amount"), rows=broken, whole=snapshot.deferred(tiers.violations, scope), part=(SHOWN,),
               title=language("What is missing, largest first"), total=words.cases(rules))  # fmt: skip

with st.expander(language("Classes: nature, investment and complexity"), icon=":material/category:"):
    view.table("tier_classes", scope, ("nature", "tier", "complexity", "currency", "projects", "registered_amount",
               "money_share"), bar="projects")  # fmt: skip
    with st.container(key="class-choice"):
        nature = choice.one_of(language("Nature"), {"": N_("Any nature")} | codes.NATURES | NONE, "nature")
        tier = choice.one_of(language("Tier"), {"": N_("Any tier")} | codes.TIERS, "class")
        complexity = choice.one_of(
            language("Complexity"), {"": N_("Any complexity")} | codes.COMPLEXITIES | NONE, "complexity"
        )
    asked = (nature, tier, complexity)
    view.table("class_projects", scope, (*NAMES, "nature", "tier", "complexity", "currency", "registered_amount"),
               rows=snapshot.ask(tiers.class_projects, scope, *asked, SHOWN),
               whole=snapshot.deferred(tiers.class_projects, scope, *asked), part=(*asked, SHOWN),
               title=language("Projects of the class, largest first"),
               total=snapshot.ask(tiers.class_size, scope, *asked))  # fmt: skip

overriding.told(language)
with st.expander(language("Set a tier by hand"), icon=":material/gavel:"):
    overriding.form(scope, language)
overriding.log(snapshot.table("tier_overrides", scope), language)
view.method_note("tiers")
