"""Who works with whom by kind, who acts alone, and where the three agencies meet."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures import network_mixing
from analytics.networks.one_mode import from_matrix, from_networkx
from tests.tables import draw, rows

KINDS = st.lists(st.sampled_from(["company", "department", "street", None]), min_size=12, max_size=12)


def test_expected_ties_between_kinds_follow_from_their_degrees_alone() -> None:
    # a-a, a-b, a-b, b-c: degrees 4, 3, 1; eight ends, four ties.
    network = from_networkx(nx.Graph([(0, 1), (0, 2), (1, 3), (2, 4)]))
    found = network_mixing.mixing(network, np.array(["a", "a", "b", "b", "c"], dtype=object))
    table = {(row.mixing_first, row.mixing_second): row for row in found.itertuples()}
    assert {pair: row.mixing_ties for pair, row in table.items()} == {
        ("a", "a"): 1, ("a", "b"): 2, ("a", "c"): 0, ("b", "b"): 0, ("b", "c"): 1, ("c", "c"): 0,
    }  # fmt: skip
    assert table["a", "b"].mixing_expected == 4 * 3 / 8
    assert table["a", "a"].mixing_expected == 4 * 4 / 16
    assert table["b", "c"].mixing_ratio == pytest.approx(1 / (3 * 1 / 8))
    assert table["b", "c"].mixing_surprise == pytest.approx(1 + np.sqrt(2) - np.sqrt(4 * 3 / 8 + 1))
    assert (found["mixing_surprise"].abs().diff().dropna() <= 1e-12).all()


@given(KINDS, st.integers(0, 1000), st.booleans())
def test_ties_and_expected_ties_both_add_up_to_the_ties_of_known_kinds(kinds: list, seed: int, directed: bool) -> None:
    there = np.random.default_rng(seed).random((12, 12)) < 0.2
    matrix = there if directed else np.triu(there, 1) | np.triu(there, 1).T
    network = from_matrix(matrix.astype(int), directed=directed)
    found = network_mixing.mixing(network, np.array(kinds, dtype=object))
    row, column, _ = network.ends()
    known = sum(kinds[a] is not None and kinds[b] is not None for a, b in zip(row, column, strict=True))
    assert found["mixing_ties"].sum() == known
    assert found["mixing_expected"].sum() == pytest.approx(known)


def test_with_directions_who_leads_whom_is_told_apart() -> None:
    network = from_matrix([[0, 1, 1], [0, 0, 0], [0, 0, 0]], directed=True)
    found = network_mixing.mixing(network, np.array(["department", "company", "company"], dtype=object))
    pairs = found[["mixing_first", "mixing_second", "mixing_ties", "mixing_expected"]]
    assert rows(pairs) == [("department", "company", 2, 2.0)]


def test_the_kind_with_most_acting_alone_comes_first_and_an_unknown_kind_is_said() -> None:
    network = from_networkx(nx.Graph([(0, 1)]))
    network = from_matrix(np.pad(network.weights.toarray(), (0, 3)))
    kinds = np.array(["department", "company", "company", "company", None], dtype=object)
    assert rows(network_mixing.alone(network, kinds)) == [
        ("company", 3, 2, 2 / 3),
        ("unknown", 1, 1, 1.0),
        ("department", 1, 0, 0.0),
    ]


def test_a_project_is_linked_where_all_three_agencies_take_part() -> None:
    memberships = draw("""
        project_id | organisation_id
        1          | 1
        1          | 2
        1          | 3
        2          | 1
        2          | 2
        2          | 4
        3          | 4
        4          | 1
        4          | 1
    """)
    kinds = pd.Series({1: "community", 2: "social_workers", 3: "social_organisation", 4: "company"})
    assert rows(
        network_mixing.three_agencies(memberships, kinds)[["agencies_present", "agency_kinds", "projects"]]
    ) == [
        (3, "community;social_organisation;social_workers", 1),
        (2, "community;social_workers", 1),
        (1, "community", 1),
        (0, None, 1),
    ]


def test_without_projects_nobody_meets() -> None:
    nothing = pd.DataFrame({"project_id": [], "organisation_id": []}, dtype="int64")
    assert network_mixing.three_agencies(nothing, pd.Series(dtype="object")).empty
