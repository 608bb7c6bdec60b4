"""Ties from one period to the next: formed, kept, dissolved; and the panel that RSiena and tergm read.

Slices are networks by label in the order of time. A tie of both slices is kept (however its weight moved),
one of the later alone is formed, one of the earlier alone dissolved. How alike two slices are is

    jaccard = kept / (formed + kept + dissolved)

RSiena's manual wants it above 0.3, and below 0.2 estimation is in doubt.

An organisation that is not in a slice at all cannot have ties there: absent is not the same as without a
partner. The panel therefore says who was there when.

Reference: T. A. B. Snijders, G. G. van de Bunt and C. E. G. Steglich, Introduction to stochastic
actor-based models for network dynamics, Social Networks 32 (2010).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.one_mode import OneMode

STRUCTURAL_ZERO = 10  # RSiena's code of a tie that cannot be


def tie_changes(earlier: OneMode, later: OneMode) -> pd.DataFrame:
    """Every tie of either slice by its ends, once: `first_id`, `second_id`, `earlier`, `later`, `change`.

    `earlier` and `later` are weights, 0 where there is no tie; `change` is formed, kept or dissolved.

    >>> from analytics.networks.one_mode import from_ties
    >>> then = from_ties(pd.DataFrame({"first_id": [1, 1], "second_id": [2, 3], "weight": [4, 1]}))
    >>> now = from_ties(pd.DataFrame({"first_id": [1, 2], "second_id": [2, 3], "weight": [5, 2]}))
    >>> tie_changes(then, now)["change"].tolist()
    ['kept', 'dissolved', 'formed']
    """
    if earlier.directed != later.directed:
        raise PortfolioError(N_("One slice has directions and another has none; they cannot be compared."))
    keys = ["first_id", "second_id"]
    sides = [
        slice_.table().rename(columns={"weight": name}) for slice_, name in ((earlier, "earlier"), (later, "later"))
    ]
    if not later.directed:  # the same tie under one name, in whatever order the slices have their nodes
        for side in sides:
            first, second = side["first_id"].to_numpy(), side["second_id"].to_numpy()
            turned = first > second
            side["first_id"], side["second_id"] = np.where(turned, second, first), np.where(turned, first, second)
    both = sides[0].merge(sides[1], on=keys, how="outer").sort_values(keys, ignore_index=True)
    both["change"] = np.select([both["earlier"].isna(), both["later"].isna()], ["formed", "dissolved"], default="kept")
    return both.fillna({"earlier": 0, "later": 0})


def changes(slices: Mapping[Any, OneMode]) -> pd.DataFrame:
    """A row for each step between neighbouring slices, in order.

    Columns: `earlier`, `later` (labels), `formed`, `kept`, `dissolved` (ties), `jaccard` (NaN where neither
    slice has a tie), `joined`, `stayed`, `left` (organisations of the slices, with or without ties).
    """
    rows = []
    for (then, earlier), (now, later) in pairwise(slices.items()):
        count = tie_changes(earlier, later)["change"].value_counts()
        formed, kept, dissolved = (int(count.get(change, 0)) for change in ("formed", "kept", "dissolved"))
        stayed = len(np.intersect1d(earlier.ids, later.ids))
        either = formed + kept + dissolved
        rows.append(
            {
                "earlier": then, "later": now, "formed": formed, "kept": kept, "dissolved": dissolved,
                "jaccard": kept / either if either else float("nan"),
                "joined": later.nodes - stayed, "stayed": stayed, "left": earlier.nodes - stayed,
            }
        )  # fmt: skip
    columns = ["earlier", "later", "formed", "kept", "dissolved", "jaccard", "joined", "stayed", "left"]
    return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, eq=False)
class Panel:
    """The same organisations in every wave.

    `ids`: everyone who is in any wave. `waves`: label -> ties among `ids`, 1 or 0. `present`: rows `ids`,
    columns waves. `directed` as the slices.
    """

    ids: np.ndarray
    waves: dict[Any, sparse.csr_array]
    present: pd.DataFrame
    directed: bool

    def composition(self) -> pd.DataFrame:
        """The stays of each organisation: `organisation_id`, `first_wave`, `last_wave`, numbered from 1.

        One that left and came back has two rows.
        """
        rows = []
        for organisation, there in zip(self.ids.tolist(), self.present.to_numpy(), strict=True):
            edge = np.diff(np.concatenate([[0], there.astype("int8"), [0]]))
            stays = zip(np.flatnonzero(edge == 1) + 1, np.flatnonzero(edge == -1), strict=True)
            rows += [(organisation, int(first), int(last)) for first, last in stays]
        return pd.DataFrame(rows, columns=["organisation_id", "first_wave", "last_wave"])

    def matrix(self, wave: Any) -> np.ndarray:
        """The wave as RSiena reads it: 1, 0, and 10 in the rows and columns of who is not there.

        For tergm, let the 10 be NA.
        """
        there = self.present[wave].to_numpy()
        dense = self.waves[wave].toarray().astype("int64")
        dense[~(there[:, None] & there)] = STRUCTURAL_ZERO
        np.fill_diagonal(dense, 0)
        return dense


def panel(slices: Mapping[Any, OneMode]) -> Panel:
    """The slices as one panel. At least two, all with directions or all without (else PortfolioError)."""
    if len(slices) < 2:
        raise PortfolioError(N_("A panel needs at least two slices."))
    if len({slice_.directed for slice_ in slices.values()}) > 1:
        raise PortfolioError(N_("One slice has directions and another has none; they cannot be compared."))
    ids = _everyone(list(slices.values()))
    place = pd.Series(range(len(ids)), index=ids)
    waves, present = {}, {}
    for label, slice_ in slices.items():
        at = place.reindex(slice_.ids).to_numpy()
        cells = sparse.coo_array(slice_.adjacency)
        waves[label] = sparse.csr_array((cells.data, (at[cells.row], at[cells.col])), shape=(len(ids), len(ids)))
        present[label] = np.isin(ids, slice_.ids)
    there = pd.DataFrame(present, index=pd.Index(ids, name="organisation_id"))
    return Panel(ids, waves, there, next(iter(slices.values())).directed)


def _everyone(slices: list[OneMode]) -> np.ndarray:
    return reduce(np.union1d, [slice_.ids for slice_ in slices])
