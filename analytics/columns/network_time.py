"""The columns of the tables about the network from year to year."""

from __future__ import annotations

from analytics.codes import TIME_MEASURES
from analytics.columns.column import Column
from analytics.language import N_

_MEANINGS = {
    "network_bodies": ("integer", N_("Organisations that take part in anything in the year, with and without a partner."), 1),
    "network_ties": ("integer", N_("Ties of the slice in the year; one without direction counts once."), 1),
    "network_weight": ("number", N_("The weights of all ties of the year together, in the unit of the weight asked for."), 1),
    "mean_partners": ("number", N_("Partners of an organisation on average, directions forgotten; organisations without a partner count."), 2),
    "network_density": ("number", N_("Ties of the year over the pairs of organisations that there are (with directions, over ordered pairs)."), 4),
    "multi_body_share": ("share", N_("Projects of two or more organisations, of the projects of the year that have any."), 1),
    "network_components": ("integer", N_("Groups of organisations that are linked by ties, those without a partner counted as groups of one."), 1),
    "network_transitivity": ("number", N_("How often a partner’s partner is a partner: three times the triangles over the paths of two ties."), 3),
    "degree_centralisation": ("number", N_("How far the ties lean on the organisation with the most partners: 1 for a star, 0 where all have as many (Freeman)."), 3),
    "betweenness_centralisation": ("number", N_("How far the shortest ways lean on one organisation: 1 for a star (Freeman); of a sample above 5,000 organisations."), 3),
    "kind_e_i": ("number", N_("Ties between kinds of organisation minus ties within a kind, over both: −1 all within, 1 all across."), 3),
    "vertical_share": ("share", N_("Ties between organisations of different administrative levels, of the ties whose two levels are known."), 1),
    "network_modularity": ("number", N_("How much more weight lies within Louvain’s communities than by chance, the best of ten seeded runs."), 3),
}  # fmt: skip

NETWORK_TIME = (
    # --- a year
    Column("year_state", "code", N_("Reports"), N_("Whether reports cover the whole window of the year."), codes="YEAR_STATES"),
    Column("window_from", "date", N_("Window from"), N_("The first day of the year’s window; missing where it has no beginning (cumulative).")),
    Column("window_to", "date", N_("Window to"), N_("The last day of the year’s window, never after the as-of date.")),
    *(Column(name, kind, TIME_MEASURES[name], meaning, digits=digits) for name, (kind, meaning, digits) in _MEANINGS.items()),
    # --- from year to year
    Column("year_before", "year", N_("Year before"), N_("The year that the changes are counted from.")),
    Column("ties_formed", "integer", N_("Formed"), N_("Ties that the year before did not have.")),
    Column("ties_returned", "integer", N_("Of these returned"), N_("Formed ties that some year before that had.")),
    Column("ties_kept", "integer", N_("Kept"), N_("Ties of both years, whatever their weights.")),
    Column("ties_dissolved", "integer", N_("Dissolved"), N_("Ties of the year before that are gone.")),
    Column("tie_overlap", "share", N_("Overlap (Jaccard)"), N_("Kept ties, of all ties of either year; RSiena’s manual asks for 30 % or more between waves.")),
    Column("kept_share", "share", N_("Kept, of the year before"), N_("Kept ties, of the ties of the year before.")),
    Column("repeated_share", "share", N_("Repeat ties"), N_("Ties that an earlier year had already, kept or returned, of the ties of the year.")),
    Column("bodies_joined", "integer", N_("Organisations joined"), N_("Organisations of the year that the year before did not have."), "bodies"),
    Column("bodies_stayed", "integer", N_("Organisations stayed"), N_("Organisations of both years."), "bodies"),
    Column("bodies_left", "integer", N_("Organisations left"), N_("Organisations of the year before that are gone."), "bodies"),
    Column("tie_change", "code", N_("Change"), N_("Whether the tie was formed or dissolved from the year before to the year."), codes="TIE_CHANGES"),
    Column("weight_before", "number", N_("Weight before"), N_("The weight of the tie in the year before; 0 where there was none."), digits=2, whole=True),
    Column("weight_after", "number", N_("Weight in the year"), N_("The weight of the tie in the year; 0 where there is none."), digits=2, whole=True),
    # --- reforms
    Column("reform", "integer", N_("Reform"), N_("The number of the reform in the list of reforms.")),
    Column("took_effect", "date", N_("Took effect"), N_("The day on which the reform took effect.")),
    Column("reform_en", "text", N_("Reform (English)"), N_("What the reform is called in English.")),
    Column("reform_zh", "text", N_("Reform (Chinese)"), N_("What the reform is called in Chinese.")),
    Column("reform_source", "text", N_("Source"), N_("The document or decision that says so.")),
    Column("of_edition", "flag", N_("With an edition"), N_("Whether the reform came with an edition of the data; else a person entered it.")),
    Column("time_measure", "code", N_("Measure"), N_("What the network is measured by."), codes="TIME_MEASURES"),
    Column("mean_before", "number", N_("Mean before"), N_("The mean over the years before the reform."), digits=3),
    Column("years_before", "integer", N_("Years before"), N_("Years before the reform that have the measure: those that reports cover whole, where there is none the others.")),
    Column("mean_after", "number", N_("Mean after"), N_("The mean over the years after the reform."), digits=3),
    Column("years_after", "integer", N_("Years after"), N_("Years after the reform that have the measure: those that reports cover whole, where there is none the others.")),
    Column("mean_difference", "number", N_("Difference"), N_("Mean after minus mean before; missing where a side has no year."), digits=3),
    Column("before_from", "year", N_("Before, from"), N_("The first of the years before the reform.")),
    Column("before_to", "year", N_("Before, to"), N_("The last of the years before the reform.")),
    Column("after_from", "year", N_("After, from"), N_("The first of the years after the reform.")),
    Column("after_to", "year", N_("After, to"), N_("The last of the years after the reform.")),
    Column("partial_before", "flag", N_("In part before"), N_("Whether reports cover none of the years before the reform whole.")),
    Column("partial_after", "flag", N_("In part after"), N_("Whether reports cover none of the years after the reform whole.")),
    Column("reform_side", "code", N_("Side"), N_("Before or after the reform."), codes="REFORM_SIDES"),
    Column("side_from", "year", N_("From year"), N_("The first of the years that are put together on this side.")),
    Column("side_to", "year", N_("To year"), N_("The last of the years that are put together on this side.")),
    Column("is_present", "flag", N_("Takes part"), N_("Whether the organisation takes part in anything on this side of the reform.")),
    Column("on_both_sides", "flag", N_("On both sides"), N_("Whether the tie is there before and after the reform.")),
    Column("broker_role", "code", N_("Role"), N_("A broker’s role by Gould and Fernandez, with the kinds of organisation as groups."), codes="BROKER_ROLES"),
    Column("role_before", "number", N_("Pairs before"), N_("Ordered pairs that are linked in this role before the reform, by all organisations together.")),
    Column("role_after", "number", N_("Pairs after"), N_("Ordered pairs that are linked in this role after the reform, by all organisations together.")),
    Column("role_share_before", "share", N_("Share before"), N_("Of all linked pairs before the reform.")),
    Column("role_share_after", "share", N_("Share after"), N_("Of all linked pairs after the reform.")),
    Column("broker_before_en", "text", N_("Foremost before (English)"), N_("The organisation that has the role most often before the reform, name in English.")),
    Column("broker_before_zh", "text", N_("Foremost before (Chinese)"), N_("The organisation that has the role most often before the reform, name in Chinese.")),
    Column("broker_after_en", "text", N_("Foremost after (English)"), N_("The organisation that has the role most often after the reform, name in English.")),
    Column("broker_after_zh", "text", N_("Foremost after (Chinese)"), N_("The organisation that has the role most often after the reform, name in Chinese.")),
)  # fmt: skip
