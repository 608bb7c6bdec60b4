"""The columns of the ledger: what was paid, by whom, to whom, for what."""

from __future__ import annotations

from analytics.columns.column import Column
from analytics.language import N_

LEDGER: tuple[Column, ...] = (
    Column("payments", "integer", N_("Number of payments"), N_("How many payments the row counts."), "payments"),
    Column("paid", "money", N_("Paid"), N_("The sum of the payments that the row counts, up to the as-of date."), "currency"),
    Column("paid_percent", "number", N_("Share of the total"), N_("The row's part of all that was paid at this level, in the same currency."), "%"),
    Column("payments_left_out", "integer", N_("Payments left out"), N_("Payments whose amount is under a flag that nobody has accepted: they are in no sum."), "payments"),
    Column("paid_left_out", "money", N_("Left out"), N_("What the payments left out come to, as reported."), "currency"),
)  # fmt: skip
