"""The shared scope: which part of the portfolio a table, page or briefing is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.money import LARGEST

_DIGITS = 9  # an address may hold anything


@dataclass(frozen=True, slots=True)
class Scope:
    """What the reader asked for. Empty tuples mean "all"; hashable, so it is a cache key.

    `as_of` is the reporting date up to which figures count as known; None means the latest
    reporting date in the database (never today's clock). `sectors` and `districts` are codes as
    stored, `tiers` are A, B, C or unknown, `organisations` are organisation ids: a project is in
    scope where one of them, or a body beneath one of them, takes part in any role. `project` is
    the code of one project, for the tables that tell everything about one. `options` are what a table
    of its own can be asked for beside that (which baseline, which tolerance), as sorted (name, value)
    pairs; each table says which it knows and takes its usual ones for the rest.
    """

    as_of: date | None = None
    sectors: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()
    project: str | None = None
    options: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        told = (*self.sectors, *self.tiers, *self.districts, self.project or "", *(text for _, text in self.options))
        unheard = [text for text in told if "\0" in text] + [n for n in self.organisations if n > LARGEST]
        if unheard:  # an address may hold anything, and neither engine can look for these
            raise PortfolioError(N_("No project can be looked up by {value}."), value=repr(unheard[0]))

    def at(self, as_of: date) -> Scope:
        """The same scope, as of another date."""
        return replace(self, as_of=as_of)

    def choosing(self, **options: object) -> Scope:
        """The same scope with these options set; None leaves one as it is.

        >>> Scope().choosing(baseline="latest", tolerance=45).options
        (('baseline', 'latest'), ('tolerance', '45'))
        """
        asked = dict(self.options) | {name: str(value) for name, value in options.items() if value is not None}
        return replace(self, options=tuple(sorted(asked.items())))

    def only(self, names: Collection[str]) -> Scope:
        """The same scope without all other options: what a part of a table needs to know.

        >>> Scope().choosing(tolerance=45, unit="days").only(["unit"]).options
        (('unit', 'days'),)
        """
        return replace(self, options=tuple(pair for pair in self.options if pair[0] in names))

    def option(self, name: str, allowed: Collection[str], usual: str) -> str:
        """An option with a list of values; PortfolioError, which names them, where another was asked for."""
        value = dict(self.options).get(name, usual)
        if value not in allowed:
            raise PortfolioError(
                N_("{name} cannot be “{value}”; it can be: {allowed}."),
                name=name, value=value, allowed=", ".join(allowed),
            )  # fmt: skip
        return value

    def number(self, name: str, usual: int, lowest: int, highest: int) -> int:
        """An option that is a whole number; PortfolioError where it is none or out of range.

        >>> Scope().choosing(tolerance=45).number("tolerance", 30, 0, 3650)
        45
        """
        text = dict(self.options).get(name, str(usual))
        if not text.isdecimal() or len(text) > _DIGITS or not lowest <= int(text) <= highest:
            raise PortfolioError(
                N_("{name} cannot be “{value}”; it is a whole number from {lowest} to {highest}."),
                name=name, value=text, lowest=lowest, highest=highest,
            )  # fmt: skip
        return int(text)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the date narrows the portfolio."""
        return bool(self.sectors or self.tiers or self.districts or self.organisations or self.project)
