"""The registry of named tables: what a page shows, the command line prints and a briefing freezes.

A named table is a function of an open connection and a scope that returns a declared frame: usually
one query, or a query and a measure. A page asks for it through `pages.components.snapshot.table`,
the command line through `python -m data table NAME`; both end in `make` here.
"""

# Long because: a list with a line or two for each table, in one place so that a name is given once.

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
from sqlalchemy import Connection

from analytics import network_slice
from analytics.errors import NotFound
from analytics.frames import FRAMES, Frame
from analytics.language import N_
from analytics.measures import budgets as budget_measures
from analytics.measures import completion as completion_measures
from analytics.measures import flag_effects, freshness, light_tables, slip_and_cost, tier_mix
from analytics.measures import idle as idle_measures
from analytics.measures import portfolio as portfolio_measures
from analytics.measures import quality as quality_measures
from analytics.measures import rebaselines as rebaseline_measures
from analytics.measures import slippage as slippage_measures
from analytics.measures import survival_tables as survival_measures
from analytics.scope import Scope
from data import overrides, reforms
from data.queries import (
    attention,
    back_test,
    boundaries,
    budgets,
    catalogue,
    collaboration,
    common,
    completion,
    cost_and_time,
    delay_rates,
    dictionary,
    execution,
    fund_flows,
    funds,
    gantt,
    groups,
    idle,
    investment,
    ledger,
    ledger_sums,
    lights,
    milestones,
    network_organisations,
    network_picture,
    network_relations,
    network_tests,
    network_time,
    networks_whole,
    one_organisation,
    one_project,
    plan_gap,
    portfolio,
    projects,
    quality,
    rebaselines,
    records,
    register,
    responsibility,
    rule_history,
    s_curve,
    slices,
    slip_moves,
    slippage,
    starts,
    survival,
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


@dataclass(frozen=True, slots=True)
class OnMap:
    """A table of the network's picture: `then(slice, places, scope)`. The slice is that of the scope and the places are
    the database's own, whatever else is asked for: sizes, colours, the surroundings of one organisation."""

    then: Callable[[Any, pd.DataFrame, Scope], pd.DataFrame]
    query: Query = slices.slice_in_scope

    def make(self, scope: Scope, ask: Callable[[Query, Scope], Any]) -> pd.DataFrame:
        found = ask(self.query, scope.only(network_slice.OPTIONS))
        return self.then(found, ask(network_picture.places, Scope()), scope)


def _freshness_by_responsible(connection: Connection, scope: Scope) -> pd.DataFrame:
    stale_after = thresholds(connection).value("quality.stale_after", scope.as_of or date.max)
    return freshness.by_responsible(quality.last_reports(connection, scope), scope.as_of, int(stale_after))


# name -> maker; the frame of the same name declares the columns.
TABLES: dict[str, Maker | From | OnMap] = {
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
    "slippage_by_project": slippage.by_project,
    "slippage_largest": From(slippage.slips_in_scope, lambda found: found.largest),
    **{
        f"slippage_by_{name}": From(slippage.slips_in_scope, partial(slippage.by, dimension=name))
        for name in groups.DIMENSIONS
    },
    "slippage_by_contractor": slippage.by_contractor,
    "delay_rates": From(slippage.slips_in_scope, slippage.rates),
    "five_delay_rates": delay_rates.five,
    "slip_spread": From(slippage.slips_in_scope, lambda found: slippage_measures.spread(found.rows, found.unit)),
    "slip_dots": From(slippage.slips_in_scope, lambda found: slippage_measures.dots(found.rows, found.unit)),
    "slip_outliers": From(slippage.slips_in_scope, lambda found: found.outliers),
    "cost_by_schedule": cost_and_time.by_schedule,
    "slip_and_cost": From(cost_and_time.slips_and_costs, slip_and_cost.association),
    "slip_and_cost_dots": From(cost_and_time.slips_and_costs, slip_and_cost.dots),
    "slip_and_cost_farthest": From(cost_and_time.slips_and_costs, slip_and_cost.farthest),
    "slip_moves": From(slip_moves.moves_in_scope, lambda found: found),
    "slip_move_counts": From(slip_moves.moves_in_scope, slip_moves.counts),
    "completion_moves": slip_moves.completions,
    "rebaselines": From(rebaselines.rebaselines_in_scope, lambda found: found.rows),
    "rebaselines_by_responsible": From(rebaselines.rebaselines_in_scope, rebaselines.by_responsible),
    "rebaseline_summary": From(rebaselines.rebaselines_in_scope, lambda found: rebaseline_measures.summary(found.rows)),
    "baseline_numbers": rebaselines.numbers,
    "completion_dates": From(completion.completions_in_scope, lambda found: found.dates),
    "completion_summary": From(completion.completions_in_scope, lambda found: completion_measures.summary(found.dates)),
    "reference_classes": From(
        completion.completions_in_scope,
        lambda found: completion_measures.classes(found.projects, found.dates, found.keys),
    ),
    "duration_overruns": From(
        completion.completions_in_scope, lambda found: completion_measures.overruns(completion.finished(found))
    ),
    "duration_outliers": From(
        completion.completions_in_scope, lambda found: completion_measures.outliers(completion.finished(found))
    ),
    "earned_schedule_by_project": From(completion.completions_in_scope, completion.earned_by_project),
    "project_completion": From(completion.completions_in_scope, completion.of_project),
    "project_earned_value": From(completion.completions_in_scope, completion.earned_history),
    **{
        f"survival_{name}": From(survival.durations_in_scope, partial(survival.by_group, measure=measure))
        for name, measure in (
            ("curves", survival_measures.curves),
            ("at_risk", survival_measures.at_risk),
            ("groups", survival_measures.groups),
        )
    },
    "survival_incidence": From(survival.durations_in_scope, survival.incidence),
    "survival_tests": From(survival.durations_in_scope, survival.tests),
    "hazard_ratios": From(survival.hazards_in_scope, lambda found: found.terms),
    "hazard_model": From(survival.hazards_in_scope, lambda found: found.model),
    "back_test_scores": From(back_test.back_test_in_scope, lambda found: found.scores),
    "back_test_by_origin": From(back_test.back_test_in_scope, lambda found: found.by_origin),
    "back_test_by_lead": From(back_test.back_test_in_scope, lambda found: found.by_lead),
    "back_test_verdict": From(back_test.back_test_in_scope, lambda found: found.verdict),
    "milestone_counts": From(milestones.schedule_in_scope, milestones.counts),
    "milestones_due": From(milestones.schedule_in_scope, lambda found: found.due),
    "milestones_overdue": From(milestones.schedule_in_scope, lambda found: found.overdue),
    "milestone_owners": From(milestones.schedule_in_scope, partial(milestones.health_by, dimension="responsible")),
    "schedule_health": From(milestones.schedule_in_scope, milestones.health),
    **{
        f"{name}_by_{dimension}": From(milestones.schedule_in_scope, partial(maker, dimension=dimension))
        for dimension in groups.DIMENSIONS
        for name, maker in (("schedule", milestones.health_by), ("lanes", milestones.lanes_by))
    },
    "gantt_bars": From(gantt.gantt_in_scope, lambda found: found.bars),
    "gantt_milestones": From(gantt.gantt_in_scope, lambda found: found.marks),
    "milestone_trends": gantt.trends,
    "stage_durations": From(milestones.schedule_in_scope, lambda found: found.spread),
    "stage_outliers": From(milestones.schedule_in_scope, lambda found: found.farthest),
    "collaboration_summary": From(slices.slice_in_scope, collaboration.summary),
    "collaboration_pairs": From(slices.slice_in_scope, collaboration.pairs),
    "collaboration_organisations": From(slices.slice_in_scope, collaboration.organisations),
    "collaboration_nodes": OnMap(network_picture.nodes),
    "collaboration_ties": OnMap(network_picture.ties),
    "collaboration_matrix": From(slices.slice_in_scope, network_picture.matrix),
    "network_explore_nodes": OnMap(network_picture.explored_nodes),
    "network_explore_ties": OnMap(network_picture.explored_ties),
    "network_backbone": From(slices.slice_in_scope, network_picture.removed),
    "network_arc_nodes": From(slices.slice_in_scope, network_picture.arc_nodes),
    "network_arcs": From(slices.slice_in_scope, network_picture.arcs),
    "network_year_nodes": OnMap(network_picture.year_nodes, slices.by_year),
    "network_year_ties": OnMap(network_picture.year_ties, slices.by_year),
    "network_two_mode_nodes": From(network_picture.two_mode_in_scope, network_picture.two_mode_nodes),
    "network_two_mode_ties": From(network_picture.two_mode_in_scope, network_picture.two_mode_ties),
    "network_by_year": From(network_time.over_time_in_scope, lambda found: found.measured),
    "network_tie_changes": From(network_time.over_time_in_scope, network_time.changes),
    "network_tie_list": network_time.tie_list,
    "network_reform": From(network_time.over_time_in_scope, network_time.reform),
    "network_reform_roles": From(network_time.over_time_in_scope, network_time.roles),
    "network_reform_nodes": From(network_time.over_time_in_scope, network_time.nodes),
    "network_reform_ties": From(network_time.over_time_in_scope, network_time.ties),
    "reform_events": reforms.log,
    "network_organisations": From(network_organisations.organisations_in_scope, network_organisations.organisations),
    "network_organisations_summary": From(network_organisations.organisations_in_scope, network_organisations.summary),
    "network_breadth_depth": From(network_organisations.organisations_in_scope, network_organisations.drawn),
    "network_brokerage": From(slices.slice_in_scope, network_organisations.roles),
    "network_organisations_by_year": network_organisations.by_year,
    "network_embedding": network_organisations.embedded,
    "organisation_facts": one_organisation.facts,
    "organisation_names": one_organisation.names,
    "organisation_partners": one_organisation.partners,
    "organisation_projects": From(one_organisation.lateness_in_scope, one_organisation.projects),
    "organisation_delays": From(one_organisation.lateness_in_scope, one_organisation.delays),
    "organisation_money": one_organisation.money,
    "network_relations_known": From(slices.slice_in_scope, network_relations.known),
    "qap_correlation": From(network_tests.qap_in_scope, network_tests.correlation),
    "qap_distribution": From(network_tests.qap_in_scope, network_tests.distribution),
    "qap_regression": network_tests.regression,
    "cug_tests": network_tests.uniform,
    "brokerage_totals": network_tests.brokerage_totals,
    "ergm_terms": From(network_tests.ergm_in_scope, network_tests.ergm_terms),
    "ergm_fit": From(network_tests.ergm_in_scope, network_tests.ergm_fit),
    "network_whole": From(slices.slice_in_scope, networks_whole.whole),
    "network_expected": networks_whole.expected,
    "network_robustness": From(slices.slice_in_scope, networks_whole.removed),
    "network_mixing": From(slices.slice_in_scope, networks_whole.mixing),
    "network_alone": From(slices.slice_in_scope, networks_whole.alone),
    "network_three_agencies": From(slices.slice_in_scope, networks_whole.three_agencies),
    "network_governance": From(slices.slice_in_scope, networks_whole.governance),
    "responsibility_summary": From(responsibility.led_in_scope, responsibility.summary),
    "responsibility_stages": From(responsibility.led_in_scope, responsibility.stages),
    "responsibility_matrix": From(responsibility.led_in_scope, responsibility.matrix),
    **{
        f"responsibility_by_{name}": From(responsibility.led_in_scope, partial(responsibility.by, dimension=name))
        for name in ("sector", "district", "tier")
    },
    "responsibility_roles": From(responsibility.led_in_scope, responsibility.roles),
    "responsibility_cases": From(responsibility.led_in_scope, responsibility.cases),
    "bodies_per_project": From(responsibility.led_in_scope, responsibility.per_project),
    "shared_by_year": responsibility.shared_by_year,
    "slippage_by_body_count": responsibility.slippage_by_body_count,
    "ledger_totals": ledger.totals,
    **{f"ledger_by_{name}": partial(ledger.every, by=name) for name in ledger_sums.DIMENSIONS},
    "organisation_register": register.organisations,
    "same_body_suggestions": register.suggestions,
    "organisation_merges": register.decisions,
    "merge_effects": From(register.in_force, register.effects_of),
    "merged_projects": From(register.in_force, register.projects_of),
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
    ask = ask or (lambda query, asked: query(connection, asked))
    if isinstance(maker, OnMap):
        return declared.cast(maker.make(scope, ask))
    if isinstance(maker, From):
        return declared.cast(maker.then(ask(maker.query, scope)))
    return declared.cast(maker(connection, scope))
