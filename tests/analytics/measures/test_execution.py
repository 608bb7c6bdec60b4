"""Budget execution against the original and the revised figure."""

from __future__ import annotations

import pytest

from analytics.measures import execution
from tests.tables import draw, rows

YEAR = """
    currency | with_plan | plan_first | plan | with_both | plan_first_with_completed | plan_with_completed | completed_with_plan | with_allocated | allocated | allocated_first | with_allocated_and_paid | allocated_with_paid | allocated_first_with_paid | paid_with_allocated
    CNY      | 2         | 1000       | 800  | 1         | 500                       | 400                 | 300                 | 1              | 90        | 100             | 0                       | 0                   | 0                         | 0
    USD      | 0         | 0          | 0    | 0         | 0                         | 0                   | 0                   | 0              | 0         | 0               | 0                       | 0                   | 0                         | 0
"""  # noqa: E501
LIFE = """
    currency | with_budget | budget_first | budget_current | with_budget_and_paid | budget_first_with_paid | budget_with_paid | paid_with_budget
    CNY      | 3           | 2000         | 2500           | 2                    | 1600                   | 2000             | 800
"""  # noqa: E501


def test_each_figure_has_its_own_rate_over_the_projects_of_which_spending_is_known() -> None:
    found = execution.rates(draw(YEAR), draw(LIFE), 2025)
    assert rows(found[["execution", "currency", "year", "basis", "spent_of_basis", "execution_share"]]) == [
        ("plan_first", "CNY", 2025, 1000, 300, 0.6),
        ("plan", "CNY", 2025, 800, 300, 0.75),
        ("allocated_first", "CNY", 2025, 100, None, None),
        ("allocated", "CNY", 2025, 90, None, None),
        ("budget_first", "CNY", None, 2000, 800, 0.5),
        ("budget_current", "CNY", None, 2500, 800, 0.4),
    ]


def test_the_share_of_the_figure_whose_spending_is_known_is_stated() -> None:
    found = execution.rates(draw(YEAR), draw(LIFE), 2025).set_index("execution")["basis_known_share"]
    assert (found["plan"], found["allocated"], found["budget_current"]) == (0.5, 0, 0.8)


def test_22_47_billion_at_61_2_per_cent_is_a_plan_of_36_72_billion() -> None:
    plan, completed = 36_720_000_000_00, 22_470_000_000_00  # fen: Taicang, June 2021
    year = draw(YEAR).assign(plan=plan, plan_with_completed=plan, completed_with_plan=completed).head(1)
    found = execution.rates(year, draw(LIFE).head(0), 2021).set_index("execution")
    assert round(100 * found.loc["plan", "execution_share"], 1) == 61.2
    assert found.loc["plan", "spent_of_basis"] == completed
    assert round(completed / 0.612 / 10**10, 2) == pytest.approx(367.16)
    assert "budget_current" not in found.index
