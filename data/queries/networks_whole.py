"""The network of a slice as a whole, and beside what chance gives."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from sqlalchemy import Connection

from analytics import codes, progress
from analytics.measures import network_chance, network_governance, network_mixing, network_whole
from analytics.network_slice import NetworkSlice
from analytics.networks import null_models
from analytics.networks.null_models import Sampler
from analytics.networks.one_mode import OneMode
from analytics.networks.robustness import robustness
from analytics.networks.two_mode import TwoMode
from analytics.scope import Scope
from data.queries import slices
from data.queries.slices import Slice

DRAWS, FEWEST_DRAWS, MOST_DRAWS = 100, 40, 5000  # with fewer no p could be .05
SEED, MOST_SEED = 1, 999_999
RANDOM_REMOVALS, FEW_REMOVALS, MANY_TIES = 100, 20, 100_000
MOST_REMOVED = 0.5  # of the organisations; what is left then is no network any more


def groups(found: Slice) -> dict[str, np.ndarray]:
    """Kind, level and district of each node in order; None where unknown."""
    bodies = found.bodies.reindex(found.network.ids)
    plain = bodies[list(network_whole.ATTRIBUTES)].astype("object")
    known = plain.where(plain.notna() & (plain != codes.UNKNOWN), None)
    return {name: known[name].to_numpy() for name in known}


def whole(found: Slice) -> pd.DataFrame:
    """The `network_whole` frame."""
    return network_whole.measures(found.network, found.counted, groups(found), progress.tick)


def expected(connection: Connection, scope: Scope) -> pd.DataFrame:
    """The `network_expected` frame; options `draws`, `seed` and `null_model` (usually all that the slice can be held
    against) beside those of the slice. Tells its progress."""
    found = slices.slice_in_scope(connection, scope)
    known = models(found.asked)
    model = scope.option("null_model", (*known, "all"), "all")
    return network_chance.beside_chance(
        found.network,
        groups(found),
        {name: sampler(found, name) for name in known if model in ("all", name) and found.network.ties},
        unlike={"bicm": frozenset({"modularity"}) if found.asked.weight != "count" else frozenset()},
        draws=scope.number("draws", DRAWS, FEWEST_DRAWS, MOST_DRAWS),
        seed=scope.number("seed", SEED, 0, MOST_SEED),
        tick=progress.tick,
    )


def models(asked: NetworkSlice) -> tuple[str, ...]:
    """The null models that a slice can be held against, of `codes.NULL_MODELS`, the one that tells most first.

    The Bipartite Configuration Model draws who takes part and then ties all who meet: it can stand beside a network
    of all these ties, and not beside one whose ties have a direction, were thinned out or count known money alone.
    """
    whole = asked.backbone == "none" and asked.levels == "all" and asked.weight != "investment"
    return ("bicm", "degrees", "edges") if whole and not asked.directed else ("degrees", "edges")


def sampler(found: Slice, model: str) -> Sampler:
    """What draws the random networks of one of `models`."""
    if model == "bicm":
        return null_models.same_memberships(_wide(found.units, found.network))
    return (null_models.same_degrees if model == "degrees" else null_models.same_ties)(found.network)


def _wide(units: TwoMode, network: OneMode) -> TwoMode:
    """The same memberships over all organisations of the network, some of which may have none."""
    cells = units.incidence.tocoo()
    place = np.searchsorted(network.ids, units.organisations)
    shape = (len(units.projects), network.nodes)
    incidence = sparse.csr_array((cells.data, (cells.row, place[cells.col])), shape=shape)
    return TwoMode(units.projects, network.ids, incidence)


def removed(found: Slice) -> pd.DataFrame:
    """The `network_robustness` frame: up to half of the organisations go, in either order."""
    plain, nodes = found.network.undirected, found.network.nodes
    most, draws = int(nodes * MOST_REMOVED), RANDOM_REMOVALS if plain.ties <= MANY_TIES else FEW_REMOVALS
    random = robustness(plain, np.zeros(nodes), most=most, draws=draws, seed=SEED)
    chance = random[["expected_largest", "expected_low", "expected_high"]]
    tables = []
    for done, order in enumerate(codes.REMOVALS, start=1):
        progress.tick(done, len(codes.REMOVALS) + 1)
        table = robustness(plain, order, most=most, draws=0)
        tables.append(table.assign(**chance, removal_order=order))
    table = pd.concat(tables, ignore_index=True).rename(
        columns={
            "removed": "bodies_removed", "ties": "ties_left", "components": "components_left",
            "largest_component": "largest_left", "expected_largest": "random_largest", "expected_low": "random_low",
            "expected_high": "random_high",
        }
    )  # fmt: skip
    table = table.assign(removed_share=table["bodies_removed"] / max(nodes, 1))
    return _named(found, table[table["largest_left"].notna()])


def mixing(found: Slice) -> pd.DataFrame:
    """The `network_mixing` frame."""
    return network_mixing.mixing(found.network, groups(found)["kind"])


def alone(found: Slice) -> pd.DataFrame:
    """The `network_alone` frame."""
    return network_mixing.alone(found.network, groups(found)["kind"])


def three_agencies(found: Slice) -> pd.DataFrame:
    """The `network_three_agencies` frame."""
    return network_mixing.three_agencies(found.memberships, found.bodies["kind"])


def governance(found: Slice) -> pd.DataFrame:
    """The `network_governance` frame; nothing where nobody takes part."""
    table = network_governance.governance(found.network, found.memberships)
    return _named(found, table if found.network.nodes else table.iloc[:0])


def _named(found: Slice, table: pd.DataFrame) -> pd.DataFrame:
    """With the names of the organisations; a row need not be about one."""
    names = found.bodies.reindex(table["organisation_id"].astype("Int64").to_numpy(dtype="float64", na_value=np.nan))
    return table.assign(organisation_en=names["name_en"].to_numpy(), organisation_zh=names["name_zh"].to_numpy())
