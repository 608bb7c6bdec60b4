"""Stages: how long they were planned to take, took, and have lasted so far."""

import pandas as pd

from analytics.measures import stages
from tests.tables import draw, rows

ON = pd.Timestamp("2025-06-30")
# P1 designs in 30 days instead of 20 and has been tendering for 10; P2 is cancelled: it owes nothing.
# P3 finished its design before its approval; the completion belongs to no stage.
ROWS = """
    project_id | milestone  | first_baseline | actual     | is_owed
    1          | approval   | 2025-05-01     | 2025-05-21 | 0
    1          | design     | 2025-05-21     | 2025-06-20 | 0
    1          | tendering  | 2025-06-30     |            | 1
    1          | completion | 2026-05-21     |            | 1
    2          | approval   | 2025-05-01     | 2025-05-01 | 0
    2          | design     | 2025-05-11     |            | 0
    3          | approval   |                | 2025-05-21 | 0
    3          | design     | 2025-05-21     | 2025-05-11 | 0
"""


def test_planned_lies_between_baselines_actual_between_actual_dates_and_open_reaches_today() -> None:
    found = stages.durations(draw(ROWS), ON).sort_values(["project_id", "stage_step", "duration_kind"])
    assert rows(found) == [
        (1, "design", "actual", 30),
        (1, "design", "planned", 20),
        (1, "tendering", "open", 10),
        (1, "tendering", "planned", 40),
        (2, "design", "planned", 10),
        (3, "design", "actual", -10),
    ]


def test_a_stage_that_ends_before_it_begins_has_no_duration_and_is_counted() -> None:
    found = stages.spread(stages.durations(draw(ROWS), ON)).set_index(["stage_step", "duration_kind"])
    design = found.loc[("design", "actual")]
    assert (design["stages_known"], design["median_days"], design["out_of_order"]) == (1, 30, 1)


def test_every_stage_has_its_three_rows_also_where_nothing_is_known() -> None:
    found = stages.spread(stages.durations(draw(ROWS).head(0), ON))
    assert len(found) == 3 * (len(stages.CHAIN) - 1)
    assert (found["stages_known"] == 0).all()
    assert found["median_days"].isna().all()


def test_median_and_mean_stand_side_by_side_and_the_outlier_is_told_by_project() -> None:
    days = [10, 12, 14, 16, 18, 400]
    found = pd.DataFrame({"project_id": range(1, 7), "stage_step": "audit", "duration_kind": "actual",
                          "duration_days": pd.array(days, dtype="Int64")})  # fmt: skip
    box = stages.spread(found).set_index(["stage_step", "duration_kind"]).loc[("audit", "actual")]
    assert (box["median_days"], box["mean_days"], box["mean_days_inside"]) == (15, 470 / 6, 14)
    assert (box["high_whisker_days"], box["stages_beyond"]) == (18, 1)
    assert rows(stages.outliers(found, 20)[["project_id", "stage_step", "duration_days"]]) == [(6, "audit", 400)]
