"""The columns of the tables about lights by rule."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

LIGHTS: tuple[Column, ...] = (
    Column("light_rule", "text", N_("Rule key"), N_("By which key a rule for lights is known; a user's own rule has its name.")),
    Column("light_rule_en", "text", N_("Rule (English)"), N_("What the rule is called in English.")),
    Column("light_rule_zh", "text", N_("Rule (Chinese)"), N_("What the rule is called in Chinese.")),
    Column("light_measure", "code", N_("Measures"), N_("How the rule measures that a project falls short."), codes="LIGHT_MEASURES"),
    Column("watch_included", "flag", N_("Yellow includes its lower end"), N_("Whether a shortfall that equals the first cut is yellow.")),
    Column("late_included", "flag", N_("Red includes its lower end"), N_("Whether a shortfall that equals the second cut is red.")),
    Column("least_plan", "money", N_("Least annual plan"), N_("The rule is for projects with an annual plan of at least this."), "currency"),
    Column("good_band_en", "text", N_("Green (English)"), N_("Which shortfalls are green.")),
    Column("good_band_zh", "text", N_("Green (Chinese)"), N_("Which shortfalls are green.")),
    Column("watch_band_en", "text", N_("Yellow (English)"), N_("Which shortfalls are yellow.")),
    Column("watch_band_zh", "text", N_("Yellow (Chinese)"), N_("Which shortfalls are yellow.")),
    Column("late_band_en", "text", N_("Red (English)"), N_("Which shortfalls are red.")),
    Column("late_band_zh", "text", N_("Red (Chinese)"), N_("Which shortfalls are red.")),
    Column("note_en", "text", N_("Note (English)"), N_("What else belongs to the rule, in English.")),
    Column("note_zh", "text", N_("Note (Chinese)"), N_("What else belongs to the rule, in Chinese.")),
    Column("rule_light", "code", N_("Light by the rule"), N_("On plan (green), watch (yellow) or late (red) by the rule of the row; unknown where a figure is missing or the rule is not for the project."), codes="LIGHTS"),
    Column("light_reason", "code", N_("Why there is no light"), N_("What is missing, or why the rule is not for the project."), codes="LIGHT_REASONS"),
    Column("shortfall", "number", N_("Shortfall"), N_("How far the project falls short by the rule's measure, in its unit; negative is ahead.")),
    Column("explanation_en", "text", N_("Explanation (English)"), N_("The project's figures held against the rule, in English.")),
    Column("explanation_zh", "text", N_("Explanation (Chinese)"), N_("The project's figures held against the rule, in Chinese.")),
    Column("allocated_year", "money", N_("Allocated for the year"), N_("The funds allocated to the project for the fiscal year."), "currency"),
    Column("paid_year", "money", N_("Paid in the year"), N_("What was paid for the project in the fiscal year; 0 where payments are known, but none of that year."), "currency"),
    Column("start_baseline", "date", N_("Start, baseline"), N_("The first approved start of works.")),
    Column("start_actual", "date", N_("Start, actual"), N_("The day on which works began.")),
    Column("progress_as_of", "date", N_("Progress as of"), N_("The reporting date of the last known progress: its age.")),
    Column("first_rule", "text", N_("First rule key"), N_("The key of the first of two rules.")),
    Column("first_rule_en", "text", N_("First rule (English)"), N_("What the first of two rules is called in English.")),
    Column("first_rule_zh", "text", N_("First rule (Chinese)"), N_("What the first of two rules is called in Chinese.")),
    Column("second_rule", "text", N_("Second rule key"), N_("The key of the second of two rules.")),
    Column("second_rule_en", "text", N_("Second rule (English)"), N_("What the second of two rules is called in English.")),
    Column("second_rule_zh", "text", N_("Second rule (Chinese)"), N_("What the second of two rules is called in Chinese.")),
    Column("first_light", "code", N_("Light by the first rule"), N_("The light by the first of two rules."), codes="LIGHTS"),
    Column("second_light", "code", N_("Light by the second rule"), N_("The light by the second of two rules."), codes="LIGHTS"),
)  # fmt: skip
