"""The dictionary: every column that a table on the screen may have, its type, unit and meaning.

Types: text, phrase (a catalogue entry, shown in the reader's language), code (one of `codes`), date,
moment, year, money (whole minor units of `currency`), integer, days, share (0 to 1), number, flag. Names of both languages end in _en and _zh; the screen shows one.
"""

from __future__ import annotations

from dataclasses import dataclass

from analytics.language import N_


@dataclass(frozen=True, slots=True)
class Column:
    """`label` heads the column on the screen; `meaning` is its entry in the dictionary."""

    name: str
    type: str
    label: str
    meaning: str
    unit: str = ""
    codes: str = ""  # the list in analytics.codes that its values come from


def _columns(*columns: Column) -> dict[str, Column]:
    return {column.name: column for column in columns}


COLUMNS = _columns(
    # --- the project
    Column("code", "text", N_("Code"), N_("The project's own identifier, as the source gives it.")),
    Column("name_en", "text", N_("Name (English)"), N_("The project's name in English or in the source's Latin script.")),
    Column("name_zh", "text", N_("Name (Chinese)"), N_("The project's name in Chinese.")),
    Column("sector", "code", N_("Sector"), N_("What the project builds or provides, in the words of the source or our own list."), codes="SECTORS"),
    Column("district", "code", N_("District"), N_("Where the project is, in the words of the source.")),
    Column("tier", "code", N_("Tier"), N_("A above 100 million yuan, B from 5 to 100 million, C below 5 million; frozen on the first known approved budget, else estimate, else current budget."), codes="TIERS"),
    Column("status", "code", N_("Status"), N_("Where the project stands as reported: planned, active, suspended, completed, cancelled, unknown."), codes="STATUSES"),
    Column("stage", "code", N_("Stage"), N_("The link of the construction chain that the project is in."), codes="STAGES"),
    Column("light", "code", N_("Light (computed)"), N_("Computed from the slip by the rule in force: on plan, watch, late, unknown."), codes="LIGHTS"),
    Column("light_reported", "code", N_("Light (reported)"), N_("The light that the responsible body reported, mapped to our three."), codes="LIGHTS"),
    # --- who
    Column("responsible_en", "text", N_("Responsible (English)"), N_("The first body reported in the role “responsible”, name in English.")),
    Column("responsible_zh", "text", N_("Responsible (Chinese)"), N_("The first body reported in the role “responsible”, name in Chinese.")),
    Column("organisations", "integer", N_("Organisations"), N_("How many different bodies take part in any role, by the last report of each role."), "bodies"),
    # --- money
    Column("currency", "text", N_("Currency"), N_("ISO 4217 code of every amount in the row; currencies are never added together.")),
    Column("budget_current", "money", N_("Current budget"), N_("The latest known current budget."), "currency"),
    Column("budget_as_of", "date", N_("Budget as of"), N_("The reporting date of the latest known current budget: its age.")),
    Column("completed_total", "money", N_("Completed investment"), N_("Investment completed since the project began, by the last report."), "currency"),
    # --- progress and dates
    Column("physical_percent", "number", N_("Physical progress"), N_("Physical progress by the last report, 0 to 100."), "%"),
    Column("completion_first_baseline", "date", N_("Completion, first baseline"), N_("The first approved completion date; where none was given, the first known forecast.")),
    Column("completion_forecast", "date", N_("Completion, forecast"), N_("The last known forecast of completion.")),
    Column("forecast_as_of", "date", N_("Forecast as of"), N_("The reporting date of the last known forecast: its age.")),
    Column("completion_actual", "date", N_("Completion, actual"), N_("The day on which the project was completed.")),
    Column("slip_days", "days", N_("Slip"), N_("Actual, else forecast completion, minus the first baseline completion; positive is late."), "days"),
    Column("as_of", "date", N_("As of"), N_("The reporting date of the row.")),
    # --- what came in
    Column("edition", "integer", N_("Edition"), N_("The number of the import that brought the row.")),
    Column("created_at", "moment", N_("Imported at"), N_("When the edition was written, in coordinated universal time (UTC).")),
    Column("edition_kind", "code", N_("Origin"), N_("Whether the edition was imported from files or invented as a sample."), codes="EDITION_KINDS"),
    Column("edition_status", "code", N_("State of the edition"), N_("Complete, or taken back: then none of its rows count."), codes="EDITION_STATUSES"),
    Column("mapping", "text", N_("Mapping"), N_("The named mapping by which the columns of the files were read.")),
    Column("files", "text", N_("Files"), N_("The files of the edition, as they were named.")),
    Column("as_of_given", "date", N_("As-of date given"), N_("The reporting date that the user gave for the whole edition; missing where the rows carry their own.")),
    Column("rows_read", "integer", N_("Rows read"), N_("The rows of the files beneath their headers."), "rows"),
    Column("rows_used", "integer", N_("Rows used"), N_("The rows of which at least one value was stored."), "rows"),
    Column("problems", "integer", N_("Problems"), N_("Cells, rows or files that could not be used."), "problems"),
    Column("flags", "integer", N_("Flags"), N_("Values that are possible but suspicious."), "flags"),
    Column("file", "text", N_("File"), N_("The file that the row came from.")),
    Column("sheet", "text", N_("Sheet"), N_("The sheet of the spreadsheet that the row stands on.")),
    Column("row", "integer", N_("Row"), N_("The line of the file or row of the sheet, as the reader of the file counts it.")),
    Column("column", "text", N_("Column"), N_("The header of the column, as the file has it.")),
    Column("found", "text", N_("Found"), N_("What stands in the file.")),
    Column("allowed", "phrase", N_("Allowed"), N_("What could have been used in its place.")),
    Column("message", "phrase", N_("Reason"), N_("Why the cell, row or file could not be used.")),
    # --- how good it is
    Column("flag", "integer", N_("Flag"), N_("The number of the flag, by which it is accepted or rejected.")),
    Column("rule", "code", N_("Rule"), N_("The rule by which the value is suspicious."), codes="FLAG_RULES"),
    Column("effect", "phrase", N_("Effect"), N_("What the flag does to the numbers.")),
    Column("open", "integer", N_("Not decided"), N_("Flags that nobody has decided on."), "flags"),
    Column("accepted", "integer", N_("Accepted"), N_("Flags whose value somebody has accepted: it counts."), "flags"),
    Column("rejected", "integer", N_("Rejected"), N_("Flags whose value somebody has rejected: it does not count."), "flags"),
    Column("state", "code", N_("Decision"), N_("Whether somebody has accepted or rejected the value; only an accepted one counts."), codes="FLAG_STATES"),
    Column("field", "code", N_("Field"), N_("The field of the database."), codes="FIELDS"),
    Column("value_without", "text", N_("Latest known without it"), N_("The latest known value with the flagged one left out; amounts in major units, dates as year-month-day.")),
    Column("value_with", "text", N_("Latest known with it"), N_("The latest known value with the flagged one counted; equal to the value without it where a newer report stands.")),
    Column("known", "integer", N_("Known"), N_("Projects in scope that have the field."), "projects"),
    Column("known_share", "share", N_("Share known"), N_("Projects that have the field, of all projects in scope.")),
    Column("newest_report", "date", N_("Newest report"), N_("The newest reporting date among the projects that have the field.")),
    Column("contradiction", "code", N_("Contradiction"), N_("The rule by which two values of the project exclude each other."), codes="CONTRADICTIONS"),
    Column("reported", "code", N_("Reported"), N_("The one value: a word of a code list, an amount in major units, a date or a per cent."), codes="REPORTED_WORDS"),
    Column("contradicted_by", "code", N_("Contradicted by"), N_("The other value; missing where the contradiction is that there is none."), codes="REPORTED_WORDS"),
    Column("age_band", "code", N_("Age of the last report"), N_("Days from the last report to the as-of date: up to 31, 92, 184, 366, and more."), codes="AGE_BANDS"),
    Column("stale", "integer", N_("Stale"), N_("Projects under way whose last report is older than the policy number quality.stale_after."), "projects"),
    Column("stale_share", "share", N_("Share stale"), N_("Stale projects, of the projects under way.")),
    Column("oldest_report", "date", N_("Oldest last report"), N_("The oldest among the last reports of the projects under way.")),
    Column("oldest_age", "days", N_("Age of the oldest"), N_("Days from the oldest last report to the as-of date."), "days"),
    # --- the dictionary
    Column("word", "text", N_("Word"), N_("The name of a column in tables, downloads and the database; a policy number's key.")),
    Column("label", "phrase", N_("Label"), N_("What heads the column on the screen.")),
    Column("meaning", "phrase", N_("Meaning"), N_("What the values mean, in a sentence.")),
    Column("column_type", "code", N_("Type"), N_("What kind of values the column holds."), codes="COLUMN_TYPES"),
    Column("unit", "phrase", N_("Unit"), N_("The unit of the values; for money the currency of the row.")),
    Column("tables", "text", N_("Tables"), N_("The named tables and the database tables that have the column.")),
    Column("value", "text", N_("Value"), N_("The policy number itself, an exact decimal; amounts in major units.")),
    Column("effective_from", "date", N_("In force from"), N_("The day from which the policy number holds.")),
    Column("source", "text", N_("Source"), N_("Where the policy number comes from.")),
    Column("origin", "code", N_("Set by"), N_("Whether the policy number is as shipped or a dated one of the user, which wins."), codes="THRESHOLD_ORIGINS"),
    Column("projects", "integer", N_("Projects"), N_("How many projects the row counts."), "projects"),
    Column("share", "share", N_("Share"), N_("The row's part of the whole table.")),
    # --- groups, plans and rates
    Column("with_budget", "integer", N_("Budget known"), N_("Projects whose current budget is known."), "projects"),
    Column("budget_known_share", "share", N_("Budgets known"), N_("Projects whose current budget is known, of the projects with this currency.")),
    Column("with_completed_total", "integer", N_("Completed investment known"), N_("Projects whose completed investment since the start is known."), "projects"),
    Column("completed_known_share", "share", N_("Completed investments known"), N_("Projects whose completed investment since the start is known, of the projects with this currency.")),
    Column("with_forecast", "integer", N_("Forecast known"), N_("Projects for which a completion was ever forecast."), "projects"),
    Column("said_good", "integer", N_("Reported on plan"), N_("Projects whose last report says that they are on plan."), "projects"),
    Column("said_good_late", "integer", N_("Reported on plan, late by rule"), N_("Projects reported on plan whose computed light is late."), "projects"),
    Column("band_from", "integer", N_("Slip from"), N_("The smallest slip of the band; missing where the band has no lower end or the slip is unknown."), "days"),
    Column("band_to", "integer", N_("Slip up to"), N_("The largest slip of the band; missing where the band has no upper end or the slip is unknown."), "days"),
    Column("budget_share", "share", N_("Share of budget"), N_("The band's part of all known current budgets in the same currency.")),
    Column("move", "code", N_("Change"), N_("What changed in a project between the reporting date before and the as-of date."), codes="MOVES"),
    Column("since", "date", N_("Since"), N_("The reporting date that the change is measured from.")),
    Column("reasons", "code", N_("Why"), N_("The reasons for which an unfinished project needs attention."), codes="ATTENTION"),
    Column("over_approved_share", "share", N_("Over approved budget"), N_("Current over approved budget, minus 1, where it is above; missing where it is not above or one of the two is unknown.")),
    Column("choice_kind", "text", N_("Filter"), N_("Which filter of the shared scope the value belongs to: sector, district, tier, organisation, as_of.")),
    Column("choice", "text", N_("Choice"), N_("A value of the filter as stored: a code, an organisation's number, a date.")),
    Column("label_en", "text", N_("Label (English)"), N_("What the code is called in English.")),
    Column("label_zh", "text", N_("Label (Chinese)"), N_("What the code is called in Chinese.")),
    Column("group", "text", N_("Group code"), N_("The sector, district or tier as stored, or the organisation's number; missing where the projects state none.")),
    Column("group_en", "text", N_("Group (English)"), N_("What the group is called in English.")),
    Column("group_zh", "text", N_("Group (Chinese)"), N_("What the group is called in Chinese.")),
    Column("year", "year", N_("Fiscal year"), N_("The fiscal year, named by the calendar year in which it begins.")),
    Column("with_plan", "integer", N_("With a plan"), N_("Projects that have an annual plan for the fiscal year."), "projects"),
    Column("plan", "money", N_("Annual plan"), N_("The annual plans for the fiscal year, by the last report of each project."), "currency"),
    Column("with_completed", "integer", N_("With completed"), N_("Projects whose completed investment of the fiscal year is known."), "projects"),
    Column("completed", "money", N_("Completed"), N_("Investment completed in the fiscal year, by the last report of each project, with or without a plan."), "currency"),
    Column("with_both", "integer", N_("With both"), N_("Projects of which both the annual plan and the completed investment are known; only they are in the completion rate."), "projects"),
    Column("plan_with_completed", "money", N_("Plan, progress known"), N_("The annual plans of the projects whose completed investment is known."), "currency"),
    Column("completed_with_plan", "money", N_("Completed of plan"), N_("Completed investment of the projects that have an annual plan."), "currency"),
    Column("plan_due", "money", N_("Due by an even pace"), N_("The plan of the projects with known progress times the pro-rata line: what an even pace would have completed."), "currency"),
    Column("plan_share_known", "share", N_("Plan with known progress"), N_("The part of the annual plan that belongs to projects whose completed investment is known.")),
    Column("completion_share", "share", N_("Completion rate"), N_("Completed over planned investment, over the projects of which both are known; above 1 where more was done than planned.")),
    Column("pro_rata_share", "share", N_("Pro-rata line"), N_("The share of the fiscal year that has passed on the as-of date: months over 12, days counted within a month; 1 when the year is over.")),
    Column("gap_points", "number", N_("Gap in points"), N_("Completion rate minus the pro-rata line; negative is below the line."), "percentage points"),
    Column("gap_percent", "number", N_("Gap in per cent"), N_("Completion rate over the pro-rata line, minus 1; negative is below the line."), "%"),
    # --- slippage
    Column("progress_state", "code", N_("Progress"), N_("Finished where an actual completion or the status says so; cancelled projects are in no rate; everything else is unfinished."), codes="PROGRESS_STATES"),
    Column("is_late", "flag", N_("Late"), N_("Whether the slip is more than the tolerance (policy number delay.tolerance); unknown where the slip is, and for cancelled projects.")),
    Column("tolerance_days", "days", N_("Tolerance"), N_("A project is late where it slips by more than this (policy number delay.tolerance)."), "days"),
    Column("with_slip", "integer", N_("Slip known"), N_("Projects whose slip is known; the denominator of the share late."), "projects"),
    Column("median_slip", "number", N_("Median slip"), N_("Half of the projects slip by less than this, half by more."), "days"),
    Column("mean_slip", "number", N_("Mean slip"), N_("The arithmetic mean of the slip; a few very late projects move it far."), "days"),
    Column("late", "integer", N_("Projects late"), N_("Projects that slip by more than the tolerance."), "projects"),
    Column("late_share", "share", N_("Share late"), N_("Late projects, of those whose slip is known.")),
    Column("late_low", "share", N_("Share late, at least"), N_("Lower end of Wilson's 95 % interval of the share late.")),
    Column("late_high", "share", N_("Share late, at most"), N_("Upper end of Wilson's 95 % interval of the share late.")),
    Column("unfinished", "integer", N_("Unfinished"), N_("Projects that are neither finished nor cancelled."), "projects"),
    Column("without_forecast", "integer", N_("No forecast"), N_("Unfinished projects for which no completion was ever forecast."), "projects"),
    Column("without_forecast_share", "share", N_("Share without forecast"), N_("Projects without a forecast, of the unfinished.")),
    Column("quarter_slip", "number", N_("Lower quartile"), N_("A quarter of the projects slip by less than this."), "days"),
    Column("three_quarter_slip", "number", N_("Upper quartile"), N_("A quarter of the projects slip by more than this."), "days"),
    Column("low_whisker", "number", N_("Lower whisker"), N_("The smallest slip within 1.5 interquartile ranges of the box."), "days"),
    Column("high_whisker", "number", N_("Upper whisker"), N_("The largest slip within 1.5 interquartile ranges of the box."), "days"),
    Column("least_slip", "number", N_("Smallest slip"), N_("The earliest project, in days; negative is early."), "days"),
    Column("most_slip", "number", N_("Largest slip"), N_("The latest project, in days."), "days"),
    Column("outliers", "integer", N_("Outliers"), N_("Projects beyond the whiskers."), "projects"),
    Column("mean_without_outliers", "number", N_("Mean without outliers"), N_("The mean slip of the projects within the whiskers."), "days"),
    Column("level", "integer", N_("Height"), N_("The place of a dot in its column, 1 at the bottom.")),
    Column("dot_projects", "integer", N_("Projects a dot"), N_("How many projects one dot stands for; the last of a column may stand for fewer."), "projects"),
    Column("beyond", "flag", N_("At the edge"), N_("Whether a dot stands for slips that lie farther out than the picture reaches.")),
    # --- collaboration
    Column("organisation_id", "integer", N_("Organisation number"), N_("The organisation's number in this database.")),
    Column("organisation_en", "text", N_("Organisation (English)"), N_("The organisation's name in English or in the source's Latin script.")),
    Column("organisation_zh", "text", N_("Organisation (Chinese)"), N_("The organisation's name in Chinese.")),
    Column("organisation_kind", "code", N_("Kind of body"), N_("What kind of body the organisation is."), codes="ORGANISATION_KINDS"),
    Column("organisation_level", "code", N_("Level"), N_("The administrative level of the organisation."), codes="ORGANISATION_LEVELS"),
    Column("projects_joined", "integer", N_("Projects joined"), N_("Projects in which the organisation takes part in any role."), "projects"),
    Column("partners", "integer", N_("Partners"), N_("Other organisations with which it shares at least one project: its degree in the network."), "bodies"),
    Column("strength", "integer", N_("Strength"), N_("Shared projects summed over its partners; a project with three partners counts three times.")),
    Column("first_id", "integer", N_("First number"), N_("The number of the pair's first organisation.")),
    Column("first_en", "text", N_("First organisation (English)"), N_("The pair's first organisation, name in English.")),
    Column("first_zh", "text", N_("First organisation (Chinese)"), N_("The pair's first organisation, name in Chinese.")),
    Column("second_id", "integer", N_("Second number"), N_("The number of the pair's second organisation.")),
    Column("second_en", "text", N_("Second organisation (English)"), N_("The pair's second organisation, name in English.")),
    Column("second_zh", "text", N_("Second organisation (Chinese)"), N_("The pair's second organisation, name in Chinese.")),
    Column("shared_projects", "integer", N_("Shared projects"), N_("Projects in which both organisations take part, by the last report of each role: the weight of the tie."), "projects"),
    Column("projects_with_bodies", "integer", N_("Projects with a body"), N_("Projects for which at least one organisation is known."), "projects"),
    Column("projects_shared", "integer", N_("Shared by two or more"), N_("Projects in which at least two organisations take part."), "projects"),
    Column("bodies", "integer", N_("Bodies"), N_("Organisations that take part in at least one project."), "bodies"),
    Column("bodies_in_pairs", "integer", N_("Bodies with a partner"), N_("Organisations that share at least one project with another."), "bodies"),
    Column("collaborating_pairs", "integer", N_("Pairs"), N_("Unordered pairs of organisations with at least one project in common.")),
    Column("pair_weight", "integer", N_("Weight of all pairs"), N_("Shared projects summed over all pairs.")),
    Column("labelled", "flag", N_("Named"), N_("Whether the picture names the organisation.")),
    Column("on_shelf", "flag", N_("Without partner"), N_("Whether the organisation has no partner and stands on the shelf beneath the picture.")),
    Column("width_class", "integer", N_("Width"), N_("The width of the line, 1 to 5, by the logarithm of the shared projects.")),
    Column("first_rank", "integer", N_("Row"), N_("The first organisation's place in the matrix.")),
    Column("second_rank", "integer", N_("Column of the matrix"), N_("The second organisation's place in the matrix.")),
    *(Column(name, "number", N_("Place in the picture"), N_("Where the picture draws the organisation or the line; it has no unit.")) for name in ("x", "y", "x_from", "y_from", "x_to", "y_to", "x_middle", "y_middle")),
)  # fmt: skip
