"""The columns of the tables about policy numbers: which there are, and what a change of them moves."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

RULES = (
    Column("rule_group", "code", N_("Decides"), N_("What the policy number decides about: tiers, catalogue, lights, delay, the fiscal year, exchange rates, data quality."), codes="RULE_GROUPS"),
    Column("entry", "integer", N_("Entry"), N_("The number of a value that the user has entered, by which it is withdrawn; a shipped value has none.")),
    Column("rule_state", "code", N_("State"), N_("Whether the value is in force on the as-of date, begins later, has given way to another one, or was withdrawn."), codes="RULE_STATES"),
    Column("entered_by", "text", N_("Entered by"), N_("Who entered the value, as they gave their name.")),
    Column("entered_at", "moment", N_("Entered at"), N_("When the value was entered, in coordinated universal time (UTC).")),
    Column("withdrawn_at", "moment", N_("Withdrawn at"), N_("When it was withdrawn, in coordinated universal time (UTC); it is kept and counts no more.")),
    Column("withdrawn_by", "text", N_("Withdrawn by"), N_("Who withdrew it, as they gave their name.")),
    Column("judgement", "code", N_("What moves"), N_("What the policy numbers decide about a project."), codes="JUDGEMENTS"),
    Column("moved_from", "code", N_("Before the change"), N_("What the policy numbers before the change make of the project."), codes="VERDICTS"),
    Column("moved_to", "code", N_("After the change"), N_("What the policy numbers after the change make of the project."), codes="VERDICTS"),
    Column("budget_moved", "money", N_("Budget of them"), N_("The known current budgets of the projects that move, together."), "currency"),
    Column("moment", "code", N_("Policy number"), N_("Before or after the change."), codes="MOMENTS"),
    Column("first_month", "integer", N_("First month"), N_("The month in which the fiscal year begins, 1 to 12."), "month"),
)  # fmt: skip
