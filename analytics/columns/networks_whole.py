"""The columns of the tables about the network as a whole, beside what chance gives."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

NETWORKS_WHOLE = (
    # --- the measures
    Column("network_measure", "code", N_("Measure"), N_("What the network as a whole is measured by; the method note has the formula of each."), codes="NETWORK_MEASURES"),
    Column("measure_group", "code", N_("About"), N_("What the measure is about: size, centralisation, cohesion, fragmentation, who works with whom, robustness."), codes="MEASURE_GROUPS"),
    Column("measure_value", "number", N_("Value"), N_("The measure of the network: a count, a share from 0 to 1, or an index, as the measure says."), digits=3, whole=True),
    Column("measure_error", "number", N_("Error"), N_("The standard error where the measure rests on a sample: betweenness above 5,000 organisations. 0 where it is exact."), digits=4, whole=True),
    Column("undefined_reason", "code", N_("Why there is none"), N_("Why the network has no such number; “–” where it has one."), codes="UNDEFINED_MEASURES"),
    # --- beside chance
    Column("null_model", "code", N_("Random networks with"), N_("What the random networks have in common with the real one, chance doing the rest."), codes="NULL_MODELS"),
    Column("chance_mean", "number", N_("By chance"), N_("The mean of the measure over the random networks that have it."), digits=3, whole=True),
    Column("chance_sd", "number", N_("SD by chance"), N_("The standard deviation of the measure over the random networks."), digits=3, whole=True),
    Column("chance_low", "number", N_("2.5 % below"), N_("Of a hundred random networks 2.5 have less than this."), digits=3, whole=True),
    Column("chance_high", "number", N_("2.5 % above"), N_("Of a hundred random networks 2.5 have more than this."), digits=3, whole=True),
    Column("chance_z", "number", N_("z"), N_("How many standard deviations the network lies above (or, negative, below) the mean of the random ones; missing where they do not vary."), digits=2, whole=True),
    Column("chance_z_low", "number", N_("z, 2.5 % below"), N_("The lower end of what chance gives, in standard deviations from its mean."), digits=2, whole=True),
    Column("chance_z_high", "number", N_("z, 2.5 % above"), N_("The upper end of what chance gives, in standard deviations from its mean."), digits=2, whole=True),
    Column("chance_p", "number", N_("p, two-sided"), N_("Twice the smaller share of networks, the real one among them, with the measure at least as large or at least as small; equal ones count on both sides."), digits=4, whole=True),
    Column("chance_verdict", "code", N_("Verdict"), N_("Higher or lower than by chance where p is at most .05, else as by chance; of twenty measures one differs by chance alone."), codes="CHANCE_VERDICTS"),
    Column("chance_draws", "integer", N_("Random networks"), N_("How many random networks have the measure; the others were left out.")),
    Column("chance_seed", "integer", N_("Seed"), N_("The seed of the random numbers: the same seed gives the same numbers.")),
    # --- robustness
    Column("removal_order", "code", N_("Who goes first"), N_("In which order organisations are taken away, by what they are before the first goes."), codes="REMOVALS"),
    Column("bodies_removed", "integer", N_("Gone"), N_("How many organisations are taken away."), "bodies"),
    Column("removed_share", "share", N_("Share gone"), N_("Organisations taken away, of all.")),
    Column("ties_left", "integer", N_("Ties left"), N_("Ties among those that remain.")),
    Column("components_left", "integer", N_("Components left"), N_("Into how many parts those that remain fall.")),
    Column("largest_left", "share", N_("Largest component left"), N_("The largest part of those that remain, as a share of all organisations.")),
    Column("random_largest", "share", N_("The same at random"), N_("The mean share when as many organisations go at random.")),
    Column("random_low", "share", N_("At random, 5 % below"), N_("Of a hundred random removals five leave less than this.")),
    Column("random_high", "share", N_("At random, 5 % above"), N_("Of a hundred random removals five leave more than this.")),
    # --- who with whom
    Column("mixing_first", "code", N_("Kind"), N_("The kind of organisation at the one end of the tie; where ties have a direction, the one it comes from."), codes="ORGANISATION_KINDS"),
    Column("mixing_second", "code", N_("With kind"), N_("The kind of organisation at the other end of the tie; where ties have a direction, the one it goes to."), codes="ORGANISATION_KINDS"),
    Column("mixing_ties", "integer", N_("Ties of these kinds"), N_("Ties between organisations of the two kinds.")),
    Column("mixing_expected", "number", N_("Expected"), N_("Ties there would be if every organisation kept its number of partners and chose them blindly.")),
    Column("mixing_ratio", "number", N_("Times expected"), N_("Ties over expected ties: 1 is no preference."), digits=2),
    Column("mixing_surprise", "number", N_("Surprise"), N_("How far ties lie from expected ties, like a z: √O + √(O + 1) − √(4E + 1) (Freeman and Tukey 1950)."), digits=2),
    Column("kind_bodies", "integer", N_("Organisations of the kind"), N_("Organisations of the kind that take part in the slice."), "bodies"),
    Column("kind_alone", "integer", N_("Acting alone"), N_("Organisations of the kind that have no tie in the slice."), "bodies"),
    Column("kind_alone_share", "share", N_("Share alone"), N_("Those acting alone, of the organisations of the kind.")),
    Column("agencies_present", "integer", N_("Agencies present"), N_("How many of the three agencies (三社) take part in the project: community, social organisation, social workers.")),
    Column("agency_kinds", "code", N_("Which"), N_("Which of the three agencies (三社) take part."), codes="ORGANISATION_KINDS"),
    # --- how it is governed
    Column("governance_indicator", "code", N_("Indicator"), N_("A number that Provan and Kenis’s forms of governance differ in."), codes="GOVERNANCE_INDICATORS"),
    Column("governance_hint", "code", N_("Hints at"), N_("The form that the number hints at by cut-offs of our own, stated in the method note; never a verdict."), codes="GOVERNANCE_FORMS"),
    Column("governance_caution", "phrase", N_("Caution"), N_("What the number does not say.")),
)  # fmt: skip
