"""Networks of organisations on shared projects, against networkx, bare scipy and, where it is installed, igraph.

The table is invented: some organisations are on many projects and most on few. Each task is done in one run by all,
so that ratios hold where seconds do not. What takes networkx minutes is left to igraph (`pip install igraph`, which is
under the GPL and therefore in no list of requirements here), and at the largest size to nobody.
"""

from __future__ import annotations

import importlib
import multiprocessing
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from analytics.networks import backbone, bicm
from analytics.networks.betweenness import betweenness, sources_for
from analytics.networks.brokerage import brokerage
from analytics.networks.holes import structural_holes
from analytics.networks.one_mode import OneMode
from analytics.networks.projection import project
from analytics.networks.two_mode import TwoMode, pairs, two_mode

SMALL, LARGE, HUGE = (300, 5_000), (3_000, 100_000), (10_000, 333_000)  # organisations and projects
ON_A_PROJECT = 3.0  # organisations, on average
MOST_NODES = 1_000  # beyond which betweenness takes networkx minutes
MOST_TIES = 500_000  # beyond which everything else does
GROUPS = 7  # of organisations, for brokerage


@dataclass(frozen=True, slots=True)
class Measured:
    organisations: int
    projects: int
    task: str
    against: str
    seconds: float
    other_seconds: float | None  # missing where there is nothing to hold it against

    @property
    def ratio(self) -> float | None:
        return self.other_seconds / self.seconds if self.other_seconds is not None else None


def measure(organisations: int, projects: int) -> Iterator[Measured]:
    """Every task at one size."""
    table = invented(organisations, projects)
    network = two_mode(table)
    ties = project(network)
    bare = network.incidence
    few, others = ties.nodes <= MOST_NODES, ties.ties <= MOST_TIES
    both, two_sided = _two_sided(network) if others else ([], nx.Graph())
    graph = ties.to_networkx() if others else nx.Graph()
    plain = _igraph(ties) if others else None
    sources = ties.nodes if others else sources_for(ties.nodes)
    groups = np.arange(ties.nodes) % GROUPS

    def one(
        task: str, ours: Callable[[], Any], against: str = "–", theirs: Callable[[], Any] | None = None
    ) -> Measured:
        seconds = _best(ours)
        return Measured(organisations, projects, task, against, seconds, _best(theirs) if theirs else None)

    yield one("projection", lambda: project(network), "bare scipy", lambda: bare.T @ bare)
    if others:
        yield one(
            "projection", lambda: project(network), "networkx",
            lambda: nx.bipartite.weighted_projected_graph(two_sided, both),
        )  # fmt: skip
        yield one("table to pairs", lambda: pairs(two_mode(table)), "networkx", lambda: _pairs_by_networkx(table))
    yield one("table to pairs", lambda: pairs(two_mode(table)), "plain Python", lambda: _pairs_by_hand(table))
    if few:
        yield one(
            "betweenness", lambda: betweenness(ties, sources=ties.nodes), "networkx",
            lambda: nx.betweenness_centrality(graph),
        )  # fmt: skip
    if plain is not None or not few:
        igraph = ("igraph", lambda: plain.betweenness()) if plain is not None else ()
        task = "betweenness" if sources == ties.nodes else f"betw., {sources} sources"
        yield one(task, lambda: betweenness(ties, sources=sources), *igraph)
    cells = ("cell by cell", lambda: _moments_cell_by_cell(network)) if few else ()
    yield one("SDSM backbone", lambda: backbone.sdsm(network), *cells)
    yield one("brokerage", lambda: brokerage(ties, groups))
    networkx = ("networkx", lambda: nx.constraint(graph, weight="weight")) if others else ()
    yield one("constraint", lambda: structural_holes(ties), *networkx)
    if plain is not None:
        yield one("constraint", lambda: structural_holes(ties), "igraph", lambda: plain.constraint(weights="weight"))


def peak_memory(organisations: int, projects: int) -> int:
    """Bytes: the most that a process of its own held while it made the table and did every task at one size."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak_memory, (organisations, projects))


def _peak_memory(organisations: int, projects: int) -> int:
    network = two_mode(invented(organisations, projects))
    ties = project(network)
    pairs(network)
    backbone.sdsm(network)
    betweenness(ties)
    brokerage(ties, np.arange(ties.nodes) % GROUPS)
    structural_holes(ties)
    held = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("utf-8").splitlines())
    return int(held["VmHWM"].split()[0]) * 1024  # unlike ru_maxrss this is not the parent's


def invented(organisations: int, projects: int, seed: int = 1) -> pd.DataFrame:
    """`project_id`, `organisation_id`; how often an organisation comes falls off like its rank to the power of 0.8."""
    random = np.random.default_rng(seed)
    size = 1 + random.poisson(ON_A_PROJECT - 1, projects)
    drawn = np.arange(1, organisations + 1) ** -0.8
    who = random.choice(organisations, size.sum(), p=drawn / drawn.sum())
    made = pd.DataFrame({"project_id": np.repeat(np.arange(projects), size), "organisation_id": who})
    return made.drop_duplicates(ignore_index=True)


def _two_sided(network: TwoMode) -> tuple[list[int], nx.Graph]:
    """The organisations' nodes and the two-mode graph; projects come after them."""
    row, column = network.incidence.nonzero()
    count = len(network.organisations)
    graph = nx.Graph()
    graph.add_nodes_from(range(count + len(network.projects)))
    graph.add_edges_from(zip((row + count).tolist(), column.tolist(), strict=True))
    return list(range(count)), graph


def _pairs_by_networkx(table: pd.DataFrame) -> pd.DataFrame:
    graph = nx.Graph()
    members = zip((-1 - table["project_id"]).tolist(), table["organisation_id"].tolist(), strict=True)
    graph.add_edges_from(members)
    made = nx.bipartite.weighted_projected_graph(graph, table["organisation_id"].unique().tolist())
    return nx.to_pandas_edgelist(made)


def _pairs_by_hand(table: pd.DataFrame) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for together in table.groupby("project_id")["organisation_id"].agg(list):
        for pair in combinations(sorted(together), 2):
            found[pair] = found.get(pair, 0) + 1
    return found


def _moments_cell_by_cell(network: TwoMode) -> list[np.ndarray]:
    """What the backbone needs of chance, from every cell instead of from classes of equal sums."""
    incidence = network.incidence
    cells = bicm.fit(incidence.sum(axis=0), incidence.sum(axis=1)).cells()
    return [cells**power @ (cells**power).T for power in (1, 2, 3)]


def _igraph(ties: OneMode) -> Any:
    try:
        igraph = importlib.import_module("igraph")
    except ModuleNotFoundError:
        return None
    row, column, weight = ties.ends()
    edges = np.column_stack([row, column]).tolist()
    return igraph.Graph(n=ties.nodes, edges=edges, edge_attrs={"weight": weight.tolist()})


def _best(work: Callable[[], Any]) -> float:
    """The fastest of as many runs as fit into a second, up to five; the first counts where it is the only one."""
    found: list[float] = []
    while not found or (sum(found) < 1 and len(found) < 5):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return min(found)
