"""The standard's own worked example: planned and measured physical progress, as earned schedule reads them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics.measures import earned_schedule

EXAMPLE = Path(__file__).parents[4] / "shared" / "data" / "oc4ids" / "example_0.9-dev.json"
START = np.datetime64("2016-01-01")


def observed(project: dict, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Days since START and per cents of the physical progress in `forecasts` or `metrics`."""
    found = next(metric for metric in project[name] if metric["id"] == "physicalProgress")["observations"]
    days = [np.datetime64(one["period"]["endDate"][:10]) - START for one in found]
    return np.array(days).astype("int64"), np.array([float(one["measure"]) for one in found])


@pytest.mark.real_data
def test_three_quarters_were_done_122_days_and_all_of_it_153_days_after_the_plan() -> None:
    if not EXAMPLE.exists():
        pytest.skip("the standard's example is not beside the project")
    project = json.loads(EXAMPLE.read_text("utf-8"))["projects"][0]
    day, percent = observed(project, "forecasts")
    done_on, done = observed(project, "metrics")
    reports = pd.DataFrame({"physical_percent": done, "elapsed_days": done_on})
    reports = reports.assign(budget=100, completed_total=np.nan, planned_days=day[-1])
    plan = pd.DataFrame({"project": 0, "day": [0, *day], "value": [0.0, *percent]})
    points = pd.concat([plan.assign(project=label) for label in reports.index], ignore_index=True)
    found = earned_schedule.measures(reports, points)
    assert dict(zip(done, found["time_variance"], strict=True)) == {50: 0, 75: -122, 100: -153}
    assert found["time_index"].iloc[-1] == pytest.approx(day[-1] / done_on[-1])  # SPI(t) = PD / AT at the end
