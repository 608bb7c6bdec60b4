"""Amounts along a line of their own, such as a fiscal year or a source of funds, with the scope of their project.

A line is a project and some keys. It has a row for each date on which something about it was reported, and one
for each date on which its project's scope columns changed, so that a rollup by these columns can follow.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.derive.carry import Timeline, take
from data.derive.read import keys

SCOPE = ("sector", "district", "tier")


class Lines:
    """The lines of some rows (`project_id`, `as_of` and the `names` that with the project make a line).

    `made` is a row a line and date: project_id, the names, as_of, valid_to and the scope columns at that date;
    `rows` are the given ones with the number of their line in `group`.
    """

    def __init__(self, facts: pd.DataFrame, rows: pd.DataFrame, names: Sequence[str]) -> None:
        line = ["project_id", *names]
        groups = rows[line].drop_duplicates().sort_values(line, ignore_index=True)
        groups = groups.rename_axis("group").reset_index()
        self.rows = rows.merge(groups, on=line, sort=False)
        moved = _scope_changes(facts).merge(groups[["project_id", "group"]], on="project_id")
        began = self.rows.groupby("group")["as_of"].min()
        moved = moved[moved["as_of"].to_numpy() > began.reindex(moved["group"]).to_numpy()]
        both = pd.concat([self.rows[["group", "as_of"]], moved[["group", "as_of"]]])
        self.line = Timeline(both["group"].to_numpy(dtype="int64"), both["as_of"].to_numpy(dtype="datetime64[s]"))
        made = groups.loc[self.line.group, line].reset_index(drop=True)
        self.made = made.assign(as_of=self.line.as_of, valid_to=self.line.valid_to)
        at = Timeline(*keys(facts)).at(made["project_id"].to_numpy(dtype="int64"), self.line.as_of)
        for name in SCOPE:
            self.made[name] = take(facts[name], at)

    def last(self, rows: pd.DataFrame, values: pd.Series) -> pd.Series:
        """The last value known at each date of `made`; `rows` are some of `self.rows` in the order in which later
        ones win, `values` theirs."""
        group, as_of = self._keys(rows)
        return take(values, self.line.last(group, as_of, np.ones(len(rows), dtype=bool)))

    def first(self, rows: pd.DataFrame, values: pd.Series) -> pd.Series:
        """The first value known at each date of `made`."""
        group, as_of = self._keys(rows)
        return take(values, self.line.first(group, as_of, np.ones(len(rows), dtype=bool)))

    def _keys(self, rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        return rows["group"].to_numpy(dtype="int64"), rows["as_of"].to_numpy(dtype="datetime64[s]")


def _scope_changes(facts: pd.DataFrame) -> pd.DataFrame:
    """The dates on which a project's sector, district or tier differ from the date before."""
    same = facts["project_id"].to_numpy()[1:] == facts["project_id"].to_numpy()[:-1]
    differs = np.zeros(len(facts), dtype=bool)
    for name in SCOPE:
        values = facts[name].fillna("").to_numpy()
        differs[1:] |= same & (values[1:] != values[:-1])
    return facts.loc[differs, ["project_id", "as_of"]]
