"""The command line: every command explains itself, and its exit code can be relied on."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import insert

from analytics.frames import FRAMES
from analytics.scope import Scope
from data import database, editions, schema, tables
from data.__main__ import BUSY, DONE, PROBLEMS, REFUSED, USAGE, main, parser
from data.exporters import plain
from tests.editions import write

Printed = pytest.CaptureFixture[str]
COMMANDS = ("init", "sample", "import", "check", "editions", "rules", "summary", "table")
README = Path(__file__).parents[2] / "README.md"
LEDGER = (
    "项目代码,项目名称,责任单位,总投资（亿元）,年度计划投资（万元）\n"
    "A-1,滨江路改造,交通局,1.2,3000\n"
    "A-2,水厂扩建,水务局,十亿,800\n"
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "projects.db")


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    made = tmp_path / "ledger.csv"
    made.write_text(LEDGER, encoding="utf-8")
    return str(made)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_a_database_option_and_a_place_in_the_readme(command: str, capsys: Printed) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([command, "--help"])
    assert stopped.value.code == DONE
    assert "--database URL" in capsys.readouterr().out
    assert f"python -m data {command}" in README.read_text(encoding="utf-8")


def test_the_exit_codes_are_documented_in_the_help() -> None:
    for code in (DONE, REFUSED, USAGE, BUSY, PROBLEMS):
        assert f"{code} " in (parser().description or "")


def test_a_rule_of_the_users_own_is_in_force_after_init(tmp_path: Path, capsys: Printed) -> None:
    file = tmp_path / "projects.db"
    engine = database.prepare(f"sqlite:///{file}")
    write(engine, budget_figure="project|as_of|kind|amount|currency\nP1|2025-03-31|current|100000|USD")
    with engine.begin() as connection:
        words = {"id": 1, "key": "rate.CNY", "currency": "USD", "value": "7.1", "unit": "CNY per USD", "source": "bank"}
        dated = {"effective_from": date(2025, 1, 1), "created_at": datetime(2025, 1, 1)}
        connection.execute(insert(schema.rule).values(**words, **dated))
    assert main(["init", "--database", str(file)]) == DONE
    capsys.readouterr()
    main(["summary", "--json", "--database", str(file)])
    assert json.loads(capsys.readouterr().out)["tiers"] == {"A": 0, "B": 0, "C": 1, "unknown": 0}
    engine.dispose()


def test_a_wrong_command_line_is_code_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["summary", "--as-of", "soon"])
    assert stopped.value.code == USAGE


def test_an_empty_database_has_a_summary_of_nothing(file: str, capsys: Printed) -> None:
    assert main(["init", "--database", file]) == DONE
    capsys.readouterr()
    assert main(["summary", "--json", "--database", file]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["projects"], told["budget_total"], told["coverage"]["tiers"]) == (0, {}, None)


def test_a_ledger_in_100_million_beside_10_thousand_yuan_comes_in(file: str, ledger: str, capsys: Printed) -> None:
    given = ["--mapping", "chinese-ledger", "--as-of", "2025-06-30", "--database", file]
    assert main(["check", ledger, *given]) == PROBLEMS
    assert "十亿" in capsys.readouterr().out
    assert main(["import", ledger, *given]) == DONE
    assert "Edition 1: 2 of 2 rows, 2 projects" in capsys.readouterr().out
    assert main(["import", ledger, *given]) == DONE
    assert "edition 1 already" in capsys.readouterr().out
    assert main(["summary", "--json", "--database", file]) == DONE
    told = json.loads(capsys.readouterr().out)
    assert told["budget_total"] == {"CNY": "120000000.00"}
    assert told["tiers"] == {"A": 1, "B": 0, "C": 0, "unknown": 1}
    assert told["as_of"] == "2025-06-30"
    assert main(["editions", "take-back", "--database", file]) == DONE
    assert "Edition 1 is taken back" in capsys.readouterr().out
    assert main(["editions", "take-back", "--database", file]) == REFUSED
    assert "no edition to take back" in capsys.readouterr().err


def test_an_import_as_json_names_every_problem(file: str, ledger: str, capsys: Printed) -> None:
    main(["import", ledger, "--mapping", "chinese-ledger", "--as-of", "2025-06-30", "--json", "--database", file])
    told = json.loads(capsys.readouterr().out)
    (problem,) = told["problems"]
    assert (problem["file"], problem["row"], problem["column"], problem["found"]) == (
        "ledger.csv",
        3,
        "总投资（亿元）",
        "十亿",
    )
    assert problem["allowed"]


def test_a_second_import_is_told_to_wait(
    file: str, ledger: str, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["init", "--database", file])
    defaults = editions.write.__kwdefaults__
    assert defaults is not None
    monkeypatch.setitem(defaults, "wait_seconds", 0.2)
    with database.writing(database.engine(file)):
        code = main(["import", ledger, "--mapping", "chinese-ledger", "--as-of", "2025-06-30", "--database", file])
    assert code == BUSY
    assert "Another import is being written" in capsys.readouterr().err


def test_an_unknown_mapping_table_or_database_is_refused_in_a_sentence(file: str, ledger: str, capsys: Printed) -> None:
    for command, word in (
        (["import", ledger, "--mapping", "nobodys"], "nobodys"),
        (["table", "nothing"], "nothing"),
        (["import", "missing.csv", "--mapping", "chinese-ledger"], "missing.csv"),
    ):
        assert main([*command, "--database", file]) == REFUSED
        assert word in capsys.readouterr().err
    assert main(["init", "--database", "mysql://somewhere/x"]) == REFUSED
    assert "mysql" in capsys.readouterr().err


def test_an_empty_table_says_what_was_asked_for_in_vain(file: str, ledger: str, capsys: Printed) -> None:
    main(["import", ledger, "--mapping", "chinese-ledger", "--as-of", "2025-06-30", "--database", file])
    for asked, said in (
        (["projects", "--sector", "roadz"], "No project has the sector “roadz”. Known are: –"),
        (["projects", "--tier", "Z"], "No project has the tier “Z”. Known are: A, unknown"),
        (["project_budgets"], "“project_budgets” is about one project: name it with --project CODE."),
        (["project_budgets", "--project", "P?"], "There is no project with the code “P?”."),
    ):
        capsys.readouterr()
        assert main(["table", *asked, "--csv", "--database", file]) == DONE
        printed = capsys.readouterr()
        assert printed.err == said + "\n"
        assert len(printed.out.splitlines()) == 1, "the header alone"


def test_every_table_is_listed_with_a_sentence(capsys: Printed) -> None:
    assert main(["table", "--list"]) == DONE
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in listed] == sorted(tables.TABLES)
    assert all(line.split(maxsplit=1)[1] == FRAMES[line.split()[0]].sentence for line in listed)


@pytest.fixture(scope="module")
def two_projects(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database that no test changes."""
    file = str(tmp_path_factory.mktemp("two") / "projects.db")
    engine = database.prepare(file)
    rows = """
        project | as_of      | name_en   | name_zh | sector | status
        R1      | 2024-12-31 | =1+1      | 环路     | roads  | active
        R2      | 2025-06-30 | Bridge    |         | water  | active
    """
    money = """
        project | as_of      | kind    | amount | currency
        R1      | 2024-12-31 | current | 90001  | CNY
    """
    write(engine, project_record=rows, budget_figure=money)
    engine.dispose()
    return file


@pytest.mark.parametrize("name", sorted(tables.TABLES))
def test_a_table_is_printed_as_the_page_shows_it(name: str, two_projects: str, capsys: Printed) -> None:
    assert main(["table", name, "--json", "--database", two_projects]) == DONE
    printed = json.loads(capsys.readouterr().out)
    with database.reading(database.engine(two_projects)) as connection:
        assert printed == plain.records(tables.make(connection, name, Scope()), FRAMES[name])
    assert main(["table", name, "--csv", "--database", two_projects]) == DONE
    lines = list(csv.DictReader(StringIO(capsys.readouterr().out)))
    assert len(lines) == len(printed)
    if name == "projects":
        assert (printed[0]["name_en"], printed[0]["budget_current"]) == ("=1+1", "900.01")
        assert lines[0]["name_en"] == "'=1+1"  # no formula for a spreadsheet program


def test_a_table_as_of_an_earlier_day_shows_what_was_known_then(file: str, capsys: Printed) -> None:
    main(["init", "--database", file])
    rows = """
        project | as_of      | name_en | sector
        R1      | 2024-12-31 | One     | roads
        R2      | 2025-06-30 | Two     | water
    """
    write(database.engine(file), project_record=rows)
    for given, expected in ((["--as-of", "2025-01-01"], ["R1"]), ([], ["R1", "R2"]), (["--sector", "water"], ["R2"])):
        capsys.readouterr()
        main(["table", "projects", "--json", "--database", file, *given])
        assert [row["code"] for row in json.loads(capsys.readouterr().out)] == expected


def test_a_table_takes_options_and_an_option_that_cannot_be_is_refused_in_a_sentence(
    file: str, capsys: Printed
) -> None:
    main(["init", "--database", file])
    dates = """
        project | as_of      | milestone  | baseline_no | baseline   | forecast
        R1      | 2024-12-31 | completion | 1           | 2025-01-01 | 2025-03-02
        R1      | 2025-06-30 | completion | 2           | 2025-03-02 | 2025-03-02
    """
    record = """
        project | as_of      | status
        R1      | 2025-06-30 | active
    """
    write(database.engine(file), milestone_snapshot=dates, project_record=record)
    for asked, delayed in (([], True), (["baseline=latest"], False), (["tolerance=60", "late_by=days"], False)):
        capsys.readouterr()
        options = [word for option in asked for word in ("--option", option)]
        assert main(["table", "slippage_by_project", "--json", "--database", file, *options]) == DONE
        assert [row["is_delayed"] for row in json.loads(capsys.readouterr().out)] == [delayed]
    for option, said in (("baseline=last", "baseline cannot be “last”"), ("tolerance=soon", "a whole number from 0")):
        assert main(["table", "slippage_by_project", "--database", file, "--option", option]) == REFUSED
        assert said in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        main(["table", "slippage_by_project", "--option", "latest"])
    assert stopped.value.code == USAGE


def test_the_city_is_written_once(file: str, capsys: Printed) -> None:
    assert main(["sample", "--projects", "47", "--seed", "3", "--database", file]) == DONE
    assert "47 projects" in capsys.readouterr().out
    assert main(["sample", "--projects", "47", "--seed", "3", "--database", file]) == DONE
    assert "already" in capsys.readouterr().out
    assert main(["sample", "--projects", "48", "--database", file]) == REFUSED
    assert main(["sample", "--projects", "46", "--database", file]) == REFUSED
