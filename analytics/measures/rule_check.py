"""Whether a policy number can be entered or withdrawn: everything that is wrong with it at once.

A number that nobody ships cannot be entered, with one exception: a rate, `rate.CNY` with the currency
X, is yuan for one unit of X. An amount of money may be stated for another currency as well. The
limits belong to the unit. Pairs of a lower and an upper bound (ASCENDING) must keep their order on every
day, within one currency.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics.errors import BadRule, PortfolioError
from analytics.language import N_
from analytics.measures.tiers import HOME
from analytics.money import exponent, is_currency, to_minor
from analytics.thresholds import Threshold, Thresholds, shipped

RATE = f"rate.{HOME}"
ASCENDING = (
    ("tier.b_from", "tier.a_above"),
    ("light.watch_from", "light.late_from"),
    ("idle.recent_up_to", "idle.old_above"),
    ("quality.year_from", "quality.year_to"),
)
# unit, or one number's key -> least and most; such a number is whole. Money and rates have limits of their own.
WHOLE = {"days": (0, 36_500), "month": (1, 12), "year": (1, 9_999), "delay.tolerance_percent": (0, 1_000)}
RATES = (Decimal("0.000001"), Decimal("1000000"))
_NUMBER = re.compile(r"[+-]?(\d{1,18}|\d{1,3}(,\d{3}){1,5})(\.\d{1,18})?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A policy number as somebody enters it, unchecked. Without `currency` it is the shipped one's."""

    key: str
    value: str
    effective_from: date | None
    source: str
    currency: str | None = None
    entered_by: str = ""


def keys() -> list[str]:
    """The policy numbers that can be entered, in the order of the shipped file; the rate last."""
    return [*(number.key for number in shipped()), RATE]


def unit(key: str, currency: str | None) -> str:
    """The unit in which a policy number is entered: the shipped one's, or the other currency."""
    if key == RATE:
        return f"{HOME}/{currency or '…'}"
    number = _shipped(key)
    return currency or number.unit if number.currency else number.unit


def added(entry: Entry, known: Thresholds) -> Threshold:
    """The policy number that an entry states; BadRule with all that is wrong.

    >>> entry = Entry("tier.a_above", "80,000,000", date(2026, 1, 1), "our rules")
    >>> str(added(entry, Thresholds()).value)
    '80000000'
    """
    wrong: list[PortfolioError] = []
    if entry.key not in keys():
        raise BadRule.of([_unknown(entry.key), *undated(entry.effective_from, entry.source)])
    currency = _currency(entry, wrong)
    value = _value(entry, currency, wrong)
    wrong += undated(entry.effective_from, entry.source)
    if value is None or entry.effective_from is None or wrong:
        raise BadRule.of(wrong)
    made = Threshold(
        key=entry.key,
        value=value,
        unit=unit(entry.key, currency),
        effective_from=entry.effective_from,
        source=entry.source.strip(),
        currency=currency,
        own=True,
    )
    check_order(with_own(known, made), entry.key, currency)
    return made


def with_own(known: Thresholds, *more: Threshold) -> Thresholds:
    """The policy numbers with further ones of the user's, entered after all others."""
    return Thresholds([*(number for number in known.all if number.own), *more])


def check_order(rules: Thresholds, key: str, currency: str | None) -> None:
    """BadRule where, on any day, a lower bound would not lie below its upper bound."""
    for pair in ASCENDING:
        if key not in pair:
            continue
        days = sorted({n.effective_from for n in rules.all if n.key in pair and n.currency == currency})
        for day in days:
            low, high = (rules.at(name, day, currency) for name in pair)
            if low is not None and high is not None and low.value >= high.value:
                raise BadRule.of(
                    [
                        PortfolioError(
                            N_("From {day} on, {low} ({low_value}) would not be below {high} ({high_value})."),
                            day=day.isoformat(),
                            low=pair[0],
                            low_value=low.text,
                            high=pair[1],
                            high_value=high.text,
                        )
                    ]
                )


def _shipped(key: str) -> Threshold:
    return next(number for number in shipped() if number.key == key)


def _unknown(key: str) -> PortfolioError:
    return PortfolioError(
        N_("There is no policy number “{key}”. Those that can be entered are: {keys}."), key=key, keys=", ".join(keys())
    )


def undated(effective_from: date | None, source: str) -> Iterator[PortfolioError]:
    """What is missing of the day from which a rule holds and of its source."""
    if effective_from is None:
        yield PortfolioError(N_("The day from which it holds is missing."))
    if not source.strip("\0 \n\t"):
        yield PortfolioError(N_("The source is missing: name the document or decision that says so."))


def _currency(entry: Entry, wrong: list[PortfolioError]) -> str | None:
    """The currency of the number, None where it has none."""
    given = (entry.currency or "").strip().upper()
    own = None if entry.key == RATE else _shipped(entry.key).currency
    if entry.key != RATE and own is None:
        if given:
            wrong.append(PortfolioError(N_("{key} is no amount of money: it has no currency."), key=entry.key))
        return None
    if not given and own:
        return own
    if not given:
        wrong.append(PortfolioError(N_("The currency is missing.")))
    elif not is_currency(given):
        wrong.append(PortfolioError(N_("“{currency}” is no ISO 4217 currency code such as USD."), currency=given))
    elif entry.key == RATE and given == HOME:
        wrong.append(PortfolioError(N_("A rate is for another currency than {home}."), home=HOME))
    return given


def _value(entry: Entry, currency: str | None, wrong: list[PortfolioError]) -> Decimal | None:
    if not entry.value.strip():
        wrong.append(PortfolioError(N_("The value is missing.")))
        return None
    value = decimal(entry.value, wrong)
    problem = None if value is None else _beyond(value, entry.key, currency)
    if problem:
        wrong.append(problem)
        return None
    return value


def decimal(text: str, wrong: list[PortfolioError]) -> Decimal | None:
    """A number as somebody writes it, exactly; what is wrong with it is added to `wrong`."""
    plain = text.strip().replace("，", ",").replace("−", "-")
    if _NUMBER.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    message = N_("“{value}” is not a number. Write it in digits, such as 80,000,000 or 7.18.")
    wrong.append(PortfolioError(message, value=plain))
    return None


def _beyond(value: Decimal, key: str, currency: str | None) -> PortfolioError | None:
    """What is wrong with the size of a number."""
    if key == RATE:
        if not RATES[0] <= value <= RATES[1]:
            return PortfolioError(
                N_("A rate is between {least} and {most}; this is {value}."), value=value, least=f"{RATES[0]:f}",
                most=f"{RATES[1]:,}",
            )  # fmt: skip
        return None
    number = _shipped(key)
    if limits := WHOLE.get(key, WHOLE.get(number.unit)):
        least, most = limits
        if value != value.to_integral_value() or not least <= value <= most:
            return PortfolioError(
                N_("{key} is a whole number from {least} to {most}; this is {value}."),
                key=key, least=least, most=most, value=value,
            )  # fmt: skip
        return None
    if number.unit == "ratio" and not 0 < value <= 1:
        return PortfolioError(N_("{key} is above 0 and at most 1; this is {value}."), key=key, value=value)
    if value < 0 or (number.currency and value == 0):
        return PortfolioError(N_("{key} is above zero; this is {value}."), key=key, value=value)
    return not_money(value, currency) if number.currency and currency and is_currency(currency) else None


def not_money(value: Decimal, currency: str) -> PortfolioError | None:
    """Why a number is no amount of a currency, None where it is one."""
    places = exponent(currency)
    if value != round(value, places):
        return PortfolioError(
            N_("An amount in {currency} has at most {places} decimals; this is {value}."),
            currency=currency, places=places, value=value,
        )  # fmt: skip
    try:
        to_minor(value, currency)
    except PortfolioError as error:
        return error
    return None
