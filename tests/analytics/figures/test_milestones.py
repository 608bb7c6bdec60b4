"""Pictures of milestones: only the theme's colours, words in both languages, no markup, and also empty."""

from __future__ import annotations

import json
import re
from datetime import date

import pandas as pd
import pytest

from analytics.figures import gantt, milestones, stages
from analytics.figures.drawn import Drawn
from analytics.language import Language
from analytics.measures import stages as stage_measures
from tests.tables import draw

AS_OF = date(2025, 6, 30)
HOSTILE = "<b>Bridge</b>"
BARS = draw(
    f"""
    place | code | name_en   | name_zh | status    | slip_days | bar_part      | from_date  | to_date
    0     | P1   | {HOSTILE} | 大桥    | suspended | 120       | baseline      | 2025-01-01 | 2025-05-01
    0     | P1   | {HOSTILE} | 大桥    | suspended | 120       | actual        | 2025-01-01 | 2025-05-01
    0     | P1   | {HOSTILE} | 大桥    | suspended | 120       | actual_late   | 2025-05-01 | 2025-06-30
    0     | P1   | {HOSTILE} | 大桥    | suspended | 120       | forecast_late | 2025-06-30 | 2025-08-29
    1     | P2   | Tunnel    | 隧道    | active    |           |               |            |
    """,
    "gantt_bars",
)
MARKS = draw(
    """
    place | milestone  | lane_mark | day
    0     | design     | done      | 2025-01-10
    0     | start      | overdue   | 2025-06-01
    0     | completion | due       | 2025-08-29
    """,
    "gantt_milestones",
)
LANES = draw(
    f"""
    group | group_en  | group_zh | lane | lane_groups | lane_mark | lane_period | period_from | period_middle | completions | lane_completions
    roads | {HOSTILE} | 道路     | 0    | 1           | done      | quarter     | 2025-04-01  | 2025-05-16    | 100         | 100
    roads | {HOSTILE} | 道路     | 0    | 1           | overdue   | quarter     | 2025-04-01  | 2025-05-16    | 4           | 4
    roads | {HOSTILE} | 道路     | 0    | 1           | later     | quarter     |             |               | 3           | 3
          | –         | –        | 15   | 2           | due       | quarter     | 2025-07-01  | 2025-08-15    | 1           | 1
    """,  # noqa: E501
    "lanes_by_sector",
)
TRENDS = draw(
    f"""
    place | code | name_en   | name_zh | slip_days | moved_days | as_of      | baseline   | forecast
    0     | P1   | {HOSTILE} | 大桥    | 90        | 31         | 2025-03-31 | 2025-12-01 | 2025-12-01
    0     | P1   | {HOSTILE} | 大桥    | 90        | 31         | 2025-06-30 | 2025-12-01 | 2026-01-01
    1     | P2   |           |         | 20        | −4         | 2025-06-30 |            | 2026-01-01
    """,
    "milestone_trends",
)
DURATIONS = pd.DataFrame(
    {
        "project_id": range(8),
        "stage_step": "design",
        "duration_kind": ["planned", *["actual"] * 6, "open"],
        "duration_days": pd.array([20, 10, 12, 14, 16, 18, 4000, 70], dtype="Int64"),
    }
)
BOXES = stage_measures.spread(DURATIONS)


def drawn(language: Language) -> list[Drawn]:
    return [
        gantt.gantt(BARS, MARKS, language, AS_OF),
        gantt.lanes(LANES, language, "sector", AS_OF),
        milestones.trends(TRENDS, language, "moved"),
        milestones.trends(TRENDS, language, "slip"),
        stages.stage_boxes(BOXES, language),
    ]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_only_the_theme_s_colours_and_nothing_of_the_data_is_markup(code: str) -> None:
    for picture in drawn(Language(code)):
        told = json.dumps(json.loads(picture.figure.to_json()) | {"layout.template": None})
        data = json.dumps(json.loads(picture.figure.to_json())["data"])
        assert all(colour.startswith("#0000") for colour in re.findall("#[0-9A-Fa-f]{6}", data))
        assert "<b>Bridge" not in told
        assert picture.title
        assert picture.subtitle
        assert picture.alt


def test_an_empty_table_draws_an_empty_picture_that_says_so() -> None:
    language = Language()
    titles = [
        gantt.gantt(BARS.head(0), MARKS.head(0), language, AS_OF).title,
        gantt.lanes(LANES.head(0), language, "tier", AS_OF).title,
        milestones.trends(TRENDS.head(0), language, "moved").title,
        stages.stage_boxes(stage_measures.spread(DURATIONS.head(0)), language).title,
    ]
    assert titles == [
        "When projects begin and end, planned and forecast",
        "When projects are completed, and when the others are due",
        "No forecast has moved since the reporting date before",
        "No stage has both of its dates",
    ]


def texts(picture: Drawn) -> str:
    return " | ".join(note.text for note in picture.figure.layout.annotations)


def test_a_project_s_row_says_its_slip_and_that_it_is_suspended() -> None:
    picture = gantt.gantt(BARS, MARKS, Language(), AS_OF)
    assert "slip 120 days; suspended" in texts(picture)
    assert "slip not known" in texts(picture)
    assert picture.title == f"Farthest behind of 2 projects: {HOSTILE}, 120 days"
    today = picture.figure.layout.shapes[0]
    assert (today.x0, today.x1) == (AS_OF, AS_OF)


def test_a_lane_says_what_lies_outside_the_picture_and_a_number_stands_where_it_fits() -> None:
    picture = gantt.lanes(LANES, Language(), "sector", AS_OF)
    assert "100 done; 4 overdue; 3 later" in texts(picture)
    assert "2 other groups" in texts(picture)
    assert [list(trace.text) for trace in picture.figure.data] == [["100"], [""], [""]]


def test_a_long_tail_does_not_squeeze_the_boxes() -> None:
    picture = stages.stage_boxes(BOXES, Language())
    assert picture.figure.layout.xaxis.range[1] < 30
    assert "+1" in texts(picture)  # the one of 4,000 days
    assert "median 15, planned 20; n = 6, 1 not over" in texts(picture)


def test_a_long_name_of_a_panel_is_broken_before_it_is_cut() -> None:
    name = {"name_en": "Reconstruction of the northern outfall sewer", "name_zh": "北部排水干渠改造及沿线道路恢复工程"}
    picture = milestones.trends(TRENDS.assign(**name), Language(), "slip")
    assert "<b>Reconstruction of the<br>northern outfall sewer</b>" in texts(picture)
    picture = milestones.trends(TRENDS.assign(**name), Language("zh_CN"), "slip")
    assert "<b>北部排水干渠改造及沿线道路<br>恢复工程</b>" in texts(picture)
    longest = milestones.trends(TRENDS.assign(name_en="Sewer " * 20), Language(), "slip")
    assert "Sewer…</b>" in texts(longest)


def test_no_group_is_called_the_most_overdue_where_two_are() -> None:
    other = LANES.assign(group="rail", group_en="Rail", lane=1)
    two = pd.concat([LANES, other], ignore_index=True)
    assert gantt.lanes(two, Language(), "sector", AS_OF).title.startswith("When projects are completed")
    assert gantt.lanes(LANES, Language(), "sector", AS_OF).title.endswith(f"{HOSTILE} (4)")


def test_the_panels_of_the_trends_share_their_axes_and_say_name_and_slip() -> None:
    picture = milestones.trends(TRENDS, Language(), "moved")
    assert "slip 90 days" in texts(picture)
    assert "<b>P2</b>" in texts(picture)  # a project without a name is told by its code
    assert picture.figure.layout.yaxis2.matches == "y"
    assert picture.title == f"Moved farthest since the report before: {HOSTILE}, 31 days later"
