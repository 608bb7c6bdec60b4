"""The commands about what is in the database: init, sample, import, check, editions."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from analytics.scope import Scope
from data import database, derive, editions, importers, tables
from data.commands.common import DONE, PROBLEMS, REFUSED, SHOWN, Add, Progress, day, open_database, show
from data.importers.batch import Problem


def register(command: Add) -> None:
    """Add the commands to the parser."""
    command(
        "init",
        _init,
        "Make an empty database, or bring one to this version (a copy is kept) and to the rules in force.",
    )

    one = command("sample", _sample, "Fill an empty database with an invented city.")
    one.add_argument("--projects", type=int, default=1200, metavar="N", help="47 to 1,000,000 (default: 1200)")
    one.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed gives the same city (default: 1)")
    one.add_argument("--dates", type=int, default=12, metavar="D", help="quarterly reporting dates (default: 12)")

    for name, run, text in (
        ("import", _import, "Read files into the database as one edition: whole, or not at all."),
        ("check", _check, "The same as a dry run: say what would come in, and every problem."),
    ):
        one = command(name, run, text)
        one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV, TSV, XLSX, or OC4IDS JSON")
        one.add_argument("--mapping", metavar="NAME", help="which column is which; not needed for OC4IDS")
        one.add_argument("--as-of", type=day, metavar="DATE", help="the reporting date, where the file has none")
        one.add_argument("--json", action="store_true", help="print the result as JSON, all problems included")

    one = command("editions", _editions, "List the editions, or take back the newest.")
    one.add_argument("action", nargs="?", choices=["list", "take-back"], default="list")


def _init(given: argparse.Namespace) -> int:
    engine = open_database(given)
    progress = Progress(" projects")
    with database.writing(engine) as connection:
        derive.rebuild(connection, lambda done: progress("projects", done))
    progress.close()
    print(f"Ready: {engine.url.render_as_string()}")
    return DONE


def _sample(given: argparse.Namespace) -> int:
    from data.sample import city  # the generator is not needed by any other command

    parsed = city(given.projects, given.seed, given.dates)
    engine = open_database(given, database.CITY)
    progress = Progress("")
    result = editions.write(
        engine, parsed, kind="sample", note=f"{given.projects} projects, seed {given.seed}", tick=progress
    )
    progress.close()
    if result.unchanged:
        print("The database holds this city already.")
    else:
        print(f"Edition {result.edition}: an invented city of {result.projects:,} projects.")
    return DONE


def _import(given: argparse.Namespace) -> int:
    return _read(given, write=True)


def _check(given: argparse.Namespace) -> int:
    return _read(given, write=False)


def _read(given: argparse.Namespace, *, write: bool) -> int:
    engine = open_database(given)
    parsed = importers.load(given.files, given.mapping, given.as_of)
    progress = Progress(" rows")
    result = (editions.write if write else editions.check)(engine, parsed, tick=progress)
    progress.close()
    if given.json:
        print(json.dumps(_as_json(result), ensure_ascii=False, indent=2))
    else:
        _print_result(result, write=write)
    if write:
        return DONE if result.edition is not None else REFUSED
    return PROBLEMS if result.problems else DONE


def _as_json(result: editions.Result) -> dict[str, object]:
    names = (
        "edition", "unchanged", "rows_read", "rows_used", "projects", "new_projects", "rows_written", "not_stored",
        "parse_seconds", "write_seconds",
    )  # fmt: skip
    listed = {"problems": [_fields(p) for p in result.problems], "flags": [_fields(f) for f in result.flags]}
    return {**{name: getattr(result, name) for name in names}, **listed}


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__slots__}  # type: ignore[attr-defined]


def _print_result(result: editions.Result, *, write: bool) -> None:
    if result.unchanged:
        print(f"Nothing to do: these files are edition {result.edition} already.")
        return
    if result.edition is not None:
        print(f"Edition {result.edition}: {result.rows_used:,} of {result.rows_read:,} rows,", end=" ")
        print(f"{result.projects:,} projects, {result.new_projects:,} of them new.")
        print(f"Read and checked in {result.parse_seconds:.1f} s, written in {result.write_seconds:.1f} s.")
    elif write:
        print(f"Nothing was written: none of {result.rows_read:,} rows can be used.")
    else:
        print(f"{result.rows_used:,} of {result.rows_read:,} rows can be used:", end=" ")
        print(f"{result.projects:,} projects, {result.new_projects:,} of them new.")
    if result.not_stored:
        print("Not stored: " + "; ".join(result.not_stored))
    if result.flags:
        print(f"Kept, but not counted until accepted: {len(result.flags):,} suspicious values.")
    for problem in result.problems[:SHOWN]:
        print("  " + _sentence(problem))
    if len(result.problems) > SHOWN:
        print(f"  … and {len(result.problems) - SHOWN:,} more problems (--json lists all).")


def _sentence(problem: Problem) -> str:
    where = [problem.file, problem.sheet, problem.row and f"row {problem.row}", problem.column]
    told = [
        problem.message,
        problem.found and f"found: {problem.found}",
        problem.allowed and f"allowed: {problem.allowed}",
    ]
    return ", ".join(str(part) for part in where if part) + ": " + "; ".join(part for part in told if part)


def _editions(given: argparse.Namespace) -> int:
    engine = open_database(given)
    if given.action == "take-back":
        print(f"Edition {editions.take_back(engine)} is taken back.")
        return DONE
    with database.reading(engine) as connection:
        show(tables.make(connection, "editions", Scope()), "editions", given)
    return DONE
