"""The columns of the pictures of the network."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

NETWORK_PICTURE = (
    Column("mark_size", "number", N_("Shown by size"), N_("The measure of the organisation that the size of its mark shows: strength, partners or another one that was asked for; missing where it has none."), digits=3),
    Column("mark_group", "text", N_("Shown by colour"), N_("The group of the organisation that the colour of its mark shows: the code of its kind, level, district or class, or the number of its community; missing where there is none.")),
    Column("mark_rank", "integer", N_("Colour"), N_("The number of the group's colour: 1 to 6, 7 for all further groups together, 0 for none.")),
    Column("label_value", "number", N_("Beside the name"), N_("The measure of the organisation that stands beside its name in the picture; missing where none was asked for or it has none."), digits=3),
    Column("label_group", "text", N_("Group beside the name"), N_("The group of the organisation that stands beside its name in the picture: a code or the number of a community; missing where none was asked for or it is in none.")),
    Column("label_below", "flag", N_("Name below"), N_("Whether the name stands below the mark, where there is no room above it.")),
    Column("is_chosen", "flag", N_("Looked at"), N_("Whether it is the organisation whose surroundings are shown.")),
    Column("tie_sign", "integer", N_("Sign"), N_("1 for a tie, −1 for two organisations that meet less often than they would by chance.")),
    Column("first_community", "integer", N_("Community of the first"), N_("The number of the community of the pair's first organisation, 1 the largest; 0 for none.")),
    Column("second_community", "integer", N_("Community of the second"), N_("The number of the community of the pair's second organisation, 1 the largest; 0 for none.")),
    Column("ties_before", "integer", N_("Ties before the backbone"), N_("Ties of the slice before any was removed."), "ties"),
    Column("ties_in_backbone", "integer", N_("Ties in the backbone"), N_("Ties that the backbone keeps; all of them where none was asked for."), "ties"),
    Column("ties_in_network", "integer", N_("Ties shown"), N_("Ties that the backbone keeps and that run between the levels that were asked for."), "ties"),
    Column("tie_weight_before", "number", N_("Weight before the backbone"), N_("The weights of all ties of the slice together, before any was removed.")),
    Column("tie_weight_in_network", "number", N_("Weight shown"), N_("The weights of the ties shown together.")),
    Column("seldom_pairs", "integer", N_("Pairs that meet too seldom"), N_("Pairs that meet less often than they would by chance, of the signed backbone; missing where it was not asked for."), "pairs"),
    Column("two_mode_side", "code", N_("Side"), N_("Whether the mark is an organisation or what organisations share: a project, a contract or a meeting."), codes="TWO_MODE_SIDES"),
    Column("unit_code", "text", N_("Number"), N_("The identifier of the project, contract or meeting, as the source gives it.")),
    Column("unit_day", "date", N_("Held on"), N_("The day of the meeting, else of its first report; missing for what is no meeting.")),
    Column("node_row", "integer", N_("Row"), N_("The row of the picture in which it stands, 1 at the top.")),
    Column("drawn_memberships", "integer", N_("Lines drawn"), N_("Organisations of the project, contract or meeting, or how many of these the organisation is in, as far as the picture draws them.")),
    Column("all_memberships", "integer", N_("Lines in all"), N_("Organisations of the project, contract or meeting, or how many of these the organisation is in, in the slice.")),
    Column("unit_row", "integer", N_("Row at the left"), N_("The row of the picture in which the project, contract or meeting stands.")),
    Column("organisation_row", "integer", N_("Row of the organisation"), N_("The row of the picture in which the organisation stands.")),
    Column("first_row", "integer", N_("Row of the first"), N_("The row of the picture in which the pair's first organisation stands.")),
    Column("second_row", "integer", N_("Row of the second"), N_("The row of the picture in which the pair's second organisation stands.")),
    Column("crosses_levels", "flag", N_("Across levels"), N_("Whether the tie is vertical, between organisations of two administrative levels; missing where a level is not known.")),
)  # fmt: skip
