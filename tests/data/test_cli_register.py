"""Decisions about names of organisations from the command line: suggested, foreseen, decided, withdrawn."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data import database, register
from data.__main__ import BUSY, DONE, REFUSED, USAGE, main
from tests.editions import write

Printed = pytest.CaptureFixture[str]
DECIDE = ("merge", "HHC", "Health and Hospitals Corporation", "--reason", "its initials", "--by", "Li")


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Two projects of one body under two names, each with a contractor."""
    path = tmp_path / "projects.db"
    engine = database.prepare(f"sqlite:///{path}")
    write(
        engine,
        project_record="project|as_of|name_en\nP1|2025-03-31|Ward\nP2|2025-03-31|Clinic",
        participation="""
            project | as_of      | organisation                     | role
            P1      | 2025-03-31 | HHC                              | responsible
            P1      | 2025-03-31 | Builder                          | contractor
            P2      | 2025-03-31 | Health and Hospitals Corporation | responsible
            P2      | 2025-03-31 | Builder                          | contractor
        """,
    )
    engine.dispose()
    return str(path)


def run(file: str, *words: str) -> int:
    return main(["register", *words, "--database", file])


def pairs(file: str, capsys: Printed) -> int:
    capsys.readouterr()
    assert main(["table", "collaboration_summary", "--json", "--database", file]) == DONE
    return json.loads(capsys.readouterr().out)[0]["collaborating_pairs"]


def test_a_pair_is_suggested_foreseen_merged_listed_and_withdrawn(file: str, capsys: Printed) -> None:
    assert run(file, "suggest", "--json") == DONE
    found = json.loads(capsys.readouterr().out)
    assert [(row["first_key"], row["second_key"], row["same_reasons"]) for row in found] == [
        ("HHC", "Health and Hospitals Corporation", "initials")
    ]
    assert run(file, *DECIDE, "--what-if") == DONE
    told = capsys.readouterr().out
    assert "Pairs that work together: 2 -> 1" in told
    assert "1 project would name another body." in told
    assert "P1 Ward" in told
    assert pairs(file, capsys) == 2

    assert run(file, *DECIDE) == DONE
    assert "Decision 1: HHC counts as Health and Hospitals Corporation." in capsys.readouterr().out
    assert pairs(file, capsys) == 1
    assert run(file, "suggest", "--json") == DONE
    assert json.loads(capsys.readouterr().out) == []
    assert run(file, "--json") == DONE
    listed = json.loads(capsys.readouterr().out)
    assert [(row["decision_number"], row["decision_state"], row["decided_by"]) for row in listed] == [
        (1, "standing", "Li")
    ]

    assert run(file, "withdraw", "1", "--what-if", "--json") == DONE
    told = json.loads(capsys.readouterr().out)
    assert {row["merge_figure"]: row["count_after"] for row in told["merge_effects"]}["pairs"] == 2
    assert [row["code"] for row in told["merged_projects"]] == ["P1"]
    assert run(file, "withdraw", "1", "--by", "Wang", "--reason", "two bodies after all") == DONE
    assert pairs(file, capsys) == 2


def test_a_pair_that_is_told_apart_is_suggested_no_more(file: str, capsys: Printed) -> None:
    words = ("differ", "HHC", "Health and Hospitals Corporation", "--reason", "asked them", "--by", "Li")
    assert run(file, *words) == DONE
    assert "HHC is not Health and Hospitals Corporation" in capsys.readouterr().out
    assert run(file, "suggest", "--json") == DONE
    assert json.loads(capsys.readouterr().out) == []
    assert pairs(file, capsys) == 2


def test_what_is_wrong_is_said_and_nothing_is_written(file: str, capsys: Printed) -> None:
    assert run(file, "merge", "HHC", "Builder") == REFUSED
    assert len(capsys.readouterr().err.splitlines()) == 2, "reason and name"
    assert run(file, "merge", "HHC", "Bricklayer") == REFUSED
    assert "no organisation “Bricklayer”" in capsys.readouterr().err
    assert run(file, "withdraw", "9", "--reason", "x", "--by", "y") == REFUSED
    assert "no decision 9" in capsys.readouterr().err
    for words in (("merge", "HHC"), ("withdraw",), ("withdraw", "one"), ("suggest", "HHC")):
        assert run(file, *words) == USAGE
        assert "register merge NAME INTO" in capsys.readouterr().err


def test_a_second_writer_is_told_to_wait(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = register.decide.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "wait_seconds", 0.2)
    with database.writing(database.engine(file)):
        assert run(file, *DECIDE) == BUSY
