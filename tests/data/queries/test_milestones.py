"""Milestones: drawn editions on each engine, groups against the whole, and a database that knows little."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Engine, case, func, or_, select

from analytics.errors import PortfolioError
from analytics.measures.milestones import COUNTS
from analytics.scope import Scope
from data import tables
from data.queries import groups
from data.queries.common import known_at, resolve
from data.sample.stories import FLAGSHIP
from data.schema_derived import project_fact, project_milestone
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status    | sector | name_en
        P1      | 2025-03-31 | active    | roads  | Bridge
        P1      | 2025-06-30 | active    | roads  | Bridge
        P2      | 2025-06-30 | suspended | water  | Sewer
        P3      | 2025-06-30 | completed | water  | Dam
        P4      | 2025-06-30 | cancelled | water  | Canal
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline_no | baseline   | forecast   | actual
        P1      | 2025-03-31 | approval   | 1           | 2025-01-31 |            | 2025-02-10
        P1      | 2025-03-31 | design     | 1           | 2025-03-31 |            | 2025-04-01
        P1      | 2025-03-31 | completion | 1           | 2025-12-31 | 2025-12-31 |
        P1      | 2025-06-30 | completion |             |            | 2026-01-31 |
        P1      | 2025-06-30 | tendering  | 1           | 2025-05-31 | 2025-07-20 |
        P2      | 2025-06-30 | completion | 1           | 2025-06-01 |            |
        P3      | 2025-06-30 | completion | 1           | 2025-05-01 |            |
        P3      | 2025-06-30 | audit      | 1           | 2025-08-15 | 2025-08-20 |
        P4      | 2025-06-30 | completion | 1           | 2025-07-01 | 2025-07-01 |
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-06-30 | Transport    | responsible
        P2      | 2025-06-30 | Water        | responsible
        P3      | 2025-06-30 | Water        | responsible
    """,
}


def test_what_falls_due_is_listed_by_day_with_who_owns_it_and_how_old_its_forecast_is(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "milestones_due")
    names = ["due_on", "days_left", "due_band", "code", "milestone", "responsible_en", "status", "forecast_age"]
    assert rows(found[names]) == [
        (date(2025, 7, 20), 20, "30", "P1", "tendering", "Transport", "active", 0),
        (date(2025, 8, 20), 51, "60", "P3", "audit", "Water", "completed", 0),  # a finished project owes its audit
    ]


def test_what_is_overdue_is_listed_with_how_long_and_whether_anything_new_is_said(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "milestones_overdue")
    names = ["overdue_since", "days_overdue", "is_silent", "code", "milestone", "status", "forecast_age"]
    assert rows(found[names]) == [
        (date(2025, 5, 31), 30, False, "P1", "tendering", "active", 0),
        (date(2025, 6, 1), 29, True, "P2", "completion", "suspended", None),
    ]


def test_a_cancelled_project_owes_nothing_and_a_finished_one_nothing_but_its_audit(engine: Engine) -> None:
    write(engine, **EDITION)
    counts = table(engine, "milestone_counts").iloc[0]
    assert (counts["projects"], counts["milestones_open"], counts["milestones_undated"]) == (4, 4, 1)
    # Due by baseline and counted: approval (late), design (late), tendering and P2's completion (both not done).
    assert (counts["milestones_done"], counts["milestones_come"], counts["milestones_missed"]) == (2, 4, 4)
    owners = table(engine, "milestone_owners")
    wanted = ["group_en", "milestones_open", "milestones_due_30", "milestones_overdue"]
    assert rows(owners[wanted]) == [("Transport", 2, 1, 1), ("Water", 2, 0, 1), ("Not stated", 0, 0, 0)]


def test_as_of_an_earlier_day_what_was_told_later_is_not_known(engine: Engine) -> None:
    write(engine, **EDITION)
    then = Scope(as_of=date(2025, 3, 31))
    assert table(engine, "milestone_counts", then)["milestones_open"].tolist() == [1]
    # On 31 March a design finished on 1 April was reported: it is done, one day after its baseline.
    health = table(engine, "schedule_health", then).set_index("health_check")
    assert rows(health.loc[["bei", "missed"], ["check_part", "check_whole"]]) == [(2, 2), (2, 2)]


def test_the_trend_shows_every_forecast_of_those_that_moved_and_by_choice_of_those_that_slip(engine: Engine) -> None:
    write(engine, **EDITION)
    names = ["code", "moved_days", "slip_days", "as_of", "baseline", "forecast"]
    bridge = [
        ("P1", 31, 31, date(2025, 3, 31), date(2025, 12, 31), date(2025, 12, 31)),
        ("P1", 31, 31, date(2025, 6, 30), date(2025, 12, 31), date(2026, 1, 31)),
    ]
    assert rows(table(engine, "milestone_trends")[names]) == bridge
    assert rows(table(engine, "milestone_trends", Scope().choosing(trend="slip"))[names]) == bridge
    with pytest.raises(PortfolioError, match="moved, slip"):
        table(engine, "milestone_trends", Scope().choosing(trend="tallest"))


def test_a_stage_that_is_not_over_is_counted_with_how_long_it_has_lasted(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "stage_durations").set_index(["stage_step", "duration_kind"])["median_days"]
    assert found["design", "planned"] == 59
    assert found["design", "actual"] == 50
    assert found["tendering", "open"] == 90


def test_a_database_with_completions_alone_knows_no_stage_and_one_without_dates_knows_nothing(engine: Engine) -> None:
    write(engine, project_record="project | as_of | status\nP1 | 2025-06-30 | active")
    assert table(engine, "milestone_counts")["milestones_dated"].tolist() == [0]
    assert rows(table(engine, "gantt_bars")[["code", "bar_part"]]) == [("P1", None)]
    health = table(engine, "schedule_health")
    assert set(health["check_verdict"]) == {"nothing", "refused"}
    write(engine, milestone_snapshot="""
        project | as_of      | milestone  | forecast
        P1      | 2025-07-31 | completion | 2025-08-31
    """)  # fmt: skip
    counts = table(engine, "milestone_counts").iloc[0]
    assert (counts["milestones_due_60"], counts["milestones_come"]) == (1, 0)
    assert table(engine, "stage_durations")["stages_known"].sum() == 0


# --- a whole city --------------------------------------------------------------------------------


@pytest.mark.parametrize("dimension", groups.DIMENSIONS)
@pytest.mark.parametrize("scope", [Scope(), Scope(sectors=("roads", "water")), Scope(as_of=date(2024, 2, 10))], ids=str)
def test_groups_add_up_to_the_whole_and_so_do_their_lanes(reading: Connection, scope: Scope, dimension: str) -> None:
    whole = tables.make(reading, "milestone_counts", scope)[list(COUNTS)].iloc[0].tolist()
    grouped = tables.make(reading, f"schedule_by_{dimension}", scope)
    assert grouped[list(COUNTS)].sum().tolist() == whole
    lanes = tables.make(reading, f"lanes_by_{dimension}", scope)
    known = tables.make(reading, "projects", scope)
    assert lanes["completions"].sum() == (known["status"] != "cancelled").sum()


def test_the_counts_are_those_of_a_plain_sum_in_the_database(reading: Connection) -> None:
    scope = resolve(reading, Scope())
    fact, milestone, on = project_fact.c, project_milestone.c, scope.as_of
    done, due = milestone.actual.is_not(None), func.coalesce(milestone.forecast, milestone.baseline)
    finished = or_(fact.status == "completed", fact.completion_actual.is_not(None))
    owed = ~done & (~finished | (milestone.milestone == "audit"))
    tests = {
        "milestones_open": owed,
        "milestones_overdue": owed & ((milestone.baseline < on) | (due < on)),
        "milestones_silent": owed & (due < on),
        "starts_overdue": owed & ((milestone.baseline < on) | (due < on)) & (milestone.milestone == "start"),
        "milestones_done": done & milestone.baseline.is_not(None),
        "milestones_missed": (milestone.baseline <= on) & (owed | (done & (milestone.actual > milestone.baseline))),
    }
    plain = reading.execute(
        select(*(func.sum(case((test, 1), else_=0)) for test in tests.values()))
        .join_from(project_milestone, project_fact, milestone.project_id == fact.project_id)
        .where(*known_at(project_fact, on), *known_at(project_milestone, on), fact.status != "cancelled")
    ).one()
    counts = tables.make(reading, "milestone_counts", scope)
    assert counts[list(tests)].iloc[0].tolist() == list(plain)
    assert min(plain) > 0


def test_the_flagship_stands_high_in_the_chart_and_its_bar_is_late(reading: Connection) -> None:
    bars = tables.make(reading, "gantt_bars", Scope())
    assert bars["place"].nunique() == 40
    flagship = bars[bars["code"] == FLAGSHIP]
    assert flagship["slip_days"].iloc[0] == 935
    assert "actual_late" in flagship["bar_part"].tolist()
    slips = bars.drop_duplicates("place")["slip_days"]
    assert slips.is_monotonic_decreasing
    assert set(tables.make(reading, "gantt_milestones", Scope())["place"]) <= set(bars["place"])


def test_the_lists_agree_with_the_counts(reading: Connection) -> None:
    counts = tables.make(reading, "milestone_counts", Scope()).iloc[0]
    due = tables.make(reading, "milestones_due", Scope())
    overdue = tables.make(reading, "milestones_overdue", Scope())
    assert len(due) == counts["milestones_due_90"] > 0
    assert (due["due_band"] == "30").sum() == counts["milestones_due_30"]
    assert len(overdue) == counts["milestones_overdue"] > 0
    assert overdue["is_silent"].sum() == counts["milestones_silent"]
    assert pd.Series(due["days_left"]).is_monotonic_increasing
    assert overdue["days_overdue"].is_monotonic_decreasing
