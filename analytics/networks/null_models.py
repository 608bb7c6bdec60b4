"""Is that high? A measure of the network beside what it is in random networks that share something with it.

A null model keeps some of the network and lets chance do the rest:

- `same_ties`: the number of organisations and of ties (Erdős and Rényi's G(n, m));
- `same_degrees`: each organisation's number of partners as well (see `rewiring`);
- `same_memberships`: in the two-mode network, on average, the number of projects of each organisation and
  of organisations on each project (the Bipartite Configuration Model, see `bicm`), then who works with
  whom in it. A project of five makes ten ties at once, so a network of shared projects is clustered
  whatever its organisations do; of the three only this one knows that.

Each is a sampler: a function from a numpy Generator to a network with the same ids. The weights of the
ties are dealt out to the new ties at random; `same_memberships` counts shared projects. `cug` has more.

References: P. Erdős and A. Rényi, On random graphs I, Publicationes Mathematicae 6 (1959); F. Saracco et
al., Randomizing bipartite networks, Scientific Reports 5 (2015).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from scipy import sparse

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks import bicm
from analytics.networks.one_mode import OneMode
from analytics.networks.permuting import Tick, batches, p_values
from analytics.networks.rewiring import SWAPS_PER_TIE, rewired, rounds_for
from analytics.networks.two_mode import TwoMode

Sampler = Callable[[np.random.Generator], OneMode]
Statistics = Callable[[OneMode], Mapping[str, float]]
_WHOLE = 10**12  # numbers held by a draw: a network a batch, so that progress is told after each


def against(
    network: OneMode,
    statistics: Statistics,
    sampler: Sampler,
    *,
    draws: int = 200,
    seed: int = 0,
    tick: Tick | None = None,
) -> pd.DataFrame:
    """By `statistic`: `observed`, and over the draws `expected` (mean), `sd`, `low` and `high` (the middle 95 %), `z`,
    `p_upper`, `p_lower`, `draws`.

    `statistics` takes a network and gives numbers by name. A draw in which a number cannot be had (NaN) is
    left out for that number, and `draws` says how many were left in. The p-values are the shares of draws at
    least as large and at least as small (ties count, the observed network is one of the draws). z is NaN
    where the draws do not vary.

    >>> from analytics.networks.one_mode import from_matrix
    >>> star = from_matrix([[0, 1, 1, 1], [1, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0]])
    >>> most = lambda drawn: {"most_partners": drawn.adjacency.sum(axis=1).max()}
    >>> against(star, most, same_degrees(star), draws=20).loc["most_partners", ["observed", "expected"]].tolist()
    [3.0, 3.0]
    """
    random = np.random.default_rng(seed)
    observed = pd.Series(dict(statistics(network)), dtype="float64")
    drawn = pd.DataFrame(
        [statistics(sampler(random)) for size in batches(draws, _WHOLE, tick) for _ in range(size)],
        columns=observed.index, dtype="float64",
    )  # fmt: skip
    low, high = drawn.quantile(0.025), drawn.quantile(0.975)
    found = pd.DataFrame({"observed": observed, "expected": drawn.mean(), "sd": drawn.std(), "low": low, "high": high})
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (found["observed"] - found["expected"]) / found["sd"]
    found["z"] = z.where(found["sd"] > 1e-12)
    tails = pd.DataFrame({name: p_values(value, drawn[name].to_numpy()) for name, value in observed.items()}).T
    found[["p_upper", "p_lower"]] = tails[["p_upper", "p_lower"]]
    found["draws"] = drawn.notna().sum()
    return found.rename_axis("statistic")


def same_ties(network: OneMode) -> Sampler:
    """As many ties as the network has, each set of pairs equally likely."""
    n, ties = network.nodes, network.ties
    weight = network.ends()[2]

    def draw(random: np.random.Generator) -> OneMode:
        places = random.choice(pairs(n, network.directed), ties, replace=False, shuffle=False)
        return network_of(network, *ends_of(places, n, network.directed), random.permutation(weight))

    return draw


def same_degrees(network: OneMode, swaps_per_tie: int = SWAPS_PER_TIE) -> Sampler:
    """Each organisation with as many partners as it has (out and in, with directions).

    Each draw starts from the network itself; a tie is up for at least `swaps_per_tie` swaps.
    """
    row, column, weight = network.ends()
    rounds = rounds_for(network.ties, swaps_per_tie)

    def draw(random: np.random.Generator) -> OneMode:
        ends = rewired(row, column, network.nodes, directed=network.directed, rounds=rounds, random=random)
        return network_of(network, *ends, random.permutation(weight))

    return draw


def same_memberships(memberships: TwoMode, fitted: bicm.Classes | None = None) -> Sampler:
    """Who shares projects with whom, had only the totals of projects and organisations been as they are.

    `fitted` is the model with organisations as rows and projects as columns; without it, it is fitted here.
    The networks have the organisations of `memberships` in their order.
    """
    incidence = memberships.incidence
    model = fitted or bicm.fit(incidence.sum(axis=0), incidence.sum(axis=1))
    if (len(model.row_class), len(model.column_class)) != incidence.shape[::-1]:
        raise PortfolioError(N_("The model was fitted to another network of projects and organisations."))

    def draw(random: np.random.Generator) -> OneMode:
        drawn = sample(model, random)
        shared = sparse.coo_array(sparse.triu(drawn @ drawn.T, k=1))
        alike = OneMode(memberships.organisations, sparse.csr_array((drawn.shape[0],) * 2))
        return network_of(alike, shared.row, shared.col, shared.data)

    return draw


def sample(model: bicm.Classes, random: np.random.Generator) -> sparse.csr_array:
    """A two-mode network of the model: rows by columns, 1 where there is a membership.

    Cells between rows of one sum and columns of one sum have one probability, so their number is binomial
    and their places are drawn without going through the cells that stay empty.
    """
    row_members = [np.flatnonzero(model.row_class == k) for k in range(len(model.row_sums))]
    column_members = [np.flatnonzero(model.column_class == k) for k in range(len(model.column_sums))]
    sizes = np.outer([len(m) for m in row_members], [len(m) for m in column_members])
    hits = random.binomial(sizes, np.clip(model.probability, 0, 1))
    rows, columns = [np.empty(0, "int64")], [np.empty(0, "int64")]
    for i, j in zip(*np.nonzero(hits), strict=True):
        cell = random.choice(sizes[i, j], hits[i, j], replace=False, shuffle=False)
        width = len(column_members[j])
        rows.append(row_members[i][cell // width])
        columns.append(column_members[j][cell % width])
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(model.row_class), len(model.column_class))
    return sparse.csr_array((np.ones(len(row), dtype="int64"), (row, column)), shape=shape)


def pairs(nodes: int, directed: bool) -> int:
    """How many ties there could be."""
    return nodes * (nodes - 1) // (1 if directed else 2)


def ends_of(places: np.ndarray, nodes: int, directed: bool) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of different nodes by number, 0 to `pairs(...)` − 1: with directions row by row, else 01, 02, 12, 03, ...

    >>> [part.tolist() for part in ends_of(np.arange(6), 4, directed=False)]
    [[0, 0, 1, 0, 1, 2], [1, 2, 2, 3, 3, 3]]
    """
    if directed:
        row, column = places // max(nodes - 1, 1), places % max(nodes - 1, 1)
        return row, column + (column >= row)
    larger = ((1 + np.sqrt(1 + 8 * places.astype("float64"))) / 2).astype("int64")
    larger -= larger * (larger - 1) // 2 > places  # the root may be rounded up
    return places - larger * (larger - 1) // 2, larger


def network_of(alike: OneMode, first: np.ndarray, second: np.ndarray, weight: np.ndarray) -> OneMode:
    """These ties among the organisations of `alike`, with or without directions as there."""
    if not alike.directed:
        first, second = np.concatenate([first, second]), np.concatenate([second, first])
        weight = np.concatenate([weight, weight])
    weights = sparse.csr_array((weight, (first, second)), shape=alike.weights.shape)
    weights.sort_indices()
    return OneMode(alike.ids, weights, alike.directed)
