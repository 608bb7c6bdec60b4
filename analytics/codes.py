"""Our own code lists: code -> label (a catalogue entry). A list drives checks, menus and tests.

Sources: statuses and stages follow OC4IDS 0.9 `projectStatus` and the six links of the Chinese
construction chain (立项、设计、招标、施工、验收、审计); roles follow OC4IDS `partyRole`, reduced.
"""

from __future__ import annotations

from analytics.language import N_

UNKNOWN = "unknown"

STATUSES = {
    "planned": N_("Planned"),
    "active": N_("Active"),
    "suspended": N_("Suspended"),
    "completed": N_("Completed"),
    "cancelled": N_("Cancelled"),
    UNKNOWN: N_("Unknown"),
}

STAGES = {
    "approval": N_("Project approval"),
    "design": N_("Design"),
    "tendering": N_("Tendering"),
    "construction": N_("Construction"),
    "acceptance": N_("Acceptance"),
    "audit": N_("Final audit"),
}

# A milestone is the start or the completion of the project, or the end of one of its stages.
MILESTONES = {
    "start": N_("Start of works"),
    "completion": N_("Completion"),
    "approval": N_("Project approved"),
    "design": N_("Design finished"),
    "tendering": N_("Contract awarded"),
    "construction": N_("Construction finished"),
    "acceptance": N_("Accepted"),
    "audit": N_("Final audit finished"),
}

TIERS = {
    "A": N_("Tier A"),
    "B": N_("Tier B"),
    "C": N_("Tier C"),
    UNKNOWN: N_("Tier unknown"),
}

TIER_REASONS = {
    "": "",
    "no_figure": N_("no budget figure is known"),
    "currency": N_("no threshold or rate is set for this currency"),
}

# `good`, `watch`, `late`: our own three lights; each is always colour, shape and word.
LIGHTS = {
    "good": N_("On plan"),
    "watch": N_("Watch"),
    "late": N_("Late"),
    UNKNOWN: N_("Unknown"),
}
LIGHT_SHAPES = {"good": "●", "watch": "▲", "late": "■", UNKNOWN: "○"}

BUDGET_KINDS = {
    "current": N_("Current budget"),
    "estimate": N_("Estimate"),
    "approved_budget": N_("Approved budget"),
    "contract": N_("Contract"),
    "final_account": N_("Final account"),
}

FUNDING_NATURES = {"base": N_("Base"), "incremental": N_("Incremental")}

NATURES = {"public": N_("Public benefit"), "commercial": N_("Commercial")}

COMPLEXITIES = {"simple": N_("Simple"), "ordinary": N_("Ordinary"), "complex": N_("Complex")}

ROLES = {
    "responsible": N_("Responsible"),
    "client": N_("Client"),
    "funder": N_("Funder"),
    "designer": N_("Designer"),
    "contractor": N_("Contractor"),
    "supervisor": N_("Supervisor"),
    "consultant": N_("Consultant"),
    "evaluator": N_("Evaluator"),
    "operator": N_("Operator"),
    "partner": N_("Partner"),
    "other": N_("Other role"),
}

ORGANISATION_KINDS = {
    "government": N_("Government"),
    "department": N_("Government department"),
    "district": N_("District government"),
    "street": N_("Street office"),
    "community": N_("Community"),
    "public_institution": N_("Public institution"),
    "state_owned": N_("State-owned company"),
    "company": N_("Company"),
    "social_organisation": N_("Social organisation"),
    "social_workers": N_("Social workers"),
    UNKNOWN: N_("Unknown kind"),
}

ORGANISATION_LEVELS = {
    "national": N_("National"),
    "provincial": N_("Provincial"),
    "city": N_("City"),
    "district": N_("District"),
    "street": N_("Street"),
    UNKNOWN: N_("Unknown level"),
}

# The sectors of the invented city; a sector read from a file keeps the words of the file.
SECTORS = {
    "roads": N_("Roads and bridges"),
    "transit": N_("Public transport"),
    "housing": N_("Housing"),
    "water": N_("Water and drainage"),
    "schools": N_("Schools"),
    "health": N_("Health"),
    "parks": N_("Parks and environment"),
    "services": N_("Purchased public services"),
}
