"""Tier A, B or C from an amount: exactly 5 million is B, exactly 100 million too.

C below `tier.b_from`; B from there up to and including `tier.a_above`; A strictly above. The values
hold for yuan. A project in another currency is "unknown", with the reason, until a user states a
threshold or a rate for that currency.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor

import numpy as np
import pandas as pd

from analytics.codes import UNKNOWN
from analytics.money import exponent
from analytics.thresholds import Thresholds

HOME = "CNY"


def boundaries(currency: str, on: date, thresholds: Thresholds) -> tuple[int, int] | None:
    """(B from, A above) in minor units of `currency`, None where neither threshold nor rate is set.

    A threshold in yuan that falls between two cents of the currency is taken exactly: an amount reaches it from
    the cent above, and exceeds it from there too.
    """
    b_from, a_above = (threshold_in(key, currency, on, thresholds) for key in ("tier.b_from", "tier.a_above"))
    return None if b_from is None or a_above is None else (ceil(b_from), floor(a_above))


def threshold_in(key: str, currency: str, on: date, thresholds: Thresholds) -> Fraction | None:
    """A threshold for amounts in minor units of a currency, exactly: its own, else that in yuan by the stated rate."""
    own, rate = thresholds.at(key, on, currency), thresholds.rate(currency, HOME, on)
    if own is None and rate is None:
        return None
    major = Fraction(own.value) if own is not None else Fraction(thresholds.value(key, on, HOME)) / Fraction(rate or 1)
    return major * 10 ** exponent(currency)


def tier(amount: int | None, currency: str | None, on: date, thresholds: Thresholds) -> tuple[str, str]:
    """(tier, reason) of one amount in minor units; the reason is a key of codes.TIER_REASONS.

    >>> day, rules = date(2025, 1, 1), Thresholds()
    >>> [tier(fen, "CNY", day, rules)[0] for fen in (499999999, 500000000, 10000000000, 10000000001)]
    ['C', 'B', 'B', 'A']
    """
    if amount is None or currency is None:
        return UNKNOWN, "no_figure"
    limits = boundaries(currency, on, thresholds)
    if limits is None:
        return UNKNOWN, "currency"
    return of(amount, limits), ""


def of(amount: int | Fraction, limits: tuple[int, int]) -> str:
    """The tier of a known amount under (B from, A above), all in minor units of one currency."""
    b_from, a_above = limits
    return "A" if amount > a_above else "B" if amount >= b_from else "C"


def assign(amount: pd.Series, currency: pd.Series, on: pd.Series, thresholds: Thresholds) -> pd.DataFrame:
    """`tier` for whole columns: amounts Int64 minor units, ISO codes, and the days on which the rule is asked.

    Returns the columns `tier` and `tier_reason`, on the index of `amount`.
    """
    tiers = np.full(len(amount), UNKNOWN, dtype=object)
    reasons = np.full(len(amount), "no_figure", dtype=object)
    known = (amount.notna() & currency.notna()).to_numpy()
    minor = amount.fillna(0).to_numpy(dtype="int64")
    for (code, day), rows in pd.Series(np.arange(len(amount))[known]).groupby(
        [currency.to_numpy()[known], on.to_numpy()[known]]
    ):
        positions = rows.to_numpy()
        limits = boundaries(str(code), pd.Timestamp(day).date(), thresholds)
        if limits is None:
            reasons[positions] = "currency"
            continue
        reasons[positions] = ""
        value = minor[positions]
        tiers[positions] = np.select([value > limits[1], value >= limits[0]], ["A", "B"], "C")
    return pd.DataFrame({"tier": tiers, "tier_reason": reasons}, index=amount.index)
