"""Which part of the network, tied how and thinned out how: the options that the pages about collaboration share.

They are a table's own options in `analytics.scope.Scope`, kept in the address by the page. What is usual is not said
there: the network of all bodies by the last report, tied by projects in common, with every tie.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from analytics import codes
from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks import projection
from analytics.scope import Scope

WINDOWS = {
    "now": N_("As last reported"),
    "year": N_("One year"),
    "range": N_("From year to year"),
    "cumulative": N_("All up to a year"),
    "rolling": N_("The last years up to a year"),
}
TIES = {
    "works": N_("Works on the same project"),
    "leads": N_("Lead to partner"),
    "funds": N_("Funder to recipient"),
    "contract": N_("Shares a contract"),
    "meets": N_("Meets"),
}
WEIGHTS = {
    "count": N_("How often"),
    "newman": N_("Newman: 1/(k − 1)"),
    "jaccard": N_("Jaccard: share in common"),
    "investment": N_("Shared investment"),
}
BACKBONES = {
    "none": N_("All ties"),
    "minimum": N_("Minimum weight"),
    "disparity": N_("Disparity filter"),
    "sdsm": N_("Beyond chance (SDSM)"),
    "fixed_row": N_("Beyond chance (fixed row)"),
}
LEVELS = {
    "all": N_("All ties, across levels and within one"),
    "vertical": N_("Across levels only"),
    "horizontal": N_("Within one level only"),
}
OPTIONS = (
    "window", "year", "from_year", "years", "stage", "tie", "kinds", "levels", "weight", "backbone", "least", "level",
    "signed",
)  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1949, 2100
USUAL_YEARS, USUAL_LEAST, USUAL_LEVEL = 3, 2, 50
MOST_YEARS, MOST_LEAST, MOST_LEVEL = 50, 1_000_000, 999
_LEAST_UNITS: Mapping[str, float] = {"jaccard": 0.01, "investment": 1e8}  # one per cent; a million in minor units


@dataclass(frozen=True, slots=True)
class NetworkSlice:
    """The options as asked for and checked; `asked` makes it.

    `year` None is the year of the scope's date. `stage` "" is all stages, `kinds` () all kinds of organisations.
    `least` is the minimum weight: projects, hundredths (Jaccard) or millions (investment). `level` is the level of
    significance in thousandths.
    """

    window: str = "now"
    year: int | None = None
    from_year: int | None = None
    years: int = USUAL_YEARS
    stage: str = ""
    tie: str = "works"
    kinds: tuple[str, ...] = ()
    levels: str = "all"
    weight: str = "count"
    backbone: str = "none"
    least: int = USUAL_LEAST
    level: int = USUAL_LEVEL
    signed: bool = False

    @property
    def directed(self) -> bool:
        """Whether a tie goes from one body to the other."""
        return self.tie in ("leads", "funds")

    @property
    def alpha(self) -> float:
        """The level of significance of the backbone."""
        return self.level / 1000

    @property
    def least_weight(self) -> float:
        """The minimum weight in the unit of the weights (investment: minor units)."""
        return self.least * _LEAST_UNITS.get(self.weight, 1)

    def end_year(self, as_of: date) -> int:
        """The year that the window ends with: as asked for, else that of `as_of` among the years that can be asked for.

        >>> NetworkSlice("year").end_year(date.max), NetworkSlice("year", year=2024).end_year(date.max)
        (2100, 2024)
        """
        return self.year or min(max(as_of.year, FIRST_YEAR), LAST_YEAR)

    def days(self, as_of: date) -> tuple[date, date]:
        """The first and the last day of the window, never after `as_of`; nothing where the first is the later.

        >>> NetworkSlice("rolling", year=2024, years=2).days(date(2026, 6, 30))
        (datetime.date(2023, 1, 1), datetime.date(2024, 12, 31))
        """
        if self.window == "now":
            return as_of, as_of
        year = self.end_year(as_of)
        last = min(as_of, date(year, 12, 31))
        if self.window == "cumulative":
            return date.min, last
        begins = {"year": year, "range": self.from_year or year, "rolling": year - self.years + 1}
        return date(begins[self.window], 1, 1), last


def asked(scope: Scope) -> NetworkSlice:
    """The options of a scope; PortfolioError, which names what is allowed, for one that cannot be."""
    kinds = tuple(sorted(kind for kind in dict(scope.options).get("kinds", "").split(",") if kind))
    for kind in kinds:
        Scope().choosing(kinds=kind).option("kinds", codes.ORGANISATION_KINDS, "")
    found = NetworkSlice(
        window=scope.option("window", WINDOWS, "now"),
        year=_year(scope, "year"),
        from_year=_year(scope, "from_year"),
        years=scope.number("years", USUAL_YEARS, 1, MOST_YEARS),
        stage=scope.option("stage", ("", *codes.STAGES), ""),
        tie=scope.option("tie", TIES, "works"),
        kinds=kinds,
        levels=scope.option("levels", LEVELS, "all"),
        weight=scope.option("weight", WEIGHTS, "count"),
        backbone=scope.option("backbone", BACKBONES, "none"),
        least=scope.number("least", USUAL_LEAST, 1, MOST_LEAST),
        level=scope.number("level", USUAL_LEVEL, 1, MOST_LEVEL),
        signed=scope.option("signed", ("no", "yes"), "no") == "yes",
    )
    _refuse(found)
    return found


def impossible(scope: Scope, name: str, values: Iterable[str]) -> dict[str, PortfolioError]:
    """Those `values` of an option that do not go together with the other options of `scope`, each with the reason.

    >>> list(impossible(Scope().choosing(tie="meets"), "weight", WEIGHTS))
    ['investment']
    """
    found: dict[str, PortfolioError] = {}
    for value in values:
        try:
            asked(scope.choosing(**{name: value}))
        except PortfolioError as error:
            found[value] = error
    return found


def _year(scope: Scope, name: str) -> int | None:
    if name not in dict(scope.options):
        return None
    return scope.number(name, FIRST_YEAR, FIRST_YEAR, LAST_YEAR)


def _refuse(found: NetworkSlice) -> None:
    """What the methods do not go together with."""
    if found.directed and found.backbone in ("sdsm", "fixed_row"):
        raise PortfolioError(
            N_("These backbones test how often two bodies meet; ties with a direction need another: the disparity "
               "filter or a minimum weight.")
        )  # fmt: skip
    if found.tie == "meets" and found.weight == "investment":
        raise PortfolioError(N_("A meeting has no investment to share; choose another weight."))


assert set(WEIGHTS) == set(projection.WEIGHTS)
