"""Pictures of completion: every mark where the table says, nothing invented, readable with nothing known."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics.figures import completion, earned_schedule, rows
from analytics.frames import FRAMES
from analytics.language import Language
from tests.tables import draw

ENGLISH, ON = Language(), date(2025, 6, 30)
DATES = """
    code | name_en      | completion_forecast | forecast_gap | reference_p50 | reference_p80
    P1   | Tunnel <b>   | 2025-08-01          | 92           | 2025-11-01    | 2026-02-01
    P2   | Bridge       | 2025-12-01          | −30          | 2025-11-01    | 2026-02-01
    P3   | Sewer        |                     |              | 2025-11-01    | 2026-02-01
"""


def words(figure: object) -> str:
    return " ".join(note.text for note in figure.layout.annotations)  # type: ignore[attr-defined]


def test_only_projects_with_both_dates_are_drawn_and_the_first_makes_the_title() -> None:
    drawn = completion.forecasts_by_project(draw(DATES, "completion_dates"), ENGLISH, ON)
    assert drawn.title == "Tunnel <b>: half of the comparable projects were done 3 months after its forecast"
    assert [len(trace.x) for trace in drawn.figure.data] == [2, 2]
    assert "P50 3 months later" in words(drawn.figure)
    assert "P50 30 days earlier" in words(drawn.figure)
    assert "Tunnel &lt;b&gt;" in words(drawn.figure)  # a name from the data is no markup


def test_no_more_rows_are_drawn_than_a_reader_compares_and_the_rest_is_counted() -> None:
    many = pd.concat([draw(DATES, "completion_dates").head(1)] * (rows.MOST + 1), ignore_index=True)
    drawn = completion.forecasts_by_project(many, ENGLISH, ON)
    assert len(drawn.figure.data[0].x) == rows.MOST
    assert "1 more project in the table." in drawn.subtitle


def test_where_no_forecast_is_too_early_the_title_does_not_name_a_project() -> None:
    drawn = completion.forecasts_by_project(draw(DATES, "completion_dates").iloc[1:2], ENGLISH, ON)
    assert drawn.title == "No forecast is earlier than half of the comparable projects were done"


PROJECT = """
    code | planned_end | completion_forecast | forecast_gap | class_level | class_n | reference_p10 | reference_p25 | \
reference_p50 | reference_p75 | reference_p90 | survival_p50 | earned_on
    P1   | 2025-06-01  | 2025-08-01          | 92           | sector      | 25      | 2025-09-01    | 2025-10-01    | \
2025-11-01    | 2026-01-01    | 2026-04-01    |              | 2025-10-15
"""


def one(**said: object) -> pd.DataFrame:
    return draw(PROJECT, "project_completion").assign(**said)


def test_one_project_has_a_row_for_each_way_that_gives_a_date() -> None:
    drawn = completion.ways(one(), ENGLISH, ON)
    assert "First approved" in drawn.alt
    assert "First forecast" in completion.ways(one(), ENGLISH, ON, approved=False).alt  # no baseline was ever given
    assert [trace.x[0].date().isoformat() for trace in drawn.figure.data] == [
        "2025-06-01", "2025-08-01", "2025-11-01", "2025-10-15",
    ]  # fmt: skip
    assert drawn.title == "Half of the comparable projects were done 3 months after its forecast"
    assert "(25, by sector)" in drawn.subtitle
    bars = [shape for shape in drawn.figure.layout.shapes if shape.line.width in (3, 9)]
    assert [(bar.x0.date().isoformat(), bar.x1.date().isoformat()) for bar in bars] == [
        ("2025-09-01", "2026-04-01"), ("2025-10-01", "2026-01-01"),
    ]  # fmt: skip


def test_without_comparable_projects_there_is_no_bar_and_the_title_says_so() -> None:
    drawn = completion.ways(one(reference_p50=pd.NaT, forecast_gap=pd.NA), ENGLISH, ON)
    assert drawn.title == "No comparable projects to hold the forecast against"
    assert not [shape for shape in drawn.figure.layout.shapes if shape.line.width in (3, 9)]
    assert "Bar" not in drawn.subtitle


def test_the_curve_of_overruns_marks_p50_and_p80() -> None:
    shares = [n / 100 for n in range(101)]
    table = pd.DataFrame({"within_share": shares, "duration_overrun": shares, "class_finished": 40})
    drawn = completion.overrun_curve(table, ENGLISH)
    assert drawn.title == "Half overran their planned duration by 50 % or more, one in five by 80 %"
    assert {(shape.x0, shape.y1) for shape in drawn.figure.layout.shapes} == {(0.5, 0.5), (0.8, 0.8)}
    assert "40 finished projects" in drawn.subtitle


def test_a_long_tail_does_not_squeeze_the_curve_and_is_said() -> None:
    shares = [n / 100 for n in range(101)]
    table = pd.DataFrame({"within_share": shares, "duration_overrun": [*shares[:-1], 4.4], "class_finished": 200})
    drawn = completion.overrun_curve(table, ENGLISH)
    assert drawn.figure.layout.xaxis.range[1] < 1.1
    assert list(drawn.figure.layout.xaxis.ticktext) == ["0 %", "20 %", "40 %", "60 %", "80 %"]
    assert drawn.subtitle.endswith("Not shown: the 2 % beyond 98 %, up to 440 %.")
    even = completion.overrun_curve(table.assign(duration_overrun=0.0), ENGLISH)
    assert "Not shown" not in even.subtitle


EARNED = """
    day        | currency | plan_basis | planned_share | earned_share | cost_share | time_variance | earned_days | time_index
    2025-01-01 | CNY      | even_pace  | 0             |              |            |               |             |
    2025-04-11 | CNY      | even_pace  | 0.5           | 0.25         | 0.3        | −50           | 50          | 0.5
    2025-07-20 | CNY      | even_pace  | 1             |              |            |               |             |
"""  # noqa: E501


def test_the_arrow_leads_from_what_is_earned_to_the_day_on_which_it_was_planned() -> None:
    drawn = earned_schedule.s_curve(draw(EARNED, "project_earned_value"), ENGLISH)
    arrow = next(note for note in drawn.figure.layout.annotations if note.showarrow)
    assert (arrow.ax.date().isoformat(), arrow.x.date().isoformat(), arrow.y) == ("2025-04-11", "2025-02-20", 0.25)
    assert drawn.title == "50 days behind the plan"
    assert "SPI(t) 50 %" in drawn.subtitle
    assert "Assumed: an even pace" in drawn.subtitle
    assert len(drawn.figure.data) == 3


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_nothing_known_is_still_a_picture_with_a_sentence(code: str) -> None:
    language = Language(code)
    drawn = [
        completion.forecasts_by_project(FRAMES["completion_dates"].empty(), language, ON),
        completion.overrun_curve(FRAMES["duration_overruns"].empty(), language),
        earned_schedule.s_curve(FRAMES["project_earned_value"].empty(), language),
    ]
    assert [picture.title for picture in drawn] == [
        language("No forecast can be held against comparable projects"),
        language("No finished project has a known duration"),
        language("No progress is reported that could be held against the plan"),
    ]
