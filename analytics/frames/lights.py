"""The tables of the page about lights by rule."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

_RULE = ("light_rule", "light_rule_en", "light_rule_zh")
_TWO_RULES = ("first_rule", "first_rule_en", "first_rule_zh", "second_rule", "second_rule_en", "second_rule_zh")
_PROJECT = ("code", "name_en", "name_zh", "district", "responsible_en", "responsible_zh")
_EXPLAINED = (
    *_RULE, *_PROJECT, "rule_light", "light_reason", "explanation_en", "explanation_zh", "light_reported", "shortfall",
    "unit", "pro_rata_share", "currency", "plan", "completed", "allocated_year", "paid_year", "slip_days",
    "start_baseline", "start_actual", "progress_as_of",
)  # fmt: skip

LIGHTS = (
    Frame(
        "light_rules",
        N_("Every rule for lights that is in force: what it measures, its bands, and its source."),
        (
            *_RULE,
            "light_measure",
            "unit",
            "good_band_en",
            "good_band_zh",
            "watch_band_en",
            "watch_band_zh",
            "late_band_en",
            "late_band_zh",
            "watch_from",
            "watch_included",
            "late_from",
            "late_included",
            "currency",
            "least_plan",
            "effective_from",
            "source_en",
            "source_zh",
            "note_en",
            "note_zh",
            "origin",
        ),
    ),
    Frame(
        "light_counts",
        N_("Projects by rule and light, and by the light that was reported; those without a light are counted too."),
        (*_RULE, "rule_light", "projects", "share"),
    ),
    Frame(
        "light_reasons",
        N_("Why projects have no light by a rule."),
        (*_RULE, "light_reason", "projects", "share"),
    ),
    Frame(
        "light_by_project",
        N_("By rule the 100 projects that fall furthest short, each with the sentence that says why."),
        _EXPLAINED,
    ),
    Frame(
        "light_hidden",
        N_("By rule the 50 worst of the projects that are reported on plan and late by the rule."),
        _EXPLAINED,
    ),
    Frame(
        "light_two_rules",
        N_("Projects by their lights under two rules, for every two rules; one of them may be the reported light."),
        (*_TWO_RULES, "first_light", "second_light", "projects"),
    ),
    Frame(
        "light_changes",
        N_("Projects that change colour from one rule to another: the 30 widest changes for every two rules."),
        (*_TWO_RULES, *_PROJECT, "first_light", "second_light"),
    ),
    Frame(
        "light_disagreements",
        N_("Projects by the light of a rule and the light that was reported."),
        (*_RULE, "rule_light", "light_reported", "projects"),
    ),
)
