"""A small world: partners' partners are partners, and yet everyone is few steps away.

    σ = (C / C_r) / (L / L_r)

C is the transitivity and L the average path of the largest component, C_r and L_r their means over random
networks of as many ties or with the same degrees (see `null_models`). σ well above 1 is called a small world.

A projected network is made of cliques, one per project, and its transitivity is high for that reason
alone: against `same_degrees` of a projection σ says less than it seems to.

References: D. Watts and S. Strogatz, Collective dynamics of small-world networks, Nature 393 (1998);
M. Humphries and K. Gurney, Network small-world-ness, PLoS ONE 3 (2008).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analytics.networks.distances import distances
from analytics.networks.null_models import Sampler, same_degrees
from analytics.networks.one_mode import OneMode
from analytics.networks.permuting import Tick
from analytics.networks.whole import transitivity

DRAWS = 20


@dataclass(frozen=True)
class SmallWorld:
    """σ and what it is made of; missing where the random networks have no triangle or there is no path."""

    sigma: float
    transitivity: float
    average_path: float
    expected_transitivity: float
    expected_path: float


def small_world(
    network: OneMode,
    draws: int = DRAWS,
    chance: Callable[[OneMode], Sampler] = same_degrees,
    seed: int = 0,
    tick: Tick | None = None,
) -> SmallWorld:
    """σ of the largest component, directions forgotten, against `draws` networks of a null model.

    `chance` is `null_models.same_degrees` or `same_ties`. A random network may fall apart; its average path
    is then that of the pairs which reach each other.
    """
    core = network.undirected.part(network.component() == 0)
    c, path = transitivity(core), distances(core).average
    random, sampler = np.random.default_rng(seed), chance(core)
    drawn = []
    for done in range(draws if core.ties else 0):
        one = sampler(random)
        drawn.append((transitivity(one), distances(one).average))
        if tick:
            tick(done + 1, draws)
    expected_c, expected_path = (float(mean) for mean in np.mean(drawn, axis=0)) if drawn else (np.nan, np.nan)
    sigma = (c / expected_c) / (path / expected_path) if expected_c > 0 else np.nan
    return SmallWorld(sigma, c, path, expected_c, expected_path)
