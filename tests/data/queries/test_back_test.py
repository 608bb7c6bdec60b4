"""The back-test out of the database: drawn editions, an empty one, and a whole city under any filter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from analytics.errors import PortfolioError
from analytics.measures import back_test
from analytics.scope import Scope
from data import tables
from data.queries.common import reporting_dates
from tests.editions import table, write
from tests.tables import rows

NAMES = ("back_test_scores", "back_test_by_origin", "back_test_by_lead", "back_test_verdict")
COUNTS = ["pairs", "pairs_scored", "pairs_open", "pairs_cancelled", "pairs_undated"]
DRAWN: dict[str, Any] = {
    "project_record": """
        project | as_of      | status
        P1      | 2024-03-31 | active
        P1      | 2024-09-30 | completed
        P2      | 2024-03-31 | active
        P2      | 2024-09-30 | cancelled
        P3      | 2024-03-31 | active
        P4      | 2024-03-31 | active
    """,
    "milestone_snapshot": """
        project | as_of      | milestone  | baseline_no | baseline   | forecast   | actual
        P1      | 2024-03-31 | start      | 1           | 2024-01-01 |            |
        P1      | 2024-03-31 | completion | 1           | 2024-06-30 | 2024-07-31 |
        P1      | 2024-09-30 | completion |             |            |            | 2024-08-15
        P2      | 2024-03-31 | start      | 1           | 2024-01-01 |            |
        P2      | 2024-03-31 | completion | 1           | 2024-06-30 |            |
        P3      | 2024-03-31 | start      | 1           | 2024-01-01 |            |
        P3      | 2024-03-31 | completion | 1           | 2024-12-31 |            |
    """,
    "budget_figure": """
        project | as_of      | kind    | amount   | currency
        P1      | 2024-03-31 | current | 10000000 | CNY
    """,
}


def test_each_past_case_is_counted_once_by_what_became_of_it_and_too_few_are_not_scored(engine: Engine) -> None:
    write(engine, **DRAWN)
    found = table(engine, "back_test_scores").set_index(["cases", "forecast_method"])
    assert rows(found.loc[[("own", "baseline"), ("own", "agency")], [*COUNTS, "pairs_refused", "test_refusal"]]) == [
        (3, 1, 1, 1, 0, 0, "few_pairs"),  # P4 has no plan, and with it no clock
        (1, 1, 0, 0, 0, 2, "few_pairs"),
    ]
    assert found["miss_days"].isna().all()
    assert table(engine, "back_test_verdict")["test_refusal"].tolist() == ["few_pairs"]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_database_has_the_same_columns_and_no_score(engine: Engine, name: str) -> None:
    found = table(engine, name)
    assert tuple(found.columns) == tables.frame(name).columns
    assert found["pairs"].sum() == 0


# --- a whole city --------------------------------------------------------------------------------


def test_the_city_has_a_verdict_from_all_past_dates(reading: Connection) -> None:
    found = tables.make(reading, "back_test_verdict", Scope()).iloc[0]
    past = reporting_dates(reading)[:-1]
    assert pd.isna(found["test_refusal"])
    assert (found["first_origin"].date(), found["last_origin"].date()) == (past[0], past[-1])
    assert found["origins_left_out"] == max(0, len(past) - back_test.MOST_ORIGINS)
    assert found["miss_difference_low"] < found["miss_difference"] < found["miss_difference_high"]
    scores = tables.make(reading, "back_test_scores", Scope()).query("cases == 'common'").set_index("forecast_method")
    assert found["miss_days"] == scores["miss_days"].min() == scores.loc[found["forecast_method"], "miss_days"]


@settings(deadline=None, max_examples=6)
@given(
    as_of=st.sampled_from([None, date(2023, 6, 30), date(2024, 2, 10)]),
    sectors=st.sampled_from([(), ("roads",), ("water", "schools")]),
    class_by=st.sampled_from(["sector-tier-size", "all"]),
)
def test_dates_and_bands_share_out_the_common_cases_under_any_filter(
    reading: Connection, as_of: date | None, sectors: tuple[str, ...], class_by: str
) -> None:
    scope = Scope(as_of, sectors).choosing(class_by=class_by)
    answered: dict[Any, Any] = {}
    scores, by_origin, by_lead, verdict = (
        tables.make(reading, name, scope, lambda query, asked: answered.setdefault(query, query(reading, asked)))
        for name in NAMES
    )
    assert len(scores) == 2 * len(back_test.METHODS)
    parts = ["pairs_scored", "pairs_open", "pairs_cancelled", "pairs_undated"]
    assert (scores[parts].sum(axis=1) == scores["pairs"]).all()
    compared = scores[(scores["cases"] == "common") & scores["test_refusal"].isna()]
    for method, expected in compared.set_index("forecast_method")[COUNTS].iterrows():
        for table_ in (by_origin, by_lead):
            assert table_.loc[table_["forecast_method"] == method, COUNTS].sum().tolist() == expected.tolist()
        assert verdict[COUNTS].iloc[0].tolist() == expected.tolist()
    assert verdict["test_refusal"].isna().iloc[0] == (len(compared) > 0)


def test_a_filter_narrows_what_is_forecast_and_not_what_is_learnt_from(reading: Connection) -> None:
    whole, part = (
        tables.make(reading, "back_test_scores", scope).query("cases == 'own'").set_index("forecast_method")
        for scope in (Scope(), Scope(sectors=("roads",)))
    )
    kept, refused = part.loc["reference_class", ["pairs", "pairs_refused"]]
    assert 0 < kept < whole.loc["reference_class", "pairs"]
    # Alone, the roads have too few finished projects at first; among all projects there are enough.
    assert refused / (kept + refused) < 0.25


def test_a_class_that_does_not_exist_is_refused(reading: Connection) -> None:
    with pytest.raises(PortfolioError, match="class_by cannot be"):
        tables.make(reading, "back_test_scores", Scope().choosing(class_by="moon"))
