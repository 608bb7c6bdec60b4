"""Which projects explain the gap: the parts add up to the whole, to the minor unit."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import plan_gap
from tests.tables import draw, rows

SUMS = """
    currency | gap_part     | projects | plan_with_completed | completed_with_plan
    CNY      | others_below | 3        | 1000                | 150
    CNY      | others_ahead | 2        | 400                 | 260
"""
NAMED = """
    currency | code | name_en | name_zh | gap_part     | plan_with_completed | completed_with_plan
    CNY      | P1   | Bridge  | 桥      | others_below | 601                 | 0
    CNY      | P2   | School  | 学校    | others_ahead | 101                 | 90
"""


def decomposed(line: Fraction = Fraction(1, 2)) -> pd.DataFrame:
    return plan_gap.decomposed(draw(NAMED), draw(SUMS), 2025, line)


def test_the_rows_run_from_the_largest_shortfall_to_the_largest_lead_and_end_in_their_sum() -> None:
    found = decomposed()[
        ["gap_part", "code", "projects", "plan_due", "completed_with_plan", "gap_amount", "gap_before"]
    ]
    assert rows(found) == [
        ("project", "P1", 1, 300, 0, -300, 0),
        ("others_below", None, 2, 200, 150, -50, -300),
        ("others_ahead", None, 1, 150, 170, 20, -350),
        ("project", "P2", 1, 50, 90, 40, -330),
        ("total", None, 5, 700, 410, -290, 0),
    ]


def test_the_parts_add_up_to_the_gap_in_points_and_in_per_cent() -> None:
    parts, total = decomposed().iloc[:-1], decomposed().iloc[-1]
    assert (total["gap_points"], total["gap_percent"]) == (
        pytest.approx((410 / 1400 - 0.5) * 100),
        pytest.approx((410 / 700 - 1) * 100),
    )
    assert parts["part_points"].sum() == pytest.approx(total["part_points"]) == pytest.approx(total["gap_points"])
    assert parts["part_percent"].sum() == pytest.approx(total["part_percent"]) == pytest.approx(total["gap_percent"])


def test_a_project_has_its_own_gap_under_both_names_beside_its_part() -> None:
    first = decomposed().iloc[0]
    assert (first["completion_share"], first["gap_points"], first["gap_percent"]) == (0, -50, -100)
    assert first["part_points"] == pytest.approx(-100 * 300.5 / 1400)


def test_what_rounding_leaves_over_is_inside_the_first_row_of_others() -> None:
    found = decomposed(Fraction(1, 3))  # 200.33 and 33.67 for the named projects, 466.67 for all
    assert found["plan_due"].tolist() == [200, 467 - 200 - 100 - 34, 100, 34, 467]


def test_nothing_planned_and_nothing_known_is_no_row_and_a_plan_of_zero_has_no_rate() -> None:
    assert plan_gap.decomposed(draw(NAMED).iloc[:0], draw(SUMS).iloc[:0], 2025, Fraction(1)).empty
    sums = draw(
        "currency | gap_part | projects | plan_with_completed | completed_with_plan\nCNY | others_ahead | 1 | 0 | 5"
    )
    found = plan_gap.decomposed(draw(NAMED).iloc[:0], sums, 2025, Fraction(1, 2))
    assert rows(found[["gap_amount", "part_points", "gap_points", "gap_percent"]])[0] == (5, None, None, None)


AMOUNTS = st.integers(0, 10**17)


@settings(deadline=None)
@given(
    projects=st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=20),
    line=st.fractions(Fraction(1, 372), 1, max_denominator=372),
    shown=st.integers(0, 3),
)
def test_the_parts_add_up_to_the_whole_to_the_minor_unit(
    projects: list[tuple[int, int]], line: Fraction, shown: int
) -> None:
    table = pd.DataFrame(
        [("CNY", f"P{n}", None, None, "others_below" if done < plan * line else "others_ahead", plan, done)
         for n, (plan, done) in enumerate(projects)],
        columns=["currency", "code", "name_en", "name_zh", "gap_part", "plan_with_completed", "completed_with_plan"],
    )  # fmt: skip
    sums = table.groupby(["currency", "gap_part"], as_index=False).agg(
        projects=("code", "size"), plan_with_completed=("plan_with_completed", "sum"),
        completed_with_plan=("completed_with_plan", "sum"),
    )  # fmt: skip
    found = plan_gap.decomposed(table.groupby("gap_part").head(shown), sums, 2025, line)
    parts, total = found.iloc[:-1], found.iloc[-1]
    for name in ("projects", "plan_with_completed", "plan_due", "completed_with_plan", "gap_amount"):
        assert sum(map(int, parts[name])) == int(total[name]), name
    plan, done = (sum(column) for column in zip(*projects, strict=True))
    assert int(total["gap_amount"]) == done - round(plan * line)
    assert int(parts["gap_before"].iloc[-1]) + int(parts["gap_amount"].iloc[-1]) == int(total["gap_amount"])
    for row in parts[parts["gap_part"] == "project"].itertuples():
        exact = row.completed_with_plan - row.plan_with_completed * line
        assert abs(row.gap_amount - exact) <= Fraction(1, 2) or len(parts) == (parts["gap_part"] == "project").sum()
