"""The real files, by the shipped mappings, into a database: the published numbers come out exactly."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from analytics.scope import Scope
from data import editions, schema
from data.importers import load
from data.importers.batch import Parsed
from data.queries.summary import summary
from tests.editions import table
from tests.tables import rows

FILES = Path(__file__).parents[4] / "shared/data"
NYC = ["nyc/NYC_capital_projects_20190901.csv"]
GMPP = ["gmpp/uk_2021.csv", "gmpp/uk_2022.csv"]
BANK = ["worldbank/WB_2018.xlsx"]
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FILES.is_dir(), reason="the real files are not beside the project"),
]


def parsed(files: list[str], mapping: str) -> Parsed:
    return load([FILES / file for file in files], mapping)


def summed(engine: Engine, files: list[str], mapping: str) -> dict[str, Any]:
    result = editions.write(engine, parsed(files, mapping))
    assert result.edition == 1
    with engine.connect() as connection:
        return summary(connection, Scope())


def known(found: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(found[name] for name in names)


COMPLETION = ("completion_later", "completion_same", "completion_earlier", "completion_unknown")


def test_new_york_s_numbers_come_out_exactly(engine: Engine) -> None:
    found = summed(engine, NYC, "nyc-capital-projects")
    assert known(found, "projects", "projects_with_budget", "budget_total") == (378, 367, {"USD": "41061494306.36"})
    assert known(found, *COMPLETION) == (203, 126, 33, 16)
    assert known(found, "collaborating_pairs", "pair_weight") == (36, 249)
    assert found["statuses"] == {
        "planned": 188, "active": 172, "suspended": 0, "completed": 0, "cancelled": 0, "unknown": 18,
    }  # fmt: skip


def test_the_british_numbers_come_out_exactly(engine: Engine) -> None:
    found = summed(engine, GMPP, "uk-gmpp")
    assert known(found, "projects", "projects_with_budget", "budget_total") == (260, 226, {"GBP": "621513570000.00"})
    assert known(found, *COMPLETION) == (42, 198, 8, 12)


@pytest.mark.parametrize(
    ("files", "mapping", "expected"),
    [
        (NYC, "nyc-capital-projects", {"later": 203, "same": 126, "earlier": 33, "unknown": 16}),
        (GMPP, "uk-gmpp", {"later": 42, "same": 198, "same_many": 98, "earlier": 8, "unknown": 12}),
    ],
)
def test_last_forecasts_against_first_ones_come_out_as_published_and_against_no_baseline_nothing_is_on_time(
    sqlite_engine: Engine, files: list[str], mapping: str, expected: dict[str, int]
) -> None:
    editions.write(sqlite_engine, parsed(files, mapping))
    moves = table(sqlite_engine, "completion_moves").set_index("completion_move")["projects"].to_dict()
    moves["same"] = moves["same_many"] + moves["same_one"]
    assert {name: moves[name] for name in expected} == expected
    if mapping == "nyc-capital-projects":  # it gives forecasts only, no baseline
        latest = table(sqlite_engine, "delay_rates", Scope().choosing(baseline="latest")).iloc[2]
        assert (latest["projects"], latest["with_slip"], latest["judged"]) == (378, 0, 0)
        assert table(sqlite_engine, "rebaselines").empty
        assert table(sqlite_engine, "delay_rates").iloc[2]["with_slip"] == 362


def test_the_world_bank_s_numbers_come_out_exactly(engine: Engine) -> None:
    found = summed(engine, BANK, "world-bank")
    assert known(found, "projects", "projects_with_budget", "budget_total") == (499, 439, {"USD": "150216017187.00"})
    statuses = {"planned": 1, "active": 291, "suspended": 0, "completed": 157, "cancelled": 50, "unknown": 0}
    assert found["statuses"] == statuses
    assert found["as_of"] == "2022-09-22"


def test_new_york_s_oddities_are_kept_and_flagged() -> None:
    (batch,) = parsed(NYC, "nyc-capital-projects").batches
    assert (batch.rows_read, batch.rows_used, batch.problems) == (2259, 2259, [])
    flagged = {(flag.rule, flag.found): flag.ref for flag in batch.flags}
    assert set(flagged) == {("negative_amount", "-4102606.00 USD"), ("far_date", "2108-10-21")}
    budgets, dates = batch.facts["budget_figure"], batch.facts["milestone_snapshot"]
    assert rows(budgets.loc[budgets["ref"].notna(), ["project", "amount"]]) == [("556", -410_260_600)]
    assert rows(dates.loc[dates["ref"].notna(), ["project", "forecast"]]) == [("649", date(2108, 10, 21))]
    assert rows(budgets.loc[budgets["project"] == "553", ["amount"]])[-1] == (0,)  # a true zero
    named = Counter(batch.facts["participation"]["organisation"])
    assert named["NA"] == 10  # an agency, not "not available"
    assert {"HHC", "H+H"} <= set(named)
    assert "Manhatten" in set(batch.facts["project_record"]["district"])  # as written, never mended


def test_new_york_s_running_totals_are_listed_as_not_stored() -> None:
    assert parsed(NYC, "nyc-capital-projects").not_stored == [
        "Latest Budget Changes", "Total Budget Changes", "Latest Schedule Changes", "Total Schedule Changes",
    ]  # fmt: skip


def test_the_newest_report_of_new_york_alone_has_blank_cells_that_stay_unknown() -> None:
    (batch,) = parsed(NYC, "nyc-capital-projects").batches
    budgets = batch.facts["budget_figure"]
    newest = budgets[budgets["as_of"] == pd.Timestamp("2019-09-01")]
    assert (len(newest), int(newest["amount"].sum())) == (284, 3_197_475_059_136)
    assert (batch.facts["project_record"]["as_of"] == pd.Timestamp("2019-09-01")).sum() == 378


def test_the_british_colours_are_kept_and_mapped_and_no_exemption_is_a_zero() -> None:
    first, second = parsed(GMPP, "uk-gmpp").batches
    assert first.problems == second.problems == []
    for batch, millions, count in ((first, 541_951.37, 164), (second, 494_181, 191)):
        budgets = batch.facts["budget_figure"]
        assert (int(budgets["amount"].sum()), len(budgets)) == (round(millions * 100) * 10**6, count)
    assert Counter(first.facts["progress_report"]["light_reported"]) == {
        "Green": 12, "Amber/Green": 29, "Amber": 84, "Amber/red": 44, "Red": 7,
    }  # fmt: skip
    assert Counter(first.facts["progress_report"]["light"]) == {"good": 41, "watch": 84, "late": 51}
    assert Counter(second.facts["progress_report"]["light"]) == {"good": 24, "watch": 170, "late": 27}
    assert set(first.facts["project_record"]["as_of"]) == {pd.Timestamp("2021-03-31")}
    bodies = first.facts["participation"].groupby("project")["organisation"].agg(list)
    assert ["DEFRA", "DFT"] in bodies.tolist()


def test_the_world_bank_s_commas_and_mojibake_are_kept_and_the_latter_is_mentioned() -> None:
    found = parsed(BANK, "world-bank")
    (batch,) = found.batches
    assert "Ministry of Industry, Trade and Cooperatives" in set(batch.facts["participation"]["organisation"])
    assert batch.facts["project_record"]["description"].str.contains("â\x80\x99").sum() > 0
    tables: Any = found.files[0].described["tables"]
    assert tables[0]["garbled"]["first_row"] == 3
    assert tables[0]["banner"] == ["World Bank Projects, data as of 09/22/2022 03:29:17 PM"]
    assert batch.problems == []


def test_the_same_files_again_change_nothing(sqlite_engine: Engine) -> None:
    editions.write(sqlite_engine, parsed(GMPP, "uk-gmpp"))
    assert editions.write(sqlite_engine, parsed(GMPP[::-1], "uk-gmpp")).unchanged
    with sqlite_engine.connect() as connection:
        assert len(connection.execute(select(schema.project_record.c.id)).all()) == 184 + 235
