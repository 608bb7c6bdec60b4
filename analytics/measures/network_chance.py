"""Is that high? The measures of a network beside those of random networks, with a verdict in three words.

A measure is higher or lower than by chance where p, two-sided and safe for ties, is at most `ALPHA`. Random networks
that all have the same value have *kept* it where it is the observed one, as the same number of ties keeps density.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics import codes
from analytics.measures.network_whole import statistics
from analytics.networks.null_models import Sampler, against
from analytics.networks.one_mode import OneMode
from analytics.networks.permuting import Tick

ALPHA = 0.05
TRIES, STARTS = 1, 3  # a search in every draw; the network itself is searched no harder here
# Those that would say the same as another one, and the number of organisations, which all of them keep, are left out.
TESTED = (
    "density", "degree_centralisation", "in_degree_centralisation", "out_degree_centralisation",
    "betweenness_centralisation", "closeness_centralisation", "transitivity", "average_path", "core_periphery",
    "components", "largest_component", "alone", "modularity", "e_i_kind", "e_i_level", "e_i_district", "reciprocity",
    "without_degree", "without_betweenness",
)  # fmt: skip


def beside_chance(
    network: OneMode,
    groups: Mapping[str, np.ndarray],
    samplers: Mapping[str, Sampler],
    *,
    unlike: Mapping[str, frozenset[str]] | None = None,
    draws: int,
    seed: int,
    tick: Tick | None = None,
) -> pd.DataFrame:
    """The `network_expected` frame: for each null model a row per measure of `TESTED` that the network has.

    `samplers` by `codes.NULL_MODELS`; `unlike`: by model, measures that its networks cannot be compared in. Without
    ties there is nothing to draw, and no row. The communities and the core of every network are searched for with
    little effort, the observed one's too, so a value may lie a little below that of `network_whole`.
    """
    found = []
    for number, (model, sampler) in enumerate(samplers.items() if network.ties else ()):
        found.append(_one(network, groups, sampler, draws, seed, _part(tick, number, len(samplers), draws)))
        found[-1] = found[-1].drop(index=list((unlike or {}).get(model, ())), errors="ignore").assign(null_model=model)
    columns = ["null_model", "network_measure"]
    if not found:
        return pd.DataFrame(columns=[*columns, *_COLUMNS.values(), "chance_verdict", "chance_seed"])
    table = pd.concat(found).rename_axis("network_measure").reset_index().rename(columns=_COLUMNS)
    return table.assign(chance_verdict=[_verdict(row) for row in table.itertuples()], chance_seed=seed)


_COLUMNS = {
    "observed": "measure_value", "expected": "chance_mean", "sd": "chance_sd", "low": "chance_low",
    "high": "chance_high", "z": "chance_z", "z_low": "chance_z_low", "z_high": "chance_z_high", "p": "chance_p",
    "draws": "chance_draws",
}  # fmt: skip


def _one(
    network: OneMode, groups: Mapping[str, np.ndarray], sampler: Sampler, draws: int, seed: int, tick: Tick
) -> pd.DataFrame:
    def measured(drawn: OneMode) -> dict[str, float]:
        found = statistics(drawn, groups, tries=TRIES, starts=STARTS)
        return {name: found[name] for name in TESTED if name in found}

    found = against(network, measured, sampler, draws=draws, seed=seed, tick=tick)
    varies = found["z"].notna()
    for end in ("low", "high"):
        found[f"z_{end}"] = ((found[end] - found["expected"]) / found["sd"]).where(varies)
    found["p"] = np.minimum(1, 2 * found[["p_upper", "p_lower"]].min(axis=1, skipna=False))
    return found[found["observed"].notna()]


def _part(tick: Tick | None, number: int, of: int, draws: int) -> Tick:
    """Progress of one model as progress of all."""

    def told(done: int, _: int) -> None:
        if tick:
            tick(number * draws + done, of * draws)

    return told


def _verdict(row: object) -> str:
    if not row.chance_draws or np.isnan(row.chance_p):  # type: ignore[attr-defined]
        return codes.UNKNOWN
    above = row.measure_value - row.chance_mean  # type: ignore[attr-defined]
    if np.isnan(row.chance_z) and abs(above) < 1e-9 * max(1.0, abs(row.chance_mean)):  # type: ignore[attr-defined]
        return "kept"
    if row.chance_p > ALPHA:  # type: ignore[attr-defined]
        return "chance"
    return "higher" if above > 0 else "lower"
