"""Tiers set by hand: they hold from their day on, survive what comes after, and nothing of the log is lost."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from analytics.errors import Mistakes, NotFound
from analytics.language import Language
from analytics.measures import tier_words
from analytics.scope import Scope
from data import database, editions, overrides
from tests.editions import table, write
from tests.tables import rows

RECORD = """
    project | as_of      | name_en | status | sector
    P1      | 2024-12-31 | Bridge  | active | roads
    P1      | 2025-06-30 | Bridge  | active | roads
    P2      | 2025-06-30 | Tunnel  | active | roads
"""
BUDGET = """
    project | as_of      | kind            | amount     | currency
    P1      | 2024-12-31 | approved_budget | 2000000000 | CNY
    P2      | 2025-06-30 | approved_budget | 2000000000 | CNY
"""
EARLY, LATE = Scope(as_of=date(2025, 3, 31)), Scope(as_of=date(2025, 6, 30))


@pytest.fixture
def filled(engine: Engine) -> Engine:
    write(engine, project_record=RECORD, budget_figure=BUDGET)
    return engine


def tiers(engine: Engine, scope: Scope) -> dict[str, tuple[str, str, str]]:
    found = table(engine, "class_projects", scope)
    return {row.code: (row.tier, row.tier_reason) for row in found.itertuples()}  # type: ignore[misc]


def test_a_tier_set_by_hand_holds_from_its_day_on_and_moves_counts_and_money_with_it(filled: Engine) -> None:
    number = overrides.set_tier(filled, "P1", "A", "Crosses the river", "Li", date(2025, 6, 30))
    assert number == 1
    assert tiers(filled, EARLY) == {"P1": ("B", "")}
    assert tiers(filled, LATE) == {"P1": ("A", "override"), "P2": ("B", "")}
    moved = table(filled, "tier_counts", LATE).set_index("tier")["projects"]
    assert (moved["A"], moved["B"]) == (1, 1)
    trend = table(filled, "tier_trend", LATE)
    assert trend.loc[trend["tier"] == "A", "projects"].tolist() == [0, 1]
    money = table(filled, "tier_money", LATE).set_index("tier")["registered_amount"]
    assert money["A"] == money["B"] == 2_000_000_000


def test_the_rule_s_own_tier_stays_beside_the_one_that_was_set(filled: Engine) -> None:
    overrides.set_tier(filled, "P1", "C", "Split up", "Li", date(2025, 6, 30))
    matrix = table(filled, "tier_matrix", LATE)
    assert rows(matrix[matrix["projects"] > 0]) == [("B", "B", 2, 1.0)]


def test_a_withdrawn_entry_counts_no_more_and_stays_in_the_log_with_its_reasons(filled: Engine) -> None:
    before = editions_version(filled)
    first = overrides.set_tier(filled, "P1", "A", "One", "Li", date(2025, 1, 1))
    second = overrides.set_tier(filled, "P1", "C", "Two", "Wang", date(2025, 1, 1))
    assert tiers(filled, LATE)["P1"] == ("C", "override")
    overrides.withdraw(filled, second, "Mistaken", "Zhao")
    assert tiers(filled, LATE)["P1"] == ("A", "override")
    overrides.withdraw(filled, first, "Mistaken too", "Zhao")
    assert tiers(filled, LATE)["P1"] == ("B", "")
    log = table(filled, "tier_overrides")
    columns = [
        "entry",
        "code",
        "name_en",
        "tier_set",
        "override_reason",
        "entered_by",
        "withdrawn_by",
        "withdrawn_reason",
    ]
    assert rows(log[columns]) == [
        (2, "P1", "Bridge", "C", "Two", "Wang", "Zhao", "Mistaken"),
        (1, "P1", "Bridge", "A", "One", "Li", "Zhao", "Mistaken too"),
    ]
    assert log["entered_at"].notna().all()
    assert log["withdrawn_at"].notna().all()
    assert editions_version(filled) != before


def editions_version(engine: Engine) -> str:
    with database.reading(engine) as connection:
        return editions.version(connection)


def test_the_entry_outlives_an_edition_that_is_taken_back_and_comes_with_it_again(filled: Engine) -> None:
    overrides.set_tier(filled, "P1", "A", "Crosses the river", "Li", date(2025, 1, 1))
    editions.take_back(filled)
    assert rows(table(filled, "tier_overrides")[["code", "name_en", "tier_set"]]) == [("P1", None, "A")]
    overrides.withdraw(filled, 1, "Gone", "Li")  # of a project that is not there
    overrides_again = write(filled, project_record=RECORD, budget_figure=BUDGET, name="again.csv")
    assert overrides_again.edition == 2
    overrides.set_tier(filled, "P1", "A", "Back", "Li", date(2025, 1, 1))
    write(filled, project_record="project | as_of | name_en | status\nP1 | 2025-09-30 | Bridge | active")
    assert tiers(filled, Scope())["P1"] == ("A", "override")


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(filled: Engine) -> None:
    with pytest.raises(Mistakes) as caught:
        overrides.set_tier(filled, "P9", "unknown", " ", "x" * 2001, None)
    said = [mistake.render(Language()) for mistake in caught.value.mistakes]
    assert said == [
        "There is no project with the code “P9”.",
        "“unknown” is not a tier: choose A, B or C.",
        "Give the reason for setting the tier by hand.",
        "A reason or name has at most 2000 letters.",
        "Give the day from which it holds, between 1950 and 2100.",
    ]
    assert caught.value.render(Language("zh_CN")).splitlines()[2] == "请填写人工定级的理由。"
    assert table(filled, "tier_overrides").empty


@pytest.mark.parametrize("value", ["P1\0", "P1' OR 1=1 --"])
def test_a_hostile_code_is_no_project(filled: Engine, value: str) -> None:
    with pytest.raises(Mistakes, match="no project"):
        overrides.set_tier(filled, value, "A", "r", "Li", date(2025, 1, 1))


def test_only_an_entry_that_holds_can_be_withdrawn_and_only_with_a_reason(filled: Engine) -> None:
    overrides.set_tier(filled, "P1", "A", "One", "Li", date(2025, 1, 1))
    with pytest.raises(Mistakes, match="Say why"):
        overrides.withdraw(filled, 1, "", "Li")
    overrides.withdraw(filled, 1, "Done", "Li")
    for number in (1, 7):
        with pytest.raises(NotFound):
            overrides.withdraw(filled, number, "Again", "Li")


def test_before_it_is_saved_it_is_said_what_would_change(filled: Engine) -> None:
    with database.reading(filled) as connection:
        states = overrides.states(connection, "P1")
    assert tier_words.standing(states, Language()) == (
        "Bridge: Tier B in force. By rule Tier B, on CNY 20,000,000.00 registered on 31 Dec 2024; on the current "
        "figure Tier B."
    )
    assert tier_words.effect(states, "A", date(2025, 6, 30), Language()) == (
        "In 1 of its 2 reported states Tier B would become Tier A. The rule then asks for two leaders: a vice mayor "
        "(vice district head) in charge and a project director. Not on record: vice mayor (vice district head) in "
        "charge; project director."
    )
    assert tier_words.effect(states, "B", date(2025, 6, 30), Language()).startswith("Nothing would change")
