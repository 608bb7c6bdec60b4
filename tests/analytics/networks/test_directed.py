"""Ties with a direction: who leads whom, who funds whom."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import PortfolioError
from analytics.networks.directed import from_to
from analytics.networks.projection import WEIGHTS
from tests.tables import draw

DRAWN = draw("""
    project_id | organisation_id | role
    1          | 1               | lead
    1          | 2               | partner
    1          | 3               | partner
    2          | 1               | lead
    2          | 2               | lead
    3          | 2               | lead
    3          | 1               | partner
    3          | 1               | adviser
    4          | 4               | lead
""")
ROLES = st.tuples(st.integers(1, 6), st.integers(1, 5), st.booleans(), st.booleans())


def drawn() -> pd.DataFrame:
    return DRAWN.assign(sends=DRAWN["role"] == "lead", receives=True)


@pytest.mark.parametrize(
    ("weight", "expected"),
    [
        ("count", {(1, 2): 2, (1, 3): 1, (2, 1): 2}),
        # project 1 has three bodies: half a tie each; 2 and 3 have two
        ("newman", {(1, 2): 1.5, (1, 3): 0.5, (2, 1): 2}),
        # 1 leads on 2 and is on 3 projects, 2 leads on 2 and is on 3, 3 is on 1
        ("jaccard", {(1, 2): 2 / 3, (1, 3): 1 / 2, (2, 1): 2 / 3}),
        ("investment", {(1, 2): 110, (1, 3): 10, (2, 1): 1100}),
    ],
)
def test_the_lead_leads_everyone_else_on_its_projects(weight: str, expected: dict[tuple[int, int], float]) -> None:
    network = from_to(drawn(), weight, pd.Series({1: 10, 2: 100, 3: 1000, 4: 5}))
    found = network.table().set_index(["first_id", "second_id"])["weight"].to_dict()
    assert network.directed
    assert found == pytest.approx(expected)
    assert network.ids.tolist() == [1, 2, 3, 4]  # 4 leads nobody and is there all the same


def test_a_project_of_unknown_cost_adds_nothing_to_shared_investment() -> None:
    network = from_to(drawn(), "investment", pd.Series({1: 10, 2: None, 4: 5}))
    assert network.table()[["first_id", "second_id", "weight"]].to_numpy().tolist() == [[1, 2, 10], [1, 3, 10]]


def test_an_unknown_weight_and_investment_without_amounts_are_refused() -> None:
    with pytest.raises(PortfolioError, match="no weight"):
        from_to(drawn(), "most")
    with pytest.raises(PortfolioError, match="costs"):
        from_to(drawn(), "investment")


@settings(deadline=None)
@given(st.lists(ROLES, max_size=25), st.sampled_from(WEIGHTS))
def test_the_product_agrees_with_going_through_the_projects(rows: list[tuple], weight: str) -> None:
    members = pd.DataFrame(rows, columns=["project_id", "organisation_id", "sends", "receives"]).astype(
        {"project_id": "int64", "organisation_id": "int64", "sends": bool, "receives": bool}
    )
    amounts = pd.Series({project: 10.0 * project for project in range(1, 7)})
    slow: dict[tuple[int, int], float] = {}
    sends: dict[int, set[int]] = {}
    receives: dict[int, set[int]] = {}
    for project, group in members.groupby("project_id"):
        bodies = group["organisation_id"].nunique()
        for body, of in group.groupby("organisation_id"):
            if of["sends"].any():
                sends.setdefault(body, set()).add(project)
            if of["receives"].any():
                receives.setdefault(body, set()).add(project)
        for first in group.loc[group["sends"], "organisation_id"].unique():
            for second in group.loc[group["receives"], "organisation_id"].unique():
                if first != second:
                    worth = {"newman": 1 / (bodies - 1) if bodies > 1 else 0, "investment": amounts[project]}
                    slow[first, second] = slow.get((first, second), 0) + worth.get(weight, 1)
    if weight == "jaccard":
        slow = {
            (first, second): together / len(sends[first] | receives[second])
            for (first, second), together in slow.items()
        }
    network = from_to(members, weight, amounts)
    found = network.table().set_index(["first_id", "second_id"])["weight"].to_dict()
    assert found == pytest.approx(slow)
    assert np.all(network.weights.diagonal() == 0)
