"""The dictionary: every column that a table on the screen may have, its type, unit and meaning.

Types: text, code (one of `codes`), date, moment, money (whole minor units of `currency`), integer,
days, share (0 to 1), number, flag. Names of both languages end in _en and _zh; the screen shows one.
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
)  # fmt: skip
