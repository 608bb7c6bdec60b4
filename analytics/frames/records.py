"""The tables of the pages about the records."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

RECORDS = (
    Frame(
        "editions",
        N_("The imports, newest first: files, mapping, rows, problems, flags; the scope does not narrow it."),
        (
            "edition", "created_at", "edition_kind", "edition_status", "mapping", "files", "as_of_given", "rows_read",
            "rows_used", "problems", "flags",
        ),
    ),
    Frame(
        "problems",
        N_("What could not be used and why, newest edition first; the scope does not narrow it."),
        ("edition", "file", "sheet", "row", "column", "found", "allowed", "message"),
    ),
    Frame(
        "flags",
        N_("Suspicious values of the projects in scope, and the latest known value with and without each."),
        (
            "flag", "edition", "code", "name_en", "name_zh", "rule", "field", "as_of", "found",
            "value_reported_en", "value_reported_zh", "value_without_en", "value_without_zh", "value_with_en",
            "value_with_zh", "state", "file", "row",
        ),
    ),
    Frame(
        "flag_rules",
        N_("The rules for suspicious values: meaning, what is allowed, effect, and their flags in scope."),
        ("rule", "meaning", "allowed", "effect", "open", "accepted", "rejected"),
    ),
    Frame(
        "coverage",
        N_("Per field, how many projects in scope have it, and its newest report; the least known first."),
        ("field", "known", "projects", "known_share", "newest_report"),
    ),
    Frame(
        "contradiction_rules",
        N_("The rules for contradictions, and how many projects in scope break each."),
        ("contradiction", "projects"),
    ),
    Frame(
        "contradictions",
        N_("Projects in scope whose latest known values exclude each other."),
        (
            "contradiction", "code", "name_en", "name_zh", "responsible_en", "responsible_zh", "reported",
            "contradicted_by", "as_of",
        ),
    ),
    Frame(
        "freshness",
        N_("Unfinished projects by the age of their last report."),
        ("age_band", "projects", "share"),
    ),
    Frame(
        "freshness_by_responsible",
        N_("Responsible bodies by the stale projects that answer to them."),
        ("responsible_en", "responsible_zh", "projects", "stale", "stale_share", "oldest_report", "oldest_age"),
    ),
    Frame(
        "dictionary",
        N_("Every column of the named tables and of the database: label, meaning, type, unit."),
        ("word", "label", "meaning", "column_type", "unit", "tables"),
    ),
    Frame(
        "policy_numbers",
        N_("Every policy number: value, unit, the day from which it holds, and its source; a user's own value wins."),
        (
            "word", "meaning_en", "meaning_zh", "value", "unit", "effective_from", "source_en", "source_zh", "origin",
        ),
    ),
    Frame(
        "rules",
        N_("Every value of every policy number, shipped or the user's own: since when, by whom, in force or not."),
        (
            "rule_group", "word", "meaning_en", "meaning_zh", "value", "unit", "effective_from", "rule_state",
            "source_en", "source_zh", "origin", "entered_by", "entered_at", "withdrawn_at", "withdrawn_by", "entry",
        ),
    ),
    Frame(
        "rules_in_force",
        N_("The value of every policy number that is in force on the as-of date."),
        (
            "rule_group", "word", "meaning_en", "meaning_zh", "value", "unit", "effective_from", "source_en",
            "source_zh", "origin",
        ),
    ),
    Frame(
        "rule_moves",
        N_("What the user's own policy numbers move, held against the shipped ones: projects and budgets."),
        ("judgement", "moved_from", "moved_to", "currency", "projects", "with_budget", "budget_moved"),
    ),
    Frame(
        "rule_moved_projects",
        N_("The projects that the user's own policy numbers move, held against the shipped ones; largest first."),
        ("code", "name_en", "name_zh", "judgement", "moved_from", "moved_to", "currency", "budget_current"),
    ),
    Frame(
        "rule_pace",
        N_("The current fiscal year under the shipped first month and under the user's own, where they differ."),
        (
            "moment", "first_month", "year", "pro_rata_share", "currency", "with_both", "plan_with_completed",
            "completed_with_plan", "completion_share",
        ),
    ),
    Frame(
        "light_rule_entries",
        N_("Every rule for lights that the user has entered, newest first: its bands, since when, in force or not."),
        (
            "entry", "light_rule_en", "light_rule_zh", "light_measure", "good_band_en", "good_band_zh", "watch_band_en",
            "watch_band_zh", "late_band_en", "late_band_zh", "currency", "least_plan", "effective_from", "rule_state",
            "source_en", "source_zh", "entered_by", "entered_at", "withdrawn_at", "withdrawn_by",
        ),
    ),
)  # fmt: skip
