"""Slippage: drawn editions on each engine, groups against the whole, and the planted stories."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, select

from analytics.scope import Scope
from data import tables
from data.sample.stories import STORIES
from data.schema import organisation
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status    | sector | name_en
        P1      | 2025-06-30 | completed | roads  | Bridge
        P2      | 2025-06-30 | active    | roads  | Tunnel
        P3      | 2025-06-30 | active    | water  | Sewer
        P4      | 2025-06-30 | cancelled | water  | Dam
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline_no | baseline   | forecast   | actual
        P1      | 2025-06-30 | completion | 1           | 2024-01-01 |            | 2024-01-31
        P2      | 2025-06-30 | completion | 1           | 2025-01-01 | 2026-01-01 |
        P4      | 2025-06-30 | completion | 1           | 2025-01-01 | 2029-01-01 |
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-06-30 | A            | responsible
        P2      | 2025-06-30 | B            | responsible
        P3      | 2025-06-30 | B            | responsible
    """,
}


def test_thirty_days_are_within_the_tolerance_and_a_project_without_dates_is_unknown(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "slippage_by_project")
    assert rows(found[["code", "progress_state", "slip_days", "is_delayed"]]) == [
        ("P4", "cancelled", 1461, None),
        ("P2", "unfinished", 365, True),
        ("P1", "finished", 30, False),
        ("P3", "unfinished", None, None),
    ]
    rates = table(engine, "delay_rates")
    counts = ["progress_state", "projects", "with_slip", "delayed", "without_forecast", "tolerance_days"]
    assert rows(rates[counts]) == [
        ("finished", 1, 1, 0, 0, 30),
        ("unfinished", 2, 1, 1, 1, 30),
        ("all", 3, 2, 1, 1, 30),
    ]


def test_the_responsible_organisations_are_named_and_the_surest_delay_comes_first(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "slippage_by_responsible")
    assert rows(found[["group_en", "projects", "with_slip", "delayed"]]) == [("B", 2, 1, 1), ("A", 1, 1, 0)]


@pytest.mark.parametrize(
    "name", ["slippage_by_project", "slippage_by_sector", "slip_spread", "slip_dots", "slip_outliers", "delay_rates",
             "slippage_largest", "slippage_by_contractor", "five_delay_rates", "cost_by_schedule", "slip_and_cost",
             "slip_and_cost_dots", "slip_and_cost_farthest", "slip_moves",
             "slip_move_counts", "completion_moves", "rebaselines", "rebaselines_by_responsible", "rebaseline_summary"]
)  # fmt: skip
def test_an_empty_database_has_the_same_columns_and_no_slip(engine: Engine, name: str) -> None:
    found = table(engine, name)
    assert tuple(found.columns) == tables.frame(name).columns
    counted = [name for name in ("with_slip", "projects", "asked") if name in found]
    assert found[counted].sum().sum() == 0
    assert len(counted) or found.empty


# --- a whole city --------------------------------------------------------------------------------


@settings(deadline=None, max_examples=30)
@given(
    as_of=st.sampled_from([None, date(2023, 6, 30), date(2024, 2, 10)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    tiers=st.sampled_from([(), ("A",), ("B", "C")]),
    whose=st.sampled_from([(), (1,), (7,)]),
    dimension=st.sampled_from(["sector", "district", "tier", "responsible"]),
    options=st.fixed_dictionaries(
        {
            "baseline": st.sampled_from(["first", "latest", "2"]),
            "late_by": st.sampled_from(["days", "percent", "both"]),
            "tolerance": st.sampled_from([None, 0, 90]),
        }
    ),
)
def test_groups_add_up_to_the_whole_under_any_filter(
    reading: Connection,
    as_of: date | None,
    sectors: tuple[str, ...],
    tiers: tuple[str, ...],
    whose: tuple[int, ...],
    dimension: str,
    options: dict[str, Any],
) -> None:
    scope = Scope(as_of, sectors, tiers, (), whose).choosing(**options)
    counts = ["projects", "with_slip", "judged", "delayed", "unfinished", "without_forecast"]
    groups = tables.make(reading, f"slippage_by_{dimension}", scope)[counts].sum()
    rates = tables.make(reading, "delay_rates", scope).set_index("progress_state")[counts]
    by_project = tables.make(reading, "slippage_by_project", scope)
    assert groups.tolist() == rates.loc["all"].tolist()
    assert rates.loc[["finished", "unfinished"]].sum().tolist() == rates.loc["all"].tolist()
    assert rates.loc["all", "delayed"] == by_project["is_delayed"].fillna(False).sum()
    assert rates.loc["all", "projects"] == (by_project["progress_state"] != "cancelled").sum()


def test_the_contractor_that_is_always_late_is_late_with_certainty_when_it_is_chosen(reading: Connection) -> None:
    story = next(story for story in STORIES if story.key == "late_contractor")
    body = reading.scalar(select(organisation.c.id).where(organisation.c.name_en == story.who[0]))
    chosen = tables.make(reading, "delay_rates", Scope(organisations=(int(body or 0),))).iloc[2]
    whole = tables.make(reading, "delay_rates", Scope()).iloc[2]
    assert chosen["delayed_share"] == story.size["share_late"]
    assert chosen["delayed_low"] > whole["delayed_high"]


def test_the_flagship_is_among_the_named_outliers_by_its_first_baseline(reading: Connection) -> None:
    story = next(story for story in STORIES if story.key == "flagship")
    found = tables.make(reading, "slip_outliers", Scope()).set_index("code")
    assert found.loc[story.who[0], "slip_days"] == found.loc[story.who[0], "slip_value"] == story.size["slip_days"]
    latest = tables.make(reading, "slippage_by_project", Scope().choosing(baseline="latest")).set_index("code")
    assert latest.loc[story.who[0], "slip_chosen_days"] == story.size["slip_latest_days"]


PLANS: dict[str, Any] = {
    "project_record": """
        project | as_of      | status    | sector
        P1      | 2025-06-30 | active    | roads
        P2      | 2025-06-30 | active    | roads
        P3      | 2025-06-30 | cancelled | roads
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline_no | baseline   | forecast   | actual
        P1      | 2025-06-30 | start      | 1           | 2024-01-01 |            | 2024-03-01
        P1      | 2025-06-30 | completion | 1           | 2024-12-31 | 2025-12-31 |
        P1      | 2025-06-30 | design     | 1           | 2024-02-01 |            | 2024-02-20
        P2      | 2025-06-30 | completion | 1           | 2025-06-20 | 2025-06-20 |
        P2      | 2025-06-30 | start      |             |            | 2024-01-01 |
        P3      | 2025-06-30 | completion | 1           | 2024-12-31 | 2025-12-31 |
    """,
    "budget_figure": """
        project | as_of      | kind            | amount | currency
        P1      | 2025-06-30 | approved_budget | 100    | CNY
        P1      | 2025-06-30 | current         | 101    | CNY
        P2      | 2025-06-30 | current         | 100    | CNY
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-06-30 | X            | contractor
        P1      | 2025-06-30 | Y            | contractor
    """,
}


def test_a_milestone_that_is_due_and_not_done_is_late_up_to_today_whatever_it_forecast(engine: Engine) -> None:
    """P1: start 60 days, completion 365, design 19. P2: completion due 10 days ago, start not done for 546 days."""
    write(engine, **PLANS)
    for tolerance, delayed in ((30, 3), (9, 5), (364, 2), (365, 1)):
        found = table(engine, "five_delay_rates", Scope().choosing(tolerance=tolerance)).set_index("delay_measure")
        assert rows(found.loc[["milestones"], ["asked", "judged", "delayed"]]) == [(5, 5, delayed)], tolerance
    percent = table(engine, "five_delay_rates", Scope().choosing(late_by="percent")).set_index("delay_measure")
    assert percent.loc["milestones", "delayed"] == 3  # 19 of P1's 365 planned days and 10 of P2's 536 are within


def test_a_project_counts_for_each_of_its_contractors_and_without_one_for_not_stated(engine: Engine) -> None:
    write(engine, **PLANS)
    found = table(engine, "slippage_by_contractor")
    assert rows(found.sort_values("group_en")[["group_en", "projects", "delayed"]]) == [
        ("Not stated", 1, 0), ("X", 1, 1), ("Y", 1, 1),
    ]  # fmt: skip


def test_time_against_money_leaves_out_the_cancelled_and_a_start_without_a_date_is_unknown(engine: Engine) -> None:
    write(engine, **PLANS)
    found = table(engine, "cost_by_schedule").set_index("schedule_outcome")
    assert found.loc["late_and_longer", ["projects", "over_budget"]].tolist() == [1, 1]
    assert found.loc["on_time", ["projects", "over_budget"]].tolist() == [1, 0]
    assert found["projects"].sum() == 2


def test_slip_against_cost_growth_leaves_out_the_cancelled_and_names_who_is_later_and_dearer(engine: Engine) -> None:
    write(engine, **PLANS)
    counts = ["projects", "later_dearer", "later_only", "dearer_only", "neither_moved"]
    assert rows(table(engine, "slip_and_cost")[counts]) == [(2, 1, 0, 0, 1)]
    assert rows(table(engine, "slip_and_cost_farthest")[["code", "slip_days", "cost_growth"]]) == [("P1", 365, 1.0)]
    assert table(engine, "slip_and_cost_dots")["dot_projects"].sum() == 2


def test_the_slip_in_per_cent_is_over_the_planned_duration_and_without_the_baseline_unknown(engine: Engine) -> None:
    write(engine, **PLANS)
    found = table(engine, "slippage_by_project").set_index("code")
    assert found.loc["P1", ["planned_days", "slip_days", "slip_percent"]].tolist() == [365, 365, 100]
    second = table(engine, "slippage_by_project", Scope().choosing(baseline="2"))
    assert second["slip_chosen_days"].isna().all()
    assert second["is_delayed"].isna().all()
