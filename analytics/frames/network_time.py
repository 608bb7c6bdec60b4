"""The tables about the network from year to year, and before a reform against after."""

from __future__ import annotations

from analytics.codes import TIME_MEASURES
from analytics.frames.frame import Frame
from analytics.language import N_

NETWORK_TIME = (
    Frame(
        "network_by_year",
        N_("The measures of the network year by year, with what reports cover of each year."),
        ("calendar_year", "window_from", "window_to", "year_state", *TIME_MEASURES),
    ),
    Frame(
        "network_tie_changes",
        N_("What became of the ties from each year to the next: formed, kept, dissolved, and how alike the years are."),
        (
            "calendar_year", "year_before", "year_state", "ties_formed", "ties_returned", "ties_kept", "ties_dissolved",
            "tie_overlap", "kept_share", "repeated_share", "bodies_joined", "bodies_stayed", "bodies_left",
        ),
    ),
    Frame(
        "network_tie_list",
        N_("The ties formed and dissolved between two years by name, the strongest first; option changed_year."),
        (
            "tie_change", "first_en", "first_zh", "second_en", "second_zh", "weight_before", "weight_after",
            "calendar_year", "first_id", "second_id",
        ),
    ),
    Frame(
        "network_reform",
        N_("The measures of the network before and after each reform: means over the years of each side."),
        (
            "reform", "reform_en", "reform_zh", "took_effect", "time_measure", "mean_before", "mean_after",
            "mean_difference", "years_before", "years_after", "before_from", "before_to", "partial_before",
            "after_from", "after_to", "partial_after",
        ),
    ),
    Frame(
        "network_reform_roles",
        N_("Who linked whom before and after each reform, by the roles of Gould and Fernandez."),
        (
            "reform", "reform_en", "reform_zh", "broker_role", "role_before", "role_share_before", "broker_before_en",
            "broker_before_zh", "role_after", "role_share_after", "broker_after_en", "broker_after_zh",
        ),
    ),
    Frame(
        "network_reform_nodes",
        N_("The organisations in the pictures of the network before and after each reform, and where."),
        (
            "reform", "reform_side", "side_from", "side_to", "organisation_id", "organisation_en", "organisation_zh",
            "organisation_kind", "is_present", "partners", "node_strength", "x", "y", "labelled",
        ),
    ),
    Frame(
        "network_reform_ties",
        N_("The ties in the pictures of the network before and after each reform, the strongest first, and where."),
        (
            "reform", "reform_side", "first_id", "first_en", "first_zh", "second_id", "second_en", "second_zh",
            "tie_weight", "width_class", "on_both_sides", "x_from", "y_from", "x_to", "y_to",
        ),
    ),
    Frame(
        "reform_events",
        N_("The reforms that are marked where figures run over time, the newest first, withdrawn ones too."),
        (
            "reform", "took_effect", "reform_en", "reform_zh", "reform_source", "of_edition", "entered_by",
            "entered_at", "withdrawn_by", "withdrawn_at",
        ),
    ),
)  # fmt: skip
