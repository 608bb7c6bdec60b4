"""Whether a rule for lights of the user's own can be entered: everything that is wrong with it at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics.codes import LIGHT_MEASURES
from analytics.errors import BadRule, PortfolioError
from analytics.language import N_
from analytics.light_rules import OWN, LightRule
from analytics.measures.rule_check import decimal, not_money, undated
from analytics.money import is_currency

LONGEST = 200  # letters of a name


@dataclass(frozen=True, slots=True)
class LightEntry:
    """A rule for lights as somebody enters it, unchecked. Without `least_plan` it is for projects of any size."""

    name: str
    measure: str
    watch_from: str
    watch_included: bool
    late_from: str
    late_included: bool
    effective_from: date | None
    source: str
    least_plan: str = ""
    currency: str = ""
    entered_by: str = ""


def added(entry: LightEntry) -> LightRule:
    """The rule that an entry states; BadRule with all that is wrong. Its cuts are in the unit of the measure."""
    wrong: list[PortfolioError] = []
    name = entry.name.replace("\0", "").strip()
    if not name:
        wrong.append(PortfolioError(N_("The name of the rule is missing.")))
    elif len(name) > LONGEST:
        wrong.append(PortfolioError(N_("The name of a rule has at most {n} letters."), n=LONGEST))
    if entry.measure not in LIGHT_MEASURES:
        wrong.append(
            PortfolioError(
                N_("There is no measure “{measure}”. The measures are: {measures}."),
                measure=entry.measure,
                measures=", ".join(LIGHT_MEASURES),
            )
        )
    watch, late = _cut(entry.watch_from, "watch", wrong), _cut(entry.late_from, "late", wrong)
    if watch is not None and late is not None and watch >= late:
        wrong.append(
            PortfolioError(
                N_("Yellow begins at {watch} and must begin below red, which begins at {late}."), watch=watch, late=late
            )
        )
    least = _least(entry, wrong)
    wrong += undated(entry.effective_from, entry.source)
    if watch is None or late is None or entry.effective_from is None or wrong:
        raise BadRule.of(wrong)
    return LightRule(
        key=f"{OWN}{name}",
        name=name,
        measure=entry.measure,
        watch_from=watch,
        watch_included=entry.watch_included,
        late_from=late,
        late_included=entry.late_included,
        effective_from=entry.effective_from,
        source=entry.source.strip(),
        least_plan=least,
        currency=None if least is None else entry.currency,
        own=True,
    )


_MISSING = {
    "watch": N_("The value from which a light is yellow is missing."),
    "late": N_("The value from which a light is red is missing."),
}


def _cut(text: str, light: str, wrong: list[PortfolioError]) -> Decimal | None:
    if text.strip():
        return decimal(text, wrong)
    wrong.append(PortfolioError(_MISSING[light]))
    return None


def _least(entry: LightEntry, wrong: list[PortfolioError]) -> Decimal | None:
    if not entry.least_plan.strip():
        return None
    least = decimal(entry.least_plan, wrong)
    if not entry.currency:
        wrong.append(PortfolioError(N_("The currency is missing.")))
    elif not is_currency(entry.currency):
        message = N_("“{currency}” is no ISO 4217 currency code such as USD.")
        wrong.append(PortfolioError(message, currency=entry.currency))
    elif least is not None:
        problem = not_money(least, entry.currency)
        if least <= 0:
            problem = PortfolioError(N_("The least annual plan is above zero; this is {value}."), value=least)
        wrong += [problem] if problem else []
    return least
