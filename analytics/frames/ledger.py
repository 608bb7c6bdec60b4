"""The tables of the ledger: from the total of all payments down to each."""

from __future__ import annotations

from analytics.frames.frame import Frame
from analytics.language import N_

_SUMS = ("currency", "payments", "paid", "paid_percent")


def _heads(head: str) -> dict[str, str]:
    return dict.fromkeys(("group_en", "group_zh"), head)


LEDGER = (
    Frame(
        "ledger_totals",
        N_("All payments in scope, one row a currency, and what is left out because its amount is in doubt."),
        ("currency", "payments", "paid", "payments_left_out", "paid_left_out"),
        exact=True,
    ),
    Frame(
        "ledger_by_source",
        N_("All payments by the source of the money, the largest first."),
        ("group", "group_en", "group_zh", *_SUMS),
        _heads(N_("Source of funds")),
        exact=True,
    ),
    Frame(
        "ledger_by_payer",
        N_("All payments by the agency that paid, the largest first."),
        ("group", "group_en", "group_zh", *_SUMS),
        _heads(N_("Paying agency")),
        exact=True,
    ),
    Frame(
        "ledger_by_payee",
        N_("All payments by who was paid, the largest first."),
        ("group", "group_en", "group_zh", *_SUMS),
        _heads(N_("Payee")),
        exact=True,
    ),
    Frame(
        "ledger_by_project",
        N_("All payments by project, the largest first."),
        ("group", "group_en", "group_zh", *_SUMS),
        _heads(N_("Project")),
        exact=True,
    ),
    Frame(
        "ledger_by_contract",
        N_("All payments by contract, the largest first; those that name no contract stand in one row."),
        ("group", "group_en", "group_zh", "code", "name_en", "name_zh", *_SUMS),
        {**_heads(N_("Contract")), **dict.fromkeys(("name_en", "name_zh"), N_("Project"))},
        exact=True,
    ),
)
