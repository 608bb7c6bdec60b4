"""What the rows of a level of the ledger are of their total, and one row for all that are not shown."""

from __future__ import annotations

import pandas as pd

from analytics.language import Language


def percents(rows: pd.DataFrame, whole: int | None = None) -> pd.DataFrame:
    """The rows with `paid_percent`: their part of `whole`, else of what all rows in their currency add up to.

    A part of nothing, or of a sum that refunds have made negative, is not known.

    >>> rows = pd.DataFrame({"currency": ["CNY", "CNY", "USD"], "paid": [300, 100, 50]})
    >>> percents(rows)["paid_percent"].tolist()
    [75.0, 25.0, 100.0]
    >>> percents(rows, 800)["paid_percent"].tolist()
    [37.5, 12.5, 6.25]
    """
    paid = rows["paid"].astype("Float64")
    total = paid.groupby(rows["currency"]).transform("sum") if whole is None else pd.Series(whole, rows.index)
    known = total.astype("Float64")
    return rows.assign(paid_percent=100 * paid / known.where(known > 0))


def with_others(shown: pd.DataFrame, rows: int, payments: int, paid: int) -> pd.DataFrame:
    """Some rows of a level in one currency and, where it has more than these `rows` in all, one that counts all
    others, so that what is shown adds up to all `payments` and all that was `paid`."""
    left = rows - len(shown)
    if left <= 0:
        return shown
    others = pd.DataFrame(
        {
            "group_en": [_others(left, Language("en"))],
            "group_zh": [_others(left, Language("zh_CN"))],
            "currency": [shown["currency"].iloc[0]],
            "payments": [payments - shown["payments"].sum()],
            "paid": [paid - shown["paid"].sum()],
        }
    )
    others = percents(others, paid).reindex(columns=shown.columns).astype(shown.dtypes)
    return pd.concat([shown, others], ignore_index=True)


def _others(n: int, language: Language) -> str:
    return language.plural("{n} other", "{n} others", n)
