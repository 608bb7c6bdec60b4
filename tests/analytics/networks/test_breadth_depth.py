import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks.breadth_depth import KINDS, breadth_depth
from analytics.networks.one_mode import from_matrix, from_ties
from tests.tables import draw, rows

TIES = """
    first_id | second_id | weight
    1        | 2         | 9
    1        | 3         | 3
    1        | 4         | 3
    2        | 3         | 5
    5        | 6         | 1
"""


def test_leading_bodies_are_broad_and_deep_and_auxiliary_ones_neither() -> None:
    found = breadth_depth(from_ties(draw(TIES), ids=[7]))
    # 10 ends of ties on 6 bodies: mean breadth 10/6; depths 5, 7, 4, 3, 1, 1: mean 3.5.
    assert rows(found.by_organisation.reset_index()) == [
        (1, 3, 5.0, True, True, "leading"),
        (2, 2, 7.0, True, True, "leading"),
        (3, 2, 4.0, True, True, "leading"),
        (4, 1, 3.0, False, False, "auxiliary"),
        (5, 1, 1.0, False, False, "auxiliary"),
        (6, 1, 1.0, False, False, "auxiliary"),
        (7, 0, None, False, False, None),
    ]
    assert (found.breadth_cut, found.depth_cut, found.cut) == (pytest.approx(10 / 6), pytest.approx(3.5), "mean")


def test_the_median_cuts_elsewhere_than_the_mean_and_the_cut_is_told() -> None:
    found = breadth_depth(from_ties(draw(TIES)), cut="median")
    assert (found.breadth_cut, found.depth_cut, found.cut) == (1.5, 3.5, "median")
    with pytest.raises(PortfolioError, match="mean or the median, not mode"):
        breadth_depth(from_ties(draw(TIES)), cut="mode")


def test_breadth_can_be_the_projects_joined() -> None:
    projects = pd.Series({6: 40, 5: 1, 4: 1, 3: 1, 2: 1, 1: 1})
    found = breadth_depth(from_ties(draw(TIES)), projects=projects)
    assert found.by_organisation.loc[6, ["breadth", "kind"]].tolist() == [40, "key"]
    assert found.by_organisation.loc[1, "kind"] == "key"  # deep, no longer broad
    assert found.breadth_cut == pytest.approx(45 / 6)


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 12), st.sampled_from(["mean", "median"]))
def test_a_kind_is_given_to_everyone_with_a_partner_and_strength_is_breadth_times_depth(
    seed: int, n: int, cut: str
) -> None:
    random = np.random.default_rng(seed)
    weights = np.triu(random.integers(1, 9, (n, n)) * (random.random((n, n)) < 0.3), 1)
    found = breadth_depth(from_matrix(weights + weights.T), cut=cut)
    table = found.by_organisation
    strength = (weights + weights.T).sum(axis=1)
    np.testing.assert_allclose((table["breadth"] * table["depth"]).fillna(0), strength)
    tied = strength > 0
    assert set(table.loc[tied, "kind"]) <= set(KINDS)
    assert table.loc[~tied, "kind"].isna().all()
    above = (table["breadth"] > found.breadth_cut).astype(int) + (table["depth"] > found.depth_cut).astype(int)
    by_count = {2: "leading", 1: "key", 0: "auxiliary"}
    assert table.loc[tied, "kind"].tolist() == [by_count[number] for number in above[tied]]


def test_directions_are_forgotten() -> None:
    there = from_matrix([[0, 2, 0], [1, 0, 0], [0, 4, 0]], directed=True)
    assert breadth_depth(there).by_organisation["depth"].tolist() == [3.0, 3.5, 4.0]
