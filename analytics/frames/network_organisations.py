"""The tables about organisations in the network, and about one of them."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

_WHO = ("organisation_en", "organisation_zh", "organisation_kind", "organisation_level")
_REACH = (
    "projects_joined", "projects_led", "lead_share", "lead_shared_share", "degree", "in_degree", "out_degree",
    "node_strength", "closeness", "eigenvector", "breadth", "depth", "breadth_class",
)  # fmt: skip
_BRIDGING = ("betweenness", "betweenness_error", "is_cut_point", "cut_off", "k_core", "in_core", "community")
_BOUND = ("constraint", "effective_size", "efficiency", "hierarchy")
_CHANGE = ("degree_before", "change_in_degree", "degree_rank", "change_in_rank")
_ROLES = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison", "brokered")

NETWORK_ORGANISATIONS = (
    Frame(
        "network_organisations",
        N_("Where each organisation of the slice stands: what it does, reaches and bridges, and what binds it."),
        (*_WHO, *_REACH, *_BRIDGING, *_BOUND, *_CHANGE, "organisation_id"),
    ),
    Frame(
        "network_organisations_summary",
        N_("The organisations of the slice in numbers: with and without a partner, classes, cuts, cut-points."),
        (
            "organisations", "organisations_tied", "organisations_apart", "cut_points", "class_leading", "class_key",
            "class_auxiliary", "breadth_cut", "depth_cut", "projects_shared", "projects_shared_led",
            "betweenness_sources", "compared_from", "compared_to",
        ),
    ),
    Frame(
        "network_breadth_depth",
        N_("The organisations that the picture of breadth and depth draws."),
        (*_WHO[:3], "breadth", "depth", "breadth_class", "labelled", "organisation_id"),
    ),
    Frame(
        "network_brokerage",
        N_("Between whom each organisation stands: Gould and Fernandez’s five roles by kind of organisation."),
        (*_WHO, *(f"{role}{end}" for role in _ROLES for end in ("", "_z")), "organisation_id"),
    ),
    Frame(
        "network_organisations_by_year",
        N_("Where each organisation stands year by year: projects, degree, strength, rank."),
        (
            "calendar_year", *_WHO[:3], "projects_joined", "projects_led", "degree", "node_strength", "degree_rank",
            "organisations", "organisation_id",
        ),
    ),
    Frame(
        "network_embedding",
        N_("How deeply social organisations are embedded: repeated work, years of service, communities served."),
        (
            *_WHO[:3], "projects_joined", "repeat_partners", "repeat_share", "contracts_held", "known_since",
            "tenure_years", "communities_served", "community_ties", "is_suspended", "organisation_id",
        ),
    ),
    Frame(
        "organisation_facts",
        N_("Who the organisation is: names, kind, level, what it is part of, since when it is named."),
        (
            *_WHO, "identifier", "parent_en", "parent_zh", "known_since", "last_named", "projects_joined",
            "parent_id", "counted_en", "counted_zh", "counted_id", "organisation_id",
        ),
    ),
    Frame(
        "organisation_names",
        N_("Every name under which the organisation is known, and bodies that count as it."),
        ("name", "name_kind", "name_from", "name_to", "other_id"),
    ),
    Frame(
        "organisation_partners",
        N_("With whom the organisation shares projects, the closest first."),
        (
            "partner_en", "partner_zh", "organisation_kind", "shared_projects", "tie_weight", "shared_since",
            "own_roles", "partner_roles", "partner_id",
        ),
    ),
    Frame(
        "organisation_projects",
        N_("The projects in which the organisation takes part, the largest slip first."),
        (
            "code", "name_en", "name_zh", "own_roles", "status", "sector", "district", "tier", "slip_days",
            "is_delayed", "completion_forecast", "currency", "budget_current",
        ),
    ),
    Frame(
        "organisation_money",
        N_("What was paid to the organisation and by it, year by year."),
        ("calendar_year", "currency", "payments_received", "money_received", "payments_made", "money_paid"),
    ),
    Frame(
        "organisation_delays",
        N_("How late the projects of the organisation are, beside all other projects in scope."),
        (
            "whose", "projects", "judged", "delayed", "delayed_share", "delayed_low", "delayed_high", "median_slip",
            "median_low", "median_high", "mean_slip", "without_forecast",
        ),
    ),
)  # fmt: skip
