"""The columns of the tables about funds: where the money comes from, where it goes, and what lies idle."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

FUNDS = (
    # --- allocated and paid
    Column("allocated", "money", N_("Allocated"), N_("Funds by the last known report of each line of funding, of fiscal years that have begun."), "currency"),
    Column("allocated_share", "share", N_("Share of the allocated"), N_("The row’s part of all allocated money in the same currency.")),
    Column("allocated_total", "money", N_("Allocated"), N_("Funds allocated to the project for all fiscal years begun, by the last report of each line."), "currency"),
    Column("paid_total", "money", N_("Paid"), N_("The sum of all known payments of the project in its currency."), "currency"),
    Column("with_allocated", "integer", N_("Allocation known"), N_("Projects to which an allocation is known."), "projects"),
    Column("with_paid", "integer", N_("Payments known"), N_("Projects of which a payment is known."), "projects"),
    Column("with_allocated_and_paid", "integer", N_("Both known"), N_("Projects of which both an allocation and a payment in the fiscal year are known."), "projects"),
    Column("allocated_with_paid", "money", N_("Allocated, payments known"), N_("Allocations of the fiscal year to the projects that paid something in it."), "currency"),
    Column("paid_with_allocated", "money", N_("Paid of it"), N_("Payments in the fiscal year by the projects that have an allocation for it."), "currency"),
    Column("paid_share", "share", N_("Paid of the allocated"), N_("Paid over allocated of the fiscal year, over the projects of which both are known; above 1 where earlier money was paid.")),
    # --- what the allocated money is made of
    Column("base_allocated", "money", N_("Base"), N_("Allocated money that is part of the base budget."), "currency"),
    Column("incremental_allocated", "money", N_("Incremental"), N_("Allocated money that comes on top of the base budget."), "currency"),
    Column("nature_unknown", "money", N_("Base or incremental not stated"), N_("Allocated money of which nobody said whether it is base or incremental."), "currency"),
    Column("base_share", "share", N_("Share base"), N_("Base money, of all that is allocated.")),
    Column("incremental_share", "share", N_("Share incremental"), N_("Incremental money, of all that is allocated.")),
    Column("nature_unknown_share", "share", N_("Nature not stated"), N_("Money of unknown nature, of all that is allocated.")),
    Column("public_allocated", "money", N_("Public capital"), N_("Allocated money that is public capital."), "currency"),
    Column("private_allocated", "money", N_("Private capital"), N_("Allocated money that private partners bring, as in a public-private partnership."), "currency"),
    Column("capital_unknown", "money", N_("Public or private not stated"), N_("Allocated money of which nobody said whether it is public or private."), "currency"),
    Column("public_share", "share", N_("Share public"), N_("Public capital, of all that is allocated.")),
    Column("private_share", "share", N_("Share private"), N_("Private capital, of all that is allocated.")),
    Column("capital_unknown_share", "share", N_("Capital not stated"), N_("Money of unknown capital, of all that is allocated.")),
    # --- who gains share from year to year
    Column("year_share", "share", N_("Share of the year"), N_("The source’s part of all money allocated for the fiscal year in the same currency; 0 where nothing of it was.")),
    Column("year_share_before", "share", N_("Share of the year before"), N_("The source’s part of all money allocated for the fiscal year before; missing where no allocation of that year is known.")),
    Column("year_share_change", "number", N_("Change of share"), N_("Share of the year less share of the year before."), "percentage points"),
    # --- idle money
    Column("idle", "money", N_("Idle"), N_("Allocated for the fiscal years begun and not known to be paid; no known payment counts as unpaid."), "currency"),
    Column("idle_share", "share", N_("Share of idle money"), N_("The row’s part of all idle money in the same currency.")),
    Column("idle_since", "date", N_("Idle since"), N_("The day on which the oldest allocation that is not fully paid became available; payments use up the oldest first.")),
    Column("idle_days", "days", N_("Idle for"), N_("Days from the day on which the oldest unpaid allocation became available to the as-of date."), "days"),
    Column("idle_projects", "integer", N_("With idle money"), N_("Projects that have idle money."), "projects"),
    Column("median_idle_days", "number", N_("Median age"), N_("Half of the projects with idle money have had it for less than this, half for longer."), "days"),
    Column("mean_idle_days", "number", N_("Mean age by money"), N_("The mean age of idle money, each project weighted by its idle money."), "days"),
    Column("carry_over", "money", N_("Carried over"), N_("Idle money that was allocated for earlier fiscal years than that of the as-of date."), "currency"),
    Column("idle_from", "days", N_("Idle from"), N_("The fewest days of the band; missing where the age is not known."), "days"),
    Column("idle_to", "days", N_("Idle up to"), N_("The most days of the band; missing where it has no end or the age is not known."), "days"),
    Column("idle_recent", "money", N_("Recent"), N_("Idle money whose age is at most the policy number idle.recent_up_to."), "currency"),
    Column("idle_middle", "money", N_("Between"), N_("Idle money whose age is between the policy numbers idle.recent_up_to and idle.old_above."), "currency"),
    Column("idle_old", "money", N_("Old"), N_("Idle money whose age is above the policy number idle.old_above."), "currency"),
    Column("idle_age_unknown", "money", N_("Age not known"), N_("Idle money of which nobody knows since when it is available."), "currency"),
    Column("idle_old_share", "share", N_("Share old"), N_("Idle money whose age is above the policy number idle.old_above, of the row’s idle money.")),
    # --- flows
    Column("node", "integer", N_("Node"), N_("The number of the node in the picture of flows.")),
    Column("flow_column", "code", N_("Column"), N_("Source, payer, project (or contract) or payee."), codes="FLOW_COLUMNS"),
    Column("flow_kind", "code", N_("Stands for"), N_("One of its column by name, all others together, or payments that do not name one."), codes="FLOW_KINDS"),
    Column("node_en", "text", N_("Name (English)"), N_("What the node is called in English.")),
    Column("node_zh", "text", N_("Name (Chinese)"), N_("What the node is called in Chinese.")),
    Column("members", "integer", N_("How many"), N_("How many sources, payers, projects, contracts or payees the node stands for; missing where it is not known.")),
    Column("flow_share", "share", N_("Share of the paid"), N_("The row’s part of all payments in the same currency.")),
    Column("flow_step", "code", N_("Step"), N_("From which column to which the money flows."), codes="FLOW_STEPS"),
    Column("from_node", "integer", N_("From node"), N_("The number of the node that the money leaves.")),
    Column("to_node", "integer", N_("To node"), N_("The number of the node that the money enters.")),
    Column("from_en", "text", N_("From (English)"), N_("The node that the money leaves, in English.")),
    Column("from_zh", "text", N_("From (Chinese)"), N_("The node that the money leaves, in Chinese.")),
    Column("to_en", "text", N_("To (English)"), N_("The node that the money enters, in English.")),
    Column("to_zh", "text", N_("To (Chinese)"), N_("The node that the money enters, in Chinese.")),
)  # fmt: skip
