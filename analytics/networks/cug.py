"""Conditional uniform graph tests: would any network of this size, or this many ties, look like that?

The observed statistic is compared with the same statistic in networks drawn uniformly from all that agree
with the observed one in

- `size`: the number of organisations only. Every tie is there with probability 1/2, and weighs 1;
- `edges`: the number of ties as well;
- `dyads`: the number of mutual, one-way and absent dyads (without directions this is `edges`).

Under `edges` and `dyads` the observed weights are dealt out at random, those of a mutual dyad together.

References: L. Katz and J. H. Powell, Probability distributions of random variables associated with a
structure of the sample space of sociometric investigations, Annals of Mathematical Statistics 28 (1957);
B. S. Anderson, C. T. Butts and K. Carley, The interaction of size and density with graph-level indices,
Social Networks 21 (1999).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.errors import PortfolioError
from analytics.language import N_
from analytics.networks.null_models import Sampler, Statistics, against, ends_of, network_of, pairs, same_ties
from analytics.networks.one_mode import OneMode
from analytics.networks.permuting import Tick


def cug_test(
    network: OneMode,
    statistics: Statistics,
    given: str = "edges",
    *,
    draws: int = 1000,
    seed: int = 0,
    tick: Tick | None = None,
) -> pd.DataFrame:
    """`statistics` of the network beside those of `draws` uniform ones: the table of `null_models.against`.

    `given` is "size", "edges" or "dyads"; anything else is refused (PortfolioError).

    >>> from analytics.networks.one_mode import from_matrix
    >>> ring = from_matrix(np.roll(np.eye(5), 1, axis=1), directed=True)
    >>> cug_test(ring, lambda drawn: {"ties": drawn.ties}, "dyads", draws=9).loc["ties", "p_upper"].item()
    1.0
    """
    samplers = {"size": given_size, "edges": same_ties, "dyads": given_dyads}
    if given not in samplers:
        raise PortfolioError(
            N_("A uniform network can be drawn given {known}, not given {given}."),
            known=", ".join(samplers), given=given,
        )  # fmt: skip
    return against(network, statistics, samplers[given](network), draws=draws, seed=seed, tick=tick)


def given_size(network: OneMode) -> Sampler:
    """Every tie with probability 1/2. Half of all pairs are ties: for at most some thousand organisations."""
    n, possible = network.nodes, pairs(network.nodes, network.directed)

    def draw(random: np.random.Generator) -> OneMode:
        places = np.flatnonzero(random.random(possible) < 0.5)
        return network_of(network, *ends_of(places, n, network.directed), np.ones(len(places), dtype="int64"))

    return draw


def given_dyads(network: OneMode) -> Sampler:
    """As many mutual and one-way dyads as the network has, among pairs drawn uniformly."""
    if not network.directed or not network.ties:
        return same_ties(network)
    row, column, weight = network.ends()
    back = np.asarray(network.weights[column, row]).ravel()
    mutual, one_way = (back > 0) & (row < column), back == 0
    there = np.concatenate([weight[mutual], weight[one_way]])
    both = int(mutual.sum())

    def draw(random: np.random.Generator) -> OneMode:
        dyads = pairs(network.nodes, directed=False)
        places = random.choice(dyads, len(there), replace=False)
        low, high = ends_of(places, network.nodes, directed=False)
        turned = random.random(len(there)) < 0.5
        first, second = np.where(turned, high, low), np.where(turned, low, high)
        return network_of(
            network,
            np.concatenate([first, second[:both]]),
            np.concatenate([second, first[:both]]),
            np.concatenate([there, back[mutual]]),
        )

    return draw
