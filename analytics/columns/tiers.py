"""The columns of the tables about tiers, their rules and the central catalogue."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

TIERS: tuple[Column, ...] = (
    Column("tier_rule", "code", N_("Tier by rule"), N_("The tier on the figure known at registration, by the thresholds of that day: frozen, whatever the figure becomes."), codes="TIERS"),
    Column("tier_current", "code", N_("Tier on the current figure"), N_("The tier that the rule would give on the latest figure: current budget, else contract, else approved budget, else estimate."), codes="TIERS"),
    Column("tier_reason", "code", N_("Reason"), N_("Why a tier is unknown, or that a person has set it."), codes="TIER_REASONS"),
    Column("nature", "code", N_("Nature"), N_("Whether the project is for public benefit or commercial, as reported; missing where it is not."), codes="NATURES"),
    Column("complexity", "code", N_("Complexity"), N_("How complex the project is, as reported; missing where it is not."), codes="COMPLEXITIES"),
    Column("projects_share", "share", N_("Share of projects"), N_("The tier's part of the projects of its row's date or group; unknown included.")),
    Column("with_registered", "integer", N_("Investment known"), N_("Projects of which the figure at registration is known in this currency."), "projects"),
    Column("registered_amount", "money", N_("Investment at registration"), N_("The figure that the frozen tier rests on: the first known approved budget, else estimate, else current budget."), "currency"),
    Column("registered_on", "date", N_("Registered on"), N_("The date of the report that gave the investment at registration; the thresholds of that day hold.")),
    Column("money_share", "share", N_("Share of money"), N_("The tier's part of the known amounts of its row's date or group, in the same currency.")),
    Column("median_registered", "money", N_("Median investment"), N_("Half of the projects cost less than this, half more."), "currency"),
    Column("mean_registered", "money", N_("Mean investment"), N_("All known investment over the number of projects; a few large ones raise it far above the median."), "currency"),
    Column("quarter_registered", "money", N_("Investment, lower quartile"), N_("A quarter of the projects cost less than this."), "currency"),
    Column("three_quarter_registered", "money", N_("Investment, upper quartile"), N_("A quarter of the projects cost more than this."), "currency"),
    Column("median_tier", "code", N_("Tier of the median"), N_("The tier that the median investment falls in, by the thresholds on the as-of date."), codes="TIERS"),
    Column("mean_tier", "code", N_("Tier of the mean"), N_("The tier that the mean investment falls in, by the thresholds on the as-of date."), codes="TIERS"),
    Column("b_from", "money", N_("Tier B from"), N_("The smallest investment of tier B on the as-of date (policy number tier.b_from)."), "currency"),
    Column("a_above", "money", N_("Tier A above"), N_("The largest investment of tier B on the as-of date (policy number tier.a_above)."), "currency"),
    # --- near a threshold
    Column("boundary_kind", "code", N_("Threshold"), N_("Which of the two tier thresholds the project is near."), codes="TIER_BOUNDARIES"),
    Column("boundary", "money", N_("Threshold value"), N_("The threshold on the day of registration, in the currency of the row."), "currency"),
    Column("near_percent", "number", N_("Near is within"), N_("How far from a threshold a project is still near it (policy number tier.near)."), "%"),
    Column("distance", "money", N_("Distance"), N_("Investment at registration minus the threshold; negative is below it."), "currency"),
    Column("boundary_side", "code", N_("Side"), N_("Below, at or above the threshold, to the smallest unit of the currency."), codes="BOUNDARY_SIDES"),
    Column("near_below", "integer", N_("Just below"), N_("Projects near the threshold and below it."), "projects"),
    Column("near_at", "integer", N_("Exactly at"), N_("Projects whose investment is the threshold itself."), "projects"),
    Column("near_above", "integer", N_("Just above"), N_("Projects near the threshold and above it."), "projects"),
    Column("near_lighter", "integer", N_("Under the lighter rule"), N_("Projects near the threshold that fall under the less demanding of its two tiers."), "projects"),
    Column("near_heavier", "integer", N_("Under the stricter rule"), N_("Projects near the threshold that fall under the more demanding of its two tiers."), "projects"),
    Column("p_value", "number", N_("p"), N_("How often an even split would come out at least as uneven: exact two-sided binomial test. Small is a reason to look, not a verdict; some excess below is to be expected, since small projects are more frequent.")),
    Column("figure_current", "money", N_("Current figure"), N_("The latest figure, on which the current tier rests; missing where it is in another currency than the figure at registration."), "currency"),
    Column("figure_change", "money", N_("Change since registration"), N_("Current figure minus investment at registration."), "currency"),
    # --- the rules of the tiers
    Column("tier_asks", "code", N_("What the rule asks"), N_("What the rule of the tier asks for."), codes="TIER_ASKS"),
    Column("rule_kept", "integer", N_("Kept"), N_("Projects of which everything that the tier's rule asks for is on record."), "projects"),
    Column("rule_broken", "integer", N_("Broken"), N_("Projects of which something that the tier's rule asks for is not on record."), "projects"),
    Column("rule_unclear", "integer", N_("Cannot be judged"), N_("Tier B projects whose responsible body, or its kind, is not known."), "projects"),
    Column("broken_share", "share", N_("Share broken"), N_("Projects that break their tier's rule, of those that can be judged.")),
    Column("gaps", "code", N_("What is missing"), N_("What the tier's rule asks for and the records do not show."), codes="TIER_GAPS"),
    Column("responsible_kind", "code", N_("Kind of the responsible body"), N_("What kind of organisation the responsible body is."), codes="ORGANISATION_KINDS"),
    # --- the central catalogue
    Column("catalogue_side", "code", N_("Plan against the catalogue"), N_("Where the annual plan stands against the catalogue's threshold."), codes="CATALOGUE_SIDES"),
    Column("listed", "code", N_("In the catalogue"), N_("Whether the project is reported to be in the central catalogue."), codes="LISTED"),
    Column("catalogue_reason", "code", N_("Why it is listed here"), N_("What the annual plan asks for, and what is reported instead."), codes="CATALOGUE_REASONS"),
    Column("catalogue_limit", "money", N_("Catalogue threshold"), N_("Annual investment strictly above this belongs in the central catalogue (policy number catalogue.annual_above)."), "currency"),
    Column("plan_distance", "money", N_("Plan minus threshold"), N_("The annual plan minus the catalogue's threshold; negative is below it."), "currency"),
    Column("centralised", "code", N_("Standing"), N_("In the central catalogue, or of tier C, registered and executed by an authorised body."), codes="CENTRALISED"),
    # --- tiers set by hand
    Column("tier_set", "code", N_("Tier set"), N_("The tier that a person has given the project."), codes="TIERS"),
    Column("override_reason", "text", N_("Reason given"), N_("Why the tier was set by hand, in the words of the person who entered it.")),
    Column("override_from", "date", N_("Holds from"), N_("The reporting date from which the tier that was set holds.")),
    Column("withdrawn_reason", "text", N_("Reason of the withdrawal"), N_("Why it was withdrawn.")),
)  # fmt: skip
