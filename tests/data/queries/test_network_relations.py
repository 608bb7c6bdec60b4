"""What organisations are compared in: how it is measured, and how several are asked for."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import Engine

from analytics.errors import PortfolioError
from analytics.scope import Scope
from data.queries import network_relations
from tests.data.queries.test_network_tests import projects
from tests.editions import table, write


def test_sizes_of_budgets_are_compared_in_powers_of_ten(engine: Engine) -> None:
    made = projects([[("A", "responsible"), ("B", "contractor")], [("A", "responsible"), ("C", "contractor")],
                     [("D", "responsible"), ("C", "contractor")]])  # fmt: skip
    write(
        engine,
        **made,
        budget_figure="""
            project | as_of      | kind     | amount | currency
            P0      | 2025-03-31 | approved_budget | 1000   | CNY
            P1      | 2025-03-31 | approved_budget | 9000   | CNY
            P2      | 2025-03-31 | approved_budget | 91000  | CNY
        """,
    )
    row = table(engine, "qap_correlation", Scope().choosing(second="difference_budget")).iloc[0]
    size = np.log10([10_000, 1000, 100_000, 91_000])  # A, B, C, D
    apart = [abs(size[i] - size[j]) for i, j in ((0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3))]
    assert row["correlation"] == pytest.approx(np.corrcoef([1, 1, 0, 0, 0, 1], apart)[0, 1])


def test_a_list_of_options_keeps_its_order_and_says_what_it_can_be() -> None:
    scope = Scope().choosing(terms="b,a,b")
    assert network_relations.several(scope, "terms", ["a", "b"], ["a"], 2) == ["b", "a"]
    with pytest.raises(PortfolioError, match="can name 1 to 1: a, b"):
        network_relations.several(scope, "terms", ["a", "b"], ["a"], 1)
