"""Our own code lists: code -> label (a catalogue entry). A list drives checks, menus and tests.

Sources: statuses and stages follow OC4IDS 0.9 `projectStatus` and the six links of the Chinese
construction chain (立项、设计、招标、施工、验收、审计); roles follow OC4IDS `partyRole`, reduced.
"""

# Long because: all code lists stand side by side.

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

# What the tables of plans and of slippage group by.
DIMENSIONS = {
    "sector": N_("by sector"),
    "district": N_("by district"),
    "tier": N_("by tier"),
    "responsible": N_("by responsible organisation"),
}

SLIP_DIMENSIONS = {**DIMENSIONS, "contractor": N_("by contractor")}

# Whether a project is done, by its actual completion date or, without one, by its status.
PROGRESS_STATES = {
    "finished": N_("Finished"),
    "unfinished": N_("Unfinished"),
    "cancelled": N_("Cancelled"),
    "all": N_("Finished and unfinished"),
}

# What a slip is measured against; a number is a baseline's own.
BASELINES = {"first": N_("First baseline"), "latest": N_("Latest baseline")}
SLIP_UNITS = {"days": N_("days"), "percent": N_("% of the planned duration")}
LATE_BY = {"days": N_("Days count"), "percent": N_("Per cent count"), "both": N_("Both must be exceeded")}

# The five delay rates.
DELAY_MEASURES = {
    "finished": N_("Delayed, of the finished"),
    "unfinished": N_("Forecast to be delayed, of the unfinished"),
    "started": N_("Delayed, of all that have begun"),
    "milestones": N_("Milestones delayed, of those done or due"),
    "overrunning": N_("Not finished when the planned duration was over"),
}

SCHEDULE_OUTCOMES = {
    "on_time": N_("On time"),
    "started_late": N_("Started late only"),
    "took_longer": N_("Took longer only"),
    "late_and_longer": N_("Started late and took longer"),
    UNKNOWN: N_("Unknown"),
}

# What became of a completion between two reporting dates.
SLIP_MOVES = {
    "forecast_later": N_("Forecast moved later"),
    "forecast_earlier": N_("Forecast moved earlier"),
    "forecast_new": N_("First forecast given"),
    "forecast_lost": N_("Forecast no longer known"),
    "rebaselined": N_("Baseline changed"),
    "baseline_new": N_("First baseline given"),
    "completed": N_("Finished"),
    "cancelled": N_("Cancelled"),
}

# The last forecast of a completion against the first.
COMPLETION_MOVES = {
    "later": N_("Later"),
    "same_many": N_("The same, given at two or more dates"),
    "same_one": N_("The same, given at one date only"),
    "earlier": N_("Earlier"),
    UNKNOWN: N_("Never forecast"),
}

# Ways of forecasting a completion, as the back-test holds them against each other.
FORECAST_METHODS = {
    "agency": N_("Own forecasts"),
    "baseline": N_("First baseline"),
    "reference_class": N_("Comparable projects"),
    "survival": N_("Survival curve"),
    "earned_schedule": N_("Earned schedule"),
}
BACK_TEST_CASES = {"common": N_("Common to all"), "own": N_("All its own")}
LEAD_BANDS = {
    "passed": N_("Date already passed"),
    "under_6": N_("Under 6 months"),
    "from_6": N_("6 to 12 months"),
    "from_12": N_("12 to 24 months"),
    "from_24": N_("Over 24 months"),
}
# Why a way of forecasting is not scored or not compared; the numbers stand in `back_test_scores`.
TEST_REFUSALS = {
    "few_pairs": N_("fewer than 30 of the past forecasts can be held against a completion"),
    "few_origins": N_("the past forecasts are from fewer than 3 reporting dates"),
    "few_projects": N_("the past forecasts are of fewer than 10 finished projects"),
    "rarely": N_("it applied to fewer than a tenth of the past cases"),
    "few_methods": N_("there is no second way of forecasting to compare with"),
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
    "acceptance": N_("Works accepted"),
    "audit": N_("Final audit finished"),
}

# A stage is named by the milestone that ends it; it begins with the one before (analytics.measures.stages.CHAIN).
STAGE_STEPS = {
    "design": N_("Design"),
    "tendering": N_("Tendering"),
    "start": N_("Preparation"),
    "construction": N_("Construction"),
    "acceptance": N_("Acceptance"),
    "audit": N_("Final audit"),
}
DURATION_KINDS = {
    "planned": N_("As planned"),
    "actual": N_("Actual"),
    "open": N_("Not over, so far"),
}
DUE_BANDS = {
    "30": N_("Within 30 days"),
    "60": N_("31 to 60 days"),
    "90": N_("61 to 90 days"),
}
# A bar of the Gantt chart in pieces, and the marks of its lanes.
BAR_PARTS = {
    "baseline": N_("First baseline"),
    "actual": N_("Done so far"),
    "actual_late": N_("Done so far, after the first baseline"),
    "forecast": N_("Forecast"),
    "forecast_late": N_("Forecast, after the first baseline"),
}
LANE_MARKS = {
    "done": N_("Completed"),
    "due": N_("Due by forecast"),
    "overdue": N_("Day passed, nothing new said"),
    "earlier": N_("Earlier than the picture"),
    "later": N_("Later than the picture"),
    "undated": N_("Day not known"),
}
LANE_PERIODS = {"month": N_("Month"), "quarter": N_("Quarter")}

# The points of the DCMA 14-point assessment; `silent` is one of ours.
HEALTH_CHECKS = {
    "bei": N_("Done against due (BEI)"),
    "missed": N_("Missed the baseline"),
    "cpli": N_("Days left against needed (CPLI)"),
    "negative_float": N_("Negative float"),
    "invalid_dates": N_("Forecasts in the past"),
    "silent": N_("Overdue without a new forecast"),
    "logic": N_("Missing links between tasks"),
    "leads": N_("Leads"),
    "lags": N_("Lags"),
    "relationships": N_("Kinds of links"),
    "hard_constraints": N_("Hard constraints"),
    "high_float": N_("High float"),
    "critical_path_test": N_("Critical path test"),
    "high_duration": N_("Long tasks"),
    "resources": N_("Resources"),
}
HEALTH_VERDICTS = {
    "kept": N_("Within the limit"),
    "broken": N_("Beyond the limit"),
    "no_limit": N_("No limit is set"),
    "nothing": N_("Nothing to measure"),
    "refused": N_("Cannot be measured"),
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
    "override": N_("decided by a person"),
}

# The two thresholds between the tiers, and the sides of one.
TIER_BOUNDARIES = {"tier.b_from": N_("Tier B from"), "tier.a_above": N_("Tier A above")}
BOUNDARY_SIDES = {"below": N_("Below"), "at": N_("Exactly at"), "above": N_("Above")}

# What the rule of each tier asks for (双组长制、主管部门直接负责、授权区县执行), and what may be missing.
TIER_ASKS = {
    "A": N_("two leaders: a vice mayor (vice district head) in charge and a project director"),
    "B": N_("a government department that is directly responsible"),
    "C": N_("an executing body that is authorised on record"),
}
TIER_GAPS = {
    "lead_official": N_("vice mayor (vice district head) in charge"),
    "project_director": N_("project director"),
    "department": N_("the responsible body is not a department"),
    "delegation": N_("record of delegation"),
    "unclear": N_("responsible body or its kind not known"),
}

# The annual plan against the threshold of the central catalogue.
CATALOGUE_SIDES = {
    "above": N_("Above the threshold"),
    "at": N_("Exactly at the threshold"),
    "below": N_("Below the threshold"),
    "no_plan": N_("No annual plan known"),
    "currency": N_("No threshold or rate for the currency"),
    "closed": N_("Cancelled, or completed and nothing planned"),
}
LISTED = {"yes": N_("In it"), "no": N_("Not in it"), UNKNOWN: N_("Not reported")}
CATALOGUE_REASONS = {
    "missing": N_("Should be in it and is not"),
    "unreported": N_("Should be in it, not reported whether it is"),
    "needless": N_("In it without need"),
    "at": N_("Exactly at the threshold, need not be in it"),
}
CENTRALISED = {"centralised": N_("In the central catalogue"), "delegated": N_("Tier C, registered and delegated")}

# `good`, `watch`, `late`: our own three lights; each is always colour, shape and word.
LIGHTS = {
    "good": N_("On plan"),
    "watch": N_("Watch"),
    "late": N_("Late"),
    UNKNOWN: N_("Unknown"),
}
LIGHT_SHAPES = {"good": "●", "watch": "▲", "late": "■", UNKNOWN: "○"}

# What a rule for lights measures: how far a project falls short, positive is worse.
LIGHT_MEASURES = {
    "slip_days": N_("Slip of the completion"),
    "plan_points": N_("Completed of the plan, below the pro-rata line"),
    "plan_percent": N_("Completed, less than due by the pro-rata line"),
    "spending_percent": N_("Paid, less than expected of the funds allocated"),
    "start_months": N_("Months in which the start was due and not made"),
    "report_months": N_("Months since the start without a progress report"),
}
LIGHT_UNITS = {
    "slip_days": "days",
    "plan_points": "percentage points",
    "plan_percent": "%",
    "spending_percent": "%",
    "start_months": "months",
    "report_months": "months",
}
LIGHT_COLOURS = {"good": N_("green"), "watch": N_("yellow"), "late": N_("red")}

# Why a rule gives a project no light.
LIGHT_REASONS = {
    "cancelled": N_("it is cancelled"),
    "no_plan": N_("no annual plan is known for the fiscal year"),
    "below_least": N_("its annual plan is below the size from which the rule holds"),
    "currency": N_("no rate is set between the currencies of its plan and of the rule"),
    "no_completed": N_("what was completed of the annual plan is not known"),
    "no_allocation": N_("no funds are known to be allocated for the fiscal year"),
    "no_payment": N_("no payment is known"),
    "no_start": N_("no date of the start of works is known"),
    "not_started": N_("works have not begun"),
    "no_slip": N_("its slip is not known"),
    "not_reported": N_("no light was reported"),
}

BUDGET_KINDS = {
    "current": N_("Current budget"),
    "estimate": N_("Estimate"),
    "approved_budget": N_("Approved budget"),
    "contract": N_("Contract"),
    "final_account": N_("Final account"),
}

# From one figure of a project to another: what `analytics.measures.budgets` compares.
BUDGET_STEPS = {
    "estimate_approved": N_("Estimate to approved budget"),
    "approved_contract": N_("Approved budget to contract"),
    "approved_final": N_("Approved budget to final account"),
    "approved_latest": N_("Approved budget to latest figure"),
    "first_current": N_("First to latest current budget"),
}

# The columns of the picture of flows of money, and the steps between neighbouring ones.
FLOW_COLUMNS = {
    "source": N_("Source of funds"),
    "payer": N_("Payer"),
    "project": N_("Project"),
    "contract": N_("Contract"),
    "payee": N_("Payee"),
}
FLOW_STEPS = {
    "source_payer": N_("Source to payer"),
    "payer_project": N_("Payer to project"),
    "payer_contract": N_("Payer to contract"),
    "project_payee": N_("Project to payee"),
    "contract_payee": N_("Contract to payee"),
}
FLOW_KINDS = {"named": N_("One by name"), "rest": N_("All others together"), UNKNOWN: N_("Not stated")}

# What a stage is led in: one of the chain, the project as a whole, or a project whose stage is not known.
LED_STAGES = {**STAGES, "whole": N_("Whole project"), UNKNOWN: N_("Stage not known")}
LEADING_STATES = {"nobody": N_("Nobody leads"), "one": N_("One leads"), "several": N_("Two or more lead")}
BODY_COUNTS = {"none": N_("No body known"), "one": N_("One body"), "several": N_("Two or more bodies")}

# Meetings at which the bodies of a project sit together.
MEETING_KINDS = {
    "joint": N_("Joint meeting"),
    "dispatch": N_("Dispatch meeting"),
    "consultation": N_("Consultation"),
    "review": N_("Review meeting"),
    "other": N_("Other meeting"),
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
    "delegate": N_("Authorised executor"),
    "other": N_("Other role"),
}

# The two leaders of a tier A project (双组长制). Which official it is differs between a city and a district.
POSTS = {
    "lead_official": N_("Vice mayor or vice district head in charge"),
    "project_director": N_("Project director"),
}

CAPITALS = {"public": N_("Public funds"), "private": N_("Private capital")}

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

# What a person decides about two names of organisations: the first is the one that moves figures.
NAME_DECISIONS = {"same": N_("The same body"), "different": N_("Two different bodies")}
DECISION_STATES = {
    "standing": N_("In force"),
    "waiting": N_("Waits: a name is not in the database"),
    "withdrawn": N_("Withdrawn"),
}
# Why two names may mean the same body, and what speaks against it; the weights are in measures.same_bodies.
SAME_REASONS = {
    "identifier": N_("the same registered number"),
    "alias": N_("one is a known other name of the other"),
    "letters": N_("the same letters but for case, punctuation, small words and legal form"),
    "renamed": N_("projects are reported under the first name, then under the second, never under both"),
    "initials": N_("one is made of the initials of the other"),
    "abbreviation": N_("one is a short form of the other"),
    "spelling": N_("one letter apart"),
    "short": N_("abbreviations that differ by a last letter, which may stand for a kind of body"),
    "parent": N_("under the same parent body"),
    "projects": N_("named in the same projects"),
}
SAME_DOUBTS = {
    "together": N_("a report names both in the same role"),
    "identifiers": N_("their registered numbers differ"),
    "languages": N_("their names differ in the other language too"),
    "kinds": N_("they are of different kinds"),
    "levels": N_("they are of different levels"),
}
MERGE_FIGURES = {
    "bodies": N_("Organisations that take part"),
    "several": N_("Projects of several organisations"),
    "pairs": N_("Pairs that work together"),
    "weight": N_("Shared projects over all pairs"),
    "paired": N_("Organisations with a partner"),
}

# What the network is measured by from year to year; the columns of `network_by_year` have the same names.
TIME_MEASURES = {
    "network_bodies": N_("Organisations"),
    "network_ties": N_("Ties"),
    "network_weight": N_("Weight of all ties"),
    "mean_partners": N_("Mean number of partners"),
    "network_density": N_("Density"),
    "multi_body_share": N_("Projects of several organisations"),
    "network_components": N_("Components"),
    "network_transitivity": N_("Transitivity"),
    "degree_centralisation": N_("Degree centralisation"),
    "betweenness_centralisation": N_("Betweenness centralisation"),
    "kind_e_i": N_("E-I index by kind"),
    "vertical_share": N_("Ties across levels"),
    "network_modularity": N_("Modularity"),
}
YEAR_STATES = {
    "whole": N_("Whole year"),
    "begins": N_("Reports begin within it"),
    "ends": N_("Not over at the as-of date"),
}
TWO_MODE_SIDES = {
    "project": N_("Project"),
    "contract": N_("Contract"),
    "meeting": N_("Meeting"),
    "organisation": N_("Organisation"),
}
REFORM_SIDES = {"before": N_("Before the reform"), "after": N_("After the reform")}
TIE_CHANGES = {"formed": N_("Formed"), "dissolved": N_("Dissolved")}
BROKER_ROLES = {
    "coordinator": N_("Coordinator"),
    "itinerant": N_("Itinerant broker"),
    "representative": N_("Representative"),
    "gatekeeper": N_("Gatekeeper"),
    "liaison": N_("Liaison"),
}
BROKERAGE_ROLES = {**BROKER_ROLES, "total": N_("All five roles")}

# What can be held against each other, pair of organisations by pair, to ask who is tied to whom and why.
RELATIONS = {
    "network": N_("The ties of this slice"),
    "works": N_("Works on the same project"),
    "leads": N_("Lead to partner"),
    "funds": N_("Funder to recipient"),
    "contract": N_("Shares a contract"),
    "meets": N_("Meets"),
    "earlier": N_("The same ties in an earlier year"),
    "same_kind": N_("Of the same kind"),
    "same_level": N_("Of the same level"),
    "same_district": N_("Of the same district"),
    "same_parent": N_("Under the same parent body"),
    "difference_projects": N_("Difference in number of projects"),
    "difference_budget": N_("Difference in size of budgets"),
    "sum_projects": N_("Projects of both together"),
    "sum_budget": N_("Budgets of both together"),
}
RELATION_TERMS = {"intercept": N_("Intercept"), "edges": N_("Ties as such (edges)"), **RELATIONS}
TIE_MEASURES = {"weight": N_("By their weight"), "presence": N_("Tied or not")}
TESTED_BODIES = {"all": N_("All organisations of the slice"), "tied": N_("Only those with a tie")}
# What random networks have in common with the real one in a conditional uniform graph test.
UNIFORM_GIVEN = {
    "edges": N_("As many ties"),
    "dyads": N_("As many mutual and one-way ties"),
    "size": N_("As many organisations"),
}
BODY_GROUPS = {"kind": N_("By kind"), "level": N_("By level"), "district": N_("By district")}

# What a network as a whole is measured by, in the order of the tables.
NETWORK_MEASURES = {
    "nodes": N_("Organisations"),
    "ties": N_("Ties"),
    "density": N_("Density"),
    "average_degree": N_("Average degree"),
    "degree_centralisation": N_("Degree centralisation"),
    "in_degree_centralisation": N_("In-degree centralisation"),
    "out_degree_centralisation": N_("Out-degree centralisation"),
    "betweenness_centralisation": N_("Betweenness centralisation"),
    "closeness_centralisation": N_("Closeness centralisation"),
    "transitivity": N_("Transitivity"),
    "average_path": N_("Average path"),
    "longest_path": N_("Longest path"),
    "small_world": N_("Small-world σ"),
    "core_periphery": N_("Fit of core and periphery"),
    "components": N_("Components"),
    "largest_component": N_("Share in the largest component"),
    "alone": N_("Share acting alone"),
    "modularity": N_("Modularity"),
    "e_i_kind": N_("E-I index by kind"),
    "e_i_level": N_("E-I index by level"),
    "e_i_district": N_("E-I index by district"),
    "cross_kind": N_("Ties across kinds"),
    "vertical": N_("Ties across levels"),
    "horizontal": N_("Ties within a level"),
    "repeated": N_("Repeated ties"),
    "reciprocity": N_("Reciprocity"),
    "without_degree": N_("Left without the best connected"),
    "without_betweenness": N_("Left without the brokers"),
}
MEASURE_GROUPS = {
    "size": N_("Size"),
    "centralisation": N_("Centralisation"),
    "cohesion": N_("Cohesion"),
    "fragmentation": N_("Fragmentation"),
    "mixing": N_("Who with whom"),
    "robustness": N_("Robustness"),
}
# Why a network has no such number.
UNDEFINED_MEASURES = {
    "few": N_("too few organisations"),
    "no_ties": N_("no ties"),
    "no_paths": N_("nobody has two partners"),
    "alike": N_("all pairs are alike"),
    "no_triangles": N_("the random networks have no triangle to compare with"),
    "directed": N_("not defined for ties with a direction"),
    "undirected": N_("the ties have no direction"),
    "unknown": N_("not known of enough organisations"),
}
NULL_MODELS = {
    "bicm": N_("Same projects per organisation (BiCM)"),
    "degrees": N_("Same number of partners"),
    "edges": N_("Same number of ties"),
}
CHANCE_VERDICTS = {
    "higher": N_("higher than by chance"),
    "lower": N_("lower than by chance"),
    "chance": N_("as by chance"),
    "kept": N_("kept by the random networks"),
    UNKNOWN: N_("cannot be compared"),
}
REMOVALS = {"degree": N_("Highest degree first"), "betweenness": N_("Highest betweenness first")}
# How networks are governed (Provan and Kenis 2008), and the numbers that hint at one of the forms.
GOVERNANCE_FORMS = {
    "shared": N_("shared governance"),
    "brokered": N_("lead organisation or administrative organisation"),
    "lead_organisation": N_("lead organisation"),
    "nao": N_("network administrative organisation"),
    "none": N_("no form in particular"),
}
GOVERNANCE_INDICATORS = {
    "participants": N_("Organisations that take part"),
    "density": N_("Density"),
    "degree_centralisation": N_("Degree centralisation"),
    "betweenness_centralisation": N_("Betweenness centralisation"),
    "led_share": N_("Shared projects led by the top organisation"),
    "ties_share": N_("Ties that it is an end of"),
    "joins_share": N_("Its shared projects in which it does more than lead"),
    "lead_only": N_("Organisations that lead and do nothing else"),
}
GOVERNANCE_CAUTIONS = {
    "participants": N_("Six to eight is the size up to which Provan and Kenis think shared governance likely."),
    "density": N_("They speak of the density of trust; ties here are work in common, which is not trust."),
    "degree_centralisation": N_("A large body has many partners because it has many projects."),
    "betweenness_centralisation": N_("Who stands between others need not decide anything."),
    "led_share": N_("Leading a project is not governing the network."),
    "ties_share": N_("One large project ties its leader to many at once."),
    "joins_share": N_("Roles are as reported; one that nobody reported is not seen."),
    "lead_only": N_("An administrative organisation may also stand outside the data altogether."),
}

# What was spent, and the figure that it is held against: original is the first known, revised the last.
EXECUTIONS = {
    "plan_first": N_("Completed in the year, of the original annual plan"),
    "plan": N_("Completed in the year, of the revised annual plan"),
    "allocated_first": N_("Paid in the year, of the funds first allocated"),
    "allocated": N_("Paid in the year, of the funds allocated"),
    "budget_first": N_("Paid so far, of the first current budget"),
    "budget_current": N_("Paid so far, of the latest current budget"),
}

# The breadth–depth matrix; the same words as `analytics.networks.breadth_depth.KINDS`.
BREADTH_CLASSES = {
    "leading": N_("Leading agency"),
    "key": N_("Key agency"),
    "auxiliary": N_("Auxiliary agency"),
}
NAME_KINDS = {
    "own": N_("Its name"),
    "alias": N_("Another name in the sources"),
    "merged": N_("Counted as it by decision"),
}
WHOSE = {"own": N_("Its projects"), "others": N_("All other projects")}

# The rows of the decomposition of a gap.
GAP_PARTS = {
    "project": N_("Project"),
    "others_below": N_("Other projects below the line"),
    "others_ahead": N_("Other projects on or above the line"),
    "total": N_("All projects"),
}

# Why an unfinished project needs attention, the gravest first.
ATTENTION = {
    "late": N_("late by the rule"),
    "forecast_passed": N_("forecast completion has passed"),
    "said_good": N_("reported on plan, but late"),
    "over_budget": N_("over the approved budget"),
    "no_forecast": N_("no forecast of completion"),
    "rebaselined": N_("baseline changed twice or more"),
}

# What may have changed in a project since the reporting date before.
MOVES = {
    "new": N_("New projects"),
    "completed": N_("Completed"),
    "cancelled": N_("Cancelled"),
    "light_worse": N_("Light turned worse"),
    "light_better": N_("Light turned better"),
    "forecast_later": N_("Forecast moved later"),
    "forecast_earlier": N_("Forecast moved earlier"),
    "rebaselined": N_("Baseline changed"),
    "budget_up": N_("Budget raised"),
    "budget_down": N_("Budget cut"),
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

# --- when projects will be done ---------------------------------------------------------------

# What comparable projects agree in; the keys in the order in which the last is given up first.
CLASS_LEVELS = {
    "sector-tier-size": N_("sector, tier and size"),
    "sector-tier": N_("sector and tier"),
    "sector-size": N_("sector and size"),
    "sector": N_("sector"),
    "tier-size": N_("tier and size"),
    "tier": N_("tier"),
    "size": N_("size"),
    "all": N_("all projects"),
}
SIZE_BANDS = {
    "below_5": N_("below 5 million"),
    "from_5": N_("5 to below 20 million"),
    "from_20": N_("20 to below 100 million"),
    "from_100": N_("100 to below 500 million"),
    "from_500": N_("500 million and more"),
}
PLAN_BASES = {
    "annual_plans": N_("Annual plans"),
    "even_pace": N_("Assumed: an even pace"),
}
# Why a method gives no date for a project.
METHOD_REFUSALS = {
    "no_start": N_("no planned start is known"),
    "no_plan": N_("no planned completion is known, or none after the start"),
    "ends_before_start": N_("finished before its planned start"),
    "few": N_("fewer than 20 comparable projects took this long"),
    "beyond_p50": N_("P50 lies beyond what was observed"),
    "beyond_p80": N_("P80 lies beyond what was observed"),
    "no_budget": N_("no budget is known"),
    "no_progress": N_("no progress is known"),
    "not_begun": N_("had not begun when progress was last reported"),
    "too_early": N_("less than 20 % is done, which says nothing about the pace"),
}

# --- how long projects take ---------------------------------------------------------------------

CLOCKS = {"ratio": N_("Multiples of the planned duration"), "days": N_("Days since the planned start")}
DURATION_GROUPS = {"none": N_("All projects"), **DIMENSIONS}
ESTIMATORS = {
    "kaplan_meier": N_("Kaplan-Meier"),
    "aalen_johansen": N_("Aalen-Johansen (cancelled projects count as never finished)"),
}
HAZARD_COVARIATES = {"sector": N_("Sector"), "tier": N_("Tier"), "budget": N_("Budget")}
HAZARD_TERMS = {
    "fitted": N_("Estimated"),
    "pooled": N_("Estimated, small ones together"),
    "reference": N_("What the others are compared with"),
    "few_finished": N_("Left out: fewer than 10 finished projects"),
    "few_events": N_("Left out: fewer than 10 finished projects for each coefficient"),
    "constant": N_("Left out: the same for all projects"),
    "collinear": N_("Left out: the others say the same"),
    "no_budget": N_("Left out: budgets unknown or in several currencies"),
}
# Why the data cannot support a test or a regression of durations.
SURVIVAL_REFUSALS = {
    "ungrouped": N_("the projects are not grouped"),
    "few_groups": N_("fewer than two groups have at least 5 finished projects"),
    "same_time": N_("all of them finished after the same time"),
    "few_finished": N_("there are fewer than 10 finished projects for each coefficient"),
    "nothing_varies": N_("the projects do not differ in sector, tier or budget"),
    "no_fit": N_("the estimate does not settle"),
}

# --- the quality of the data -----------------------------------------------------------------

EDITION_KINDS = {"import": N_("Import"), "sample": N_("Invented city")}

EDITION_STATUSES = {"complete": N_("Complete"), "withdrawn": N_("Taken back")}

# What each rule means, allows and does stands in analytics.measures.quality.
FLAG_RULES = {
    "negative_amount": N_("Negative amount"),
    "far_date": N_("Date far away"),
    "percent_out_of_range": N_("Per cent out of range"),
    "end_before_start": N_("End before start"),
    "duplicate_row": N_("Duplicate row"),
    "revised_figure": N_("Figure revised for the same date"),
}

FLAG_STATES = {
    "open": N_("Not decided"),
    "accepted": N_("Accepted"),
    "rejected": N_("Rejected"),
}

CONTRADICTIONS = {
    "completed_without_date": N_("Reported completed, but no actual completion date"),
    "date_without_completed": N_("Has an actual completion date, but is not reported completed"),
    "completed_in_future": N_("Actual completion lies after the report that gives it"),
    "full_not_completed": N_("Physical progress is 100 %, but not reported completed"),
    "good_but_late": N_("Reported on plan, but late by its own dates"),
    "completed_above_budget": N_("Completed investment exceeds the current budget"),
    "contract_above_approved": N_("Contract exceeds the approved budget"),
    "start_after_completion": N_("Actual start lies after actual completion"),
    "progress_after_cancelled": N_("Cancelled, but progress went on afterwards"),
}

# The two sides of a contradiction: a code of ours, or an amount or date, which shows as it is.
REPORTED_WORDS = {**STATUSES, **LIGHTS}

# How long ago a project last reported.
AGE_BANDS = {
    "month": N_("Up to a month"),
    "quarter": N_("Up to a quarter"),
    "half": N_("Up to half a year"),
    "year": N_("Up to a year"),
    "older": N_("More than a year"),
}

# Fields of the database whose values may be missing or flagged.
FIELDS = {
    "name_en": N_("Name (English)"),
    "name_zh": N_("Name (Chinese)"),
    "description": N_("Description"),
    "sector": N_("Sector"),
    "district": N_("District"),
    "nature": N_("Nature"),
    "complexity": N_("Complexity"),
    "is_key": N_("Key project"),
    "in_catalogue": N_("In the central catalogue"),
    "status": N_("Status"),
    "stage": N_("Stage"),
    "tier": N_("Tier"),
    "responsible_id": N_("Responsible body"),
    "organisations": N_("Organisations"),
    "budget_current": N_("Current budget"),
    "budget_estimate": N_("Estimate"),
    "budget_approved": N_("Approved budget"),
    "budget_contract": N_("Contract"),
    "budget_final": N_("Final account"),
    "plan_year": N_("Plan of the year"),
    "completed_year": N_("Completed in the year"),
    "completed_total": N_("Completed investment"),
    "paid_total": N_("Paid"),
    "physical_percent": N_("Physical progress"),
    "light_reported": N_("Light (reported)"),
    "start_baseline": N_("Start, baseline"),
    "start_actual": N_("Start, actual"),
    "completion_first_baseline": N_("Completion, first baseline"),
    "completion_forecast": N_("Completion, forecast"),
    "completion_actual": N_("Completion, actual"),
    "amount": N_("Amount"),
    "baseline": N_("Baseline"),
    "forecast": N_("Forecast"),
    "actual": N_("Actual"),
    "start_date": N_("Contract start"),
    "end_date": N_("Contract end"),
    "from_date": N_("From"),
    "to_date": N_("To"),
    "paid_on": N_("Paid on"),
    "holder": N_("Holder of the post"),
    "capital": N_("Public or private"),
}

# The fields of a project whose coverage the quality page shows.
COVERED_FIELDS = (
    "name_en", "name_zh", "sector", "district", "nature", "status", "stage", "tier", "responsible_id",
    "organisations", "budget_current", "budget_estimate", "budget_approved", "budget_contract", "budget_final",
    "plan_year", "completed_year", "completed_total", "paid_total", "physical_percent", "light_reported",
    "start_baseline", "start_actual", "completion_first_baseline", "completion_forecast", "completion_actual",
)  # fmt: skip

COLUMN_TYPES = {
    "text": N_("Text"),
    "phrase": N_("Text in both languages"),
    "code": N_("Code list"),
    "date": N_("Date"),
    "moment": N_("Date and time"),
    "year": N_("Year"),
    "money": N_("Money"),
    "integer": N_("Whole number"),
    "days": N_("Days"),
    "share": N_("Share"),
    "number": N_("Number"),
    "flag": N_("Yes or no"),
}

THRESHOLD_ORIGINS = {"shipped": N_("As shipped"), "own": N_("Set by the user")}

RULE_STATES = {
    "in_force": N_("In force"),
    "later": N_("From a later day"),
    "replaced": N_("Replaced by another value"),
    "withdrawn": N_("Withdrawn"),
}

RULE_GROUPS = {
    "tier": N_("Tiers"),
    "catalogue": N_("Central catalogue"),
    "light": N_("Lights"),
    "delay": N_("Delay"),
    "health": N_("Schedule health"),
    "fiscal": N_("Fiscal year"),
    "rate": N_("Exchange rates"),
    "idle": N_("Idle money"),
    "quality": N_("Data quality"),
}

# What the policy numbers decide about a project, and what they may decide.
JUDGEMENTS = {
    "tier": N_("Tier at registration"),
    "tier_current": N_("Tier on the current figure"),
    "near": N_("Near a tier threshold"),
    "light": N_("Light (computed)"),
    "delayed": N_("Delayed"),
    "catalogue": N_("Central catalogue"),
    "idle_age": N_("Age of idle money"),
    "stale": N_("Report overdue"),
}
VERDICTS = {
    "A": N_("Tier A"),
    "B": N_("Tier B"),
    "C": N_("Tier C"),
    "near": N_("Near it"),
    "apart": N_("Not near it"),
    "good": N_("On plan"),
    "watch": N_("Watch"),
    "late": N_("Late"),
    "delayed": N_("Delayed"),
    "on_time": N_("Within the tolerance"),
    "inside": N_("Above the threshold"),
    "outside": N_("Not above the threshold"),
    "idle_recent": N_("Recent"),
    "idle_middle": N_("Between"),
    "idle_old": N_("Old"),
    "idle_age_unknown": N_("Age not known"),
    "none": N_("No idle money"),
    "stale": N_("Report overdue"),
    "fresh": N_("Reported in time"),
    "ended": N_("Ended"),
    UNKNOWN: N_("Unknown"),
}
MOMENTS = {"before": N_("Before"), "after": N_("After")}

# The units of the columns of the dictionary and of the policy numbers; a currency stands as its code.
UNITS = {
    "currency": N_("currency"),
    "bodies": N_("bodies"),
    "projects": N_("projects"),
    "days": N_("days"),
    "flags": N_("flags"),
    "problems": N_("problems"),
    "payments": N_("payments"),
    "rows": N_("rows"),
    "forecasts": N_("forecasts"),
    "dates": N_("dates"),
    "bytes": N_("bytes"),
    "percentage points": N_("percentage points"),
    "month": N_("month"),
    "months": N_("months"),
    "year": N_("year"),
    "milestones": N_("milestones"),
    "stages": N_("stages"),
    "ratio": N_("ratio"),
    "%": "%",
}
