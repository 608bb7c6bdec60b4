"""Policy numbers from the command line: listed, asked about, entered, withdrawn."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from data import database, rules
from data.__main__ import BUSY, DONE, REFUSED, USAGE, main
from tests.editions import write

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> str:
    """A database of two projects of tier B."""
    path = tmp_path / "projects.db"
    engine = database.prepare(f"sqlite:///{path}")
    write(
        engine,
        project_record="project|as_of|name_en\nP1|2025-03-31|Bridge\nP2|2025-03-31|School",
        budget_figure="""
            project | as_of      | kind    | amount     | currency
            P1      | 2025-03-31 | current | 9000000000 | CNY
            P2      | 2025-03-31 | current | 700000000  | CNY
        """,
    )
    engine.dispose()
    return str(path)


def run(file: str, *words: str) -> int:
    return main(["rules", *words, "--database", file])


def tiers(file: str, printed: Printed) -> dict[str, int]:
    printed.readouterr()
    main(["summary", "--json", "--database", file])
    return json.loads(printed.readouterr().out)["tiers"]


SET = ("set", "tier.a_above", "80,000,000", "--from", "1900-01-01", "--source", "circular 7", "--by", "Wang")


def test_what_would_move_is_printed_and_nothing_is_written(file: str, capsys: Printed) -> None:
    assert run(file, *SET, "--what-if") == DONE
    said = capsys.readouterr().out
    assert "Tier at registration: Tier B -> Tier A: 1 project, CNY 90 million" in said
    assert "P1 Bridge: Tier B -> Tier A" in said
    assert tiers(file, capsys)["A"] == 0
    assert run(file, *SET, "--what-if", "--json") == DONE
    told = json.loads(capsys.readouterr().out)
    assert {move["budget_moved"] for move in told["rule_moves"]} == {"90000000.00"}
    assert run(file, "set", "quality.stale_after", "31", "--from", "2030-01-01", "--source", "x", "--what-if") == DONE
    assert capsys.readouterr().out == "Nothing would move.\n"
    assert run(file, "set", "fiscal.first_month", "4", "--from", "2025-01-01", "--source", "x", "--what-if") == DONE
    assert "Fiscal year from month 4 (after the change): 2024, pro-rata line 100.0 %" in capsys.readouterr().out


def test_a_number_is_entered_listed_and_withdrawn(file: str, capsys: Printed) -> None:
    assert run(file, *SET) == DONE
    assert "Entry 1: tier.a_above is 80,000,000 from 1900-01-01 on." in capsys.readouterr().out
    assert tiers(file, capsys)["A"] == 1
    assert run(file) == DONE
    listed = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    states = [(row["value"], row["rule_state"], row["entered_by"]) for row in listed if row["word"] == "tier.a_above"]
    assert states == [("80,000,000", "in_force", "Wang"), ("100,000,000", "replaced", "")]
    assert run(file, "withdraw", "1", "--what-if") == DONE
    assert "Tier A -> Tier B: 1 project" in capsys.readouterr().out
    assert tiers(file, capsys)["A"] == 1
    assert run(file, "withdraw", "1", "--by", "Li") == DONE
    assert tiers(file, capsys)["A"] == 0


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_written(file: str, capsys: Printed) -> None:
    assert run(file, "set", "rate.CNY", "seven") == REFUSED
    assert len(capsys.readouterr().err.splitlines()) == 4, "currency, value, day, source"
    assert run(file, "withdraw", "9") == REFUSED
    assert "no entry 9" in capsys.readouterr().err
    for words in (("set", "tier.a_above"), ("withdraw",), ("withdraw", "one"), ("list", "tier")):
        assert run(file, *words) == USAGE
        assert "rules set KEY VALUE" in capsys.readouterr().err
    assert run(file) == DONE
    assert "circular" not in capsys.readouterr().out


def test_a_second_writer_is_told_to_wait(file: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = rules.add.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "wait_seconds", 0.2)
    with database.writing(database.engine(file)):
        assert run(file, *SET) == BUSY
