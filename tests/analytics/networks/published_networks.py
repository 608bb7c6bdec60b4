"""Networks with published numbers: from files beside the project, or as networkx ships them."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from analytics.networks.one_mode import OneMode, from_matrix, from_networkx
from analytics.networks.two_mode import TwoMode

FILES = Path(__file__).parents[4] / "shared/data/networks"


def table(name: str, index: int | None = 0) -> pd.DataFrame:
    """A file; tests that ask for one are marked `real_data`."""
    if not FILES.is_dir():
        pytest.skip("the real files are not beside the project")
    return pd.read_csv(FILES / f"{name}.csv", index_col=index)


def davis() -> TwoMode:
    """Eighteen women at fourteen events (1941)."""
    attended = table("davis").to_numpy()
    return TwoMode(np.arange(14), np.arange(18), sparse.csr_array(attended.T.astype("int64")))


def florentine(relation: str) -> OneMode:
    """The 16 families of Padgett, "marriage" or "business"."""
    ties = table(f"flo{relation}")
    return from_matrix(ties.to_numpy(), ties.index, directed=False)


def florentine_wealth() -> pd.Series:
    return table("flomarriage_attr")["wealth"]


def search_and_rescue(place: str) -> tuple[OneMode, np.ndarray]:
    """Who talked to whom in "Cheyenne" or "Texas", and each body's sponsor (Drabek et al. 1981)."""
    ties, sponsors = table(f"emon_{place}"), table(f"emon_{place}_attr", index=None)["Sponsorship"].to_numpy()
    return from_matrix((ties.to_numpy() > 0).astype("int64"), ties.index, directed=True), sponsors


def karate() -> tuple[OneMode, list[str]]:
    """Zachary's club, ties counted once whatever their weight, and the club that each member joined."""
    graph = nx.karate_club_graph()
    return from_networkx(graph, weight="none"), [graph.nodes[node]["club"] for node in graph]
