"""Earned value and earned schedule: the published numbers, the known traps, and the slow way beside the fast one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import earned_schedule

Points = list[tuple[float, float]]
MODULES: Points = [(month, 100_000 * month) for month in range(11)]  # ten modules of $100k in ten months
TASKS: Points = [(0, 0), (10, 1_000), (20, 2_000)]  # two tasks of ten days and 1,000 each


def figures(
    plan: Points, percent: float, elapsed: float, cost: float | None = None, duration: float | None = None
) -> pd.Series:
    project = {
        "budget": plan[-1][1],
        "physical_percent": percent,
        "completed_total": cost,
        "planned_days": duration or plan[-1][0],
        "elapsed_days": elapsed,
    }
    points = pd.DataFrame(plan, columns=["day", "value"]).assign(project=0)
    return earned_schedule.measures(pd.DataFrame([project]), points).iloc[0]


def test_ten_modules_done_two_months_late_show_no_variance_in_money_and_two_months_in_time() -> None:
    found = figures(MODULES, 100, 12, 1_300_000)
    assert found["schedule_variance"] == 0
    assert found["schedule_index"] == 1
    assert found["earned_days"] == 10
    assert found["time_variance"] == -2
    assert found["time_index"] == pytest.approx(0.8333, abs=5e-5)
    assert found["expected_days"] == pytest.approx(12)
    assert found["cost_index"] == pytest.approx(0.7692, abs=5e-5)


def test_the_textbook_project_of_10_000_costs_12_500_or_more() -> None:
    found = figures([(0, 0), (30, 3_000), (100, 10_000)], 20, 30, 4_500)
    assert found[["planned_value", "earned_value", "actual_cost"]].tolist() == [3_000, 2_000, 4_500]
    assert found[["cost_variance", "schedule_variance"]].tolist() == [-2_500, -1_000]
    assert found["cost_index"] == pytest.approx(0.44, abs=5e-3)
    assert found["schedule_index"] == pytest.approx(0.67, abs=5e-3)
    assert found["estimate_as_planned"] == 12_500  # the rest as planned; the published one
    assert found["estimate"] == pytest.approx(22_500)  # the rest at the cost so far
    assert found["variance_at_completion"] == pytest.approx(-12_500)
    assert found["to_complete_index"] == pytest.approx(8_000 / 5_500)


def test_thirty_five_per_cent_done_of_forty_planned_is_a_schedule_index_of_0_875() -> None:
    plan: Points = [(0, 0), (1, 10_000), (2, 20_000), (3, 40_000), (4, 70_000), (5, 100_000)]
    found = figures(plan, 35, 3)
    assert found["planned_value"] == 40_000
    assert found["schedule_index"] == pytest.approx(0.875)
    assert np.isnan(found["cost_index"])
    assert np.isnan(found["cost_variance"])


def test_one_task_done_and_a_third_of_the_next_on_day_fifteen_is_day_13_3_of_the_plan() -> None:
    found = figures(TASKS, 66.5, 15)
    assert found["earned_value"] == pytest.approx(1_330)
    assert found["earned_days"] == pytest.approx(13.3)
    assert found["time_variance"] == pytest.approx(-1.7)
    assert found["time_index"] == pytest.approx(0.8867, abs=5e-5)
    assert found["expected_days"] == pytest.approx(22.556, abs=5e-4)
    assert found["to_complete_time_index"] == pytest.approx(6.7 / 5)


def test_the_plan_begins_with_nothing_on_day_0_so_half_of_the_first_step_is_half_a_step() -> None:
    assert figures(TASKS, 2.5, 15)["earned_days"] == pytest.approx(0.5)
    assert figures(MODULES, 5, 1)["earned_days"] == pytest.approx(0.5)


def test_on_a_level_stretch_earned_schedule_is_its_far_end() -> None:
    plan: Points = [(0, 0), (1, 100), (2, 200), (4, 200), (5, 300)]
    assert figures(plan, 100 * 199.9 / 300, 3)["earned_days"] == pytest.approx(1.999)
    assert figures(plan, 100 * 200 / 300, 3)["earned_days"] == pytest.approx(4)


def test_the_plan_is_not_prolonged_after_its_completion() -> None:
    found = figures(MODULES, 100, 25)
    assert found["planned_value"] == 1_000_000
    assert found["earned_days"] == 10


def test_once_the_planned_time_is_over_no_pace_keeps_it_and_nothing_earned_gives_no_duration() -> None:
    assert np.isnan(figures(TASKS, 50, 20)["to_complete_time_index"])
    nothing = figures(TASKS, 0, 15)
    assert nothing["time_index"] == 0
    assert np.isnan(nothing["expected_days"])
    assert np.isnan(nothing["estimate"])


PLANS = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 500)), min_size=1, max_size=6).map(
    lambda steps: [
        (float(day), float(value))
        for day, value in zip(
            np.cumsum([0, *(days for days, _ in steps), 1]),
            np.cumsum([0, *(money for _, money in steps), 1]),
            strict=True,
        )
    ]
)


@settings(deadline=None)
@given(PLANS, st.integers(1, 500))
def test_a_finished_project_has_the_index_planned_over_actual_duration(plan: Points, took: int) -> None:
    found = figures(plan, 100, took)
    assert found["time_index"] == pytest.approx(plan[-1][0] / took)
    assert found["expected_days"] == pytest.approx(took)


@settings(deadline=None)
@given(st.lists(st.tuples(PLANS, st.integers(0, 100), st.integers(0, 200)), min_size=1, max_size=5))
def test_many_projects_at_once_are_read_off_as_the_slow_loop_reads_each(
    drawn: list[tuple[Points, int, int]],
) -> None:
    projects = pd.DataFrame(
        {
            "budget": [plan[-1][1] for plan, _, _ in drawn],
            "physical_percent": [percent for _, percent, _ in drawn],
            "completed_total": None,
            "planned_days": [plan[-1][0] for plan, _, _ in drawn],
            "elapsed_days": [elapsed for *_, elapsed in drawn],
        },
        index=[f"P{n}" for n in range(len(drawn))],
    )
    points = pd.concat(
        [pd.DataFrame(plan, columns=["day", "value"]).assign(project=f"P{n}") for n, (plan, *_) in enumerate(drawn)]
    )
    found = earned_schedule.measures(projects, points)
    for label, (plan, percent, elapsed) in zip(projects.index, drawn, strict=True):
        earned = plan[-1][1] * percent / 100
        assert found.loc[label, "earned_days"] == pytest.approx(slow([(value, day) for day, value in plan], earned))
        assert found.loc[label, "planned_value"] == pytest.approx(slow(plan, elapsed))


def slow(line: Points, wanted: float) -> float:
    """Walk to the last point that is reached, then go on along the line."""
    at = max(n for n, (x, _) in enumerate(line) if x <= wanted + 1e-9)
    if at == len(line) - 1:
        return line[at][1]
    (x, y), (next_x, next_y) = line[at], line[at + 1]
    return y + (next_y - y) * (wanted - x) / (next_x - x)


def test_a_project_without_a_plan_beside_one_with_a_plan_has_no_figures_of_time() -> None:
    projects = pd.DataFrame(
        {"budget": [100, 100], "physical_percent": [50, 50], "completed_total": [40, 40], "planned_days": [10, 10],
         "elapsed_days": [5, 5]}, index=["planned", "unplanned"],
    )  # fmt: skip
    points = pd.DataFrame({"project": ["planned"] * 2, "day": [0, 10], "value": [0, 100]})
    found = earned_schedule.measures(projects, points)
    assert found["earned_days"].isna().tolist() == [False, True]
    assert found["cost_index"].tolist() == [1.25, 1.25]


def test_a_pace_measured_on_less_than_a_fifth_of_the_work_predicts_nothing() -> None:
    targets = pd.DataFrame({"ratio": [0.5, 0.5, None, 0.5], "physical_percent": [20, 19.9, 50, None]})
    assert earned_schedule.predict(targets).round(6).fillna(-1).tolist() == [2.5, -1, -1, -1]
