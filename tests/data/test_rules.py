"""Policy numbers and light rules in the database: whole or not at all, never edited, kept when withdrawn."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from analytics.errors import BadRule, Busy, NotFound
from analytics.measures.light_rule_check import LightEntry
from analytics.measures.rule_check import Entry
from analytics.scope import Scope
from data import database, derive, editions, light_rules, rules, schema
from tests.editions import table, write

LONG_AGO = date(1900, 1, 1)
OURS = LightEntry("Ours", "slip_days", "10", True, "60", False, LONG_AGO, "circular 7", entered_by="Wang")


@pytest.fixture
def filled(engine: Engine) -> Engine:
    write(
        engine,
        budget_figure="""
            project | as_of      | kind            | amount      | currency
            P1      | 2025-03-31 | approved_budget | 9000000000  | CNY
            P2      | 2025-03-31 | approved_budget | 700000000   | CNY
        """,
        milestone_snapshot="""
            project | as_of      | milestone  | baseline   | forecast
            P1      | 2025-03-31 | completion | 2025-06-30 | 2025-08-29
            P2      | 2025-03-31 | completion | 2025-06-30 | 2025-07-10
        """,
    )
    return engine


def entry(key: str, value: str, day: date | None = LONG_AGO, source: str = "circular 7") -> Entry:
    return Entry(key, value, day, source, entered_by="Wang")


def tiers(engine: Engine) -> dict[str, str]:
    found = table(engine, "projects")
    return dict(zip(found["code"], found["tier"], strict=True))


def everything(engine: Engine) -> dict[str, list[str]]:
    with database.reading(engine) as connection:
        return {name: sorted(map(str, connection.execute(select(one)))) for name, one in schema.metadata.tables.items()}


def version(engine: Engine) -> str:
    with database.reading(engine) as connection:
        return editions.version(connection)


def states(engine: Engine, name: str = "rules") -> list[tuple[int, str, str]]:
    found = table(engine, name)
    found = found[found["entry"].notna()].sort_values("entry")
    value = "value" if name == "rules" else "light_rule_en"
    return list(zip(found["entry"].tolist(), found[value], found["rule_state"], strict=True))


def test_the_newest_entry_counts_and_the_one_before_it_when_it_is_withdrawn(filled: Engine) -> None:
    versions = [version(filled)]
    assert tiers(filled) == {"P1": "B", "P2": "B"}
    assert rules.add(filled, entry("tier.a_above", "80000000")) == 1
    versions.append(version(filled))
    assert tiers(filled) == {"P1": "A", "P2": "B"}
    assert rules.add(filled, entry("tier.a_above", "6999999.99")) == 2
    versions.append(version(filled))
    assert tiers(filled) == {"P1": "A", "P2": "A"}
    assert states(filled) == [(1, "80,000,000", "replaced"), (2, "6,999,999.99", "in_force")]
    rules.withdraw(filled, 2, "Li")
    versions.append(version(filled))
    assert tiers(filled) == {"P1": "A", "P2": "B"}
    rules.withdraw(filled, 1)
    assert tiers(filled) == {"P1": "B", "P2": "B"}
    assert states(filled) == [(1, "80,000,000", "withdrawn"), (2, "6,999,999.99", "withdrawn")]
    kept = table(filled, "rules").set_index("entry").loc[2]
    assert (kept["entered_by"], kept["withdrawn_by"]) == ("Wang", "Li")
    assert not pd.isna(kept["withdrawn_at"])
    assert len(set(versions)) == len(versions), "every cache follows"


def test_an_entry_for_a_later_day_waits_for_it(filled: Engine) -> None:
    rules.add(filled, entry("delay.tolerance", "60", date(2030, 1, 1)))
    assert states(filled) == [(1, "60", "later")]
    with_shipped = table(filled, "rules_in_force").set_index("word")
    assert with_shipped.loc["delay.tolerance", "value"] == "30"


def test_a_withdrawn_entry_cannot_be_withdrawn_again_nor_one_that_never_was(filled: Engine) -> None:
    rules.add(filled, entry("quality.stale_after", "31"))
    rules.withdraw(filled, 1)
    for number in (1, 7):
        with pytest.raises(NotFound, match=f"no entry {number} that could be withdrawn"):
            rules.withdraw(filled, number)


def test_a_bad_entry_writes_nothing(filled: Engine) -> None:
    before = everything(filled)
    for bad in (entry("tier.a_above", "1", None, ""), entry("tier.b_from", "100000001"), entry("nothing", "1")):
        with pytest.raises(BadRule):
            rules.add(filled, bad)
    assert everything(filled) == before


def test_a_withdrawal_that_would_turn_two_bounds_around_is_refused(filled: Engine) -> None:
    rules.add(filled, entry("tier.a_above", "200000000"))
    rules.add(filled, entry("tier.b_from", "150000000"))
    before = everything(filled)
    with pytest.raises(BadRule, match=r"tier.b_from \(150,000,000\) would not be below tier.a_above \(100,000,000\)"):
        rules.withdraw(filled, 1)
    assert everything(filled) == before


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_failure_while_the_tables_are_rebuilt_leaves_everything_as_before(
    filled: Engine, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    rules.add(filled, entry("tier.a_above", "80000000"))
    before, rebuild = everything(filled), derive.rebuild

    def broken(*arguments: object) -> int:
        if when == "after":
            rebuild(*arguments)  # type: ignore[arg-type]
        raise RuntimeError("the power went out")

    monkeypatch.setattr(derive, "rebuild", broken)
    with pytest.raises(RuntimeError):
        rules.add(filled, entry("tier.a_above", "6000000"))
    assert everything(filled) == before
    with pytest.raises(RuntimeError):
        rules.withdraw(filled, 1)
    assert everything(filled) == before


def test_the_tables_are_rebuilt_where_they_rest_on_the_number_and_tell_how_far_they_are(filled: Engine) -> None:
    told: list[int] = []
    rules.add(filled, entry("catalogue.annual_above", "1000000"), told.append)
    assert told == []
    rules.add(filled, entry("light.late_from", "60"), told.append)
    assert told == [2]
    assert table(filled, "projects").set_index("code")["light"].to_dict() == {"P1": "late", "P2": "good"}


def test_a_second_writer_is_told_to_wait(filled: Engine) -> None:
    other = database.engine(filled.url)
    with database.writing(other), pytest.raises(Busy):
        rules.add(filled, entry("delay.tolerance", "31"), wait_seconds=0.2)
    other.dispose()


def test_a_light_rule_is_asked_entered_replaced_and_withdrawn(filled: Engine) -> None:
    with database.reading(filled) as connection:
        answer = light_rules.asked(connection, OURS, Scope())
    counts = answer.counts[answer.counts["light_rule"] == "own:Ours"].set_index("rule_light")["projects"]
    assert counts.to_dict() == {"good": 0, "watch": 2, "late": 0, "unknown": 0}, (
        "60 is not included in red, 10 in yellow"
    )
    assert states(filled, "light_rule_entries") == []
    before = version(filled)
    light_rules.add(filled, OURS)
    assert version(filled) != before
    light_rules.add(filled, LightEntry("Ours", "slip_days", "11", True, "60", True, LONG_AGO, "circular 8"))
    assert states(filled, "light_rule_entries") == [(1, "Ours", "replaced"), (2, "Ours", "in_force")]
    counted = table(filled, "light_counts")
    ours = counted[counted["light_rule"] == "own:Ours"].set_index("rule_light")["projects"].to_dict()
    assert ours == {"good": 1, "watch": 0, "late": 1, "unknown": 0}
    light_rules.withdraw(filled, 2, "Li")
    assert states(filled, "light_rule_entries") == [(1, "Ours", "in_force"), (2, "Ours", "withdrawn")]
    with pytest.raises(NotFound):
        light_rules.withdraw(filled, 2)
    with pytest.raises(BadRule):
        light_rules.add(filled, LightEntry("", "slip_days", "1", True, "0", True, None, ""))
