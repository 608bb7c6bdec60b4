"""What the marks of the network's picture can show: by size a measure, by colour a group, beside the name either."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from analytics import codes
from analytics.errors import PortfolioError
from analytics.language import N_, is_missing
from analytics.networks import betweenness, breadth_depth, communities, core_periphery, eigenvector, holes
from analytics.networks.cohesion import k_core
from analytics.networks.distances import distances
from analytics.networks.one_mode import OneMode

SIZES = {
    "strength": N_("Strength"),
    "partners": N_("Partners"),
    "projects": N_("Projects joined"),
    "betweenness": N_("Betweenness"),
    "closeness": N_("Closeness"),
    "eigenvector": N_("Eigenvector"),
    "constraint": N_("Constraint"),
    "effective_size": N_("Effective size"),
    "k_core": N_("k-core"),
}
COLOURS = {
    "kind": N_("Kind of organisation"),
    "level": N_("Administrative level"),
    "district": N_("District"),
    "community": N_("Community"),
    "core": N_("Core and periphery"),
    "class": N_("Breadth and depth"),
}
LABELS = {"name": N_("Name"), "none": N_("No names"), **SIZES, **COLOURS}  # what stands beside the marks
CORE = {"core": N_("Core"), "periphery": N_("Periphery")}
SMALLEST, LARGEST = 5, 32  # pixels across the smallest and the largest mark
HUES = 6  # groups that get a colour of their own; the others share a grey
QUICK = 60_000  # ties up to which communities do not take long
_TRIES = 3  # of Louvain's method: for a picture the best of few will do

_SIZES: dict[str, Callable[[OneMode], np.ndarray]] = {
    "strength": lambda network: np.asarray(network.undirected.weights.sum(axis=1)).ravel(),
    "partners": lambda network: np.diff(network.undirected.weights.indptr),
    "betweenness": lambda network: betweenness.betweenness(network)["betweenness"].to_numpy(),
    "closeness": lambda network: distances(network).closeness_of_reached,
    "eigenvector": eigenvector.eigenvector,
    "constraint": lambda network: holes.structural_holes(network)["constraint"].to_numpy(),
    "effective_size": lambda network: holes.structural_holes(network)["effective_size"].to_numpy(),
    "k_core": k_core,
}


def sizes(name: str, network: OneMode, projects_joined: np.ndarray) -> np.ndarray:
    """The measure of each node in order, NaN where it has none; `name` is one of `SIZES`."""
    found = projects_joined if name == "projects" else _SIZES[name](network)
    return np.asarray(found, dtype="float64")


def groups(name: str, network: OneMode, bodies: pd.DataFrame) -> pd.DataFrame:
    """Group and hue of each node in order; `name` is one of `COLOURS`, `bodies` is by organisation id.

    `mark_group` is the code of the kind, level, district or class, or the number of the community; missing where it is
    not known, and for the community of an organisation without a tie. `mark_rank`: 1 to `HUES`, which is also the
    order; `HUES` + 1 for the groups that share the grey, 0 where the group is missing.
    """
    group = _group(name, network, bodies)
    rank = group.map(_ranks(name, group, bodies)).fillna(HUES + 1).clip(upper=HUES + 1).where(group.notna(), 0)
    return pd.DataFrame({"mark_group": group, "mark_rank": rank.astype("int64")})


def labels(name: str, network: OneMode, projects_joined: np.ndarray, bodies: pd.DataFrame) -> pd.DataFrame:
    """What stands beside the name of each node in order; `name` is one of `LABELS`.

    `label_value` is a measure and `label_group` the code of a group; one of them at most is not missing.
    """
    return pd.DataFrame(
        {
            "label_value": sizes(name, network, projects_joined) if name in SIZES else np.nan,
            "label_group": _group(name, network, bodies) if name in COLOURS else pd.Series(None, dtype="object"),
        },
        index=range(network.nodes),
    )


def usual_colour(kinds: pd.Series) -> str:
    """The colour that a reader sees first: by kind, or by community where no kind is known."""
    return "kind" if (kinds.notna() & (kinds != codes.UNKNOWN)).any() else "community"


def diameter(value: object, largest: float) -> float:
    """Pixels across a mark whose area goes with its measure; the smallest where there is none.

    >>> diameter(25, 100), diameter(None, 100)
    (16.0, 5)
    """
    if is_missing(value) or float(value) <= 0:  # type: ignore[arg-type]
        return SMALLEST
    return max(SMALLEST, LARGEST * (float(value) / largest) ** 0.5)  # type: ignore[arg-type]


def largest(sizes: pd.Series) -> float:
    """The largest of the measures that marks show; 1 where there is none."""
    return max([float(value) for value in sizes if not is_missing(value)], default=1.0) or 1.0


def community(network: OneMode) -> np.ndarray:
    """The number of each node's community, 1 the largest; 0 for a node without a tie."""
    label = communities.louvain(network, tries=_TRIES).table["community"].to_numpy() + 1
    return np.where(np.diff(network.undirected.weights.indptr) > 0, label, 0)


def _group(name: str, network: OneMode, bodies: pd.DataFrame) -> pd.Series:
    of = bodies.reindex(network.ids)
    if name in ("kind", "level", "district"):
        found = of[name].reset_index(drop=True).astype("object")
        return found.where(found.notna() & (found != codes.UNKNOWN), None)
    if name == "community":
        return pd.Series([str(label) if label else None for label in community(network)], dtype="object")
    if name == "core":
        core = core_periphery.discrete(network)
        inside = core.table["in_core"].to_numpy(dtype=bool)
        found = np.where(inside, "core", "periphery") if inside.any() else np.full(network.nodes, None)
        return pd.Series(found, dtype="object")
    if name == "class":
        return breadth_depth.breadth_depth(network).by_organisation["kind"].reset_index(drop=True).astype("object")
    raise PortfolioError(N_("There is no such colour: {name}."), name=name)


def _ranks(name: str, group: pd.Series, bodies: pd.DataFrame) -> dict[str, int]:
    """The hue of each group: in the order of its list, else by size; districts by size among all organisations, so
    that they keep their hue from slice to slice."""
    listed = {
        "kind": list(codes.ORGANISATION_KINDS),
        "level": list(codes.ORGANISATION_LEVELS),
        "core": list(CORE),
        "class": list(breadth_depth.KINDS),
    }.get(name)
    if listed is None:
        counted = (bodies["district"] if name == "district" else group).dropna()
        counted = counted[counted != codes.UNKNOWN].value_counts()
        listed = sorted(counted.index, key=lambda code: (-counted[code], code))
    return {code: number for number, code in enumerate(listed, start=1)}
