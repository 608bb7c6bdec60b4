"""The columns of the register of organisations: which names may mean the same body, and what persons decided."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

REGISTER = (
    Column("organisation_key", "text", N_("Key"), N_("By which a decision names the organisation: its identifier, else its name as written.")),
    Column("aliases", "text", N_("Other names"), N_("Names that the sources give the organisation beside its own.")),
    Column("first_named", "date", N_("First named"), N_("The first report that names the organisation, as it was reported.")),
    Column("last_named", "date", N_("Last named"), N_("The last report that names the organisation, as it was reported.")),
    Column("first_key", "text", N_("Key of the first"), N_("The key of the pair’s first organisation.")),
    Column("second_key", "text", N_("Key of the second"), N_("The key of the pair’s second organisation.")),
    Column("first_kind", "code", N_("Kind of the first"), N_("The type of the pair’s first organisation."), codes="ORGANISATION_KINDS"),
    Column("second_kind", "code", N_("Kind of the second"), N_("The type of the pair’s second organisation."), codes="ORGANISATION_KINDS"),
    Column("first_projects", "integer", N_("Projects of the first"), N_("Projects in which reports have ever named the first organisation of the pair."), "projects"),
    Column("second_projects", "integer", N_("Projects of the second"), N_("Projects in which reports have ever named the second organisation of the pair."), "projects"),
    Column("first_from", "date", N_("First named: the first"), N_("The first report that names the first organisation of the pair.")),
    Column("first_to", "date", N_("Last named: the first"), N_("The last report that names the first organisation of the pair.")),
    Column("second_from", "date", N_("First named: the second"), N_("The first report that names the second organisation of the pair.")),
    Column("second_to", "date", N_("Last named: the second"), N_("The last report that names the second organisation of the pair.")),
    Column("same_evidence", "share", N_("Evidence"), N_("How much the reasons say together that the two names mean one body: 1 less the product of what each leaves in doubt, and less where something speaks against it.")),
    Column("same_reasons", "code", N_("Reasons"), N_("Why the two names may mean the same body, the weightiest first."), codes="SAME_REASONS"),
    Column("same_doubts", "code", N_("Against it"), N_("What speaks against the two names meaning the same body."), codes="SAME_DOUBTS"),
    Column("handed_over", "integer", N_("Projects passed on"), N_("Projects on which a report names the second organisation in the role in which the report before it named the first."), "projects"),
    Column("ever_shared", "integer", N_("Projects of both"), N_("Projects in which reports have ever named both organisations."), "projects"),
    Column("same_role_projects", "integer", N_("Both in one role"), N_("Projects of which a report names both organisations in the same role."), "projects"),
    Column("decision_number", "integer", N_("Decision"), N_("The number of a decision about two names, by which it is withdrawn.")),
    Column("name_decision", "code", N_("Decided"), N_("Whether the two names mean the same body or two."), codes="NAME_DECISIONS"),
    Column("decision_state", "code", N_("State"), N_("Whether the decision counts, waits for an organisation that the database does not hold, or was withdrawn."), codes="DECISION_STATES"),
    Column("decision_reason", "text", N_("Reason given"), N_("Why it was decided so, in the words of the person who decided.")),
    Column("decided_by", "text", N_("Decided by"), N_("Who decided, as they gave their name.")),
    Column("into_en", "text", N_("Counts as (English)"), N_("The organisation that stands for the other, or that is not it, name in English.")),
    Column("into_zh", "text", N_("Counts as (Chinese)"), N_("The organisation that stands for the other, or that is not it, name in Chinese.")),
    Column("into_key", "text", N_("Key of the one that stands"), N_("The key of the organisation that stands for the other.")),
    Column("holds_from", "date", N_("Reports from"), N_("The first day whose reports are counted so; missing: without a limit.")),
    Column("holds_to", "date", N_("Reports before"), N_("The day from which reports are counted so no more; missing: without a limit.")),
    Column("merge_figure", "code", N_("Figure"), N_("A figure of the network that a decision about names may change."), codes="MERGE_FIGURES"),
    Column("count_before", "integer", N_("Before the decision"), N_("The figure without the decision.")),
    Column("count_after", "integer", N_("After the decision"), N_("The figure with the decision.")),
)  # fmt: skip
