"""What a level of the ledger says: the finding, the tiles, and whether its rows add up, in the reader's language."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analytics.language import N_, Language, is_missing
from analytics.measures.tiles import Tile, change

# what a level can be grouped by, in the order of the choice; the last is each payment by itself
DIMENSIONS = {
    "source": N_("Source of funds"),
    "payer": N_("Paying agency"),
    "project": N_("Project"),
    "contract": N_("Contract"),
    "payee": N_("Payee"),
    "payment": N_("Each payment"),
}
_LARGEST = {
    "source": N_("The largest source is {group}: {share}."),
    "payer": N_("The agency that paid most is {group}: {share}."),
    "project": N_("The project that was paid most for is {group}: {share}."),
    "contract": N_("The contract that was paid most on is {group}: {share}."),
    "payee": N_("Most went to {group}: {share}."),
}


def nothing(left_out: int, language: Language) -> str:
    """The finding where no payment counts."""
    said = [language("No payment is known for these projects.")]
    if left_out:
        said.append(
            language.plural(
                "{n} was reported, and its amount is under a flag that nobody has accepted.",
                "{n} were reported, and their amounts are under flags that nobody has accepted.",
                left_out,
            )
        )
    return language.sentences(said)


def finding(
    by: str, trail: bool, rows: pd.DataFrame, payments: int, paid: int, everything: int, currency: str,
    as_of: date | None, language: Language,
) -> str:  # fmt: skip
    """One to three sentences about a level: `payments` and `paid` of all its rows, `rows` the first of them, and
    `everything` that was paid in this currency by the projects in scope; `trail` says whether steps lead here."""
    said = [
        language.plural(
            "By {day}, {paid} had been paid in {n} payment.",
            "By {day}, {paid} had been paid in {n} payments.",
            payments,
            day=language.day(as_of),
            paid=language.money(paid, currency),
        )
    ]
    if trail and everything > 0:
        said.append(
            language(
                "This is {share} of the {all} that was paid in all.",
                share=language.percent(paid / everything, 1),
                all=language.money(everything, currency),
            )
        )
    stated = rows[rows["group"].notna()] if by in _LARGEST else rows.head(0)
    if len(rows) > 1 and len(stated) and not is_missing(stated["paid_percent"].iloc[0]):
        largest = stated.iloc[0]
        said.append(
            language(
                _LARGEST[by],
                group=language.name(largest["group_en"], largest["group_zh"]),
                share=language.percent(largest["paid_percent"] / 100, 1),
            )
        )
    return language.sentences(said)


def tiles(
    payments: int, paid: int, before: int | None, since: date | None, everything: int, left_out: tuple[int, int],
    currency: str, language: Language,
) -> list[Tile]:  # fmt: skip
    """The level in four numbers; `before` is its total on the reporting date before, `left_out` how many payments
    and how much."""

    def money(amount: float) -> str:
        return language.money(round(amount), currency)

    return [
        Tile(
            language("Paid"),
            language.money(paid, currency),
            language("exactly {paid}", paid=language.money(paid, currency, full=True)),
            change(paid, before, since, money, language),
            definition="paid",
        ),
        Tile(language("Number of payments"), language.number(payments), definition="payments"),
        Tile(
            language("Share of everything paid"),
            language.percent(paid / everything, 1) if everything > 0 else language.percent(None),
            language("of {all}", all=language.money(everything, currency)),
            definition=language("What was paid along this way, of all that was paid in scope in this currency."),
        ),
        Tile(
            language("Left out, in doubt"),
            language.number(left_out[0]),
            language("payments of {amount} together", amount=language.money(left_out[1], currency))
            if left_out[0]
            else language("no amount is in doubt"),
            definition="payments_left_out",
            tone="watch" if left_out[0] else "",
        ),
    ]


def left_out(payments: int, amount: int, currency: str, language: Language) -> str:
    """What is in no sum of the level, and why."""
    return language.plural(
        "Left out: {n} payment of {amount}, because its amount is under a flag that nobody has accepted.",
        "Left out: {n} payments of {amount} together, because their amounts are under flags that nobody has accepted.",
        payments,
        amount=language.money(amount, currency, full=True),
    )


def check(total: int, rows: int, currency: str, language: Language) -> str:
    """Whether the rows of a level add up to its total, which was summed by itself, to the last fen."""

    def money(amount: int) -> str:
        return language.money(amount, currency, full=True)

    if total == rows:
        return language(
            "The rows add up to {rows}; the total above, summed by itself, is {total}; difference {difference}.",
            rows=money(rows),
            total=money(total),
            difference=money(0),
        )
    return language(
        "The rows add up to {rows}, but the total above, summed by itself, is {total}: a difference of {difference} "
        "that nothing explains. Do not rely on this page before it is found.",
        rows=money(rows),
        total=money(total),
        difference=money(total - rows),
    )
