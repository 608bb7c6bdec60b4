"""The raw rows of an invented city, as its generator hands them over, kept for the tests of one run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from data.importers.batch import Flag
from data.sample import city
from data.sample.stories import positions


@dataclass(frozen=True)
class Raw:
    """All batches of a city put together."""

    facts: dict[str, pd.DataFrame]
    organisations: pd.DataFrame
    labels: pd.DataFrame
    reforms: pd.DataFrame
    flags: list[Flag]

    def last(self, table: str, column: str, **where: str) -> pd.Series:
        """The last known value of a column by project."""
        return self._known(table, column, where).last()

    def first(self, table: str, column: str, **where: str) -> pd.Series:
        """The first known value of a column by project."""
        return self._known(table, column, where).first()

    def _known(self, table: str, column: str, where: dict[str, str]) -> pd.core.groupby.SeriesGroupBy:
        frame = self.facts[table]
        for name, value in where.items():
            frame = frame[frame[name] == value]
        known = frame.dropna(subset=[column]).sort_values("as_of", kind="stable")
        return known.groupby("project")[column]

    def slip(self) -> pd.Series:
        """Days of slip of each project: actual, else forecast, minus the first baseline, else first forecast."""
        on = {"milestone": "completion"}
        first = self.first("milestone_snapshot", "baseline", **on)
        first = first.combine_first(self.first("milestone_snapshot", "forecast", **on))
        last = self.last("milestone_snapshot", "actual", **on)
        last = last.combine_first(self.last("milestone_snapshot", "forecast", **on))
        return (last - first).dt.days


@cache
def raw(projects: int, seed: int = 1, dates: int = 12) -> Raw:
    batches = list(city(projects, seed, dates).batches)
    facts = {name: pd.concat([batch.facts[name] for batch in batches], ignore_index=True) for name in batches[0].facts}
    organisations, labels, reforms = batches[0].organisations, batches[0].labels, batches[0].reforms
    assert organisations is not None
    assert labels is not None
    assert reforms is not None
    return Raw(facts, organisations, labels, reforms, [flag for batch in batches for flag in batch.flags])


def planted(key: str, projects: int) -> list[str]:
    """The codes of the projects that tell a story in a city of that size."""
    return [f"LJ{position + 1:07d}" for position in positions(projects)[key]]
