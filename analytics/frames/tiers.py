"""The tables of the pages about tiers and the central catalogue."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_REGISTERED = ("with_registered", "registered_amount", "money_share")
_NAMED = ("code", "name_en", "name_zh")

TIERS = (
    Frame(
        "tier_counts",
        N_("Projects by tier in force; unknown is a tier like the others."),
        ("tier", "projects", "projects_share"),
    ),
    Frame(
        "tier_money",
        N_("Investment at registration by tier, one currency after another."),
        ("tier", "currency", *_REGISTERED),
    ),
    Frame(
        "tier_reasons",
        N_("How many projects have no tier and why, and how many tiers were set by hand."),
        ("tier_reason", "projects", "share"),
    ),
    Frame(
        "tier_typical",
        N_("Mean, median and quartiles of the investment at registration, and the tiers that they fall in."),
        (
            "currency", "with_registered", "quarter_registered", "median_registered", "three_quarter_registered",
            "mean_registered", "median_tier", "mean_tier", "b_from", "a_above",
        ),
    ),
    Frame(
        "tier_trend",
        N_("Projects by tier at every reporting date."),
        ("as_of", "tier", "projects", "projects_share"),
    ),
    Frame(
        "tier_money_trend",
        N_("Current budgets by tier at every reporting date, one currency after another."),
        ("as_of", "tier", "currency", "with_budget", "budget_current", "money_share"),
    ),
    *(
        frame
        for dimension, counts, money in (
            ("sector", N_("Projects by sector and tier."), N_("Investment at registration by sector and tier.")),
            ("district", N_("Projects by district and tier."), N_("Investment at registration by district and tier.")),
        )
        for frame in (
            Frame(
                f"tiers_by_{dimension}",
                counts,
                ("group", "group_en", "group_zh", "tier", "projects", "projects_share"),
                GROUPS[dimension],
            ),
            Frame(
                f"tier_money_by_{dimension}",
                money,
                ("group", "group_en", "group_zh", "tier", "currency", *_REGISTERED),
                GROUPS[dimension],
            ),
        )
    ),
    Frame(
        "tier_classes",
        N_("Projects and investment at registration by nature, tier and complexity; what is not stated included."),
        ("nature", "tier", "complexity", "currency", "projects", "share", *_REGISTERED),
    ),
    Frame(
        "class_projects",
        N_("The projects with their nature, tier and complexity; the largest investment first."),
        (
            *_NAMED, "nature", "tier", "complexity", "tier_reason", "currency", "registered_amount", "registered_on",
            "responsible_en", "responsible_zh",
        ),
    ),
    Frame(
        "tier_rules",
        N_("How many projects of each tier keep its rule; without cancelled projects."),
        ("tier", "tier_asks", "projects", "rule_kept", "rule_broken", "broken_share", "rule_unclear"),
    ),
    Frame(
        "tier_violations",
        N_("Projects of which something that the tier's rule asks for is not on record, or cannot be judged."),
        (
            "tier", *_NAMED, "gaps", "responsible_en", "responsible_zh", "responsible_kind", "status", "currency",
            "registered_amount",
        ),
    ),
    Frame(
        "boundary_counts",
        N_("How many projects stand just below, at and just above each tier threshold, and under which rule."),
        (
            "boundary_kind", "currency", "boundary", "near_percent", "near_below", "near_at", "near_above",
            "near_lighter", "near_heavier", "p_value",
        ),
    ),
    Frame(
        "boundary_cases",
        N_("Projects near a tier threshold, the nearest first, with their side of the catalogue's threshold."),
        (
            "boundary_kind", "boundary_side", *_NAMED, "tier", "tier_rule", "currency", "registered_amount", "boundary",
            "distance", "registered_on", "catalogue_side", "plan",
        ),
        exact=True,
    ),
    Frame(
        "tier_matrix",
        N_("Projects by the tier frozen at registration and the tier on the current figure."),
        ("tier_rule", "tier_current", "projects", "share"),
    ),
    Frame(
        "tier_movers",
        N_("Projects that would be in another tier on their current figure; the largest change first."),
        (
            *_NAMED, "tier", "tier_rule", "tier_current", "currency", "registered_amount", "figure_current",
            "figure_change", "registered_on",
        ),
        exact=True,
    ),
    Frame(
        "catalogue_cross",
        N_("Projects by the side of the catalogue's threshold that their annual plan is on, and by what is reported."),
        ("catalogue_side", "listed", "projects", "share"),
    ),
    Frame(
        "catalogue_totals",
        N_("Projects in the central catalogue with their annual plans, and tier C projects that are delegated."),
        ("centralised", "currency", "projects", "with_plan", "plan"),
    ),
    Frame(
        "catalogue_cases",
        N_("Projects whose annual plan and place in the central catalogue do not fit, or that are exactly at it."),
        (
            "catalogue_reason", *_NAMED, "tier", "listed", "currency", "plan", "catalogue_limit", "plan_distance",
            "responsible_en", "responsible_zh",
        ),
        exact=True,
    ),
    Frame(
        "tier_overrides",
        N_("Every tier that was set by hand, newest first, with the withdrawn ones; the scope does not narrow it."),
        (
            "entry", *_NAMED, "tier_set", "override_from", "override_reason", "entered_by", "entered_at",
            "withdrawn_at", "withdrawn_by", "withdrawn_reason",
        ),
    ),
)  # fmt: skip
