"""The last known value stands: dated rows of many tables, read as of each reporting date.

A `Timeline` holds the reporting dates of some projects, sorted. For the rows of one table it answers,
for every reporting date at once, which row was the last (or the first) known by then. "Later" means
a later `as_of`; on the same date the later edition, then the later row. Nothing is looped over:
positions are carried forward by a running maximum that restarts with each project.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.schema_derived import FOREVER

_DAY = np.timedelta64(86400, "s")
_SPAN = 10_000_000  # more days than there are dates, so that (project, day) fits one number
END = np.datetime64(FOREVER, "s")


def key(group: np.ndarray, as_of: np.ndarray) -> np.ndarray:
    """(group, day) as one sortable number."""
    return group.astype("int64") * _SPAN + (as_of.astype("datetime64[s]") - np.datetime64("0001-01-01", "s")) // _DAY


class Timeline:
    """The distinct (group, as_of) of some tables, sorted by group, then date. A group is a project,
    or any whole number that stands for a finer one."""

    def __init__(self, group: np.ndarray, as_of: np.ndarray) -> None:
        keys, where = np.unique(key(group, as_of), return_index=True)
        self.keys = keys
        self.group = group[where].astype("int64")
        self.as_of = as_of[where].astype("datetime64[s]")
        size = len(keys)
        begins = np.ones(size, dtype=bool)
        begins[1:] = self.group[1:] != self.group[:-1]
        self.begin = np.maximum.accumulate(np.where(begins, np.arange(size), 0)) if size else np.zeros(0, dtype=int)
        self.begins = np.flatnonzero(begins)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def valid_to(self) -> np.ndarray:
        """The next date of the same group, exclusive; FOREVER after the last."""
        following = np.full(len(self), END)
        same = self.group[1:] == self.group[:-1]
        following[:-1][same] = self.as_of[1:][same]
        return following

    def at(self, group: np.ndarray, as_of: np.ndarray) -> np.ndarray:
        """The position of the last date of the group at or before `as_of`; −1 where there is none."""
        if not len(self):
            return np.full(len(group), -1)
        position = np.searchsorted(self.keys, key(group, as_of), side="right") - 1
        return np.where((position >= 0) & (self.group[position] == group), position, -1)

    def last(self, group: np.ndarray, as_of: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """For each date of the timeline the last valid row known by then, −1 for none.

        The rows are sorted by (group, as_of, edition, row), and all their dates are in the timeline.
        """
        position = np.full(len(self), -1)
        rows = np.flatnonzero(valid)
        position[np.searchsorted(self.keys, key(group[rows], as_of[rows]))] = rows  # a repeated date keeps the last
        known = np.maximum.accumulate(np.where(position >= 0, np.arange(len(self)), -1)) if len(self) else position
        return np.where(known >= self.begin, position[known], -1)

    def first(self, group: np.ndarray, as_of: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """For each date of the timeline the first valid row known by then, −1 for none."""
        if not len(self):
            return np.zeros(0, dtype=int)
        rows = np.flatnonzero(valid)[::-1]
        position = np.full(len(self), -1)
        position[np.searchsorted(self.keys, key(group[rows], as_of[rows]))] = rows
        order = np.where(position >= 0, np.arange(len(self)), len(self))
        earliest = np.minimum.reduceat(order, self.begins)[np.searchsorted(self.begins, self.begin)]
        known = earliest <= np.arange(len(self))
        return np.where(known, position[np.minimum(earliest, len(self) - 1)], -1)


def take(values: pd.Series, position: np.ndarray) -> pd.Series:
    """The values at the positions, missing where the position is −1."""
    return values.reset_index(drop=True).reindex(position).reset_index(drop=True)
