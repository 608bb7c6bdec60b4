"""The tables of the register of organisations."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

REGISTER = (
    Frame(
        "organisation_register",
        N_("Every organisation with its names and what it counts as, most projects first; the scope does not narrow "
           "it."),
        (
            "organisation_en", "organisation_zh", "aliases", "organisation_kind", "organisation_level",
            "projects_joined", "first_named", "last_named", "counted_en", "counted_zh", "organisation_key",
            "organisation_id",
        ),
    ),
    Frame(
        "same_body_suggestions",
        N_("Pairs of names that may mean the same body and that nobody has decided on, the surest first; the scope "
           "does not narrow it."),
        (
            "first_en", "first_zh", "second_en", "second_zh", "same_evidence", "same_reasons", "same_doubts",
            "handed_over", "ever_shared", "same_role_projects", "first_kind", "second_kind",
            "first_projects", "second_projects", "first_from", "first_to", "second_from", "second_to", "first_key",
            "second_key", "first_id", "second_id",
        ),
    ),
    Frame(
        "organisation_merges",
        N_("Every decision about names of organisations, newest first, withdrawn ones too; the scope does not narrow "
           "it."),
        (
            "decision_number", "organisation_en", "organisation_zh", "name_decision", "into_en", "into_zh",
            "holds_from", "holds_to", "decision_state", "decision_reason", "decided_by", "entered_at", "withdrawn_by",
            "withdrawn_at", "withdrawn_reason", "organisation_key", "into_key",
        ),
    ),
    Frame(
        "merge_effects",
        N_("What the decisions in force about names change in the network in scope: each figure without and with "
           "them."),
        ("merge_figure", "count_before", "count_after"),
    ),
    Frame(
        "merged_projects",
        N_("Projects in scope whose bodies the decisions in force about names count otherwise than reported."),
        (
            "code", "name_en", "name_zh", "role", "organisation_en", "organisation_zh", "into_en", "into_zh",
        ),
    ),
)  # fmt: skip
