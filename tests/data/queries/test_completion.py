"""When projects will be done, from drawn editions on each engine and over the invented city."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Engine

from analytics.errors import PortfolioError
from analytics.scope import Scope
from data import tables
from data.queries.common import resolve
from data.queries.completion import completions_in_scope
from tests.editions import table, write
from tests.tables import rows


def edition() -> dict[str, Any]:
    """Twenty roads of 100 days that took 200, a road and a sewer under way, a dam that was cancelled."""
    records, dates, budgets = [], [], []
    for n in range(20):
        records.append(f"D{n} | 2020-12-31 | completed | roads")
        dates.append(f"D{n} | 2020-12-31 | start | 1 | 2020-01-01 | | ")
        dates.append(f"D{n} | 2020-12-31 | completion | 1 | 2020-04-10 | | 2020-07-19")
    for code, sector, status in (
        ("Road", "roads", "active"),
        ("Sewer", "water", "active"),
        ("Dam", "water", "cancelled"),
    ):
        records.append(f"{code} | 2024-12-31 | {status} | {sector}")
        dates.append(f"{code} | 2024-12-31 | start | 1 | 2024-10-01 | | ")
        dates.append(f"{code} | 2024-12-31 | completion | 1 | 2025-01-09 | 2025-02-01 | ")
        budgets.append(f"{code} | 2024-12-31 | approved_budget | 1000000 | CNY")
    dates.append("Road | 2025-01-31 | completion | | | 2025-03-01 | ")
    records.append("Road | 2025-01-31 | active | roads")
    return {
        "project_record": "\n".join(["project | as_of | status | sector", *records]),
        "milestone_snapshot": "\n".join(
            ["project | as_of | milestone | baseline_no | baseline | forecast | actual", *dates]
        ),
        "budget_figure": "\n".join(["project | as_of | kind | amount | currency", *budgets]),
        "progress_report": """
            project | as_of      | physical_percent | completed_total | currency
            Road    | 2024-11-30 | 30               | 200000          | CNY
            Road    | 2024-12-31 | 60               | 700000          | CNY
        """,
    }


def test_a_road_is_compared_with_roads_and_a_sewer_with_all_for_want_of_sewers(engine: Engine) -> None:
    write(engine, **edition())
    found = table(engine, "completion_dates")
    columns = ["code", "class_level", "class_n", "reference_p50", "forecast_gap", "earned_why"]
    assert rows(found[columns]) == [
        ("Sewer", "all", 20, pd.Timestamp("2025-04-19").date(), 77, "no_progress"),
        ("Road", "sector", 20, pd.Timestamp("2025-04-19").date(), 49, None),
    ]
    # 91 of 100 days, 60 % done: IEAC(t) = 91 / 0.6 days, rounded up.
    assert found["earned_on"][1] == pd.Timestamp("2024-10-01") + pd.Timedelta(days=152)


def test_the_reader_chooses_what_is_comparable_and_nothing_else_is_taken(engine: Engine) -> None:
    write(engine, **edition())
    found = table(engine, "completion_dates", Scope().choosing(class_by="all"))
    assert found["class_level"].tolist() == ["all", "all"]
    with pytest.raises(PortfolioError):
        table(engine, "completion_dates", Scope().choosing(class_by="weather"))


def test_a_filter_narrows_what_is_shown_and_not_the_experience(engine: Engine) -> None:
    write(engine, **edition())
    found = table(engine, "completion_dates", Scope(sectors=("water",)))
    assert rows(found[["code", "class_n"]]) == [("Sewer", 20)]
    assert table(engine, "duration_overruns", Scope(sectors=("water",))).empty
    summary = table(engine, "completion_summary", Scope(sectors=("water",))).iloc[0]
    assert (summary["unfinished"], summary["before_p50"]) == (1, 1)


def test_a_date_before_the_last_forecast_does_not_know_it(engine: Engine) -> None:
    write(engine, **edition())
    now = table(engine, "project_completion", Scope(project="Road")).iloc[0]
    before = table(engine, "project_completion", Scope(project="Road", as_of=pd.Timestamp("2024-12-31").date())).iloc[0]
    assert (now["forecasts"], before["forecasts"]) == (2, 1)
    assert (now["class_early_slip"], now["class_late_slip"], now["slip_days"]) == (100, 100, 51)


def test_one_project_is_told_over_time_and_its_class_is_drawn(engine: Engine) -> None:
    write(engine, **edition())
    history = table(engine, "project_earned_value", Scope(project="Road"))
    told = history[history["earned_value"].notna()]
    assert rows(told[["planned_value", "earned_value", "actual_cost", "plan_basis"]]) == [
        (600_000, 300_000, 200_000, "even_pace"),
        (910_000, 600_000, 700_000, "even_pace"),
    ]
    assert history["planned_share"].iloc[[0, -1]].tolist() == [0, 1]
    assert table(engine, "duration_overruns", Scope(project="Road"))["class_finished"].unique().tolist() == [20]


def test_a_cancelled_project_has_a_row_and_no_date_to_come(engine: Engine) -> None:
    write(engine, **edition())
    found = table(engine, "project_completion", Scope(project="Dam")).iloc[0]
    assert found["progress_state"] == "cancelled"
    assert found["forecasts"] == 1
    assert found[["reference_p50", "survival_p50", "earned_on"]].isna().all()
    assert "Dam" not in set(table(engine, "earned_schedule_by_project")["code"])


TABLES = ("completion_dates", "completion_summary", "reference_classes", "duration_overruns", "duration_outliers",
          "earned_schedule_by_project", "project_completion", "project_earned_value")  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_database_and_an_unknown_project_are_no_error(engine: Engine, name: str) -> None:
    empty = table(engine, name)
    assert empty.empty or empty["unfinished"].tolist() == [0]
    write(engine, **edition())
    unknown = table(engine, name, Scope(project="nobody"))
    assert unknown.empty or unknown["unfinished"].tolist() == [0]


def test_over_the_invented_city_the_counts_of_the_summary_are_those_of_the_list(reading: Connection) -> None:
    dates, summary = (tables.make(reading, name, Scope()) for name in ("completion_dates", "completion_summary"))
    both = dates[dates["completion_forecast"].notna() & dates["reference_p50"].notna()]
    early = both["completion_forecast"] < both["reference_p50"]
    assert summary[["unfinished", "with_both_dates", "before_p50"]].iloc[0].tolist() == [
        len(dates),
        len(both),
        early.sum(),
    ]
    assert (dates["reference_p50"].isna() == dates["reference_why"].notna()).all()
    assert (both["class_n"] >= 20).all()
    classes = tables.make(reading, "reference_classes", Scope())
    assert classes["unfinished"].sum() == dates["reference_p50"].notna().sum()
    # A conditional class is never larger than the whole of it.
    merged = dates[dates["class_level"] == "all"]["class_n"].max()
    assert merged <= classes.set_index("class_level").loc["all", "class_finished"]


def test_over_the_invented_city_a_finished_project_has_the_index_planned_over_actual_time(reading: Connection) -> None:
    found = tables.make(reading, "earned_schedule_by_project", Scope())
    done = found[(found["progress_state"] == "finished") & found["time_index"].notna()]
    assert len(done) > 50
    expected = done["planned_days"].astype("float64") / done["elapsed_days"]
    assert (done["time_index"] - expected).abs().max() < 1e-9


def test_a_project_is_told_alone_what_it_is_told_in_the_portfolio(reading: Connection) -> None:
    dates = tables.make(reading, "completion_dates", Scope())
    levels = ["class_level", "survival_level"]
    some = dates.groupby(levels, dropna=False).head(3)
    assert len(some.drop_duplicates(levels)) > 3  # some are answered only after widening, some never
    alone = []
    for code in some["code"]:
        scope = resolve(reading, Scope(project=code))
        found = completions_in_scope(reading, scope)
        row, told = (
            tables.make(reading, name, scope, lambda *_, found=found: found)
            for name in ("completion_dates", "project_completion")
        )
        alone.append(row)
        both = row.columns.intersection(told.columns)
        pd.testing.assert_frame_equal(told[both], row[both], check_dtype=False)
    pd.testing.assert_frame_equal(pd.concat(alone, ignore_index=True), some.reset_index(drop=True))


def test_one_project_is_not_compared_by_way_of_the_whole_portfolio(reading: Connection) -> None:
    dates = tables.make(reading, "completion_dates", Scope())
    answered = dates[dates["class_level"].isin(["sector", "sector-tier"])]
    found = completions_in_scope(reading, resolve(reading, Scope(project=answered["code"].iloc[0])))
    assert 20 <= len(found.projects) < 150
    assert found.chosen.sum() == 1
