"""Bars, diamonds, lanes and trends: what the pictures of the page are drawn from."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.measures import gantt, lanes
from tests.tables import draw, rows

ON = pd.Timestamp("2025-06-30")
DAY = date(2025, 6, 30)
PROJECTS = """
    place | code | status    | start_baseline | start_actual | start_forecast | completion_first_baseline | completion_forecast | completion_actual
    0     | P1   | active    | 2025-01-01     | 2025-02-01   | 2025-02-01     | 2025-05-01                | 2025-09-01          |
    1     | P2   | planned   | 2025-08-01     |              | 2025-09-01     | 2025-12-01                | 2026-02-01          |
    2     | P3   | completed | 2024-01-01     | 2024-01-01   |                | 2025-01-01                | 2024-12-01          | 2024-12-24
    3     | P4   | active    |                | 2025-01-01   |                |                           | 2025-06-01          |
    4     | P5   | active    |                |              |                |                           |                     |
"""  # noqa: E501


def projects() -> pd.DataFrame:
    return draw(PROJECTS).assign(name_en="", name_zh="", slip_days=0)


def pieces(code: str) -> list[tuple[object, ...]]:
    found = gantt.bars(projects(), ON)
    return rows(found.loc[found["code"] == code, ["bar_part", "from_date", "to_date"]])


def test_a_bar_is_done_up_to_today_and_late_beyond_its_first_baseline() -> None:
    assert pieces("P1") == [
        ("baseline", date(2025, 1, 1), date(2025, 5, 1)),
        ("actual", date(2025, 2, 1), date(2025, 5, 1)),
        ("actual_late", date(2025, 5, 1), DAY),
        ("forecast_late", DAY, date(2025, 9, 1)),
    ]


def test_what_has_not_begun_runs_from_its_forecast_start() -> None:
    assert pieces("P2") == [
        ("baseline", date(2025, 8, 1), date(2025, 12, 1)),
        ("forecast", date(2025, 9, 1), date(2025, 12, 1)),
        ("forecast_late", date(2025, 12, 1), date(2026, 2, 1)),
    ]


def test_a_finished_project_ends_on_its_actual_date_and_has_no_forecast_any_more() -> None:
    assert pieces("P3") == [
        ("baseline", date(2024, 1, 1), date(2025, 1, 1)),
        ("actual", date(2024, 1, 1), date(2024, 12, 24)),
    ]


def test_a_forecast_that_has_passed_draws_nothing_ahead_and_without_a_baseline_nothing_is_late() -> None:
    assert pieces("P4") == [("actual", date(2025, 1, 1), DAY)]


def test_a_project_without_any_date_keeps_its_place() -> None:
    assert pieces("P5") == [(None, None, None)]


def test_a_diamond_is_filled_on_its_actual_date_and_what_is_not_owed_has_none() -> None:
    told = draw("""
        place | milestone  | actual     | due_on     | is_owed
        0     | design     | 2025-01-10 | 2025-01-01 | no
        0     | start      |            | 2025-06-01 | yes
        0     | completion |            | 2025-09-01 | yes
        1     | completion |            | 2025-09-01 | no
        1     | audit      |            |            | yes
    """)
    found = gantt.diamonds(told.assign(is_owed=told["is_owed"] == "yes"), ON)
    assert rows(found[["place", "milestone", "lane_mark", "day"]]) == [
        (0, "design", "done", date(2025, 1, 10)),
        (0, "start", "overdue", date(2025, 6, 1)),
        (0, "completion", "due", date(2025, 9, 1)),
    ]


MOVES = """
    project_id | code | slip_days | forecast_before | forecast
    1          | P1   | 10        | 2025-09-01      | 2025-09-11
    2          | P2   | 500       | 2025-09-01      | 2025-09-01
    3          | P3   | −20       | 2025-09-01      | 2025-08-01
    4          | P4   | 90        |                 | 2025-08-01
"""


def test_the_farthest_move_either_way_comes_first_and_a_first_forecast_has_not_moved() -> None:
    found = gantt.farthest(draw(MOVES), "moved", 3)
    assert rows(found[["code", "moved_days", "place"]]) == [("P3", -31, 0), ("P1", 10, 1), ("P2", 0, 2)]
    assert gantt.farthest(draw(MOVES), "slip", 2)["code"].tolist() == ["P2", "P4"]


# --- lanes -------------------------------------------------------------------------------------------

COMPLETIONS = """
    group | status    | baseline   | forecast   | actual
    roads | completed | 2025-01-01 | 2025-02-01 | 2025-02-11
    roads | active    | 2025-01-01 | 2025-08-01 |
    roads | active    | 2025-01-01 | 2025-08-31 |
    roads | active    | 2025-05-05 |            |
    water | active    |            | 2025-06-01 |
    water | cancelled | 2025-01-01 | 2025-08-01 |
    water | completed | 2025-01-01 | 2025-02-01 |
"""
SHOWN = ["group", "lane", "lane_mark", "period_from", "completions", "lane_completions"]


def test_completions_stand_in_the_month_in_which_they_were_or_are_due() -> None:
    found = lanes.marks(draw(COMPLETIONS), ON)
    assert set(found["lane_period"]) == {"month"}
    assert rows(found[SHOWN]) == [
        ("roads", 0, "done", date(2025, 2, 1), 1, 1),
        ("roads", 0, "due", date(2025, 8, 1), 2, 2),
        ("roads", 0, "overdue", date(2025, 5, 1), 1, 1),
        ("water", 1, "overdue", date(2025, 6, 1), 1, 1),
        ("water", 1, "undated", None, 1, 1),  # finished, nobody knows when; the cancelled one is nowhere
    ]


def test_a_day_farther_away_makes_the_periods_quarters_and_one_beyond_them_is_counted_at_the_end() -> None:
    far = draw("""
        group | status | baseline | forecast   | actual
        roads | active |          | 2026-08-15 |
        roads | active |          | 2031-08-15 |
    """)
    found = lanes.marks(pd.concat([draw(COMPLETIONS), far], ignore_index=True), ON)
    roads = found[found["group"] == "roads"]
    assert set(roads["lane_period"]) == {"quarter"}
    assert rows(roads[["lane_mark", "period_from"]])[-2:] == [("later", None), ("overdue", date(2025, 4, 1))]
    assert ("due", date(2026, 7, 1)) in rows(roads[["lane_mark", "period_from"]])


def test_beyond_fifteen_groups_the_smallest_share_a_lane() -> None:
    sizes = {f"G{n:02}": 20 - n for n in range(18)}
    many = [(group, "active", None, "2025-08-01", None) for group, n in sizes.items() for _ in range(n)]
    table = pd.DataFrame(many, columns=["group", "status", "baseline", "forecast", "actual"])
    table = table.astype(dict.fromkeys(["baseline", "forecast", "actual"], "datetime64[s]"))
    found = lanes.marks(table, ON)
    assert len(found) == lanes.MOST + 1
    last = found.iloc[-1]
    assert (last["lane_groups"], last["completions"]) == (3, sum(list(sizes.values())[-3:]))
    assert pd.isna(last["group"])


DAYS = st.one_of(st.none(), st.integers(-2000, 2000).map(lambda n: DAY + timedelta(n)))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["roads", "water", None]), st.sampled_from(["active", "completed", "cancelled"]),
                  DAYS, DAYS, DAYS),
        min_size=1,
        max_size=30,
    )
)  # fmt: skip
def test_every_project_that_is_not_cancelled_is_counted_once(told: list[tuple[object, ...]]) -> None:
    table = pd.DataFrame(told, columns=["group", "status", "baseline", "forecast", "actual"])
    table = table.astype(dict.fromkeys(["baseline", "forecast", "actual"], "datetime64[s]"))
    found = lanes.marks(table, ON)
    assert found["completions"].sum() == (table["status"] != "cancelled").sum()
    assert (found["period_from"].isna() == found["lane_mark"].isin(["earlier", "later", "undated"])).all()
