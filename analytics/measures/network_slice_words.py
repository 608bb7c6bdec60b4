"""The slice of a network in words: what its options are called, and which of them were asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from analytics import codes, network_slice
from analytics.language import N_, Language
from analytics.measures import network_words
from analytics.network_slice import NetworkSlice
from analytics.scope import Scope

LABELS = {
    "window": N_("Time"),
    "year": N_("Year"),
    "from_year": N_("From year"),
    "years": N_("How many years"),
    "stage": N_("Stage"),
    "tie": N_("Tie"),
    "kinds": N_("Kinds of organisation"),
    "levels": N_("Levels"),
    "weight": N_("Weight of a tie"),
    "backbone": N_("Backbone"),
    "least": N_("Minimum weight"),
    "level": N_("Significance level α"),
    "signed": N_("Also pairs that meet too seldom"),
}
WORDS: dict[str, Mapping[str, str]] = {
    "window": network_slice.WINDOWS,
    "stage": {"": N_("All stages"), **codes.STAGES},
    "tie": network_slice.TIES,
    "kinds": codes.ORGANISATION_KINDS,
    "levels": network_slice.LEVELS,
    "weight": network_slice.WEIGHTS,
    "backbone": network_slice.BACKBONES,
}
# Of these a paragraph of methods has sentences of its own.
TOLD_APART = ("weight", "backbone", "least", "level", "signed")


def chips(scope: Scope, as_of: date | None, language: Language) -> list[tuple[str, str, str]]:
    """One (option, value, words) for each option that is not the usual one; what belongs to a window or a backbone is
    said with it."""
    asked = network_slice.asked(scope)
    found: list[tuple[str, str, str]] = []
    if asked.window != "now":
        found.append(("window", asked.window, _window(asked, as_of, language)))
    for name in ("stage", "tie", "levels", "weight"):
        if name in dict(scope.options):
            value = getattr(asked, name)
            found.append((name, value, f"{language(LABELS[name])}: {language(WORDS[name][value])}"))
    found += [("kinds", kind, language(codes.ORGANISATION_KINDS[kind])) for kind in asked.kinds]
    if asked.backbone != "none":
        found.append(("backbone", asked.backbone, network_words.method(asked, language)))
    if asked.signed:
        found.append(("signed", "yes", language(LABELS["signed"])))
    return found


def words(filters: Iterable[str], scope: Scope, as_of: date | None, language: Language) -> str:
    """The slice for a paragraph of methods, after the `filters` of the portfolio in words; "" for everything as last
    reported."""
    said = [text for name, _, text in chips(scope, as_of, language) if name not in TOLD_APART]
    return language("; ").join([*filters, *said])


def _window(asked: NetworkSlice, as_of: date | None, language: Language) -> str:
    year = asked.end_year(as_of or date.min)
    if asked.window == "year":
        return language("Year {year}", year=year)
    if asked.window == "range":
        return language("{first} to {last}", first=asked.from_year or year, last=year)
    if asked.window == "cumulative":
        return language("All up to {year}", year=year)
    return language("{first} to {last}", first=year - asked.years + 1, last=year)
