"""Who leads which stage: drawn editions on each engine, windows and kinds, the planted projects, and real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from analytics.scope import Scope
from data import editions, tables
from data.importers import load
from tests.data.sample_frames import planted
from tests.editions import table, write
from tests.tables import rows

FILES = Path(__file__).parents[4] / "shared/data"
EDITION: dict[str, Any] = {
    "organisations": """
        key | name_en | name_zh | kind       | level
        A   | Alder   | 甲局    | department | city
        B   | Birch   |         | department | city
        C   | Cedar   | 丙公司  | company    | city
    """,
    "project_record": """
        project | as_of      | status | stage        | sector | name_en
        P1      | 2023-06-30 | active | design       | roads  | Bridge
        P1      | 2024-06-30 | active | construction | roads  | Bridge
        P2      | 2023-06-30 | active |              | water  | Sewer
    """,
    "participation": """
        project | as_of      | organisation | role        | stage
        P1      | 2023-06-30 | A            | responsible | approval
        P1      | 2023-06-30 | A            | responsible | design
        P1      | 2024-06-30 | A            | responsible | approval
        P1      | 2024-06-30 | A            | responsible | design
        P1      | 2024-06-30 | B            | responsible | design
        P1      | 2024-06-30 | B            | responsible | tendering
        P1      | 2023-06-30 | C            | contractor  | construction
        P2      | 2023-06-30 | C            | responsible |
    """,
}
COUNTS = ["stages_reached", "led_by_one", "led_by_none", "led_by_several"]


def test_each_stage_reached_is_led_by_one_by_nobody_or_by_several(engine: Engine) -> None:
    write(engine, **EDITION)
    cases = table(engine, "responsibility_cases")[["code", "led_stage", "leading_state", "leaders_en", "leaders_zh"]]
    assert rows(cases) == [
        ("P1", "construction", "nobody", None, None),
        ("P1", "design", "several", "Alder; Birch", "甲局、Birch"),
    ]
    assert rows(table(engine, "responsibility_summary")[COUNTS]) == [(5, 3, 1, 1)]
    by_sector = table(engine, "responsibility_by_sector")
    assert rows(by_sector[["group_en", "projects", *COUNTS]]) == [
        ("Roads and bridges", 1, 4, 2, 1, 1),
        ("Water and drainage", 1, 1, 1, 0, 0),
    ]
    assert table(engine, "responsibility_stages")["led_stage"].tolist() == [
        "approval", "design", "tendering", "construction", "unknown",
    ]  # fmt: skip


def test_in_a_window_the_state_is_that_of_its_last_day(engine: Engine) -> None:
    write(engine, **EDITION)
    then = Scope().choosing(window="year", year=2023)
    assert rows(table(engine, "responsibility_summary", then)[COUNTS]) == [(3, 3, 0, 0)]
    assert table(engine, "responsibility_cases", then).empty
    later = Scope().choosing(window="range", from_year=2023, year=2024)  # nobody counts beside who followed
    assert rows(table(engine, "responsibility_summary", later)[COUNTS]) == [(5, 3, 1, 1)]


def test_a_filter_by_kinds_makes_no_gap_and_a_stage_is_judged_alone(engine: Engine) -> None:
    write(engine, **EDITION)
    companies = Scope().choosing(kinds="company")
    assert rows(table(engine, "responsibility_summary", companies)[COUNTS]) == [(5, 3, 1, 1)]
    assert rows(table(engine, "bodies_per_project", companies)[["organisations", "projects"]]) == [(1, 2)]
    design = Scope().choosing(stage="design")
    assert rows(table(engine, "responsibility_summary", design)[COUNTS]) == [(1, 0, 0, 1)]
    assert rows(table(engine, "responsibility_summary", Scope(sectors=("water",)))[COUNTS]) == [(1, 1, 0, 0)]


def test_a_company_is_no_public_body(engine: Engine) -> None:
    write(engine, **EDITION)
    assert rows(table(engine, "bodies_per_project")[["organisations", "projects"]]) == [(0, 1), (2, 1)]
    shared = table(engine, "shared_by_year")
    assert rows(shared[["projects_with_bodies", "projects_shared", "mean_bodies"]]) == [(1, 0, 1.0), (1, 1, 2.0)]


def test_an_empty_database_has_no_rows_but_the_summary(engine: Engine) -> None:
    assert rows(table(engine, "responsibility_summary")[["projects", *COUNTS]]) == [(0, 0, 0, 0, 0)]
    for name in ("stages", "matrix", "cases", "roles", "by_tier"):
        assert table(engine, f"responsibility_{name}").empty
    for name in ("bodies_per_project", "shared_by_year", "slippage_by_body_count"):
        assert table(engine, name).empty


def test_the_city_has_the_planted_gaps_and_overlaps_and_no_others(reading: Connection) -> None:
    cases = tables.make(reading, "responsibility_cases", Scope())
    of = cases.groupby("leading_state")["code"].agg(lambda codes: sorted(set(codes)))
    assert of.to_dict() == {"nobody": planted("nobody_leads", 300), "several": planted("two_lead", 300)}
    summary = tables.make(reading, "responsibility_summary", Scope()).iloc[0]
    for name, dimension in (("led_by_none", "district"), ("led_by_several", "tier")):
        assert tables.make(reading, f"responsibility_by_{dimension}", Scope())[name].sum() == summary[name] > 0


@pytest.mark.real_data
@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project")
def test_new_york_s_projects_each_have_one_leader_and_those_with_a_client_slip_less(engine: Engine) -> None:
    editions.write(engine, load([FILES / "nyc/NYC_capital_projects_20190901.csv"], "nyc-capital-projects"))
    found = table(engine, "responsibility_summary")
    assert rows(found[["projects", "stage_unknown", *COUNTS, "bodies_leading"]]) == [(378, 18, 1118, 1118, 0, 0, 12)]
    assert rows(table(engine, "bodies_per_project")[["organisations", "projects"]]) == [(1, 145), (2, 225), (3, 8)]
    slips = table(engine, "slippage_by_body_count")
    assert rows(slips[["body_count", "projects", "median_slip"]]) == [("one", 145, 360.5), ("several", 233, 1.0)]


@pytest.mark.real_data
@pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project")
def test_the_british_projects_whose_stage_nobody_reports_are_judged_as_a_whole(engine: Engine) -> None:
    editions.write(engine, load([FILES / f"gmpp/uk_{year}.csv" for year in (2021, 2022)], "uk-gmpp"))
    assert rows(table(engine, "responsibility_stages")[["led_stage", "projects", "led_by_one"]]) == [
        ("unknown", 260, 260)
    ]
