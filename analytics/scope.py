"""The shared scope: which part of the portfolio a table, page or briefing is about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.money import LARGEST


@dataclass(frozen=True, slots=True)
class Scope:
    """What the reader asked for. Empty tuples mean "all"; hashable, so it is a cache key.

    `as_of` is the reporting date up to which figures count as known; None means the latest
    reporting date in the database (never today's clock). `sectors` and `districts` are codes as
    stored, `tiers` are A, B, C or unknown, `organisations` are organisation ids: a project is in
    scope where one of them, or a body beneath one of them, takes part in any role. `project` is
    the code of one project, for the tables that tell everything about one.
    """

    as_of: date | None = None
    sectors: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()
    project: str | None = None

    def __post_init__(self) -> None:
        told = (*self.sectors, *self.tiers, *self.districts, self.project or "")
        unheard = [text for text in told if "\0" in text] + [n for n in self.organisations if n > LARGEST]
        if unheard:  # an address may hold anything, and neither engine can look for these
            raise PortfolioError(N_("No project can be looked up by {value}."), value=repr(unheard[0]))

    def at(self, as_of: date) -> Scope:
        """The same scope, as of another date."""
        return replace(self, as_of=as_of)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the date narrows the portfolio."""
        return bool(self.sectors or self.tiers or self.districts or self.organisations or self.project)
