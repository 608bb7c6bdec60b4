"""The tables of the page about who leads which stage."""

from __future__ import annotations

from analytics.frames.frame import GROUPS, Frame
from analytics.language import N_

_LED = ("stages_reached", "led_by_one", "led_by_none", "led_by_several", "led_by_none_share", "led_by_several_share")
_RATES = (
    "projects", "with_slip", "median_slip", "median_low", "median_high", "mean_slip", "judged", "delayed",
    "delayed_share", "delayed_low", "delayed_high", "without_forecast",
)  # fmt: skip

RESPONSIBILITY = (
    Frame(
        "responsibility_summary",
        N_("Who leads the stages that projects have reached, in numbers: by how many bodies each."),
        (
            "projects", "stage_unknown", "stages_reached", "led_by_one", "led_by_none", "led_by_several",
            "projects_with_gap", "projects_with_overlap", "bodies_leading",
        ),
    ),
    Frame(
        "responsibility_stages",
        N_("Stage by stage: how many projects have reached it, and whether nobody, one body or several lead it."),
        ("led_stage", "stage_rank", "projects", *_LED[1:], "bodies_leading"),
    ),
    Frame(
        "responsibility_matrix",
        N_("The bodies that lead most projects, stage by stage: projects led, led with another, and taken part in."),
        (
            "led_stage", "stage_rank", "organisation_rank", "organisation_en", "organisation_zh", "organisation_kind",
            "led_here", "led_jointly", "joined_here", "organisation_id",
        ),
    ),
    Frame(
        "responsibility_cases",
        N_("Each stage that nobody or that two or more bodies lead, project by project."),
        (
            "code", "name_en", "name_zh", "led_stage", "leading_state", "leaders_en", "leaders_zh", "sector",
            "district", "tier", "status",
        ),
    ),
    *(
        Frame(
            f"responsibility_by_{dimension}", sentence, ("group_en", "group_zh", "projects", *_LED), GROUPS[dimension]
        )
        for dimension, sentence in (
            ("sector", N_("Stages that nobody or that two or more bodies lead, by sector.")),
            ("district", N_("Stages that nobody or that two or more bodies lead, by district.")),
            ("tier", N_("Stages that nobody or that two or more bodies lead, by tier.")),
        )
    ),
    Frame(
        "responsibility_roles",
        N_("The roles beside the leading one, stage by stage: in how many projects and by how many bodies."),
        ("led_stage", "stage_rank", "role", "role_projects", "role_share", "role_bodies"),
    ),
    Frame(
        "bodies_per_project",
        N_("How many public bodies take part in how many projects."),
        ("organisations", "projects", "share"),
    ),
    Frame(
        "shared_by_year",
        N_("Projects of several public bodies at the end of each year, and how many of them a project has."),
        ("as_of", "projects_with_bodies", "projects_shared", "shared_share", "mean_bodies"),
    ),
    Frame(
        "slippage_by_body_count",
        N_("Share delayed and median slip of the projects of one public body and of those of several."),
        ("body_count", *_RATES),
    ),
)  # fmt: skip
