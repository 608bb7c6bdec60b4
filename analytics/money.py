"""Money is a whole number of minor units (fen, cents) and a currency; never a float."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache

from babel.core import get_global
from babel.numbers import get_currency_precision

from analytics.errors import PortfolioError
from analytics.language import N_

LARGEST = 2**63 - 1  # what a 64-bit column holds


@cache
def exponent(currency: str) -> int:
    """Decimal places of a currency's minor unit: 2 for CNY, 0 for JPY, 3 for KWD."""
    return get_currency_precision(currency)


@cache
def is_currency(code: str) -> bool:
    """Whether `code` is an ISO 4217 code that the locale data knows."""
    return code in get_global("all_currencies")


@cache
def currencies() -> list[str]:
    """All ISO 4217 codes that the locale data knows, by letter."""
    return sorted(get_global("all_currencies"))


def to_minor(amount: Decimal, currency: str) -> int:
    """Major units to minor units, exactly; more decimals than the currency has are rounded half-even.

    Raises PortfolioError where the amount is not finite or does not fit in 64 bits.
    """
    if not amount.is_finite():
        raise PortfolioError(N_("{amount} is not an amount of money."), amount=amount)
    minor = int((amount.scaleb(exponent(currency))).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    if abs(minor) > LARGEST:
        raise PortfolioError(N_("{amount} is too large for an amount of money."), amount=amount)
    return minor


def to_major(minor: int, currency: str) -> Decimal:
    """Minor units to a decimal in major units with the currency's own number of places.

    >>> str(to_major(4106149430636, "USD"))
    '41061494306.36'
    """
    return Decimal(int(minor)).scaleb(-exponent(currency))
