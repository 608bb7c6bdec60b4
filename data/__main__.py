"""The project database from the command line: `python -m data COMMAND --help`.

Exit codes: 0 done; 1 refused, nothing was written; 2 the command line is wrong; 3 somebody else is
writing, try again; 4 `check` found problems.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from tqdm import tqdm

from analytics.errors import Busy, PortfolioError
from analytics.frames import FRAMES
from analytics.scope import Scope
from data import asked, database, derive, editions, importers, migrate, tables
from data.exporters import plain, spreadsheet
from data.importers.batch import Problem
from data.queries.summary import summary

DONE, REFUSED, USAGE, BUSY, PROBLEMS = range(5)
SHOWN = 20  # problems printed; the page and --json show all


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    given = parser().parse_args(arguments)
    try:
        return given.run(given)
    except Busy as error:
        print(error, file=sys.stderr)
        return BUSY
    except PortfolioError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except DBAPIError as error:
        print(f"The database refused: {str(error.orig).strip()}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # `table projects | head`
        sys.stderr.close()
        return DONE


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    made = argparse.ArgumentParser(
        prog="python -m data", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.add_argument(
            "--database",
            metavar="URL",
            help="sqlite:///FILE, a file, or postgresql://USER@HOST/NAME (default: PORTFOLIO_DATABASE_URL, "
            "else the embedded database; `sample` uses the embedded city)",
        )
        one.set_defaults(run=run)
        return one

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
        one.add_argument("--as-of", type=_day, metavar="DATE", help="the reporting date, where the file has none")
        one.add_argument("--json", action="store_true", help="print the result as JSON, all problems included")

    one = command("editions", _editions, "List the editions, or take back the newest.")
    one.add_argument("action", nargs="?", choices=["list", "take-back"], default="list")

    one = command("summary", _summary, "Print the portfolio's main numbers, as of the latest reporting date.")
    one.add_argument("--as-of", type=_day, metavar="DATE", help="as known on another day")
    one.add_argument("--json", action="store_true", help="print JSON")

    one = command("table", _table, "Print any table that a page shows.")
    one.add_argument("name", nargs="?", metavar="NAME", help="which table")
    one.add_argument("--list", action="store_true", help="name all tables, with a sentence each")
    one.add_argument("--as-of", type=_day, metavar="DATE", help="as known on another day")
    for option in ("sector", "tier", "district"):
        one.add_argument(f"--{option}", action="append", default=[], metavar="CODE", help=f"only this {option}")
    one.add_argument("--organisation", action="append", default=[], type=int, metavar="ID", help="only projects of it")
    one.add_argument("--project", metavar="CODE", help="only this project")
    one.add_argument("--json", action="store_true", help="print JSON: a list of rows")
    one.add_argument("--csv", action="store_true", help="print CSV (the default where the output is no terminal)")
    return made


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2025-06-30") from None


def _open(given: argparse.Namespace, which: str = database.PORTFOLIO) -> Engine:
    engine = database.engine(given.database or database.url(which))
    migrate.prepare(engine)
    return engine


class _Progress:
    """A bar on standard error for what takes more than two seconds."""

    def __init__(self, unit: str) -> None:
        self.unit = unit
        self.bar: tqdm | None = None
        self.what = ""

    def __call__(self, what: str, done: int) -> None:
        if self.bar is None or what != self.what:
            self.close()
            self.what, self.bar = what, tqdm(desc=what, unit=self.unit, delay=2, file=sys.stderr, leave=False)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        if self.bar is not None:
            self.bar.close()


def _init(given: argparse.Namespace) -> int:
    engine = _open(given)
    progress = _Progress(" projects")
    with database.writing(engine) as connection:
        derive.rebuild(connection, lambda done: progress("projects", done))
    progress.close()
    print(f"Ready: {engine.url.render_as_string()}")
    return DONE


def _sample(given: argparse.Namespace) -> int:
    from data.sample import city  # the generator is not needed by any other command

    parsed = city(given.projects, given.seed, given.dates)
    engine = _open(given, database.CITY)
    progress = _Progress("")
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
    engine = _open(given)
    parsed = importers.load(given.files, given.mapping, given.as_of)
    progress = _Progress(" rows")
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
    engine = _open(given)
    if given.action == "take-back":
        print(f"Edition {editions.take_back(engine)} is taken back.")
        return DONE
    with database.reading(engine) as connection:
        _show(tables.make(connection, "editions", Scope()), "editions", given)
    return DONE


def _summary(given: argparse.Namespace) -> int:
    with database.reading(_open(given)) as connection:
        found = summary(connection, Scope(as_of=given.as_of))
    if given.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return DONE
    for key, value in found.items():
        told = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"{key.replace('_', ' '):24}{'–' if told in (None, '') else told}")
    return DONE


def _table(given: argparse.Namespace) -> int:
    if given.list or not given.name:
        for name in sorted(tables.TABLES):
            print(f"{name:32}{FRAMES[name].sentence}")
        return DONE
    scope = Scope(
        as_of=given.as_of,
        sectors=tuple(given.sector),
        tiers=tuple(given.tier),
        districts=tuple(given.district),
        organisations=tuple(given.organisation),
        project=given.project,
    )
    with database.reading(_open(given)) as connection:
        table = tables.make(connection, given.name, scope)
        for doubt in asked.in_vain(connection, given.name, scope) if table.empty else ():
            print(doubt, file=sys.stderr)
    _show(table, given.name, given)
    return DONE


def _show(table: pd.DataFrame, name: str, given: argparse.Namespace) -> None:
    """JSON, CSV, or columns for a person at a terminal."""
    rows = plain.records(table, FRAMES[name])
    if getattr(given, "json", False):
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    shown = pd.DataFrame(rows, columns=list(FRAMES[name].columns), dtype=object)
    if getattr(given, "csv", False) or not sys.stdout.isatty():
        safe = shown.map(lambda cell: spreadsheet.neutral(cell) if isinstance(cell, str) else cell)
        sys.stdout.write(safe.to_csv(index=False))
    else:
        print(shown.to_string(index=False, na_rep="–", max_colwidth=40))


if __name__ == "__main__":
    sys.exit(main())
