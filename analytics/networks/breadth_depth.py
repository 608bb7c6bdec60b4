"""The breadth–depth matrix: who works with many, who works closely, who leads by doing both.

Breadth is how many others an organisation works with (or how many projects it joins), depth how much it
does with each of them: strength per partner,

    breadth_i = |{j : w_ij > 0}|,   depth_i = Σ_j w_ij / |{j : w_ij > 0}|

Each is cut at the mean or the median of the organisations that have a partner. Above both cuts an
organisation is *leading*, above one *key*, above neither *auxiliary*.

Reference: Q. Cheng, S. Zheng, Z. Xiong and M. Lin, Characterizing the dynamic evolution of interagency
collaborative decision-making networks in response to COVID-19 in China, Healthcare 10 (2022) 590. The
cuts there are read off the drawing; here they are a stated number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.attributes import of_nodes
from analytics.networks.one_mode import OneMode

KINDS = {"leading": N_("Leading agency"), "key": N_("Key agency"), "auxiliary": N_("Auxiliary agency")}
_CUTS: dict[str, Callable[[np.ndarray], Any]] = {"mean": np.mean, "median": np.median}


@dataclass(frozen=True)
class BreadthDepth:
    """`by_organisation`: `breadth`, `depth`, `broad`, `deep` (above the cut) and `kind`, one of `KINDS`.

    `breadth_cut`, `depth_cut`: the mean or median, NaN where nobody has a partner.
    """

    by_organisation: pd.DataFrame
    breadth_cut: float
    depth_cut: float
    cut: str


def breadth_depth(
    network: OneMode, *, cut: str = "mean", projects: pd.Series | Sequence[Any] | np.ndarray | None = None
) -> BreadthDepth:
    """The matrix of a network, directions forgotten.

    `projects`, where given, are the projects that each organisation joins, and are its breadth in place of
    its partners. An organisation without a partner has no depth and no kind (missing) and does not move
    the cuts. One exactly at a cut is not above it. `cut` is "mean" or "median" (else PortfolioError).

    >>> from analytics.networks.one_mode import from_matrix
    >>> found = breadth_depth(from_matrix([[0, 9, 1, 1], [9, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]]))
    >>> found.by_organisation["kind"].tolist(), found.breadth_cut
    (['key', 'key', 'auxiliary', 'auxiliary'], 1.5)
    """
    if cut not in _CUTS:
        raise PortfolioError(N_("The cut is the mean or the median, not {cut}."), cut=cut)
    ties = network.undirected.weights
    partners, strength = np.diff(ties.indptr), ties.sum(axis=1)
    tied = partners > 0
    breadth = partners if projects is None else of_nodes(projects, network.ids)
    depth = np.divide(strength, partners, out=np.full(len(partners), np.nan), where=tied)
    cuts = [float(_CUTS[cut](values[tied])) if tied.any() else float("nan") for values in (breadth, depth)]
    broad, deep = (tied & (breadth > cuts[0])), (tied & (np.nan_to_num(depth) > cuts[1]))
    kind = np.select([broad & deep, broad | deep, tied], list(KINDS), default=None)  # type: ignore[call-overload]
    table = pd.DataFrame(
        {"breadth": breadth, "depth": depth, "broad": broad, "deep": deep, "kind": pd.Series(kind, dtype="object")}
    ).set_index(pd.Index(network.ids, name="organisation_id"))
    return BreadthDepth(table, cuts[0], cuts[1], cut)
