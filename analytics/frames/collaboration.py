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
        (
            "first_en", "first_zh", "second_en", "second_zh", "shared_projects", "tie_weight", "first_id", "second_id",
        ),
    ),
    Frame(
        "collaboration_organisations",
        N_("Organisations by their partners: projects joined, partners, strength."),
        (
            "organisation_en", "organisation_zh", "organisation_kind", "organisation_level", "projects_joined",
            "partners", "strength", "organisation_id",
        ),
    ),
)  # fmt: skip
