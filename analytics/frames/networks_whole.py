"""The tables about the network as a whole, beside what chance gives."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

NETWORKS_WHOLE = (
    Frame(
        "network_whole",
        N_("The network of the slice in its measures: size, centralisation, cohesion, fragmentation, robustness."),
        ("network_measure", "measure_group", "measure_value", "measure_error", "undefined_reason"),
    ),
    Frame(
        "network_expected",
        N_("Each measure beside what random networks have: mean, range, p and verdict; options draws, seed."),
        (
            "null_model", "network_measure", "measure_value", "chance_mean", "chance_sd", "chance_low", "chance_high",
            "chance_z", "chance_z_low", "chance_z_high", "chance_p", "chance_verdict", "chance_draws", "chance_seed",
        ),
    ),
    Frame(
        "network_robustness",
        N_("What holds together as the organisations of highest degree or betweenness go, beside random removal."),
        (
            "removal_order", "bodies_removed", "removed_share", "organisation_en", "organisation_zh", "ties_left",
            "components_left", "largest_left", "random_largest", "random_low", "random_high", "organisation_id",
        ),
        {"organisation_en": N_("Last to go"), "organisation_zh": N_("Last to go")},
    ),
    Frame(
        "network_mixing",
        N_("Ties between kinds of organisations beside those expected, the most surprising first."),
        ("mixing_first", "mixing_second", "mixing_ties", "mixing_expected", "mixing_ratio", "mixing_surprise"),
    ),
    Frame(
        "network_alone",
        N_("How many organisations of each kind act alone."),
        ("organisation_kind", "kind_bodies", "kind_alone", "kind_alone_share"),
    ),
    Frame(
        "network_three_agencies",
        N_("In how many projects community, social organisation and social workers come together (三社)."),
        ("agencies_present", "agency_kinds", "projects", "share"),
    ),
    Frame(
        "network_governance",
        N_("Numbers that hint at how the network is governed, each with its caution."),
        (
            "governance_indicator", "measure_value", "governance_hint", "organisation_en", "organisation_zh",
            "governance_caution", "organisation_id",
        ),
    ),
)  # fmt: skip
