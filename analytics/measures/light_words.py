"""Why a project has its light: the rule's sentence with the project's numbers put in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd

from analytics import codes
from analytics.language import N_, Language, is_missing
from analytics.light_rules import LightRule
from analytics.measures.lights import Day, least_plan
from analytics.measures.slippage_words import moved

# unit -> behind the number 1, behind any other
_WITH_UNIT = {
    "percentage points": (N_("{words} point"), N_("{words} points")),
    "%": (N_("{words} %"), N_("{words} %")),
    "days": (N_("{words} day"), N_("{words} days")),
    "months": (N_("{words} month"), N_("{words} months")),
}


def explain(
    project: Any, rule: LightRule, light: str, reason: object, shortfall: Fraction | None, day: Day, language: Language
) -> str:
    """One sentence, such as "Plan 50 %, done 30 %: 20 points below. Yinchuan, progress: yellow from 10 to 30 points."

    `project` is a row of the table that `analytics.measures.lights.lights` takes, as a named tuple; `light`, `reason`
    and the exact `shortfall` (None where not known) are what the rule said of it.
    """
    if shortfall is None:
        return _unknown(project, rule, str(reason), day, language)
    said = _MEASURES[rule.measure](project, amount(shortfall, rule, language), shortfall, day, language)
    colour, cuts = language(codes.LIGHT_COLOURS[light]), band(rule, light, language)
    return language("{what}. {rule}: {colour} {band}.", what=said, rule=name(rule, language), colour=colour, band=cuts)


def name(rule: LightRule, language: Language) -> str:
    """What the rule is called; a user's own has one name."""
    return language.name(rule.name, rule.name_zh)


def band(rule: LightRule, light: str, language: Language) -> str:
    """Which shortfalls have a light by the rule: "from 10 to 30 points"."""
    values = {"low": _plain(rule.watch_from, language), "high": _plain(rule.late_from, language)}
    if light == "good" and rule.watch_from == 0 and not rule.watch_included:
        return language("with no shortfall")
    if light == "good":
        words = language("below {low}", **values) if rule.watch_included else language("up to {low}", **values)
    elif light == "late":
        words = language("from {high}", **values) if rule.late_included else language("above {high}", **values)
    elif rule.watch_included:
        words = (
            language("from {low} to under {high}", **values)
            if rule.late_included
            else language("from {low} to {high}", **values)
        )
    else:
        words = (
            language("above {low} and under {high}", **values)
            if rule.late_included
            else language("above {low} up to {high}", **values)
        )
    last = rule.watch_from if light == "good" else rule.late_from
    return _with_unit(words, last, rule, language)


def amount(shortfall: Fraction, rule: LightRule, language: Language) -> str:
    """The size of a shortfall to one decimal, with its unit; never rounded onto or across a cut of the rule."""
    rounded = _tenth(shortfall)
    for cut in (rule.watch_from, rule.late_from):
        exact = Fraction(cut)
        if (shortfall > exact, shortfall < exact) != (Fraction(rounded) > exact, Fraction(rounded) < exact):
            number = _with_unit(_plain(abs(cut), language), cut, rule, language)
            further = abs(shortfall) > abs(exact)
            return language("just over {n}", n=number) if further else language("just under {n}", n=number)
    return _with_unit(_plain(abs(rounded), language), rounded, rule, language)


def _with_unit(words: str, last: Decimal, rule: LightRule, language: Language) -> str:
    """Words that end in the number `last`, with the unit of the rule behind them."""
    one, many = _WITH_UNIT[codes.LIGHT_UNITS[rule.measure]]
    return language(one if abs(last) == 1 else many, words=words)


def _unknown(project: Any, rule: LightRule, reason: str, day: Day, language: Language) -> str:
    if reason == "below_least":
        why = language(
            "its annual plan of {plan} is below {least}",
            plan=language.money(project.plan, project.currency),
            least=language.money(least_plan(rule, project.currency, day), project.currency),
        )
    else:
        why = language(codes.LIGHT_REASONS[reason])
    return language("No light by {rule}: {reason}.", rule=name(rule, language), reason=why)


def _plan(project: Any, gap: str, shortfall: Fraction, day: Day, language: Language) -> str:
    return language(
        "Plan {line}, done {done}: {gap}",
        line=_percent(day.line, language),
        done=_percent(Fraction(int(project.completed), int(project.plan)), language),
        gap=_side(gap, shortfall, language),
    )


def _spending(project: Any, gap: str, shortfall: Fraction, day: Day, language: Language) -> str:
    return language(
        "Expected {expected} ({line} of {allocated}), paid {paid}: {gap}",
        expected=language.money(round(int(project.allocated) * day.line), project.currency),
        line=_percent(day.line, language),
        allocated=language.money(project.allocated, project.currency),
        paid=language.money(project.paid, project.currency),
        gap=_side(gap, shortfall, language),
    )


def _start(project: Any, gap: str, shortfall: Fraction, day: Day, language: Language) -> str:
    if shortfall > 0:
        return language(
            "The start was due on {day} and is not reported: {gap}, counted from the month in which it was due",
            day=language.day(project.start_baseline), gap=gap,
        )  # fmt: skip
    if not is_missing(project.start_actual) and project.start_actual <= pd.Timestamp(day.as_of):
        return language("Works began on {day}", day=language.day(project.start_actual))
    if project.status == "completed":
        return language("The project is completed")
    return language("The start is due on {day}", day=language.day(project.start_baseline))


def _report(project: Any, gap: str, shortfall: Fraction, day: Day, language: Language) -> str:
    if not is_missing(project.progress_as_of):
        return language("Progress was last reported on {day}", day=language.day(project.progress_as_of))
    began = language.day(project.start_actual)
    return language("Works began on {day}, and no progress has been reported for {gap}", day=began, gap=gap)


def _slip(project: Any, gap: str, shortfall: Fraction, day: Day, language: Language) -> str:
    return moved(int(shortfall), language, approved=None)


_MEASURES: dict[str, Callable[[Any, str, Fraction, Day, Language], str]] = {
    "slip_days": _slip,
    "plan_points": _plan,
    "plan_percent": _plan,
    "spending_percent": _spending,
    "start_months": _start,
    "report_months": _report,
}


def _side(gap: str, shortfall: Fraction, language: Language) -> str:
    if shortfall == 0:
        return language("level with it")
    return language("{gap} below", gap=gap) if shortfall > 0 else language("{gap} above", gap=gap)


def _percent(share: Fraction, language: Language) -> str:
    """To one decimal, which is left out where it is zero."""
    rounded = _tenth(share * 100)
    return language.percent(rounded / 100, 0 if rounded % 1 == 0 else 1)


def _plain(number: Decimal, language: Language) -> str:
    """A number with as many decimals as it has."""
    exponent = number.normalize().as_tuple().exponent
    return language.number(number, max(0, -int(exponent)))


def _tenth(number: Fraction) -> Decimal:
    return Decimal(round(number * 10)) / 10
