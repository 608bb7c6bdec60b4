"""The registry of named tables: what a page shows, the command line prints and a briefing freezes.

A named table is a function of an open connection and a scope that returns a declared frame: usually
one query, or a query and a measure. A page asks for it through `pages.components.snapshot.table`,
the command line through `python -m data table NAME`; both end in `make` here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from analytics.errors import NotFound
from analytics.frames import FRAMES, Frame
from analytics.language import N_
from analytics.measures import budgets as budget_measures
from analytics.measures import flag_effects, freshness, light_tables, tier_mix
from analytics.measures import idle as idle_measures
from analytics.measures import portfolio as portfolio_measures
from analytics.measures import quality as quality_measures
from analytics.measures import slippage as slippage_measures
from analytics.scope import Scope
from data import overrides
from data.queries import (
    attention,
    boundaries,
    budgets,
    catalogue,
    collaboration,
    common,
    dictionary,
    execution,
    fund_flows,
    funds,
    groups,
    idle,
    investment,
    ledger,
    ledger_sums,
    lights,
    one_project,
    plan_gap,
    portfolio,
    projects,
    quality,
    records,
    rule_history,
    s_curve,
    slippage,
    starts,
    tiers,
    what_if,
)
from data.queries.rules import thresholds

Maker = Callable[[Connection, Scope], pd.DataFrame]
Query = Callable[[Connection, Scope], Any]


@dataclass(frozen=True, slots=True)
class From:
    """A table made from the answer of a query that several tables share: a page asks the query once."""

    query: Query
    then: Callable[[Any], pd.DataFrame]


def _freshness_by_responsible(connection: Connection, scope: Scope) -> pd.DataFrame:
    stale_after = thresholds(connection).value("quality.stale_after", scope.as_of or date.max)
    return freshness.by_responsible(quality.last_reports(connection, scope), scope.as_of, int(stale_after))


# name -> maker; the frame of the same name declares the columns.
TABLES: dict[str, Maker | From] = {
    "projects": projects.projects,
    "portfolio_trend": lambda c, s: portfolio_measures.trend(portfolio.changes(c, s), thresholds(c)),
    "portfolio_money": lambda c, s: portfolio_measures.money(portfolio.changes(c, s)),
    "portfolio_lights": lambda c, s: portfolio_measures.lights(portfolio.changes(c, s)),
    "portfolio_slip_bands": portfolio.slip_bands,
    "portfolio_moves": portfolio.moves,
    "attention": attention.attention,
    "project_facts": one_project.facts,
    "project_tier": one_project.tier,
    **{name: partial(one_project.reports, name=name) for name in one_project.REPORTS},
    "scope_choices": portfolio.scope_choices,
    "code_labels": portfolio.code_labels,
    "editions": records.editions,
    "problems": records.problems,
    "flags": lambda c, s: flag_effects.effects(quality.flags(c, s), quality.flagged_series(c, s)),
    "flag_rules": lambda c, s: quality_measures.rules(quality.flags(c, s)),
    "coverage": lambda c, s: quality_measures.coverage(quality.coverage(c, s)),
    "contradiction_rules": lambda c, s: quality_measures.contradiction_rules(quality.contradictions(c, s)),
    "contradictions": lambda c, s: quality_measures.contradictions(quality.contradictions(c, s)),
    "freshness": lambda c, s: freshness.bands(quality.last_reports(c, s), s.as_of),
    "freshness_by_responsible": _freshness_by_responsible,
    "plan_by_year": investment.plan_by_year,
    **{f"plan_by_{name}": partial(investment.plan_by, dimension=name) for name in groups.DIMENSIONS},
    "gap_by_project": plan_gap.gap_by_project,
    "s_curve": s_curve.s_curve,
    "budget_execution": execution.budget_execution,
    **{f"starts_by_{name}": partial(starts.starts_by, dimension=name) for name in groups.DIMENSIONS},
    "fund_totals": idle.totals,
    "fund_nodes": From(fund_flows.flows_in_scope, lambda found: found.nodes),
    "fund_flows": From(fund_flows.flows_in_scope, lambda found: found.links),
    "fund_sources": funds.sources,
    "fund_share_moves": funds.share_moves,
    "fund_by_year": funds.by_year,
    "fund_mix_by_year": funds.mix_by_year,
    "idle_total": From(idle.idle_in_scope, lambda found: idle_measures.by(found.rows, ["currency"])),
    "idle_bands": From(idle.idle_in_scope, lambda found: idle_measures.bands(found.rows, found.recent, found.old)),
    "idle_projects": From(idle.idle_in_scope, lambda found: found.rows),
    **{f"fund_mix_by_{name}": partial(funds.mix_by, dimension=name) for name in idle.DIMENSIONS},
    **{f"idle_by_{name}": From(idle.idle_in_scope, partial(idle.by, dimension=name)) for name in idle.DIMENSIONS},
    "budget_totals": budgets.totals,
    "budget_steps": From(budgets.budgets_in_scope, lambda found: budget_measures.steps(found.rows)),
    **{
        f"budgets_by_{name}": From(budgets.budgets_in_scope, partial(budgets.by, dimension=name))
        for name in groups.DIMENSIONS
    },
    "overrun_dots": From(budgets.budgets_in_scope, lambda found: budget_measures.dots(found.rows)),
    "overrun_outliers": From(budgets.budgets_in_scope, lambda found: found.farthest),
    "budget_waterfall": From(budgets.budgets_in_scope, lambda found: budget_measures.waterfall(found.rows)),
    "budgets_above": budgets.above,
    "project_budget_steps": budgets.waterfall_of,
    "tier_counts": From(tiers.mix_in_scope, lambda found: tier_mix.counts(found.rows)),
    "tier_money": From(tiers.mix_in_scope, lambda found: tier_mix.money(found.rows)),
    "tier_reasons": From(tiers.mix_in_scope, lambda found: tier_mix.reasons(found.rows)),
    "tier_classes": From(tiers.mix_in_scope, tiers.classes),
    **{
        f"{name}_by_{dimension}": From(tiers.mix_in_scope, partial(maker, dimension=dimension))
        for dimension in ("sector", "district")
        for name, maker in (("tiers", tiers.counts_by), ("tier_money", tiers.money_by))
    },
    "tier_typical": tiers.typical,
    "tier_trend": From(tiers.changes, lambda found: tier_mix.trend(found)[0]),
    "tier_money_trend": From(tiers.changes, lambda found: tier_mix.trend(found)[1]),
    "class_projects": tiers.class_projects,
    "tier_rules": tiers.rules,
    "tier_violations": tiers.violations,
    "tier_matrix": tiers.matrix,
    "tier_movers": tiers.movers,
    "tier_overrides": overrides.log,
    "boundary_counts": boundaries.counts,
    "boundary_cases": boundaries.cases,
    "catalogue_cross": catalogue.cross,
    "catalogue_totals": catalogue.totals,
    "catalogue_cases": catalogue.cases,
    "light_rules": From(lights.lights_in_scope, light_tables.rules),
    "light_counts": From(lights.lights_in_scope, light_tables.counts),
    "light_reasons": From(lights.lights_in_scope, light_tables.reasons),
    "light_by_project": From(lights.lights_in_scope, light_tables.by_project),
    "light_hidden": From(lights.lights_in_scope, light_tables.hidden),
    "light_two_rules": From(lights.lights_in_scope, light_tables.two_rules),
    "light_changes": From(lights.lights_in_scope, light_tables.changes),
    "light_disagreements": From(lights.lights_in_scope, light_tables.disagreements),
    "slippage_by_project": From(slippage.slips_in_scope, lambda found: found.rows),
    **{
        f"slippage_by_{name}": From(slippage.slips_in_scope, partial(slippage.by, dimension=name))
        for name in groups.DIMENSIONS
    },
    "delay_rates": From(
        slippage.slips_in_scope, lambda found: slippage_measures.delay_rates(found.rows, found.tolerance)
    ),
    "slip_spread": From(slippage.slips_in_scope, lambda found: slippage_measures.spread(found.rows)),
    "slip_dots": From(slippage.slips_in_scope, lambda found: slippage_measures.dots(found.rows)),
    "slip_outliers": From(slippage.slips_in_scope, lambda found: slippage_measures.outliers(found.rows)),
    "collaboration_summary": From(collaboration.collaboration_in_scope, collaboration.summary),
    "collaboration_pairs": From(collaboration.collaboration_in_scope, collaboration.pairs),
    "collaboration_organisations": From(collaboration.collaboration_in_scope, collaboration.organisations),
    "collaboration_nodes": From(collaboration.collaboration_in_scope, collaboration.nodes),
    "collaboration_ties": From(collaboration.collaboration_in_scope, collaboration.ties),
    "collaboration_matrix": From(collaboration.collaboration_in_scope, collaboration.matrix),
    "ledger_totals": ledger.totals,
    **{f"ledger_by_{name}": partial(ledger.every, by=name) for name in ledger_sums.DIMENSIONS},
    "dictionary": dictionary.dictionary,
    "policy_numbers": dictionary.policy_numbers,
    "rules": From(rule_history.history, lambda found: found),
    "rules_in_force": From(rule_history.history, lambda found: found[found["rule_state"] == "in_force"]),
    "light_rule_entries": rule_history.light_rules,
    "rule_moves": From(what_if.own_moves, lambda found: found.summary),
    "rule_moved_projects": From(what_if.own_moves, lambda found: found.projects),
    "rule_pace": what_if.own_pace,
}


def frame(name: str) -> Frame:
    """The declared frame of a named table; NotFound for any other name."""
    if name not in TABLES:
        known = ", ".join(sorted(TABLES))
        raise NotFound(N_("There is no table “{name}”. The tables are: {tables}."), name=name, tables=known)
    return FRAMES[name]


def make(
    connection: Connection, name: str, scope: Scope, ask: Callable[[Query, Scope], Any] | None = None
) -> pd.DataFrame:
    """The table as of the scope's date (default: the latest reporting date), with the declared columns.

    `ask` answers a query that several tables share, from a cache where there is one.
    """
    declared, maker = frame(name), TABLES[name]
    scope = common.resolve(connection, scope)
    if scope.as_of is None:  # an empty database: any date will do, and every maker is spared the case
        scope = scope.at(date.max)
    if isinstance(maker, From):
        return declared.cast(maker.then(ask(maker.query, scope) if ask else maker.query(connection, scope)))
    return declared.cast(maker(connection, scope))
