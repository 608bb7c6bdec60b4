"""The columns of the tables about organisations in the network: where each stands, and one organisation's own."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

_ROLES = {
    "coordinator": (N_("Coordinator"), N_("Pairs of its own kind that it links: all three of one kind.")),
    "itinerant": (N_("Itinerant broker"), N_("Pairs of one other kind that it links: an outsider between two of one kind.")),
    "representative": (N_("Representative"), N_("Pairs from one of its own kind to one of another that it links: it speaks for its kind outside.")),
    "gatekeeper": (N_("Gatekeeper"), N_("Pairs from one of another kind to one of its own that it links: it lets the outside in.")),
    "liaison": (N_("Liaison"), N_("Pairs of two further kinds that it links: all three of different kinds.")),
    "brokered": (N_("Brokered pairs"), N_("Ordered pairs that are tied to it and not to each other: the five roles together (Gould and Fernandez).")),
}  # fmt: skip
_Z = {
    "coordinator": N_("z, coordinator"),
    "itinerant": N_("z, itinerant broker"),
    "representative": N_("z, representative"),
    "gatekeeper": N_("z, gatekeeper"),
    "liaison": N_("z, liaison"),
    "brokered": N_("z, brokered pairs"),
}

NETWORK_ORGANISATIONS = (
    # --- what it does
    Column("projects_led", "integer", N_("Projects led"), N_("Projects of which it is responsible, by the last report of the role."), "projects"),
    Column("lead_share", "share", N_("Lead share"), N_("Projects led, of the projects that it joins.")),
    Column("lead_shared_share", "share", N_("Share of the shared projects that it leads"), N_("Projects led in which another organisation takes part too, of all projects in which two or more take part.")),
    # --- reach
    Column("degree", "integer", N_("Degree"), N_("How many others it is tied to, whatever the direction.")),
    Column("in_degree", "integer", N_("In-degree"), N_("How many others have a tie to it; only where ties have a direction.")),
    Column("out_degree", "integer", N_("Out-degree"), N_("How many others it has a tie to; only where ties have a direction.")),
    Column("node_strength", "number", N_("Strength, weighted"), N_("The weights of its ties together, in the unit of the weight that was asked for.")),
    Column("closeness", "number", N_("Closeness"), N_("Those who reach it over the sum of their steps, times the part of all others that do (Wasserman and Faust); missing without a tie."), digits=3),
    Column("eigenvector", "number", N_("Eigenvector"), N_("Its share of the leading eigenvector of the weights: high where its partners are strong themselves. In the largest component only, directions forgotten."), digits=3),
    Column("breadth", "integer", N_("Breadth"), N_("How many others it is tied to: the first side of the breadth–depth matrix.")),
    Column("depth", "number", N_("Depth"), N_("The weight of its ties over their number: how much it does with each partner."), digits=2),
    Column("breadth_class", "code", N_("Class"), N_("Leading: above the mean of those with a partner in breadth and in depth. Key: above one of them. Auxiliary: above neither."), codes="BREADTH_CLASSES"),
    Column("breadth_cut", "number", N_("Mean breadth"), N_("The mean breadth of the organisations that have a partner."), digits=2),
    Column("depth_cut", "number", N_("Mean depth"), N_("The mean depth of the organisations that have a partner."), digits=2),
    # --- bridging
    Column("betweenness", "number", N_("Betweenness"), N_("The part of all pairs of others between which it stands on the shortest ways, 0 to 1; weights do not count."), digits=3),
    Column("betweenness_error", "number", N_("Error of betweenness"), N_("The standard error where betweenness rests on a sample of sources; 0 where it is exact."), digits=4),
    Column("betweenness_sources", "integer", N_("Sources walked from"), N_("From how many organisations the shortest ways were followed; fewer than all above 5,000.")),
    Column("is_cut_point", "flag", N_("Cut-point"), N_("Whether others would lose contact with each other if it went.")),
    Column("cut_off", "integer", N_("Cut off without it"), N_("Organisations that it alone links to the largest part of those that remain.")),
    Column("k_core", "integer", N_("k-core"), N_("The largest k such that it belongs to a group in which everyone has k partners or more.")),
    Column("in_core", "flag", N_("In the core"), N_("Whether the best core and periphery (Borgatti and Everett) put it into the core.")),
    Column("community", "integer", N_("Community"), N_("The number of its group by Louvain's method, 1 for the largest.")),
    # --- constraint
    Column("constraint", "number", N_("Constraint"), N_("How far its ties are bound up in one group of partners (Burt): near 1 or above where all its partners are tied to each other, low where it can choose."), digits=3),
    Column("effective_size", "number", N_("Effective size"), N_("Its partners less what they repeat of each other (Burt)."), digits=2),
    Column("efficiency", "share", N_("Efficiency"), N_("Effective size per partner: 100 % where no two of its partners are tied.")),
    Column("hierarchy", "number", N_("Hierarchy"), N_("Whether the constraint comes from one partner (1) or evenly from all (0)."), digits=3),
    # --- roles
    *(Column(name, "number", label, meaning) for name, (label, meaning) in _ROLES.items()),
    *(Column(f"{name}_z", "number", label, N_("How far the score lies from what ties at random between groups of these sizes would bring, in standard deviations; missing where chance leaves no room."), digits=2) for name, label in _Z.items()),
    # --- change
    Column("degree_before", "integer", N_("Degree before"), N_("Its degree in the slice before; missing where it took no part in it.")),
    Column("change_in_degree", "integer", N_("Change in degree"), N_("Degree now minus degree in the slice before; missing where it took no part in that.")),
    Column("degree_rank", "integer", N_("Rank by degree"), N_("Its place by degree, 1 the highest; equal ones share the better place.")),
    Column("change_in_rank", "integer", N_("Places gained"), N_("Rank by degree in the slice before minus rank now; positive is up, missing where it took no part in that.")),
    Column("compared_from", "date", N_("Compared with, from"), N_("The first day of the slice before.")),
    Column("compared_to", "date", N_("Compared with, to"), N_("The last day of the slice before.")),
    # --- all of them
    Column("organisations_tied", "integer", N_("With a partner"), N_("Organisations of the slice that have a tie."), "bodies"),
    Column("organisations_apart", "integer", N_("Alone"), N_("Organisations of the slice that have no tie."), "bodies"),
    Column("cut_points", "integer", N_("Cut-points"), N_("Organisations without which others would lose contact with each other."), "bodies"),
    Column("class_leading", "integer", N_("Leading"), N_("Organisations above the mean in breadth and in depth."), "bodies"),
    Column("class_key", "integer", N_("Key"), N_("Organisations above the mean in breadth or in depth."), "bodies"),
    Column("class_auxiliary", "integer", N_("Auxiliary"), N_("Organisations with a partner, above the mean in neither."), "bodies"),
    Column("projects_shared_led", "integer", N_("Shared projects with a leader"), N_("Projects of two or more organisations of which one is known to be responsible."), "projects"),
    # --- how deeply social organisations are embedded
    Column("repeat_partners", "integer", N_("Repeat partners"), N_("Organisations with which it shares two projects or more."), "bodies"),
    Column("repeat_share", "share", N_("Share of repeat partners"), N_("Repeat partners, of all with which it shares a project.")),
    Column("contracts_held", "integer", N_("Contracts"), N_("Contracts of projects in scope in which it takes part: as supplier, payer, payee or client."), "contracts"),
    Column("tenure_years", "number", N_("Years of service"), N_("Years from the first report that names it in one of the projects to the last as of the date.")),
    Column("communities_served", "integer", N_("Communities served"), N_("Communities with which it shares a project."), "bodies"),
    Column("community_ties", "integer", N_("Projects with a community"), N_("Its projects in which a community takes part too."), "projects"),
    Column("is_suspended", "flag", N_("Serves no community"), N_("Whether it shares no project with any community: its service hangs in the air (悬浮).")),
    # --- one organisation
    Column("known_since", "date", N_("Known since"), N_("The first report that names it in a project.")),
    Column("identifier", "text", N_("Identifier"), N_("The organisation's own number in the sources, such as its unified social credit code.")),
    Column("parent_en", "text", N_("Part of (English)"), N_("The organisation above it, name in English.")),
    Column("parent_zh", "text", N_("Part of (Chinese)"), N_("The organisation above it, name in Chinese.")),
    Column("parent_id", "integer", N_("Part of, number"), N_("The number of the organisation above it.")),
    Column("counted_en", "text", N_("Counts as (English)"), N_("The organisation that it counts as by a person's decision, name in English.")),
    Column("counted_zh", "text", N_("Counts as (Chinese)"), N_("The organisation that it counts as by a person's decision, name in Chinese.")),
    Column("counted_id", "integer", N_("Counts as, number"), N_("The number of the organisation that it counts as by a person's decision.")),
    Column("name_kind", "code", N_("What the name is"), N_("Its own name, another name in the sources, or a body that a person has decided to count as it."), codes="NAME_KINDS"),
    Column("name", "text", N_("Name"), N_("A name under which the sources know the organisation.")),
    Column("name_from", "date", N_("From"), N_("The first day on which the name holds; missing where no one said.")),
    Column("name_to", "date", N_("To"), N_("The last day on which the name holds; missing where no one said.")),
    Column("other_id", "integer", N_("Number of the other body"), N_("The number of the body that counts as the organisation.")),
    Column("partner_en", "text", N_("Partner (English)"), N_("The other organisation, name in English.")),
    Column("partner_zh", "text", N_("Partner (Chinese)"), N_("The other organisation, name in Chinese.")),
    Column("partner_id", "integer", N_("Partner, number"), N_("The number of the other organisation.")),
    Column("shared_since", "date", N_("Since"), N_("The first report that names both in the same project, as far as they still share it.")),
    Column("own_roles", "code", N_("Its roles"), N_("What the organisation does in these projects."), codes="ROLES"),
    Column("partner_roles", "code", N_("Roles of the partner"), N_("What the partner does in these projects."), codes="ROLES"),
    Column("payments_received", "integer", N_("Payments received"), N_("How many payments the organisation received in the year."), "payments"),
    Column("payments_made", "integer", N_("Payments made"), N_("How many payments the organisation made in the year."), "payments"),
    Column("money_received", "money", N_("Received"), N_("Payments to the organisation in the year, by the reports up to the as-of date."), "currency"),
    Column("money_paid", "money", N_("Paid by it"), N_("Payments by the organisation in the year, by the reports up to the as-of date."), "currency"),
    Column("whose", "code", N_("Whose projects"), N_("The projects of the organisation, or all others in scope."), codes="WHOSE"),
    Column("calendar_year", "year", N_("Year"), N_("The calendar year of the slice.")),
)  # fmt: skip
