"""What a reader sees in a table: one name, one unit a column, words for codes, a dash for what is not known."""

from __future__ import annotations

import pytest

from analytics.frames import FRAMES
from analytics.language import Language
from pages.components import cells, filters
from tests.tables import draw

ENGLISH, CHINESE = Language("en"), Language("zh_CN")
PROJECTS = draw(
    """
    code | name_en | name_zh | tier | light   | currency | budget_current | slip_days | completion_forecast
    P1   | Bridge  | 大桥    | A    | late    | CNY      | 50000000000    | 120       | 2026-11-21
    P2   | School  |         | B    | unknown | CNY      | 1234567890     |           |
    """,
    "projects",
)


@pytest.fixture(autouse=True)
def _no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "place", lambda _kind, code, _language: code)


def shown(language: Language, *names: str) -> dict[str, cells.Shown]:
    return {column.name: column for column in cells.shown_columns(PROJECTS, FRAMES["projects"], names, language)}


def test_two_names_are_one_column_in_the_reader_s_language_or_the_one_there_is() -> None:
    assert shown(CHINESE, "name_en", "name_zh")["name"].texts == ["大桥", "School"]
    assert shown(ENGLISH, "name_en", "name_zh")["name"].texts == ["Bridge", "School"]
    assert shown(ENGLISH, "name_en", "name_zh")["name"].head == "Name"


def test_a_column_of_money_has_one_unit_that_its_header_names() -> None:
    english, chinese = (shown(language, "currency", "budget_current") for language in (ENGLISH, CHINESE))
    assert (english["budget_current"].head, english["budget_current"].texts) == (
        "Current budget (CNY million)",
        ["500.0", "12.3"],
    )
    assert chinese["budget_current"].head.endswith("（万元）")
    assert chinese["budget_current"].texts == ["50,000", "1,235"]
    assert "currency" not in english, "the header names the one currency there is"


def test_a_light_is_shape_and_word_and_carries_its_tone() -> None:
    light = shown(ENGLISH, "light")["light"]
    assert light.texts == ["■ Late", "○ Unknown"]
    assert light.tones == ["late", "unknown"]


def test_what_is_not_known_is_a_dash_and_a_date_is_iso() -> None:
    columns = shown(ENGLISH, "slip_days", "completion_forecast")
    assert columns["slip_days"].texts == ["120", "–"]
    assert columns["completion_forecast"].texts == ["2026-11-21", "–"]
    assert columns["slip_days"].align == "right"


def test_amounts_that_stand_side_by_side_have_one_unit() -> None:
    table = draw(
        """
        group | group_en | group_zh | currency | plan         | completed
        roads | Roads    | 道路     | CNY      | 300000000000 | 20000000000
        """
    )
    found = cells.shown_columns(table, FRAMES["plan_by_sector"], ["plan", "completed"], ENGLISH)
    assert [column.head.partition("(")[2] for column in found] == ["CNY million)", "CNY million)"]


@pytest.mark.parametrize(("language", "head"), [(ENGLISH, "Sector"), (CHINESE, "行业")])
def test_a_table_by_sector_is_headed_sector(language: Language, head: str) -> None:
    table = draw("group | group_en | group_zh\nroads | Roads | 道路")
    assert cells.shown_columns(table, FRAMES["slippage_by_sector"], ["group_en"], language)[0].head == head


def test_no_p_value_is_nought_and_nothing_is_less_than_nought_by_rounding() -> None:
    table = draw(
        """
        wald_p    | log_odds    | wald_z | odds_ratio
        0.0000001 | −0.00000001 | −0.0   | 0
        0.02584   | −0.25       | 2.2291 | 1.5
        """
    )
    names = ["wald_p", "log_odds", "wald_z", "odds_ratio"]
    found = {column.name: column.texts for column in cells.shown_columns(table, FRAMES["ergm_terms"], names, ENGLISH)}
    assert found["wald_p"] == ["< 0.00001", "0.02584"]
    assert found["log_odds"] == ["0.000000", "−0.250000"]
    assert found["wald_z"] == ["0.000", "2.229"]
    assert found["odds_ratio"] == ["0.0000", "1.5000"]
