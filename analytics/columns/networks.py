"""The columns that the tables about networks share."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

NETWORKS = (
    Column("tie_weight", "number", N_("Weight of the tie"), N_("How close the two are, in the weight that was asked for: times together, Newman’s sum of 1/(k − 1), Jaccard’s share in common, or shared investment in minor units of the commonest currency."), digits=3),
)  # fmt: skip
