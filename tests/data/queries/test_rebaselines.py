"""What moved and what was re-baselined: drawn editions on each engine, and a whole city."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Connection, Engine

from analytics.errors import PortfolioError
from analytics.scope import Scope
from data import tables
from data.sample.stories import STORIES
from tests.editions import table, write
from tests.tables import rows

EDITION: dict[str, Any] = {
    "project_record": """
        project | as_of      | status | name_en
        P1      | 2025-03-31 | active | Bridge
        P2      | 2025-03-31 | active | Tunnel
        P3      | 2025-03-31 | active | Sewer
        P1      | 2025-06-30 | active | Bridge
        P2      | 2025-06-30 | active | Tunnel
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline_no | baseline   | forecast
        P1      | 2025-03-31 | completion | 1           | 2026-01-01 | 2026-01-31
        P1      | 2025-06-30 | completion | 2           | 2026-03-02 | 2026-03-12
        P2      | 2025-03-31 | completion |             |            | 2026-05-01
        P2      | 2025-06-30 | completion |             |            | 2026-05-01
        P3      | 2025-03-31 | completion |             |            | 2026-05-01
    """,
    "participation": """
        project | as_of      | organisation | role
        P1      | 2025-03-31 | A            | responsible
        P1      | 2025-06-30 | B            | responsible
    """,
}


def test_a_re_baseline_is_listed_with_who_when_and_how_far_and_hides_no_slip(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "rebaselines")
    names = ["code", "baseline_no", "set_on", "moved_days", "slip_days", "slip_latest_days", "responsible_en"]
    assert rows(found[names]) == [("P1", 2, date(2025, 6, 30), 60, 70, 10, "B")]
    (body,) = rows(table(engine, "rebaselines_by_responsible")[["group_en", "rebaselines", "median_absorbed"]])
    assert body == ("B", 1, 60.0)
    assert rows(table(engine, "baseline_numbers")) == [(1, 1), (2, 1)]
    assert table(engine, "rebaselines", Scope(as_of=date(2025, 3, 31))).empty


def test_what_moved_since_the_reporting_date_before_is_listed_and_what_did_not_report_did_not_move(
    engine: Engine,
) -> None:
    write(engine, **EDITION)
    found = table(engine, "slip_moves")
    assert rows(found[["code", "slip_move", "moved_days", "forecast_before", "since"]]) == [
        ("P1", "forecast_later", 40, date(2026, 1, 31), date(2025, 3, 31)),
        ("P1", "rebaselined", 60, date(2026, 1, 31), date(2025, 3, 31)),
    ]
    assert table(engine, "slip_moves", Scope(as_of=date(2025, 3, 31))).empty
    with pytest.raises(PortfolioError, match="since cannot be “2025-06-30”; it can be: 2025-03-31"):
        table(engine, "slip_moves", Scope().choosing(since="2025-06-30"))


def test_a_forecast_given_twice_and_one_given_once_are_the_same_in_two_ways(engine: Engine) -> None:
    write(engine, **EDITION)
    found = table(engine, "completion_moves").set_index("completion_move")["projects"]
    assert found.to_dict() == {"later": 1, "same_many": 1, "same_one": 1, "earlier": 0, "unknown": 0}


def test_in_a_whole_city_the_moves_of_the_baseline_and_the_slip_against_the_latest_add_up(reading: Connection) -> None:
    found = tables.make(reading, "rebaselines", Scope())
    last = found.sort_values("baseline_no").groupby("code").tail(1)
    whole = last["moved_from_first"] + last["slip_latest_days"]
    known = whole.notna()
    assert known.sum() > 10
    assert whole[known].tolist() == last.loc[known, "slip_days"].tolist()
    story = next(story for story in STORIES if story.key == "flagship")
    assert (found["code"] == story.who[0]).sum() == story.size["baselines"] - 1


def test_each_move_of_a_city_is_found_by_looking_at_both_dates(reading: Connection) -> None:
    since = date(2024, 12, 31)
    found = tables.make(reading, "slip_moves", Scope().choosing(since=since.isoformat()))
    now, before = (
        tables.make(reading, "slippage_by_project", scope).set_index("code")["completion_forecast"]
        for scope in (Scope(), Scope(as_of=since))
    )
    both = pd.DataFrame({"now": now, "before": before.reindex(now.index)}).loc[before.index.intersection(now.index)]
    for name, expected in (("forecast_later", both["now"] > both["before"]),
                           ("forecast_earlier", both["now"] < both["before"])):  # fmt: skip
        assert set(found.loc[found["slip_move"] == name, "code"]) == set(both.index[expected])
