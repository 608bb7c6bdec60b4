"""The slice of the network year by year, fetched once for all tables of the page about time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
from sqlalchemy import Connection

from analytics import codes, progress
from analytics.frames import FRAMES
from analytics.measures import network_reform, network_time
from analytics.measures.network_reform import Pictures
from analytics.measures.network_time import SIDES, Window
from analytics.networks.one_mode import OneMode
from analytics.scope import Scope
from data import reforms
from data.queries import slices
from data.queries.common import reporting_dates, resolve
from data.queries.slices import Slice

YEAR = "changed_year"  # the option of the list of ties


@dataclass(frozen=True, eq=False)
class Compared:
    """As many years before a reform as after it, each side put together, and their pictures."""

    years: dict[str, list[int]]
    before: OneMode
    after: OneMode
    pictures: Pictures


@dataclass(frozen=True, eq=False)
class OverTime:
    """The slice of every year, and what is worked out of them when a table asks for it.

    `reforms` are those that stand: `reform`, `took_effect`, `reform_en`, `reform_zh`, the newest first.
    """

    slices: dict[int, Slice]
    covered: date | None  # the first day that reports tell of
    reforms: pd.DataFrame

    @cached_property
    def networks(self) -> dict[int, OneMode]:
        """The network of each year."""
        return {year: found.network for year, found in self.slices.items()}

    @cached_property
    def windows(self) -> dict[int, Window]:
        """The first and the last day of each year's window."""
        as_of = {year: found.scope.as_of or date.max for year, found in self.slices.items()}
        return {year: found.asked.days(as_of[year]) for year, found in self.slices.items()}

    @cached_property
    def states(self) -> dict[int, str]:
        """What reports cover of each year."""
        return {year: network_time.state(window, year, self.covered) for year, window in self.windows.items()}

    @cached_property
    def measured(self) -> pd.DataFrame:
        """The `network_by_year` frame."""
        rows: list[dict[str, object]] = []
        for year, found in self.slices.items():
            progress.tick(len(rows), len(self.slices))
            first, last = self.windows[year]
            known = found.bodies[["kind", "level"]].replace(codes.UNKNOWN, None)
            row: dict[str, object] = {
                "calendar_year": year, "window_from": None if first == date.min else first, "window_to": last,
                "year_state": self.states[year],
            }  # fmt: skip
            per_project = found.memberships.groupby("project_id")["organisation_id"].nunique().to_numpy()
            rows.append({**row, **network_time.of_year(found.network, per_project, known["kind"], known["level"])})
        columns = ["calendar_year", "window_from", "window_to", "year_state", *codes.TIME_MEASURES]
        return pd.DataFrame(rows, columns=columns)

    @cached_property
    def compared(self) -> dict[int, Compared]:
        """By reform, where it has years on both sides, the networks before and after it."""
        made = {}
        for reform in self.reforms.itertuples():
            sides = network_time.compared(self.states, self.windows, reform.took_effect)
            years = network_time.nearest(sides)
            if years["before"]:
                pooled = {which: self.pooled(each) for which, each in years.items()}
                made[reform.reform] = Compared(years, **pooled, pictures=network_reform.pictures(**pooled))
        return made

    def pooled(self, years: list[int]) -> OneMode:
        """These years put together."""
        return network_reform.pooled([self.networks[year] for year in years])

    @property
    def bodies(self) -> pd.DataFrame:
        """Names, kinds and levels of all organisations; every slice has them."""
        return self.slices[max(self.slices)].bodies

    def named(self, table: pd.DataFrame, *roles: str) -> pd.DataFrame:
        """Adds the names of the organisations, as every slice does."""
        return self.slices[max(self.slices)].named(table, *roles)


def over_time_in_scope(connection: Connection, scope: Scope) -> OverTime:
    """The slice that the scope's options ask for, in every year."""
    covered = network_time.covered_from(reporting_dates(connection))
    return OverTime(slices.by_year(connection, scope), covered, reforms.standing_reforms(connection))


def changes(found: OverTime) -> pd.DataFrame:
    """The `network_tie_changes` frame."""
    table = network_time.tie_changes(found.networks)
    return table.assign(year_state=table["calendar_year"].map(found.states).astype("object"))


def tie_list(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `network_tie_list` frame: of the year that is asked for, else of the last one that is over."""
    known, as_of = slices.years(connection, scope), resolve(connection, scope).as_of
    if len(known) < 2 or as_of is None:
        return FRAMES["network_tie_list"].empty()
    over = [year for year in known[1:] if date(year, 12, 31) <= as_of]
    year = scope.number(YEAR, (over or known)[-1], known[1], known[-1])
    earlier, later = (_of_year(connection, scope, each) for each in (year - 1, year))
    found = network_time.tie_list(earlier.network, later.network).assign(calendar_year=year)
    return later.named(found, "first", "second")


def reform(found: OverTime) -> pd.DataFrame:
    """The `network_reform` frame."""
    table = network_time.before_and_after(found.measured, found.states, found.windows, found.reforms)
    return table.merge(found.reforms, on="reform")


def roles(found: OverTime) -> pd.DataFrame:
    """The `network_reform_roles` frame."""
    tables = [
        network_time.roles(sides.before, sides.after, found.bodies["kind"]).assign(reform=number)
        for number, sides in found.compared.items()
    ]
    if not tables:
        return FRAMES["network_reform_roles"].empty()
    table = pd.concat(tables, ignore_index=True).merge(found.reforms, on="reform")
    for which in SIDES:
        names = found.bodies.reindex(table[f"broker_{which}_id"])
        table[f"broker_{which}_en"], table[f"broker_{which}_zh"] = names["name_en"].array, names["name_zh"].array
    return table


def nodes(found: OverTime) -> pd.DataFrame:
    """The `network_reform_nodes` frame."""
    tables = []
    for number, sides in found.compared.items():
        drawn = sides.pictures.nodes
        ends = {
            f"side_{end}": drawn["reform_side"].map({which: years[at] for which, years in sides.years.items()})
            for end, at in (("from", 0), ("to", -1))
        }
        tables.append(drawn.assign(reform=number, **ends))
    if not tables:
        return FRAMES["network_reform_nodes"].empty()
    return found.named(pd.concat(tables, ignore_index=True), "organisation")


def ties(found: OverTime) -> pd.DataFrame:
    """The `network_reform_ties` frame."""
    tables = [sides.pictures.ties.assign(reform=number) for number, sides in found.compared.items()]
    if not tables:
        return FRAMES["network_reform_ties"].empty()
    return found.named(pd.concat(tables, ignore_index=True), "first", "second")


def _of_year(connection: Connection, scope: Scope, year: int) -> Slice:
    """One year of `slices.by_year`."""
    window = dict(scope.options).get("window")
    return slices.slice_in_scope(
        connection, scope.choosing(window=window if window in ("cumulative", "rolling") else "year", year=year)
    )
