"""The tables of the pages about collaboration."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

COLLABORATION = (
    Frame(
        "collaboration_summary",
        N_("The collaboration network in numbers: projects shared, bodies with a partner, pairs and their weight."),
        (
            "projects", "projects_with_bodies", "projects_shared", "bodies", "bodies_in_pairs", "collaborating_pairs",
            "pair_weight",
        ),
    ),
    Frame(
        "collaboration_pairs",
        N_("Pairs of organisations by the projects that they share, strongest first."),
        ("first_en", "first_zh", "second_en", "second_zh", "shared_projects", "first_id", "second_id"),
    ),
    Frame(
        "collaboration_organisations",
        N_("Organisations by their partners: projects joined, partners, strength."),
        (
            "organisation_en", "organisation_zh", "organisation_kind", "organisation_level", "projects_joined",
            "partners", "strength", "organisation_id",
        ),
    ),
    Frame(
        "collaboration_nodes",
        N_("The organisations that the picture of the network draws, and where."),
        (
            "organisation_id", "organisation_en", "organisation_zh", "organisation_kind", "projects_joined", "partners",
            "strength", "x", "y", "on_shelf", "labelled",
        ),
    ),
    Frame(
        "collaboration_ties",
        N_("The ties that the picture of the network draws, the strongest first, and where."),
        (
            "first_id", "first_en", "first_zh", "second_id", "second_en", "second_zh", "shared_projects", "width_class",
            "x_from", "y_from", "x_to", "y_to", "x_middle", "y_middle",
        ),
    ),
    Frame(
        "collaboration_matrix",
        N_("The strongest organisations against each other: shared projects of every two, kind by kind."),
        ("first_rank", "first_en", "first_zh", "second_rank", "second_en", "second_zh", "shared_projects"),
    ),
)  # fmt: skip
