"""The tables of the pictures of the network."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

NODES = (
    "organisation_id", "organisation_en", "organisation_zh", "organisation_kind", "organisation_level",
    "projects_joined", "partners", "mark_size", "mark_group", "mark_rank", "label_value", "label_group", "x", "y",
    "on_shelf", "labelled", "label_below", "is_chosen",
)  # fmt: skip
TIES = (
    "first_id", "first_en", "first_zh", "second_id", "second_en", "second_zh", "shared_projects", "tie_weight",
    "tie_sign", "width_class", "x_from", "y_from", "x_to", "y_to", "x_middle", "y_middle",
)  # fmt: skip

NETWORK_PICTURE = (
    Frame("collaboration_nodes", N_("The organisations that the picture of the network draws, and where."), NODES),
    Frame("collaboration_ties", N_("The ties that the picture of the network draws, the strongest first, and where."),
          TIES),
    Frame(
        "collaboration_matrix",
        N_("The strongest organisations against each other: the ties of every two, community by community."),
        (
            "first_rank", "first_en", "first_zh", "first_community", "second_rank", "second_en", "second_zh",
            "second_community", "shared_projects", "tie_weight",
        ),
    ),
    Frame("network_explore_nodes", N_("The organisations of the picture that can be dragged, and where."), NODES),
    Frame("network_explore_ties", N_("The ties of the picture that can be dragged, the strongest first."), TIES),
    Frame(
        "network_backbone",
        N_("What the backbone and the choice of levels left of the ties and of their weight."),
        (
            "ties_before", "ties_in_backbone", "ties_in_network", "tie_weight_before", "tie_weight_in_network",
            "seldom_pairs",
        ),
    ),
    Frame(
        "network_two_mode_nodes",
        N_("The projects, contracts or meetings with the most organisations, and the organisations that share them."),
        (
            "two_mode_side", "node_row", "unit_code", "unit_day", "name_en", "name_zh", "drawn_memberships",
            "all_memberships", "is_chosen",
        ),
    ),
    Frame(
        "network_two_mode_ties",
        N_("Which of these organisations takes part in which of these projects, contracts or meetings."),
        ("unit_code", "organisation_en", "organisation_zh", "unit_row", "organisation_row"),
    ),
    Frame(
        "network_arc_nodes",
        N_("The strongest organisations in the order of their administrative levels."),
        ("node_row", "organisation_en", "organisation_zh", "organisation_level", "partners", "organisation_id"),
    ),
    Frame(
        "network_arcs",
        N_("The ties among these organisations: within one administrative level or across levels."),
        (
            "first_row", "first_en", "first_zh", "second_row", "second_en", "second_zh", "shared_projects",
            "tie_weight", "width_class", "crosses_levels", "first_id", "second_id",
        ),
    ),
    Frame(
        "network_year_nodes",
        N_("The organisations of each year of the network, in the same places throughout."),
        (
            "calendar_year", "organisation_id", "organisation_en", "organisation_zh", "organisation_kind", "partners",
            "mark_size", "x", "y", "labelled", "label_below",
        ),
    ),
    Frame(
        "network_year_ties",
        N_("The strongest ties of each year of the network."),
        (
            "calendar_year", "first_id", "second_id", "tie_weight", "width_class", "x_from", "y_from", "x_to", "y_to",
        ),
    ),
)  # fmt: skip
